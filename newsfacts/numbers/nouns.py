"""What a number counts: the noun after it (or before it), with its adjectives, without attached particles."""

from __future__ import annotations

from fractions import Fraction

from newsfacts.numbers import currencies, ones
from newsfacts.numbers.agreement import agrees, circumstance
from newsfacts.numbers.context import CLAUSE_MARKS, Context, is_word, unpossessed
from newsfacts.numbers.countable import may_be_counted, may_follow_of
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CUES, FUNCTION_WORDS, NOUNS, Noun
from newsfacts.numerals.units import TIME_UNITS, UNITS, match_unit
from newsfacts.numerals.words import WORDS
from newsfacts.text.fold import key, keys

_LONG_WORD = 6
_OF, _AND = key("من"), "و"
_IN_SENTENCE = 16  # figures back that are asked what they count
_ACCUSATIVE = keys("مليونا", "مليارا", "بليونا", "تريليونا")
_OF_THEM = keys("بهم", "فيهم", "عليهم", "عنهم", "بهن")
_MEMBERS, _STATES = key("الأعضاء"), key("الدول")
_OWNERS = ("هم", "نا", "كم")
_ONE = keys("واحد", "واحدة", "واحدا")
_POSSESSED_PART = ("ه", "ها", "هم", "هن", "هما")
#: The days of the week with ال.
WEEKDAYS = keys("السبت", "الأحد", "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة")
_OTHER_PEOPLE = keys("آخرين", "آخرون", "أخرين", "أخرون")


def noun_at(norm: str) -> Noun | None:
    """The noun that a folded word is, without particles other than ال."""
    found = NOUNS.find(norm)
    return None if found is None or found[0].conj or found[0].prep else found[1]


def attach_after(context: Context, draft: Draft, i: int, previous: Draft | None) -> bool:
    """Finds the counted noun from token `i` on and puts it into the draft."""
    norm = context.norm(i)
    if draft.numeral is not None and draft.numeral.kind == "fraction" and context.norm(draft.figure_last - 1).endswith(_POSSESSED_PART):
        return False  # نصفهم: what it is a half of, the pronoun says
    if norm in CUES["other"] and draft.kind == "cardinal":
        draft.other = True
        draft.include(draft.first, draft.start, i + 1, context.ends[i])
        draft.leans_on.append("nouns.name_others")
        return True  # whom or what it counts, name_others tells
    if draft.numeral is not None and draft.numeral.form == "words" and draft.value == 1:
        return False  # its noun stands before it
    vague = draft.value is None or isinstance(draft.value, Fraction) or draft.kind in ("fraction", "percent")
    if _already_named(context, draft) or (norm != _OF and _closed(context, draft, vague)):
        return False  # البلدان الـ27 صفا واحدا; قتل العشرات الأسبوع الماضي
    if norm == _OF:
        if may_follow_of(context, i + 1, draft):
            return _take(context, draft, i + 1, bare=False)
        return False
    if draft.kind == "percent":
        return False
    if not may_be_counted(context, i, draft, vague):
        return False
    return _take(context, draft, i, bare=not vague)


def _already_named(context: Context, draft: Draft) -> bool:
    """«الدول الـ28», «الشركات الثلاث»: the definite plural before a definite number is what it counts."""
    numeral = draft.numeral
    if numeral is None or not numeral.definite or numeral.prep or numeral.conj or draft.figure_first == 0:
        return False
    found = NOUNS.find(context.norm(draft.figure_first - 1))
    return found is not None and found[0].article and found[1].number == "plural" and not context.line_break(draft.figure_first - 1)


def _closed(context: Context, draft: Draft, vague: bool) -> bool:
    """«المئات تحولت», «330 مليونا تغيير»: a definite round number, and millions in the accusative, have no noun right behind them."""
    numeral = draft.numeral
    if numeral is None:
        return False
    if vague and numeral.definite:
        return True
    several = numeral.base is not None and numeral.base > 10 and numeral.scale > 1
    return several and context.norm(draft.figure_last - 1) in _ACCUSATIVE and draft.kind == "cardinal"


def name_others(context: Context, drafts: list[Draft]) -> None:
    """«وإصابة خمسة آخرين»: what the others are, the nearest noun counted before in the sentence says; people, and no part of a whole."""
    for number, draft in enumerate(drafts):
        if not draft.other or draft.noun is not None:
            continue
        people = context.norm(draft.last - 1) in _OTHER_PEOPLE
        for before in reversed(drafts[max(0, number - _IN_SENTENCE) : number]):
            if not context.same_sentence(before.start, draft.start):
                break
            if before.noun is None or before.kind != "cardinal" or (people and before.human is False):
                continue
            if context.norm(before.first - 1) not in CUES["part"]:
                draft.noun, draft.head, draft.human = before.noun, before.head, before.human
                break


def _take(context: Context, draft: Draft, i: int, *, bare: bool) -> bool:
    norm = context.norm(i)
    found = NOUNS.find(norm)
    start = context.starts[i]
    if found is not None:
        draft.human = found[1].human
        draft.casualty = draft.casualty or found[1].casualty
    last = _adjectives(context, i, i + 1)
    draft.noun = (start, context.ends[last - 1])
    draft.head = norm
    draft.leans_on.append("nouns.attach_after")
    draft.include(draft.first, draft.start, last, context.ends[last - 1])
    return True


def _adjectives(context: Context, head: int, i: int) -> int:
    """The token after the adjectives that agree with the head."""
    noun = context.norm(head)
    known = NOUNS.find(noun)
    human_plural = known is not None and known[1].human and known[1].number == "plural"
    definite = noun.startswith("ال")
    for k in range(i, min(i + 2, context.size)):
        norm = context.norm(k)
        if not is_word(norm) or context.functional(k) or norm in CUES["adverb"] or norm in CUES["other"] or context.line_start(k):
            return k
        if (
            norm[0] == "و"
            and (context.norm(k + 1)[:1].isdigit() or ((spelled := WORDS.find(context.norm(k + 1))) is not None and not spelled[0].article))
            and not context.line_break(k)
        ):
            return k  # 139 جنديا وبريطانيا 33 جنديا
        verb = norm.endswith("وا") or (noun.endswith("ا") and norm.endswith("ها") and norm[0] != "م" and norm[-3] != "ي")
        if verb or (noun.endswith("ا") and circumstance(norm)):
            return k  # 11 موسما قضاها
        stem = norm
        if definite:
            if not norm.startswith("ال"):
                return k
            stem = norm[2:]
        elif norm.startswith("ال"):
            return k
        if not agrees(noun, stem, human_plural) or WORDS.find(norm) is not None:
            return k
        if k > i and norm.endswith("ا") and not (norm.endswith("يا") or norm[0] == "م" or norm in CUES["adjective"]):
            return k  # دبلوماسيا روسيا تضامنا
    return min(i + 2, context.size)


def attach_before(context: Context, draft: Draft) -> bool:
    """The noun before a number: القتلى الـ12, الأعمال التسعة, زواجا واحدا, عددهم 40."""
    numeral = draft.numeral
    k = draft.figure_first - 1
    if numeral is None or k < 0 or context.line_break(k):
        return False
    if _units_before(context, draft, k):
        return True
    if numeral.definite and not numeral.prep and not numeral.conj:
        if draft.value is None or not is_word(context.norm(k)):
            return False
        if context.norm(k) in _OF_THEM and draft.value != 1 and context.definite(k - 1) and not context.line_break(k - 1):
            return take_before(context, draft, k - 1, k)  # المشتبه بهم العشرة
        if draft.value != 1 and possessed_noun(context.norm(k)):
            return take_before(context, draft, k, k)
        return context.definite(k) and take_before(context, draft, head_before(context, k), k)
    norm = context.norm(k)
    if norm in ones.OR and numeral.form == "words" and draft.value in (2, 3) and ones.or_two(context, draft, k - 1):
        draft.noun, draft.head = (context.starts[k - 1] + particle_length(context, k - 1), context.ends[k - 1]), context.norm(k - 1)
        return True  # من مقعد أو اثنين
    if numeral.form == "digits" and not numeral.prep and not numeral.conj and context.definite(draft.figure_last):
        several = NOUNS.find(norm)  # المواسم 3 الأخيرة
        if several is not None and several[0].article and several[1].number == "plural" and draft.value != 1:
            return not context.line_break(draft.figure_last - 1) and take_before(context, draft, k, k)
    if numeral.form == "words" and isinstance(draft.value, int) and 3 <= draft.value <= 10 and not numeral.prep and not numeral.conj:
        head = k - 1 if norm.endswith("ه") and not known(context, k) and k > 0 and not context.line_break(k - 1) else k
        several = NOUNS.find(context.norm(head))
        plural = several is not None and not several[0].article and several[1].number == "plural"
        return plural and take_before(context, draft, head, k)  # بلدان عربية ثلاثة
    if numeral.form != "words" or draft.value != 1 or numeral.prep or numeral.conj or not is_word(norm) or context.definite(k):
        return False
    if norm.endswith(_OWNERS) and not known(context, k):
        return False  # عدوهم واحد
    owned = ones.owned_by(context, k, context.norm(draft.figure_last - 1))
    if (
        norm in FUNCTION_WORDS
        or norm in CUES["designation"]
        or not (owned or ones.one_agrees(norm, context.norm(draft.figure_last - 1), followed=context.norm(draft.figure_last) == _OF))
    ):
        return False
    described = norm.endswith(("يه", "يا", "ي")) and k > 0 and not context.line_break(k - 1) and ones.describable(context, k - 1, norm)
    described = (
        described
        or owned
        or (norm.endswith("ا") and not known(context, k) and context.norm(k - 1).endswith("ا") and ones.bare_noun(context.norm(k - 1)))
    )
    return take_before(context, draft, k - 1 if described else k, k)  # مباراة دولية واحدة


def _units_before(context: Context, draft: Draft, k: int) -> bool:
    """«السنوات الخمس», «يوم واحد», «كيلومتر واحد»: a unit before its number."""
    numeral = draft.numeral
    if numeral is None or numeral.prep or numeral.conj:
        return False
    found = TIME_UNITS.find(context.norm(k))
    if found is None:
        return draft.value == 1 and numeral.form == "words" and _one_unit(context, draft, k)
    split, unit = found
    several = split.article and numeral.definite and unit.number == "plural"
    one = not split.article and unit.number == "singular" and draft.value == 1 and numeral.form == "words"
    if not (several or one):
        return False
    draft.kind, draft.unit, draft.rule = "duration", unit.name, "nouns.attach_before"
    draft.include(k, context.starts[k] + (split.outside if not (split.prep == "ل" and split.article) else split.cut), draft.last, draft.end)
    return True


def _one_unit(context: Context, draft: Draft, k: int) -> bool:
    """«كيلومتر واحد», «دولار واحد»; one degree may be of anything."""
    longer = match_unit(context.tokens, k - 1, symbols=False) if k else None
    found = UNITS.find(context.norm(k))
    if longer is not None and longer.last == k + 1 and not longer.split.article:
        k, cut = k - 1, longer.split.cut
        draft.kind, draft.unit, draft.rule = "quantity", longer.unit.name, "nouns.attach_before"
    elif found is not None and found[1].number == "singular" and not found[0].article and found[1].name != "degree":
        draft.kind, draft.unit, draft.rule = "quantity", found[1].name, "nouns.attach_before"
        cut = found[0].cut
    else:
        cut = 1 if context.norm(k)[0] in "بلو" and currencies.is_name(context.norm(k)[1:]) else 0
        money = currencies.name_at(context, k, None, cut=cut)
        if money is None or money.parts > 1 or money.number == "dual":
            return False
        draft.kind, draft.unit, draft.rule = "money", money.code, "nouns.attach_before"
    draft.include(k, context.starts[k] + cut, draft.last, draft.end)
    return True


def head_before(context: Context, k: int) -> int:
    """The head of a definite phrase that ends with token `k`: its adjectives lie between (الأعمال الأدبية التسعة)."""
    head = k - 1 if context.norm(k) == _MEMBERS and context.norm(k - 1).endswith(_STATES) else k
    while head > max(0, k - 2) and not _particled(context, head) and (not known(context, head) or _may_be_adjective(context, head)):
        before = context.norm(head - 1)
        if context.line_break(head - 1) or not is_word(before) or before in WEEKDAYS:
            break  # لقاء الأربعاء العودة الأولى
        if context.feminine(head) and before.endswith("ي") and _describes_one(context, head - 1) and not context.norm(head).endswith("يه"):
            break  # صندوق النقد الدولي المراجعة الأولى
        if not context.definite(head - 1):
            owned = possessed_noun(before) and not context.functional(head - 1) and not context.feminine(head - 1)
            return head - 1 if owned else _settled(context, head, k)
        head -= 1
    return _settled(context, head, k)


def _describes_one(context: Context, i: int) -> bool:
    """«الدولي»: a definite nisba of the masculine; «النواحي» is a plural."""
    found = NOUNS.find(context.norm(i))
    return context.definite(i) and (found is None or found[1].number == "singular")


def _settled(context: Context, head: int, k: int) -> int:
    return head if known(context, head) or _particled(context, head) or not known(context, k) else k


def possessed_noun(norm: str) -> bool:
    """«دورته», «بلقبه», «تجاربها»: a noun of the lexicon with its owner's pronoun, under a particle or not."""
    return _owned(norm) or (norm[0] in "وفبلك" and _owned(norm[1:]))


def _owned(word: str) -> bool:
    stem = unpossessed(word)
    if stem is None or len(stem) < 3:
        return False
    return NOUNS.value(stem) is not None or (stem.endswith("اه") and NOUNS.value(stem[:-1] + "ت") is not None)  # مبارياته


def _may_be_adjective(context: Context, i: int) -> bool:
    """«الاجتماع الإيراني الثالث»: a nisba that is a person's name elsewhere, behind a definite noun."""
    found = NOUNS.find(context.norm(i))
    if found is None or not found[0].stem.endswith(("ي", "يه")) or (not found[1].sound and found[0].stem.endswith("ي")):
        return False
    before = NOUNS.find(context.norm(i - 1))
    if before is None:
        return context.definite(i - 1) and context.norm(i).startswith("ال") and not context.line_break(i - 1)  # المنتدى العربي
    return before[0].article and not before[1].human


def _particled(context: Context, i: int) -> bool:
    split = context.particles(i)
    return bool(split.article and (split.conj or split.prep))


def known(context: Context, i: int) -> bool:
    """True when token `i` is a noun of the lexicon, under any particles."""
    return NOUNS.find(context.norm(i)) is not None


def particle_length(context: Context, i: int) -> int:
    """How many characters of token `i` are particles that stay out of the noun (the whole لل, but not ال)."""
    found = NOUNS.find(context.norm(i))
    split = found[0] if found is not None else context.particles(i)
    if found is None and not split.article and _conjoined(context, i):
        return 1
    unit = UNITS.find(context.norm(i)) if found is None else None
    if unit is not None and not unit[0].article:
        return unit[0].cut  # بدرجة أولى
    if found is None and not split.article and context.norm(i)[0] in "لب":
        stem = unpossessed(context.norm(i)[1:])
        if len(context.norm(i)) >= _LONG_WORD or (stem is not None and NOUNS.value(stem) is not None):
            return 1
    return split.cut if split.prep == "ل" and split.article else split.outside


def _conjoined(context: Context, i: int) -> bool:
    """True when the و of an unknown word is «and»: the rest stands elsewhere, has an owner, or its واحد says that it is a noun."""
    norm = context.norm(i)
    if norm[0] not in "وف" or len(norm) < 4 or _owned(norm):
        return False
    if norm[0] == "ف":
        return len(norm) > _LONG_WORD - 2 and context.mentions(norm[1:])
    one = context.norm(i + 1) in _ONE and not norm.endswith("يه")
    return one or context.mentions(norm[1:]) or possessed_noun(norm)


def take_before(context: Context, draft: Draft, head: int, last: int) -> bool:
    """Tokens `head` to `last` are the noun; its particles stay out."""
    found = NOUNS.find(context.norm(head))
    cut = particle_length(context, head)
    start = context.starts[head] + cut
    draft.noun = (start, context.ends[last])
    draft.head = context.norm(head)[cut:]
    if found is not None:
        draft.human = found[1].human
        draft.casualty = draft.casualty or found[1].casualty
    draft.include(head, start, draft.last, draft.end)
    draft.leans_on.append("nouns.attach_before")
    return True


def attach_dual(context: Context, draft: Draft) -> bool:
    """«مدربين اثنين»: the dual before a spelled two."""
    k = draft.figure_first - 1
    norm = context.norm(k)
    numeral = draft.numeral
    if numeral is None or numeral.conj or numeral.prep or not is_word(norm) or not norm.endswith(("ين", "ان")):
        return False
    if context.definite(k) or context.line_break(k) or context.functional(k):
        return False
    if NOUNS.find(norm) is None and len(norm) < _LONG_WORD:
        return False  # أدين اثنان
    unit = UNITS.find(norm)
    if unit is not None and unit[1].number == "dual":
        draft.kind, draft.unit = "duration" if unit[1].dimension == "time" else "quantity", unit[1].name
        draft.include(k, context.starts[k] + unit[0].cut, draft.last, draft.end)
        draft.rule = "nouns.attach_dual"
        return True
    return take_before(context, draft, k, k)


def attach_counted_before(context: Context, draft: Draft) -> bool:
    """«عدد القتلى 12», «حصيلة القتلى إلى 12», «عددهم 40»: the noun after the word for a count, a few tokens before."""
    for k in range(draft.first - 1, max(-1, draft.first - 9), -1):
        norm = context.norm(k)
        if norm in CLAUSE_MARKS or context.line_break(k) or norm[0].isdigit():
            return False
        if context.is_cue(k, "count") and k + 1 < draft.figure_first:
            following = NOUNS.find(context.norm(k + 1))
            if following is not None and not following[0].conj and not following[0].prep:
                draft.noun = (context.starts[k + 1], context.ends[_adjectives(context, k + 1, k + 2) - 1])
                draft.head = context.norm(k + 1)
                draft.human = following[1].human
                draft.casualty = draft.casualty or following[1].casualty
                draft.leans_on.append("nouns.attach_counted_before")
                return True
            return False
    return False
