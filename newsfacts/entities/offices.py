"""Persons whom an office and what it is of announce: وزيرة السياحة سلمى الرقيق."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from newsfacts.entities import persons
from newsfacts.entities.mentions import LISTED, Found, Row
from newsfacts.entities.vocabulary import heads, nationalities, never, titles, word_set

#: A given name this sure and no more common than this begins a name after an office.
_SURE_GIVEN, _OFTEN_GIVEN = 120, 9
_NAME_STRENGTH, _WELL_KNOWN = 60, 90
_RARE, _LONGEST, _FURTHEST = 6, 5, 7
_LINKS = word_set("name links before a name")
_WORDS = word_set("names that are words")
_INNER = word_set("within a title")
_INFLECTED = ("ه", "ها", "هم", "هما", "ون", "ين", "ات", "نا", "كم", "وا")


def officed(row: Row, begin: int, end: int) -> Iterator[Found]:
    """وزيرة السياحة سلمى الرقيق, المتحدثة باسم الخارجية الأمريكية هيذر ناورت: an office, what it is of, and a name right after it."""
    for at in row.where(_offices(), begin, end - 2):
        first = at + 1
        while first < end - 1 and first - at < _FURTHEST and _of_office(row.norms[first]):
            first += 1
        if first - at < 2 or first >= end - 1:
            continue
        norm = row.norms[first]
        if (
            persons.given_strength(row, norm) < _SURE_GIVEN
            or row.lists.frequency(norm) > _OFTEN_GIVEN
            or norm in _WORDS
            or norm in titles()
            or norm in heads()
            or norm in never()
        ):
            continue
        if _surname(row, first + 1):
            last = first + 2
            while last < end and last - first < _LONGEST and persons.name_strength(row, row.norms[last]) >= _WELL_KNOWN:
                last += 1
            while row.norms[last - 1] in _LINKS:
                last -= 1
            yield Found(first, last, 0, "PER", LISTED, how=f"name after «{row.norms[at]}» and what it is of")


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return frozenset(form for form, kind in titles().items() if kind == "office")


def _of_office(norm: str) -> bool:
    return (norm.startswith(("ال", "وال", "لل")) and norm not in never()) or norm in nationalities() or norm in _INNER


def _surname(row: Row, at: int) -> bool:
    """True for a word after a sure given name that lists know, or that the news has seldom and that is no verb and no adjective."""
    norm = row.norms[at]
    if persons.name_strength(row, norm) >= _NAME_STRENGTH or row.is_ali(at):
        return persons.can_be_name(row, at, first=False)
    return (
        norm[0].isalpha()
        and len(norm) > 2
        and row.lists.frequency(norm) <= _RARE
        and at not in row.adverbs
        and norm[0] not in "وبلفكيت"
        and not norm.endswith(_INFLECTED)
        and not persons.has_use(norm)
        and not row.is_on(at)
    )
