"""Which sentences make the summary: the lead, moved by what the features have to say."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

from newsfacts.summary.features import Candidate
from newsfacts.summary.length import Length
from newsfacts.text.lexicon import table

#: A sentence repeats by what more than this share of its terms has been said; sentences of one article have a fifth in common anyway.
_REPEATING = 0.4

#: Openings of sentences that are not taken without the one before.
LEANING = frozenset(("carried", "item"))

_weights: dict[str, float] = {}


def weights() -> Mapping[str, float]:
    """The weights of the features, from data/summary/weights.tsv."""
    if not _weights:
        _weights.update({row["feature"]: float(row["weight"]) for row in table("summary/weights")})
    return _weights


def score(found: Sequence[Candidate], weighing: Mapping[str, float]) -> list[float]:
    """The weighted sum of each sentence's features."""
    return [sum(weighing[name] * value for name, value in candidate.features.items() if value) for candidate in found]


def choose(found: Sequence[Candidate], scores: Sequence[float], length: Length, weighing: Mapping[str, float]) -> list[int]:
    """The indices of the sentences of the summary, in the article's order.

    From the best down, and three things beside the scores. The sentence after one that is taken reads on from it (weight
    `continuing`, or `finishing` after a colon or semicolon); one that leans on the sentence before waits until that is
    taken; one that says again what is said already (weight `repeated`) is put back once with its score lowered. With
    `length.words` a sentence that does not fit is passed over and the next one tried; the best is given even when it alone
    is too long.
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
    while queue and len(chosen) < wanted:
        value, place, weighed = heapq.heappop(queue)
        candidate = found[place]
        if place in chosen or (room is not None and chosen and candidate.words > room):
            continue
        if candidate.opening in LEANING and place and place - 1 not in chosen:
            waiting.add(place)
            continue
        if chosen and not weighed:
            repeated = len(candidate.terms & said) / (len(candidate.terms) or 1) - _REPEATING
            if repeated > 0:
                heapq.heappush(queue, (value - weighing["repeated"] * repeated / (1 - _REPEATING), place, True))
                continue
        chosen.add(place)
        said |= candidate.terms
        if room is not None:
            room -= candidate.words
        following = place + 1
        if following < len(found) and following not in chosen:
            waiting.discard(following)
            reading_on = weighing["finishing" if candidate.unfinished else "continuing"]
            heapq.heappush(queue, (-scores[following] - reading_on, following, False))
    if room is not None:  # what still fits may fill the budget, leaning or not
        for place in sorted(waiting, key=lambda place: -scores[place]):
            if found[place].words <= room:
                chosen.add(place)
                room -= found[place].words
    return sorted(chosen)
