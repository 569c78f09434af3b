"""Persons whom a word before their name announces: الأمير وليام, زوجته كاميلا."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from newsfacts.entities.lists import lists, readings
from newsfacts.entities.mentions import LISTED, RULE, Found, Row
from newsfacts.entities.vocabulary import heads, nationalities, never, speech, titles, word_set
from newsfacts.text.fold import key

_LINKS = word_set("name links before a name")
#: Endings of verbs and nouns with pronouns, of plurals: an unknown word with one is no name.
_INFLECTED = ("ه", "ها", "هم", "هما", "ون", "ين", "ات", "نا", "كم", "وا")
_JOINED = ("وال", "لل", "بال", "فال")
_LONGEST = 5
#: A title this often a given name is one right before a surname (سلطان, خليفة, مالك).
TITLE_OR_NAME = 125
_GOD = frozenset((key("الله"),))
_RARE = 6
_OFTEN = 5
#: A word of the news that is in names less often than this is no name.
_CHANCE = 0.1
_SURE_GIVEN = 120
_AFTER_RANK = word_set("after a rank")
_INITIALS = word_set("initials")
_SON = word_set("son")
_WORDS = word_set("names that are words")
#: Adjectives of countries and peoples that families are called by.
_SURNAMES = word_set("adjectives that are surnames")
_PRONOUNS = word_set("pronouns")
#: Adjectives of address, which a name does not begin with (الأخ العزيز).
ADDRESS = word_set("address")
_WALI = key("ولي")
ALI = key("علي")
_NAME_STRENGTH = 60
#: A name this well known is one after another name, though it is a month too (نادية شعبان).
_KNOWN = 90
#: Titles that a name follows at once; رئيس and وزير are followed by what they are of.
_DIRECT = frozenset(("honorific", "calling", "cue", "kin"))


def name_strength(row: Row, word: str) -> int:
    """How surely lists know a word as part of a person's name, 0-255."""
    return row.lists.strengths(word)[1]


def inflected(row: Row, at: int) -> bool:
    """True for a word with an ending of verbs and nouns that no list of names knows: it follows a name (استقبل فلان ضيوفه)."""
    norm = row.norms[at]
    return norm.endswith(_INFLECTED) and len(norm) > 3 and name_strength(row, norm) == 0 and (row.lists.name_share(norm) or 0) < 0.5


def can_be_name(row: Row, at: int, *, first: bool) -> bool:
    """True for a listed name and for a rare word that is no adjective, head or verb."""
    norm = row.norms[at]
    if row.is_ali(at):
        return True
    if at in row.adverbs:
        return False
    if (
        not norm[0].isalpha()
        or len(norm) < 3
        or norm in nationalities()
        or norm in heads()
        or norm in titles()
        or norm in speech()
        or (norm in never() and (first or norm.startswith("ال") or name_strength(row, norm) < _KNOWN))
    ):
        return norm in _LINKS
    if first and (norm in ADDRESS or norm.startswith(_JOINED)):
        return False
    if norm[0] == "و" and (norm[1:] in titles() or (not first and name_strength(row, norm[1:]) > name_strength(row, norm))):
        return False
    if norm[0] in "بل" and (not first or name_strength(row, norm[1:]) == 0) and with_particle(row, norm):
        return False
    if not first and norm.startswith("لل"):
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


def clause(row: Row, first: int, at: int) -> bool:
    """True for فاحتسب, and for يتقمص after two words of a name: what no list knows as a name and a clause goes on with."""
    norm = row.norms[at]
    if len(norm) < _SHORTEST_VERB or name_strength(row, norm) or row.lists.name_share(norm):
        return False
    if norm[0] == "ف":
        return row.lists.frequency(norm[1:]) >= _OFTEN and not row.lists.name_share(norm[1:])
    return norm[0] == "ي" and norm[-1] != "ي" and at - first == 2 and all(name_strength(row, row.norms[k]) for k in (first, first + 1))


_SHORTEST_VERB = 5


def _goes_on(row: Row, first: int, at: int) -> bool:
    """True for the first two words after a title, and for further ones that lists know or that belong to what is before."""
    norm = row.norms[at]
    return (
        at - first < 2 or name_strength(row, norm) >= _NAME_STRENGTH or norm in _LINKS or row.norms[at - 1] in _LINKS or is_nisba(row, norm)
    )


def with_particle(row: Row, norm: str) -> bool:
    """True for بزواج, لمدينة: a particle and a word that the news has more often than both together."""
    return name_strength(row, norm) == 0 and row.lists.frequency(norm[1:]) >= max(_OFTEN, row.lists.frequency(norm) + 2)


@lru_cache(maxsize=1)
def _direct_titles() -> frozenset[str]:
    return frozenset(form for form, kind in titles().items() if kind in _DIRECT)


def titled(row: Row, begin: int, end: int) -> Iterator[Found]:
    """A courtesy or calling and the name right after it."""
    free = begin
    for at in row.where(_direct_titles(), begin, end - 1):
        kind = next(titles()[stem] for _, stem in readings(row.norms[at]) if stem in titles())
        if at < free or kind not in _DIRECT or len(row.norms[at]) < 2:
            continue
        first = at + 1
        if kind == "calling" and not row.norms[at].startswith("ال") and row.norms[first].startswith("ال"):
            continue  # لاعب الهلال: a construct with a club's name
        if first < end and row.norms[first] == "." and len(row.norms[at]) == 1:
            first += 1
        if first < end - 1 and row.norms[first] == "/" and len(row.norms[at]) > 1:
            first += 1
        while kind == "honorific" and first < end - 1 and row.norms[first] in _AFTER_RANK:
            first += 1  # الملازم أول فلان
        last = first
        while last < end and last - first < _LONGEST and can_be_name(row, last, first=last == first) and _goes_on(row, first, last):
            last += 1
        while last > first and row.norms[last - 1] in _LINKS:
            last -= 1
        if row.norms[first] in (_WALI, "/") or (last > first and " ".join(row.norms[first : first + 2]) in titles()):
            continue
        if last > first and (
            kind == "honorific"
            or row.is_ali(first)
            or name_strength(row, row.norms[first]) >= _NAME_STRENGTH
            or (kind == "calling" and _foreign(row, at, first))
        ):
            yield Found(first, last, 0, "PER", LISTED if last - first == 1 else RULE, how=f"name after «{row.norms[at]}»")
            free = last
            yield from _joined(row, last, end)


def _foreign(row: Row, title: int, at: int) -> bool:
    """True for a word that is hardly ever met, after a title with ال: المدافع خيمينيز."""
    return (
        row.norms[title].startswith("ال")
        and (row.norms[title] not in _ALSO_WORDS or unknown(row, at))
        and not row.norms[at].startswith(_IMPERFECT)
        and not (row.norms[at][0] in "وبل" and row.lists.frequency(row.norms[at][1:]) > row.lists.frequency(row.norms[at]))
        and row.lists.frequency(row.norms[at]) <= 4
        and row.norms[at][:2] not in ("ال", "لل")
        and len(row.norms[at]) > 3
    )


_ALSO_WORDS = word_set("callings that are words")
_IMPERFECT = ("يت", "ويت", "ليت", "تت", "وتت", "است", "وسن", "وسي", "وست")

#: An unknown given name is at least so long.
LEAST_FORENAME = 4
_AND_VERB = ("وسي", "وست", "وسن", "وت", "وي")


def has_use(norm: str) -> bool:
    """True for a word that the tables of this room hold for something else than names: a title, a head, a verb of saying."""
    return any(
        stem in titles() or stem in heads() or stem in nationalities() or stem in speech() or stem in never() for _, stem in readings(norm)
    )


def unknown(row: Row, at: int) -> bool:
    """True for an Arabic word that the news hardly has and that bears no ending or beginning of verbs and nouns."""
    norm = row.norms[at]
    return (
        "ء" <= norm[0] <= "ي"
        and at not in row.adverbs
        and len(norm) >= LEAST_FORENAME
        and row.lists.frequency(norm) <= 3
        and row.lists.name_share(norm) is None
        and not norm.startswith((*_JOINED, *_AND_VERB, "ال"))
        and not norm.endswith(_BELONGING)
        and row.written(row.ends[at] - 1) != _HEH
        and not has_use(norm)
        and not (norm[0] in "بلكف" and row.lists.frequency(norm[1:]) > 2)
    )


_BELONGING = ("ها", "هم", "هما", "نا", "كم", "وا", "ون", "ات")
_HEH = "ه"


def is_nisba(row: Row, norm: str) -> bool:
    """الحربي, الجبابلي right after a given name: a surname, since no adjective stands there but one of a country."""
    return (
        norm.startswith("ال")
        and norm.endswith("ي")
        and len(norm) > 5
        and norm not in titles()
        and (norm in _SURNAMES or (norm not in nationalities() and row.lists.frequency(norm) <= 8))
        and not row.lists.kept(norm)
    )


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
        while last < end and last - at < _LONGEST and can_be_name(row, last, first=False):
            last += 1
        yield Found(at, last, 1, "PER", LISTED if last - at == 1 else RULE, how="second name after a title")


def pairs(row: Row, begin: int, end: int) -> Iterator[Found]:
    """A well-known given name and a word that is a surname or nobody knows: رضوان فايد."""
    for at in row.matching(_is_given, begin, end - 1):
        after = row.norms[at + 1]
        strength = given(row, at)
        if (strength < _SURE_GIVEN or (row.lists.frequency(row.norms[at]) > 11 and strength < 255)) and not (
            _rather_name(row, row.norms[at]) and _rather_name(row, after) and row.norms[at] not in titles()
        ):
            continue
        if f"{row.norms[at]} {after}" in never() or pronoun(row, at):
            continue  # خادم الحرمين, أنا سعيد
        if (
            can_be_name(row, at + 1, first=False)
            and (name_strength(row, after) >= _NAME_STRENGTH or row.lists.frequency(after) <= 4 or row.is_ali(at + 1))
        ) or (strength >= _SURE_GIVEN and (is_nisba(row, after) or _before_title(row, at + 1, end))):
            last = at + 2
            while last < end and last - at < _LONGEST and name_strength(row, row.norms[last]) >= 90:
                last += 1
            while row.norms[last - 1] in _LINKS:
                last -= 1
            if last - at >= 2:
                yield Found(at, last, 0, "PER", LISTED, how="given name and surname")


def pronoun(row: Row, at: int) -> bool:
    """True for أنا, and not for آنا."""
    return row.norms[at] in _PRONOUNS and row.written(row.starts[at]) != "آ"


def _before_title(row: Row, at: int, end: int) -> bool:
    """سلمى الكبير، عضو لجنة كذا: a word with ال that a comma and a title follow."""
    return (
        row.norms[at].startswith("ال")
        and row.norms[at] not in nationalities()
        and at + 2 < end
        and row.norms[at + 1] in ("،", ",")
        and titles().get(row.norms[at + 2]) in ("office", "calling")
    )


def _rather_name(row: Row, word: str) -> bool:
    """True for a rare listed name that the news does not use otherwise: of two such words in a row neither needs to be sure."""
    share = row.lists.name_share(word)
    return name_strength(row, word) >= _NAME_STRENGTH and row.lists.frequency(word) <= _RARE + 1 and (share is None or share >= 0.5)


def _is_given(word: str) -> bool:
    """True for a word that lists know as a given name, and for علي, which they leave out for على."""
    return word == ALI or lists().strengths(word)[0] > 0


def given(row: Row, at: int) -> int:
    """How surely a token is a given name, 0-255; علي is where its article tells it from على."""
    return 255 if row.is_ali(at) else given_strength(row, row.norms[at])


def given_strength(row: Row, word: str) -> int:
    """How surely lists know a word as a given name, 0-255."""
    return row.lists.strengths(word)[0]
