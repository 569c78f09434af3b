"""Names in each sentence: the tagger's, corrected by what lists and grammar are sure of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsfacts.entities import latin, persons, phrases
from newsfacts.entities.bodies import BODY, banks, bodies
from newsfacts.entities.features import words_of
from newsfacts.entities.listed import believed
from newsfacts.entities.mentions import KEPT, LISTED, RULE, TAGGED, Found, Row
from newsfacts.entities.shaping import refined
from newsfacts.entities.tagged import Tagging, tagged
from newsfacts.parsing import Article


def recognise(article: Article, tag: Tagging | None = None) -> tuple[Row, list[Found]]:
    """The mentions of an article, in order, none overlapping another; `tag` labels sentences instead of the tagger."""
    text = article.text
    same = len(text) == len(article.folded)
    row = Row(article.tokens, (lambda at: text[at]) if same else (lambda at: text[article.span(at, at + 1).start]))
    if not same and _TANWIN in text:
        row.adverbs = _adverbs(article)
    words = words_of(row.norms, endings(article))
    found: list[Found] = []
    for begin, end in _stretches(article):
        found.extend(_sentence(row, words, begin, end, tag))
    return row, found


_TANWIN = "ً"


def _adverbs(article: Article) -> frozenset[int]:
    """The tokens written with the ending of adverbs and indefinite objects (دوما with its tanwin): no names."""
    tokens, text = article.tokens, article.text
    found = set()
    for at, norm in enumerate(tokens.norms):
        if norm[-1] == "ا" and len(norm) > 2:
            span = article.span(tokens.ends[at] - 1, tokens.ends[at])
            if text[span.start - 1] == _TANWIN or text[span.start + 1 : span.start + 2] == _TANWIN:
                found.add(at)
    return frozenset(found)


def endings(article: Article) -> list[str]:
    """The last character as written (ى or ي) of each token that ends in ي; nothing of the others."""
    tokens = article.tokens
    text, folded = article.text, article.folded
    if len(text) == len(folded):
        return [text[end - 1] if norm[-1] == "ي" else "" for norm, end in zip(tokens.norms, tokens.ends, strict=True)]
    return [text[article.span(end - 1, end).start] if norm[-1] == "ي" else "" for norm, end in zip(tokens.norms, tokens.ends, strict=True)]


def _stretches(article: Article) -> Iterator[tuple[int, int]]:
    """The sentences as ranges of tokens."""
    for sentence in article.sentences:
        inside = article.tokens.within(sentence.start, sentence.end)
        if inside.start < inside.stop:
            yield inside.start, inside.stop


def _sentence(row: Row, words: Sequence[str], begin: int, end: int, tag: Tagging | None) -> list[Found]:
    hits = row.lists.find(row.norms, begin, end)
    candidates: list[Found] = list(phrases.papers(row, begin, end))  # first: «الشرق الأوسط» is the paper
    candidates.extend(believed(row, hits, begin, end))
    candidates.extend(phrases.ministries(row, begin, end))
    candidates.extend(phrases.organs(row, begin, end))
    candidates.extend(bodies(row, begin, end))
    candidates.extend(banks(row, begin, end))
    candidates.extend(phrases.quoted(row, begin, end))
    candidates.extend(phrases.places(row, begin, end))
    candidates.extend(phrases.translated(row, begin, end))
    candidates.extend(latin.names(row, begin, end))
    candidates.extend(latin.hashtags(row, begin, end))
    if row.matching(_is_arabic, begin, end):
        candidates.extend(persons.titled(row, begin, end))
        candidates.extend(persons.pairs(row, begin, end))
        candidates.extend(tagged(row, words, hits, begin, end, tag))
    return refined(row, resolve(_whole_bodies(row, candidates)), begin, end)


def _is_arabic(norm: str) -> bool:
    return norm[0].isalpha() and not latin.is_latin(norm)


def _whole_bodies(row: Row, candidates: list[Found]) -> list[Found]:
    """The candidates, less longer readings of kept bodies (المرصد السوري لحقوق الإنسان والإعلام) and papers (الوطن الخبر)."""
    known = {found.first for found in candidates if found.force == KEPT and found.type == "ORG" and found.last - found.first > 2}
    papers = {found.first: found.last for found in candidates if found.subtype == "newspaper" and found.force == KEPT}
    if not known and not papers:
        return candidates

    def beyond(found: Found) -> bool:
        last = papers.get(found.first, found.last)
        too_long = found.force == TAGGED and found.last > last and phrases.nation(row.norms[last]) is None
        return too_long or (found.how == BODY and found.first in known)

    return [found for found in candidates if not beyond(found)]


def resolve(candidates: Sequence[Found]) -> list[Found]:
    """Of overlapping mentions the best: the one that holds the others when it is as sure, else the surer, else the longer."""
    order = sorted(candidates, key=_rank)
    taken: list[Found] = []
    at_token: dict[int, Found] = {}
    for candidate in order:
        if all(at not in at_token for at in range(candidate.first, candidate.last)):
            taken.append(candidate)
            for at in range(candidate.first, candidate.last):
                at_token[at] = candidate
        else:
            rival = next(at_token[at] for at in range(candidate.first, candidate.last) if at in at_token)
            if (
                rival.type == candidate.type
                and rival.subtype is None
                and candidate.subtype
                and rival.first <= candidate.first
                and candidate.last <= rival.last
                and candidate.last - candidate.first == rival.last - rival.first
            ):
                rival.subtype, rival.country, rival.row = candidate.subtype, candidate.country, candidate.row
    return sorted(taken, key=lambda found: found.first)


def _rank(found: Found) -> tuple[int, int, int]:
    length = found.last - found.first
    if found.force == KEPT and length > 1:
        return (-length - 1, -found.force, found.first)
    long_name = found.force == TAGGED and length > 1 and found.type in ("PER", "ORG", "MISC", "LOC")
    return (
        -length if long_name or found.force in (KEPT, RULE) else -1 if found.force == TAGGED else 1 if found.force == LISTED else 2,
        -found.force,
        found.first,
    )
