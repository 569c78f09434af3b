"""What the tagger sees of a word and of its place. Used alike in training and in reading.

A word's own features do not depend on its neighbours, so that their weights can be summed once for each word of the
vocabulary and kept; what depends on the row of tokens (listed names of several words, quotation marks) is added by place.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsfacts.entities.kinds import TYPES
from newsfacts.entities.lists import UNKNOWN_SHARE, Hit, Lists, lists, readings
from newsfacts.entities.vocabulary import triggers

#: Offsets at which a word's own features are weighed, and how many of them (a prefix of the list) at each.
OFFSETS = (0, -1, 1, -2, 2)
_ARABIC_FIRST, _ARABIC_LAST = "ء", "ي"
_MEMO_LIMIT = 20_000


def words_of(norms: Sequence[str], text: Sequence[str]) -> list[str]:
    """The words as the tagger reads them: folded, but with the ى that tells على from علي."""
    return [norm[:-1] + "ى" if norm[-1] == "ي" and raw[-1] == "ى" else norm for norm, raw in zip(norms, text, strict=True)]


def shape(word: str) -> str:
    """Letters, digits or marks, and whether particles may stand before."""
    first = word[0]
    if _ARABIC_FIRST <= first <= "\u06ff":
        if word.startswith("ال"):
            return "AL"
        return "C" + first if first in "وفبلك" else "A"
    if first.isdigit():
        return "D"
    if first.isalpha():
        return "LU" if first.isupper() else "LL"
    return "P" + word


def word_features(word: str, source: Lists | None = None) -> tuple[list[str], list[str], list[str]]:
    """A word's own features: those weighed on the word itself, on its neighbours, and two words away.

    Each list is part of the one before, and what a longer one adds is of a kind that the shorter one never has: in reading all
    of them are looked up at every offset (see `tagger`), and must not find there what was learned of something else.
    """
    source = source or lists()
    norm = word[:-1] + "ي" if word[-1] == "ى" else word
    stems = [stem for _, stem in readings(norm)]
    best = stems[-1]
    far = ["w=" + word]
    near = ["w=" + word, "h=" + shape(word), "t=" + best]
    if len(word) > 2:
        near += ["s2=" + word[-2:], "p2=" + word[:2]]
    own = list(near)
    own += ["v=" + stem for stem in stems if stem != best]
    if best.startswith("ال") and len(best) > 4:
        own.append("u=" + best[2:])
    for length in (1, 3, 4):
        if len(word) > length:
            own.append(f"p{length}={word[:length]}")
            own.append(f"s{length}={word[-length:]}")
    own.append(f"l={min(len(norm), 9)}")
    whole, stemmed = source.word(norm), None
    for stem in stems[1:]:
        stemmed = source.word(stem) or stemmed
    own.append(f"f={whole[0] if whole else 0}/{stemmed[0] if stemmed else 0}")
    classes = whole or stemmed
    if classes:
        mark = "" if whole else "c"
        for grain in (1, 2, 3):
            own.append(f"k{grain}{mark}={classes[grain]}")
        near.append(f"k1{mark}={classes[1]}")
        near.append(f"k2{mark}={classes[2]}")
        far.append(f"k1{mark}={classes[1]}")
        share = classes[4]
        if share & 7 != UNKNOWN_SHARE:
            told = [f"n{mark}={share & 7}", f"n{mark}={share & 7}/{(share >> 3) // 4}"]
            own += told
            near += told
    if whole and stemmed:
        own.append(f"kc={stemmed[2]}")
    listed = _listed(norm, source)
    own += listed
    near += listed
    kinds = ["q=" + kind for kind in triggers(norm)]
    own += kinds
    near += kinds
    far += kinds
    return own, near, far


def _listed(norm: str, source: Lists) -> list[str]:
    """The kinds of name that lists know the word as, with how sure they are and whether a particle was split off."""
    found: list[str] = []
    for cut, stem in readings(norm):
        mark = "c" if cut else ""
        for record in source.kept(stem):
            found.append(f"G{mark}={TYPES[record.type]}{'' if record.strength > 100 else '?'}")
        for record in source.listed(stem):
            found.append(f"g{mark}={TYPES[record.type]}")
            found.append(f"g{mark}={TYPES[record.type]}{record.strength // 40}")
    return sorted(set(found))


def place_features(hits: Sequence[Hit], begin: int = 0) -> dict[int, tuple[str, ...]]:
    """Where tokens stand in listed names of several words: number of the token from `begin` to its features."""
    found: dict[int, set[str]] = {}
    for hit in hits:
        length = hit.last - hit.first
        if length < 2:
            continue
        for record in hit.records:
            label = ("M" if hit.kept else "m") + TYPES[record.type]
            found.setdefault(hit.first - begin, set()).add(label + "B")
            for at in range(hit.first + 1, hit.last):
                found.setdefault(at - begin, set()).add(label + "I")
            if length > 2:
                found[hit.first - begin].add(label + "3B")
    return {at: tuple(sorted(names)) for at, names in found.items()}
