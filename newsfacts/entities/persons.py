"""Persons whom a word before their name announces: الأمير وليام, زوجته كاميلا."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from newsfacts.entities.kinds import GIVEN, PER, SURNAME
from newsfacts.entities.lists import readings
from newsfacts.entities.mentions import LISTED, RULE, Found, Row
from newsfacts.entities.vocabulary import folded, heads, nationalities, speech, titles, word_set
from newsfacts.text.fold import key

_LINKS = word_set("name links before a name")
#: Endings of verbs and nouns with pronouns, of plurals: an unknown word with one is no name.
_INFLECTED = ("ه", "ها", "هم", "هما", "ون", "ين", "ات", "نا", "كم", "وا")
_LONGEST = 5
_RARE = 6
#: A word of the news that is in names less often than this is no name.
_CHANCE = 0.1
_SURE_GIVEN = 120
_WALI = key("ولي")
_NAME_STRENGTH = 60
#: Titles that a name follows at once; رئيس and وزير are followed by what they are of.
_DIRECT = frozenset(("honorific", "calling", "cue"))


@lru_cache(maxsize=1)
def never() -> frozenset[str]:
    """Folded words and phrases that are no name by themselves."""
    return frozenset(form for row in folded("never") for form in row["words"].split("|"))


def name_strength(row: Row, word: str) -> int:
    """How surely lists know a word as part of a person's name, 0-255."""
    return max((record.strength for record in row.lists.listed(word) if record.type in (GIVEN, SURNAME, PER)), default=0)


def inflected(row: Row, at: int) -> bool:
    """True for a word with an ending of verbs and nouns that no list of names knows: it follows a name (استقبل فلان ضيوفه)."""
    norm = row.norms[at]
    return norm.endswith(_INFLECTED) and len(norm) > 3 and name_strength(row, norm) == 0 and (row.lists.name_share(norm) or 0) < 0.5


def _can_be_name(row: Row, at: int, *, first: bool) -> bool:
    """True for a listed name and for a rare word that is no adjective, head or verb."""
    norm = row.norms[at]
    if (
        not norm[0].isalpha()
        or len(norm) < 3
        or norm in nationalities()
        or norm in heads()
        or norm in titles()
        or norm in speech()
        or norm in never()
    ):
        return norm in _LINKS
    if norm[0] == "و" and not first and name_strength(row, norm[1:]) > name_strength(row, norm):
        return False
    share = row.lists.name_share(norm)
    if share is not None and share < _CHANCE:
        return False
    frequency = row.lists.frequency(norm)
    if name_strength(row, norm) >= _NAME_STRENGTH and (frequency <= 13 or not first):
        return True
    if norm.endswith(_INFLECTED):
        return False
    if norm.startswith("ال"):
        return not first and frequency <= 3
    return frequency <= (_RARE if first else 4)


def titled(row: Row, begin: int, end: int) -> Iterator[Found]:
    """A courtesy or calling and the name right after it."""
    at = begin
    while at < end - 1:
        kind = next((titles()[stem] for _, stem in readings(row.norms[at]) if stem in titles()), None)
        if kind not in _DIRECT or len(row.norms[at]) < 2:
            at += 1
            continue
        first = at + 1
        if kind == "calling" and not row.norms[at].startswith("ال") and row.norms[first].startswith("ال"):
            at += 1  # لاعب الهلال: a construct with a club's name
            continue
        if first < end and row.norms[first] == "." and len(row.norms[at]) == 1:
            first += 1
        last = first
        while last < end and last - first < _LONGEST and _can_be_name(row, last, first=last == first):
            last += 1
        while last > first and row.norms[last - 1] in _LINKS:
            last -= 1
        if row.norms[first] in (_WALI, "/") or (last > first and " ".join(row.norms[first : first + 2]) in titles()):
            at += 1
            continue
        if last > first and (
            kind == "honorific"
            or name_strength(row, row.norms[first]) >= _NAME_STRENGTH
            or (kind == "calling" and _foreign(row, at, first))
        ):
            yield Found(first, last, 0, "PER", LISTED if last - first == 1 else RULE)
            at = last
            yield from _joined(row, last, end)
        else:
            at += 1


def _foreign(row: Row, title: int, at: int) -> bool:
    """True for a word that is hardly ever met, after a title with ال: المدافع خيمينيز."""
    return (
        row.norms[title].startswith("ال")
        and row.lists.frequency(row.norms[at]) <= 4
        and row.norms[at][:2] not in ("ال", "لل")
        and len(row.norms[at]) > 3
    )


def join(row: Row, found: list[Found]) -> None:
    """Two persons without a word between them are one (إدوارد فيليب), unless the first is known by a name of one word."""
    at = 1
    while at < len(found):
        left, right = found[at - 1], found[at]
        if (
            left.type == right.type == "PER"
            and left.last == right.first
            and not right.cut
            and (row.norms[right.first] in _LINKS or not (left.row or right.row))
            and right.last - left.first <= _LONGEST
        ):
            left.last = right.last
            left.force = max(left.force, right.force)
            del found[at]
        else:
            at += 1


def complete(row: Row, found: list[Found], begin: int, end: int) -> None:
    """Adds to a person's name of one word the given name before it or the surname after it (ميشال بارنييه, توني كروس)."""
    for number, mention in enumerate(found):
        if mention.type != "PER" or mention.row:
            continue
        floor = found[number - 1].last if number else begin
        ceiling = found[number + 1].first if number + 1 < len(found) else end
        if mention.last < ceiling and row.norms[mention.last - 1] in _LINKS and row.norms[mention.last][0].isalpha():
            mention.last += 1  # سهام بن سدرين
        if mention.last - mention.first == 1 and not mention.cut and mention.first - 1 >= floor:
            before = row.norms[mention.first - 1]
            if (
                given_strength(row, before) >= _NAME_STRENGTH
                and row.lists.frequency(before) <= 10
                and before not in titles()
                and before not in never()
            ):
                mention.first -= 1
                mention.cut = row.attached(mention.first)
        if (
            mention.last < ceiling
            and given_strength(row, row.norms[mention.last - 1]) >= _NAME_STRENGTH
            and mention.last - mention.first <= 2
        ):
            after = row.norms[mention.last]
            if (
                _can_be_name(row, mention.last, first=False)
                and (name_strength(row, after) >= 90 or row.lists.frequency(after) <= 5)
                and after not in _LINKS
                and after[0] not in "وفبل"
            ):
                mention.last += 1


def _joined(row: Row, at: int, end: int) -> Iterator[Found]:
    """الأمير وليام وكاثرين: a further name after و."""
    if (
        at < end
        and row.norms[at][0] == "و"
        and name_strength(row, row.norms[at][1:]) >= _NAME_STRENGTH > name_strength(row, row.norms[at])
        and row.lists.frequency(row.norms[at][1:]) <= 11
        and row.norms[at][1:] not in never()
    ):
        last = at + 1
        while last < end and last - at < _LONGEST and _can_be_name(row, last, first=False):
            last += 1
        yield Found(at, last, 1, "PER", LISTED if last - at == 1 else RULE)


def pairs(row: Row, begin: int, end: int) -> Iterator[Found]:
    """A well-known given name and a word that is a surname or nobody knows: رضوان فايد."""
    for at in range(begin, end - 1):
        after = row.norms[at + 1]
        strength = given_strength(row, row.norms[at])
        if not strength or (
            (strength < _SURE_GIVEN or row.lists.frequency(row.norms[at]) > 11)
            and not (_rather_name(row, row.norms[at]) and _rather_name(row, after) and row.norms[at] not in titles())
        ):
            continue
        if _can_be_name(row, at + 1, first=False) and (name_strength(row, after) >= _NAME_STRENGTH or row.lists.frequency(after) <= 4):
            last = at + 2
            while last < end and last - at < _LONGEST and name_strength(row, row.norms[last]) >= 90:
                last += 1
            while row.norms[last - 1] in _LINKS:
                last -= 1
            if last - at >= 2:
                yield Found(at, last, 0, "PER", LISTED)


def _rather_name(row: Row, word: str) -> bool:
    """True for a rare listed name that the news does not use otherwise: of two such words in a row neither needs to be sure."""
    share = row.lists.name_share(word)
    return name_strength(row, word) >= _NAME_STRENGTH and row.lists.frequency(word) <= _RARE + 1 and (share is None or share >= 0.5)


def given_strength(row: Row, word: str) -> int:
    """How surely lists know a word as a given name, 0-255."""
    return max((record.strength for record in row.lists.listed(word) if record.type == GIVEN), default=0)
