"""From readings to the calendar: against the reference date, or an earlier date of the text. Nothing is invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from newsfacts.calendars import gregorian, hijri
from newsfacts.calendars.gregorian import Days
from newsfacts.timeline import choice, conflicts, spans
from newsfacts.timeline.clock import in_part
from newsfacts.timeline.model import Placed, Reading

_STEPS = {"past": -1, "previous": -1, "current": 0, "same": 0, "next": 1, "following": 1, "before_past": -2, "after_next": 2, "latest": -1}
#: Days from the reference date to a date that its weekday picks out, whatever the words around say; and when a qualifier stands there.
_REACH, _LENT_REACH = 400, 60
#: Hours of a night that belong to the day after are before the first of these.
_SMALL_HOURS, _NOON = 6, 12
#: Months in which a year is still the new one, and from which on the next is.
_NEW_UNTIL, _NEW_FROM = 4, 10
_CONTEXTUAL = frozenset(("same", "following", "previous"))
#: Days back from the reference date to one that news still tells without its year and that is no anniversary.
_JUST_NOW = (3, 31)


class Resolver:
    """Places the readings of one article in order; later ones may lean on earlier ones."""

    def __init__(self, reference: dt.date | None) -> None:
        self.reference = reference
        self.coming = False  # whether a week or weekend to come was spoken of last: hours told then are of no day that can be known
        self.day: dt.date | None = None  # the last day, month and year that the text placed
        self.month: dt.date | None = None
        self.week: dt.date | None = None
        self.year: int | None = None
        self.decade: int | None = None  # its first year
        self.quarters: dict[int | None, int] = {}  # the year of each quarter that the text named with it
        self.dated: dict[tuple[int, int], int] = {}  # days that the text named with their year

    def place(self, reading: Reading) -> Placed | None:
        """Where the reading lies; None when it has no place in a timeline."""
        placed = self._range(reading) if reading.until is not None else self._place(reading)
        if placed is not None and placed.first is not None and placed.last is not None:
            self._remember(reading, placed.first, placed.last)
            if reading.other_month is not None and placed.conflict is None:
                return placed._replace(conflict=conflicts.with_pair(reading.month, reading.other_month))
        return placed

    def _remember(self, reading: Reading, first: dt.date, last: dt.date) -> None:
        if reading.grain in ("week", "weekend"):
            self.coming = self.reference is not None and first > self.reference
        if reading.grain in ("day", "clock"):
            self.day, self.coming = first, False
        elif reading.grain in ("month", "week", "year"):
            self.day = None
            self.week = first if reading.grain == "week" else None
        if "previous" in (reading.year_qualifier, reading.month_qualifier):
            return  # «مقارنة بالعام السابق» twice means one year
        if (last - first).days <= 31:
            self.month = first
        named = reading.year is not None or reading.qualifier is not None or reading.grain in ("year", "month", "season")
        if reading.grain == "quarter":
            self.quarters[reading.ordinal] = max(first.year, self.quarters.get(reading.ordinal, 0))  # older ones are compared with
        if first == last and reading.year is not None:
            self.dated[first.month, first.day] = first.year
        if first.year == last.year and (named or (reading.year_qualifier is not None and reading.grain in ("quarter", "half", "third"))):
            self.year = first.year

    # --- the grains ---

    def _place(self, reading: Reading) -> Placed | None:
        grain = reading.grain
        if grain in ("clock", "part"):
            return self._clock(reading)
        if grain == "distance":
            return self._distance(reading)
        if grain == "window":
            return self._window(reading)
        if grain in ("decade", "century"):
            return self._long(reading)
        found = self._days(reading)
        if found is None:
            return None
        days, origin, conflict = found
        kind = "time" if (reading.part and grain == "day") or reading.clock else "date"
        if days is None:
            return Placed(kind, None, reading.phase, None, None, None)
        if grain == "day":
            return self._day_value(reading, days[0], origin, conflict, days)
        value = spans.name(grain, days, reading)
        mod = reading.phase or ("APPROX" if reading.approx else None)
        first, last = spans.third(days, grain, reading.phase) if reading.phase else days
        return Placed("date", value, mod, first, last, origin, conflict)

    def _day_value(self, reading: Reading, day: dt.date, origin: str | None, conflict: str | None, days: Days) -> Placed:
        last = day
        if days[0] != days[1]:  # a day that the month does not have
            return Placed("date", f"{day.year:04d}-{day.month:02d}", None, days[0], days[1], origin, conflict)
        value, kind = spans.iso(day), "date"
        if reading.clock is not None:
            kind = "time"
            if reading.clock == (0, 0) and reading.part == "NI":
                value += "T24:00"
                last = gregorian.add_days(day, 1) or day
            else:
                hour, minute = in_part(reading.clock, reading.part)
                if reading.part == "NI" and reading.clock[0] == _NOON:
                    day = last = gregorian.add_days(day, 1) or day  # «الساعة الثانية عشرة ليلا» ends the day
                    value = spans.iso(day)
                if (
                    reading.part == "NI"
                    and hour < _SMALL_HOURS
                    and (reading.rule in ("clock_of_night", "two_nights") or (reading.rule == "tonight" and reading.shift == -1))
                ):
                    day = last = gregorian.add_days(day, 1) or day  # «الليلة الماضية … الساعة الثانية»
                    value = spans.iso(day)
                value += f"T{hour:02d}:{minute:02d}"
            value += reading.zone if reading.zone not in (None, "local") else ""
        elif reading.part is not None:
            kind = "time"
            value += "T" + reading.part
            if reading.part == "NI":
                last = gregorian.add_days(day, 1) or day
        return Placed(kind, value, "APPROX" if reading.approx else None, day, last, origin, conflict)

    def _clock(self, reading: Reading) -> Placed | None:
        if reading.clock is None:
            return None
        told = self.day is not None and reading.ahead is None and reading.day_qualifier == "same"
        if self.coming:
            return None
        day, origin = (self.day, "context") if told else (self.reference, "reference")
        if day is None:
            return Placed("time", None, None, None, None, None)
        if reading.clock == (0, 0) and reading.rule == "midnight":
            return Placed("time", f"{spans.iso(day)}T00:00", None, day, day, origin)
        return self._day_value(reading, day, origin, None, (day, day))

    # --- days, weeks, months, years ---

    def _days(self, reading: Reading) -> tuple[Days | None, str | None, str | None] | None:
        """The days a reading covers, what that leans on, and the conflict. None as days: no reference date. None at all: no place."""
        grain = reading.grain
        if grain == "day" and reading.shift is not None:
            return self._shifted(reading)
        if grain == "day" and reading.day_qualifier:
            return self._contextual_day(reading)
        if grain == "day" and reading.ordinal is None and reading.weekday is not None and reading.day is None:
            return self._weekday(reading)
        if grain in ("weekend", "week") and reading.ordinal is None:
            return self._week(reading)
        years = self._years(reading)
        if years is None:
            return None
        base, origin = years
        if grain == "year":
            if base is None:
                return None, None, None
            return hijri.year_days(base) if reading.calendar == "hijri" else gregorian.years(base, base), origin, None
        if grain == "decade_of":
            return None
        if reading.month_qualifier:
            return self._in_relative_month(reading, base)
        maker = spans.maker(reading)
        if base is None and grain == "day" and reading.month and reading.day and reading.qualifier is None and reading.weekday is None:
            base, origin = self._dated(reading.month, reading.day), "context"
        if base is not None:
            days = maker(base)
            if days is None:
                return self._no_such_day(reading, base, origin)
            return days, origin, conflicts.with_weekday(reading, days)
        if self.reference is None:
            return None, None, None
        return self._nearest(reading, maker)

    def _years(self, reading: Reading) -> tuple[int | None, str | None] | None:
        """The year that a reading names itself, and what that leans on; a year of None means that none is named."""
        if reading.year is not None:
            return reading.year, "absolute"
        code = reading.year_qualifier
        if code is None:
            if reading.rule == "part_again" and reading.ordinal in self.quarters:
                return self.quarters[reading.ordinal], "context"
            if reading.grain in ("quarter", "half", "third", "week") and reading.month is None and reading.qualifier is None:
                return None
            return None, None
        if code in _CONTEXTUAL and self.year is not None:
            return self.year + _STEPS[code], "context"
        if code == "same" or self.reference is None:
            return (None, None) if self.reference is None and code != "same" else None
        year = self.reference.year
        if reading.calendar == "hijri":
            now = hijri.year_month(self.reference)
            year = now[0] if now else year
        if code == "new":  # before the year ends it is the next one, after it began this one; in summer, that of schools
            month = self.reference.month
            return None if _NEW_UNTIL < month < _NEW_FROM else (year + (month >= _NEW_FROM), "reference")
        return year + _STEPS[code], "reference"

    def _dated(self, month: int, day: int) -> int | None:
        """The year that the text gave to a day and month before, «يوم 26 يناير 1978 … منذ 26 يناير», unless the day was just now."""
        today = self.reference
        one = gregorian.day(today.year, month, day) if today is not None else None
        just_now = today is not None and one is not None and _JUST_NOW[0] < (today - one).days <= _JUST_NOW[1]
        return None if just_now else self.dated.get((month, day))

    def _no_such_day(self, reading: Reading, year: int, origin: str | None) -> tuple[Days, str | None, str | None] | None:
        if reading.month is None or reading.calendar != "gregorian" or reading.ordinal is not None:
            return None
        whole = gregorian.month(year, reading.month)
        if whole is None or reading.day is None:
            return None
        return whole, origin, conflicts.no_such_day(year, reading.month, reading.day)

    def _nearest(self, reading: Reading, maker: Callable[[int], Days | None]) -> tuple[Days | None, str | None, str | None] | None:
        """Among the years about the reference date, the one that qualifier, weekday and direction point to."""
        reference = self.reference
        assert reference is not None
        base = reference.year
        if reading.calendar == "hijri" and not reading.feast:
            now = hijri.year_month(reference)
            if now is None:
                return None
            base = now[0]
        found = [days for year in range(base - 2, base + 3) if (days := maker(year)) is not None]
        if not found:
            return self._no_such_day(reading, base, "reference")
        chosen = choice.among(reading, found, reference)
        if chosen is None:
            return None
        if reading.weekday is not None and reading.ordinal is None and chosen[0].weekday() != reading.weekday:
            reach = _LENT_REACH if reading.lent and reading.qualifier is not None else _REACH
            fitting = [days for days in found if days[0].weekday() == reading.weekday and abs((days[0] - reference).days) < reach]
            if fitting and (reading.qualifier is None or reading.lent):
                chosen = min(fitting, key=lambda days: abs((days[0] - reference).days))
        return chosen, "reference", conflicts.with_current_month(reading, chosen[0], reference) or conflicts.with_weekday(reading, chosen)

    def _in_relative_month(self, reading: Reading, year: int | None) -> tuple[Days | None, str | None, str | None] | None:
        code = reading.month_qualifier or "current"
        anchor, origin = self.reference, "reference"
        if code in _CONTEXTUAL and self.month is not None:
            anchor, origin = self.month, "context"
        elif code == "same":
            return None
        if anchor is None:
            return None, None, None
        if year is not None and gregorian.FIRST_YEAR <= year < gregorian.LAST_YEAR:
            anchor = anchor.replace(day=1, year=year)
        target = gregorian.add_months(anchor.replace(day=1), _STEPS[code])
        whole = None if target is None else gregorian.month(target.year, target.month)
        if whole is None:
            return None
        if reading.ordinal is not None:
            days = spans.nth(reading, whole)
            return None if days is None else (days, origin, None)
        if reading.day is None:
            return whole, origin, None
        one = gregorian.day(whole[0].year, whole[0].month, reading.day)
        if one is None:
            return whole, origin, conflicts.no_such_day(whole[0].year, whole[0].month, reading.day)
        return (one, one), origin, conflicts.with_weekday(reading, (one, one))

    # --- days by name ---

    def _shifted(self, reading: Reading) -> tuple[Days | None, str | None, str | None] | None:
        if reading.day is not None:
            return self._shifted_with_date(reading)
        if self.reference is None:
            return None, None, None
        day = gregorian.add_days(self.reference, reading.shift or 0)
        if day is not None and reading.year is not None:
            day = gregorian.day(reading.year, day.month, day.day)
        if day is None:
            return None
        return (day, day), "reference", conflicts.with_weekday(reading, (day, day))

    def _shifted_with_date(self, reading: Reading) -> tuple[Days | None, str | None, str | None] | None:
        """«اليوم الثلاثاء 17 نوفمبر»: the date says which day, the shift must agree with it."""
        shift, reading.shift = reading.shift or 0, None
        found = self._days(reading)
        if found is None or found[0] is None or self.reference is None:
            return found
        days, origin, conflict = found
        assert days is not None
        expected = gregorian.add_days(self.reference, shift)
        if conflict is None and expected is not None and days[0] != expected:
            conflict = conflicts.with_shift(expected, days[0])
        return days, origin, conflict

    def _contextual_day(self, reading: Reading) -> tuple[Days | None, str | None, str | None] | None:
        code = reading.day_qualifier or "same"
        if self.day is not None:
            day, origin = gregorian.add_days(self.day, _STEPS[code]), "context"
        elif code == "same":
            return None
        elif self.reference is None:
            return None, None, None
        else:
            day, origin = gregorian.add_days(self.reference, _STEPS[code]), "reference"
        if day is not None and reading.year is not None:
            day = gregorian.day(reading.year, day.month, day.day)
        return None if day is None else ((day, day), origin, None)

    def _weekday(self, reading: Reading) -> tuple[Days | None, str | None, str | None] | None:
        if self.reference is None:
            return None, None, None
        reference, wanted = self.reference, reading.weekday or 0
        if reading.week_qualifier:
            anchor = self.day if reading.week_qualifier in _CONTEXTUAL and self.day else reference
            offset = 7 * _STEPS[reading.week_qualifier] - anchor.weekday() + wanted
            day = gregorian.add_days(anchor, offset)
            return None if day is None else ((day, day), "reference", None)
        back = (reference.weekday() - wanted) % 7
        on = (wanted - reference.weekday()) % 7
        code = reading.qualifier
        if code in ("past", "latest", "previous"):
            offset = -(back or 7)
        elif code == "before_past":
            offset = -(back or 7) - 7
        elif code in ("next", "following"):
            offset = on or 7
        elif code == "after_next":
            offset = (on or 7) + 7
        elif code == "current":
            offset = wanted - reference.weekday()
        else:
            # Nobody calls a day of next week by its bare name when yesterday had the same.
            offset = on if (reading.ahead and not (back == 1 and reading.far_cue)) or (on == 1 and reading.expected) else -back
        day = gregorian.add_days(reference, offset)
        return None if day is None else ((day, day), "reference", None)

    def _week(self, reading: Reading) -> tuple[Days | None, str | None, str | None] | None:
        code = reading.week_qualifier
        anchor, origin = self.reference, "reference"
        said = self.day or self.week
        if code in _CONTEXTUAL and said is not None:
            anchor, origin = said, "context"
        elif code == "same":
            return None
        if anchor is None:
            return None, None, None
        step = _STEPS[code] if code else (0 if reading.ahead or anchor.weekday() >= 5 or reading.ahead is None else -1)
        day = gregorian.add_days(anchor, 7 * step)
        days = None if day is None else gregorian.week(day)
        if days is None:
            return None
        if reading.grain == "weekend":
            saturday = gregorian.add_days(days[0], 5)
            return None if saturday is None else ((saturday, days[1]), origin, None)
        return days, origin, None

    # --- lengths, ranges, decades ---

    def _distance(self, reading: Reading) -> Placed | None:
        anchor, origin = self.reference, "reference"
        if reading.day_qualifier is not None:
            if self.day is None:
                return None
            anchor, origin = self.day, "context"
        if anchor is None:
            return Placed("date", None, None, None, None, None)
        return spans.distance(reading, anchor, origin)

    def _window(self, reading: Reading) -> Placed | None:
        if self.reference is None:
            return Placed("duration", spans.length(reading.unit or "day", reading.amount or 0), None, None, None, None)
        return spans.window(reading, self.reference)

    def _long(self, reading: Reading) -> Placed | None:
        first = self.decade if reading.grain == "decade" and reading.qualifier == "same" else None
        found = spans.long(reading, self.reference, first, _STEPS)
        if found is not None and found.value is not None and reading.grain == "decade":
            self.decade = int(found.value) * 10
        return found

    def _range(self, reading: Reading) -> Placed | None:
        end = reading.until
        assert end is not None
        reading.until = None
        first = self._place(reading)
        if first is not None and first.first is not None and first.last is not None:
            self._remember(reading, first.first, first.last)  # «من 11 أكتوبر حتى 14 من الشهر نفسه»
        end.ahead = reading.ahead
        if end.grain == "clock":
            end.day_qualifier = end.day_qualifier or "same"
            if end.clock == (0, 0):
                end.rule = reading.rule  # «حتى منتصف الليل» is the end of the day
        last = self._place(end)
        reading.until = end
        if first is None or last is None:
            return None
        if first.first is None or last.last is None:
            return Placed("duration", None, None, None, None, None)
        if first.first > last.last and reading.weekday is not None and end.weekday is not None and end.day is None:
            later = gregorian.add_days(last.last, 7)
            if later is not None:
                last = last._replace(first=later, last=later, value=spans.iso(later))
        if end.grain == "clock" and (last.value or "") < (first.value or "") and last.first == first.first:
            later = gregorian.add_days(last.first, 1)  # «من السادسة مساء حتى السادسة صباحا»
            if later is not None:
                last = last._replace(first=later, last=later, value=spans.iso(later) + (last.value or "")[10:])
        conflict = first.conflict or last.conflict
        if first.first > (last.last or first.first):
            return first._replace(conflict=conflicts.backwards(first, last))
        whole = "/" in (first.value or "") or "/" in (last.value or "")
        value = f"{first.first}/{last.last}" if whole else f"{first.value}/{last.value}"
        return Placed("duration", value, None, first.first, last.last, first.resolved_from, conflict)
