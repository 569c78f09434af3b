"""Particles that Arabic writes attached to the front of a word: و ف, ب ل ك, and the article ال (لل after ل)."""

from functools import lru_cache

from newsfacts.record import Record


class Split(Record):
    """One way to read a folded word: particles, then `stem`.

    `conj` is و, ف or empty; `prep` ب, ل, ك or empty; `article` says that ال (or the ل of لل) stood before the stem;
    `cut` counts the characters of the folded word before the stem.
    """

    conj: str
    prep: str
    article: bool
    stem: str
    cut: int

    @property
    def outside(self) -> int:
        """Characters of conjunction and preposition alone: where the word with its article starts."""
        if not self.article:
            return self.cut
        return self.cut - (1 if self.prep == "ل" else 2)


_CONJ = "وف"
_PREP = "بلك"
_PARTICLES = frozenset("وفبلكا")
_MIN_STEM = 2


@lru_cache(maxsize=16384)
def stems(word: str) -> tuple[str, ...]:
    """The stems of `splits`, in its order: all that a lexicon need look at, made in a fraction of the time."""
    if word[:1] not in _PARTICLES or len(word) <= _MIN_STEM:
        return (word,)
    found = [word]
    rest, conj = word, False
    while True:
        if conj:
            found.append(rest)
        if rest.startswith("ال") and len(rest) >= 2 + _MIN_STEM:
            found.append(rest[2:])
        elif rest[0] in _PREP and len(rest) > _MIN_STEM:
            tail = rest[1:]
            found.append(tail)
            if rest[0] != "ل":
                if tail.startswith("ال") and len(tail) >= 2 + _MIN_STEM:
                    found.append(tail[2:])
            elif tail[0] == "ل" and len(tail) > _MIN_STEM:
                found.append(tail[1:])
        if conj or word[0] not in _CONJ:
            return tuple(found)
        rest, conj = word[1:], True


@lru_cache(maxsize=16384)
def splits(word: str) -> tuple[Split, ...]:
    """Every way to read a folded word as particles and a stem of two letters or more, the whole word first.

    Which of them is right is for a lexicon to say: وزير begins with no particle, وقال does.
    """
    found = [Split("", "", False, word, 0)]
    heads = [("", word)]
    if word[:1] and word[0] in _CONJ and len(word) > _MIN_STEM:
        heads.append((word[0], word[1:]))
    for conj, rest in heads:
        at = len(conj)
        if conj:
            found.append(Split(conj, "", False, rest, at))
        if rest.startswith("ال") and len(rest) >= 2 + _MIN_STEM:
            found.append(Split(conj, "", True, rest[2:], at + 2))
        if rest[:1] and rest[0] in _PREP and len(rest) > _MIN_STEM:
            prep, tail = rest[0], rest[1:]
            found.append(Split(conj, prep, False, tail, at + 1))
            if tail.startswith("ال") and len(tail) >= 2 + _MIN_STEM and prep != "ل":
                found.append(Split(conj, prep, True, tail[2:], at + 3))
            if prep == "ل" and tail[0] == "ل" and len(tail) > _MIN_STEM:
                found.append(Split(conj, prep, True, tail[1:], at + 2))
    return tuple(found)
