"""Figures read with their neighbours: the same number in words and figures, and series that share what they count or label."""

from __future__ import annotations

from itertools import pairwise

from newsfacts.numbers.context import Context
from newsfacts.numbers.designations import is_bare_year
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import NOUNS
from newsfacts.numerals.timeunits import TIME_UNITS
from newsfacts.text.fold import key

_DUAL = ("تين", "تان", "ين", "ان")
_NAMING = ("ordinal", "nominal")
_QUARTER = key("ربع")
_COMMAS = ("،", ",")
_OR_ONLY = ([key("أو")], [key("او")])
_OR_THE = (*_OR_ONLY, [key("أو"), "ال"], [key("او"), "ال"])
_OF, _UNTIL = key("من"), ([key("حتى")], [key("إلى")])  # من المركز 11 حتى 15
_OLDEST = 120
_LEAST_PRICE, _ALIKE = 100, 3


def restates(context: Context, before: Draft, draft: Draft) -> bool:
    """«أربعمائة (400) ألف دينار», «97 (سبعة وتسعين) مشروعا»: true when a number in brackets says again what stands right before it;
    it then takes the words before it in. «(7) سبعة من رجال الحرس»: the figure may stand first."""
    first, second = before.numeral, draft.numeral
    if first is None or second is None or second.conj or second.prep or before.kind != "cardinal" or before.value is None:
        return False
    closing = draft.figure_first - 1
    if context.norm(closing) == ")" and before.figure_last == closing and context.norm(before.figure_first - 1) == "(":
        if first.form != "digits" or second.form != "words" or before.value != draft.value:
            return False
        draft.first, draft.start = before.figure_first - 1, context.starts[before.figure_first - 1]
        return True
    opening = draft.figure_first - 1 if context.norm(draft.figure_first) != "(" else draft.figure_first
    if context.norm(opening) != "(" or before.last != opening or first.form == second.form or before.unit is not None:
        return False
    if before.value != draft.value and not (second.scale > 1 and before.value == second.base):
        return False
    draft.first, draft.start = before.first, before.start
    return True


def ranks_too(context: Context, draft: Draft, previous: Draft | None) -> bool:
    """«للمرة الثالثة على التوالي والـ13 في تاريخه», «الدقيقتين 62 و80», «المواد 5 و6», «القرارين (2216) و(2231)»: a figure
    after an ordinal or a label does the same."""
    numeral = draft.numeral
    if numeral is None or numeral.form != "digits" or draft.unit is not None:
        return False
    if previous is None or draft.kind != "cardinal":
        return False
    if previous.kind == "fraction":
        return _quarters(context, draft, previous)
    if previous.kind not in _NAMING:
        return False
    if draft.noun is not None and context.norm(draft.figure_last) != _OF:
        return False
    if not numeral.conj:
        until = context.norms[previous.last : draft.first] in _UNTIL and previous.kind == "ordinal" and not numeral.definite
        if not until and not _listed(context, draft, previous):
            return False
    elif not (previous.kind == "ordinal" and numeral.definite) and not (
        (_several(previous) or _next(previous, draft)) and draft.first - previous.last < 2
    ):
        return False
    draft.kind, draft.rule, draft.noun, draft.head = previous.kind, "series.ranks_too", previous.noun, previous.head
    draft.last, draft.end = draft.figure_last, context.ends[draft.figure_last - 1]
    return True


def _quarters(context: Context, draft: Draft, previous: Draft) -> bool:
    """«للربع الـ12 على التوالي»: a quarter of a year, ranked."""
    numeral, k = draft.numeral, previous.last - 1
    if numeral is None or not numeral.definite or previous.last != draft.figure_first or not context.norm(k).endswith(_QUARTER):
        return False
    draft.kind, draft.rule = "ordinal", "series.ranks_too"
    previous.dropped = True
    return True


def _next(previous: Draft, draft: Draft) -> bool:
    """«الوحدة 1 و2», «الفصل 5 و6»: the number that follows the one before, with nothing to count."""
    return previous.kind == "nominal" and isinstance(previous.value, int) and draft.value == previous.value + 1 and draft.noun is None


def _listed(context: Context, draft: Draft, previous: Draft) -> bool:
    """«المواد 5، 6 و7», «القرارين (2216) ، (2231)»: with nothing but marks between."""
    if not _several(previous):
        return False
    between = set(context.norms[previous.last : draft.figure_first])
    return between <= {"(", ")", *_COMMAS} and bool(between) and len(context.norms[previous.last : draft.figure_first]) < len("),(") + 1


def _several(draft: Draft) -> bool:
    """True when the noun of a label is a dual or plural: الفصلين, المواد."""
    if draft.head is None:
        return False
    found = NOUNS.find(draft.head)
    if found is not None:
        return found[1].number != "singular"
    unit = TIME_UNITS.find(draft.head)
    return unit[1].number != "singular" if unit is not None else draft.head.endswith((*_DUAL, "ات"))


def share(context: Context, drafts: list[Draft]) -> None:
    """«عمرهما 10 و11 عاما», «31، 60، 55 عاما», «18 و20 نقطة»: figures that wait for the noun or unit of the last one."""
    for low, high in reversed(list(pairwise(drafts))):
        if not _waits(context, low) or high.numeral is None or high.numeral.form != "digits" or high.numeral.prep:
            continue
        years = high.unit == "year" and isinstance(low.value, int) and low.value < _OLDEST
        comma = high.first == low.last + 1 and context.norm(low.last) in _COMMAS and not high.numeral.conj and (years or _prices(low, high))
        joined = high.numeral.conj == "و" and high.first == low.last and not high.numeral.definite
        if not (comma or joined) or not (high.unit is not None or high.kind == "money" or _behind(context, high)):
            continue
        if high.kind not in ("duration", "quantity", "percent", "cardinal", "money") or high.subunit > 1:
            continue
        low.kind, low.unit, low.noun, low.head, low.human = high.kind, high.unit, high.noun, high.head, high.human
        low.leans_on.append("series.share")


def _prices(low: Draft, high: Draft) -> bool:
    """«8146، 8084، 7896 ريالا»: figures of one size, the last of them money."""
    if high.kind != "money" or not isinstance(low.value, int) or not isinstance(high.value, int) or high.value < _LEAST_PRICE:
        return False
    return high.value <= _ALIKE * low.value and low.value <= _ALIKE * high.value


def or_more(context: Context, drafts: list[Draft]) -> None:
    """«حلقتين أو ثلاث», «السنوات السبع أو الثماني»: what a dual or a definite number counts, a number after أو counts too."""
    for pair, draft in pairwise(drafts):
        numeral = draft.numeral
        if numeral is None or draft.kind != "cardinal" or draft.noun is not None or draft.unit is not None:
            continue
        both = pair.numeral is not None and pair.numeral.definite and numeral.definite and pair.modifier == "exact"
        if both and (pair.unit is not None or pair.noun is not None) and context.norms[pair.last : draft.figure_first] in _OR_THE:
            draft.kind, draft.unit, draft.noun, draft.head, draft.human = pair.kind, pair.unit, pair.noun, pair.head, pair.human
            continue
        if numeral.form != "words":
            continue
        if pair.numeral is None and pair.kind == "cardinal" and context.norms[pair.last : draft.first] in _OR_ONLY and not draft.other:
            draft.noun, draft.head, draft.human = pair.noun, pair.head, pair.human


def _waits(context: Context, draft: Draft) -> bool:
    numeral = draft.numeral
    if numeral is None or numeral.form != "digits" or numeral.definite or draft.kind != "cardinal" or draft.value is None:
        return False
    bare = draft.noun is None and draft.unit is None and not draft.other and draft.modifier == "exact" and draft.last == draft.figure_last
    return bare and not is_bare_year(context, numeral)


def _behind(context: Context, draft: Draft) -> bool:
    """True when what is counted stands right behind the figure."""
    behind = draft.kind == "cardinal" and draft.noun is not None and draft.noun[0] > draft.start and not draft.other
    return behind and context.norm(draft.figure_last) != _OF
