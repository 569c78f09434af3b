"""The kept tables of words that announce names: titles, heads, verbs of saying, nationalities, institutions."""

from __future__ import annotations

from functools import lru_cache

from newsfacts.entities.lists import readings
from newsfacts.record import Record
from newsfacts.text.lexicon import table


def folded(name: str) -> list[dict[str, str]]:
    """The rows of a table of this room, folded in one go; `|` stands between the forms of a cell."""
    return table("entities/" + name, folded=True)


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {row["use"]: frozenset(row["words"].split("|")) for row in folded("words")}


def word_set(use: str) -> frozenset[str]:
    """The folded words of `data/entities/words.tsv` for one use."""
    return _words()[use]


def followers() -> dict[str, frozenset[str]]:
    """Words that tell a place's name before them to be another word (مسقط رأسه): folded name to folded words."""
    return {use.removeprefix(_FOLLOWS): words for use, words in _words().items() if use.startswith(_FOLLOWS)}


_FOLLOWS = "no place before these: "


def company(name: str) -> frozenset[str]:
    """The words of which one in an article tells that a word is the name (حماس beside غزة), not the word of the language."""
    return _words().get("company of " + name, frozenset())


class Head(Record):
    """A noun that opens a name: the name's type and subtype, whether the noun belongs to it, what completes it."""

    type: str
    subtype: str
    inside: bool
    completion: str


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Words before a person's name: folded phrase to kind (office, calling, honorific)."""
    return {form: row["kind"] for row in folded("titles") for form in row["words"].split("|")}


@lru_cache(maxsize=1)
def heads() -> dict[str, Head]:
    """Nouns that open the name of an organisation, a place, an event or a work."""
    return {
        form: Head(row["type"], row["subtype"], row["inside"] == "yes", row["completion"])
        for row in folded("heads")
        for form in row["words"].split("|")
    }


@lru_cache(maxsize=1)
def speech() -> frozenset[str]:
    """Verbs that persons and organisations are the subject of."""
    return frozenset(form for row in folded("speech") for form in row["words"].split("|"))


_PLURALS = ("ون", "ين", "ان", "ات")


@lru_cache(maxsize=1)
def nationalities() -> dict[str, str]:
    """Adjectives of nationality, without and with ال: folded word to ISO country, empty where it is of no one country."""
    found: dict[str, str] = {}
    for row in folded("nationalities"):
        country = row["country"]
        for form in row["words"].split("|"):
            if " " in form:
                found.setdefault(form, country)
                found.setdefault("ال" + form.replace(" ", " ال"), country)
                continue
            found.setdefault(form, country)
            found.setdefault("ال" + form, country)
            if form[-1] == "ي":
                for ending in _PLURALS:
                    found.setdefault(form + ending, country)
                    found.setdefault("ال" + form + ending, country)
    return found


@lru_cache(maxsize=1)
def never() -> frozenset[str]:
    """Folded words and phrases that are no name by themselves."""
    return frozenset(form for row in folded("never") for form in row["words"].split("|"))


@lru_cache(maxsize=1)
def institutions() -> dict[str, str]:
    """Organs of state named by a country's adjective: folded phrase to subtype."""
    return {form: row["subtype"] for row in folded("institutions") for form in row["words"].split("|")}


@lru_cache(maxsize=1)
def portfolios() -> frozenset[str]:
    """What ministries are of."""
    return frozenset(form for row in folded("portfolios") for form in row["words"].split("|"))


@lru_cache(maxsize=16384)
def triggers(norm: str) -> tuple[str, ...]:
    """The kinds of announcing word that a folded word is, with or without attached particles."""
    found = []
    for cut, stem in readings(norm):
        kind = titles().get(stem)
        if kind:
            found.append(kind)
        head = heads().get(stem)
        if head:
            found.append(f"{head.type}{'+' if head.inside else '-'}{head.completion}")
            found.append(head.subtype)
        if cut <= 1 and stem in speech():
            found.append("speech")
        if stem in nationalities():
            found.append("nation")
        if stem in institutions():
            found.append("organ")
        if found:
            break
    return tuple(found)
