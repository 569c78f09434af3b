"""Ages: bare figures after a word for age, and years that the words around make the age of somebody."""

from __future__ import annotations

from newsfacts.numbers.context import Context, is_word
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CUES, NOUNS
from newsfacts.text.fold import key, keys

_OF, _IN, _GROWN = key("من"), key("في"), range(18, 100)
_COMMAS = ("،", ",")
_OF_AGE_GROUPS = keys("العمرية")  # الفئات العمرية من 18 إلى 48
_YOUNGEST, _OLDEST, _ELDEST = 5, 110, 1000
_AGE_UNITS = frozenset({"year", "month", "week", "day"})
_AGE_WORDS = keys("سن", "بسن", "لسن", "السن", "عمر", "بعمر")
_OWNER = keys("صاحب", "صاحبة", "ذو", "ذي", "ذا", "ذات", "ذوي", "ذوو")
_UNDER, _HOLDER = keys("تحت", "دون"), keys("صاحب", "صاحبة")
_SINCE = keys("قبل", "بعد", "منذ", "خلال", "مدى", "مدار", "وقبل", "وبعد", "ومنذ", "وخلال")
_FROM_LIFE, _FAR_DEATH, _AMOUNTING = key("عن"), 14, key("البالغ")
_FAR_AGE = 7  # سيكون عمر فلان في حينها 71 عاما
_AGE_SUBJECT = keys("عمره", "عمرها", "سن", "السن", "وعمره", "وعمرها", "أعمارهم", "وسن")
_BE = keys("يكون", "سيكون", "وسيكون", "ويكون", "كان", "وكان", "يبلغ", "ويبلغ", "سيبلغ", "بلغ")  # عمر is a name too
_OF_AGE = keys("العمر", "عمره", "عمرها", "عمري")
_OF_LIFE = keys("العمر", "عمره", "عمرها", "سنه", "سنها")
_OF_ONE = frozenset({"exact", "at_most", "less_than"})
_CLOSE = 3
_YOUNGER = keys("لأقل")  # منتخب البرازيل لأقل من 17 سنة
_RULED, _AGED = key("حكم"), keys("يبلغ", "تبلغ", "ويبلغ", "وتبلغ", "يبلغان", "يبلغون", "أبلغ")
_SENTENCED = keys("سجنا", "حبسا", "نافذة", "نافذا")  # 11 سنة سجنا
_LONG_THINGS = keys(
    "المدة", "مدة", "فترة", "الفترة", "عقوبة", "العقوبة", "عقد", "العقد", "ضمان", "خبرة", "مهلة", "متوسط", "معدل", "سجن", "السجن", "الحبس"
)


def read_age_frame(context: Context, draft: Draft) -> None:
    """«سن 18», «عمره 37», «دون سن الـ18», «18 من العمر»: a bare figure after a word for age."""
    after = draft.figure_last
    if draft.kind == "cardinal" and context.norm(after) == _OF and context.norm(after + 1) in _OF_AGE and isinstance(draft.value, int):
        draft.kind, draft.rule, draft.noun, draft.head = "age", "ages.read_age_frame", None, None
        draft.include(draft.first, draft.start, after + 2, context.ends[after + 1])
        return
    years = draft.value or draft.high
    if draft.kind != "cardinal" or draft.noun is not None or not isinstance(years, int) or years > _ELDEST:
        return
    k = draft.first - 1
    spelled = draft.numeral is not None and draft.numeral.form == "words" and draft.numeral.definite and not draft.numeral.conj
    if spelled and context.norm(k) == _IN and years in _GROWN and draft.unit is None and not context.definite(draft.last):
        draft.kind, draft.rule = "age", "ages.read_age_frame"  # شاب في العشرين
        return
    if context.norm(k) in _AGE_WORDS:
        draft.kind, draft.rule = "age", "ages.read_age_frame"
        draft.include(k, context.starts[k], draft.last, draft.end)
    elif context.norm(k) in _OF_AGE_GROUPS or (context.norm(k) in _OF_LIFE and context.cue_stem(k, "age")):
        draft.kind, draft.rule = "age", "ages.read_age_frame"


def read_age(context: Context, draft: Draft) -> None:
    """Turns years into an age where the words around say so: (37 عاما), البالغ 51 عاما, عن عمر 80, السادسة من عمره."""
    if draft.kind == "duration" and draft.unit in _AGE_UNITS and _is_age(context, draft):
        draft.kind, draft.rule = "age", "ages.read_age"
        if draft.unit == "year":
            draft.unit = None


def _one_person(norm: str) -> bool:
    """«امرأة», «بشاب»: a person, indefinite; «حكم» is he ruled as well."""
    found = NOUNS.find(norm)
    return found is not None and found[1].human and found[1].number == "singular" and not found[0].article and norm != _RULED


def _named(context: Context, draft: Draft) -> bool:
    """Whether a name of two words that no lexicon knows stands right before years: nothing to last or to be ruled."""
    numeral, first = draft.numeral, draft.first
    if numeral is None or numeral.definite or numeral.prep or numeral.conj or draft.per is not None:
        return False
    if not isinstance(draft.value, int) or not _YOUNGEST <= draft.value <= _OLDEST or _lasts(context, first):
        return False
    if context.definite(first - 1) and context.definite(first - 2):
        return False  # بالأشغال الشاقة 15 عاما
    return all(_name_part(context, k) and not context.line_break(k) for k in (first - 1, first - 2))


def _name_part(context: Context, i: int) -> bool:
    norm = context.norm(i)
    return is_word(norm) and len(norm) > 2 and not norm.endswith("نا") and not context.functional(i) and NOUNS.find(norm) is None


def _lasts(context: Context, i: int) -> bool:
    """«عقوبة السجن البالغة 10 سنوات», «مدة العقد تبلغ 3 سنوات»: whether what the word at token `i` measures is a time, no age."""
    return any(context.is_cue(k, "span") or context.norm(k) in _LONG_THINGS for k in range(i - 1, i - 6, -1))


def _person(context: Context, i: int) -> bool:
    """«تبلغ كلينتون 67 عاما»: a word that no lexicon knows, without ال, is her name."""
    norm = context.norm(i)
    return is_word(norm) and not context.definite(i) and not context.functional(i) and NOUNS.find(norm) is None


def read_second_age(context: Context, before: Draft, draft: Draft) -> None:
    """«37 عاما للذكور و34 عاما للإناث»: years joined to an age are an age."""
    near = draft.first - before.last <= _CLOSE and context.same_sentence(before.start, draft.start)
    years = draft.kind == "duration" and draft.unit == "year" and draft.modifier == "exact"
    comma = draft.first == before.last + 1 and context.norm(before.last) in _COMMAS
    joined = comma or (draft.numeral is not None and draft.numeral.conj == "و")
    if near and years and joined and before.kind == "age" and before.unit is None:
        draft.kind, draft.unit, draft.rule = "age", None, "ages.read_second_age"


def _is_age(context: Context, draft: Draft) -> bool:
    before, after = context.norm(draft.first - 1), context.norm(draft.last)
    if before in _OWNER and draft.numeral is not None and draft.numeral.definite:
        owner = NOUNS.find(context.norm(draft.first - 2))
        return before in _HOLDER or owner is None or owner[1].human  # الكليات ذات الأربع السنوات
    if before in _SINCE or after in _SENTENCED:
        return False  # فتاة في السادسة عشرة من العمر قبل خمس سنوات
    if draft.modifier == "less_than" and draft.unit == "year" and context.norm(draft.first) in _UNDER:
        k = draft.first - 1 - (before == "(")
        return context.functional(k) is False and is_word(context.norm(k))  # منتخب الناشئين تحت 14 عاما, (تحت 14 عاما)
    if before == "(" and after in (")", "،", ",", "و"):
        return draft.unit == "year" or is_word(context.norm(draft.first - 2))  # 30 يونيو 2015 (ستة أشهر)
    if before == _FROM_LIFE and draft.unit == "year" and context.cue_before(draft.first, "death", _FAR_DEATH):
        return True  # مات عن 80 عاما
    if context.sporting and draft.unit == "year" and context.norm(draft.first) in _YOUNGER:
        return True
    apart = before in ("،", ",", "-") and after in ("،", ",", "-")
    if apart and draft.unit == "year" and draft.numeral is not None and draft.numeral.form == "digits":
        return True
    years = draft.unit == "year" and draft.numeral is not None and draft.numeral.form == "digits"
    if years and draft.modifier == "exact" and _named(context, draft):
        return True  # ضم عبد الله السعيد 32 عاما
    if years and _one_person(before) and draft.modifier in _OF_ONE:
        return True  # امرأة 50 سنة
    if before in _AGED and draft.unit == "year":
        return not _lasts(context, draft.first - 1)  # كان يبلغ 45 عاما
    if years and context.norm(draft.first - 2) in _AGED and _person(context, draft.first - 1):
        return True
    reach = 3
    if context.is_cue(draft.first - 1, "span"):
        return False  # عمر السنين لمدة 5 سنوات: a name
    for k in range(draft.first - 1, max(-1, draft.first - 1 - _FAR_AGE), -1):
        norm = context.norm(k)
        if not is_word(norm) or norm[0].isdigit():
            break
        if context.cue_stem(k, "age") and (draft.first - k <= reach or norm in _AGE_SUBJECT or context.norm(k - 1) in _BE):
            owner = NOUNS.find(context.norm(k - 1)) if k == draft.first - 1 else None  # عقد اللاعب البالغ 24 عاما
            return not (norm.startswith(_AMOUNTING) and _lasts(context, k) and not (owner is not None and owner[1].human))
    return after in CUES["age"] or (context.norm(draft.last) == _OF and context.is_cue(draft.last + 1, "age"))
