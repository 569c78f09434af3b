"""Which of the days that a name can mean is meant: «أكتوبر الماضي», «20 مارس», «الصيف المقبل»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from newsfacts.calendars.gregorian import Days
from newsfacts.timeline.model import Reading

#: Days. A day without a year lies where it is near, whatever the words around say, when the other one is far.
_NEAR, _FAR = 110, 230
_NEXT_MONTH = 31


def among(reading: Reading, found: Sequence[Days], reference: dt.date) -> Days | None:
    """The candidate that the qualifier points to, else the direction, else nearness; None when none lies there.

    `found` are the days that the reading means in one year after another, in order.
    """
    code = reading.qualifier
    before = [days for days in found if days[1] < reference]
    after = [days for days in found if days[0] > reference]
    if code in ("past", "latest", "previous"):
        return before[-1] if before else None
    if code == "before_past":
        return before[-2] if len(before) > 1 else None
    if code in ("next", "following"):
        return after[0] if after else None
    if code == "after_next":
        return after[1] if len(after) > 1 else None
    if code in ("current", "same"):
        if reading.part in ("SP", "SU") and reading.grain == "season":
            return next((days for days in found if days[0].year == reference.year), None)
        return min(
            found,
            key=lambda days: (
                0 if days[0] <= reference <= days[1] else min(abs((days[0] - reference).days), abs((days[1] - reference).days))
            ),
        )
    behind = [days for days in found if days[0] <= reference]
    ahead = [days for days in found if days[1] >= reference]
    if not ahead or not behind:
        return behind[-1] if behind else None
    on, back = (ahead[0][0] - reference).days, (reference - behind[-1][1]).days
    if reading.expected and reading.grain == "month" and on <= _NEXT_MONTH:
        return ahead[0]  # nobody calls the month of eleven months ago by its bare name when the next one has the same
    if reading.ahead:
        return behind[-1] if on > _FAR and back < _NEAR and not reading.sure else ahead[0]
    if reading.sure and reading.ahead is False:
        return behind[-1]  # «منذ شهر محرم»
    by_distance = reading.grain == "day" or reading.calendar == "hijri"
    return ahead[0] if by_distance and on <= _NEAR and back >= _FAR else behind[-1]
