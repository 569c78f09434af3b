"""The sums of the tagger's weights for the words that news has most often: `tagger.words`, read instead of made on every call."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.entities.lists import Lists
from newsfacts.entities.tagger import MODEL, WORDS, Tagger, write_words

#: Words met 64 times or more in the news the classes were made from: nine in ten of an article's tokens.
LEAST_CLASS = 7


def words() -> Iterator[str]:
    """The words worth keeping, as the tagger reads them: the ى of a final ي is a word of its own."""
    for norm, numbers in Lists().vocabulary():
        if numbers[0] >= LEAST_CLASS:
            yield norm
            if norm[-1] == "ي":
                yield norm[:-1] + "ى"
    yield from '.،:؛!؟()"«»“”-/…'


def save(path: str = WORDS) -> int:
    """Writes the table for the tagger, lists and tables that are in their places; gives the number of words."""
    return write_words(path, words(), Tagger(MODEL))
