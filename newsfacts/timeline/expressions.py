"""The way through: words that can begin or carry an expression of time, the rules they call, one resolver of overlaps, places."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from newsfacts.calendars.names import day_ordinal_at, month_words, weekday_at, weekday_words
from newsfacts.numerals import Numeral
from newsfacts.numerals.timeunits import TIME_UNITS
from newsfacts.parsing.article import Article
from newsfacts.text.clitics import stems
from newsfacts.text.fold import key, keys
from newsfacts.timeline import clock, compose, rules_days, rules_eras, rules_figures, rules_months, rules_units, rules_windows, rules_years
from newsfacts.timeline.direction import (
    is_news_of_today,
    is_verb,
    is_weak,
    may_be_ahead,
    points_ahead,
    says_future,
    says_start,
    says_surely,
)
from newsfacts.timeline.model import Placed, Reading, TimeMatch
from newsfacts.timeline.resolution import Resolver
from newsfacts.timeline.words import Words, phrases, unit, word_set

Rule = Callable[[Words, int], Iterator[Reading]]

_FIGURE_RULES: tuple[Rule, ...] = (rules_figures.figures_date, clock.clock_figures)
_UNIT_RULES: dict[str, tuple[Rule, ...]] = {
    "year": (rules_units.relative_unit, rules_units.rest_of_unit, rules_units.year_word, rules_windows.window),
    "month": (
        rules_units.relative_unit,
        rules_units.rest_of_unit,
        rules_months.numbered_month,
        rules_windows.window,
        rules_windows.first_months,
    ),
    "week": (rules_units.relative_unit, rules_units.rest_of_unit, rules_units.week_of_month, rules_units.weekend, rules_windows.window),
    "day": (rules_units.relative_unit, rules_units.week_of_month, rules_windows.window),
    "night": (rules_days.tonight, rules_windows.window),
    "hour": (clock.clock_word, rules_windows.window),
    "minute": (rules_windows.window,),
    "century": (rules_units.relative_unit, rules_eras.century, rules_windows.window),
    "decade": (rules_units.relative_unit, rules_eras.decade_of_century, rules_windows.window),
}
_DISTANCES = word_set("distances")
_AFTER_THAT = keys("بعدها", "بعده", "قبلها", "وبعدها", "وقبلها")
_PARTS = frozenset(
    prefix + key(word)
    for word in ("الربع", "الربعين", "النصف", "الثلث", "الثلاثي", "الثلاثية", "السداسي", "السداسية")
    for prefix in ("", "و", "ب")
) | keys("للربع", "للنصف", "للثلث", "للثلاثي", "للثلاثية", "للسداسي", "للسداسية")
_MIDDLE, _ZONED = key("منتصف"), key("بتوقيت")
_THE_DAY = key("اليوم")
_CURRENT = keys("الجاري", "الحالي", "منه")  # «في 25 الجاري», «في 26 منه»
_DIRECTED = frozenset(("day", "month", "weekend", "distance"))
_WHOLE_TEXT = 12
#: Tokens: what news tells so early is of the day.
_LEAD = 60
#: Tokens from a cue to the expression that it surely speaks of.
_HARD_BY = 3
_AFTER = keys("بعد", "وبعد", "بعيد")
_DAILY = word_set("daily")
_DAILY_REACH = 5
#: Tokens from a verb to the clock time that it has.
_CLAUSE = 12
_ONLY = key("فقط")
_MORNING = key("صباح")
_LATE = frozenset(("EV", "NI", "AF"))
_EACH, _OF = key("كل"), key("من")
_BY = keys("بحلول", "وبحلول", "فبحلول")
#: Days from the reference date.
_NEAR = 7
#: Sentences.
_SOON = 8


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Every word that may begin or carry an expression of time, without particles: what is not here calls no rule."""
    names = (phrases(name).first_words() for name in ("day", "decade", "season", "part"))
    months, feasts = month_words().first_words(), rules_days.feast_words().first_words()
    known = (TIME_UNITS.words, weekday_words(), _DISTANCES, _AFTER_THAT, _PARTS, word_set("both"), (_MIDDLE,), _CURRENT)
    return frozenset(chain(months, feasts, *names, *known))


@lru_cache(maxsize=16384)
def rules_for(word: str) -> tuple[Rule, ...]:
    """The rules that a folded word may call; most words call none."""
    if word.isdigit() and word.isascii():
        if len(word) == 4:
            return (*_FIGURE_RULES, rules_years.bare_year, clock.clock_before_zone)
        return _FIGURE_RULES if len(word) <= 2 else ()
    if word[0].isdigit() and len(word) in (4, 5) and ("." in word or "," in word):
        return (clock.clock_before_zone,)
    if "." in word:
        return (rules_figures.figures_date,) if 8 <= len(word) <= 10 and word[0].isdigit() else ()
    if len(word) > 18 or not word[0].isalpha():
        return ()
    if word == _ZONED:
        return (clock.hour_before_zone,)
    if _known().isdisjoint(stems(word.lower() if word.isascii() else word)):
        return ()
    rules: list[Rule] = []
    if word in _DISTANCES:
        rules.append(rules_windows.distance)
        rules.append(rules_windows.after_that)
    elif word in _AFTER_THAT:
        rules.append(rules_windows.after_that)
    if word in _CURRENT:
        rules.append(rules_units.day_of_current)
    if word in _PARTS:
        rules.append(rules_eras.part_of_year)
    found = unit(word)
    if found is not None:
        rules.extend(_UNIT_RULES.get(found[0], ()))
    elif rules_units.names_two_years(word):
        rules.append(rules_units.year_word)
    if month_words().knows(word):
        rules.append(rules_months.month_date)
    if weekday_at([word], 0, indefinite=True) is not None:
        rules.append(rules_days.weekday)
    for name, rule in (("day", rules_days.day_word), ("decade", rules_eras.decade), ("season", rules_eras.season)):
        if phrases(name).knows(word):
            rules.append(rule)
    if phrases("part").knows(word):
        rules.extend((clock.hour_and_part, rules_days.day_part))
    elif word.endswith(_MIDDLE) and len(word) <= 7:
        rules.append(rules_days.day_part)
    if rules_days.feast_words().knows(word):
        rules.append(rules_days.feast)
    return tuple(rules)


def expressions(article: Article, numerals: Sequence[Numeral]) -> list[TimeMatch]:
    """Every expression of time of an article that has a place on the calendar, in order of the text, resolved.

    Those that lean on an unknown reference date are there without a place. Dates inside names (ثورة 25 يناير) are there
    with `listed` False, so that their figures are not taken for numbers.
    """
    w = Words(article, numerals)
    found: list[Reading] = []
    calls = {word: rules for word in set(w.norms) if (rules := rules_for(word))}
    for index, word in enumerate(w.norms):
        if word in calls:
            for rule in calls[word]:
                found.extend(rule(w, index))
    if not found:
        return []
    readings = compose.compose(w, compose.disjoint(found))
    resolver = Resolver(article.reference.date)
    matches: list[TimeMatch] = []
    line: int | None = None
    day_line: int | None = None
    daily: int | None = None
    said_until = 0
    some_day: dict[int, int] = {}
    part: str | None = None
    morning, alone = False, False
    days: set[dt.date | None] = set()
    surnames: set[int | None] = set()
    heading: int | None = None
    for reading in readings:
        number = article.sentence_at(w.starts[reading.first])
        if reading.grain == "part":
            continue
        if reading.rule == "year_heading":
            heading = reading.year
        elif heading is not None and reading.month is not None and _is_bare(reading) and w.starts_line(reading.first):
            reading.year = heading  # «2014» on a line of its own, then «أغسطس: تحطم طائرة»
        if reading.rule == "surname":
            surnames.add(reading.weekday)
        elif reading.rule == "weekday" and reading.weekday in surnames and reading.last == reading.first + 1:
            continue  # «قال محمد الخميس … وكشف الخميس»
        cue = _look_around(article, w, reading, number)
        if reading.grain == "clock" and alone and resolver.day is None:
            resolver.day = next(iter(days))  # a month or year told since does not hide the only day
        if reading.grain == "clock" and line is not None and _is_to_come(article, w, reading, number, resolver, said_until):
            part = None  # «اجتمع أمس … وسيجتمع في الساعة 18» is today
        elif reading.grain == "clock" and line is not None and (number == line or _same_day(w, reading, resolver, number - line, alone)):
            reading.day_qualifier, reading.ahead, line = "same", None, number
            if reading.part is None and part == "NI" and not _of_24(w, reading):
                reading.rule = "clock_of_night"
            reading.part = reading.part or (part if number == line and not _of_24(w, reading) else None)
            if reading.rule == "midnight" and number == line and (part in _LATE or morning):
                reading.rule = "midnight_after"  # «مساء الجمعة … بعد منتصف الليل»
        if (
            reading.grain == "clock"
            and w.size > _WHOLE_TEXT
            and (
                number == daily
                or not _DAILY.isdisjoint(w.norms[max(0, reading.first - _DAILY_REACH) : reading.last + 2])
                or w[reading.last + (w[reading.last] == _OF)] == _EACH
                or (reading.rule in ("midday", "midnight") and reading.day_qualifier is None and w[reading.first - 1] not in _AFTER)
            )
        ):
            daily = number if reading.rule not in ("midday", "midnight") else daily
            continue  # every day, or a noon of a day that nobody named
        if reading.grain == "clock" and number != day_line:
            if number not in some_day:
                some_day[number] = _some_day(article, w, number)
            if some_day[number] < reading.first:
                continue  # «في اليوم الثالث عند الساعة 11»
        if (
            reading.grain == "distance"
            and reading.sign > 0
            and (w[reading.last] == _ONLY or not (reading.ahead or reading.anchored or reading.day_qualifier or w.size <= _WHOLE_TEXT))
        ):
            continue  # «استقال بعد عامين» counts from something else
        if reading.day_qualifier == "following" and reading.grain == "day" and resolver.day is None and w.size > _WHOLE_TEXT:
            continue  # the day after a day that nobody named
        if (
            reading.grain == "weekend"
            and reading.week_qualifier is None
            and (cue is None or is_weak(w.norms[cue[0]]))
            and w.size > _WHOLE_TEXT
        ):
            continue  # any weekend
        if reading.rule == "day_word" and reading.last > _LEAD and _these_days(article, w, reading, number):
            continue
        earlier = resolver.day or resolver.month or resolver.year
        placed = resolver.place(reading)
        if reading.calendar == "hijri" and resolver.reference is not None and (placed is None or placed.first is None):
            reading.listed, placed = False, None  # «عام 1312هـ» is before the tables
        elif placed is None and reading.day is not None:
            reading.listed = False  # a day that the calendar's tables do not cover
        if placed is not None or not reading.listed:
            matches.append(_match(article, w, reading, placed, number, earlier, cue))
            if reading.grain == "day":
                line, part, day_line, said_until = number, reading.part, number, reading.last
                days.add(placed.first if placed is not None else None)
                alone = len(days) == 1
                morning = _MORNING in w.norms[reading.first : reading.last]
    return matches


def _is_bare(reading: Reading) -> bool:
    """True for a month or day that neither year nor qualifier places."""
    return reading.year is None and not (reading.qualifier or reading.year_qualifier or reading.month_qualifier or reading.shift)


def _these_days(article: Article, w: Words, reading: Reading, number: int) -> bool:
    """True for a bare اليوم with nothing near it that happens on one day: «التحدي اليوم يكمن في …»."""
    alone = reading.last == reading.first + 1 and reading.shift == 0 and reading.grain == "day" and reading.weekday is None
    if not alone or reading.until is not None or number >= len(article.sentences):
        return False
    sentence = article.sentences[number]
    return not is_news_of_today(w, reading.first, bisect_left(w.starts, sentence.start), bisect_left(w.starts, sentence.end))


def _is_to_come(article: Article, w: Words, reading: Reading, number: int, resolver: Resolver, since: int) -> bool:
    """True for a clock time of what will happen, told after a day that is over, whose words end before token `since`."""
    if number >= len(article.sentences) or resolver.day is None or resolver.reference is None or resolver.day >= resolver.reference:
        return False
    begin = max(since, bisect_left(w.starts, article.sentences[number].start))
    return says_future(w, max(begin, reading.first - _CLAUSE), reading.first)


def _some_day(article: Article, w: Words, number: int) -> int:
    """The token where a sentence first speaks of a day that has a number and no date («اليوم الثالث»); the last of all if none."""
    if number >= len(article.sentences):
        return w.size
    sentence = article.sentences[number]
    tokens = range(bisect_left(w.starts, sentence.start), bisect_left(w.starts, sentence.end) - 1)
    return next((i for i in tokens if w.norms[i] == _THE_DAY and day_ordinal_at(w.norms, i + 1) is not None), w.size)


def _of_24(w: Words, reading: Reading) -> bool:
    """True for «08,00», an hour of twenty-four whatever part of the day was told before."""
    return any(word[0] == "0" for word in w.norms[reading.first : reading.last])


def _same_day(w: Words, reading: Reading, resolver: Resolver, sentences: int, alone: bool) -> bool:
    """True for a clock time in the sentence after a near day, or soon after the only day told so far: it goes on telling of that day.
    «بحلول الساعة …» reports of markets today."""
    day, reference = resolver.day, resolver.reference
    if day is None or reference is None or sentences > (_SOON if alone else 1) or reading.zone == "Z" or w[reading.first - 1] in _BY:
        return False
    return abs((day - reference).days) <= _NEAR


def _look_around(article: Article, w: Words, reading: Reading, number: int) -> tuple[int, bool] | None:
    if (
        (reading.grain not in _DIRECTED and reading.month is None)
        or reading.year is not None
        or reading.qualifier is not None
        or reading.shift is not None
    ):
        return None
    sentences = article.sentences
    if number >= len(sentences):
        return None
    sentence = sentences[number]
    begin = bisect_left(w.starts, sentence.start)
    stop = bisect_left(w.starts, sentence.end)
    cue = points_ahead(w, reading.first, reading.last, begin, stop)
    if cue is not None and cue[1] and reading.grain == "distance" and not is_verb(w.norms[cue[0]]):
        return None
    reading.ahead = None if cue is None else cue[1]
    if cue is not None and cue[1] and stop - begin > _WHOLE_TEXT and (reading.first - cue[0] > _HARD_BY or says_start(w.norms[cue[0]])):
        reading.far_cue = True  # «رفع الأسعار اعتبارا من الأحد» is told on Monday too
    if cue is not None and says_surely(w.norms[cue[0]]):
        reading.sure = True
    if cue is None:
        reading.expected = w.size > _WHOLE_TEXT if reading.grain == "month" else may_be_ahead(w, reading.first, begin)
    return cue


def _match(
    article: Article,
    w: Words,
    reading: Reading,
    placed: Placed | None,
    number: int,
    earlier: dt.date | int | None,
    cue: tuple[int, bool] | None,
) -> TimeMatch:
    start, end = compose.start_of(w, reading.first), w.ends[reading.last - 1]
    if placed is None:
        placed = Placed("date", None, None, None, None, None)
    counted = reading.grain in ("distance", "window")
    qualified = reading.day_qualifier or reading.week_qualifier or reading.month_qualifier or reading.year_qualifier
    anchor = {"reference": article.reference.date, "context": earlier}.get(placed.resolved_from or "")
    return TimeMatch(
        start=start,
        end=end,
        kind=placed.kind,
        value=placed.value,
        mod=placed.mod,
        first=placed.first,
        last=placed.last,
        calendar=reading.calendar,
        resolved_from=placed.resolved_from,
        conflict=placed.conflict,
        consumed=() if counted else ((start, end),),
        rule=reading.rule,
        sentence=number,
        listed=reading.listed,
        anchor=None if anchor is None else str(anchor),
        cue=None if qualified or placed.resolved_from != "reference" else cue,
    )
