"""How a sentence begins, and whether it can stand without the sentence before it."""

from __future__ import annotations

from collections.abc import Sequence

from newsfacts.text.fold import keys
from newsfacts.text.lexicon import cells

#: What follows a verb of saying that has no subject of its own: «وأضاف أن», «وقال: "…"», «كما شدد على».
# fmt: off
_NO_SUBJECT = keys(
    "أن", "إن", "بأن", "أنه", "أنها", "أنهم", "إنه", "إنها", "إنهم", "بأنه", "بأنها", "بأنهم", "إلى", "على", "عن", "في",
    "خلال", "قائلا", "قائلة", "قائلين", "ل", ":", "«", "“", "،", "-", '"',
)
# fmt: on
_LONGEST_PHRASE = 4
#: Sentences below this length are too short to tell much; in words.
SHORT = 8
_CONJUNCTIONS = "وف"

_phrases: dict[str, str] = {}
_first_words: set[str] = set()


def opening(norms: Sequence[str], words: int = 0) -> str:
    """The class of a sentence's beginning, from its first folded tokens and its length in words: a class of data/summary/openings.tsv,
    or `plain`."""
    if not _phrases:
        for opened, name in cells("summary/openings", folded=True)[1:]:
            _phrases.update(dict.fromkeys(opened.split("|"), name))
        _first_words.update(phrase.split()[0] for phrase in _phrases)
    first = 0
    while first < len(norms) and not norms[first][0].isalnum():
        first += 1
    if first == len(norms) or not (norms[first] in _first_words or norms[first][1:] in _first_words):
        return "plain"
    for length in range(min(_LONGEST_PHRASE, len(norms) - first), 0, -1):
        phrase = " ".join(norms[first : first + length]) if length > 1 else norms[first]
        kind = _phrases.get(phrase)
        if kind is None and phrase[0] in _CONJUNCTIONS:
            kind = _phrases.get(phrase[1:])
        if kind == "joined" and length < len(norms) - first and opening(norms[first + length :]) == "carried":
            return "carried"  # «كما أكد أن»
        if kind == "saying" and (first + length >= len(norms) or norms[first + length] in _NO_SUBJECT):
            return "carried"
        if kind == "source" and words >= SHORT:
            return "plain"
        if kind is not None:
            return kind
    return "plain"
