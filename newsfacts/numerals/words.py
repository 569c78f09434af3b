"""The words of numerals, from data/numerals/words.tsv."""

from fractions import Fraction

from newsfacts.text.fold import key
from newsfacts.text.lexicon import Lexicon, table

#: A numeral word: its class (see the table) and value.
Word = tuple[str, int | Fraction]


def _load() -> Lexicon[Word]:
    words: dict[str, Word] = {}
    for row in table("numerals/words", folded=True):
        above, _, below = row["value"].partition("/")
        word = row["class"], Fraction(int(above), int(below)) if below else int(above)
        words.update(dict.fromkeys(row["forms"].split("|"), word))
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
