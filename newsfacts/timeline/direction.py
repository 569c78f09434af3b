"""Whether the words around a bare weekday, day or month point ahead (سيزور … الخميس) or behind (قال … الخميس)."""

from __future__ import annotations

from functools import lru_cache

from newsfacts.text.fold import key
from newsfacts.text.lexicon import table
from newsfacts.timeline.words import Words, word_set

_REACH_BACK = 30
_REACH_ON = 6
_SINCE = frozenset(map(key, ("منذ", "ومنذ")))
_SHORTEST_FUTURE = 5
_WAS = word_set("was")
_THAT = key("أن")
_BEFORE = frozenset(map(key, ("قبل", "بعد")))


@lru_cache(maxsize=1)
def _cues() -> tuple[dict[str, str], frozenset[str], tuple[str, ...]]:
    cues: dict[str, str] = {}
    refused: set[str] = set()
    for row in table("timeline/cues", folded=True):
        if row["direction"] == "refused":
            refused.update(row["forms"].split("|"))
            continue
        for form in row["forms"].split("|"):
            cues.setdefault(form, row["direction"])
    return cues, frozenset(refused), tuple(word[:-1] for word in refused if word.endswith("*"))


@lru_cache(maxsize=16384)
def cue(word: str) -> str | None:
    """`future` for a word of plans (سوف, المقرر, سيزور), `past` for one of reports (قال), `present` for one like يلتقي, else None."""
    cues, refused, beginnings = _cues()
    if word not in cues and word[:1] in ("و", "ف"):
        word = word[1:]
    if word in cues:
        return cues[word]
    if len(word) >= _SHORTEST_FUTURE and word[0] == "س" and word[1] in "يتن" and word not in refused and not word.startswith(beginnings):
        return "future"
    return None


def _says(w: Words, i: int) -> bool | None:
    """What token `i` says: True ahead, False behind, None nothing."""
    said = cue(w.norms[i])
    if said == "present":
        return not (w[i - 1] in _WAS or w[i - 2] in _WAS or (w[i - 1] == _THAT and w[i - 2] in _BEFORE))
    return None if said is None else said == "future"


def points_ahead(w: Words, first: int, last: int, begin: int, stop: int) -> tuple[int, bool] | None:
    """The nearest cue to the expression of tokens `first` to `last` in the sentence of tokens `begin` to `stop`: token, and whether it
    points ahead."""
    if w[first - 1] in _SINCE:
        return first - 1, False
    for i in range(first - 1, max(begin, first - _REACH_BACK) - 1, -1):
        said = _says(w, i)
        if said is not None:
            return i, said
    for i in range(last, min(stop, last + _REACH_ON)):
        said = _says(w, i)
        if said is not None:
            return i, said
    return None
