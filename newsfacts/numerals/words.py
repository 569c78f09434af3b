"""The words of numerals, from data/numerals/words.tsv."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from newsfacts.text.fold import key
from newsfacts.text.lexicon import Lexicon, table


class Word(NamedTuple):
    """A numeral word: its class (see the table) and value."""

    cls: str
    value: int | Fraction


def folded_column(rows: list[dict[str, str]], column: str) -> list[list[str]]:
    """The alternatives in each row's cell of a column, folded: one fold for the whole column, which is quicker than one a word."""
    return [cell.split("|") if cell else [] for cell in key("\n".join(row[column] for row in rows)).split("\n")] if rows else []


def _load() -> Lexicon[Word]:
    words: dict[str, Word] = {}
    rows = table("numerals/words")
    for row, found in zip(rows, folded_column(rows, "forms"), strict=True):
        above, _, below = row["value"].partition("/")
        value = Fraction(int(above), int(below)) if below else int(above)
        word = Word(row["class"], value)
        for form in found:
            words[form] = word
    return Lexicon(words)


WORDS = _load()

#: Particles written before a figure, as tokens of their own: (conjunction, preposition, article).
PREFIXES: dict[str, tuple[str, str, bool]] = {
    conj + prep + article: (conj, prep, bool(article))
    for conj in ("", "و", "ف")
    for prep, articles in (("", ("", key("ال"))), ("ب", ("", key("ال"))), ("ك", ("", key("ال"))), ("ل", ("", "ل")))
    for article in articles
    if conj + prep + article
}
#: Words that look like a numeral with a particle, and are none (لست: I am not).
LOOKALIKES = frozenset(key(word) for word in ("لست", "ولست", "فلست", "كست", "بست", "كمية", "وكمية", "بكمية", "لكمية", "فكمية"))
MINUS_WORDS = frozenset({key("سالب"), key("ناقص")})
EXCEPT = key("إلا")
AFTER = key("بعد")
#: نصف النهائي, ربع النهائي and ثمن النهائي name rounds of a cup.
FINAL = frozenset({key("النهائي"), key("نهائي"), key("النهائية"), key("نهائية"), key("النهائى")})
