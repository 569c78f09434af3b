"""Two numbers that are one: ranges (بين 12 و18, 10-20, من ثلاثة إلى خمسة ملايين) and scores (3-1, بهدفين مقابل هدف)."""

from __future__ import annotations

from fractions import Fraction

from newsfacts.numbers.context import Context
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CUES, NOUNS
from newsfacts.numerals.model import Value, plus, times
from newsfacts.text.fold import key, keys

_BETWEEN, _WHAT, _FROM = key("بين"), key("ما"), key("من")
_TO = keys("إلى", "الى", "حتى", "وحتى")
_OR = keys("أو", "او")
_RANGING = keys("تراوح", "يتراوح", "تتراوح", "تراوحت", "تتراوحت", "يتراوحون", "متراوحة", "وتراوح", "وتتراوح", "ويتراوح", "وتراوحت")
_AGE = keys("عمر", "سن", "أعمار", "عمري", "سني")
_THE_SAME = keys("لمثله", "لمثلها", "لمثلهما", "لمثلهم")
_AGAINST, _GOALS = key("مقابل"), key("هدف")
_TO_GOAL, _TO_NONE = key("لهدف"), key("لصفر")
_UNANSWERED = [key(phrase).split() for phrase in ("دون رد", "دون مقابل", "بلا رد")]
_GOAL_WORDS = (_GOALS, key("أهداف"), key("شوط"), key("أشواط"), key("مجموعات"), key("مجموعتين"))
_CLEAN = keys("نظيفة", "نظيف", "نظيفين", "دون رد", "دون مقابل")
_LAST_PLURAL = 10
_MOST_GOALS, _FEWEST_POINTS, _MOST_POINTS = 20, 40, 160
_HALL, _FEWEST_GOALS = keys("اليد", "السلة", "الطائرة"), 10
_SPORT_REACH, _MOST_IN_A_SET = 14, 40
_CHANGE_REACH = 9
_YEAR, _YEAR_ENDS = range(1900, 2101), keys("آخر", "نهاية", "بداية", "مطلع", "منتصف", "أواخر", "أوائل", "عام", "العام", "سنة")
_WAVES = keys("الموج", "الأمواج", "الموجة")
_RESULT = keys("نتيجة", "بنتيجة", "النتيجة", "والنتيجة")


def merge(context: Context, drafts: list[Draft]) -> list[Draft]:
    """The drafts with ranges and scores made one of their two ends."""
    merged: list[Draft] = []
    for draft in drafts:
        if merged and not draft.dropped:
            both = _pair(context, merged[-1], draft)
            if both is not None:
                merged[-1] = both
                continue
        merged.append(draft)
    return merged


def _pair(context: Context, low: Draft, high: Draft) -> Draft | None:
    gap = context.norms[low.last : high.figure_first] if low.last <= high.figure_first else ["?"]
    if len(gap) > 3 or low.value is None or high.value is None or low.modifier == "range" or context.line_break(low.last - 1):
        return None
    if low.numeral is None and _dual_to_more(context, low, high, gap):
        return _range(context, low, high, _left_edge(context, low))
    if low.numeral is None or high.numeral is None:
        return _goals(context, low, high)
    if low.numeral.kind in ("ordinal", "vague") or high.numeral.kind in ("ordinal", "vague"):
        return None
    if gap == ["/"] and context.norm(high.first) == "." and isinstance(low.value, int) and 0 < high.value < 1:
        high.value = plus(low.value, high.value)  # 5 / .4 في المئة
        high.include(low.first, low.start, high.last, high.end)
        return high
    if gap == ["-"] or gap == ["/"] or gap == [":"]:
        return _hyphen(context, low, high, gap[0])
    if gap == [] and high.value <= 0 and context.norm(high.figure_first) == "-" and low.value >= 0:
        high.value = times(high.value, -1)  # 2 -1
        both = _hyphen(context, low, high, "-")
        if both is None:
            high.value = times(high.value, -1)
        return both
    before = context.norm(low.first - 1)
    if before == ":" or before == "(" or before in _AGE:
        before = context.norm(low.first - 2)
    between = (before.endswith(_BETWEEN) and (len(before) <= 4 or before == _WHAT + _BETWEEN)) or context.norm(low.first - 1) in _RANGING
    conj = high.numeral.conj == "و" and gap in ([], ["و"], ["ال"], ["وال"])
    if between and conj:
        if low.numeral.scale == 1 and low.unit is None and low.noun is not None and high.noun is None and high.unit is None:
            return None
        return _range(context, low, high, _left_edge(context, low))
    goals = _goals(context, low, high)
    if goals is not None:
        return goals
    if gap == [_AGAINST] and context.norm(low.first - 1) in _RESULT and isinstance(low.value, int) and isinstance(high.value, int):
        return _score(context, low, high)  # بنتيجة 79 مقابل 78
    prefixed = [word for word in gap if word not in ("ال", "نحو", "حوالي")]
    if len(prefixed) == 1 and prefixed[0] in _TO and not high.numeral.conj:
        if context.norm(low.first - 1) in (_FROM, _BETWEEN, _WHAT + _BETWEEN):
            if context.norm(low.first - 1) == _FROM and _changes(context, low):
                _share(low, high)
                return None
            return _range(context, low, high, _left_edge(context, low))
        told = low.noun is None or (low.noun[1] <= low.start and not _changes(context, low))  # بلغ عدد المشاركين 600 إلى 700
        if told and low.unit is None and not _reaching(context, low):
            return _range(context, low, high, low.first)
        return None
    if len(prefixed) == 1 and prefixed[0] in _OR and low.noun is None and low.unit is None and _less(low.value, high.value):
        return _range(context, low, high, low.first)
    return None


def _dual_to_more(context: Context, low: Draft, high: Draft, gap: list[str]) -> bool:
    """«بين يومين وثلاثة أيام», «من دولارين إلى خمسة دولارات»: a dual for the lower end."""
    if low.unit is None or low.unit != high.unit or not _less(low.value, high.value):
        return False
    before = context.norm(low.first - 1)
    if before in (_BETWEEN, _WHAT + _BETWEEN):
        return (high.numeral is not None and (high.numeral.conj == "و" and gap == [])) or (len(gap) == 1 and gap[0] in _TO)
    return before == _FROM and len(gap) == 1 and gap[0] in _TO and not _changes(context, low)


def _share(low: Draft, high: Draft) -> None:
    """«ارتفع من 3 إلى 5 ملايين طن»: two numbers, of which the second says the scale and unit of both."""
    if low.unit is not None or low.noun is not None or low.numeral is None or high.numeral is None or low.value is None:
        return
    numeral = high.numeral
    if low.numeral.scale == 1 and numeral.scale > 1 and numeral.base is not None and low.value < 1000 and numeral.base < 1000:
        low.value = times(low.value, numeral.scale)
    if high.kind == "money" and high.subunit > 1:
        low.value = times(low.value, Fraction(1, high.subunit))  # من 600 إلى 1150 مليما
    low.kind, low.unit, low.noun, low.head, low.human = high.kind, high.unit, high.noun, high.head, high.human


def _reaching(context: Context, low: Draft) -> bool:
    return context.norm(low.first - 1) in _TO


def _left_edge(context: Context, low: Draft) -> int:
    first = low.first - 1
    if context.norm(first) in (":", "("):
        return low.first
    if context.norm(first) in _AGE:
        first -= 1
    if context.norm(first) == _BETWEEN and context.norm(first - 1) == _WHAT:
        first -= 1
    return first if context.norm(first) in (_BETWEEN, _WHAT, _FROM, _WHAT + _BETWEEN) else low.first


def _less(low: Value | None, high: Value | None) -> bool:
    return low is not None and high is not None and low < high


def _changes(context: Context, low: Draft) -> bool:
    """«ارتفع من 3 إلى 5» is a change: two numbers; «ارتفاع الموج من متر إلى مترين» is its height."""
    if context.norm(low.first - 2) in _WAVES:
        return False
    return context.cue_before(low.first, "change", _CHANGE_REACH)


def _range(context: Context, low: Draft, high: Draft, first: int) -> Draft | None:
    """One draft of the two ends; the scale word and the unit of the second serve both (بين 60 و100 ألف جنيه)."""
    bottom, top = low.value, high.value
    numeral = high.numeral
    if bottom is None or top is None:
        return None
    bare = low.numeral is not None and low.numeral.scale == 1 and low.unit is None and low.noun is None
    if bare and numeral is not None and numeral.scale > 1 and numeral.base is not None and bottom < numeral.base:
        bottom = times(bottom, numeral.scale)
    if bare and bottom in _YEAR and numeral is not None and numeral.scale > 1 and context.norm(low.first - 1) in _YEAR_ENDS:
        return None  # من 217 ألفا في آخر 2014 إلى 229 ألفا
    if bare and high.kind == "money" and high.subunit > 1:
        bottom = times(bottom, Fraction(1, high.subunit))  # من 600 إلى 900 مليم
    if low.unit is not None and high.unit is not None and low.unit != high.unit:
        return None
    if low.kind == "percent" and high.kind not in ("percent", "cardinal"):
        return None
    if bottom >= top:
        percents = low.kind == high.kind == "percent"
        if high.unit is None or (low.unit is not None and not percents) or not bottom > top:
            return None
        bottom, top = top, bottom
    merged = high
    merged.low, merged.high, merged.value, merged.modifier = bottom, top, None, "range"
    merged.leans_on.append("ranges.merge")
    if merged.unit is None and low.unit is not None:
        merged.unit, merged.kind, merged.per = low.unit, low.kind, low.per or merged.per
        merged.noun = None
    if merged.noun is None and merged.unit is None:
        merged.noun, merged.head, merged.human = low.noun, low.head, low.human
    start = context.starts[first] if first < low.first else low.start
    if context.norm(first)[:1] in ("و", "ف") and context.norm(first)[1:] == _BETWEEN:
        start += 1
    if context.norm(low.first - 1) in _AGE and merged.kind == "duration":
        merged.kind, merged.unit = "age", None if merged.unit == "year" else merged.unit
    merged.figure_first = low.figure_first
    merged.include(min(first, low.first), start, merged.last, merged.end)
    return merged


def _hyphen(context: Context, low: Draft, high: Draft, mark: str) -> Draft | None:
    """«10-20 طنا» is a range, «3-1» a score; seasons and codes are neither."""
    bottom, top = low.value, high.value
    one, two = low.numeral, high.numeral
    if one is None or two is None or (one.form != "digits" and bottom != 0) or low.noun is not None:
        return None
    if not isinstance(bottom, int) or not isinstance(top, int) or bottom < 0:
        return _range(context, low, high, low.first) if mark == "-" and _less(bottom, top) else None
    if context.norm(low.first - 1) in ("-", "/") and context.glued(low.first - 1) and context.glued(low.first - 2):
        low.dropped = high.dropped = True
        return None
    chained = context.norm(high.figure_last) in ("-", "/") and context.glued(high.figure_last - 1)
    if chained and context.norm(high.figure_last + 1)[:1].isdigit():
        low.dropped = high.dropped = True
        return None
    if mark == "/" and 0 in (bottom, top) and max(bottom, top) <= _MOST_GOALS:
        return _score(context, low, high)  # no part has a zero below
    if mark in ("/", ":") and not _sport(context, low, high):
        return None
    told = context.norm(low.first - 1) in _RESULT and context.glued(low.first - 1) is False
    if told and mark == "-" and high.noun is None and high.unit is None and top <= _MOST_POINTS:
        return _score(context, low, high)  # على نتيجة 31 - 49
    bare = high.unit is None and low.unit is None
    club = context.sporting and top > 10 and high.head is not None and not high.head.endswith(("ا", "ه", "ات"))  # 28 - 23 نادي كذا
    none = mark == "-" and context.sporting and (0 in (bottom, top) or (top < 3 or _no_plural(high)))  # كذا 3 - 0 مقابلة الإياب
    if bare and (high.noun is None or club or none or high.head in CUES["sport"]):
        sport = _sport(context, low, high)
        small = bottom <= _MOST_GOALS and top <= _MOST_GOALS
        fewest = _FEWEST_GOALS if any(context.mentions(word) for word in _HALL) else _FEWEST_POINTS
        points = (context.sporting or sport) and fewest <= bottom and top <= _MOST_POINTS and (high.noun is None or club)
        if (small and sport) or points or (bottom >= top and (small or (sport and bottom <= _MOST_POINTS))):
            return _score(context, low, high)
    if bottom in _YEAR and top in _YEAR:
        low.dropped = high.dropped = True
        return None
    return _range(context, low, high, low.first) if mark == "-" else None


def _no_plural(high: Draft) -> bool:
    """True when no plural stands behind a figure of three to ten: the name of a team, no count."""
    known = NOUNS.find(high.head) if high.head is not None else None
    return high.value is not None and high.value <= _LAST_PLURAL and known is None


def _sport(context: Context, low: Draft, high: Draft) -> bool:
    return context.sporting or context.cue_before(low.first, "sport", _SPORT_REACH) or context.cue_after(high.last, "sport", 5)


def _score(context: Context, low: Draft, high: Draft) -> Draft:
    bottom, top = low.value or 0, high.value or 0
    merged = high
    merged.kind, merged.value, merged.rule = "score", None, "ranges.merge"
    merged.low, merged.high = min(bottom, top), max(bottom, top)
    merged.noun = merged.head = merged.unit = None
    merged.last, merged.end = max(high.figure_last, merged.last if merged.noun else high.figure_last), context.ends[high.figure_last - 1]
    merged.include(low.first, low.start, merged.last, merged.end)
    return merged


def slash_score(context: Context, draft: Draft) -> bool:
    """«بالتعادل 1/1»: in a sentence on a match, figures with a slash are its result."""
    figures = [context.norms[k] for k in range(draft.figure_first, draft.figure_last) if context.norms[k].isdigit()]
    if len(figures) != 2 or not (context.sporting or context.cue_before(draft.first, "sport", _SPORT_REACH // 2)):
        return False
    low, high = sorted(map(int, figures))
    sets = any(context.mentions(word) for word in _HALL) and low >= _FEWEST_GOALS and high <= _MOST_IN_A_SET  # 19/25
    if (high > _MOST_GOALS and not sets) or context.definite(draft.last):
        return False
    draft.kind, draft.value, draft.low, draft.high, draft.rule = "score", None, low, high, "ranges.slash_score"
    return True


def _goals(context: Context, low: Draft, high: Draft) -> Draft | None:
    """«بهدفين مقابل هدف», «بخمسة أهداف مقابل هدفين»."""
    four_to_three = context.sporting and _is_bare(low, "ب") and _is_bare(high, "ل")  # بأربعة لثلاثة
    if (
        not (four_to_three or _is_goals(context, low))
        or high.first > low.last + 1
        or context.norm(low.last) not in (_AGAINST, context.norm(high.first))
    ):
        return None
    if context.norm(low.last) != _AGAINST and not _to(context, high):
        return None
    if not isinstance(low.value, int) or not isinstance(high.value, int):
        return None
    bottom, top = sorted((low.value, high.value))
    low.kind, low.value, low.low, low.high, low.noun, low.head = "score", None, bottom, top, None, None
    low.rule = "ranges.merge"
    low.include(low.first, low.start, high.last, high.end)
    return low


def _is_bare(draft: Draft, prep: str) -> bool:
    numeral = draft.numeral
    if numeral is None or numeral.prep != prep or numeral.form != "words" or numeral.definite:
        return False
    return draft.kind == "cardinal" and draft.noun is None and draft.unit is None


def _to(context: Context, high: Draft) -> bool:
    """«لهدف», «لصفر»: the other side of a score."""
    return high.numeral.prep == "ل" if high.numeral is not None else context.norm(high.first).startswith("ل")


def _is_goals(context: Context, draft: Draft) -> bool:
    return draft.kind == "cardinal" and any(word in context.norm(k) for k in range(draft.first, draft.last) for word in _GOAL_WORDS)


def spelled_scores(context: Context, drafts: list[Draft]) -> None:
    """«بهدف نظيف», «بهدفين دون رد», «بثلاثة أهداف مقابل هدف وحيد»: the other side's goals are none, or a bare noun."""
    for draft in drafts:
        i = draft.last
        clean = draft.numeral is not None and draft.numeral.prep == "ب" and draft.noun is None and context.norm(i) in _CLEAN
        if draft.dropped or not (clean or _is_goals(context, draft)) or not isinstance(draft.value, int):
            continue
        words = context.norms[i : i + 3]
        other, last = None, i
        if (words[:1] and words[0] in _CLEAN) or words[:2] in _UNANSWERED:
            other, last = 0, i + (1 if words[0] in _CLEAN else 2)
        elif words[:2] in ([key("مقابل"), key("لا")], [key("مقابل"), key("صفر")]):
            other, last = 0, i + (3 if words[2:3] == [key("شيء")] else 2)
        elif words[:1] and words[0] in _THE_SAME:
            other, last = draft.value, i + 1  # بهدفين لمثلهما
        elif words[:1] in ([_TO_GOAL], [_TO_NONE]):
            other, last = int(words[0] == _TO_GOAL), i + 1
        elif words[:2] == [_AGAINST, _GOALS]:
            other, last = 1, i + 2
            if context.norm(last) in (key("وحيد"), key("واحد"), key("يتيم")):
                last += 1
        if other is None:
            continue
        bottom, top = sorted((draft.value, other))
        draft.kind, draft.value, draft.low, draft.high, draft.noun, draft.head = "score", None, bottom, top, None, None
        draft.rule = "ranges.spelled_scores"
        draft.include(draft.first, draft.start, last, context.ends[last - 1])
