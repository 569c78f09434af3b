"""Dates that a month's name or figures with separators give: «17 نوفمبر/تشرين الثاني 2015», «مايو المقبل», «17/11/2015»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from newsfacts.calendars.names import MonthName, day_ordinal_at, month_at, weekday_at
from newsfacts.text.fold import key, keys
from newsfacts.text.lexicon import table
from newsfacts.timeline.model import Reading
from newsfacts.timeline.named import named
from newsfacts.timeline.words import Words, unit, word_set

_FROM = key("من")
_AND = "و"
_BETWEEN = keys("بين", "وبين", "مابين")
_UNTIL = word_set("months_until")
_DASH = "-"
_LATIN = {"english", "french"}
_OR = key("أو")
_ONE = (key("واحد"), key("كامل"))
_FEMININE = ("ه", key("ى"))
_DAY = key("يوم")
_FIRST_OF_MONTH = keys("غرة", "الغرة", "وغرة", "بغرة", "لغرة", "الفاتح", "فاتح")
_OPENING = word_set("opening")
_MONTH = key("شهر")
_YEAR_WORDS = word_set("year_words")
_YEAR_LINKS = word_set("year_links")
_TIME_PREPOSITIONS = word_set("time_prepositions")
_EVERY = word_set("months_every")
_USUALLY = keys("عادة", "غالبا")
_HIJRI_MARKS = word_set("hijri_marks")
_GREGORIAN_MARKS = keys("م", "ميلادي", "ميلادية")
_OF = word_set("of")
_DATE_WORDS = word_set("date_words")


class YearAfter:
    """A year read after something: the figure or the qualifier of «العام الماضي», and the token after it."""

    __slots__ = ("last", "qualifier", "year")

    def __init__(self, year: int | None, qualifier: str | None, last: int) -> None:
        self.year, self.qualifier, self.last = year, qualifier, last


def year_after(w: Words, at: int, calendar: str = "gregorian") -> YearAfter | None:
    """The year that continues a date from token `at`: «2015», «، عام 2015», «من العام الماضي», «من عام ألفين وأربعة»."""
    low, high = (1300, 1500) if calendar == "hijri" else (1000, 2150)
    i, year_word, steps = at, False, 0
    while steps < 3 and w[i] in _YEAR_LINKS:
        year_word = year_word or w[i] in _YEAR_WORDS
        i, steps = i + 1, steps + 1
    if w[i] == "2" and w[i + 1] == "/":  # never a year
        return None
    if w[i] in _EVERY:
        return None
    if year_word:
        qualifier = w.plain("qualifier", i)
        if qualifier is not None:
            last = i + qualifier[1]
            figure = w.figure(last, 1900, 2100) if len(w[last]) == 4 and calendar == "gregorian" else None
            if figure is not None and unit(w[last + 1]) is None:  # «من العام الماضي 2017»
                return YearAfter(figure, None, last + 1)
            return YearAfter(None, qualifier[0], last)
    same = w.plain("this", i)
    if same is not None:
        named_unit = unit(w[i + 1])
        if named_unit is not None and named_unit[:2] == ("year", "singular"):
            return YearAfter(None, same[0], i + 2)
    if calendar == "hijri" and w[i + 1] in _HIJRI_MARKS:
        low = 1
    figure = w.figure(i, low, high) if len(w[i]) == 4 or low == 1 else None
    if figure is not None:
        if w.glued(i) and w[i + 1] in "/:" and w.is_figure(i + 2):
            return None
        return YearAfter(figure, None, i + 1)
    words = w.by_first.get(i)
    if (
        words is not None
        and words.form == "words"
        and isinstance(words.value, int)
        and low <= words.value <= high
        and words.value % 1000 + (words.value > 1999)
    ):
        return YearAfter(words.value, None, words.last)
    return None


def pair_end(w: Words, at: int, month: MonthName) -> tuple[int, int] | None:
    """The end of a second name of the same month from token `at` («/تشرين الأول», «(شباط)»): token after it, token after its bracket."""
    first = at + (w[at] in _OPENING)  # Reuters writes «سبتمبر أيلول» with nothing between
    other = month_at(w.norms, first) if first < w.size else None
    if other is None or other[2].outside:
        return None
    name, length, _ = other
    if name.number != month.number or name.calendar != month.calendar or name == month:
        return None
    last = first + length
    return last, last + (1 if w[at] in "([" and w[last] in ")]" else 0)


def _false_pair(w: Words, at: int, month: MonthName) -> tuple[int, int] | None:
    """The end and the number of another month that stands where a pair has the second name of the first: «نوفمبر/تشرين الأول»."""
    other = month_at(w.norms, at + 1) if w[at] == "/" and at + 1 < w.size else None
    if other is None or other[2].outside or {month.calendar, other[0].calendar} != {"gregorian"}:
        return None
    if (month.system == "levantine") == (other[0].system == "levantine") or _LATIN & {month.system, other[0].system}:
        return None
    return at + 1 + other[1], other[0].number


def month_date(w: Words, i: int) -> Iterator[Reading]:
    """Rule: a month's name at token `i`, with the day, year and qualifier around it."""
    read = month_at(w.norms, i)
    if read is None:
        return
    month, length, split = read
    if split.prep == "ك":
        return  # كابريل is a man
    yield from _month_date(w, i, i + length, month, attached=bool(split.outside), conj=bool(split.conj))


def numbered_month(w: Words, i: int) -> Iterator[Reading]:
    """Rule: a month by its number after شهر («شهر 9», «5 شهر ستة 2026», «الشهر التاسع سنة 2014»), where something dates it."""
    found = unit(w[i])
    if found is None or found[:2] != ("month", "singular"):
        return
    numeral = w.whole_from(i + 1, 1, 12)
    if w[i + 1] in _ONE:
        return  # «شهر واحد» is a length
    if numeral is None or w[numeral[1]] in ("/", "-", "%") or unit(w[numeral[1]]):
        return
    number, last = numeral
    month = MonthName(number, "gregorian", "number", "no")
    for reading in _month_date(w, i, last, month, attached=bool(found[2].prep or found[2].conj), conj=bool(found[2].conj)):
        whole = reading.first == 0 and reading.last == w.size
        if not found[2].article or reading.day is not None or reading.year is not None or reading.year_qualifier or whole:
            reading.rule = "numbered_month"
            yield reading


def _month_date(w: Words, i: int, last: int, month: MonthName, *, attached: bool, conj: bool) -> Iterator[Reading]:
    first = i
    pair = pair_end(w, last, month)
    false_pair = _false_pair(w, last, month) if pair is None else None
    if pair is not None:
        last = pair[1]
    elif false_pair is not None:
        last = false_pair[0]
    evidence = pair is not None or false_pair is not None or month.system == "number"
    reading = Reading(first, last, "month_date", "month", calendar=month.calendar, month=month.number)
    if false_pair is not None:
        reading.other_month = false_pair[1]
    before = first
    if not attached and _is_month_word(w[before - 1]):
        before -= 1
        evidence = True
        reading.first = before
        attached = bool(splits_outside(w[before]))
    if month.calendar == "hijri" and _DASH in (w[before - 1], w[last]):
        return  # «1-صفر» is a score
    if month.calendar == "hijri" and w[before - 1] == "/" and w[last] != "/":
        return  # so is «1/ صفر»
    days = [] if conj else _days_before(w, before, attached)
    week = unit(w[days[0].first - 1]) if days else None
    if week is not None and week[:2] == ("week", "singular"):
        days = []  # «الأسبوع الثاني من شهر صفر»
    if not days and not conj and w[before - 1] == "." == w[last] and w.is_figure(before - 2):
        days = _days_before(w, before - 1, attached=True)  # «16. نوفمبر. 2016»
    if not days:
        after = _day_after(w, last, month)
        if after is not None:
            reading.day, last = after
            reading.grain = "day"
            reading.last = last
    year = year_after(w, last, month.calendar)
    if year is None and month.calendar == "hijri":
        year = year_after(w, last)  # «رمضان 2018»
        reading.feast = year is not None and year.year is not None
        year = year if reading.feast else None
    if year is not None:
        reading.year, reading.year_qualifier, last = year.year, year.qualifier, year.last
        evidence = True
        reading.last = last
        if (w[last] in _HIJRI_MARKS and month.calendar == "hijri") or (w[last] in _GREGORIAN_MARKS and reading.year):
            reading.last = last = last + 1
    elif (
        w[last] in _USUALLY
        or (w[last] in (",", "،") and w[last + 1] in _EVERY)
        or (w[last] == _FROM and w[last + 1] in _EVERY)
        or w[last] in _EVERY
    ):
        reading.listed = False
    qualifier = w.plain("qualifier", last)
    if qualifier is None and w[last] == "(":
        inner = w.plain("qualifier", last + 1)
        if inner is not None and w[last + 1 + inner[1]] == ")":
            qualifier = inner[0], inner[1] + 2
    if qualifier is not None and reading.year is None and reading.year_qualifier is None:
        reading.qualifier = qualifier[0]
        reading.last = last = last + qualifier[1]
        evidence = True
        figure = w.figure(last, 1900, 2100) if len(w[last]) == 4 else None
        if figure is not None and month.calendar == "gregorian":  # «أبريل القادم 2018»
            reading.qualifier, reading.year, reading.last = None, figure, last + 1
            last += 1
    said = _month_qualifier(w, last) if days and reading.year is None and reading.year_qualifier is None else None
    if said is not None and reading.qualifier in (None, said[0]):
        reading.qualifier, last = said
        reading.last = last
    noun = named(w[(days[-1].first if days else reading.first) - 1])
    dated = reading.year is not None or reading.year_qualifier is not None or reading.qualifier is not None
    if noun is not None and not dated and noun.month in (None, month.number) and (not days or noun.day in (None, days[0].number)):
        reading.year = noun.year
        reading.listed = noun.year is not None and bool(days)
        evidence = True
    if days and pair is None and not dated and noun is None and _is_camp(w, days, month):
        reading.listed = False
    this = w.plain("this", reading.first - 1)
    if this is not None and not days and reading.year is None and reading.qualifier is None:
        reading.qualifier, reading.first, evidence = this[0], reading.first - 1, True
    if not days:
        previous = w[reading.first - 1]
        if not evidence and reading.day is None:
            if month.alone == "no" and not (
                w.plain("phase", reading.first - 1) and month.calendar == "gregorian" and month.system != "english"
            ):
                return
            if month.alone == "prep" and not (
                previous in _TIME_PREPOSITIONS or w.phrase("phase", reading.first - 1) or w.phrase("part", reading.first - 1)
            ):
                return
        if previous in _EVERY:
            reading.listed = False
        yield reading
        return
    yield from _with_days(w, reading, days)


@lru_cache(maxsize=1)
def _camps() -> frozenset[tuple[int, int, str]]:
    return frozenset((int(row["day"]), int(row["month"]), row["system"]) for row in table("timeline/camps", folded=True))


def _is_camp(w: Words, days: list[_Day], month: MonthName) -> bool:
    """«قوى 14 آذار»: all days before the month are names of camps, and no word of dates stands before them."""
    before = w[days[-1].first - 1]
    if before in _DATE_WORDS or (bool(before) and weekday_at([before], 0) is not None):
        return False
    return all((day.number, month.number, month.system) in _camps() for day in days)


def _month_qualifier(w: Words, at: int) -> tuple[str, int] | None:
    """«(من) الشهر المقبل» after a month's name: its qualifier, and the token after it."""
    i = at + (w[at] == _FROM)
    found = unit(w[i])
    if found is None or found[:2] != ("month", "singular") or not found[2].article or found[2].outside:
        return None
    qualifier = w.plain("qualifier", i + 1)
    return None if qualifier is None else (qualifier[0], i + 1 + qualifier[1])


def _is_month_word(word: str) -> bool:
    found = unit(word)
    return found is not None and found[:2] == ("month", "singular") and not found[2].article


def splits_outside(word: str) -> int:
    """Characters of particles before a unit's name."""
    found = unit(word)
    return found[2].outside if found else 0


class _Day:
    """A day of the month: its tokens, and what stands between it and the day after it: "", "and", "to"."""

    __slots__ = ("first", "last", "link", "number")

    def __init__(self, number: int, first: int, link: str, last: int) -> None:
        self.number, self.first, self.link, self.last = number, first, link, last


def _days_before(w: Words, stop: int, attached: bool) -> list[_Day]:
    """The days of the month before token `stop`, the nearest first: «13 و14», «15-17», «من 3 حتى 12», «الحادي عشر من»."""
    at = stop
    if (w[at - 1] in _OF and not (w[at - 1] == "/" and not w.is_figure(at - 2))) or w[at - 1] in (_FROM,):
        at -= 1
    nearest = _day_to(w, at, linked=at != stop or attached)
    if nearest is None:
        return []
    nearest.last = at
    days = [nearest]
    for _ in range(6):
        day = days[-1]
        link, stop = _link_before(w, day.first)
        if not link:
            break
        other = _day_to(w, stop, linked=True)
        if other is None or (other.number >= day.number and link == "to"):
            break
        other.link, other.last = link, stop
        days.append(other)
    return days


def _link_before(w: Words, first: int) -> tuple[str, int]:
    word = w[first]
    if word == _AND:
        return "and", first
    if word[:1] == _AND and day_ordinal_at([word[1:]], 0):
        return "and", first
    previous = w[first - 1]
    if previous == _AND:
        return "and", first - 1
    if previous == "،" and w.is_figure(first) and w.is_figure(first - 2):
        return "and", first - 1
    if previous == _OR and w.is_figure(first - 2):
        return "and", first - 1
    if previous in _UNTIL or previous == _DASH:
        return "to", first - 1
    return "", first


def _day_to(w: Words, stop: int, *, linked: bool) -> _Day | None:
    """The day of the month whose words end before token `stop`."""
    figure = w.figure(stop - 1, 1, 31) if len(w[stop - 1]) <= 2 else None
    if figure is not None:
        first = stop - 1
        numeral = w.by_last.get(stop)
        if numeral is not None:
            if numeral.value != figure or numeral.kind not in ("cardinal", "ordinal"):
                return None
            first = numeral.first
        if w[first - 1] in "./:,٫" and w[first - 1] and w.is_figure(first - 2) and w.glued(first - 1):
            return None
        return _Day(figure, first, "", stop)
    if w[stop - 1] in _FIRST_OF_MONTH:
        return _Day(1, stop - 1, "", stop)
    for length in (3, 2, 1):
        first = stop - length
        if first >= 0:
            read = day_ordinal_at(w.norms, first)
            if read is not None and read[1] == length and not (read[2].prep and read[2].prep != "ل" and read[2].prep != "ب"):
                if not linked and not read[2].article and read[0] != 1:
                    break
                return _Day(read[0], first, "", stop)
    numeral = w.by_last.get(stop)
    if numeral is not None and isinstance(numeral.value, int) and 1 <= numeral.value <= 31 and numeral.kind in ("cardinal", "ordinal"):
        if w[stop - 2] == "/" or (numeral.kind == "ordinal" and w[numeral.first].endswith(_FEMININE)):
            return None  # «للمرة الأولى من مايو»
        return _Day(numeral.value, numeral.first, "", stop)
    return None


def _day_after(w: Words, at: int, month: MonthName) -> tuple[int, int] | None:
    """A day that follows its month: «شباط الرابع عشر», «November 17»."""
    if month.system in ("english", "french"):
        i = at + (w[at] == ".")
        day = w.figure(i, 1, 31) if len(w[i]) <= 2 else None
        return None if day is None else (day, i + 1)
    if month.system == "number" or at >= w.size:
        return None
    read = day_ordinal_at(w.norms, at)
    if read is not None and read[2].article and not read[2].outside and read[0] > 2:
        return read[0], at + read[1]
    if w[at] == "-" and w.glued(at - 1) and w.glued(at):
        day = w.figure(at + 1, 1, 31)
        if day is not None and len(w[at + 1]) <= 2:
            return day, at + 2
    return None


def _with_days(w: Words, month: Reading, days: list[_Day]) -> Iterator[Reading]:
    """One reading a day; two days with «إلى» or «بين … و…» are one range."""
    nearest = days[0]
    month.grain, month.day, month.first = "day", nearest.number, nearest.first
    if len(days) == 1 and w[month.first - 1] == _DAY:
        month.first -= 1
    if len(days) == 2 and (days[1].link == "to" or (days[1].link == "and" and w[days[1].first - 1] in _BETWEEN)):
        other = days[1]
        end = month.but(first=nearest.first)
        yield month.but(first=other.first, rule="day_range", day=other.number, until=end)
        return
    yield month
    for day in days[1:]:
        yield month.but(first=day.first, last=day.last, rule="day_list", day=day.number)
