"""The way through: words that can begin or carry an expression of time, the rules they call, one resolver of overlaps, places."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from newsfacts.calendars.names import month_words, weekday_at, weekday_words
from newsfacts.numerals import Numeral
from newsfacts.numerals.timeunits import TIME_UNITS
from newsfacts.parsing.article import Article
from newsfacts.text.clitics import splits
from newsfacts.text.fold import key
from newsfacts.timeline import clock, compose, rules_days, rules_eras, rules_figures, rules_months, rules_units, rules_windows
from newsfacts.timeline.direction import points_ahead
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
    "decade": (rules_units.relative_unit, rules_windows.window),
}
_DISTANCES = word_set("distances")
_AFTER_THAT = frozenset(map(key, ("بعدها", "بعده", "قبلها")))
_PARTS = frozenset(
    prefix + key(word) for word in ("الربع", "النصف", "الثلث", "الثلاثي", "الثلاثية", "السداسي", "السداسية") for prefix in ("", "و", "ب")
) | frozenset(map(key, ("للربع", "للنصف", "للثلث", "للثلاثي", "للثلاثية", "للسداسي", "للسداسية")))
_MIDDLE = key("منتصف")
_CURRENT = key("الجاري")
_DIRECTED = frozenset(("day", "month", "weekend", "distance"))
_WHOLE_TEXT = 12


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    """Every word that may begin or carry an expression of time, without particles: what is not here calls no rule."""
    names = (phrases(name).first_words() for name in ("day", "decade", "season", "part"))
    months, feasts = month_words().first_words(), rules_days.feast_words().first_words()
    known = (TIME_UNITS.words, weekday_words(), _DISTANCES, _AFTER_THAT, _PARTS, word_set("both"), (_MIDDLE, _CURRENT))
    return frozenset(chain(months, feasts, *names, *known))


@lru_cache(maxsize=32768)
def rules_for(word: str) -> tuple[Rule, ...]:
    """The rules that a folded word may call; most words call none."""
    if word.isdigit() and word.isascii():
        if len(word) == 4:
            return (*_FIGURE_RULES, rules_units.bare_year)
        return _FIGURE_RULES if len(word) <= 2 else ()
    if "." in word:
        return (rules_figures.figures_date,) if 8 <= len(word) <= 10 and word[0].isdigit() else ()
    if len(word) > 18 or not word[0].isalpha():
        return ()
    stems = _stems()
    if not any(split.stem in stems for split in splits(word.lower() if word.isascii() else word)):
        return ()
    rules: list[Rule] = []
    if word in _DISTANCES:
        rules.append(rules_windows.distance)
        rules.append(rules_windows.after_that)
    elif word in _AFTER_THAT:
        rules.append(rules_windows.after_that)
    if word == _CURRENT:
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
    for index, word in enumerate(w.norms):
        for rule in rules_for(word):
            found.extend(rule(w, index))
    if not found:
        return []
    readings = compose.compose(w, compose.disjoint(found))
    resolver = Resolver(article.reference.date)
    matches: list[TimeMatch] = []
    line: int | None = None
    part: str | None = None
    for reading in readings:
        number = article.sentence_at(w.starts[reading.first])
        if reading.grain == "part":
            continue
        cue = _look_around(article, w, reading, number)
        if reading.grain == "clock" and number == line:
            reading.day_qualifier, reading.ahead = "same", None
            reading.part = reading.part or part
        if (
            reading.grain == "distance"
            and reading.sign > 0
            and not (reading.ahead or reading.anchored or reading.day_qualifier or w.size <= _WHOLE_TEXT)
        ):
            continue  # «استقال بعد عامين» counts from something else
        if reading.day_qualifier == "following" and reading.grain == "day" and resolver.day is None and w.size > _WHOLE_TEXT:
            continue  # the day after a day that nobody named
        earlier = resolver.day or resolver.month or resolver.year
        placed = resolver.place(reading)
        if placed is None and reading.day is not None:
            reading.listed = False  # a day that the calendar's tables do not cover
        if placed is not None or not reading.listed:
            matches.append(_match(article, w, reading, placed, number, earlier, cue))
            if reading.grain == "day":
                line, part = number, reading.part
    return matches


def _look_around(article: Article, w: Words, reading: Reading, number: int) -> tuple[int, bool] | None:
    if reading.grain not in _DIRECTED or reading.year is not None or reading.qualifier is not None or reading.shift is not None:
        return None
    sentences = article.sentences
    if number >= len(sentences):
        return None
    sentence = sentences[number]
    begin = bisect_left(w.starts, sentence.start)
    stop = bisect_left(w.starts, sentence.end)
    cue = points_ahead(w, reading.first, reading.last, begin, stop)
    reading.ahead = None if cue is None else cue[1]
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
