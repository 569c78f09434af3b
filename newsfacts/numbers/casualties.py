"""What happened to the people a number counts: killed, injured, missing, detained, kidnapped, displaced."""

from __future__ import annotations

from newsfacts.numbers.context import CLAUSE_MARKS, Context
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CASUALTIES, CUES, NOUNS
from newsfacts.text.fold import keys

_BACK, _PEOPLE_BACK, _FORWARD, _CHAIN = 9, 5, 5, 5
_INFECTION = keys("إصابة", "إصابات", "مصاب", "مصابا", "مصابين", "مصابون")


def mark(context: Context, drafts: list[Draft]) -> None:
    """Sets `casualty` of the drafts, in text order, so that «و3 أطفال» can take over what «مقتل 12 شخصا» said."""
    previous: Draft | None = None
    for draft in drafts:
        if draft.kind != "cardinal" or draft.dropped:
            continue
        draft.casualty = _own(context, draft)
        if draft.casualty is None:
            draft.casualty = _around(context, draft, previous)
            if draft.casualty is not None:
                draft.leans_on.append("casualties.mark")
        previous = draft


def _own(context: Context, draft: Draft) -> str | None:
    if draft.casualty is None:
        return None
    if draft.head in _INFECTION and any(context.mentions(word) for word in CUES["virus"]):
        return None
    return draft.casualty


def _around(context: Context, draft: Draft, previous: Draft | None) -> str | None:
    if (draft.human is False and draft.noun is not None) or not isinstance(draft.value if draft.value is not None else draft.low, int):
        return None
    known = draft.human is True or draft.noun is None or draft.other
    return _before(context, draft, previous, known) or _after(context, draft, known)


def _before(context: Context, draft: Draft, previous: Draft | None, known: bool) -> str | None:
    near = _BACK if known else 3
    passed_comma = counted = False
    for k in range(draft.first - 1, max(-1, draft.first - 1 - near), -1):
        norm = context.norm(k)
        if norm in CLAUSE_MARKS or context.line_break(k):
            return None
        if previous is not None and previous.last > k:
            return _inherited(context, draft, previous, known)
        counted = counted or context.is_cue(k, "count")
        if norm in ("،", ","):
            passed_comma = True
        if norm[0].isdigit():
            return None
        found = CASUALTIES["before"].ending_at(context.norms, k + 1)
        if found is not None and not passed_comma and (draft.first - k <= _PEOPLE_BACK or NOUNS.find(norm) is None or counted):
            return found[1]
        if found is not None and passed_comma and any(context.norm(j) in CUES["part"] for j in range(k, draft.first)):
            return found[1]
    return None


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
        found = CASUALTIES["after"].starting_at(context.norms, k)
        if found is not None:
            return found[1]
        noun = NOUNS.find(norm)
        if noun is not None and noun[0].conj:
            return None
    return None
