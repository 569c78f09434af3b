"""Names found, made whole: the noun that opens one, the parts of a person's name, the adjective of a country, what lists know of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsfacts.entities import completing, persons, phrases
from newsfacts.entities.clubs import clubs
from newsfacts.entities.kinds import TYPES
from newsfacts.entities.listed import bare
from newsfacts.entities.lists import readings
from newsfacts.entities.mentions import RULE, TAGGED, Found, Row
from newsfacts.entities.tagged import OPENS
from newsfacts.entities.vocabulary import heads, never, titles, word_set
from newsfacts.text.fold import key


def with_head(row: Row, found: list[Found], begin: int, end: int) -> None:
    """مطار بيروت, متحف اللوفر: a head noun that is part of the name, before a name found without it."""
    for number, mention in enumerate(found):
        at = mention.first - 1
        if at < begin or mention.cut or (number and found[number - 1].last > at):
            continue
        for cut, stem in readings(row.norms[at]):
            head = heads().get(stem)
            if head is not None:
                if head.inside and stem in OPENS and (mention.type == "LOC" or stem not in _OF_TOWNS):
                    mention.first, mention.cut, mention.type, mention.subtype = at, cut, head.type, head.subtype
                    mention.country, mention.row, mention.force, mention.how = None, 0, RULE, "noun that opens a name"
                    while head.type == "ORG" and mention.last < end and row.norms[mention.last] in _ADJECTIVES:
                        mention.last += 1  # بنك تونس العربي الدولي
                break


def _in_full(row: Row, found: list[Found]) -> None:
    """جامعة سنترال فلوريدا: a university or a bank whose name goes on with a place's."""
    at = 1
    while at < len(found):
        left, right = found[at - 1], found[at]
        if (
            right.type == "LOC"
            and left.type == "ORG"
            and left.last == right.first
            and not right.cut
            and left.last - left.first > 1
            and left.words(row.norms)[0] in OPENS
            and not row.norms[left.last - 1].startswith("ال")
        ):
            left.last = right.last
            del found[at]
        else:
            at += 1


def _bracketed(row: Row, found: list[Found]) -> None:
    """منظمة كذا (يونيسكو): one word in brackets right after an organisation's name is its short name, not a person or a work."""
    for left, right in pairwise(found):
        if (
            left.type == "ORG"
            and right.type in ("PER", "MISC")
            and right.force == TAGGED
            and right.last - right.first == 1
            and right.first == left.last + 1
            and row.norms[left.last] == "("
            and row.norms[right.last : right.last + 1] == [")"]
        ):
            right.type = "ORG"


def _before_titles(row: Row, found: list[Found]) -> list[Found]:
    """The mentions; a person's name ends where a form of address of two words begins (الأخ العزيز خادم الحرمين)."""
    for mention in found:
        at = mention.last - 1
        if mention.type == "PER" and mention.force < RULE and " ".join(row.norms[at : at + 2]) in never():
            mention.last = mention.first if at - mention.first == 1 and row.norms[at - 1].startswith("ال") else at
    return [mention for mention in found if mention.last > mention.first]


def _announced(row: Row, found: Sequence[Found], begin: int) -> None:
    """صحيفة لاتربيون, لاعب نيورت: one unknown word after a noun that announces bodies, or in sport a club, is no person."""
    for mention in found:
        at = mention.first
        if mention.type != "PER" or mention.force != TAGGED or mention.last - at > 1 or mention.cut or at == begin or mention.row:
            continue
        word, before = row.norms[at], row.norms[at - 1]
        if persons.name_strength(row, word) or word.startswith("ال"):
            continue
        announced = next((heads()[stem] for _, stem in readings(before) if stem in heads()), None)
        if announced is not None and announced.type == "ORG" and not announced.inside:
            mention.type, mention.subtype = "ORG", announced.subtype
        elif row.sport and before in _WHOSE:
            mention.type, mention.subtype = "ORG", "club"


_WHOSE = word_set("whose club")
_STREETS = word_set("streets")
_ADJECTIVES = word_set("adjectives of bodies")


def _streets(row: Row, found: list[Found], begin: int) -> None:
    """شارع الحبيب بورقيبة: a street and the person it is named after."""
    floor = begin
    for mention in found:
        at = mention.first - 1
        if mention.type == "PER" and not mention.cut and at >= floor:
            cut = next((cut for cut, stem in readings(row.norms[at]) if stem in _STREETS), None)
            if cut is not None:
                mention.first, mention.cut, mention.type, mention.subtype = at, cut, "LOC", "district"
                mention.country, mention.row, mention.force, mention.how = None, 0, RULE, "street named after a person"
        floor = mention.last


def _prizes(row: Row, found: list[Found], begin: int) -> None:
    """دوري فلان بن فلان, جائزة فلان: a league, a cup or a prize and the person it is named after."""
    floor = begin
    for mention in found:
        at = mention.first - 1
        if mention.type == "PER" and mention.last - mention.first > 1 and not mention.cut and at >= floor and row.norms[at] in _PRIZES:
            cut = next(cut for cut, stem in readings(row.norms[at]) if stem in heads())
            head = heads()[row.norms[at][cut:]]
            mention.first, mention.cut, mention.type, mention.subtype = at, cut, head.type, head.subtype
            mention.country, mention.row, mention.force, mention.how = None, 0, RULE, "league or prize named after a person"
        floor = mention.last


_PRIZES = word_set("is a prize of a person")


def _after_persons(row: Row, found: list[Found], begin: int) -> None:
    """مطار الملك خالد, كنيسة القديس جورج: a noun of places or bodies, a title and a person are one name, the noun's."""
    at = 0
    while at < len(found):
        mention = found[at]
        place = mention.first - 2
        if (
            mention.type == "PER"
            and not mention.cut
            and place >= begin
            and titles().get(row.norms[place + 1]) in _NAMES_PLACES
            and row.norms[place + 1].startswith("ال")
        ):
            opened = next(
                (
                    (cut, heads()[stem])
                    for cut, stem in readings(row.norms[place])
                    if stem in heads() and (stem in OPENS or stem in _AFTER_PERSONS)
                ),
                None,
            )
            if opened is not None and opened[1].inside:
                cut, head = opened
                while at and found[at - 1].last > place:
                    del found[at - 1]
                    at -= 1
                mention.first, mention.cut, mention.type, mention.subtype = place, cut, head.type, head.subtype
                mention.country, mention.row, mention.force, mention.how = None, 0, RULE, "place or body named after a person"
        at += 1


#: Titles of those that places are named after.
_NAMES_PLACES = frozenset(("honorific", "office"))
_AFTER_PERSONS = word_set("is named after persons")


def _dated(row: Row, mention: Found, bound: int) -> None:
    """بطولة أوروبا 2016: the year is part of an event's name."""
    if mention.subtype == "event" and mention.last < bound:
        year = row.norms[mention.last]
        if len(year) == 4 and year.isdigit() and year[:2] in ("19", "20"):
            mention.last += 1


def refined(row: Row, found: list[Found], begin: int, end: int) -> list[Found]:
    """Adjectives of nationality taken into the names of organs and organisations that bear them; kept facts for what the tagger found."""
    found = _before_titles(row, found)
    _bracketed(row, found)
    _announced(row, found, begin)
    with_head(row, found, begin, end)
    _in_full(row, found)
    _after_persons(row, found, begin)
    completing.join(row, found)
    completing.complete(row, found, begin, end)
    _streets(row, found, begin)
    _prizes(row, found, begin)
    found = clubs(row, found, begin, end)
    bounds = [*(mention.first for mention in found[1:]), end][: len(found)]
    for mention, bound in zip(found, bounds, strict=True):
        if mention.row == 0:
            _describe(row, mention)
            bare(row, mention)
        if mention.type == "ORG":
            subtype = mention.subtype or _head_subtype(row, mention)
            mention.subtype = subtype
            if subtype == "bank" and mention.last < bound and row.norms[mention.last] in _ADJECTIVES:
                mention.last += 1  # بنك إنجلترا المركزي
            told = subtype == "national_team" and phrases.nation(row.norms[mention.last - 1]) is not None  # the team is of one
            if subtype in phrases.TAKES_NATION and mention.last < bound and not told:
                last, country = phrases.nation_after(row, mention.last, bound)
                if last > mention.last and not (_masculine(row, mention) and row.norms[last - 1].endswith(_FEMININE)):
                    mention.last, mention.country = last, mention.country or country or None
        elif mention.subtype is None and mention.type in ("LOC", "MISC"):
            mention.subtype = _head_subtype(row, mention)
        if mention.type == "MISC":
            _dated(row, mention, bound)
        if mention.subtype == "airport" and mention.last < bound and row.norms[mention.last] == _INTERNATIONAL:
            mention.last += 1  # مطار صنعاء الدولي
    return found


_INTERNATIONAL = key("الدولي")


_OF_TOWNS = word_set("is of a town")
_FEMININE = key("ية")
_MASCULINE = word_set("masculine bodies")


def _masculine(row: Row, mention: Found) -> bool:
    """True for حزب, which no feminine adjective belongs to (جماعة حزب الله اللبنانية)."""
    return mention.words(row.norms)[0] in _MASCULINE


def _describe(row: Row, mention: Found) -> None:
    """Subtype, country and row of a listed name that the tagger or a rule found."""
    name = " ".join(mention.words(row.norms))
    for record in (*row.lists.kept(name), *row.lists.listed(name)):
        if TYPES[record.type] == mention.type:
            mention.subtype, mention.country, mention.row = mention.subtype or record.subtype, mention.country or record.country, record.row
            return


def _head_subtype(row: Row, mention: Found) -> str | None:
    """The subtype that the name's first word, or the word before the name, tells."""
    for at in (mention.first, mention.first - 1):
        if at < 0:
            break
        for _, stem in readings(row.norms[at]):
            head = heads().get(stem)
            if head is not None and head.type == mention.type and (at < mention.first or head.inside):
                return head.subtype
    return None
