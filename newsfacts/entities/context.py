"""What the document itself says of a name: found once it is found again, and a type decided once holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from newsfacts.entities.lists import readings
from newsfacts.entities.mentions import CONTEXT, KEPT, RULE, Found, Row, from_hit
from newsfacts.entities.persons import given_strength
from newsfacts.entities.phrases import adjective
from newsfacts.entities.vocabulary import word_set
from newsfacts.parsing import Article

_COMMON = 10
#: Words that lists know as a name this surely are names wherever the article repeats them.
_PROPER = 70
_MOST_WORDS = 6
_ARAB_GIVEN = 120
_FAMILY = word_set("name links")


def spread(row: Row, found: Sequence[Found], article: Article) -> list[Found]:
    """The mentions with each string's type settled by vote, and with the further occurrences of the article's names."""
    found = list(found)
    _settle(row, found)
    found = _aliases(row, found)
    known = _known(row, found)
    if not known:
        return found
    taken = bytearray(row.count)
    for mention in found:
        for at in range(mention.first, mention.last):
            taken[at] = 1
    added = []
    sentences = article.sentences
    if sentences:
        first_token = 0
        while first_token < row.count:
            if taken[first_token]:
                first_token += 1
                continue
            again = _again(row, first_token, known, taken)
            if again is None:
                first_token += 1
            else:
                added.append(again)
                first_token = again.last
    return sorted([*found, *added], key=lambda mention: mention.first)


def _aliases(row: Row, found: list[Found]) -> list[Found]:
    """Kept names that need context (واس, كاس), where another name of the same thing stands in the article."""
    rows = {mention.row for mention in found if mention.row}
    if not rows:
        return found
    taken = {at for mention in found for at in range(mention.first, mention.last)}
    added = []
    for hit in row.unsure:
        if not taken.intersection(range(hit.first, hit.last)):
            record = next((record for record in hit.records if record.row in rows), None)
            if record is not None:
                added.append(from_hit(hit, record, RULE))
                taken.update(range(hit.first, hit.last))
    return sorted([*found, *added], key=lambda mention: mention.first)


def _settle(row: Row, found: Sequence[Found]) -> None:
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in found:
        votes[" ".join(mention.words(row.norms))][mention.type] += 1.0 + 3.0 * (mention.force >= RULE) + 0.5 * (mention.force > CONTEXT)
    for mention in found:
        ballot = votes[" ".join(mention.words(row.norms))]
        if len(ballot) > 1 and mention.force < KEPT:
            best = max(ballot, key=lambda kind: (ballot[kind], kind))
            if best != mention.type:
                mention.type, mention.subtype, mention.country, mention.row = best, None, None, 0


def _known(row: Row, found: Sequence[Found]) -> dict[str, list[tuple[tuple[str, ...], Found]]]:
    """First word to the word rows that name something: whole names, and the last name of a person."""
    known: dict[str, dict[tuple[str, ...], Found]] = defaultdict(dict)
    for mention in found:
        words = tuple(mention.words(row.norms))
        if len(words) <= _MOST_WORDS and (len(words) > 1 or _telling(row, words[0], mention)):
            known[words[0]].setdefault(words, mention)
        if mention.type == "PER" and len(words) > 1:
            for tail in (*_short_forms(words), *_given(row, words)):
                if len(tail) > 1 or _telling(row, tail[0], mention):
                    known[tail[0]].setdefault(tail, mention)
    return {head: sorted(rows.items(), key=lambda item: -len(item[0])) for head, rows in known.items()}


def _short_forms(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """بوتين of فلاديمير بوتين; بن سلمان of محمد بن سلمان."""
    if words[-2] in _FAMILY:
        return [words[-2:]] if len(words) > 2 else []
    return [words[-1:]] if words[-1] not in _FAMILY else []


def _given(row: Row, words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """روبرت of روبرت ليفاندوفسكي: a foreign given name; an Arab one (محمد) is too many people's."""
    if words[0] in _FAMILY or given_strength(row, words[0]) > _ARAB_GIVEN or row.lists.frequency(words[0]) > _COMMON - 1:
        return []
    return [words[:1]]


def _telling(row: Row, word: str, mention: Found) -> bool:
    """True when one word alone is that name again and not a word of the language."""
    if len(word) < 3 or word in _FAMILY:
        return False
    if not word[0].isalpha():
        return False
    if mention.force == KEPT and mention.last - mention.first == 1:
        return True
    strength = max((record.strength for record in row.lists.listed(word)), default=0)
    return strength > _PROPER or row.lists.frequency(word) <= (_COMMON if strength else _COMMON - 2)


def _again(row: Row, at: int, known: dict[str, list[tuple[tuple[str, ...], Found]]], taken: bytearray) -> Found | None:
    for cut, stem in readings(row.norms[at]):
        for words, model in known.get(stem, ()):
            last = at + len(words)
            if last > row.count or any(taken[at:last]) or tuple(row.norms[at + 1 : last]) != words[1:]:
                continue
            if cut and len(words) == 1 and row.lists.frequency(row.norms[at]) > row.lists.frequency(stem) + 1:
                continue
            if len(words) == 1 and adjective(row, at, cut, 0):
                continue
            whole = tuple(words) == tuple(model.words(row.norms))
            return Found(
                at,
                last,
                cut,
                model.type,
                CONTEXT,
                model.subtype if whole else None,
                model.country if whole else None,
                model.row if whole else 0,
            )
    return None
