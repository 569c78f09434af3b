"""Weeks, months and years: «الأسبوع الماضي», «عام 2011», «الأسبوع الأول من أكتوبر»."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.text.clitics import splits
from newsfacts.text.fold import key, keys
from newsfacts.timeline.model import Reading
from newsfacts.timeline.rules_days import month_of, ordinal_word
from newsfacts.timeline.rules_months import year_after
from newsfacts.timeline.words import Words, folded, unit, word_set

_GRAINS = frozenset(("day", "week", "month", "year", "century", "decade", "quarter"))
_END = key("نهاية")
_LONG_FOR = 4
_NEW_WITHIN = word_set("new_within")
_NEW = keys("الجديد", "الجديدة")
_WITHIN = word_set("within")
_OFF = word_set("off")
_BC = keys("ق.م", "ق")
#: Years that the Saudi press means as Hijri ones with no mark; as Gregorian ones, hardly anybody writes of them.
_HIJRI_TODAY = (1390, 1450)
_BEFORE_CHRIST = (key("قبل"), key("الميلاد"))
_EVERY = keys("كل", "لكل", "وكل", "بكل")
_HIJRI_MARKS = word_set("hijri_marks")
_GREGORIAN_MARKS = keys("م", "ميلادي", "ميلادية", "للميلاد")
_COUNTED = word_set("counted")


def relative_unit(w: Words, i: int) -> Iterator[Reading]:
    """Rule: a unit that a qualifier points from: «الأسبوع الماضي», «هذا العام», «نفس الشهر», «اليوم التالي»."""
    found = unit(w[i])
    if found is None or found[1] != "singular" or found[0] not in _GRAINS:
        return
    name, _, split = found
    if name == "year" and split.article and is_office(w[i - 1]):
        return
    this = w.plain("this", i - 1)
    this_code: str | None = None
    if this is not None and not split.outside and (split.article or this[0] == "same"):
        this_code = this[0]
    else:
        prefixed = w.phrase("this", i - 1)
        if prefixed is not None and split.article and not split.outside:
            this_code = prefixed[0]
    that = w.plain("that", i - 1) if split.article and not split.outside else None
    if that is not None and this_code is None and (name != "day" or w[i - 2] in _OF_THAT_DAY) and w.plain("qualifier", i + 1) is None:
        this_code = that[0]
    first, last = i, i + 1
    code = this_code
    if this_code is not None:
        first = i - 1
    calendar = "gregorian"
    if split.article:
        if name == "year" and w[last] in _CALENDARS:
            calendar, last = _CALENDARS[w[last]], last + 1
        qualifier = w.plain("qualifier", last)
        if qualifier is not None and not (
            qualifier[0] in ("latest",) or (this_code and qualifier[0] == "current" and w[last] in (folded("هذا"), folded("هذه")))
        ):
            code, last = qualifier[0], last + qualifier[1]
        elif name == "year" and code is None and w[last] in _NEW and (w[i - 1] in _NEW_WITHIN or split.prep):
            code, last = "new", last + 1
    if name in ("year", "month") and w[last] in _NOT_CALENDAR:
        return  # «نهاية السنة الدراسية»
    if code is None:
        if split.article and name in ("month", "year") and w.phrase("phase", i - 1) and not w.by_first.get(i + 1):
            code = "current"  # «مطلع الشهر», «نهاية العام»
        else:
            return
    if name == "decade" and (w[first - 1] not in _WITHIN or code == "previous") and first == i:
        return  # العقد is a contract too
    if name == "day":
        if code == "current" and this_code is None:
            shift: int | None = 0
        else:
            shift = {"past": -1, "current": 0, "before_past": -2, "after_next": 2, "next": 1}.get(code)
        year = year_after(w, last) if code in ("same", "current") and w[last] == _OF else None
        if year is not None and year.year is not None:  # «في مثل هذا اليوم من عام 1923»
            same = code if code == "same" else None
            yield Reading(first, year.last, "day_of_year", "day", day_qualifier=same, shift=None if same else 0, year=year.year)
        elif shift is not None:
            yield Reading(first, last, "relative_day", "day", shift=shift)
        else:
            if not (w[last][:1] == "ل" and len(w[last]) > 2):  # «اليوم التالي للهجوم»
                yield Reading(first, last, "relative_day", "day", day_qualifier=code)
        return
    if code == "following" and w[last][:1] == "ل" != w[last][1:2] and len(w[last]) > _LONG_FOR:
        return  # «في العام التالي لاجتياح المدينة»
    reading = Reading(first, last, "relative_unit", name, calendar=calendar)
    if name == "year":
        reading.year_qualifier = code
        figure = w.figure(last, 1900, 2100) if len(w[last]) == 4 else None
        if figure is not None and not named_counted(w[last + 1]):  # «العام الماضي 2017»
            reading.year, reading.year_qualifier, reading.last = figure, None, last + 1
        nth = _week_of_year(w, first, reading)
        if nth is not None:
            yield nth
    elif name == "month":
        reading.month_qualifier = code
        year = year_after(w, last) if code == "same" else None
        if year is not None and year.qualifier != "same":  # «الشهر نفسه من العام الماضي»
            reading.year, reading.year_qualifier, reading.last = year.year, year.qualifier, year.last
        yield from _day_of_month(w, first, reading)
    elif name == "week":
        if w[first - 1] in _WEEKEND and w[first - 2] != folded("من"):
            first -= 1
            reading.grain = "weekend"
            if w[first - 1] in _OFF:
                first -= 1
            reading.first = first
        reading.week_qualifier = code
    else:
        reading.qualifier = code
    yield reading


def is_office(word: str) -> bool:
    """True for الأمين and its like, after which العام is no year."""
    return any(split.article and split.stem in _OFFICES for split in splits(word))


_FIRST = keys("الأول", "الأولى", "الثاني", "الثانية")
_ANY_OFF = word_set("any_off")
_OF_THAT_DAY = word_set("of_that_day")
_NOT_CALENDAR = word_set("not_calendar")
_BETWEEN = keys("بين", "وبين")
_OFFICES = word_set("offices")
_CALENDARS = {key("الهجري"): "hijri", key("الهجرية"): "hijri", key("الميلادي"): "gregorian", key("الميلادية"): "gregorian"}
_OPENING = keys("مطلع")
_WEEKEND = keys("نهاية", "بنهاية", "ونهاية")


def weekend(w: Words, i: int) -> Iterator[Reading]:
    """Rule: «نهاية الأسبوع», «عطلة نهاية الأسبوع» without a qualifier: the nearest one that the words around point to; «مطلع الأسبوع» too,
    as the agencies call it and as the week opens on a Sunday elsewhere."""
    found = unit(w[i])
    if found is not None and found[:2] == ("week", "singular") and w[i - 1] in _OPENING and found[2].article:
        if w[i + 1] not in _FIRST and w[i + 1] != _OF and w.plain("qualifier", i + 1) is None and w[i - 2] not in _EVERY:
            yield Reading(i - 1, i + 1, "weekend", "weekend")
        return
    if found is None or found[:2] != ("week", "singular") or w[i - 1] not in _WEEKEND or not found[2].article:
        return
    first = i - 2 if w[i - 2] in _OFF else i - 1
    if w[i + 1] in _FIRST:
        return  # «في عطلة نهاية الأسبوع الأولى لعرضه»
    if w[first - 1] in _EVERY or w[first - 1] in _ANY_OFF or w[i - 2] in _ANY_OFF:
        return  # «في إجازات نهاية الأسبوع»
    yield Reading(first, i + 1, "weekend", "weekend")


def rest_of_unit(w: Words, i: int) -> Iterator[Reading]:
    """Rule: «بقية الأسبوع», «باقي الشهر»: from the reference day to the end of its week, month or year."""
    found = unit(w[i])
    if found is None or found[1] != "singular" or found[0] not in ("week", "month", "year") or not found[2].article or found[2].outside:
        return
    if w[i - 1] not in _REST or w.plain("qualifier", i + 1) not in (None, ("current", 1)):
        return
    last = i + 1 if w.plain("qualifier", i + 1) is None else i + 2
    reading = Reading(i - 1, last, "rest_of_unit", "day", shift=0)
    reading.until = Reading(i, last, "rest_of_unit", found[0])
    code = "current"
    if found[0] == "week":
        reading.until.week_qualifier = code
    elif found[0] == "month":
        reading.until.month_qualifier = code
    else:
        reading.until.year_qualifier = code
    yield reading


_REST = keys("بقية", "باقي", "لبقية", "وبقية")


def _week_of_year(w: Words, at: int, year: Reading) -> Reading | None:
    """«الأسبوع الثالث (من) العام المقبل» before the year at token `at`."""
    stop = at - 1 if w[at - 1] in (folded("من"), folded("في")) else at
    ordinal = ordinal_word(w[stop - 1])
    found = unit(w[stop - 2])
    if ordinal is None or found is None or found[:2] != ("week", "singular") or not found[2].article:
        return None
    return Reading(stop - 2, year.last, "week_of_year", "week", ordinal=ordinal, year=year.year, year_qualifier=year.year_qualifier)


def _day_of_month(w: Words, at: int, month: Reading) -> Iterator[Reading]:
    """«20 من الشهر المقبل», «الحادي عشر من الشهر قبل الماضي», «من 4 حتى 23 من هذا الشهر» before the month at token `at`."""
    from newsfacts.timeline.rules_months import _days_before

    if w[at - 1] not in (folded("من"), folded("في")):
        return
    days = _days_before(w, at, attached=False)
    if not days:
        return
    nearest = days[0]
    if len(days) == 2 and days[1].link == "to":
        end = Reading(nearest.first, month.last, "day_of_month", "day", day=nearest.number, month_qualifier=month.month_qualifier)
        yield Reading(days[1].first, month.last, "day_range", "day", day=days[1].number, month_qualifier=month.month_qualifier, until=end)
        return
    yield Reading(nearest.first, month.last, "day_of_month", "day", day=nearest.number, month_qualifier=month.month_qualifier)
    for other in days[1:]:
        yield Reading(other.first, other.last, "day_list", "day", day=other.number, month_qualifier=month.month_qualifier)


def day_of_current(w: Words, i: int) -> Iterator[Reading]:
    """Rule: «في 25 الجاري», «يوم 3 من الجاري», «في الـ26 منه»: a day in figures and الجاري or منه at token `i`, the month left out."""
    at = i - 1 if w[i - 1] == _OF else i
    day = w.figure(at - 1, 1, 31) if len(w[at - 1]) <= 2 else None
    first = at - 2 if w[at - 2] == _THE and w.glued(at - 2) else at - 1
    numeral = w.by_last.get(at) if day is None and w[i] == _OF_IT else None
    if (
        numeral is not None
        and numeral.kind == "ordinal"
        and numeral.definite
        and isinstance(numeral.value, int)
        and numeral.value <= _LAST_DAY
    ):
        day, first = numeral.value, numeral.first  # «في الخامس منه»
    if day is not None and w[first - 1] in _BEFORE_DAY:
        yield Reading(first, i + 1, "day_of_month", "day", day=day, month_qualifier="same" if w[i] == _OF_IT else "current")


_OF, _OF_IT, _THE = key("من"), key("منه"), key("ال")
_LAST_DAY = 31
_BEFORE_DAY = keys("في", "وفي", "يوم", "من", "حتى", "وحتى", "إلى", "منذ", "بتاريخ", "ليوم", "بين", "و")


def year_word(w: Words, i: int) -> Iterator[Reading]:
    """Rule: عام/سنة at token `i` and a year in figures or words; «عامي 2003 و2011» is a range after بين, else two years."""
    found = unit(w[i])
    both = w[i] in _BOTH
    if not both and (found is None or found[0] != "year" or (found[1] == "plural" and (i in w.by_last or len(w[i + 1]) != 4))):
        return
    number = found[1] if found is not None else "dual"
    at = i + 1 + (w[i + 1] == ":" or w[i + 1] in _CALENDARS)
    read = year_at(w, at)
    if read is None:
        return
    year, last, calendar = read
    if _CALENDARS.get(w[i + 1]) == "hijri":
        calendar = "hijri"
    if before_christ(w, last) or (w[i - 1] in _EVERY and number == "singular"):
        return
    if both or number == "dual" or (w[i - 1] in _BETWEEN and w[last] == "و"):
        second = year_at(w, last + 1) if w[last] in ("و", "/") else year_at(w, last)
        if second is not None:
            if before_christ(w, second[1]):
                yield Reading(i, second[1], "year_range", "year", year=year, listed=False)  # «بين عامي 664 و404 قبل الميلاد»
                return
            if w[i - 1] in _BETWEEN:
                end = Reading(last, second[1], "year_word", "year", calendar=second[2], year=second[0])
                yield Reading(i, second[1], "year_range", "year", calendar=calendar, year=year, until=end)
            else:
                yield Reading(i, last, "year_word", "year", calendar=calendar, year=year)
                yield Reading(last, second[1], "year_list", "year", calendar=calendar, year=second[0])
            return
    reading = Reading(i, last, "year_word", "year", calendar=calendar, year=year)
    end_year = range_end(w, last, year)
    if end_year is not None:
        reading.until, reading.last, reading.rule = end_year, end_year.last, "year_range"
    nth = _week_of_year(w, i, reading)
    if nth is not None:
        yield nth
    if number == "dual" and not both:
        return
    yield reading


_CHRISTIAN, _WHENEVER = key("م"), key("كلما")
#: A year of two figures is of the last century from here on.
_OLDEST_SHORT = 30
#: Two years follow; the construct dual is in no table of units.
_BOTH = word_set("both")


def names_two_years(word: str) -> bool:
    """True for عامي and its like."""
    return word in _BOTH


def year_at(w: Words, at: int) -> tuple[int, int, str] | None:
    """A year from token `at`: its number, the token after it and its mark, its calendar."""
    value = w.figure(at, 1, 2999) if len(w[at]) in (3, 4) else None
    last = at + 1
    if value is None and len(w[at]) == 2 and w[last] == _CHRISTIAN and w.glued(at):
        short = w.figure(at, _OLDEST_SHORT, 99)
        return None if short is None else (1900 + short, last + 1, "gregorian")  # «عام 90م»
    if value is None:
        numeral = w.by_first.get(at)
        if numeral is None or not isinstance(numeral.value, int) or not 1000 < numeral.value <= 2150:
            return None
        value, last = numeral.value, numeral.last
    elif w.glued(at) and w[last] in ("/", ".", ":") and w.is_figure(last + 1) and len(w[last + 1]) != 4:
        return None
    if w[last] in _HIJRI_MARKS and (w[last] != folded("ه") or value < 1600):
        return (value, last + 1, "hijri") if 1300 <= value <= 1500 else None
    if w[last] in _GREGORIAN_MARKS:
        last += 1
    elif _HIJRI_TODAY[0] <= value <= _HIJRI_TODAY[1]:
        return value, last, "hijri"
    return (value, last, "gregorian") if value >= 100 else None


def before_christ(w: Words, at: int) -> bool:
    """True for «قبل الميلاد» and «ق.م» from token `at`."""
    return (w[at], w[at + 1]) == _BEFORE_CHRIST or (w[at] == "ق" and w[at + 2] == "م")


def range_end(w: Words, at: int, first: int) -> Reading | None:
    """«-2015», «إلى 2018», «و2018» is no range, from token `at`."""
    if w[at] not in (folded("إلى"), "-", folded("حتى")):
        return None
    step = at + 1
    if w[step] in (folded("عام"), folded("العام"), folded("سنة")):
        step += 1
    value = w.figure(step, 1000, 2150) if len(w[step]) == 4 else None
    if value is None or not first < value or (w[step + 1] in ("-", "/") and w.is_figure(step + 2)):
        return None
    return Reading(step, step + 1, "year_range", "year", year=value)


def named_counted(word: str) -> bool:
    """True for a noun that figures of four digits count rather than name a year before it."""
    stem = word[:-1] if word.endswith("ا") and len(word) > 3 and word != _WHENEVER else word
    return word in _COUNTED or stem in _COUNTED or (unit(word) is not None and word[:2] != folded("ال"))


def week_of_month(w: Words, i: int) -> Iterator[Reading]:
    """Rule: «الأسبوع الأول من أكتوبر», «أول أسبوع بشهر أكتوبر 2014», «آخر يوم بالشهر الجاي», «اليوم الأخير من …»."""
    found = unit(w[i])
    if found is None or found[1] != "singular" or found[0] not in ("week", "day"):
        return
    name, _, split = found
    first, at = i, i + 1
    ordinal = ordinal_word(w[i - 1]) if not split.article and not split.outside else None
    if ordinal is not None:
        first = i - 1
    elif split.article:
        ordinal = ordinal_word(w[at])
        at += 1
    if ordinal is None:
        return
    target = month_of(w, at)
    if target is None:
        if name == "week" and w[at] == folded("من"):
            year_unit = unit(w[at + 1])
            year = year_at(w, at + 2) if year_unit is not None and year_unit[0] == "year" else None
            if year is not None:
                yield Reading(first, year[1], "week_of_year", "week", ordinal=ordinal, year=year[0])
        return
    month, last = target
    rule = "week_of_month" if name == "week" else "nth_day"
    yield month.but(first=first, last=last, rule=rule, grain=name, ordinal=ordinal)
