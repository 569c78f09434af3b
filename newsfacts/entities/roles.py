"""Titles in apposition before a person's name: الرئيس الروسي, نائب رئيس البرلمان الإيراني."""

from __future__ import annotations

from functools import lru_cache

from newsfacts.entities.lists import readings
from newsfacts.entities.mentions import Found, Row, stem_after
from newsfacts.entities.vocabulary import nationalities, never, titles, word_set
from newsfacts.text.fold import key

_FURTHEST = 12
_COMMA = frozenset(("،", ",", "-", '"', "(", "«"))
_STOPS = word_set("ends a title")


@lru_cache(maxsize=1)
def _longest_title() -> int:
    return max(title.count(" ") + 1 for title in titles())


def _title_at(row: Row, at: int) -> tuple[str, int, int] | None:
    """(kind, length in tokens, characters of particles) of the longest title that starts at a token."""
    for cut, stem in readings(row.norms[at]):
        for length in range(min(_longest_title(), row.count - at), 0, -1):
            kind = titles().get(" ".join((stem, *row.norms[at + 1 : at + length])))
            if kind is not None:
                return kind, length, cut
    return None


def role_of(row: Row, mention: Found, named: frozenset[int], floor: int) -> tuple[int, int] | None:
    """The folded span of the title that stands before a mention, without attached particles and courtesies; None when there is none.

    `floor` is the first token of the mention's sentence.
    """
    end = mention.first
    while end > floor and row.norms[end - 1] in _COMMA:
        end -= 1
    if mention.cut or mention.first - end > 1:
        return None
    if mention.last - mention.first == 1 and end > floor and row.norms[end - 1] in _ALSO_WORDS:
        return None  # اتهمت المعارضة فلانا
    if end - 1 > floor and row.norms[end - 1] == "." and len(row.norms[end - 2]) == 1 and row.norms[end - 2] in titles():
        end -= 2  # د. فلان
    courtesy = _without_courtesy(row, end)
    if courtesy < end:
        end = courtesy
        while end > floor and row.norms[end - 1] in ("،", ","):
            end -= 1  # رئيسة الأكاديمية، البروفيسورة فلانة
    best: tuple[int, int] | None = None
    at = end - 1
    while at >= floor and end - at <= _FURTHEST:
        norm = row.norms[at]
        if not norm[0].isalpha() or norm in _STOPS:
            break
        title = _title_at(row, at) if at not in named else None  # مركز الملك سلمان is no title
        if title is not None and title[0] in ("office", "calling") and at + title[1] <= end:
            if best is None and not _closes(row, at + title[1], end, named):
                break
            best = (at, title[2])
            if title[2]:
                break
        elif best is not None and at not in named and not _construct(norm):
            break
        at -= 1
    if best is None or _of_another(row, best[0], best[1], end):
        return None
    return row.starts[best[0]] + best[1], row.ends[end - 1]


def _of_another(row: Row, at: int, cut: int, end: int) -> bool:
    """True for نائب فلان, مالك الجزيري: a title without ال right before a name is in construct with it, or part of it."""
    words = [stem_after(row.norms[at], cut), *row.norms[at + 1 : end]]  # of للرئيس it is الرئيس
    title = _title_at(row, at)
    return (
        title is not None
        and at + title[1] >= end
        and not any(word.startswith("ال") for word in words)
        and words[-1] not in _STANDING
        and not words[-1].endswith(_PRONOUNS)
    )


_ALSO_WORDS = word_set("callings that are words")
_STANDING = word_set("titles without ال")
_PRONOUNS = ("ه", "ها", "نا", "هم")


def role_after(row: Row, mention: Found, named: frozenset[int]) -> tuple[int, int] | None:
    """The folded span of a title after a mention: between commas (فلان، رئيس المعهد التونسي للدراسات، …), or that of a speaker or of one
    with a courtesy right after the name (فلان المتحدث باسم الحكومة, الأمير فلان أمير منطقة الرياض)."""
    at = mention.last
    if at + 1 >= row.count:
        return None
    if row.norms[at] not in ("،", ","):
        return _right_after(row, mention, named) if row.norms[at][0].isalpha() else None
    title = _title_at(row, at + 1)
    if title is None or title[2] or not (title[0] == "office" or (row.norms[at + 1] in _PLAYERS and at + 2 in named)):
        return None
    end = at + 1 + title[1]
    if row.norms[at + 1].startswith("ال") and (end >= row.count or not row.norms[end].startswith("ال")):
        return None  # الرئيس السابق للبنك is a title, الرئيس alone begins a clause
    while end < row.count and end - at <= _FURTHEST and (end in named or _defining(row.norms[end])):
        end += 1
    if end < row.count and (row.norms[end] in _ENDS or _second(row, end)) and row.norms[end - 1] not in _OPEN_ENDED:
        return row.starts[at + 1], row.ends[end - 1]
    return None


def _right_after(row: Row, mention: Found, named: frozenset[int]) -> tuple[int, int] | None:
    at = mention.last
    title = _title_at(row, at)
    if title is None or title[0] != "office" or title[2]:
        return None
    last = at + title[1]
    speaks = row.norms[at] in _SPEAKERS and last + 1 < row.count and row.norms[last] == _IN_THE_NAME
    courtesy = _without_courtesy(row, mention.first) < mention.first
    if not speaks and (row.norms[at].startswith("ال") or (not courtesy and mention.last - mention.first < _FULL)):
        return None
    while last < row.count and row.norms[last] in _INNER and last not in named:
        last += 1
    end = last
    while end < row.count and end in named:
        end += 1
    whole = end > last
    while end < row.count and (end in named or ((speaks or not whole) and _further(row.norms[end], begun=end > last))):
        end += 1  # المتحدث باسم الحكومة الليبية
    if end == last or row.norms[end - 1] in _OPEN_ENDED:
        return None
    closed = end < row.count and row.norms[end] in _CLOSES_ROLE
    return (row.starts[at], row.ends[end - 1]) if speaks or (courtesy and whole) or closed else None


_SPEAKERS, _PLAYERS = word_set("speakers"), word_set("players")
_IN_THE_NAME = key("باسم")


def _further(norm: str, *, begun: bool) -> bool:
    """True for a word with ال that goes on with a role: الحكومة, but after it neither أمس nor الخميس."""
    return norm.startswith(("ال", "وال") if begun else "ال") and norm not in _STOPS and not (begun and norm in never())


#: A name without courtesy is full from so many words on; its role ends at a mark that a clause goes on after.
_FULL = 2
_CLOSES_ROLE = frozenset(("،", ",", ":", ")"))
_ENDS = frozenset(("،", ",", ".", ")", ":", "؛"))


def _second(row: Row, at: int) -> bool:
    """True where another office begins: فلان، رئيس وزراء قطر السابق وزير الخارجية السابق."""
    title = _title_at(row, at)
    return title is not None and title[0] == "office" and not title[2] and not row.norms[at].startswith("ال")


def _without_courtesy(row: Row, end: int) -> int:
    while end > 0:
        title = _title_at(row, end - 1)
        if title is None or title[0] != "honorific" or title[1] != 1 or row.norms[end - 1] in _TELLING:
            return end
        end -= 1
    return end


def _closes(row: Row, at: int, end: int, named: frozenset[int]) -> bool:
    """True when the words between a title and the name complete the title: names of places and organisations, nouns with ال, adjectives."""
    return (
        end - at <= 8
        and (end == at or row.norms[end - 1] not in _OPEN_ENDED)
        and all(k in named or _defining(row.norms[k]) for k in range(at, end))
    )


#: Courtesies that say what a title without them would not: الرئيس الراحل.
_TELLING = word_set("kept in a role")
_OPEN_ENDED = word_set("leaves a title open")
_INNER = word_set("within a title")


def _defining(norm: str) -> bool:
    return (norm.startswith(("ال", "وال", "لل")) and norm not in _STOPS) or norm in nationalities() or norm in _INNER


def _construct(norm: str) -> bool:
    return norm in _BEFORE


_BEFORE = word_set("leads to a title")
