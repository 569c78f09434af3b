"""The words of numerals, from data/numerals/words.tsv."""

from fractions import Fraction

from newsfacts.text.fold import key
from newsfacts.text.lexicon import Lexicon, cells

#: A numeral word: its class (see the table) and value.
Word = tuple[str, int | Fraction]


def _load() -> Lexicon[Word]:
    words: dict[str, Word] = {}
    for kind, value, forms in cells("numerals/words", folded=True)[1:]:
        above, _, below = value.partition("/")
        word = kind, Fraction(int(above), int(below)) if below else int(above)
        for form in forms.split("|"):
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
LOOKALIKES = frozenset(
    {key(word) for word in ("لست", "ولست", "فلست", "كست", "بست", "فالتمان")}
    | {key(before + word) for word in ("كمية", "كميات", "كميت") for before in ("", "و", "ف", "ب", "ل", "وب", "ول")}
)
#: Broken plurals of feminine nouns that six counts behind a particle (بست نقاط); the sound ones end in ات.
OF_SIX = frozenset(
    key(word)
    for word in ("نقاط", "دول", "مدن", "نساء", "سفن", "قنابل", "قذائف", "قطع", "غرف", "مدارس", "جوائز", "قضايا", "مناطق", "لغات", "فئات")
)
#: Forms of two that stand only before ten; elsewhere they are verbs and names (أثني على).
CONSTRUCTS = frozenset(key(word) for word in ("اثني", "اثنتي"))
MINUS_WORDS = frozenset({key("سالب"), key("ناقص")})
#: The decimal mark of some agencies, whose figures run from right to left like the words around them: 5ر2 is 2.5.
TURNED_MARK = key("ر")
#: «في المئة», «بالمئة» after a number are a percent sign, whatever follows.
OPENING, CLOSING = frozenset('(«"“['), frozenset(')»"”]')
PERCENT_IN = frozenset({key("في"), key("فى")})
PERCENT_HUNDRED = frozenset({key("المئة"), key("المائة"), key("المية"), key("الماية")})
PERCENT_BY = frozenset("ب" + word for word in PERCENT_HUNDRED)
EXCEPT = key("إلا")
AFTER = key("بعد")
#: نصف النهائي, ربع النهائي and ثمن النهائي name rounds of a cup.
FINAL = frozenset({key("النهائي"), key("نهائي"), key("النهائية"), key("نهائية"), key("النهائى")})
