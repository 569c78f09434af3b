"""What happened to the people a number counts: killed, injured, missing, detained, kidnapped, displaced."""

from __future__ import annotations

from newsfacts.numbers.context import CLAUSE_MARKS, Context
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CASUALTIES, CUES, FUNCTION_WORDS, NOUNS
from newsfacts.numerals.words import WORDS
from newsfacts.text.fold import keys

_BACK, _PEOPLE_BACK, _FORWARD, _CHAIN = 9, 5, 6, 5
_PARTICLE_TOO, _LOST = keys("فقد"), keys("فقد", "فقدت", "فقدوا", "وفقد", "وفقدت")
_LIVES = keys("حياته", "حياتها", "حياتهم", "حياتهما", "حياتهن", "الحياة", "أرواحهم")
_ALIVE, _FALLEN = frozenset({"detained", "kidnapped", "displaced"}), keys("سقط", "سقطت", "وسقط", "وسقطت")
_BETWEEN = keys("بين", "ما", "مصابين")
_ACCORDING = keys("وفقا", "وفق", "بحسب", "حسب", "طبقا", "نقلا")
_FORCES = keys("قوات", "القوات")  # المئات من قوات الأمن: their men
_FAMILIES, _DISPLACED = keys("عائلة", "عائلات", "أسرة", "أسر"), "displaced"  # they are displaced; killed are persons
_COURT_TOO = keys("قضى", "قضت", "وقضت", "وقضى")  # died, or ruled
_ILLNESSES = keys(
    "داء", "مرض", "السرطان", "سرطان", "السكري", "الكوليرا", "حمى", "الإيدز", "الربو", "عدوى", "الخرف", "الزهايمر",
    "ألزهايمر", "باركنسون", "جلطة", "جلطات", "المرض", "فيروس", "الفيروس", "التهاب", "الالتهاب",
)  # fmt: skip
_WITHIN, _CLOSE = keys("خلال", "في", "منذ"), 1
_KILLED_WHOM = keys("قتلوا", "قتلا", "جرحوا", "اعتقلوا", "أوقفوا", "أوقفا", "اعتقلا")
_VICTIMS = keys("ضحية", "ضحايا", "ضحيتين", "ضحيتان")
_INFECTION = keys("إصابة", "إصابات", "مصاب", "مصابا", "مصابين", "مصابون")


def mark(context: Context, drafts: list[Draft]) -> None:
    """Sets `casualty` of the drafts, in text order, so that «و3 أطفال» can take over what «مقتل 12 شخصا» said."""
    previous: Draft | None = None
    length: Draft | None = None
    for draft in drafts:
        if draft.kind == "duration":
            length = draft
        if draft.kind != "cardinal" or draft.dropped:
            if draft.casualty is not None and _ill(context, draft):
                draft.casualty = None
            continue
        draft.casualty = _own(context, draft)
        if draft.casualty in _ALIVE:
            fate = CASUALTIES["before"].ending_at(context.norms, draft.first)
            if fate is not None and fate[1] in ("killed", "injured"):
                draft.casualty = fate[1]  # مقتل 3 معتقلين
        if draft.casualty is None:
            draft.casualty = _around(context, draft, previous)
            if draft.casualty is None and draft.human is not False and length is not None and 0 <= draft.first - length.last <= _CLOSE:
                draft.casualty = _told_before(context, length)
            if draft.casualty == "injured" and _ill(context, draft):
                draft.casualty = None
            if draft.casualty is not None:
                draft.leans_on.append("casualties.mark")
        previous = draft


def mark_parts(context: Context, drafts: list[Draft]) -> None:
    """«أصيب 23 شخصا في ثلاثة حوادث، بينهم ستة أطفال»: people named as part of a figure share its fate."""
    for draft in drafts:
        whole = draft.whole
        if (
            whole is not None
            and whole.casualty
            and draft.casualty is None
            and draft.human
            and context.norm(draft.first - 1) in CUES["part"]
        ):
            draft.casualty = whole.casualty
            draft.leans_on.append("casualties.mark")


def _own(context: Context, draft: Draft) -> str | None:
    if draft.casualty is None:
        return None
    if draft.head is not None and draft.head.removeprefix("ال") in _VICTIMS and CUES["assault"] & context.vocabulary:
        return None  # ضحية اعتدى عليها
    infected = draft.head is not None and draft.head.removeprefix("ال") in _INFECTION
    if infected and (_ill(context, draft) or any(context.mentions(word) for word in CUES["virus"])):
        return None
    return draft.casualty


def _around(context: Context, draft: Draft, previous: Draft | None) -> str | None:
    forces, families = draft.head in _FORCES, draft.head in _FAMILIES
    if (draft.human is False and draft.noun is not None and not forces and not families) or not isinstance(
        draft.value if draft.value is not None else draft.low, int
    ):
        return None
    known = draft.human is True or draft.noun is None or draft.other or forces or families
    found = _before(context, draft, previous, known) or _after(context, draft, known)
    return found if found == _DISPLACED or not families else None


def _before(context: Context, draft: Draft, previous: Draft | None, known: bool) -> str | None:
    near = _BACK if known else 3
    passed_comma = counted = False
    for k in range(draft.first - 1, max(-1, draft.first - 1 - near), -1):
        norm = context.norm(k)
        if norm in CLAUSE_MARKS or context.line_break(k):
            return None
        if previous is not None and previous.last > k:
            return _inherited(context, draft, previous, known)
        counted = counted or context.is_cue(k, "count") or context.is_cue(k - 1, "count")
        if norm in ("،", ","):
            passed_comma = True
        if norm[0].isdigit():
            return None
        found = CASUALTIES["before"].ending_at(context.norms, k + 1)
        if found is None and norm[0] == "و" and FUNCTION_WORDS.get(norm[1:]) == "verb":
            return None  # توفي طفل وتعرض ثلاثة لإصابات
        if found is not None and norm in _PARTICLE_TOO and (draft.human is not True or _helps_verb(context, k + 1, draft.first)):
            continue
        if (
            found is not None
            and norm in _FALLEN
            and (draft.human is not True or draft.first - k > 2 or context.norm(draft.last) in _BETWEEN)
        ):
            continue
        if found is not None and norm in _LOST and any(context.norm(j) in _LIVES for j in range(draft.last, draft.last + _FORWARD)):
            return "killed"
        if found is not None and draft.human is not True and norm in _COURT_TOO:
            return None
        if found is not None and not passed_comma and (draft.first - k <= _PEOPLE_BACK or NOUNS.find(norm) is None or counted):
            return found[1]
        if found is not None and passed_comma and _said_between(context, k, draft.first):
            return found[1]
        if found is not None and passed_comma and any(context.norm(j) in CUES["part"] for j in range(k, draft.first)):
            return found[1]
    return None


def _told_before(context: Context, length: Draft) -> str | None:
    """«قتلت خلال 4 ساعات 504 مدنيين»: the fate that the verb before a length of time tells."""
    if context.norm(length.first - 1) not in _WITHIN:
        return None
    for k in range(length.first - 2, length.first - 4, -1):
        found = CASUALTIES["before"].ending_at(context.norms, k + 1)
        if found is not None:
            return found[1]
    return None


def _said_between(context: Context, k: int, first: int) -> bool:
    """«قتل، وفقا لمصدر طبي، 140 شخصا»: the source between verb and number."""
    return context.norm(k + 1) in "،," and context.norm(first - 1) in "،," and context.norm(k + 2) in _ACCORDING


def _inherited(context: Context, draft: Draft, previous: Draft, known: bool) -> str | None:
    """«مقتل 12 شخصا و3 أطفال», «… بينهم ثلاثة أطفال»: the same fate, when nothing but a link stands between."""
    if previous.casualty is None or not known:
        return None
    between = context.norms[previous.last : draft.first]
    if len(between) > _CHAIN + 2:
        return None
    if any(word in CUES["part"] or word[1:] in CUES["part"] for word in between):
        return previous.casualty
    numeral = draft.numeral
    while between and between[0].startswith("ال"):
        between = between[1:]  # what still belongs to the one before: عشرة من رجال الأمن
    if between[:1] in (["،"], [","]):
        between = between[1:]
    joined = (numeral is not None and numeral.conj == "و") or context.norm(draft.first)[:1] == "و"
    if joined and all(word in ("و", "ال") for word in between):
        return previous.casualty
    return None


def _after(context: Context, draft: Draft, known: bool) -> str | None:
    reach = _FORWARD if known else 2
    for k in range(draft.last, min(context.size, draft.last + reach)):
        norm = context.norm(k)
        if norm in CLAUSE_MARKS or norm in "،," or context.line_break(k - 1) or norm[0].isdigit():
            return None
        counted = NOUNS.find(context.norm(k + 1)) if k == draft.last and context.is_cue(k, "count") else None
        if counted is not None and counted[1].casualty is not None:
            return counted[1].casualty  # ارتفع إلى 24 عدد قتلى الهجوم
        found = CASUALTIES["after"].starting_at(context.norms, k)
        if found is not None and norm in _KILLED_WHOM and _counted_next(context, k + 1):
            return None  # مهاجمان اثنان قتلوا ستة أشخاص
        if found is not None and found[1] == "missing" and context.norm(found[0]).endswith(("هم", "هن", "ها")):
            return "killed" if context.norm(found[0]) in _LIVES else None  # فقدوا منازلهم
        if found is not None:
            return found[1]
        noun = NOUNS.find(norm)
        if noun is not None and noun[0].conj:
            return None
    return None


def _counted_next(context: Context, i: int) -> bool:
    return context.norm(i)[:1].isdigit() or (WORDS.find(context.norm(i)) is not None and not context.line_break(i - 1))


def _ill(context: Context, draft: Draft) -> bool:
    """«المصابين بداء السكري», «يصاب 100 شخص بالكوليرا»: an illness, no injury."""
    return any(context.norm(k)[1:] in _ILLNESSES for k in range(draft.last, draft.last + 3) if context.norm(k)[:1] == "ب")


def _helps_verb(context: Context, i: int, first: int) -> bool:
    """«فقد نفذت», «فقد هاجم»: the particle and a verb, no loss."""
    if i >= first or context.definite(i):
        return False
    norm = context.norm(i)
    if FUNCTION_WORDS.get(norm) == "verb":
        return True  # فقد بلغ
    return (norm.endswith("ت") and not norm.endswith("ات")) or (NOUNS.find(norm) is None and not context.functional(i))
