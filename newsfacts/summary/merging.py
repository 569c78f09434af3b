"""One summary of many articles on one story, which says nothing twice."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from math import exp, log
from typing import TypeVar

from newsfacts.facts import Amount, Document, Summary, attributed, joint
from newsfacts.parsing.sentences import Sentence
from newsfacts.parsing.tokens import Tokens
from newsfacts.summary.box import MOST
from newsfacts.summary.features import OPENING, SMOOTHING, Candidate, standardised
from newsfacts.summary.length import Length
from newsfacts.summary.openings import opening
from newsfacts.summary.ranking import LEANING
from newsfacts.summary.terms import term
from newsfacts.text.fold import key

#: What many documents tell counts so much against what each of them tells first, and the newest document so much before the oldest.
_SHARED, _NEWEST = 0.5, 0.1
#: Two sentences say the same when they share this much of the shorter one's terms, and so many terms.
_SAME, _FEWEST = 0.5, 4
#: A term that so many chosen sentences have tells none of them from another; leaving it out bounds the work for each sentence.
_TOO_COMMON = 50
_LEAST = 1e-4
_SERVANT = "عبد "

Item = TypeVar("Item")


def merged(documents: Iterable[Document], length: Length) -> Document:
    """One summary of many documents that were summarised whole (`Length(ratio=1)`).

    A sentence is weighed by its score in its own document and by how much of it other documents tell too; one that says again what
    is said is left out. Sentences come by the date of their documents where all have one, then the document that has the best one
    first, and within a document in its order. `ids` names the document of each. The headline is the title that the others have most
    words of; the box has what most documents have in theirs. The document has no title and no date of its own, its `id` and
    `source` are `-`; a warning's message begins with the id of its document.
    """
    given = [document for document in documents if isinstance(document.facts, Summary)]
    dated = all(document.date for document in given)
    if dated:
        given.sort(key=lambda document: document.date or "")
    summaries = [document.facts for document in given if isinstance(document.facts, Summary)]
    where = [(number, place) for number, summary in enumerate(summaries) for place in range(len(summary.sentences))]
    found = [candidate for summary in summaries for candidate in _candidates(summary)]
    scores = _scores(found, where, summaries)
    chosen = _choose(found, scores, length)
    best = max(scores, default=0.0)
    score = dict(sorted(((where[at][0], scores[at]) for at in chosen), key=lambda pair: pair[1]))  # of a document: that of its best
    chosen.sort(key=lambda at: ((dated and given[where[at][0]].date) or "", -score[where[at][0]], at))
    sentences = tuple(summaries[where[at][0]].sentences[where[at][1]]._replace(score=round(exp(scores[at] - best), 4)) for at in chosen)
    facts = Summary(
        headline=_headline([summary.headline for summary in summaries]),
        sentences=sentences,
        who=_names([summary.who for summary in summaries]),
        where=_names([summary.where for summary in summaries]),
        when=_common([summary.when for summary in summaries], lambda when: when.value),
        numbers=_common([summary.numbers for summary in summaries], _figure),
    )
    return joint("summarize", chain.from_iterable(map(attributed, given)), facts, tuple(given[where[at][0]].id for at in chosen))


def _candidates(summary: Summary) -> Iterator[Candidate]:
    """A document's sentences as `choose` takes them."""
    unfinished = False
    for place, chosen in enumerate(summary.sentences):
        text = key(chosen.text)
        norms = Tokens(text).norms
        words = len(chosen.text.split())
        kind = "carried" if unfinished else opening(norms[:OPENING], words)
        if place == 0 and kind in LEANING:
            kind = "plain"  # what it leans on is not in another document
        unfinished = text.endswith(("؛", ":"))
        terms = frozenset(filter(None, map(term, norms)))
        sentence = Sentence(chosen.sentence, chosen.start, chosen.end, 0)
        yield Candidate(sentence, words, unfinished, False, terms, kind, {})


def _scores(found: Sequence[Candidate], where: Sequence[tuple[int, int]], summaries: Sequence[Summary]) -> list[float]:
    documents: list[set[str]] = [set() for _ in summaries]
    for candidate, (number, _) in zip(found, where, strict=True):
        documents[number] |= candidate.terms
    spread = Counter(chain.from_iterable(documents))
    shared = standardised([sum(spread[t] - 1 for t in each.terms) / (len(each.terms) + SMOOTHING) for each in found])
    last = max(1, len(summaries) - 1)
    own = [log(max(_LEAST, summaries[number].sentences[place].score)) + _NEWEST * number / last for number, place in where]
    return [score + _SHARED * common for score, common in zip(own, shared, strict=True)]


def _choose(found: Sequence[Candidate], scores: Sequence[float], length: Length) -> list[int]:
    """From the best down: a sentence that leans on the one before waits for that, one that says what is said is left out."""
    wanted, room = length.of(len(found)), length.words
    queue = [(-score, place) for place, score in enumerate(scores)]
    heapq.heapify(queue)
    chosen: set[int] = set()
    with_term: dict[str, list[int]] = defaultdict(list)
    while queue and len(chosen) < wanted:
        _, place = heapq.heappop(queue)
        candidate = found[place]
        leaning = candidate.opening in LEANING and place - 1 not in chosen
        if place in chosen or leaning or (room is not None and chosen and candidate.words > room):
            continue
        shared = Counter(chain.from_iterable(with_term[t][:_TOO_COMMON] for t in candidate.terms))
        if any(n >= max(_FEWEST, _SAME * min(len(candidate.terms), len(found[other].terms))) for other, n in shared.items()):
            continue
        chosen.add(place)
        for each in candidate.terms:
            with_term[each].append(place)
        if room is not None:
            room -= candidate.words
        if place + 1 < len(found) and found[place + 1].opening in LEANING:
            heapq.heappush(queue, (-scores[place + 1], place + 1))
    return sorted(chosen)


def _headline(titles: Sequence[str | None]) -> str | None:
    """The title whose words the others have most."""
    found = {title: frozenset(filter(None, map(term, Tokens(key(title)).norms))) for title in titles if title}
    spread = Counter(chain.from_iterable(found[title] for title in titles if title))
    return max(found, key=lambda title: sum(spread[t] - 1 for t in found[title]) / (len(found[title]) + 1), default=None)


def _names(boxes: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The names that most boxes have, each in its fullest form: «بوتين» is «فلاديمير بوتين» where another document calls him so."""
    fullest: dict[tuple[str, ...], str] = {}
    ends: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(dict.fromkeys(chain.from_iterable(boxes)), key=lambda name: -len(name.split())):
        words = _words(name)
        own = len(words)
        alike = (other for end in {words[0], words[-1]} for other in ends[end])
        fuller = next((other for other in alike if words in (other[-own:], other[:own])), None)
        fullest[words] = name if fuller is None else fullest[fuller]
        if fuller is None:
            for end in {words[0], words[-1]}:
                ends[end].append(words)
    return _common([tuple(dict.fromkeys(fullest[_words(name)] for name in box)) for box in boxes], lambda name: name)


def _words(name: str) -> tuple[str, ...]:
    """The folded words of a name; «عبد العزيز» is one, as «عبدالعزيز» is."""
    return tuple(key(name).replace(_SERVANT, _SERVANT.rstrip()).split())


def _figure(amount: Amount) -> Hashable:
    """What makes two figures of one story the same: «16 آخرين» are «حوالى 16 شخصا»."""
    return (amount.value, amount.unit) if amount.value is not None else amount.text


def _common(boxes: Sequence[tuple[Item, ...]], same: Callable[[Item], Hashable]) -> tuple[Item, ...]:
    """What most boxes have, and have first; each once, in the words of the first box."""
    weight: Counter[Hashable] = Counter()
    first: dict[Hashable, Item] = {}
    for box in boxes:
        for place, item in enumerate(box):
            weight[same(item)] += MOST - min(place, MOST - 1)
            first.setdefault(same(item), item)
    return tuple(first[each] for each, _ in weight.most_common(MOST))
