"""Years that stand as bare figures: «في 2015», «(2013)», «بين 2014 و2018», «ولد 1875»."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.calendars import hijri
from newsfacts.text.fold import key, keys
from newsfacts.timeline.model import Reading
from newsfacts.timeline.rules_units import before_christ, named_counted, names_two_years, range_end, year_at
from newsfacts.timeline.words import Words, folded, unit, word_set

_LIMITS, _UP_TO = key("حدود"), keys("إلى", "حتى", "وإلى", "وحتى")
_YEAR_PREPOSITIONS = word_set("year_prepositions")
_STRONG = word_set("strong")
_BOOKS = word_set("books")
_HIJRI_MARKS = word_set("hijri_marks")
_SEASONS = keys("موسم", "لموسم", "بموسم")


_AND_FROM = key("ومن")
_OF_CHRIST = keys("للميلاد", "ميلادي", "ميلادية", "الميلادي")


def bare_year(w: Words, i: int) -> Iterator[Reading]:
    """Rule: a figure of four digits that a preposition, brackets or a range make a year: «في 2015», «(2013)», «بين 2014 و2018»."""
    value = w.figure(i, 1000, 2150) if len(w[i]) == 4 else None
    if (
        value is None
        or (w[i - 1] in ("/", ".", ":", "#", "+", "$") and w.glued(i - 1))
        or (w.glued(i) and w[i + 1] in ("/", ":", "%") and w[i + 1])
    ):
        return
    previous, following = w[i - 1], w[i + 1]
    if (previous == "-" and w.is_figure(i - 2)) or before_christ(w, i + 1) or following == "%":
        return
    if named_counted(following):
        return
    if following and w.starts_line(i) and w.ends_line(i) and 1800 <= value <= 2100:
        yield Reading(i, i + 1, "year_heading", "year", year=value)
        return
    if previous in _BOOKS:
        if _is_event(previous):
            yield Reading(i, i + 1, "event_year", "year", year=value, listed=False)
        return
    if previous == _LIMITS and w[i - 2] in _UP_TO:
        previous = w[i - 2]  # «إلى حدود 2020»
    if previous[:1] == "و" and previous[1:] in _STRONG:
        previous = previous[1:]
    modern = 1800 <= value <= 2100
    opens = modern and following == "-" and w.starts_line(i)  # «1810 - إعلان الاستقلال»
    end = range_end(w, i + 1, value)
    if (
        end is not None
        and modern
        and (previous in _YEAR_PREPOSITIONS or previous == _AND_FROM or (following == "-" and (value >= 1900 or opens)))
    ):
        yield Reading(i, end.last, "year_range", "year", year=value, until=end)
        return
    if previous in (folded("بين"), folded("وبين")) and modern:
        second = year_at(w, i + 2) if following == "و" else None
        if second is not None and second[0] > value and second[2] == "gregorian":
            yield Reading(
                i, second[1], "year_range", "year", year=value, until=Reading(i + 2, second[1], "year_range", "year", year=second[0])
            )
            return
    if opens and not w.is_figure(i + 2):
        yield Reading(i, i + 1, "bare_year", "year", year=value)
        return
    if following in _OF_CHRIST:
        yield Reading(i, i + 2, "bare_year", "year", year=value)  # «المتوفى 1790 للميلاد»
        return
    if following == ")" and previous == "(" and modern:
        yield Reading(i, i + 1, "bare_year", "year", year=value)
        return
    if previous == "(" and following in ("-", "،", "و") and modern and w[i + 3] == ")":
        yield Reading(i, i + 1, "bare_year", "year", year=value)
        return
    if (
        following in _HIJRI_MARKS
        and hijri.FIRST_YEAR <= value <= hijri.LAST_YEAR
        and (previous in _YEAR_PREPOSITIONS or previous in _SEASONS)
    ):
        yield Reading(i, i + 2, "bare_year", "year", calendar="hijri", year=value)
        return
    if not 1700 <= value <= 2100:
        return
    if previous in _YEAR_PREPOSITIONS or (
        previous == folded("العام") or (previous in _PREFIXED and w.glued(i - 1) and w[i - 2] in _YEAR_PREPOSITIONS)
    ):
        if (
            (previous in _STRONG and value >= _RECENT)
            or (_OUR_TIMES[0] <= value <= _OUR_TIMES[1] and value != _ROUND)
            or following in _CLOSERS
            or w.ends_line(i)
            or following[:1] in ("و", "")
            or following in _YEAR_PREPOSITIONS
            or following in _CLAUSES
            or previous == folded("بعد")
        ):
            yield Reading(i, i + 1, "bare_year", "year", year=value)
        return
    if previous == "ب" and w.glued(i - 1) and w[i - 2] in _COMPARED:
        yield Reading(i, i + 1, "bare_year", "year", year=value)
        return
    clause = _back_to_comma(w, i)
    if (previous == "و" and _in_list(w, i - 2 - (w[i - 2] in _COMMAS))) or not _BORN.isdisjoint(clause):
        yield Reading(i, i + 1, "bare_year", "year", year=value)
    elif value >= _FIRST_GAMES and any(_is_event(word) for word in clause):
        yield Reading(i, i + 1, "event_year", "year", year=value, listed=False)


def _back_to_comma(w: Words, i: int) -> list[str]:
    """Up to four words before token `i`, none beyond a mark."""
    words: list[str] = []
    for word in reversed(w.norms[max(0, i - 4) : i]):
        if word in _CLOSERS:
            break
        words.append(word)
    return words


#: The year of the first modern games: before it, nobody names an event by its year.
_FIRST_GAMES = 1896


#: Older figures count things as often: «في 1800 حبة».
_RECENT = 1900
#: A figure between these is seldom a count, unless it is round.
_OUR_TIMES, _ROUND = (1950, 2035), 2000


_EVENTS = word_set("events")


def _is_event(word: str) -> bool:
    return word in _EVENTS or word[1:] in _EVENTS


_BORN = keys("ولد", "ولدت", "وولد", "توفي", "توفيت", "وتوفي", "وتوفيت", "تأسس", "تأسست", "المولود", "المولودة", "مواليد")
_CLAUSES = frozenset(
    map(key, ("إذ", "حيث", "عندما", "حين", "حينما", "لكن", "بعدما", "ثم", "لما", "بينما", "كما", "أي", "بسبب", "بهدف", "مقارنة"))
)
_PREFIXED = frozenset(("ل", "ب"))
_COMMAS = frozenset(("،", ","))
_COMPARED = keys("مقارنة", "بالمقارنة", "قياسا")
_CLOSERS = frozenset(("،", ".", ",", ")", "(", "؛", ":", '"', "»", "؟", "!", "", "-"))


def _in_list(w: Words, i: int) -> bool:
    """True when the figure at token `i` is a year, or follows years: «في 1980 و1987 و2017»."""
    for _ in range(8):
        if len(w[i]) != 4 or w.figure(i, 1800, 2100) is None:
            return False
        if w[i - 1] != "و":
            before = w[i - 1]
            return before in _YEAR_PREPOSITIONS or before == "(" or unit(before) is not None or names_two_years(before)
        i -= 2 + (w[i - 2] in _COMMAS)
    return False
