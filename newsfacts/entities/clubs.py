"""Clubs in the news of sport: a town that plays is its club (هامبورغ الألماني), and what stands before a town that plays is part of it."""

from __future__ import annotations

from newsfacts.entities import persons
from newsfacts.entities.lists import readings
from newsfacts.entities.mentions import RULE, TAGGED, Found, Row
from newsfacts.entities.phrases import nation
from newsfacts.entities.vocabulary import heads, word_set
from newsfacts.text.fold import key

_RIVALS, _WHOSE, _AGAINST = word_set("rival of a club"), word_set("whose club"), word_set("against a club")
_WINS = word_set("wins against")
_IN = word_set("in a place")
#: نادي قطر is a club; لاعب قطر plays for the country.
_CLUB = word_set("club")
#: So many words before «على» is the verb of winning.
_REACH = 4
#: A word before a town that the news has hardly ever is a club's (ستيوا بوخارست); one that lists know so as a person's name is a person's.
_RARE, _PERSON = 2, 60
#: How the names of this module are found.
CLUB = "who plays, in an article of sport"


def clubs(row: Row, found: list[Found], begin: int, end: int) -> list[Found]:
    """The mentions of a sentence, towns and unknown names that play made clubs; they are left alone where the article is of no sport."""
    if not row.sport:
        return found
    found = _called_by_words(row, found, begin, end)
    made: list[Found] = []
    for mention in found:
        before = made[-1] if made else None
        town = mention.type == "LOC" and mention.subtype == "city"
        if town and not mention.cut and before is not None and before.last == mention.first and _opens(row, before):
            before.last = mention.last
            _name(before)
            continue
        made.append(mention)
        if mention.subtype == "country" and mention.first > begin and row.norms[mention.first - 1] in _CLUB and not mention.cut:
            _name(mention)
        elif town and not _is_place(row, mention, begin):
            floor = before.last if before is not None else begin
            rare = mention.first - 1
            if rare >= floor and not mention.cut and _is_rare(row, rare):
                mention.first = rare
                if _plays(row, mention, begin, end):
                    _name(mention)
                else:
                    mention.first = rare + 1
            elif _plays(row, mention, begin, end):
                _name(mention)
        elif _is_unknown(row, mention) and _of_country(row, mention, end) and not _is_place(row, mention, begin):
            _name(mention)
    return made


def _called_by_words(row: Row, found: list[Found], begin: int, end: int) -> list[Found]:
    """The mentions with clubs that are called by a word of the language, where a noun tells: لاعب العربي, مرمى الاتحاد."""
    added = []
    for at in row.where(_WHOSE, begin, end - 1):
        word = row.norms[at + 1]
        if word not in _WORDS or (word == _YOUTH and row.norms[at] in _TEAM) or row.norms[at].startswith(_DEFINITE):
            continue  # للاعب المصري: ل and اللاعب
        if not any(mention.first <= at + 1 < mention.last for mention in found):
            added.append(Found(at + 1, at + 2, 0, "ORG", RULE, "club", how=CLUB))
    return sorted([*found, *added], key=lambda mention: mention.first) if added else found


_WORDS = word_set("clubs called by a word")
_DEFINITE = "لل"
_TEAM, _YOUTH = frozenset((key("فريق"), key("لفريق"), key("بفريق"))), key("الشباب")


def called(row: Row, found: list[Found]) -> frozenset[str]:
    """The towns that an article of sport has as clubs, by name; its further mentions of them are made clubs, unless the place is meant."""
    if not row.sport:
        return frozenset()
    names = frozenset(" ".join(mention.words(row.norms)) for mention in found if mention.how == CLUB)
    if names:
        for mention in found:
            town = mention.type == "LOC" and mention.subtype == "city"
            if town and not _is_place(row, mention, 0) and " ".join(mention.words(row.norms)) in names:
                _name(mention)
    return names


def _name(mention: Found) -> None:
    mention.type, mention.subtype, mention.country, mention.row = "ORG", "club", None, 0
    mention.force, mention.how = RULE, CLUB


def _opens(row: Row, mention: Found) -> bool:
    """True for a club that its town follows (أجاكس أمستردام), and for a word that the tagger takes for some name."""
    if mention.type == "ORG":
        return mention.subtype == "club" or (mention.force == TAGGED and mention.last - mention.first == 1)
    return mention.last - mention.first == 1 and _is_unknown(row, mention)


def _is_unknown(row: Row, mention: Found) -> bool:
    """True for what the tagger alone takes for a person or a work, without ال, no word of it a person's in the lists."""
    if mention.type not in ("PER", "MISC") or mention.force != TAGGED or mention.row:
        return False
    words = mention.words(row.norms)
    return not words[0].startswith("ال") and all(persons.name_strength(row, word) < _PERSON for word in words)


def _is_rare(row: Row, at: int) -> bool:
    norm = row.norms[at]
    return (
        norm[0].isalpha()
        and len(norm) > 2
        and not norm.startswith("ال")
        and all(row.lists.frequency(stem) <= _RARE for _, stem in readings(norm))
        and not row.seen.get(norm, 0) > 2 * _RARE
        and persons.name_strength(row, norm) < _PERSON
    )


def _is_place(row: Row, mention: Found, begin: int) -> bool:
    """True where the town is meant, or something that is named after it: في ليون, بليون, مدينة ليون, مطار ليون الفرنسي."""
    if mention.cut and row.norms[mention.first][mention.cut - 1] == "ب":
        return True
    if mention.first == begin:
        return False
    before = row.norms[mention.first - 1]
    return before in _IN or any(stem in heads() and heads()[stem].subtype != "club" for _, stem in readings(before))


def _plays(row: Row, mention: Found, begin: int, end: int) -> bool:
    """True for a town after its rival, or with its country's adjective, which is masculine as the club is: towns are feminine."""
    if _of_country(row, mention, end) or _in_table(row, mention, begin, end):
        return True
    at = mention.first - 1
    if at < begin or mention.cut:
        return False
    before = row.norms[at]
    if before in _WHOSE:
        return mention.last >= end or row.norms[mention.last] not in _LETTERS
    if before in _RIVALS or before in _AGAINST:
        return True
    return before in _ON and not _WINS.isdisjoint(row.norms[max(begin, at - _REACH) : at])


_ON = frozenset((key("على"),))
#: نادي الطائف الأدبي is no club of sport.
_LETTERS = frozenset((key("الأدبي"), key("الثقافي")))


def _in_table(row: Row, mention: Found, begin: int, end: int) -> bool:
    """True in a row of results, with its country in brackets: ليون (فرنسا) - كوبنهاغن (الدنمارك) 1-0."""
    first, last, norms = mention.first, mention.last, row.norms
    if last + 2 >= end or norms[last] != "(" or norms[last + 2] != ")":
        return False
    return (first > begin and norms[first - 1] == "-") or (last + 3 < end and (norms[last + 3] == "-" or norms[last + 3].isdigit()))


def _of_country(row: Row, mention: Found, end: int) -> bool:
    """True before a masculine adjective of the country: ليون الفرنسي, بيل بيين السويسري."""
    if mention.last >= end:
        return False
    after = row.norms[mention.last]
    country = nation(after) if after.startswith("ال") and after.endswith("ي") else None
    return bool(country) and mention.country in (None, country)
