"""Names in Latin script (captions, companies) and hashtags."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.entities.kinds import TYPES
from newsfacts.entities.mentions import CONTEXT, KEPT, RULE, Found, Row
from newsfacts.text.lexicon import forms, table

_JOINERS = frozenset(("-", "'", "’", "&"))
_PARTICLES = frozenset(
    ("al", "el", "bin", "ibn", "bint", "abu", "ben", "de", "du", "la", "le", "van", "von", "der", "den", "da", "di", "do", "dos")
)
_LONGEST = 6


class _Words:
    """English words of captions: titles and places' triggers, loaded when a text has Latin letters."""

    def __init__(self) -> None:
        self.titles: set[str] = set()
        self.common: set[str] = set()
        for row in table("entities/latin"):
            (self.titles if row["kind"] == "title" else self.common).update(forms(row["words"]))


_words: _Words | None = None


def vocabulary() -> _Words:
    """The table of English caption words."""
    global _words
    if _words is None:
        _words = _Words()
    return _words


def is_latin(norm: str) -> bool:
    """True for a word in Latin letters."""
    first = norm[0]
    return first.isalpha() and ("A" <= first <= "z" or "À" <= first <= "ɏ")


def names(row: Row, begin: int, end: int) -> Iterator[Found]:
    """Runs of capitalised Latin words: listed ones by their lists, others as persons where a caption's grammar says so."""
    at = begin
    while at < end:
        if not is_latin(row.norms[at]) or not (row.norms[at][0].isupper() or row.lists.kept(row.norms[at])):
            at += 1
            continue
        last = at + 1
        while last < end and last - at < _LONGEST:
            norm = row.norms[last]
            if is_latin(norm) and (norm[0].isupper() or (norm in _PARTICLES and last + 1 < end and row.norms[last + 1][:1].isupper())):
                last += 1
            elif (
                norm in _JOINERS
                and last + 1 < end
                and is_latin(row.norms[last + 1])
                and row.ends[last - 1] == row.starts[last]
                and row.ends[last] == row.starts[last + 1]
            ):
                last += 2
            else:
                break
        yield from _classify(row, at, min(last, end), begin)
        at = last


def _classify(row: Row, first: int, last: int, begin: int) -> Iterator[Found]:
    """The names within a run of capitalised words."""
    common = vocabulary()
    at = first
    titled = False
    while at < last:
        for stop in range(last, at, -1):
            records = row.lists.kept(" ".join(row.norms[at:stop]))
            if records and (records[0].strength > 100 or row.seen.get(row.norms[at], 0) > 0):
                record = records[0]
                if record.subtype == "product":
                    stop = model(row, stop)
                yield Found(
                    at, stop, 0, TYPES[record.type], KEPT if record.strength > 100 else RULE, record.subtype, record.country, record.row
                )
                at, titled = stop, False
                last = max(last, stop)
                break
        else:
            norm = row.norms[at]
            low = norm.lower()
            if low in common.titles or low in common.common:
                titled = low in common.titles or titled
                at += 1
                continue
            stop = at + 1
            while stop < last and row.norms[stop].lower() not in common.titles and row.norms[stop].lower() not in common.common:
                stop += 1
            place = next((record for record in row.lists.listed(" ".join(row.norms[at:stop])) if TYPES[record.type] == "LOC"), None)
            if place is not None and not titled:
                yield Found(at, stop, 0, "LOC", RULE, place.subtype, place.country)
            elif (stop - at >= 2 or titled) and not any(word.isupper() and len(word) > 1 for word in row.norms[at:stop]):
                yield Found(at, stop, 0, "PER", RULE if titled else CONTEXT)
            at, titled = stop, False


def model(row: Row, at: int) -> int:
    """iPhone XS MAX, Galaxy S9: the designation after a product's name."""
    while at < row.count and (
        (is_latin(row.norms[at]) and any(letter.isupper() for letter in row.norms[at]))
        or (row.norms[at].isdigit() and len(row.norms[at]) < 3)
    ):
        at += 1
    return at


def hashtags(row: Row, begin: int, end: int) -> Iterator[Found]:
    """#محمد_بن_سلمان: the words of a hashtag, looked up as a name; unknown ones are left to the tagger."""
    for at in range(begin, end - 1):
        if row.norms[at] != "#":
            continue
        last = at + 2
        while last + 1 < end and row.norms[last] == "_" and row.ends[last - 1] == row.starts[last]:
            last += 2
        words = [norm for norm in row.norms[at + 1 : last] if norm != "_"]
        records = row.lists.kept(" ".join(words)) or row.lists.listed(" ".join(words))
        record = next((record for record in records if TYPES[record.type] in ("PER", "LOC", "ORG", "MISC")), None)
        if record is not None:
            yield Found(at + 1, last, 0, TYPES[record.type], RULE, record.subtype, record.country, record.row)
        elif len(words) > 1 and all(any(TYPES[r.type] in ("given", "surname") for r in row.lists.listed(word)) for word in words):
            yield Found(at + 1, last, 0, "PER", RULE)
