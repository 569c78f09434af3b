"""Ordinals and numbers that only name: what they rank or label, and the ordinals that are parts of names and idioms."""

from __future__ import annotations

from newsfacts.numbers import heads, nouns
from newsfacts.numbers.context import QUOTES, Context, is_word, unpossessed
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CUES, FUNCTION_WORDS, NOUNS
from newsfacts.numerals.units import TIME_UNITS
from newsfacts.numerals.words import WORDS
from newsfacts.text.fold import key, keys

_NEAR_ORDINAL = 4
_CLOCK = keys("عند", "حتى", "الساعة", "وعند", "وحتى", "بحلول")
_HOUSE, _IN = key("آل"), key("في")
_CLOCK_AFTER = keys("بتوقيت", "بالتوقيت", "مساء", "صباحا", "ليلا", "فجرا", "عصرا", "ظهرا", "مساءا")
_RABIA, _ADAWIYYA = key("رابعة"), key("العدوية")
_AT_RABIA = keys("ميدان", "اعتصام", "مجزرة", "أحداث", "إشارة", "مسجد", "بميدان", "مذبحة")
_WHO = keys("من", "ما", "أمس", "ال")
_DESCRIBING_TOO = keys("السنوية", "العام", "الوطنية", "السنوي")  # الذكرى السنوية, اجتماعها العام
_COUNTRIES = keys(
    "ألمانيا", "إسبانيا", "روسيا", "بريطانيا", "إيطاليا", "تركيا", "سوريا", "ليبيا", "رومانيا", "أستراليا", "إندونيسيا", "ماليزيا",
    "كولومبيا", "بلغاريا", "صربيا", "كرواتيا", "نيجيريا", "كينيا", "إثيوبيا", "أوكرانيا", "ليتوانيا", "جورجيا", "سلوفاكيا",
)  # fmt: skip
_CHANNELS = keys("قناة", "قناتي", "لقناة", "بقناة", "وقناة")
_THE_FIRST, _OF_IT = key("الأول"), key("منه")
_ATTACHED_ARTICLE = ("لل", "بال", "وال")
_FIRST, _ATTACHED = key("أول"), frozenset("وبلفك")
_ITS_FIRST, _HOMELAND = key("أولة"), keys("بلاده", "بلادها", "بلادهم", "بلادنا")
_FIRST_FOLDED = key("أولى")
_PRELIMINARY, _FIRST_FEMININE = "اولي", "ى"
_AGE_FRAME = keys("في", "سن", "بلوغ", "بلغ", "بلغت", "تجاوز", "دون", "تحت", "فوق", "بسن", "لسن", "بعمر")
_OR_MORE = keys("أو", "وما", "فما")
_PASSED, _LAST_HOUR = keys("تخطى", "تخطت", "تخطوا", "يتخطى", "تجاوز", "تجاوزت", "تجاوزوا", "يتجاوزوا", "يبلغوا", "بلغ", "بلغت", "بلغوا"), 12
_OF = key("من")
_OF_AGES, _WHICH = keys("أعمارهم", "أعمارهن", "أعمارها", "عمره", "عمرها", "عمرهم"), keys("الذي", "التي", "اللذان", "اللتان", "الذين")
_PAST = keys("قد", "وقد", "لقد", "ولقد", "فقد")
_SECONDS = frozenset({key("ثانية"), key("وثانية")})
BIRTHDAY, _BIRTH = key("عيد"), key("ميلاد")
_WORLD = keys("العالم", "بالعالم", "للعالم")
_COUNTED_AS = keys("تعد", "يعد", "تعتبر", "يعتبر", "وتعد", "ويعد", "وتعتبر", "ويعتبر", "بات", "باتت", "أصبح", "أصبحت")
_QUEENS = keys("الملكة", "ملكة", "إليزابيث", "اليزابيث", "إليزابيت", "اليزابيت", "مارغريت", "كاترين", "كاثرين", "الثاني")
_PARTS_OF_SECOND, _TODAY, _PAPERS = (
    keys("جزء", "أجزاء", "كسر", "عشر"),
    key("اليوم"),
    keys("صحيفة", "موقع", "جريدة", "بوابة", "لصحيفة", "لموقع"),
)


def read_ordinal(context: Context, draft: Draft, previous: Draft | None) -> bool:
    """Finds what an ordinal ranks and puts it into the draft; False when it ranks nothing."""
    numeral = draft.numeral
    if numeral is None:
        return False
    draft.rule = "ordinals.read_ordinal"
    i, last = draft.figure_first, draft.figure_last
    if _preliminary(context, draft):
        return False
    if _age(context, draft):
        return True
    k = i - 1
    before = context.norm(k) if k >= 0 and not context.line_break(k) else ""
    idiom = context.is_cue(k, "idiom") or context.cue_stem(k, "idiom")
    if context.is_cue(k, "name") or (idiom and not (before in _WORLD and draft.value not in (1, 2, 3))):
        return False
    if numeral.definite and context.norm(k - 1) in _CHANNELS and context.definite(k) and before.endswith("ه"):
        return False  # قناة الوطنية الأولى
    if before == _OF and context.norm(k - 1) in _PARTS_OF_SECOND:
        return False  # جزء من الثانية
    if before == _TODAY and context.norm(k - 1) in _PAPERS:
        return False  # صحيفة اليوم السابع
    if (
        numeral.conj
        and not numeral.definite
        and previous is not None
        and previous.kind == "ordinal"
        and previous.last == i
        and previous.noun is not None
        and heads.feminine(context.norm(numeral.first)) == heads.feminine(context.norm(previous.figure_last - 1))
    ):
        draft.noun, draft.head = previous.noun, previous.head  # مرة ثانية وثالثة
        return True
    if numeral.definite and numeral.conj:
        if (
            previous is not None
            and previous.kind == "ordinal"
            and draft.first - previous.last < _NEAR_ORDINAL
            and (heads.feminine(context.norm(numeral.first)) == heads.feminine(context.norm(previous.figure_first)))
        ):
            draft.noun, draft.head = previous.noun, previous.head  # المركزان الأول والثاني, المرة الثالثة على التوالي والرابعة
        return True
    if _clock(context, draft, before) or _rabia(context, last, before) or _firsts(context, draft, k):
        return False
    if before == _IN and numeral.definite and context.norm(last) == _OF_IT:
        return False  # في الخامس منه
    if numeral.definite:
        return _definite(context, draft, k, before)
    return _indefinite(context, draft, i, last, k, before)


def _clock(context: Context, draft: Draft, before: str) -> bool:
    """«عند الرابعة», «حتى الثامنة»: an hour of the day."""
    numeral = draft.numeral
    if numeral is None or not numeral.definite or not isinstance(draft.value, int):
        return False
    if before not in _CLOCK and context.norm(numeral.last) not in _CLOCK_AFTER:
        return False  # السابعة بتوقيت غرينتش, برنامج الثامنة مساء
    return 1 < draft.value <= 12 and context.norm(numeral.first).endswith("ه")


def _firsts(context: Context, draft: Draft, k: int) -> bool:
    """«الخوارج الأول», «المسلمين الأول»: the plural of first, behind a definite plural of people."""
    if draft.value != 1 or context.norm(draft.figure_last - 1) != _THE_FIRST or not context.definite(k):
        return False
    found = NOUNS.find(context.norm(k))
    before = NOUNS.find(context.norm(k - 1))
    ranked = before is not None and before[1].number == "singular" and not before[0].article  # مدير المنتخبات الأول
    several = found is not None and found[1].human and found[1].number == "plural" and not context.norm(k).endswith("ي")
    return several and not ranked


def _rabia(context: Context, last: int, before: str) -> bool:
    """«رابعة العدوية», «اعتصام رابعة»: a square in Cairo."""
    return context.norm(last - 1) == _RABIA and (context.norm(last) == _ADAWIYYA or before in _AT_RABIA)


def _preliminary(context: Context, draft: Draft) -> bool:
    """«أولي» (preliminary) and «أولى» (first) have one folded form: the untouched letter tells."""
    word = context.norm(draft.figure_last - 1)
    return word.endswith(_PRELIMINARY) and not context.article.surface(draft.start, draft.end).endswith(_FIRST_FEMININE)


def _age(context: Context, draft: Draft) -> bool:
    """«في السادسة والعشرين من عمره», «تحت سن الثامنة»."""
    numeral = draft.numeral
    if numeral is None or not numeral.definite or not isinstance(draft.value, int):
        return False
    k, last = draft.figure_first - 1, draft.figure_last
    of_age = context.norm(last) == _OF and context.is_cue(last + 1, "age") and not context.norm(last + 2)[:1].isdigit()
    if of_age and (context.norm(k) in _AGE_FRAME or context.is_cue(k, "age") or numeral.prep or context.definite(k) is False):
        draft.kind = "age"
        draft.include(draft.first, draft.start, last + 2, context.ends[last + 1])
    elif context.norm(k) in _PASSED and draft.value > _LAST_HOUR and context.norm(last - 1).endswith("ه"):
        draft.kind = "age"  # تخطوا الثامنة عشرة
    elif context.norm(k) == _IN and draft.value > _LAST_HOUR and context.norm(last - 1).endswith(("ه", "ين")) and _closes(context, last):
        draft.kind = "age"  # وهو في الثامنة عشرة، ثم انتقل
    elif context.norm(k) in _OF_AGES:
        draft.kind = "age"  # لا تتجاوز أعمارهم الثانية عشرة
    elif context.norm(k) in (key("سن"), key("بسن"), key("لسن"), key("عمر"), key("بعمر")):
        draft.kind = "age"
        draft.include(k, context.starts[k], last, draft.end)
    else:
        return False
    return True


def _closes(context: Context, last: int) -> bool:
    """Whether nothing follows that an ordinal behind في could rank or date: a mark, «أو أكبر»."""
    return not is_word(context.norm(last)) or context.norm(last) in _OR_MORE


def _definite(context: Context, draft: Draft, k: int, before: str) -> bool:
    if draft.numeral is not None and draft.numeral.prep and draft.numeral.prep != "ل":
        return True  # خسر بالثانية
    if before[:1] == "و" and before[1:] in FUNCTION_WORDS and TIME_UNITS.find(before) is None:
        return True  # وكان الأول, ولا الثالث
    if before in QUOTES and (context.cue_stem(k - 1, "nominal") or context.cue_stem(k - 1, "ranked")) and context.definite(k - 1):
        return rank(context, draft, k - 1, k - 1)  # المادة "السادسة"
    if not is_word(before) or before in _COUNTED_AS or (before in FUNCTION_WORDS and TIME_UNITS.find(before) is None):
        return True  # الثاني, with its noun left out
    if context.definite(k) and WORDS.find(before) is not None and context.definite(k - 1) and heads.several(context.norm(k - 1)):
        draft.noun, draft.head = (context.starts[k - 1] + nouns.particle_length(context, k - 1), context.ends[k - 1]), context.norm(k - 1)
        return True  # الأيام الأربعة الأولى
    if context.definite(k):
        labelled = before not in _DESCRIBING_TOO and (context.cue_stem(k, "nominal") or context.cue_stem(k, "ranked"))
        head = k if labelled else nouns.head_before(context, k)
        if head == k and heads.belongs_further(context, draft, k):
            head = k - 1
        head = heads.one_of_several(context, draft, head)
        canal = head < k and context.norm(head) in _CHANNELS and not before.endswith("ه")  # قناة السويس الثانية
        if (context.cue_stem(head, "name") and not canal) or (_ruler_before(context, draft, k) and not nouns.known(context, k)):
            return False
        return rank(context, draft, head, k)
    if _ruler_before(context, draft, k):
        return False
    found = NOUNS.find(before)
    if context.functional(k) or context.norm(draft.figure_last) in _WHICH or (found is not None and found[1].number == "dual"):
        return True  # كونها الأولى, لإيقاف الثالث الذي فر, جائزتين الأولى للمهندسين
    if nouns.known(context, k) or _possessed(context, k):
        owned = before in _HOMELAND and heads.names_owner(context, k - 1) and not context.line_break(k - 1)  # منتخب بلاده الأول
        head = k - 1 if owned or context.norm(k - 1).endswith(BIRTHDAY) else k
        return rank(context, draft, head, k)
    for head in (k - 1, k - 2):  # هدف ميسي الثاني
        if head >= 0 and not context.line_break(head) and heads.names_owner(context, head):
            return rank(context, draft, head, head)
    if before.startswith(("لي", "سي", "ست")) or before.endswith("ت"):
        return True  # ضمت الأولى المدافعين: a verb
    return context.sporting and isinstance(draft.value, int) and draft.value > 1


def _possessed(context: Context, k: int) -> bool:
    """«خطابه الأول»: a word with its owner's pronoun; the untouched letter tells ه from ة."""
    norm = context.norm(k)
    stem = unpossessed(norm)
    if stem is None:
        return False
    if NOUNS.find(stem) is not None or TIME_UNITS.find(stem) is not None:
        return True
    if stem in FUNCTION_WORDS or len(norm) < 5:
        return False
    if norm.endswith(("ها", "هم", "هما", "نا")) or nouns.possessed_noun(norm):
        return True
    return context.article.surface(context.starts[k], context.ends[k]).endswith("ه")


def _ruler_before(context: Context, draft: Draft, k: int) -> bool:
    """«الملك عبد الله الثاني»: the ordinal belongs to a ruler's name."""
    queens = heads.feminine(context.norm(draft.figure_last - 1))
    return any(context.is_cue(j, "ruler") and (not queens or context.norm(j) in _QUEENS) for j in range(max(0, k - 3), k + 1))


def _indefinite(context: Context, draft: Draft, i: int, last: int, k: int, before: str) -> bool:
    after = context.norm(last) if last < context.size and not context.line_break(last - 1) else ""
    word = context.norm(last - 1)
    first = draft.value == 1
    if word == _ITS_FIRST and not context.feminine(last - 1):
        return False  # أوله وآخره
    if before == _HOUSE and not context.glued(k):
        return False  # آل ثاني
    if word in _SECONDS and not (before and (_agreeing(context, k, word) or _unknown_feminine(context, k))):
        return False
    richest = not first and after.startswith("ا") and len(after) == 4 and not nouns.known(context, last)  # صنف ثاني أغنى رجل
    leading = NOUNS.find(after) or WORDS.find(after) if word.endswith(_FIRST) and after else None  # بدأت بناء أول سفينة
    ahead = leading is not None and not leading[0].cut
    owner = NOUNS.find(before) if word == _FIRST and is_word(after) else None  # ذكرى تنصيب أول برلمان, not مهندس أول بالشركة
    if owner is not None and not owner[1].human and not context.cue_stem(k, "ranked"):
        ahead = ahead or (not context.functional(last) and after[0] not in _ATTACHED)
    for head in () if richest or ahead else (k, k - 1):
        if before and _agreeing(context, head, word) and (head == k or _adjective(context, head, k)):
            return rank(context, draft, head, k)
    if first and (before in _PAST or context.cue_stem(k, "rankname") or after in CUES["once"]):
        return False
    if word.endswith("ا") and not first:
        return before.removeprefix("و") in _COUNTRIES or context.is_cue(k, "rank") or context.cue_before(k, "rank", 3)
    if context.is_cue(k, "rank"):
        return True
    if not is_word(after) or (context.functional(last) and after not in _WHO):
        if is_word(before) and before.endswith("ه") and heads.feminine(word) and not context.definite(k) and not context.functional(k):
            nisba = (
                before.endswith("يه") and is_word(context.norm(k - 1)) and not context.functional(k - 1) and not context.line_break(k - 1)
            )
            return rank(context, draft, k - 1 if nisba else k, k)  # منحة ثالثة: a noun that no lexicon knows
        return context.alone(draft.first, draft.last)
    if after in _WHO:
        return after == _OF and first
    if TIME_UNITS.find(word) is not None and not first and not context.definite(last):
        return draft.value != 2 or word == key("ثاني")
    attached = draft.numeral is not None and bool(draft.numeral.prep)
    unknown = not attached and heads.feminine(word) and before.endswith("ه") and context.definite(last) and NOUNS.find(before) is None
    if unknown and not context.definite(k) and not context.functional(k) and context.feminine(k) and TIME_UNITS.find(before) is None:
        return rank(context, draft, k, k)  # قراءة ثانية الشهر المقبل
    superlative = after.startswith("ا") and len(after) == 4 and not nouns.known(context, last) and TIME_UNITS.find(after) is None
    noun = last + 1 if superlative and is_word(context.norm(last + 1)) else last
    if WORDS.find(context.norm(noun)) is not None and noun == last:
        return True
    found = NOUNS.find(context.norm(noun))
    if (found is not None and (found[0].conj or found[0].prep)) or (found is None and context.norm(noun).startswith(_ATTACHED_ARTICLE)):
        return not (first and word.endswith(_FIRST_FOLDED) and context.norm(noun)[0] == "ب")  # صانعا أول للتنمية; أولى بالاهتمام
    draft.noun = (context.starts[noun], context.ends[noun])
    draft.head = context.norm(noun)
    draft.include(draft.first, draft.start, noun + 1, context.ends[noun])
    return True


def _unknown_feminine(context: Context, k: int) -> bool:
    """«محاكمة ثانية»: an indefinite word in ة that no lexicon knows."""
    word = context.norm(k)
    unknown = NOUNS.find(word) is None and TIME_UNITS.find(word) is None and WORDS.find(word) is None
    untouched = context.article.surface(context.starts[k], context.ends[k])
    return unknown and len(word) > 4 and untouched.endswith("ة") and not context.definite(k) and not context.functional(k)


def _adjective(context: Context, head: int, k: int) -> bool:
    """«ولاية رئاسية رابعة»: an indefinite adjective of the noun's gender between it and its ordinal."""
    word = context.norm(k)
    if not context.norm(head):
        return False
    feminine = context.norm(head).endswith("ه")
    if NOUNS.find(word) is not None:
        return False
    return is_word(word) and word not in FUNCTION_WORDS and not context.definite(k) and word.endswith("يه") == feminine


def _agreeing(context: Context, k: int, word: str) -> bool:
    """«مرة ثالثة», «طرف ثالث», «هدفا ثانيا»: an indefinite noun before an ordinal of its gender and case."""
    before = context.norm(k)
    found = NOUNS.find(before)
    if found is None or found[0].article or found[1].number != "singular" or found[0].stem in _COUNTRIES:
        return False  # ألمانيا سادسا
    return before.endswith("ه") == heads.feminine(word) and (before.endswith("ا") == word.endswith("ا"))


def rank(context: Context, draft: Draft, head: int, last: int) -> bool:
    """Tokens `head` to `last` are what an ordinal ranks or a figure labels; their particles stay out."""
    cut = nouns.particle_length(context, head)
    start = context.starts[head] + cut
    draft.noun = (start, context.ends[last])
    draft.head = context.norm(head)[cut:]
    draft.include(head, start, draft.last, draft.end)
    return True


def read_definite_cardinal(context: Context, draft: Draft) -> None:
    """«الذكرى الثلاثون», «البيت الحادي عشر»: a definite number in words after a singular noun ranks it."""
    numeral = draft.numeral
    if numeral is None or not numeral.definite or draft.kind != "cardinal" or not isinstance(draft.value, int):
        return
    k = draft.figure_first - 1
    if numeral.form != "words":
        ministers = _several_before(context, draft, k) if draft.noun is not None and draft.figure_last == draft.last else None
        if ministers is not None and draft.unit is None:
            nouns.take_before(context, draft, ministers, k)  # وزراء الخارجية الـ28
            return
        _definite_figure(context, draft, k)
        return
    if draft.unit is not None:
        return
    if draft.noun is not None and draft.noun[0] >= draft.start and draft.last > draft.figure_last:
        if draft.value <= 10 or context.norm(draft.figure_last) != _OF or not context.cue_stem(k, "ranked") or not context.definite(k):
            return
        draft.noun, draft.head, draft.last, draft.end = None, None, draft.figure_last, numeral.end  # للدورة التسعين من جوائز الأوسكار
    if k < 0 or not is_word(context.norm(k)):
        if draft.value > 10 and context.alone(draft.first, draft.last):
            draft.kind, draft.rule = "ordinal", "ordinals.read_definite_cardinal"
        return
    possessed = unpossessed(context.norm(k))
    if possessed is not None and NOUNS.find(possessed) is None:
        possessed = None
    described = nouns.head_before(context, k) if context.definite(k) and not nouns.known(context, k) else k
    if described < k and heads.several(context.norm(described)) and not numeral.conj:
        nouns.take_before(context, draft, described, k)  # المنافذ الرئيسة الخمسة عشر
        return
    several = _several_before(context, draft, k)
    if several is not None:
        nouns.take_before(context, draft, several, k)
        return
    if context.norm(k).startswith(_BIRTH) and context.norm(k - 1).endswith(BIRTHDAY):
        draft.kind, draft.rule = "ordinal", "ordinals.read_definite_cardinal"
        rank(context, draft, k - 1, k)  # عيد ميلاده الثلاثين
    elif draft.value > 10 and (possessed or context.definite(k)):
        norm = possessed or context.norm(k)
        found, unit = NOUNS.find(norm), TIME_UNITS.find(norm)
        number = found[1].number if found is not None else unit[1].number if unit is not None else None
        if number == "singular" or number == "dual" or (number is None and not norm.endswith(("ات", "ين", "ون"))):
            draft.kind, draft.rule = "ordinal", "ordinals.read_definite_cardinal"
            rank(context, draft, k, k)


def _several_before(context: Context, draft: Draft, k: int) -> int | None:
    """«قطاعات السوق الخمسة عشر», «دول الخليج العربي الست»: the plural before a definite singular is what is counted."""
    numeral = draft.numeral
    if numeral is None or numeral.conj or draft.value == 1 or k == 0 or context.line_break(k - 1) or not context.definite(k):
        return None
    owner = NOUNS.find(context.norm(k))
    nisba = context.norm(k).endswith(("ي", "يه")) and (owner is None or (owner[1].human and owner[1].number == "singular"))
    described = nisba and context.definite(k - 1) and not context.line_break(k - 2)
    head = k - 2 if described and k > 1 else k - 1
    plural = NOUNS.find(context.norm(head))
    if plural is None or plural[0].article or plural[1].number != "plural":
        return None
    return head if head < k - 1 or owner is None or owner[1].number != "plural" else None


def _definite_figure(context: Context, draft: Draft, k: int) -> None:
    """«البرلمان الـ27», «المادة الـ17 من الدستور»: a definite figure behind a definite singular ranks it."""
    if draft.unit is not None or draft.noun is None or draft.figure_last != draft.last or not context.definite(k):
        return
    head = nouns.head_before(context, k)
    norm = context.norm(head)
    found, unit = NOUNS.find(norm), TIME_UNITS.find(norm)
    number = found[1].number if found is not None else unit[1].number if unit is not None else None
    if number == "singular" or (number is None and _one_by_form(context.particles(head).stem)):
        draft.kind, draft.rule = "ordinal", "ordinals.read_definite_cardinal"


def _one_by_form(stem: str) -> bool:
    """True for a word that has not the form of a plural: broken plurals have ا or و after their second letter, or begin with ا."""
    if stem.endswith(("ات", "ين", "ون", "ان", "اء")) or len(stem) < 4:
        return False
    return not (stem[0] == "ا" or stem[2] in "او" or stem[1] == "ا")
