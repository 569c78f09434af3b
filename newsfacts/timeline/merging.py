"""Several timelines as one, and events that are told more than once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from newsfacts.facts import Document, Event, Rule, Warning
from newsfacts.text.clitics import splits
from newsfacts.text.fold import key

#: What two tellings of one event have in common at least: a share of the shorter one's words, and so many words.
_ALIKE, _FEWEST = 0.4, 3
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
        warnings.extend(warning._replace(message=f"{document.id}: {warning.message}") for warning in document.warnings)
        explained = explained and document.rules is not None
        rules.extend(document.rules or ())
    order = _order([event for event, _ in events])
    return Document(
        command="timeline",
        id="-",
        source="-",
        title=None,
        date=None,
        date_from=None,
        warnings=tuple(warnings),
        text=None,
        facts=tuple(events[place][0] for place in order),
        rules=tuple(rules[place] for place in order) if explained and rules else None,
        ids=tuple(events[place][1] for place in order),
    )


def _order(events: Sequence[Event]) -> list[int]:
    def days(place: int) -> tuple[bool, str, str]:
        event = events[place]
        return event.first is None, event.first or "", event.last or ""

    order: list[int] = []
    for _, group in groupby(sorted(range(len(events)), key=days), key=days):
        places = list(group)
        for alike in tellings([events[place] for place in places]):
            order.extend(places[index] for index in alike)
    return order


def tellings(events: Sequence[Event]) -> list[list[int]]:
    """Indices of events of the same days, those that tell of one event together; in order of the first telling."""
    words = [_words(event) for event in events]
    common = Counter(chain.from_iterable(words))
    few = max(2, min(_TOO_COMMON, len(events)))
    groups: list[list[int]] = []
    group_of: dict[int, int] = {}
    with_word: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(words):
        telling = [word for word in own if common[word] <= few or word.startswith(_NAME)]
        shared = Counter(chain.from_iterable(with_word[word][:_TOO_COMMON] for word in telling))
        best = max(shared, key=lambda other: shared[other] / min(len(own), len(words[other])), default=None)
        if best is not None and len(own & words[best]) >= max(_FEWEST, _ALIKE * min(len(own), len(words[best]))):
            group_of[index] = group_of[best]
            groups[group_of[best]].append(index)
        else:
            group_of[index] = len(groups)
            groups.append([index])
        for word in telling:
            with_word[word].append(index)
    return groups


_NAME = "\x00"


def _words(event: Event) -> frozenset[str]:
    """What an event is about: the stems of its words, less the expression of time, and its names."""
    before, after = event.event[: event.start - event.event_start], event.event[event.end - event.event_start :]
    return frozenset(chain(_stems(before), _stems(after), (_NAME + name for name in event.entities)))


def _stems(text: str) -> Iterator[str]:
    for word in key(text).split():
        bare = "".join(filter(str.isalnum, word))
        if bare:
            stem = splits(bare)[-1].stem
            if len(stem) >= _SHORTEST_WORD or stem.isdigit():
                yield stem
