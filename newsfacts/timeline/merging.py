"""Several timelines as one, and events that are told more than once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from newsfacts.facts import Document, Event, Rule, Warning, attributed, joint
from newsfacts.text.clitics import splits
from newsfacts.text.fold import key

#: What two tellings of one event have in common at least: so many words, and a share of the shorter one's words. What only stands
#: next to another one may be further from it than what is taken for the same.
_FEWEST, _SAME, _NEAR = 3, 0.65, 0.4
#: A word that so many events of the day have says nothing of any one of them. Leaving it out bounds the work for each event.
_TOO_COMMON = 40
_SHORTEST_WORD = 3


def merged(documents: Iterable[Document]) -> Document:
    """One timeline of many documents: by day, the tellings of one event next to each other, unplaced events last.

    The document has no title and no date of its own, its `id` and `source` are `-`; `ids` names the document of each event, and a
    warning's message begins with the id of its document, in whose text its offsets count.
    """
    events: list[tuple[Event, str]] = []
    rules: list[Rule] = []
    warnings: list[Warning] = []
    explained = True
    for document in documents:
        for fact in document.facts:
            if isinstance(fact, Event):
                events.append((fact, document.id))
        warnings.extend(attributed(document))
        explained = explained and document.rules is not None
        rules.extend(document.rules or ())
    order = _order([event for event, _ in events])
    return joint(
        "timeline",
        warnings,
        tuple(events[place][0] for place in order),
        tuple(events[place][1] for place in order),
        tuple(rules[place] for place in order) if explained and rules else None,
    )


def _order(events: Sequence[Event]) -> list[int]:
    def days(place: int) -> tuple[bool, str, str]:
        event = events[place]
        return event.first is None, event.first or "", event.last or ""

    order: list[int] = []
    for _, group in groupby(sorted(range(len(events)), key=days), key=days):
        places = list(group)
        for alike in tellings([events[place] for place in places], loosely=True):
            order.extend(places[index] for index in alike)
    return order


def tellings(events: Sequence[Event], *, loosely: bool = False) -> list[list[int]]:
    """Indices of events of the same days, those that tell of one event together; in order of the first telling.

    Events that name the same people and places are not one for that: names count only when `loosely` is set, for events that
    need not be the same to stand together.
    """
    words = [_words(event, names=loosely) for event in events]
    share = _NEAR if loosely else _SAME
    common = Counter(chain.from_iterable(words))
    few = max(2, min(_TOO_COMMON, len(events)))
    groups: list[list[int]] = []
    group_of: dict[int, int] = {}
    with_word: dict[str, list[int]] = defaultdict(list)
    seen: dict[str, int] = {}
    for index, own in enumerate(words):
        telling = [word for word in own if common[word] <= few or word.startswith(_NAME)]
        shared = Counter(chain.from_iterable(with_word[word][:_TOO_COMMON] for word in telling))
        best = max(shared, key=lambda other: shared[other] / min(len(own), len(words[other])), default=None)
        if best is not None and len(own & words[best]) < max(_FEWEST, share * min(len(own), len(words[best]))):
            best = None
        best = seen.setdefault(events[index].event, index) if best is None else best
        if best != index:
            group_of[index] = group_of[best]
            groups[group_of[best]].append(index)
        else:
            group_of[index] = len(groups)
            groups.append([index])
        for word in telling:
            with_word[word].append(index)
    return groups


def alike(event: Event, others: Sequence[Event]) -> Event | None:
    """The first of the events of a day that names most of what `event` names, or else tells it in the same words; None if none does."""
    names = frozenset(event.entities)
    best = max(others, key=lambda other: len(names.intersection(other.entities)), default=None)
    if best is None or not names.isdisjoint(best.entities):
        return best
    together = next(group for group in tellings([event, *others]) if 0 in group)
    return others[together[1] - 1] if len(together) > 1 else None


_NAME = "\x00"


def _words(event: Event, *, names: bool) -> frozenset[str]:
    """What an event is about: the stems of its words less the expression of time; with its names, or without the words of names."""
    begin, end = event.start - event.event_start, event.end - event.event_start
    inside = begin >= 0 and end <= len(event.event)
    told = chain(_stems(event.event[:begin]), _stems(event.event[end:])) if inside else _stems(event.event)
    if names:
        return frozenset(chain(told, (_NAME + name for name in event.entities)))
    return frozenset(told).difference(chain.from_iterable(map(_stems, event.entities)))


def _stems(text: str) -> Iterator[str]:
    for word in key(text).split():
        bare = "".join(filter(str.isalnum, word))
        if bare:
            stem = splits(bare)[-1].stem
            if len(stem) >= _SHORTEST_WORD or stem.isdigit():
                yield stem
