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
#: A second paragraph that begins afresh, after a teaser, tells the story from its beginning in other words: less of the shorter is enough.
_TOLD_AFRESH = 0.4
#: With so many chosen sentences it is compared, which bounds the work.
_COMPARED = 20

#: Openings of sentences that are not taken without the one before.
LEANING = frozenset(("carried", "item", "source"))

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

    From the best down, and four things beside the scores. The sentence after one that ends in a colon or semicolon finishes
    it (weight `finishing`); one that leans on the sentence before waits until that is taken, and lends it its score; one that
    says again what is said already (weight `repeated`), or that there is no room to finish (`unfinished`), is put back once with
    its score lowered. With `length.words` a sentence that does not fit is passed over and the next one tried; the best is given
    even when it alone is too long.
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
            if scores[place - 1] < scores[place] and _both_fit(found, place - 1, chosen, wanted, room):
                heapq.heappush(queue, (-scores[place], place - 1, False))
            continue
        if chosen and not weighed and _says_again(candidate, said, told):
            heapq.heappush(queue, (value - weighing["repeated"], place, True))
            continue
        if candidate.unfinished and not weighed and not _can_be_finished(found, place, chosen, wanted, room):
            heapq.heappush(queue, (value - weighing["unfinished"], place, True))
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
    if room is not None:  # where what they lean on was too long, those after a chosen sentence but one may fill the budget
        for place in sorted(waiting, key=lambda place: -scores[place]):
            if found[place].words <= room and place - 2 in chosen:
                chosen.add(place)
                room -= found[place].words
    return sorted(chosen)


def _can_be_finished(found: Sequence[Candidate], place: int, chosen: Set[int], wanted: int, room: int | None) -> bool:
    """True when the sentence after one that ends in a colon or semicolon is there or can still be taken."""
    following = place + 1
    if following >= len(found) or following in chosen:
        return following < len(found)
    return _both_fit(found, place, chosen, wanted, room)


def _both_fit(found: Sequence[Candidate], place: int, chosen: Set[int], wanted: int, room: int | None) -> bool:
    """True when there is room for a sentence and the one after it."""
    return len(chosen) + 1 < wanted and (room is None or found[place].words + found[place + 1].words <= room)


def _says_again(candidate: Candidate, said: Set[str], told: Sequence[Set[str]]) -> bool:
    terms = candidate.terms
    if len(terms & said) >= _SAID_AGAIN * max(1, len(terms)):
        return True
    if candidate.afresh and len(terms) >= _FEWEST:
        return any(len(terms & other) >= _TOLD_AFRESH * min(len(terms), len(other)) for other in told[:_COMPARED])
    return any(len(terms & other) >= _SAID_AGAIN * len(other) for other in told[:_COMPARED] if len(other) <= len(terms))
