"""The reference date: the day an article was published, on which «اليوم» and «الثلاثاء» lean.

In the contract's order: the option, the record's or page's own date, the text, the file's name. Never the clock.
"""

import datetime as dt
import re
from collections.abc import Sequence

from newsfacts.calendars import fulldates
from newsfacts.calendars.given import parse_date
from newsfacts.facts import Warning
from newsfacts.parsing.blocks import Block
from newsfacts.reading.source import Source
from newsfacts.text.fold import key


class ReferenceDate:
    """`date` is None when nothing tells; `origin` is the contract's `date_from`."""

    __slots__ = ("date", "origin", "warnings")

    def __init__(self, date: dt.date | None, origin: str | None, warnings: tuple[Warning, ...] = ()) -> None:
        self.date = date
        self.origin = origin
        self.warnings = warnings


# Few texts need these patterns: they are strings, which `re` compiles when they are first used.
_IN_NAME = r"(?<!\d)((?:19|20)\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
_ARCHIVE = (key("أرشيف"), "file", "archive")
#: «اليوم», «اليوم (الأحد)», «اليوم الأحد،» right before a date.
_TODAY = rf"\b[وف]?{key('اليوم')}(?:\s*[،(]?\s*[^\W\d_]+\s*[)،]?)?\s*$"

_PLANNED = "|".join(map(key, ("يوم", "من", "حتى", "إلى", "ليوم", "الموافق")))
_IN_PASSING = rf"(?<!\S)(?!(?:{_PLANNED})\s)[^\W\d_]{{2,}}[،,]?\s+$"
#: Folded characters in which a lead tells when it happened.
_LEAD = 300


def find_reference(folded: str, blocks: Sequence[Block], source: Source, given: dt.date | None) -> ReferenceDate:
    """The reference date of a document. A metadata date that cannot be read is passed over with a warning."""
    if given is not None:
        return ReferenceDate(given, "option")
    warnings: tuple[Warning, ...] = ()
    if source.date:
        known = parse_date(source.date)
        if known is not None:
            return ReferenceDate(known, "metadata")
        warnings = (Warning("unreadable_date", f"the document's date {source.date[:40]!r} is no date that can be read; give --date"),)
    told = _from_text(folded, blocks)
    if told is not None:
        return ReferenceDate(told, "text", warnings)
    match = re.search(_IN_NAME, source.name or "")
    if match:
        try:
            return ReferenceDate(dt.date(int(match[1]), int(match[3]), int(match[4])), "filename", warnings)
        except ValueError:
            pass
    return ReferenceDate(None, None, warnings)


def _from_text(folded: str, blocks: Sequence[Block]) -> dt.date | None:
    """A date line, else a caption, else a full date with its weekday that the text treats as the present."""
    for kind in ("dateline", "caption"):
        for block in blocks:
            if block.kind != kind:
                continue
            text = folded[block.start : block.end]
            dates = [found for found in fulldates.find(text) if _weekday_fits(found)]
            if dates and not (kind == "caption" and any(word in text.lower() for word in _ARCHIVE)):
                return max(found.date for found in dates)
    everywhere = [found for found in fulldates.find(folded) if _weekday_fits(found)]
    for found in everywhere:
        if folded.startswith(key("اليوم"), found.start) or re.search(_TODAY, folded[max(0, found.start - 25) : found.start]):
            return found.date
    # Without «اليوم» a plan or an anniversary looks alike: only in the lead, not after «يوم», «من», «حتى», and nothing later in the text.
    latest = max((found.date for found in everywhere), default=None)
    for found in everywhere:
        if found.weekday is not None and found.date == latest and found.start < _LEAD and re.search(_IN_PASSING, folded[: found.start]):
            return found.date
    return None


def _weekday_fits(found: fulldates.FullDate) -> bool:
    """False for another day's weekday, and for years that no news is from (a Hijri year read as Gregorian)."""
    if not 1900 <= found.date.year <= 2100:
        return False
    return found.weekday is None or found.weekday == found.date.weekday()
