"""Which sentences make the summary: the lead, moved by what the features have to say."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence, Set

from newsfacts.summary.features import Candidate
from newsfacts.summary.length import Length
from newsfacts.text.lexicon import cells

#: A sentence says again what was said when so much of its terms was, or when it has so much of the terms of one that was chosen: a teaser
#: and its lead. Sentences of one article have a good deal in common anyway; of too few terms nothing can be told.
_SAID_AGAIN, _FEWEST = 0.7, 6
#: With so many chosen sentences it is compared, which bounds the work.
_COMPARED = 20

#: Openings of sentences that are not taken without the one before.
LEANING = frozenset(("carried", "item"))

_weights: dict[str, float] = {}


def weights() -> Mapping[str, float]:
    """The weights of the features, from data/summary/weights.tsv."""
    if not _weights:
        _weights.update({feature: float(weight) for feature, weight, _ in cells("summary/weights")[1:]})
    return _weights


def score(found: Sequence[Candidate], weighing: Mapping[str, float]) -> list[float]:
    """The weighted sum of each sentence's features."""
    return [sum(weighing[name] * value for name, value in candidate.features.items() if value) for candidate in found]


def choose(found: Sequence[Candidate], scores: Sequence[float], length: Length, weighing: Mapping[str, float]) -> list[int]:
    """The indices of the sentences of the summary, in the article's order.

    From the best down, and three things beside the scores. The sentence after one that ends in a colon or semicolon finishes
    it (weight `finishing`); one that leans on the sentence before waits until that is taken; one that says again what is said
    already (weight `repeated`) is put back once with its score lowered. With `length.words` a sentence that does not fit is
    passed over and the next one tried; the best is given even when it alone is too long.
    """
    wanted = length.of(len(found))
    if length.words is None and wanted == len(found):
        return list(range(len(found)))
    room = length.words
    queue = [(-value, place, False) for place, value in enumerate(scores)]
    heapq.heapify(queue)
    chosen: set[int] = set()
    waiting: set[int] = set()
    said: set[str] = set()
    told: list[Set[str]] = []
    while queue and len(chosen) < wanted:
        value, place, weighed = heapq.heappop(queue)
        candidate = found[place]
        if place in chosen or (room is not None and chosen and candidate.words > room):
            continue
        if candidate.opening in LEANING and place and place - 1 not in chosen:
            waiting.add(place)
            continue
        if chosen and not weighed and _says_again(candidate.terms, said, told):
            heapq.heappush(queue, (value - weighing["repeated"], place, True))
            continue
        chosen.add(place)
        said |= candidate.terms
        if len(candidate.terms) >= _FEWEST:
            told.append(candidate.terms)
        if room is not None:
            room -= candidate.words
        following = place + 1
        if following < len(found) and following not in chosen:
            waiting.discard(following)
            finishing = weighing["finishing"] if candidate.unfinished else 0.0
            heapq.heappush(queue, (-scores[following] - finishing, following, False))
    if room is not None:  # what still fits may fill the budget, leaning or not
        for place in sorted(waiting, key=lambda place: -scores[place]):
            if found[place].words <= room:
                chosen.add(place)
                room -= found[place].words
    return sorted(chosen)


def _says_again(terms: Set[str], said: Set[str], told: Sequence[Set[str]]) -> bool:
    if len(terms & said) >= _SAID_AGAIN * max(1, len(terms)):
        return True
    return any(len(terms & other) >= _SAID_AGAIN * len(other) for other in told[:_COMPARED] if len(other) <= len(terms))
