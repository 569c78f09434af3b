"""Names in Latin script (captions, companies) and hashtags."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.entities.kinds import TYPES
from newsfacts.entities.mentions import CONTEXT, KEPT, RULE, Found, Row
from newsfacts.entities.vocabulary import Head, folded

_JOINERS = frozenset(("-", "'", "’", "&"))
_PARTICLES = frozenset(
    ("al", "el", "bin", "ibn", "bint", "abu", "ben", "de", "du", "la", "le", "van", "von", "der", "den", "da", "di", "do", "dos")
)
_LONGEST = 6


class _Words:
    """English words of captions: titles, nouns of names, others; loaded when a text has Latin letters."""

    __slots__ = ("articles", "common", "heads", "objects", "titles", "translated")

    def __init__(self) -> None:
        kinds: dict[str, set[str]] = {"title": set(), "common": set(), "object": set(), "article": set()}
        for row in folded("latin"):
            kinds[row["kind"]].update(row["words"].split("|"))
        self.titles, self.common, self.objects, self.articles = kinds.values()
        self.heads: dict[str, Head] = {}
        #: The Arabic nouns that stand for an English one.
        self.translated: dict[str, frozenset[str]] = {}
        for row in folded("latin_heads"):
            arabic = frozenset(row["arabic"].split("|"))
            for word in row["words"].split("|"):
                self.heads[word] = Head(row["type"], row["subtype"], True, "name")
                self.translated[word] = arabic


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
    free = begin
    for at in row.matching(is_latin, begin, end):
        if at < free or not (row.norms[at][0].isupper() or row.lists.kept(row.norms[at])):
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
        free = last


def within_address(row: Row, at: int) -> bool:
    """True for a part of a web address: moe in www.moe.gov.sa."""
    return (
        at > 1
        and is_latin(row.norms[at])
        and row.norms[at].islower()
        and row.norms[at - 1] in ("/", ".")
        and row.ends[at - 1] == row.starts[at]
        and row.ends[at - 2] == row.starts[at - 1]
        and (is_latin(row.norms[at - 2]) or row.norms[at - 2] == "/")
    )


def _classify(row: Row, first: int, last: int, begin: int) -> Iterator[Found]:
    """The names within a run of capitalised words."""
    common = vocabulary()
    at = first
    titled = False
    article = first > begin and row.norms[first - 1].lower() in common.articles
    while at < last:
        for stop in range(last, at, -1):
            records = row.lists.kept(" ".join(row.norms[at:stop]))
            if records and (records[0].strength > 100 or row.seen.get(row.norms[at], 0) > 0):
                record = records[0]
                if record.subtype == "product" and model(row, stop) > stop:
                    stop, record = model(row, stop), record._replace(row=0)  # iPhone XS and iPhone XR are two
                yield Found(
                    at,
                    stop,
                    0,
                    TYPES[record.type],
                    KEPT if record.strength > 100 else RULE,
                    record.subtype,
                    record.country,
                    record.row,
                    how="kept list",
                )
                at, titled = stop, False
                last = max(last, stop)
                break
        else:
            norm = row.norms[at]
            low = norm.lower()
            named = _headed(row, at, last)
            if named is not None:
                yield named
                at, titled = named.last, False
                continue
            if low in common.titles or low in common.common:
                titled = low in common.titles or titled
                at += 1
                continue
            stop = at + 1
            while stop < last and row.norms[stop].lower() not in common.titles and row.norms[stop].lower() not in common.common:
                stop += 1
            place = next((record for record in row.lists.listed(" ".join(row.norms[at:stop])) if TYPES[record.type] == "LOC"), None)
            if place is not None and not titled:
                yield Found(at, stop, 0, "LOC", RULE, place.subtype, place.country, how="list")
            elif stop < row.count and row.norms[stop] in common.objects:
                yield Found(at, stop, 0, "MISC", CONTEXT, "product", how="Latin words before a kind of thing")
            elif (titled or (stop - at >= 2 and not (article and at == first))) and not any(
                word.isupper() and len(word) > 1 for word in row.norms[at:stop]
            ):
                yield Found(at, stop, 0, "PER", RULE if titled else CONTEXT, how="Latin words of a caption")
            at, titled = stop, False


def _headed(row: Row, at: int, last: int) -> Found | None:
    """Lake Chad, Ministry of Defence, Lake Guards Front: a name with an English noun that says what it is of."""
    known = vocabulary()
    opens = known.heads.get(row.norms[at])
    if opens is not None and opens.type == "LOC" and opens.subtype in _BEFORE and at + 1 < last:
        closes = next((stop for stop in range(last, at + 2, -1) if row.norms[stop - 1] in known.heads), None)
        if closes is None:
            return Found(at, min(last, at + 2), 0, "LOC", RULE, opens.subtype, how="English noun of names")
    if opens is not None and opens.type == "ORG" and at + 2 < row.count and row.norms[at + 1] == "of" and row.norms[at + 2][:1].isupper():
        stop = at + 3
        while stop < row.count and stop - at < _LONGEST and is_latin(row.norms[stop]) and row.norms[stop][0].isupper():
            stop += 1
        return Found(at, stop, 0, "ORG", RULE, opens.subtype, how="English noun of names")
    if row.norms[at].lower() in known.titles:
        return None
    for stop in range(last, at + 1, -1):
        head = known.heads.get(row.norms[stop - 1])
        if head is not None:
            return Found(at, stop, 0, head.type, RULE, head.subtype, how="English noun of names")
    return None


#: What stands before its name in English; other nouns of places stand after it.
_BEFORE = frozenset(("lake", "mountain"))


def model(row: Row, at: int) -> int:
    """iPhone XS MAX, Galaxy S9: the designation after a product's name."""
    while at < row.count and (
        (is_latin(row.norms[at]) and any(letter.isupper() for letter in row.norms[at]))
        or (row.norms[at].isdigit() and len(row.norms[at]) < 3)
    ):
        at += 1
    return at


_HASH = frozenset("#")


_GIVEN = 60
_RARE = 6


def _may_be_name(row: Row, word: str) -> bool:
    """True for a listed name, for الحلو, and for a word that the news hardly has."""
    return row.lists.strengths(word)[1] > 0 or word.startswith("ال") or row.lists.frequency(word) <= _RARE


def hashtags(row: Row, begin: int, end: int) -> Iterator[Found]:
    """#محمد_بن_سلمان: the words of a hashtag, looked up as a name; unknown ones are left to the tagger."""
    for at in row.where(_HASH, begin, end - 1):
        last = at + 2
        while last + 1 < end and row.norms[last] == "_" and row.ends[last - 1] == row.starts[last]:
            last += 2
        words = [norm for norm in row.norms[at + 1 : last] if norm != "_"]
        records = row.lists.kept(" ".join(words)) or row.lists.listed(" ".join(words))
        record = next((record for record in records if TYPES[record.type] in ("PER", "LOC", "ORG", "MISC")), None)
        if record is not None:
            yield Found(at + 1, last, 0, TYPES[record.type], RULE, record.subtype, record.country, record.row, how="hashtag")
        elif len(words) > 1 and row.lists.strengths(words[0])[0] >= _GIVEN and all(_may_be_name(row, word) for word in words[1:]):
            yield Found(at + 1, last, 0, "PER", RULE, how="hashtag")
