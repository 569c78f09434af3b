"""Word classes for the tagger: skip-gram vectors of a news corpus, k-means at three grains, and frequency classes.

Needs numpy and gensim (the `build` extra). One worker and fixed seeds: the same corpus gives the same classes.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from newsfacts.entities.build.corpus import lines
from newsfacts.entities.build.files import replacing
from newsfacts.entities.lists import UNKNOWN_SHARE, WORDS

GRAINS = (64, 256, 1024)
_DIMENSIONS, _WINDOW, _EPOCHS, _SEED = 64, 2, 4, 7
_MIN_COUNT = 6


class _Lines:
    """The corpus, readable more than once."""

    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths

    def __iter__(self) -> Any:
        return iter(lines(self.paths))


def bucket(count: int) -> int:
    """The frequency class of a word: the binary logarithm of its count, 0 for a word that is not there."""
    return min(count.bit_length(), 24)


def vectors(paths: list[Path]) -> tuple[list[str], Any]:
    """The words seen often enough, most frequent first, and their unit vectors (a numpy array)."""
    import numpy as np
    from gensim.models import Word2Vec

    model = Word2Vec(
        _Lines(paths),
        vector_size=_DIMENSIONS,
        window=_WINDOW,
        sg=1,
        negative=5,
        sample=1e-4,
        min_count=_MIN_COUNT,
        epochs=_EPOCHS,
        workers=1,
        seed=_SEED,
    )
    array = np.asarray(model.wv.vectors, dtype="float32")
    array -= array.mean(axis=0)
    array /= np.linalg.norm(array, axis=1, keepdims=True) + 1e-9
    return list(model.wv.index_to_key), array


def k_means(array: Any, k: int, rounds: int = 20) -> Any:
    """Spherical k-means: the class of each row."""
    import numpy as np

    random = np.random.default_rng(_SEED)
    centres = array[random.choice(min(len(array), 20_000), k, replace=False)].copy()
    classes = np.zeros(len(array), dtype="int64")
    for _ in range(rounds):
        classes = np.concatenate([(array[i : i + 8192] @ centres.T).argmax(1) for i in range(0, len(array), 8192)])
        sums = np.zeros_like(centres)
        np.add.at(sums, classes, array)
        empty = np.bincount(classes, minlength=k) == 0
        sums[empty] = array[random.choice(len(array), int(empty.sum()))]
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    return classes


def table(paths: list[Path], counts: Counter[str]) -> dict[str, tuple[int, int, int, int]]:
    """Word to (frequency class, class at each of the three grains)."""
    words, array = vectors(paths)
    grains = [k_means(array, k) for k in GRAINS]
    return {word: (bucket(counts[word]), *(int(grain[i]) for grain in grains)) for i, word in enumerate(words)}  # type: ignore[misc]


def save(classes: dict[str, tuple[int, int, int, int]], path: Path) -> None:
    """Writes the table as a memory-mappable trie; the shares in names are not known yet (see `silver`)."""
    import marisa_trie

    trie = marisa_trie.RecordTrie(WORDS, sorted((word, (*numbers, UNKNOWN_SHARE)) for word, numbers in classes.items()))
    with replacing(path) as beside:
        trie.save(beside)
