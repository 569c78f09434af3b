"""What passes between recognition and resolution: readings of the words, and the times they were resolved to."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from newsfacts.record import Record

if TYPE_CHECKING:
    from dataclasses import dataclass as _record
else:

    def _record(cls):
        """What `dataclass` makes, for the type checker; making a real one would cost 3 ms of every call."""

        def begin(self, first, last, rule, grain, **fields):
            self.first, self.last, self.rule, self.grain = first, last, rule, grain
            if fields:
                self.__dict__.update(fields)

        cls.__init__ = begin
        return cls


#: A clock time: hour (0-24), minute, or None when no minute is said.
Clock = tuple[int, int]


@_record
class Reading:
    """What the words of an expression say, before any date is known to lean on.

    `first` and `last` are token indices, half-open; `rule` names the rule that read it. `grain` is what the expression
    counts in: year, month, day, week, weekend, decade, century, quarter, half, season, clock, part, distance, window.
    A qualifier is one of past, next, current, following, previous, same, latest, before_past, after_next.
    """

    first: int
    last: int
    rule: str
    grain: str
    calendar: str = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None  # days from the reference day
    qualifier: str | None = None  # of the named month or weekday
    year_qualifier: str | None = None
    month_qualifier: str | None = None
    week_qualifier: str | None = None
    day_qualifier: str | None = None  # اليوم التالي
    phase: str | None = None
    approx: bool = False
    part: str | None = None
    clock: Clock | None = None
    zone: str | None = None
    ordinal: int | None = None  # which quarter, half, week of the month; -1 the last
    unit: str | None = None
    amount: int | None = None
    months: int = 0  # of a distance, beside `amount`
    days: int = 0
    sign: int = 0
    ahead: bool | None = None  # what the words around say: True ahead, False behind, None nothing
    expected: bool = False  # nothing says where it lies, but what is told may well be to come
    far_cue: bool = False  # what points ahead stands far from it, in a long sentence
    sure: bool = False  # المقبلة points ahead, or منذ behind
    until: "Reading | None" = None  # the other end of a range
    lent: bool = False  # the qualifier is that of the weekday beside the date
    anchored: bool = False  # a distance that the text itself counts from now
    listed: bool = True  # False for what is no entry of a timeline but whose figures are no numbers either
    feast: bool = False
    other_month: int | None = None  # the month that stands where a pair repeats the first
    twin: tuple[int | None, int | None, int | None] | None = None  # the same day again, in the other calendar

    def but(self, **fields: Any) -> "Reading":
        """A copy with other values in some fields."""
        other = Reading.__new__(Reading)
        other.__dict__.update(self.__dict__, **fields)
        return other


class Placed(Record):
    """Where a reading lies on the calendar; `first` and `last` are None when nothing tells."""

    kind: str
    value: str | None
    mod: str | None
    first: dt.date | None
    last: dt.date | None
    resolved_from: str | None
    conflict: str | None = None


class TimeMatch(Record):
    """An expression of time: folded offsets, and where it lies.

    `consumed` are the folded spans that hold parts of a date or a clock time and so are no numbers; a counted length of
    time (قبل ثلاثة أيام) is a number too and consumes nothing. `listed` is False for dates inside names (ثورة 25 يناير).
    """

    start: int
    end: int
    kind: str
    value: str | None
    mod: str | None
    first: dt.date | None
    last: dt.date | None
    calendar: str
    resolved_from: str | None
    conflict: str | None
    consumed: tuple[tuple[int, int], ...]
    rule: str
    sentence: int
    listed: bool = True
    anchor: str | None = None  # ISO: the reference date or the earlier date, year or month, that it was counted from
    cue: tuple[int, bool] | None = None  # the token that says where a bare weekday, day or month lies, and whether that is ahead
