"""Events: the clause that says what happened at a time, who is named in it, and the order of the calendar."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from newsfacts.facts import Entity, Event, Rule, Warning
from newsfacts.parsing.article import Article
from newsfacts.record import Record
from newsfacts.text.fold import key
from newsfacts.text.lexicon import table
from newsfacts.timeline.model import TimeMatch

#: A sentence of so many words is read at a glance: it is not cut.
_SHORT = 18
_SHORTEST_CLAUSE = 6
_FARTHEST_THAT = 14
#: Characters; no writer of news makes a clause so long.
_LONGEST = 1200
#: So many events of a day are looked at for one that tells what a caption tells.
_FEW = 40
_COMMAS = frozenset(("،", ","))
_STOPS = frozenset((".", "؛", "؟", "!"))
_TRIMMED = "،,؛:. \n-"
#: Words that only tie a clause to the one before it.
_LEADING = tuple(
    key(words) + " "
    for words in (
        "وقد",
        "فقد",
        "كما",
        "وكما",
        "كذلك",
        "وكذلك",
        "من جانبه،",
        "من جانبها،",
        "من جهته،",
        "من جهتها،",
        "في المقابل،",
        "وفي المقابل،",
    )
)
_OPENERS = {'"': '"', "«": "»", "“": "”", "(": ")"}
#: Blocks whose words stand for an event only where no other words do.
_LINES = frozenset(("title", "caption"))
_NOT_PLACED = "no_reference_date"
_CONFLICT = "date_conflict"


def extract(article: Article, matches: Sequence[TimeMatch], entities: Sequence[Entity]) -> tuple[list[Event], list[Warning]]:
    """The timeline: one event for each expression, sorted by first day, last day and place in the text; unplaced ones last.

    Warnings: `no_reference_date` once for a document some of whose expressions could not be placed, `date_conflict` for
    each expression with which the text contradicts itself.
    """
    if not any(match.listed for match in matches):
        return [], []
    mentions = sorted(
        (mention.start, mention.end, order, entity.name) for order, entity in enumerate(entities) for mention in entity.mentions
    )
    starts = [mention[0] for mention in mentions]
    clauses = _Clauses(article)
    ordered = in_order(matches)
    events = [_event(article, match, clauses, mentions, starts) for match in ordered]
    _tell_by_body(article, ordered, events)
    return events, _warnings(events, has_reference=article.reference.date is not None)


def _tell_by_body(article: Article, matches: Sequence[TimeMatch], events: list[Event]) -> None:
    """Gives what a title or caption dates the event of the body that tells the same of that day, if one does."""
    lines = [(block.start, block.end) for block in article.blocks if block.kind in _LINES]
    if not lines or len(events) < 2:
        return
    starts = [start for start, _ in lines]
    in_line = [match.start < lines[bisect_right(starts, match.start) - 1][1] and match.start >= starts[0] for match in matches]
    if not any(in_line):
        return
    from newsfacts.timeline.merging import alike

    body: dict[tuple[str | None, str | None], list[Event]] = {}
    for line, event in zip(in_line, events, strict=True):
        told = body.setdefault((event.first, event.last), [])
        if not line and event.first is not None and len(told) < _FEW:
            told.append(event)
    for place, line in enumerate(in_line):
        own = events[place]
        telling = alike(own, body.get((own.first, own.last), ())) if line else None
        if telling is not None:
            events[place] = own._replace(
                event=telling.event, event_start=telling.event_start, event_end=telling.event_end, entities=telling.entities
            )


def in_order(matches: Sequence[TimeMatch]) -> list[TimeMatch]:
    """The expressions that are listed, in the order of the timeline."""
    listed = [match for match in matches if match.listed]
    listed.sort(key=lambda match: (match.first is None, match.first or dt.date.min, match.last or dt.date.min, match.start))
    return listed


def explain(article: Article, matches: Sequence[TimeMatch]) -> list[Rule]:
    """How the events of `extract` came about, in the same order."""
    return [_rule(article, match) for match in in_order(matches)]


def _rule(article: Article, match: TimeMatch) -> Rule:
    leans_on = []
    if match.anchor is not None:
        leans_on.append(f"{'reference date' if match.resolved_from == 'reference' else 'earlier date'} {match.anchor}")
    if match.cue is not None:
        token, ahead = match.cue
        word = article.surface(article.tokens.starts[token], article.tokens.ends[token])
        leans_on.append(f"«{word}» points {'ahead' if ahead else 'behind'}")
    return Rule(match.rule, tuple(leans_on))


def _warnings(events: Sequence[Event], *, has_reference: bool) -> list[Warning]:
    found = []
    unplaced = [event for event in events if event.first is None]
    if unplaced and not has_reference:
        count = len(unplaced)
        these = "1 expression leans" if count == 1 else f"{count} expressions lean"
        found.append(Warning(_NOT_PLACED, f"{these} on a reference date, and the document has none: give one with --date"))
    found.extend(Warning(_CONFLICT, event.conflict, event.start, event.end) for event in events if event.conflict)
    return found


def _event(
    article: Article, match: TimeMatch, clauses: _Clauses, mentions: Sequence[tuple[int, int, int, str]], starts: Sequence[int]
) -> Event:
    begin, stop = clauses.around(match)
    span, whole = article.span(match.start, match.end), article.span(begin, stop)
    named: dict[str, int] = {}
    for index in range(bisect_left(starts, whole.start), len(mentions)):
        start, end, order, name = mentions[index]
        if start >= whole.end:
            break
        if end <= whole.end:
            named.setdefault(name, order)
    return Event(
        text=article.text[span.start : span.end],
        start=span.start,
        end=span.end,
        kind=match.kind,
        value=match.value,
        mod=match.mod,
        first=match.first.isoformat() if match.first else None,
        last=match.last.isoformat() if match.last else None,
        calendar=match.calendar,
        resolved_from=match.resolved_from,
        conflict=match.conflict,
        event=article.text[whole.start : whole.end],
        event_start=whole.start,
        event_end=whole.end,
        entities=tuple(named),
        sentence=match.sentence,
    )


class _Words(Record):
    """The words at which sentences are cut. `breaks` and `leaning` have the second word of a phrase as value («في حين»), else ""."""

    report: frozenset[str]
    that: frozenset[str]
    breaks: dict[str, str]
    leaning: dict[str, str]

    @staticmethod
    def opens(words: dict[str, str], word: str, following: str) -> bool:
        """True when `word` and the one after it open a clause."""
        second = words.get(word)
        return second is not None and second in ("", following)


@lru_cache(maxsize=1)
def _words() -> _Words:
    forms = {row["class"]: row["forms"].split("|") for row in table("timeline/clauses", folded=True)}
    return _Words(frozenset(forms["report"]), frozenset(forms["that"]), _phrases(forms["break"]), _phrases(forms["lean"]))


def _phrases(forms: list[str]) -> dict[str, str]:
    return {first: second for form in forms for first, _, second in [form.partition(" ")]}


def _place(cut: tuple[int, str]) -> int:
    return cut[0]


#: What a piece of a sentence is beside a clause of its own: what a frame reports, what leans on the piece before it.
_REPORTED, _LEANING = "reported", "leaning"
#: Characters of two pieces that are read as one.
_TOGETHER = 320


class _Clauses:
    """The clauses of an article's sentences, cut once a sentence."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._cuts: dict[int, list[tuple[int, str]]] = {}

    def around(self, match: TimeMatch) -> tuple[int, int]:
        """The folded span of the clause that holds an expression: its sentence, or the readable piece of it."""
        article = self._article
        if match.sentence >= len(article.sentences):
            return match.start, match.end
        sentence = article.sentences[match.sentence]
        if match.start < sentence.start or match.end > sentence.end:
            return min(match.start, sentence.start), max(match.end, sentence.end)
        cuts = self._cuts.get(match.sentence)
        if cuts is None:
            cuts = self._cuts[match.sentence] = self._cut(sentence.start, sentence.end)
        at = bisect_left(cuts, match.end, key=_place)
        while at < len(cuts) and cuts[at][1] == _REPORTED:
            at += 1
        first = bisect_right(cuts, match.start, key=_place) - 1
        while first and cuts[first][1] == _LEANING and match.start - cuts[first - 1][0] <= _TOGETHER:
            first -= 1
        begin = cuts[first][0]
        stop = cuts[at][0] if at < len(cuts) else sentence.end
        return self._trimmed(*self._readable(begin, stop, match), match)

    def _readable(self, begin: int, stop: int, match: TimeMatch) -> tuple[int, int]:
        """A clause without end, less what is far from its expression."""
        if stop - begin <= _LONGEST:
            return begin, stop
        folded = self._article.folded
        first, last = match.start - _LONGEST // 2, match.end + _LONGEST // 2
        if first > begin:
            space = folded.find(" ", first, match.start)
            begin = space + 1 if space >= 0 else match.start
        if last < stop:
            space = folded.rfind(" ", match.end, last)
            stop = space if space >= 0 else match.end
        return begin, stop

    def _trimmed(self, begin: int, stop: int, match: TimeMatch) -> tuple[int, int]:
        folded = self._article.folded
        while begin < match.start and folded[begin] in _TRIMMED:
            begin += 1
        begin += next((len(word) for word in _LEADING if folded.startswith(word, begin) and begin + len(word) <= match.start), 0)
        while stop > match.end and folded[stop - 1] in _TRIMMED:
            stop -= 1
        # An opening mark whose closing one was cut off says nothing; nor does the reverse.
        if folded[begin] in _OPENERS and folded.find(_OPENERS[folded[begin]], begin + 1, stop) < 0:
            while begin < match.start and folded[begin] in (*_TRIMMED, *_OPENERS):
                begin += 1
        if folded[stop - 1] in _OPENERS.values() and not any(opener in folded[begin : stop - 1] for opener in _OPENERS):
            while stop > match.end and folded[stop - 1] in (*_TRIMMED, *_OPENERS.values()):
                stop -= 1
        return begin, stop

    def _cut(self, start: int, end: int) -> list[tuple[int, str]]:
        """Where clauses of a sentence begin (folded offsets, its start and end among them), and what each is."""
        tokens = self._article.tokens
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        if last - first <= _SHORT:
            return [(start, ""), (end, "")]
        words = _words()
        norms = tokens.norms
        cuts = [(first, "")]
        reported = -_FARTHEST_THAT - 1
        depth: list[str] = []
        for i in range(first, last):
            word = norms[i]
            if depth and word == depth[-1]:
                depth.pop()
            elif word in _OPENERS:
                depth.append(_OPENERS[word])
            bare = word[1:] if word[:1] in ("و", "ف") else word
            if word in words.report or bare in words.report:
                reported = i
            elif word in words.that and i - reported <= _FARTHEST_THAT:
                if last - i > _SHORTEST_CLAUSE:
                    cuts.append((i + 1, _REPORTED))
                reported = -_FARTHEST_THAT - 1
            elif norms[i - 1] in _STOPS and i - cuts[-1][0] >= _SHORTEST_CLAUSE and tokens.ends[i - 1] < tokens.starts[i]:
                cuts.append((i, ""))  # an open quotation keeps sentences together
            elif (
                norms[i - 1] in _COMMAS
                and not depth
                and i - cuts[-1][0] >= _SHORTEST_CLAUSE
                and last - i >= _SHORTEST_CLAUSE
                and words.opens(words.breaks, word, norms[i + 1])
            ):
                cuts.append((i, _LEANING if words.opens(words.leaning, word, norms[i + 1]) else ""))
        return [(start, ""), *((tokens.starts[cut], kind) for cut, kind in cuts[1:]), (end, "")]
