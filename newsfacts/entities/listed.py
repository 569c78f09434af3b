"""Listed names that are believed: wherever they stand, or where what stands before them speaks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsfacts.entities import latin, phrases
from newsfacts.entities.dedicated import dedicated
from newsfacts.entities.homographs import other_word
from newsfacts.entities.kinds import TYPES, Listed
from newsfacts.entities.lists import Hit, readings
from newsfacts.entities.mentions import KEPT, LISTED, TAGGED, Found, Row, from_hit
from newsfacts.entities.offices import officed
from newsfacts.entities.vocabulary import company, heads, nationalities, never, word_set
from newsfacts.text.fold import key

_SURE = 100
_SURE_PHRASE = 150
_PLACE = 60
_CHANCE = 0.1
_OFTEN_A_NAME = 0.3
_SELDOM = 7
_PREPOSITIONS_OF_PLACE = word_set("before a place")
_BEFORE_DISTRICT = word_set("before a district")
_BARE = frozenset(("club", "company", "newspaper", "broadcaster", "magazine"))
_NAMES = frozenset(("PER", "LOC", "ORG", "MISC"))


def believed(row: Row, hits: Iterable[Hit], begin: int, end: int) -> Iterator[Found]:
    """The listed names that are believed wherever they stand, and phrases that are believed where nothing speaks against them."""
    for hit in hits:
        if hit.cut and not _loose(row, hit):
            continue
        if hit.last - hit.first == 1 and (hit.first in row.adverbs or row.misspelled(hit.first)):
            continue
        if not hit.kept and (row.is_on(hit.first) or row.is_on(hit.last - 1)):
            continue  # على كامل
        if not hit.kept and " ".join(row.norms[hit.first : hit.last])[hit.cut :] in never():
            continue
        for record in hit.records:
            if TYPES[record.type] not in _NAMES:
                continue
            if hit.kept and record.strength > _SURE:
                if TYPES[record.type] == "LOC" and hit.last - hit.first == 1 and other_word(row, hit.first, hit.cut):
                    break
                if not (_all_adjectives(row, hit) and phrases.adjective(row, hit.first, hit.cut, begin)):
                    found = from_hit(hit, record, KEPT)
                    bare(row, found)
                    if (
                        record.subtype == "club"
                        and not hit.cut
                        and hit.first > begin
                        and row.norms[hit.first].startswith("ال")
                        and row.norms[hit.first - 1][-len(_CLUB) :] == _CLUB
                        and row.norms[hit.first - 1] in _CLUBS
                    ):
                        found.first, found.cut = hit.first - 1, len(row.norms[hit.first - 1]) - len(_CLUB)  # النادي الصفاقسي
                    if record.subtype == "product":
                        designated = min(end, latin.model(row, found.last))
                        if designated > found.last:
                            found.last, found.row = designated, 0  # iPhone XS and iPhone XR are two
                    yield found
            elif hit.kept:
                row.unsure.append(hit)
                if hit.last - hit.first == 1 and any(word in row.seen for word in company(row.norms[hit.first][hit.cut :])):
                    yield from_hit(hit, record, KEPT, "kept list, with what it goes with in the article")
                elif TYPES[record.type] in ("ORG", "MISC") and _enclosed(row, hit, begin):
                    yield from_hit(hit, record, KEPT)
                elif row.sport and _of_sport(row, hit, record, begin):
                    yield from_hit(hit, record, KEPT, "kept list, in an article of sport")
                elif TYPES[record.type] == "LOC" and _town_and_club(hit) and _usual(row, hit):
                    if not row.sport or _in_place(row, hit, begin):
                        yield from_hit(hit, record, LISTED if row.sport else KEPT)
                elif TYPES[record.type] == "LOC" and (
                    (_telling(row, hit) and _located(row, hit, begin))
                    or (record.subtype == "district" and hit.first > begin and row.norms[hit.first - 1] in _BEFORE_DISTRICT)
                ):
                    yield from_hit(hit, record, LISTED)
            elif (
                hit.last - hit.first == 1
                and TYPES[record.type] == "LOC"
                and record.strength >= _PLACE
                and _located(row, hit, begin)
                and not other_word(row, hit.first, hit.cut)
            ) or (hit.last - hit.first > 1 and record.strength >= _SURE_PHRASE):
                yield from_hit(hit, record, LISTED)
    yield from officed(row, begin, end)
    yield from _acronyms(row, begin, end)
    yield from dedicated(row, begin, end)


def _of_sport(row: Row, hit: Hit, record: Listed, begin: int) -> bool:
    """True for a club's name, and for a contest's of several words (كأس الملك), that need an article of sport."""
    if record.subtype == "event":
        return hit.last - hit.first > 1
    return record.subtype == "club" and _usual(row, hit) and not _in_place(row, hit, begin)


def _acronyms(row: Row, begin: int, end: int) -> Iterator[Found]:
    """لبي بي سي, بسي إن إن: a kept name that is spelled by its letters, after a particle."""
    for at in row.where(_LETTERS, begin, end - 1):
        for last in range(min(end, at + _MOST_LETTERS), at + 1, -1):
            record = next(iter(row.lists.kept(" ".join((row.norms[at][1:], *row.norms[at + 1 : last])))), None)
            if record is not None and record.strength > _SURE:
                yield Found(at, last, 1, TYPES[record.type], KEPT, record.subtype, record.country, record.row)
                break


_LETTERS = frozenset(particle + letter for letter in word_set("initials") if len(letter) > 1 for particle in "بلو")
_MOST_LETTERS = 4


_CLUB = key("النادي")
_CLUBS = frozenset((_CLUB, "و" + _CLUB, "ب" + _CLUB, "ف" + _CLUB))
_OPENERS, _CLOSERS = phrases.OPEN | {"("}, phrases.CLOSE | {")"}


def _enclosed(row: Row, hit: Hit, begin: int) -> bool:
    """True for a listed name between quotation marks or brackets: "وات", «الجزيرة», (وات)."""
    return (
        hit.first > begin
        and not hit.cut
        and hit.last < row.count
        and row.norms[hit.first - 1] in _OPENERS
        and row.norms[hit.last] in _CLOSERS
    )


def _all_adjectives(row: Row, hit: Hit) -> bool:
    """True for السعودية, and for العربية السعودية, which may be the adjectives of a noun before."""
    return hit.last - hit.first == 1 or all(norm in nationalities() for norm in row.norms[hit.first : hit.last])


def _usual(row: Row, hit: Hit) -> bool:
    """True for a name of several words, and for a word that is a name more often than not."""
    share = row.lists.name_share(row.norms[hit.first][hit.cut :])
    return hit.last - hit.first > 1 or share is None or share >= _OFTEN_A_NAME


def _town_and_club(hit: Hit) -> bool:
    """True for برشلونة, which is a town and its club."""
    return any(record.subtype == "club" for record in hit.records)


def _in_place(row: Row, hit: Hit, begin: int) -> bool:
    """True where the town is meant, and not its club: في برشلونة, مدينة برشلونة, ببرشلونة, مطار برشلونة."""
    if hit.cut:
        return row.norms[hit.first][hit.cut - 1] == "ب"
    if hit.first == begin:
        return False
    before = row.norms[hit.first - 1]
    return before in _IN or any(stem in heads() and heads()[stem].type == "LOC" for _, stem in readings(before))


#: What stands before a town and not before its club; in sport one goes إلى ليفربول and plays in وسط ليفربول.
_IN = word_set("in a place")


def bare(row: Row, found: Found) -> None:
    """Takes the adjective off برشلونة الإسباني, ليون الفرنسية: it tells which, and is no part of a name that stands without it."""
    if found.last - found.first < 2 or row.norms[found.last - 1] not in nationalities():
        return
    town = found.type == "LOC" and (found.subtype == "city" or found.force == TAGGED)
    if found.subtype not in _BARE and not town:
        return
    name = " ".join(found.words(row.norms)[:-1])
    if (not town and any(record.row == found.row for record in row.lists.kept(name))) or any(
        TYPES[record.type] == "LOC" and (not town or record.subtype == "city")
        for record in (*row.lists.kept(name), *row.lists.listed(name))
    ):
        found.last -= 1


def _located(row: Row, hit: Hit, begin: int) -> bool:
    """True when a preposition of place or a word such as مدينة stands before a listed place."""
    if row.norms[hit.first][hit.cut :] in never():
        return False
    if hit.cut:
        share = row.lists.name_share(row.norms[hit.first])
        return row.norms[hit.first][hit.cut - 1] == "ب" and (
            row.lists.frequency(row.norms[hit.first]) <= 4 or (share or 0.0) >= _OFTEN_A_NAME
        )
    if hit.first == begin:
        return False
    before = row.norms[hit.first - 1]
    return before in _PREPOSITIONS_OF_PLACE or any(stem in heads() and heads()[stem].type == "LOC" for _, stem in readings(before))


def _telling(row: Row, hit: Hit) -> bool:
    """True for a name that is no common word (إطار is one, and a town)."""
    norm = row.norms[hit.first][hit.cut :]
    share = row.lists.name_share(norm)
    return hit.last - hit.first > 1 or (row.lists.frequency(norm) <= _SELDOM and (share is None or share >= _CHANCE))


def _loose(row: Row, hit: Hit) -> bool:
    """True when the characters before a listed name are particles, and not the beginning of another word."""
    norm = row.norms[hit.first]
    if row.lists.kept(norm):
        return False  # فلوريان, a given name, is not ف and لوريان
    return hit.last - hit.first > 1 or row.lists.frequency(norm) <= row.lists.frequency(norm[hit.cut :]) + 3
