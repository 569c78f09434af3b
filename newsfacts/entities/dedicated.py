"""Bodies, places and prizes that are named after rulers: مستشفى الملك فهد التخصصي, مركز الأمير سلطان لأمراض القلب."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.entities import persons
from newsfacts.entities.bodies import is_adjective, purpose
from newsfacts.entities.lists import readings
from newsfacts.entities.mentions import RULE, Found, Row
from newsfacts.entities.phrases import nation
from newsfacts.entities.vocabulary import heads, word_set

_NAMED, _RULERS = word_set("named after rulers"), word_set("titles of rulers")
_SON, _FAMILY, _SERVANT = word_set("son"), word_set("family of rulers"), word_set("servant of")
_GIVEN = 90
_PEOPLE = "ين"
_CITY = word_set("city of a ruler")
_MEDICINE = word_set("city that is a body")


def dedicated(row: Row, begin: int, end: int) -> Iterator[Found]:
    """A noun, a ruler's title, his name, and the adjectives or the purpose that follow."""
    for at in row.where(_NAMED, begin, end - 2):
        if row.norms[at + 1] not in _RULERS:
            continue
        named = _name(row, at + 2, end)
        if named == at + 2:
            continue
        last = named
        while last < end and is_adjective(row.norms[last]) and not nation(row.norms[last]):
            last += 1
        cut, stem = next((cut, stem) for cut, stem in readings(row.norms[at]) if stem in _NAMED)
        head = heads()[stem]
        if last == named < end and (head.type != "LOC" or stem in _CITY) and not _deputy(row, at) and not row.norms[last].endswith(_PEOPLE):
            last = purpose(row, last, end)
        kind, subtype = head.type, head.subtype
        if stem in _CITY:
            if last == named:
                continue  # مدينة الملك عبدالله alone may be any
            if row.norms[named] in _MEDICINE:
                kind, subtype = "ORG", "organization"
        yield Found(at, last, cut, kind, RULE, subtype, how="body or place named after a ruler")


def _deputy(row: Row, at: int) -> bool:
    """True after وكيل: what follows the name is what he is for (وكيل جامعة الملك فيصل للتطوير)."""
    return at > 0 and any(stem in _DEPUTIES for _, stem in readings(row.norms[at - 1]))


_DEPUTIES = word_set("deputies")


def _name(row: Row, at: int, end: int) -> int:
    """The end of a given name, its fathers' and its family's (سعود بن نايف, عبد الله بن عبد العزيز, حمد آل ثاني), or `at`."""
    last = _given(row, at, end)
    if last == at:
        return at
    while last + 1 < end and row.norms[last] in _SON:
        father = _given(row, last + 1, end)
        if father == last + 1:
            return last
        last = father
    if last + 1 < end and row.norms[last] in _FAMILY:
        last += 2
    return last


def _given(row: Row, at: int, end: int) -> int:
    if at + 1 < end and row.norms[at] in _SERVANT:
        return at + 2
    return at + 1 if at < end and persons.given_strength(row, row.norms[at]) >= _GIVEN else at
