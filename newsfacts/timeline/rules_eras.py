"""Decades, centuries, quarters, halves and seasons: «ثمانينيات القرن الماضي», «الربع الثالث من 2018», «صيف 2016»."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.calendars.names import month_at
from newsfacts.text.fold import key, keys
from newsfacts.timeline.model import Reading
from newsfacts.timeline.rules_days import month_of, ordinal_word
from newsfacts.timeline.rules_months import year_after
from newsfacts.timeline.rules_units import range_end
from newsfacts.timeline.words import Words, folded, unit, word_set

_BEFORE_CHRIST = (key("قبل"), key("الميلاد"))
_HIJRI_MARKS = word_set("hijri_marks")
_HIJRI = keys("الهجرية", "الهجريه", "هجرية")
_HIJRI_CENTURY = 1300
_CELSIUS, _HEAT = keys("المئوية", "مئوية"), keys("حرارة", "الحرارة", "درجة", "درجات", "حرارتها")
_GREGORIAN_MARKS = keys("م", "ميلادي", "ميلادية", "للميلاد")


def decade(w: Words, i: int) -> Iterator[Reading]:
    """Rule: «التسعينيات», «ثمانينيات القرن الماضي»."""
    found = w.phrase("decade", i)
    if found is None or found[0] == "10":
        return
    value, length, split = found
    last = i + length
    at = last + 1 if w[last] in (folded("من"), folded("في")) and unit(w[last + 1]) else last
    named = _century_at(w, at)
    century, last = named if named is not None else (None, last)
    if (
        century is None
        and w[i - 1] in (folded("في"),)
        and w[last] in (folded("من"),)
        and unit(w[last + 1]) is None
        and w[last + 1][:3] in (folded("عمر"),)
    ):
        return
    if century is None and w[last] in _HIJRI:
        first = _HIJRI_CENTURY + int(value)  # «الثمانينيات الهجرية» began in 1380
        end = Reading(last, last + 1, "decade", "year", calendar="hijri", year=first + 9)
        yield Reading(i, last + 1, "decade", "year", calendar="hijri", year=first, until=end)
        return
    if w[last] in _AGE or (w[last] == folded("من") and w[last + 1] in _AGE):
        return
    if century is None and any(word in _AGE for word in w.norms[max(0, i - 5) : i]):
        return  # «تتراوح أعمارهم بين العشرينيات والثلاثينيات»
    if century is None and (w[last] in _CELSIUS or not _HEAT.isdisjoint(w.norms[max(0, i - 5) : i])):
        return  # «حرارة تقترب من الخمسينات المئوية»
    of_whom = i - 4 if w[i - 1] == _OR and w.phrase("decade", i - 2) is not None else i - 2
    if century is None and w[of_whom + 1] == folded("في") and w[of_whom] in _PERSONS:
        return  # «شاب في الثلاثينيات», «رجل في العشرينيات أو الثلاثينيات»
    if century is None:
        century = 19 if int(value) >= 30 else 20
        if int(value) == 20 and not split.article:
            century = 19
    yield Reading(i, last, "decade", "decade", year=century * 100 + int(value))


def _century_at(w: Words, at: int) -> tuple[int | None, int] | None:
    """«القرن الماضي», «القرن العشرين» from token `at`: its hundreds and the token after it."""
    named = unit(w[at])
    if named is None or named[:2] != ("century", "singular") or not named[2].article:
        return None
    qualifier = w.plain("qualifier", at + 1)
    if qualifier is not None:
        return {"past": 19, "current": 20, "next": 21, "before_past": 18}.get(qualifier[0]), at + 1 + qualifier[1]
    if w[at - 1] == _THIS:
        return 20, at + 1
    ordinal = w.whole_from(at + 1, 1, 21)
    return None if ordinal is None else (ordinal[0] - 1, ordinal[1])


def decade_of_century(w: Words, i: int) -> Iterator[Reading]:
    """Rule: «العقد الأول من القرن الحادي والعشرين», «العقد الثاني من هذا القرن»."""
    ordinal = ordinal_word(w[i + 1])
    if ordinal is None or w[i + 2] not in _OF_CENTURY:
        return
    named = _century_at(w, i + 3 + (w[i + 3] == _THIS))
    if named is not None and named[0] is not None:
        tens = (_DECADES if ordinal == -1 else ordinal) - 1
        if 0 <= tens < _DECADES:
            yield Reading(i, named[1], "decade_of_century", "decade", year=named[0] * 100 + tens * 10)


_THIS, _OF_CENTURY = key("هذا"), keys("من", "في")
_DECADES = 10
_AGE = word_set("age")
_PERSONS = word_set("persons")
_OR = key("أو")
_THIS_CENTURY = 21


def century(w: Words, i: int) -> Iterator[Reading]:
    """Rule: «القرن التاسع عشر», «القرن الماضي», «القرن 21»."""
    found = unit(w[i])
    if found is None or found[0] != "century" or not found[2].article or found[1] not in ("singular", "dual"):
        return
    ordinal = w.whole_from(i + 1, 1, 30)
    if ordinal is not None:
        last = ordinal[1]
        if w[i - 1] == folded("فوكس"):
            return  # a company
        if (w[last], w[last + 1]) == _BEFORE_CHRIST or w[last] in _HIJRI_MARKS or w[last] == folded("الهجري"):
            return  # older than the tables of either calendar
        if w[last] in _GREGORIAN_MARKS or w[last] in (folded("الميلادي"),):
            last += 1
        yield Reading(i, last, "century", "century", ordinal=ordinal[0])
        after = w.by_first.get(last) or w.by_first.get(last + 1 if w[last] == folded("و") else last)
        value = after.value if after is not None and after.conj and after.kind == "ordinal" and after.definite else None
        if after is not None and isinstance(value, int):
            reach = _THIS_CENTURY if found[1] == "dual" else ordinal[0] + 1
            if ordinal[0] < value <= reach:
                yield Reading(after.first, after.last, "century", "century", ordinal=value)


_PART_OF_YEAR = {
    key("الربع"): ("quarter", 4),
    key("الربعين"): ("quarter", 4),
    key("النصف"): ("half", 2),
    key("الثلث"): ("third", 3),
    key("الثلاثية"): ("quarter", 4),
    key("الثلاثي"): ("quarter", 4),
    key("السداسية"): ("half", 2),
    key("السداسي"): ("half", 2),
}


def part_of_year(w: Words, i: int) -> Iterator[Reading]:
    """Rule: «الربع الثالث من 2018», «النصف الأول من العام الجاري», «النصف الثاني من مايو»."""
    word = w[i][1:] if w[i][:1] in "وبل" else w[i]
    if word.startswith("لل"):
        word = "ا" + word
    elif w[i].startswith("لل"):
        word = "ا" + w[i][0] + w[i][2:]
    part = _PART_OF_YEAR.get(word)
    if part is None:
        return
    name, count = part
    if word in _TWO_PARTS:
        yield from _two_parts(w, i, name)
        return
    ordinal = ordinal_word(w[i + 1])
    if ordinal is None or ordinal > count:
        return
    ordinal = count if ordinal == -1 else ordinal
    target = year_after(w, i + 2)
    at = i + 3 if w[i + 2] in (folded("من"), folded("في"), folded("ل")) else i + 2
    if target is None:
        found = unit(w[at])
        this_year = found is not None and found[:2] == ("year", "singular") and found[2].article
        if this_year and w.plain("qualifier", at + 1) is None and name != "third":
            yield Reading(i, at + 1, "part_of_year", name, ordinal=ordinal, year_qualifier="current")
            return
    else:
        yield Reading(i, target.last, "part_of_year", name, ordinal=ordinal, year=target.year, year_qualifier=target.qualifier)
        return
    months = month_of(w, i + 2)
    if name == "quarter" and months is None:
        yield Reading(i, i + 2, "part_again", name, ordinal=ordinal)  # «الربع الثاني», when the text has said of which year
    if months is not None and name in ("half", "third"):
        month, last = months
        yield Reading(i, last, "part_of_month", name, ordinal=ordinal, month=month.month, year=month.year, qualifier=month.qualifier,
                      year_qualifier=month.year_qualifier, month_qualifier=month.month_qualifier)  # fmt: skip


_TWO_PARTS = frozenset((key("الربعين"),))


def _two_parts(w: Words, i: int, name: str) -> Iterator[Reading]:
    """«الربعين الثالث والرابع من 2017»: two quarters of one year."""
    first, second = ordinal_word(w[i + 1]), ordinal_word(w[i + 2][1:]) if w[i + 2].startswith("و") else None
    year = year_after(w, i + 3)
    if first is None or second is None or year is None or first < 0 or second < 0:
        return
    yield Reading(i, i + 2, "part_of_year", name, ordinal=first, year=year.year, year_qualifier=year.qualifier)
    yield Reading(i + 2, year.last, "part_of_year", name, ordinal=second, year=year.year, year_qualifier=year.qualifier)


#: What says of a bare season which it is.
_POINTING = {**dict.fromkeys(map(key, ("منذ", "ومنذ")), "past"), **dict.fromkeys(map(key, ("بحلول", "وبحلول")), "next")}


def season(w: Words, i: int) -> Iterator[Reading]:
    """Rule: «صيف 2018», «الصيف الماضي», «ربيع العام المقبل»."""
    found = w.phrase("season", i)
    if found is None:
        return
    value, length, split = found
    if month_at(w.norms, i) is not None:
        return
    last = i + length
    year = year_after(w, last)
    reading = Reading(i, last, "season", "season", part=value)
    if year is not None and not split.article:
        reading.year, reading.year_qualifier, reading.last = year.year, year.qualifier, year.last
        end = range_end(w, reading.last, reading.year) if reading.year else None
        if end is not None:
            return
        yield reading
        return
    if not split.article:
        return
    qualifier = w.plain("qualifier", last)
    this = w.plain("this", i - 1)
    if qualifier is not None:
        reading.qualifier, reading.last = qualifier[0], last + qualifier[1]
        yield reading
    elif this is not None:
        reading.qualifier, reading.first = this[0], i - 1
        yield reading
    elif length == 1 and w[i - 1] in _POINTING:
        reading.qualifier = _POINTING[w[i - 1]]
        yield reading
