"""Days by their names: اليوم، أمس، غدا, weekdays with their qualifiers, parts of days, feasts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from newsfacts.calendars.names import Phrases, day_ordinal_at, month_at, weekday_at
from newsfacts.text.fold import key, keys
from newsfacts.text.lexicon import table
from newsfacts.timeline.direction import cue
from newsfacts.timeline.model import Reading
from newsfacts.timeline.rules_months import year_after
from newsfacts.timeline.words import Words, folded, unit, word_set

_DAY = key("يوم")
_PER_DAY = keys("في", "وفي")
_TODAY = keys("اليوم", "واليوم", "لليوم", "فاليوم")
_LIKE = keys("أشبه", "اشبه")
_MORE = keys("أكثر", "اكثر")
_ANY = key("أي")
_AS, _OUT_OF = key("كما"), key("من")
_ANY_OF = keys("أي", "لأي", "بأي", "كل", "لكل", "واحد")
_NEED = key("الحاجة")
_THE = "ال"
_BEFORE_LAST, _LAST_NIGHT = keys("قبل"), keys("البارحة", "الماضية")
_PARTIES = keys("حزب", "بحزب", "لحزب", "وحزب", "تيار", "لتيار", "قناة", "بقناة", "لقناة", "مؤسسة", "برلمان")
_BETTER = keys("أفضل", "مشرق", "أجمل", "واعد", "آمن")
_CLOSING = frozenset(('"', "»", "”"))
_QUOTES = frozenset(('"', "«", "»", "“", "”"))
_EVERY = word_set("every")
_TWO_DAYS = keys("يومي", "ويومي", "أيام")
_EACH = keys("كل", "لكل", "أسبوعيا")
_GIVEN_NAMES = word_set("given_names")
_SURNAMES = frozenset((3, 4))  # الخميس and الجمعة are families too
_AND = "و"
_NO_NEWS = (None, "perfect")
_THEN_AND_NOW = (key("الأمس"), key("واليوم"))
_MUST = keys("يجب", "ينبغي", "بحاجة", "تحتاج", "يحتاج", "بات", "باتت", "أصبح", "أصبحت")
_NOWADAYS, _BECOME = word_set("nowadays"), word_set("become")
_TOMORROW_OR_BALL = key("بكرة")
#: Tokens: a text so short is one expression, or a search for one.
_WHOLE_TEXT = 12
_NAMING = word_set("naming")
_THAT = word_set("that")
_SAME = keys("نفس", "ذات", "تلك")
_TWO = word_set("two")
_BOTH_OF_THEM = word_set("both_of_them")
_OF_THE_DAY = word_set("of_the_day")
_TIMES = keys("اليوم", "الأمس", "الغد")
_THAT_DAY = keys("ذلك", "تلك", "ذاك")
_ERA = key("عصر")
_END_OF = key("نهاية")
_FRIDAY_NAMES = word_set("friday_names")
_BLACK = keys("الأسود", "السوداء", "الدامي", "الحزين")  # «الخميس الأسود» is a day of history
_MIDNIGHT = keys("الليل", "ليل", "الليلة", "ليلة")
_MIDDAY = keys("النهار", "نهار")


def day_word(w: Words, i: int) -> Iterator[Reading]:
    """Rule: اليوم، أمس، أمس الأول، أول من أمس، غدا، بعد غد at token `i`, with يوم before and a part of the day around."""
    found = w.phrase("day", i)
    if found is None:
        return
    value, length, split = found
    first, last = i, i + length
    shift = int(value)
    if shift == 0 and not (w[i] in _TODAY or split.article):
        return
    if (split.prep and ((shift == -1 and w[i][:1] != "ب") or split.prep == "ك")) or (w[i - 1] == folded("عن") and w[i] == folded("بكرة")):
        return  # لامس, «عن بكرة أبيهم»
    if shift == 0 and (_other_today(w, i) or (w[i - 1] == folded("من") and w[i + 1] == folded("الأول"))):
        return
    if shift == 0 and w[i - 1] in _PER_DAY and weekday_at(w.norms, min(i + 1, w.size - 1)) is None:
        return  # «مرتين في اليوم», «في اليوم الثقافي»
    if shift == 1 and (w[i + 1] in _BETTER or (w[i - 1] in _PARTIES and w[i].startswith(_THE))):
        return  # «لغد أفضل», «حزب الغد»
    if shift == -1 and w[i + 1] == _NEED:
        return  # «في أمسّ الحاجة»
    if w[i - 1] in _LIKE or w[i - 2] in _LIKE:
        return  # «ما أشبه اليوم بالأمس»
    if shift == 1 and w[i - 1] in _QUOTES and w[i + 1] in _QUOTES:
        return  # a film
    if shift == 0 and w[i - 1] == _AS:
        return  # «في الثمانينيات كما اليوم»
    if shift == 0 and w[i + 1] in _MORE and w[i + 3] == _ANY:
        return  # «اليوم أكثر من أي وقت»
    if shift == 0 and length == 1 and w.size > _WHOLE_TEXT and (_nowadays(w, i) or (w.starts_line(i) and w[i + 1] == "-")):
        return  # «اليوم - الدمام» is a newspaper
    if w[i] == _TOMORROW_OR_BALL and w.size > _WHOLE_TEXT:
        return  # the press says غدا: «بكرة سددها المهاجم»
    if (w[i - 1] in _OF_THE_DAY and w[i] in _TIMES) or _THEN_AND_NOW in ((w[i], w[i + 1]), (w[i - 1], w[i])):
        return  # «جيل اليوم», «حلفاء الأمس», «بين الأمس واليوم»
    if shift == 0 and w[i - 1] == _END_OF and w[i - 2] in _PER_DAY:
        return  # «في نهاية اليوم» is «after all»
    if shift < 0 and w[i - 1] == folded("من") and w[i - 2] in (folded("أول"), folded("الأول")):
        return
    if w[first - 1] == _DAY and not split.outside:
        first -= 1
        if shift == -1 and w[first - 1] in (folded("قبل"), folded("أول")):
            first, shift = first - 1, -2
    yield Reading(first, last, "day_word", "day", shift=shift)


def _nowadays(w: Words, i: int) -> bool:
    """اليوم that is these days, not this day: «أصبحت المدينة اليوم»، «نحن اليوم»، «المشكلة التي نواجهها اليوم»، «أما اليوم»، «واليوم»."""
    previous, following = w[i - 1], w[i + 1]
    if following == "(" or (following and (weekday_at([following], 0) is not None or following[0].isdigit())):
        return False
    if w[i][0] == _AND:
        return not w.starts_line(i) and cue(following) in _NO_NEWS
    if following in _MUST:
        return True  # «التركيز اليوم يجب أن يكون على …»
    if previous in _NOWADAYS or (previous[:1] == _AND and previous[1:] in _NOWADAYS):
        return cue(following) != "future"
    return w[i - 2] in _BECOME and cue(following) in _NO_NEWS


def _other_today(w: Words, i: int) -> bool:
    """اليوم that is another word: a newspaper's name in quotes, «اليوم الأول», «اليوم الوطني», «اليوم العالمي»."""
    following = w[i + 1]
    if w[i - 1] in _THAT_DAY and (following == "" or weekday_at([following], 0) is None):
        return True
    if w[i - 1] == folded("عين") and (following in ("-", "/", "”", '"', "»", ":") or w[i - 2] in ("-", "") or w.ends_line(i)):
        return True
    if following in _CLOSING and w[i - 2] in _QUOTES and w.phrase("part", i - 1) is None:
        return True  # «قناة "اليمن اليوم"»
    if following in ('"', "»", "”") and w[i - 1] in ('"', "«", "“", folded("السابع"), folded("المصري")):
        return True
    if following and weekday_at([following], 0) is not None:
        return False  # «في العالم العربي اليوم الجمعة»
    return (
        following in _AFTER_DAY_AS_NOUN or w[i - 1] in _BEFORE_DAY_AS_NOUN or day_ordinal_at(w.norms, i + 1) is not None
        if i + 1 < w.size
        else False
    )


_AFTER_DAY_AS_NOUN = word_set("after_day_as_noun")
_BEFORE_DAY_AS_NOUN = word_set("before_day_as_noun")
_ONE_OR_BETWEEN = keys("الواحدة", "الفاصلة")  # «الليلة الفاصلة بين الخميس والجمعة»


def tonight(w: Words, i: int) -> Iterator[Reading]:
    """Rule: الليلة، الليلة الماضية، ليلة أمس, هذه الليلة (ليلة before a weekday is a part of that day)."""
    found = unit(w[i])
    if found is None or found[:2] != ("night", "singular"):
        return
    split = found[2]
    if not split.article or w[i - 1] in _LIKE:
        return
    if w[i + 1] in _BEFORE_LAST and w[i + 2] in _LAST_NIGHT:
        yield Reading(i, i + 3, "tonight", "day", shift=-2, part="NI")  # «الليلة قبل البارحة»
        return
    qualifier = w.plain("qualifier", i + 1)
    if qualifier is not None:
        shift = {"past": -1, "next": 0, "current": 0, "following": 1, "before_past": -2}.get(qualifier[0])  # «الليلة المقبلة» is tonight
        if shift is not None:
            yield Reading(i, i + 1 + qualifier[1], "tonight", "day", shift=shift, part="NI")
        elif qualifier[0] in ("same", "previous"):
            yield Reading(i, i + 1 + qualifier[1], "tonight", "day", day_qualifier=qualifier[0], part="NI")
        return
    previous = w[i - 1]
    if previous in _PER_DAY or (previous in _THAT and previous not in _SAME) or previous in _MIDNIGHT or previous == folded("منتصف"):
        return
    if w[i + 1] in _ONE_OR_BETWEEN or i + 1 in w.by_first:
        return
    pointed = w.plain("this", i - 1) or w.plain("that", i - 1)
    if pointed is not None and pointed[0] == "same":
        yield Reading(i - 1, i + 1, "tonight", "day", day_qualifier="same", part="NI")
        return
    first = i - 1 if w[i - 1] == folded("هذه") else i
    yield Reading(first, i + 1, "tonight", "day", shift=0, part="NI")


def weekday(w: Words, i: int) -> Iterator[Reading]:
    """Rule: a weekday at token `i` with its qualifier: «يوم الثلاثاء الماضي», «الخميس بعد المقبل», «ثلاثاء الأسبوع الماضي»."""
    previous = w[i - 1]
    named_day = _is_day(previous)
    read = weekday_at(w.norms, i, indefinite=True)
    if read is None:
        return
    number, split = read
    if number == 0 and previous == _OUT_OF and w[i - 2] in _ANY_OF:
        return  # «أي من الاثنين» is any of the two
    definite = split.article or w[i].isascii()
    if split.prep and split.prep not in "بلك":
        return
    if previous in _GIVEN_NAMES and number in _SURNAMES and w.plain("qualifier", i + 1) is None:
        yield Reading(i, i + 1, "surname", "day", weekday=number, listed=False)
        return
    week = _week_after(w, i + 1)
    nth = _nth_weekday(w, i, number, definite=definite)
    if nth is not None:
        yield nth
    if not definite and week is None:
        return
    weekly = w[i + 1] == _OUT_OF and w[i + 2] in _EACH  # «يومي الخميس والجمعة من كل أسبوع»
    pair = previous in _TWO_DAYS and w[i + 2] == _OUT_OF and w[i + 3] in _EACH
    if definite and (weekly or pair or previous in _EVERY or (named_day and w[i - 2] in _EVERY)):
        yield Reading(i, i + 1, "weekday_set", "day", weekday=number, listed=False)
        return
    if previous in _TWO_DAYS and not {w[i - 2], w[i - 3], w[i - 4]}.isdisjoint(_EACH):
        yield Reading(i, i + 1, "weekday_set", "day", weekday=number, listed=False)
        return  # «كل إجازة أسبوعية يومي الجمعة والسبت»
    if number == 0 and w[i + 1] in _BOTH_OF_THEM and not named_day:
        return  # «توجه الاثنين معا»
    if number == 0 and previous in _TWO and not (i + 1 < w.size and weekday_at(w.norms, i + 1)):
        return  # «بين الاثنين», «إن الاثنين»: the two of them
    if (
        previous in _NAMING
        or (previous[:1] == "و" and previous[1:] in _NAMING)
        or (number == 4 and w[i + 1] in _FRIDAY_NAMES)
        or w[i + 1] in _BLACK
    ):
        return
    first = i - 1 if named_day and not split.outside else i
    reading = Reading(first, i + 1, "weekday", "day", weekday=number)
    qualifier = w.plain("qualifier", i + 1)
    if qualifier is not None and (qualifier[0] != "latest" or w[i + 1 + qualifier[1]] != _OUT_OF):
        reading.qualifier = qualifier[0]
        reading.last += qualifier[1]
    elif qualifier is not None:
        reading.last += qualifier[1]  # «الجمعة الأخيرة من احتجاجات»: the last of them, perhaps today
    elif w[i + 1] == "(" and (qualifier := w.plain("qualifier", i + 2)) is not None and w[i + 2 + qualifier[1]] == ")":
        reading.qualifier = qualifier[0]
        reading.last += qualifier[1] + 2
    elif week is not None:
        reading.week_qualifier, reading.last = week
    yield reading


def _is_day(word: str) -> bool:
    found = unit(word)
    return found is not None and found[:2] == ("day", "singular") and not found[2].article


def _week_after(w: Words, i: int) -> tuple[str, int] | None:
    """«(من) الأسبوع الماضي», «هذا الأسبوع» from token `i`: the qualifier, and the token after it."""
    if w[i] == folded("من"):
        i += 1
    this = w.plain("this", i)
    if this is not None:
        i += 1
    found = unit(w[i])
    if found is None or found[:2] != ("week", "singular") or found[2].outside:
        return None
    qualifier = w.plain("qualifier", i + 1)
    if qualifier is not None:
        return qualifier[0], i + 1 + qualifier[1]
    return (this[0], i + 1) if this is not None else None


def _nth_weekday(w: Words, i: int, number: int, *, definite: bool) -> Reading | None:
    """«الثلاثاء الثالث من أيلول», «ثالث ثلاثاء في أيلول 2014», «آخر أحد من شهر شباط», «الثلاثاء الأخير من مارس»."""
    at = i + 1
    first, ordinal = i - (w[i - 1] == _DAY), None
    if definite:
        if w[at] in (folded("الأخير"), folded("الأخيرة")):
            ordinal, at = -1, at + 1
        else:
            read = day_ordinal_at(w.norms, at) if at < w.size else None
            if read is not None and read[2].article and read[0] <= 5:
                ordinal, at = read[0], at + read[1]
    if ordinal is None:
        before = i - 1
        if _is_day(w[before]):
            before -= 1
        ordinal = ordinal_word(w[before])
        first = before
    if ordinal is None:
        return None
    target = month_of(w, at)
    if target is None:
        return None
    month, last = target
    return Reading(first, last, "nth_weekday", "day", weekday=number, ordinal=ordinal, month=month.month, year=month.year,
                   year_qualifier=month.year_qualifier, month_qualifier=month.month_qualifier, qualifier=month.qualifier)  # fmt: skip


_ORDINALS = {
    **dict.fromkeys(map(key, ("أول", "الأول", "الأولى", "اول")), 1),
    **dict.fromkeys(map(key, ("ثاني", "ثان", "الثاني", "الثانية")), 2),
    **dict.fromkeys(map(key, ("ثالث", "الثالث", "الثالثة")), 3),
    **dict.fromkeys(map(key, ("رابع", "الرابع", "الرابعة")), 4),
    **dict.fromkeys(map(key, ("خامس", "الخامس", "الخامسة")), 5),
    **dict.fromkeys(map(key, ("آخر", "الأخير", "الأخيرة")), -1),
}


def ordinal_word(word: str) -> int | None:
    """The ordinal (-1 for the last) that a folded word names, up to five."""
    return _ORDINALS.get(word)


def month_of(w: Words, i: int) -> tuple[Reading, int] | None:
    """The month or year that «من/في/ب …» puts something in, from token `i`: a reading of it, and the token after it."""
    at = i + 1 if w[i] in (folded("من"), folded("في"), "ب") else i
    if at >= w.size:
        return None
    this = w.plain("this", at)
    found = unit(w[at + 1] if this else w[at])
    if found is not None and found[:2] == ("month", "singular"):
        step = at + 1 + (this is not None)
        if this is not None:
            return Reading(at, step, "month_of", "month", month_qualifier=this[0]), step
        qualifier = w.plain("qualifier", step)
        if qualifier is not None and found[2].article:
            return Reading(at, step + qualifier[1], "month_of", "month", month_qualifier=qualifier[0]), step + qualifier[1]
        numeral = w.whole_from(step, 1, 12)
        if numeral is not None:
            return _dated_month(w, at, numeral[1], numeral[0])
        at = step
    read = month_at(w.norms, at) if at < w.size else None
    if read is None or read[0].calendar != "gregorian" or (at == i and not read[2].prep and found is None):
        return None
    last = at + read[1]
    if w[last] in ("/", "("):
        from newsfacts.timeline.rules_months import pair_end

        pair = pair_end(w, last, read[0])
        last = pair[1] if pair else last
    return _dated_month(w, at, last, read[0].number)


def _dated_month(w: Words, first: int, last: int, number: int) -> tuple[Reading, int]:
    reading = Reading(first, last, "month_of", "month", month=number)
    year = year_after(w, last)
    if year is not None:
        reading.year, reading.year_qualifier, last = year.year, year.qualifier, year.last
    else:
        qualifier = w.plain("qualifier", last)
        if qualifier is not None:
            reading.qualifier, last = qualifier[0], last + qualifier[1]
    reading.last = last
    return reading, last


def day_part(w: Words, i: int) -> Iterator[Reading]:
    """Rule: a part of the day at token `i`: alone it says nothing, beside a day or a clock time it joins them."""
    if w[i] == folded("منتصف") or (w[i].endswith(folded("منتصف")) and len(w[i]) <= 6):
        if w[i + 1] in _MIDNIGHT:
            yield Reading(i, i + 2, "midnight", "clock", clock=(0, 0), part="NI")
        elif w[i + 1] in _MIDDAY:
            yield Reading(i, i + 2, "midday", "clock", clock=(12, 0), part="MI")
        return
    found = w.phrase("part", i)
    if found is None or w[i - 1] == folded("منتصف"):
        return
    value, length, split = found
    if value in ("NI",) and w[i + 1] == folded("نهار"):
        return
    this = w[i - 1] in (folded("هذا"), folded("هذه"))
    if this and split.article and split.stem != _ERA:
        yield Reading(i - 1, i + length, "day_part", "day", shift=0, part=value)
        return
    yield Reading(i, i + length, "day_part", "part", part=value)


@lru_cache(maxsize=1)
def _feasts() -> Phrases[tuple[str, int, int]]:
    return Phrases(
        (form, (row["calendar"], int(row["month"]), int(row["day"])))
        for row in table("timeline/feasts", folded=True)
        for form in row["forms"].split("|")
    )


def feast_words() -> Phrases[tuple[str, int, int]]:
    """Names of feasts to calendar, month and day."""
    return _feasts()


def feast(w: Words, i: int) -> Iterator[Reading]:
    """Rule: a feast that a year or a qualifier places: «عيد الأضحى 2018», «عيد الفطر الماضي»."""
    found = _feasts().read(w.norms, i)
    if found is None:
        return
    (calendar, month, number), length, _ = found
    last = i + length
    year = year_after(w, last)
    reading = Reading(i, last, "feast", "day", calendar=calendar, month=month, day=number, feast=True)
    if year is not None:
        reading.year, reading.year_qualifier, reading.last = year.year, year.qualifier, year.last
        yield reading
        return
    if calendar == "hijri":
        hijri_year = year_after(w, last, "hijri")
        if hijri_year is not None and hijri_year.year:
            yield Reading(i, hijri_year.last, "feast", "day", calendar="hijri", year=hijri_year.year, month=month, day=number)
            return
    qualifier = w.plain("qualifier", last)
    if qualifier is not None and qualifier[0] in ("past", "next"):
        reading.qualifier, reading.last = qualifier[0], last + qualifier[1]
        yield reading
