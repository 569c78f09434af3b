"""The numbers that open the items of a list within a line: «1. … 2. … 3. …», «1 - … 2 - …»."""

from __future__ import annotations

from newsfacts.numbers.context import Context, is_word
from newsfacts.numbers.draft import Draft
from newsfacts.numerals.model import plus

_FEWEST_LISTED, _LONGEST_LIST = 3, 30


def without(context: Context, drafts: list[Draft]) -> list[Draft]:
    """The drafts less the marks of a list that runs on within a line: «… 1. … 2. … 3. …»."""
    listed: set[int] = set()
    run: list[Draft] = []
    for mark in (*(draft for draft in drafts if _marks_item(context, draft)), None):
        if mark is not None and mark.value == (plus(run[-1].value or 0, 1) if run else 1):
            run.append(mark)
            continue
        if len(run) >= _FEWEST_LISTED:
            listed.update(map(id, run))
        run = [mark] if mark is not None and mark.value in (1, 2) else []
    return [draft for draft in drafts if id(draft) not in listed] if listed else drafts


def _marks_item(context: Context, draft: Draft) -> bool:
    if draft.numeral is None or draft.kind != "cardinal" or draft.noun is not None or draft.unit is not None:
        return False
    if not isinstance(draft.value, int) or not 0 < draft.value < _LONGEST_LIST or draft.numeral.form != "digits":
        return False
    last = draft.figure_last
    spaced = context.norm(last) == "-" and not context.glued(draft.figure_first - 1)  # 2 - ناورو 3 - جزر كوك
    mark = context.norm(last) in (".", ")", "-", "/") and (context.glued(last - 1) or spaced)
    return mark and not context.glued(last) and is_word(context.norm(last + 1))
