"""Counted lengths of time that something anchors: «قبل ثلاثة أيام», «منذ عامين», «الـ48 ساعة الماضية», «الأيام الثلاثة المقبلة»."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from newsfacts.calendars.names import month_at, weekday_at
from newsfacts.text.fold import key, keys
from newsfacts.timeline.model import Reading
from newsfacts.timeline.rules_months import YearAfter, year_after
from newsfacts.timeline.words import Words, folded, unit, word_set

_SIGNS = {
    **dict.fromkeys(map(key, ("قبل", "وقبل", "منذ", "ومنذ", "من", "مند")), -1),
    **dict.fromkeys(map(key, ("بعد", "وبعد")), 1),
}
_SINCE = keys("منذ", "ومنذ", "مند")
_OUT_OF = key("من")
_APPROX = word_set("approx")
_MORE = (key("أكثر"), key("أقل"), key("أزيد"))
_NOW = keys("الآن", "اليوم")
_WHICH = keys("الذي", "الأول")
_ANCHORED_ELSEWHERE = word_set("anchored_elsewhere")
_SIZES = {"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"}
_AHEAD = frozenset(("next",))
_LAST_N = keys("آخر", "خلال آخر", "أخر")
_PREVIOUS_N = keys("أول")
_HALF = keys("ونصف", "والنصف")
_FEW = word_set("few")
_ONLY = keys("فقط", "فحسب")
_ABOUT = keys("تقريبا")
_AFTER_IT = {
    **dict.fromkeys(map(key, ("قبلها", "وقبلها")), -1),
    **dict.fromkeys(map(key, ("بعدها", "بعده", "وبعدها")), 1),
}
_THE = key("ال")
_RANKS = keys("أول", "ثاني", "ثالث", "رابع", "خامس")  # «منذ أول يوم», «منذ ثاني أيام العيد»
_OR = keys("أو", "او")
_NOT_CALENDAR = word_set("not_calendar")
_ON, _ON_THAT = key("على"), word_set("on")
_AGO = keys("مضت", "مضى", "خلت")


class _Length:
    """A counted length: whole units, with what stands beside them as months or days."""

    __slots__ = ("amount", "days", "last", "months", "unit")

    def __init__(self, amount: int, name: str, last: int) -> None:
        self.amount, self.unit, self.last, self.months, self.days = amount, name, last, 0, 0


def distance(w: Words, i: int) -> Iterator[Reading]:
    """Rule: قبل/بعد/منذ at token `i` and a counted length: «قبل نحو 4 أشهر», «منذ عامين», «بعد سنة و21 يوما من الآن»."""
    sign = _SIGNS.get(w[i])
    if sign is None:
        return
    at, approx = i + 1, False
    while at < i + 5 and (w[at] in _APPROX or (approx and w[at] == _OUT_OF) or (w[at] == folded("ما") and w[at + 1] == folded("يقارب"))):
        at += 2 if w[at] == folded("ما") else 1
        approx = True
    length = read_length(w, at)
    if length is None:
        return
    last = length.last
    if w[last] in _AGO:
        last += 1
    if w[last] in _ABOUT:
        last, approx = last + 1, True
    if w[i] == _OUT_OF and not (i == 0 and last == w.size):
        return  # «من أسبوع» is how people say «منذ أسبوع», but من counts other things too
    if i and length.amount == 1 and unit(w[i - 1]) and length.last == i + 2 and w[i - 1].rstrip("ا") == w[i + 1].rstrip("ا"):
        return  # «يوما بعد يوم»
    if length.unit == "day" and length.amount == 1 and length.last == at + 1 and w[length.last].startswith(_THE):
        return  # «منذ يوم العيد»
    now = w[last] in (_OUT_OF, folded("عن")) and w[last + 1] in _NOW and w[last + 2] not in _WHICH
    after = last
    if w[after] in _OR:  # «قبل يومين أو ثلاثة من …»
        numeral = w.by_first.get(after + 1)
        after = numeral.last if numeral is not None else after + 2
    elsewhere = w[after] in _ANCHORED_ELSEWHERE and not (w[after] == _ON and sign < 0 and w[after + 1] in _ON_THAT)
    reading = Reading(
        i,
        last,
        "distance",
        "distance",
        unit=length.unit,
        amount=length.amount,
        months=length.months,
        days=length.days,
        sign=sign,
        approx=approx,
    )
    if w[last] in _ONLY:
        elsewhere = elsewhere or w[last + 1] in _ANCHORED_ELSEWHERE
    if now:
        reading.last, reading.anchored = last + 2, True
    elif w[last] == _OUT_OF and w[last + 1] == folded("ذلك"):
        reading.last, reading.day_qualifier = last + 2, "following"
    elif elsewhere and w[i] not in _SINCE:
        return
    if length.amount == 0:
        return
    yield reading


def after_that(w: Words, i: int) -> Iterator[Reading]:
    """Rule: «بعد ذلك بيومين», «بعدها بثلاثة أيام», «قبل ذلك بعام»: counted from the time last spoken of."""
    word = w[i]
    if word in _AFTER_IT:
        at, sign = i + 1, _AFTER_IT[word]
    elif word in _SIGNS and word not in _SINCE and w[i + 1] in (folded("ذلك"), folded("هذا")):
        at, sign = i + 2, _SIGNS[word]
    else:
        return
    if not w[at].startswith("ب"):
        return
    length = read_length(w, at + 1 if w[at] == "ب" else at)
    if length is not None and length.amount and length.unit not in ("minute", "second"):  # those of a match
        yield Reading(
            i, length.last, "after_that", "distance", unit=length.unit, amount=length.amount, sign=sign, day_qualifier="following"
        )


def read_length(w: Words, at: int) -> _Length | None:
    """A counted length of time from token `at`: «ثلاثة أيام», «4 أشهر», «يومين», «عام ونصف», «سنة و21 يوما»."""
    length = _one_length(w, at)
    if length is None:
        return None
    while True:
        step = length.last
        if w[step] in _HALF or (w[step] == "و" and w[step + 1] == folded("نصف")):
            length.last = step + (1 if w[step] in _HALF else 2)
            found = unit(w[length.last])
            if found is not None and found[0] == length.unit and found[2].article:
                length.last += 1
            length.months += 6 if length.unit == "year" else 0
            length.days += 15 if length.unit == "month" else 0
            return length
        other = _one_length(w, step) if w[step].startswith("و") else None
        if other is None and w[step] in ("و", ",", "،"):
            other = _one_length(w, step + 1)
        if (
            other is None
            or other.unit == length.unit
            or length.unit not in ("year", "month", "week")
            or other.unit not in ("month", "day", "week")
        ):
            return length
        length.last = other.last
        if other.unit == "month":
            length.months += other.amount
        else:
            length.days += other.amount * (7 if other.unit == "week" else 1)
        if other.unit == "day":
            return length


def _one_length(w: Words, at: int) -> _Length | None:
    numeral = w.by_first.get(at)
    if numeral is not None and not numeral.definite and numeral.kind in ("cardinal", "ordinal") and w[at] not in _RANKS:
        found = unit(w[numeral.last])
        if found is None or found[0] not in _SIZES or found[2].cut or found[1] == "dual":
            return None
        value = numeral.value
        if isinstance(value, Fraction) or value is None or not 0 < value < 100000:
            return None
        return _Length(int(value), found[0], numeral.last + 1)
    found = unit(w[at])
    if found is None or found[0] not in _SIZES or found[2].article or found[1] == "plural":
        return None
    if found[2].outside and found[2].prep not in ("", "ب"):
        return None
    if found[1] == "dual":
        return _Length(2, found[0], at + 1)
    last = at + 1
    if w[last] in (folded("واحد"), folded("واحدة")):
        return _Length(1, found[0], last + 1)
    if last in w.by_first and not w[last].startswith("و"):
        return None  # «قبل عام 2011», «بعد سنة 1990»
    if found[0] == "month" and last < w.size and month_at(w.norms, last) is not None:
        return None  # «بعد شهر رمضان»
    if w.plain("qualifier", last) or unit(w[last]) or w.phrase("day", last) or (last < w.size and weekday_at(w.norms, last)):
        return None
    return _Length(1, found[0], last)


def window(w: Words, i: int) -> Iterator[Reading]:
    """Rule: a counted unit at token `i` that a qualifier anchors: «الـ48 يوما الماضية», «الأيام الثلاثة المقبلة», «آخر 24 ساعة»."""
    found = unit(w[i])
    if found is None or found[0] not in _SIZES or found[2].prep not in ("", "ب", "ل"):
        return
    name, number, split = found
    first, last, amount = i, i + 1, None
    named_before = False
    before = w.by_last.get(i)
    if split.article and number == "singular":
        return  # «المرتبة الثالثة العام الماضي»
    if before is not None and not split.outside and isinstance(before.value, int) and before.kind in ("cardinal", "ordinal"):
        amount, first, named_before = before.value, before.first, True
    after = w.by_first.get(last)
    if amount is not None and before is not None and w[first - 1] in _OR and first - 1 in w.by_last and before.definite:
        first = w.by_last[first - 1].first  # «الثلاثة أو الأربعة أيام القادمة»
    if amount is None and number == "plural" and split.article and after is not None and after.definite and isinstance(after.value, int):
        amount, last = after.value, after.last
        other = w.by_first.get(last + 1) if w[last] in _OR else None
        if other is not None and other.definite and isinstance(other.value, int):
            amount, last = other.value, other.last  # «السنوات السبع أو الثماني المقبلة»
    if amount is None and number == "dual":
        amount = 2
    if amount is None or not 0 < amount < 100000:
        return
    if w[last] in (folded("القليلة"),):
        return
    qualifier = w.plain("qualifier", last)
    if named_before and w[first - 1] in _LAST_N:
        if qualifier is None and w[last] == _OUT_OF:
            return  # «آخر ثلاثة أيام من المعسكر»
        yield _windowed(first - 1, last + (qualifier[1] if qualifier else 0), name, amount, -1)
        return
    if qualifier is None or qualifier[0] not in ("past", "next", "latest", "previous", "following"):
        return
    if qualifier[0] == "latest" and w[last + qualifier[1]] == _OUT_OF:
        return  # «الدقائق العشرين الأخيرة من المباراة»
    definite = split.article or (before is not None and before.definite) or w[last][:2] == folded("ال")
    if not definite and not (qualifier[0] == "next" and named_before):
        return
    if qualifier[0] in ("previous", "following"):
        return
    reading = _windowed(first, last + qualifier[1], name, amount, 1 if qualifier[0] in _AHEAD else -1)
    if before is not None and named_before and w[first - 1] in (folded("نحو"), folded("قرابة"), folded("حوالي")):
        reading.approx = True
    yield reading


def _windowed(first: int, last: int, name: str, amount: int, sign: int) -> Reading:
    return Reading(first, last, "window", "window", unit=name, amount=amount, sign=sign)


def first_months(w: Words, i: int) -> Iterator[Reading]:
    """Rule: «الأشهر الستة الأولى من 2018», «الأشهر الأربعة الأخيرة من العام الماضي»: months counted from a year's start or end."""
    found = unit(w[i])
    if found is None or found[0] != "month" or found[2].prep not in ("", "ب", "ل"):
        return
    first, last = i, i + 1
    before, after = w.by_last.get(i), w.by_first.get(i + 1)
    if before is not None and isinstance(before.value, int) and not found[2].outside:
        amount, first = before.value, before.first
    elif after is not None and isinstance(after.value, int) and after.kind == "cardinal":
        amount, last = after.value, after.last
    elif found[1] == "dual":
        amount = 2
    else:
        return
    opens = first < i and w[first - 1] in _OPENING_WITH  # «أول خمسة أشهر من العام»
    if (w[last] not in _FIRST_OR_LAST and not opens) or not 1 <= amount <= 11:
        return
    from_end = not opens and _FIRST_OR_LAST[w[last]]
    first -= opens
    year = year_after(w, last + (not opens))
    if year is None:
        at = last + (not opens)
        at += w[at] == _OUT_OF
        bare = unit(w[at])
        if bare is None or bare[:2] != ("year", "singular") or not bare[2].article or w[at + 1] in _NOT_CALENDAR:
            return
        year = YearAfter(None, "current", at + 1)  # «في الأشهر الثلاثة الأولى من العام»
    start, stop = (13 - amount, 12) if from_end else (1, amount)
    end = Reading(first, year.last, "first_months", "month", month=stop, year=year.year, year_qualifier=year.qualifier)
    yield Reading(first, year.last, "first_months", "month", month=start, year=year.year, year_qualifier=year.qualifier, until=end)


_OPENING_WITH = keys("أول", "بأول", "وأول")
_FIRST_OR_LAST = {
    key("الأولى"): False,
    key("الأوائل"): False,
    key("الأول"): False,
    key("الأولين"): False,
    key("الأخيرة"): True,
    key("الأخيرين"): True,
}
