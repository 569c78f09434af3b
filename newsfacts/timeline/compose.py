"""Neighbouring readings that are one expression: «اليوم الثلاثاء», «الساعة الثامنة من مساء أمس», «الأحد إلى الثلاثاء»."""

from __future__ import annotations

from collections.abc import Iterable

from newsfacts.text.fold import key, keys
from newsfacts.timeline.clock import in_part, zone_after
from newsfacts.timeline.model import Reading
from newsfacts.timeline.words import Words, folded, unit, word_set

_DAY = key("يوم")
_FROM = key("من")
_AND, _TO, _DASH = "و", key("إلى"), "-"
_EVE = keys("عشية", "وعشية")
_COMMA = frozenset(("،", ","))
_MATCHING = word_set("matching")
_INTO_DATE = word_set("into_date")
_TO_CLOCK = word_set("to_clock")
_FROM_CLOCK = word_set("from_clock")
_UNTIL = word_set("until")
_BETWEEN = keys("بين", "وبين")
_PHASED = frozenset(("month", "year", "decade", "century", "season", "quarter", "half", "week"))
_LONGEST_GAP, _LONGEST_ZONE = 3, 8
_ZONED = key("بتوقيت")


def disjoint(readings: Iterable[Reading]) -> list[Reading]:
    """The readings that cover most, none overlapping another, in order."""
    taken: set[int] = set()
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (r.first - r.last, r.first)):
        span = range(reading.first, reading.last)
        if not taken.isdisjoint(span):
            continue
        taken.update(span)
        kept.append(reading)
    kept.sort(key=lambda r: r.first)
    return kept


def compose(w: Words, readings: list[Reading]) -> list[Reading]:
    """Joins neighbours, left to right, until none can be joined; then phases (مطلع، أواخر) are drawn in."""
    for reading in readings:
        _draw_in_phase(w, reading)
    # Ranges last: both ends of «من الأحد 3 مايو حتى الخميس 7 مايو» are whole before they meet.
    joined = _joined(w, _joined(w, readings, ranges=False), ranges=True)
    for one, other in zip(reversed(joined[:-1]), reversed(joined), strict=False):
        _share_month(w, one, other)
        _share_every(w, one, other)
        _share_year(w, one, other)
    for reading in joined:
        _draw_in_zone(w, reading)
    for at in range(1, len(joined)):
        joined[at - 1] = _far_zone(w, joined[at - 1], joined[at])
    for at in range(2, len(joined)):
        joined[at - 2 : at] = _two_zones(w, *joined[at - 2 : at + 1])
    return joined


def _far_zone(w: Words, a: Reading, day: Reading) -> Reading:
    """«الساعة 2:15 بتوقيت الساحل الشرقي للولايات المتحدة في العاشر من أبريل»: a clock time of the day after a long name of a zone."""
    gap = w.norms[a.last : day.first]
    if a.grain != "clock" or not _is_day(day) or day.clock is not None or len(gap) > _LONGEST_ZONE or gap[:1] != [_ZONED]:
        return a
    return day.but(first=a.first, last=a.last, clock=a.clock, zone=a.zone, part=a.part or day.part)


def _two_zones(w: Words, a: Reading, b: Reading, day: Reading) -> tuple[Reading, Reading]:
    """«في الرابعة مساء (1400 بتوقيت غرينتش) الجمعة»: two clock times of the day after them."""
    clocks = a.grain == b.grain == "clock" and w.norms[a.last : b.first] == ["("]
    if not clocks or not _is_day(day) or day.clock is not None or w.norms[b.last : day.first] not in ([")"], [")", _DAY], [")", _FROM]):
        return a, b
    of_day = [day.but(first=one.first, last=one.last, clock=one.clock, zone=one.zone, part=one.part or day.part) for one in (a, b)]
    return of_day[0], of_day[1]


def _joined(w: Words, readings: Iterable[Reading], *, ranges: bool) -> list[Reading]:
    joined: list[Reading] = []
    for reading in readings:
        joined.append(reading)
        while len(joined) > 1:
            one = _join(w, joined[-2], joined[-1], ranges=ranges)
            if one is None:
                break
            joined[-2:] = [one]
    return joined


def _share_month(w: Words, a: Reading, b: Reading) -> None:
    """«السبت 8 والأحد 9 أفريل 2017»: a weekday and a bare day of the month before a date that says the month."""
    if not (_names_weekday(a) and _is_day(b)) or b.day is None or b.month is None or b.weekday is None or b.calendar != "gregorian":
        return
    gap = w.norms[a.last : b.first]
    day = w.figure(a.last, 1, 31) if gap and len(gap[0]) <= 2 else None
    if day is None or gap[1:] not in ([], ["و"], ["،"], [","]):
        return
    a.day, a.month, a.year, a.year_qualifier, a.last = day, b.month, b.year, b.year_qualifier, a.last + 1
    a.qualifier = a.qualifier or b.qualifier


def _share_year(w: Words, a: Reading, b: Reading) -> None:
    """«يونيو ويوليو المقبلين», «جانفي، فيفري ومارس 2018»: a month has the year or the qualifier of the one listed after it."""
    months = a.grain == b.grain == "month" and a.rule == b.rule == "month_date" and a.calendar == b.calendar == "gregorian"
    if a.year_qualifier == "previous" and b.year is not None and set(w.norms[a.last : b.first]) & _MATCHING and a.last + 1 == b.first:
        a.year, a.year_qualifier = b.year, None  # «العام السابق الموافق 31 ديسمبر 2014»
    if not months or a.qualifier or a.year is not None or a.year_qualifier or a.until or b.until or a.phase or not (a.month and b.month):
        return
    gap = w.norms[a.last : b.first]
    if a.month >= b.month or not (gap in ([_AND], ["،"], [","]) or (not gap and w[b.first][:1] == _AND)):
        return
    a.year, a.qualifier, a.year_qualifier = b.year, b.qualifier, b.year_qualifier


def _share_every(w: Words, a: Reading, b: Reading) -> None:
    """«بين 23 يوليو و29 أغسطس من كل عام»: what comes every year is neither the one nor the other."""
    if b.listed or a.until is not None or a.month is None or a.year is not None or a.qualifier is not None or b.rule != "month_date":
        return
    if w.norms[a.last : b.first] in ([_AND], [_TO], [_DASH], []) and b.month is not None:
        a.listed = False


def _draw_in_phase(w: Words, reading: Reading) -> None:
    if reading.grain not in _PHASED or reading.phase:
        return
    phase = w.phrase("phase", reading.first - 1)
    if phase is not None and phase[1] == 1 and not (phase[2].article and w[reading.first - 1] != folded("أواخر")):
        reading.phase = phase[0]
        reading.first -= 1


def _draw_in_zone(w: Words, reading: Reading) -> None:
    if reading.clock is None or reading.zone is not None:
        return
    zone = zone_after(w, reading.last)
    if zone is not None:
        reading.zone, reading.last = zone


def _join(w: Words, a: Reading, b: Reading, *, ranges: bool) -> Reading | None:
    gap = w.norms[a.last : b.first]
    if len(gap) > _LONGEST_GAP or not a.listed or not b.listed or a.feast or b.feast:
        return None
    return (
        _part_and_day(w, gap, a, b)
        or _clock_and_day(w, gap, a, b)
        or _two_names_of_a_day(w, gap, a, b)
        or _week_and_weekday(gap, a, b)
        or (_range(w, gap, a, b) if ranges else None)
    )


def _is_day(reading: Reading) -> bool:
    return reading.grain == "day" and reading.until is None


def _extend(reading: Reading, first: int, last: int) -> Reading:
    reading.first, reading.last = first, last
    return reading


def _part_and_day(w: Words, gap: list[str], a: Reading, b: Reading) -> Reading | None:
    if a.grain == "part" and w[a.first] in _EVE and b.day is not None:
        return None  # «عشية 25 يناير» is the day before it
    if a.grain == "part" and _is_day(b) and b.part is None and b.clock is None and gap in ([], [_DAY], [_FROM], [folded("من"), _DAY]):
        b.part = a.part
        return _extend(b, a.first, b.last)
    if a.grain == "part" and _names_weekday(b) and b.part is None and gap == ["("] and w[b.last] == ")":
        b.part = a.part
        return _extend(b, a.first, b.last + 1)  # «ليل (الثلاثاء)»
    if a.grain == "part" and b.grain == "distance" and b.unit == "day" and not gap:
        return None
    if b.grain == "part" and b.part == "NI" and a.part == "EV" and a.clock is not None and not gap:
        a.part = "NI"  # «مساء الاثنين الساعة الثانية عشرة ليلا»
        return _extend(a, a.first, b.last)
    if b.grain == "part" and _is_day(a) and a.part is None and w[b.first] not in _EVE and gap in ([], [folded("في")], [folded("عند")]):
        a.part = b.part
        return _extend(a, a.first, b.last)
    return None


def _clock_and_day(w: Words, gap: list[str], a: Reading, b: Reading) -> Reading | None:
    gap_set = set(gap)
    if a.grain == "clock" and a.until is not None:
        if b.grain == "part" and not gap:
            a.until.part = b.part
            return _extend(a, a.first, b.last)
        return None
    if a.grain == "clock" and b.grain == "part" and gap in ([], [_FROM], [folded("هذا")], [folded("هذه")]) and a.part is None:
        a.part = b.part
        return _extend(a, a.first, b.last)
    if a.grain == "part" and b.grain == "clock" and b.part is None and gap_set <= _TO_CLOCK:
        b.part = a.part
        return _extend(b, a.first, b.last + ("(" in gap_set and w[b.last] == ")"))
    if a.grain == "clock" and _is_day(b) and b.clock is None and gap_set <= _FROM_CLOCK and len(gap) <= 2 and b.rule not in ("day_list",):
        b.clock, b.zone = a.clock, b.zone or a.zone
        b.part = b.part or a.part
        return _extend(b, a.first, b.last)
    if b.grain == "clock" and _is_day(a) and a.clock is None and gap_set <= _TO_CLOCK:
        a.clock, a.zone = b.clock, b.zone
        a.part = a.part or b.part
        last = b.last
        if "(" in gap and w[last] == ")":
            last += 1
        return _extend(a, a.first, last)
    return None


def _names_weekday(reading: Reading) -> bool:
    return _is_day(reading) and reading.weekday is not None and reading.day is None and reading.shift is None and reading.ordinal is None


def _two_names_of_a_day(w: Words, gap: list[str], a: Reading, b: Reading) -> Reading | None:
    if gap == ['"'] and w[b.last] == '"' and _is_day(a) and a.shift is not None and a.weekday is None and _names_weekday(b):
        a.weekday = b.weekday
        return _extend(a, a.first, b.last + 1)  # «اليوم "السبت"»
    if a.part == "NI" and _names_weekday(a) and _names_weekday(b) and gap in ([], ["-"], ["/"]):
        if (b.weekday or 0) == ((a.weekday or 0) + 1) % 7:
            a.rule = "two_nights"
            return _extend(a, a.first, b.last)
        return None
    if not (_is_day(a) and _is_day(b)) or not set(gap) <= _INTO_DATE or b.rule == "day_list":
        return None
    bracket = "(" in gap
    last = b.last + (1 if bracket and w[b.last] == ")" else 0)
    if a.day is not None and b.day is not None:
        if not set(gap) & _MATCHING and not (bracket and a.calendar != b.calendar):
            return None
        if a.calendar == b.calendar:
            return None
        gregorian, hijri = (a, b) if b.calendar == "hijri" else (b, a)
        gregorian.twin = (hijri.year, hijri.month, hijri.day)
        gregorian.weekday = a.weekday if a.weekday is not None else b.weekday
        gregorian.shift = a.shift
        gregorian.part, gregorian.clock, gregorian.zone = a.part or b.part, a.clock or b.clock, a.zone or b.zone
        return _extend(gregorian, a.first, last)
    if ")" in gap and "(" not in gap:
        if gap == [")"] and w[a.first - 1] == "(" and _names_weekday(a) and b.day is not None and b.shift is None and b.weekday is None:
            b.weekday, b.qualifier = a.weekday, b.qualifier or a.qualifier
            return _extend(b, a.first - 1, b.last)  # «(الأحد) 29 سبتمبر»
        return None
    if a.shift is not None and b.day is not None and set(gap) & _COMMA:
        return None  # «يحتفل اليوم، 23 أغسطس» is two names of a day, one correcting the other
    if a.shift is not None and (_names_weekday(b) or b.day is not None) and b.shift is None and a.day is None:
        if a.weekday is not None and b.weekday is not None:
            return None
        if a.weekday is None:
            a.weekday = b.weekday
        if b.day is not None:
            a.day, a.month, a.year, a.calendar = b.day, b.month, b.year, b.calendar
            a.year_qualifier, a.month_qualifier = b.year_qualifier, b.month_qualifier
        a.qualifier = a.qualifier or b.qualifier
        a.part, a.clock, a.zone = a.part or b.part, a.clock or b.clock, a.zone or b.zone
        a.twin = b.twin
        return _extend(a, a.first, last)
    if _names_weekday(a) and b.day is not None and b.shift is None and b.weekday is None:
        b.lent = b.qualifier is None
        b.weekday, b.qualifier = a.weekday, b.qualifier or (a.qualifier if b.calendar == "gregorian" else None)
        b.part, b.clock, b.zone = a.part or b.part, a.clock or b.clock, a.zone or b.zone
        return _extend(b, a.first, last)
    if bracket and a.day is not None and a.weekday is None and _names_weekday(b):
        a.weekday = b.weekday
        return _extend(a, a.first, last)
    if bracket and _names_weekday(a) and b.shift is not None and b.weekday is None:
        b.weekday = a.weekday
        return _extend(b, a.first, last)
    return None


def _week_and_weekday(gap: list[str], a: Reading, b: Reading) -> Reading | None:
    if gap and gap != [_DAY]:
        return None
    if a.grain == "week" and a.week_qualifier and not a.ordinal and _names_weekday(b) and b.qualifier is None and b.week_qualifier is None:
        b.week_qualifier = a.week_qualifier
        return _extend(b, a.first, b.last)
    if a.grain == "distance" and a.unit in ("week", "month") and _names_weekday(b) and b.qualifier is None and not gap:
        a.weekday = b.weekday
        return _extend(a, a.first, b.last)
    return None


def _range(w: Words, gap: list[str], a: Reading, b: Reading) -> Reading | None:
    hours = a.grain == "day" and a.clock is not None and b.grain == "clock"
    if (
        not (a.grain == b.grain or hours)
        or a.grain not in ("day", "month", "year", "clock")
        or a.until is not None
        or b.until is not None
        or a.phase
        or b.phase
    ):
        return None
    before = w[a.first - 1]
    if (
        len(gap) == 1
        and gap[0] in _UNTIL
        and (gap[0] != "-" or before in _BETWEEN or before == _FROM or (_names_weekday(a) and _names_weekday(b)))
    ) or (before in _BETWEEN and (gap == ["و"] or (not gap and w[b.first][:1] == "و"))):
        pass
    else:
        return None
    if a.grain == "clock" and (before != _FROM and before not in _BETWEEN):
        return None
    if b.grain == "clock" and a.clock and b.clock and a.part is None and b.part and in_part(a.clock, b.part) < in_part(b.clock, b.part):
        a.part = b.part  # «من 5.30 إلى السابعة مساء»
    if a.shift is not None and b.shift is not None and before in _BETWEEN:
        a.listed = b.listed = False  # «بين الأمس واليوم»
        return None
    if (
        a.day is not None
        and b.day is not None
        and a.month is not None
        and b.month is not None
        and a.year is None
        and a.qualifier is None
        and a.year_qualifier is None
    ):
        a.year, a.year_qualifier = b.year, b.year_qualifier
        a.qualifier = b.qualifier if b.qualifier != "current" or a.month == b.month else None
        if b.year is not None and b.month < a.month:
            a.year = b.year - 1
    if (
        a.grain == "month"
        and a.year is None
        and b.year is not None
        and a.qualifier is None
        and a.year_qualifier is None
        and a.month
        and b.month
    ):
        a.year = b.year if a.month <= b.month else b.year - 1
    a.until = b
    a.rule = "range"
    if a.week_qualifier and not b.week_qualifier:
        b.week_qualifier = a.week_qualifier
    return _extend(a, a.first, b.last)


def start_of(w: Words, index: int) -> int:
    """The folded offset where an expression that begins with token `index` starts, without attached particles."""
    numeral = w.by_first.get(index)
    if numeral is not None:
        return numeral.start
    from newsfacts.calendars.names import day_ordinal_at, month_at, weekday_at
    from newsfacts.timeline.rules_days import feast_words

    start = w.starts[index]
    word = w.norms[index]
    if word in _PREPOSITIONS_WITH_WAW:
        return start + 1
    for name in ("phase", "part", "day", "this", "season", "decade"):
        found = w.phrase(name, index)
        if found is not None:
            return start + found[2].outside
    for read in (month_at(w.norms, index), day_ordinal_at(w.norms, index), feast_words().read(w.norms, index)):
        if read is not None:
            return start + read[2].outside
    weekday = weekday_at(w.norms, index, indefinite=True)
    if weekday is not None:
        return start + weekday[1].outside
    of_time = unit(word)
    if of_time is not None:
        return start + of_time[2].outside
    if word[:1] in ("و", "ب", "ل", "ف") and len(word) > 4 and word[1:3] == folded("ال"):
        return start + 1
    return start


_PREPOSITIONS_WITH_WAW = word_set("prepositions_with_waw")
