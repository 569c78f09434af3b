"""Numbers without a numeral: duals that count something new (جنديين, طائرتين, عامين), and a bare unit that stands for one of it."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.numbers import currencies, nouns
from newsfacts.numbers.context import Context, is_word
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CUES, FUNCTION_WORDS, MODIFIERS, NOUNS
from newsfacts.numerals.units import TIME_UNITS, UNITS, UnitMatch, match_unit, starts_unit
from newsfacts.numerals.words import WORDS
from newsfacts.text.clitics import Split
from newsfacts.text.fold import key, keys

_AND, _BETWEEN, _PARTICLES = "و", key("بين"), frozenset("وفبلك")
_EXPLOSIVE = key("متفجر")  # برميلين متفجرين are bombs
_NISBAS, _PAIRS = ("يين", "يان"), ("ين", "ان")
_MANY = keys("جدد", "كبار", "صغار", "قدامى", "أجانب", "شباب", "عرب", "أبرياء", "مخضرمين", "آخرون")
_FROM, _TO = key("من"), keys("إلى", "الى", "حتى")
_RACING = key("سباقين")  # with a doubled ب they are first: سبّاقين
_OF_TWO = keys("شابين", "كبيرين", "جديدين", "صغيرين", "قديمين", "شقيقين", "شهيرين", "بارزين", "إضافيين")
_OBJECTS = keys("عدة", "أن", "بأن")
_STATES = keys("غير", "كانتا", "تكونا", "ليستا", "تبدوان")
_FEW, _LONG_ENOUGH = 6, 6
_TWO = keys("اثنين", "اثنان", "اثنتين", "اثنتان")
_MAYBE_LAST = frozenset("نيا")
_FRACTIONS = keys("ونصف", "ونص", "وربع", "وثلث", "وثلثين", "وثلثي")
_SON = keys("بن", "ابن", "آل", "بنت", "أبو")
_THIS = keys("هذين", "هاتين", "هذان", "هاتان", "هما", "وهما", "كلا", "كلتا", "كلي", "كلتي", "ذينك")


def find(context: Context, taken: set[int]) -> Iterator[Draft]:
    """Drafts for the duals and bare units that stand outside the tokens already taken."""
    few = context.size <= _FEW
    known = _INTERESTING
    if len(known) > _MEMO_LIMIT:
        known.clear()
    for i, norm in enumerate(context.norms):
        interesting = known.get(norm)
        if interesting is None:
            interesting = _is_interesting(norm)
        if not interesting and not few:
            continue
        if i in taken or not is_word(norm):
            continue
        if norm[-1] in _MAYBE_LAST and len(norm) > 4:
            draft = _dual(context, i, norm)
            if draft is not None:
                yield draft
                continue
        draft = _goal(context, i, norm) or _bare(context, i, norm)
        if draft is not None:
            yield draft


#: Words seen so far, and whether they may stand for a number by themselves; most of a text's words may not.
_INTERESTING: dict[str, bool] = {}
_MEMO_LIMIT = 20_000


def _is_interesting(norm: str) -> bool:
    may = starts_unit(norm) or norm in _GOALS or norm in _BARE_MONEY
    if not may and norm[-1] in _MAYBE_LAST:
        found = NOUNS.find(norm)
        may = (found is not None and found[1].number in ("dual", "construct", "plural")) or norm.endswith(("تين", "تان"))
        may = may or (norm.endswith(("ين", "ان")) and (currencies.is_name(norm) or currencies.is_name(norm[1:])))
    _INTERESTING[norm] = may
    return may


def _make(context: Context, i: int, last: int, cut: int, value: int) -> Draft:
    start, end = context.starts[i] + cut, context.ends[last - 1]
    return Draft(None, i, last, start, end, value)


def _dual(context: Context, i: int, norm: str) -> Draft | None:
    before = context.norm(i - 1)
    if norm in CUES["notdual"] or before in _THIS or before in _SON or (before[:1] in _PARTICLES and before[1:] in _SON):
        return None
    if (
        before.endswith(("ان", "ين"))
        and before != _BETWEEN
        and _is_interesting(before)
        and not before.startswith("ال")
        and not norm.startswith(_AND)
    ):
        return None  # an adjective of the dual before it
    nisba = norm.endswith(_NISBAS) and not norm.startswith(_AND)
    if nisba and before.endswith(_PAIRS) and len(before) > _SHORT_WORD and not context.functional(i - 1):
        return None  # والدين مغربيين: an adjective of a dual that no lexicon knows
    if context.norm(i + 1) in _MANY:
        return None  # مالكين جدد: a plural
    if norm[0] == "م" and context.norm(i + 1) in _OBJECTS:
        return None  # مقترحين عدة محاور: a participle and its object
    unit = match_unit(context.tokens, i, symbols=False)
    if unit is not None and unit.unit.number == "dual" and not context.norm(unit.last).startswith(_EXPLOSIVE):
        return None if unit.split.article or unit.split.stem in CUES["notdual"] else _unit(context, unit, 2)
    money = _money(context, i, norm)
    if money is not None:
        return money
    found = NOUNS.find(norm)
    if found is None:
        return _attested(context, i, norm)
    if found[0].article or (norm.startswith("لل") and found[0].prep):
        return None
    split, noun = found
    if split.stem in CUES["notdual"] or (norm == _RACING and "بّ" in context.article.surface(context.starts[i], context.ends[i])):
        return None
    two = context.norm(i + 1) in _TWO
    object_follows = context.norm(i + 1).endswith("ا") and not context.functional(i + 1) and context.norm(i + 1) not in CUES["adverb"]
    if noun.human and split.stem[1] == "ا" and norm.endswith("ين") and object_follows and len(context.norm(i + 1)) > _SHORT_WORD:
        return None  # كاتبين تعليقا: a participle and its object
    if noun.number == "dual":
        if noun.sound and norm.endswith("ين") and not two and context.norm(i + 1) not in _OF_TWO:
            return None
    elif noun.number == "construct":
        if noun.naming or not _counts(context, i, split):
            return None
    elif not (noun.number == "plural" and noun.sound and two):
        return None
    draft = _make(context, i, i + 2 if two else i + 1, split.cut, 2)
    last = _adjective(context, i + 1) if noun.number == "dual" and not two else i + 1
    draft.noun = (draft.start, context.ends[last - 1])
    draft.include(i, draft.start, last, context.ends[last - 1])
    draft.head, draft.human, draft.casualty, draft.rule = split.stem, noun.human, noun.casualty, "duals._dual"
    return draft


def _attested(context: Context, i: int, norm: str) -> Draft | None:
    """A feminine dual whose singular stands elsewhere in the article: سيجارتين, where سيجارة is spoken of too."""
    if not norm.endswith(("تين", "تان")) or len(norm) < _LONG_ENOUGH or norm.endswith(("يتين", "يتان")):
        return None  # a nisba describes (سعوديتين)
    if context.norm(i - 1) in _STATES:
        return None
    for cut in (0, 1):
        if cut and norm[0] not in "وفبلك":
            break
        singular = norm[cut:-3] + "ه"
        if not singular.startswith(("ال", "لل")) and (context.mentions(singular) or context.mentions("ال" + singular)):
            draft = _make(context, i, i + 1, cut, 2)
            draft.noun, draft.head, draft.rule = (draft.start, draft.end), norm[cut:], "duals._attested"
            return draft
    return None


def _adjective(context: Context, i: int) -> int:
    """The token after an indefinite dual adjective: فرعين رئيسيين."""
    norm = context.norm(i)
    if not is_word(norm) or len(norm) < 5 or not norm.endswith(("ين", "ان")) or norm.startswith(("ال", "و", "ي", "ب", "ل")):
        return i
    if norm.startswith(("ت", "سي", "ست")) and norm.endswith("ان"):
        return i  # a verb
    nisba = norm.endswith(("يين", "يان", "يتين", "يتان"))
    other = context.line_start(i) or norm in FUNCTION_WORDS or (NOUNS.find(norm) is not None and not nisba) or WORDS.find(norm) is not None
    return i if other else i + 1


def _counts(context: Context, i: int, split: Split) -> bool:
    """A construct dual counts something new before an indefinite common noun (شركتا إنتاج), not before a name or ال."""
    following = context.norm(i + 1)
    if following in CUES["genitive"] and not context.line_break(i):
        return True
    if not is_word(following) or context.definite(i + 1) or following in FUNCTION_WORDS or context.line_break(i):
        return False
    found = NOUNS.find(following)
    if found is not None and not found[0].cut and not following.endswith("يا"):  # مباراتي إسبانيا, not «a Spaniard»
        return found[1].number in ("singular", "plural") and not found[1].naming
    return False


def _unit(context: Context, found: UnitMatch, value: int) -> Draft:
    draft = _make(context, found.first, found.last, found.split.cut, value)
    draft.unit, draft.rule = found.unit.name, "duals._unit"
    draft.kind = "duration" if found.unit.dimension == "time" else "quantity"
    return draft


def _money(context: Context, i: int, norm: str) -> Draft | None:
    if not norm.endswith(("ين", "ان")):
        return None
    for cut in (0, 1):
        if cut and norm[0] not in "وفبلك":
            break
        if currencies.is_name(norm[cut:]):
            found = currencies.name_at(context, i, None) if not cut else None
            if found is not None and found.number == "dual" and len(norm) > 5:
                draft = _make(context, i, found.last, 0, 2)
                draft.kind, draft.rule, draft.unit = "money", "duals._money", found.code
                return draft
    return None


def _goal(context: Context, i: int, norm: str) -> Draft | None:
    """«بهدف نظيف», «بهدف لصفر», «بهدف دون رد», «بثلاثية نظيفة»: a score with nothing on the other side."""
    goals = _GOALS.get(norm)
    if goals is None:
        return None
    words = context.norms[i + 1 : i + 3]
    other = 0
    if goals == 1 and words[:1] and (words[0] in _SOLE or words[0] in _THE_SAME) and _played(context, i) and words[1:] not in _WHICH_IS:
        other, last = int(words[0] in _THE_SAME), i + 2
    elif words[:1] and (words[0] in _CLEAN or (goals == 1 and words[0] in _TO_NONE)):
        last = i + 2
    elif words in _UNANSWERED:
        last = i + 3
    else:
        return None
    draft = _make(context, i, last, 1, goals)
    draft.kind, draft.value, draft.low, draft.high, draft.rule = "score", None, other, goals, "duals._goal"
    return draft


def _played(context: Context, i: int) -> bool:
    return context.sporting or context.cue_before(i, "sport", _SPORT_REACH)


_SPORT_REACH = 8
_GOALS = {key(word): goals for word, goals in (("بهدف", 1), ("بثنائية", 2), ("بثلاثية", 3), ("برباعية", 4), ("بخماسية", 5), ("بسداسية", 6))}
_SOLE, _THE_SAME, _WHICH_IS = keys("وحيد", "يتيم", "واحد"), keys("لمثله"), ([key("هو")], [key("وهو")])
_CLEAN, _TO_NONE = keys("نظيف", "نظيفة"), keys("لصفر", "للاشيء", "للا")
_UNANSWERED = [key(phrase).split() for phrase in ("دون رد", "دون مقابل", "بلا رد", "من دون", "مقابل لا", "مقابل صفر")]


def _bare(context: Context, i: int, norm: str) -> Draft | None:
    """«لمدة ساعة», «نحو عام», «ساعة ونصف», «يوم و20 ساعة», or a text that is nothing but the unit."""
    found = UNITS.find(norm)
    short = context.size <= _FEW
    if found is None and not short:
        return _bare_money(context, i, norm) if norm in _BARE_MONEY else None
    unit = match_unit(context.tokens, i, symbols=short)
    if unit is None or unit.split.article or unit.unit.number not in ("singular", "symbol"):
        return _bare_money(context, i, norm) if norm in _BARE_MONEY else None
    if short and context.alone(i, unit.last):
        return _unit(context, unit, 1)
    if unit.unit.number == "symbol":
        return None
    following = context.norm(unit.last)
    if following in _FRACTIONS or (following == _AND and _AND + context.norm(unit.last + 1) in _FRACTIONS):
        return _unit(context, unit, 1) if not unit.split.prep or unit.split.prep in "بل" else None
    if unit.unit.dimension == "length" and context.norm(i - 1) == _FROM and following in _TO and not unit.split.cut:
        return _unit(context, unit, 1)  # ارتفاع الموج من متر إلى مترين
    if unit.unit.dimension != "time" or following[:1].isdigit():
        return None
    if context.definite(unit.last):
        return _unit(context, unit, 1) if following in nouns.WEEKDAYS and not unit.split.cut and _modified(context, i) else None
    if _followed_by_time(context, unit.last) and not unit.split.conj:
        return _unit(context, unit, 1)
    if unit.split.conj and not unit.split.prep and norm[1:] != context.norm(i - 1) and _preceded_by_time(context, i):
        return _unit(context, unit, 1)
    if unit.split.cut:
        return None
    if context.is_cue(i - 1, "span") or _modified(context, i):
        after = context.norm(unit.last)
        other = is_word(after) and after not in FUNCTION_WORDS and after not in _WHOLE and not _apart(context, unit.last)
        return None if other or WORDS.find(after) is not None else _unit(context, unit, 1)
    return None


def _apart(context: Context, i: int) -> bool:
    """«لمدة عام باستثناء …», «لمدة شهر لحاجتها …»: a word with a particle goes on, and describes nothing."""
    norm = context.norm(i)
    found = NOUNS.find(norm)
    return norm[0] in _GOING_ON and len(norm) > _SHORT_WORD and (found is None or bool(found[0].prep or found[0].conj))


_GOING_ON, _SHORT_WORD = frozenset("بلو"), 4
_WHOLE = keys("كامل", "كاملة", "واحد", "واحدة", "كاملا", "تقريبا", "ميلادي", "دراسي", "مضى", "مضت")
_BARE_MONEY = keys("دولار", "دينار", "ريال", "درهم", "جنيه", "ليرة", "يورو")


def _bare_money(context: Context, i: int, norm: str) -> Draft | None:
    """«درهم وخمسين فلسا»: one, because its parts follow."""
    if context.norm(i + 1)[:1] != _AND:
        return None
    for k in range(i + 1, min(i + 5, context.size)):
        found = currencies.name_at(context, k, None)
        if found is not None and found.parts > 1:
            money = currencies.name_at(context, i, None)
            if money is not None and WORDS.find(context.norm(i - 1)) is None and not context.norm(i - 1)[:1].isdigit():
                draft = _make(context, i, money.last, 0, 1)
                draft.kind, draft.rule, draft.unit = "money", "duals._money", money.code or found.code
                return draft
    return None


def _modified(context: Context, i: int) -> bool:
    return MODIFIERS["before"].ending_at(context.norms, i) is not None


def _followed_by_time(context: Context, i: int) -> bool:
    """True when «و20 ثانية», «ويومين», «وثانية» follows: the bare unit is one of it."""
    norm = context.norm(i)
    if norm == _AND:
        i, norm = i + 1, _AND + context.norm(i + 1)
    if not norm.startswith(_AND) or norm[1:] == context.norm(i - 1):
        return False  # ساعة وساعة
    if norm == _AND + context.norm(i) and context.norm(i)[:1].isdigit():
        return TIME_UNITS.find(context.norm(i + 1)) is not None
    if _plain_time(norm[1:]) and not context.definite(i):
        return True
    if WORDS.find(norm) is not None:
        return any(_plain_time(context.norm(k)) for k in range(i + 1, min(i + 4, context.size)))
    return False


def _plain_time(norm: str) -> bool:
    found = TIME_UNITS.find(norm)
    return found is not None and found[0].cut == 0


def _preceded_by_time(context: Context, i: int) -> bool:
    """True when a time unit with its number stands right before «وثانية»."""
    k = i - 1
    found = TIME_UNITS.find(context.norm(k))
    if found is None or found[0].article:
        return False
    if found[1].number == "dual":
        return True
    before = context.norm(k - 1)
    return before[:1].isdigit() or WORDS.find(before) is not None or context.size < 8
