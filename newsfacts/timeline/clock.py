"""Clock times: «الساعة الثالثة والنصف عصرا», «20:30 بتوقيت غرينتش», «الخامسة إلا ربعا مساء»."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from newsfacts.calendars.names import weekday_at
from newsfacts.text.fold import key, keys
from newsfacts.timeline.model import Reading
from newsfacts.timeline.words import Words, folded, unit, word_set

_EXCEPT = keys("إلا", "الا")
_AND = "و"
_A_SECOND = key("ثانية")  # «عقرب الساعة ثانية واحدة»
_PROGRAMMES = keys("برنامج", "ببرنامج", "لبرنامج", "برنامجه", "برنامجها")  # «برنامج العاشرة مساء»
_THE, _FEMININE, _ADJECTIVE = key("ال"), key("ة"), 5
_OF = key("من")
_FIRST = (1, 0)  # «الساعات الأولى من صباح …» are several
_FULL = keys("تماما", "تمام", "بالضبط")
_QUARTERS = {
    **dict.fromkeys(map(key, ("ربع", "ربعا", "الربع", "وربع", "والربع")), 15),
    **dict.fromkeys(map(key, ("ثلث", "ثلثا", "الثلث", "وثلث", "والثلث")), 20),
    **dict.fromkeys(map(key, ("نصف", "النصف", "ونصف", "والنصف", "نص", "ونص", "والنص")), 30),
}
_TAKING = word_set("taking")
_RECORDED = word_set("recorded")
#: «ربع الساعة الأول» is a quarter of an hour.
_PART_OF_HOUR = frozenset(_QUARTERS)
_AFTERNOON = frozenset({"AF", "EV"})


def clock_word(w: Words, i: int) -> Iterator[Reading]:
    """Rule: «الساعة» at token `i` and the hour after it."""
    found = unit(w[i])
    if found is None or found[:2] != ("hour", "singular") or not found[2].article or w[i - 1] in _PART_OF_HOUR:
        return
    at = i + 1
    if w[at] in (folded("ال"),) and w.glued(at):
        at += 1
    if w[at] == ":":
        at += 1
    read = _time(w, at) if w[at] != _A_SECOND else None
    if read is None:
        return
    (hour, minute), last = read
    first = i
    if w[i - 1] in (folded("تمام"), folded("بتمام")):
        first = i - 1
    yield from _with_zone(w, Reading(first, last, "clock_word", "clock", clock=(hour, minute)))


def clock_figures(w: Words, i: int) -> Iterator[Reading]:
    """Rule: HH:MM (or HH:MM:SS) at token `i`, glued together, the minutes in two figures."""
    read = _colon(w, i)
    if read is None or (read[1] == i + 5 and w[i - 1] in _TAKING) or w[i - 1] == ":" or (w[i - 1] == "." and w.glued(i - 1)):
        return
    following = unit(w[read[1]])
    if following is not None and following[0] in ("minute", "second") and not following[2].outside:
        return  # «مدته 2:58 دقيقة»; «الساعة 10:50 دقيقة» is another rule's
    if read[1] == i + 5 and not _RECORDED.isdisjoint(w.norms[max(0, i - 4) : i]):
        return  # «الفيديو بداية من 1:40:30»
    if w[read[1]] == "." and w.glued(read[1] - 1) and w.is_figure(read[1] + 1) and w.glued(read[1]):
        return
    yield from _with_zone(w, Reading(i, read[1], "clock_figures", "clock", clock=read[0]))


def clock_before_zone(w: Words, i: int) -> Iterator[Reading]:
    """Rule: HH,MM, HH.MM or HHMM at token `i`, where a time zone follows: «(20,20 بتوقيت غرينتش)», «الساعة 0213 بتوقيت جرينتش»."""
    if w.is_figure(i):
        hour, minute = divmod(int(w[i]), 100)
        if hour <= 24 and minute < 60 and w.phrase("zone", i + 1) is not None:
            named = unit(w[i - 1])
            first = i - (named is not None and named[:2] == ("hour", "singular"))
            yield from _with_zone(w, Reading(first, i + 1, "clock_before_zone", "clock", clock=(hour, minute)))
        return
    read = _in_figures(w[i].replace(".", ","), i + 1)
    if read is not None and (read[2] or 0) < 60 and w.phrase("zone", i + 1) is not None:
        yield from _with_zone(w, Reading(i, i + 1, "clock_before_zone", "clock", clock=(read[0], read[2] or 0)))


def hour_before_zone(w: Words, i: int) -> Iterator[Reading]:
    """Rule: an hour without الساعة before بتوقيت at token `i`: «الثالثة بتوقيت غرينتش»."""
    numeral, zone = w.by_last.get(i), w.phrase("zone", i)
    if numeral is None or zone is None or not (numeral.definite and numeral.kind == "ordinal") or not w[i - 1].endswith(_FEMININE):
        return
    read = _hour(w, numeral.first)
    if read is not None and read[1] == i and unit(w[numeral.first - 1]) is None:
        yield Reading(numeral.first, i + zone[1], "hour_before_zone", "clock", clock=(read[0], 0), zone=zone[0])


def hour_and_part(w: Words, i: int) -> Iterator[Reading]:
    """Rule: an hour before a part of the day at token `i`: «الخامسة صباحا», «الثالثة وربع بعد الظهر», «5 مساء»."""
    part = w.phrase("part", i)
    if part is None or part[2].outside:
        return
    for first in range(i - 1, max(-1, i - 8), -1):
        if not w[first] or w[first] in '،.()«»"':
            return
        numeral = w.by_first.get(first)
        if numeral is None and not (w.is_figure(first) and len(w[first]) <= 2):
            continue
        hour = numeral is None or numeral.form != "words" or (numeral.definite and numeral.kind == "ordinal")
        if not hour or (numeral is not None and numeral.form == "words" and not w[first].endswith(_FEMININE)):
            continue  # «المهرجان الخامس مساء أمس»
        read = _time(w, first, definite=True)
        if (
            read is not None
            and (read[1] == i or (read[1] == i - 1 and w[read[1]] == _OF and read[0] != _FIRST))
            and w[first - 1] not in (":", "/", "-")
            and not _names_the_second(w, first - 1)
            and w[first - 1] not in _PROGRAMMES
        ):
            yield Reading(first, read[1], "hour_and_part", "clock", clock=read[0])
            return


def _names_the_second(w: Words, i: int) -> bool:
    """True when the ordinal after token `i` is an adjective: «القناة الثانية مساء أمس»."""
    word = w[i]
    if not word.startswith(_THE) or len(word) < _ADJECTIVE or not word.endswith(_FEMININE):
        return False
    return unit(word) is None and w.phrase("day", i) is None and weekday_at([word], 0) is None


def _with_zone(w: Words, reading: Reading) -> Iterator[Reading]:
    at = reading.last
    bracket = w[at] == "("
    if bracket:
        at += 1
    zone = w.phrase("zone", at)
    if zone is not None:
        reading.zone = zone[0]
        reading.last = at + zone[1]
        if bracket and w[reading.last] == ")":
            reading.last += 1
    yield reading


def zone_after(w: Words, at: int) -> tuple[str, int] | None:
    """A time zone from token `at`, perhaps in brackets: its offset, the token after it."""
    bracket = w[at] == "("
    zone = w.phrase("zone", at + bracket)
    if zone is None:
        return None
    last = at + bracket + zone[1]
    return zone[0], last + (bracket and w[last] == ")")


def _time(w: Words, at: int, *, definite: bool = False) -> tuple[tuple[int, int], int] | None:
    """Hour and minute from token `at`, and the token after them."""
    colon = _colon(w, at)
    if colon is not None:
        return colon
    dotted = w[at].split(".")
    if len(dotted) == 2 and all(part.isdigit() for part in dotted) and len(dotted[1]) == 2 and len(dotted[0]) <= 2:
        hour, minute = int(dotted[0]), int(dotted[1])
        return ((hour, minute), at + 1) if hour <= 24 and minute < 60 else None
    read = _hour(w, at)
    if read is None:
        return None
    hour, last, said = read
    before = w[last] in _EXCEPT
    step = last + 1 if before or w[last] == _AND else last
    if said is not None:
        return (hour, said), _after_minutes(w, last)
    quarter = _QUARTERS.get(w[step])
    if quarter is not None and (before or step > last or w[step].startswith(_AND)):
        return (_minus(hour, quarter) if before else (hour, quarter)), step + 1
    numeral = w.by_first.get(last) or w.by_first.get(step)
    if numeral is not None and (numeral.conj or before) and isinstance(numeral.value, int) and 0 < numeral.value < 60:
        end = _after_minutes(w, numeral.last)
        if end > numeral.last:
            return (_minus(hour, numeral.value) if before else (hour, numeral.value)), end
    if w[last] == _AND and w[last + 1].isdigit() and len(w[last + 1]) <= 2 and int(w[last + 1]) < 60:
        end = _after_minutes(w, last + 2)
        if end > last + 2:
            return (hour, int(w[last + 1])), end
    return (hour, 0), last + (w[last] in _FULL)


def _minus(hour: int, minutes: int) -> tuple[int, int]:
    total = (hour * 60 - minutes) % 1440
    return total // 60, total % 60


def _after_minutes(w: Words, at: int) -> int:
    found = unit(w[at])
    return at + 1 if found is not None and found[0] == "minute" and not found[2].article else at


def _hour(w: Words, at: int) -> tuple[int, int, int | None] | None:
    """An hour 0-24 from token `at`, the token after it, and the minute when the number grammar took both («خمسة وخمسين دقيقة»)."""
    numeral = w.by_first.get(at)
    if numeral is None:
        figure = w.figure(at, 0, 24) if len(w[at]) <= 2 else None
        return None if figure is None or unit(w[at + 1]) else (figure, at + 1, None)
    value = numeral.value
    if value is None or numeral.kind not in ("cardinal", "ordinal"):
        return None
    if not isinstance(value, int):  # the number grammar took «خمسة وربع», «5 إلا ثلث» as one
        if numeral.form == "digits":  # «الساعة 20,30»
            return _in_figures(w[numeral.last - 1], numeral.last)
        minutes = Fraction(value) * 60
        return (int(value), numeral.last, int(minutes) % 60) if 0 < value < 25 and minutes.denominator == 1 else None
    if 0 <= value <= 24 and len(w[at]) < 14:
        following = unit(w[numeral.last])
        if following is not None and following[0] in ("hour", "day", "month", "year", "week"):
            return None
        return value, numeral.last, None
    if (
        21 <= value < 60
        and numeral.form == "words"
        and numeral.last - numeral.first == 2
        and _after_minutes(w, numeral.last) > numeral.last
    ):
        return value % 10, numeral.last, value - value % 10
    return None


def _in_figures(word: str, last: int) -> tuple[int, int, int | None] | None:
    parts = word.replace("٫", ",").split(",")
    if len(parts) != 2 or not all(part.isdigit() for part in parts) or len(parts[1]) != 2:
        return None
    hour, minute = int(parts[0]), int(parts[1])
    return (hour, last, minute) if hour <= 24 and minute < 60 else None


def _colon(w: Words, i: int) -> tuple[tuple[int, int], int] | None:
    hour = w.figure(i, 0, 24) if len(w[i]) <= 2 else None
    if hour is None or w[i + 1] != ":" or not w.glued(i) or not w.glued(i + 1):
        return None
    minute = w.figure(i + 2, 0, 59) if len(w[i + 2]) <= 2 else None
    seconds = w[i + 3] == ":" and w.glued(i + 2) and w.is_figure(i + 4)
    if minute is None or (len(w[i + 2]) == 1 and not seconds) or (hour == 24 and minute):
        return None
    return (hour, minute), i + 5 if seconds else i + 3


def in_part(clock: tuple[int, int], part: str | None) -> tuple[int, int]:
    """The hour of 24 that a part of the day makes of an hour of twelve.

    >>> in_part((3, 0), "AF"), in_part((12, 30), "MO"), in_part((1, 0), "MI"), in_part((11, 0), "NI"), in_part((2, 0), "NI")
    ((15, 0), (0, 30), (13, 0), (23, 0), (2, 0))
    """
    hour, minute = clock
    if part is None or hour > 12:
        return clock
    if part == "MO":
        return hour % 12, minute
    if part in _AFTERNOON:
        return hour % 12 + 12, minute
    if part == "MI":
        return (hour if 9 <= hour <= 12 else hour % 12 + 12), minute
    if part == "NI":
        return (hour % 12 if hour < 6 or hour == 12 else hour + 12), minute
    return clock
