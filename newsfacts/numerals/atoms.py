"""The pieces of numerals in an article: number words and figures, with the particles attached to them."""

from fractions import Fraction

from newsfacts.numerals.figures import Figure, read_figure
from newsfacts.numerals.model import Value
from newsfacts.numerals.timeunits import TIME_UNITS
from newsfacts.numerals.words import (
    CLOSING,
    CONSTRUCTS,
    LOOKALIKES,
    MINUS_WORDS,
    OF_SIX,
    PERCENT_BY,
    PERCENT_HUNDRED,
    PERCENT_IN,
    PREFIXES,
    TURNED_MARK,
    WORDS,
)
from newsfacts.parsing.article import Article
from newsfacts.parsing.tokens import Tokens

_SIX, _SOUND_PLURAL, _SHORTEST_PLURAL, _ARTICLE = "ست", "ات", 4, "ال"
_AND_ELEVEN, _TEN = "واحد", frozenset({"عشر", "عشره"})
#: Words met before that are no numerals, as most of a text's are.
_PLAIN: set[str] = set()
_MEMO_LIMIT = 20_000
_SPACED = frozenset(prefix for prefix, (_, prep, article) in PREFIXES.items() if article or not prep)


class Atom:
    """A piece: `cls` is a class of data/numerals/words.tsv or `figure`; `first` to `last` its tokens, with a particle's own token.

    `start` is the folded offset after the conjunction and preposition; `norm` the folded word without its particles.
    """

    __slots__ = ("article", "cls", "conj", "first", "grouped", "last", "norm", "prep", "start", "value")

    def __init__(
        self,
        cls: str,
        value: Value,
        first: int,
        last: int,
        start: int,
        norm: str,
        conj: str = "",
        prep: str = "",
        article: bool = False,
        grouped: int | None = None,
    ) -> None:
        self.cls = cls
        self.value = value
        self.first = first
        self.last = last
        self.start = start
        self.norm = norm
        self.conj = conj
        self.prep = prep
        self.article = article
        self.grouped = grouped


def find_atoms(article: Article) -> dict[int, Atom]:
    """The atoms by the index of their first token, in text order."""
    tokens, folded = article.tokens, article.folded
    atoms: dict[int, Atom] = {}
    norms, starts = tokens.norms, tokens.starts
    find = WORDS.find
    plain = _PLAIN
    if len(plain) > _MEMO_LIMIT:
        plain.clear()
    done = end = 0
    for i, norm in enumerate(norms):
        if norm in plain:
            continue
        if "0" <= norm[0] <= "9":
            if i < done:
                continue
            atom = _figure_atom(tokens, folded, i)
            if atom is not None:
                atoms[atom.first] = atom
                done = end = atom.last
            continue
        found = find(norm)
        if found is None:
            plain.add(norm)
            continue
        if norm in LOOKALIKES and not (norm[-2:] == _SIX and i + 1 < len(norms) and _several(norms[i + 1])):
            continue
        if found[0].stem in CONSTRUCTS and (i + 1 == len(norms) or norms[i + 1] not in _TEN):
            continue
        split, (cls, value) = found
        if end and _is_percent_sign(norms, i, end):
            continue
        end = i + 1
        if norm == _AND_ELEVEN and i + 1 < len(norms) and norms[i + 1] in _TEN:
            atoms[i] = Atom("eleven", 1, i, i + 1, starts[i] + 1, norm[1:], "و")  # وأحد عشر folds to واحد عشر
            continue
        if norm.startswith(_AND_ELEVEN) and "أ" in article.surface(starts[i], starts[i] + 2):
            continue  # وأحد كبار الداعمين: one of several
        if i and norms[i - 1] == "و" and not split.conj:
            atoms[i - 1] = Atom(cls, value, i - 1, i + 1, starts[i] + split.outside, split.stem, "و", split.prep, split.article)
        else:
            atoms[i] = Atom(cls, value, i, i + 1, starts[i] + split.outside, split.stem, split.conj, split.prep, split.article)
    return atoms


def _several(norm: str) -> bool:
    """True for a plural that six counts: «لست سنوات», «بست نقاط», «بست مباريات»; «لست على دراية» is no six."""
    if norm in OF_SIX or (norm.endswith(_SOUND_PLURAL) and len(norm) > _SHORTEST_PLURAL and not norm.startswith(_ARTICLE)):
        return True
    found = TIME_UNITS.find(norm)
    return found is not None and not found[0].cut and found[1].number == "plural"


def _is_percent_sign(norms: list[str], i: int, end: int) -> bool:
    """«في المئة», «بالمئة» after a number that ends at token `end`, or after its closing bracket."""
    if norms[i] in PERCENT_BY:
        return end == i or (end == i - 1 and norms[end] in CLOSING)
    if norms[i] not in PERCENT_HUNDRED or norms[i - 1] not in PERCENT_IN:
        return False
    return end == i - 1 or (end == i - 2 and norms[end] in CLOSING)


def _figure_atom(tokens: Tokens, folded: str, i: int) -> Atom | None:
    norms, starts, ends = tokens.norms, tokens.starts, tokens.ends
    figure, last = _turned_decimal(tokens, i) or _spaced_groups(tokens, i)
    if figure is None:
        return None
    cls, value = "figure", figure.value
    if last < len(norms) - 1 and norms[last] == "/" and tokens.glued(last - 1) and tokens.glued(last):
        part = _slash_fraction(tokens, folded, i, last)
        if part is not None:
            cls, value, last = "part", part, last + 2
    first, start, conj, prep, article = i, starts[i], "", "", False
    marked = first > 0 and tokens.glued(first - 1) and _opens(tokens, folded, first - 1)
    if marked and norms[first - 1] in (".", "٫") and norms[i].isdigit() and last == i + 1:
        decimal = None if _may_be_year(norms[i]) else read_figure("0." + norms[i])
        if decimal is not None:
            value, first, start = decimal.value, first - 1, starts[first - 1]
    elif first and ((marked and norms[first - 1] == "-" and not _dashed(tokens, first - 1)) or norms[first - 1] in MINUS_WORDS):
        value, first, start = -value, first - 1, starts[first - 1]
    if first and norms[first - 1] in PREFIXES:
        before = norms[first - 1]
        glued = ends[first - 1] == starts[first]
        if glued or before in _SPACED:
            conj, prep, article = PREFIXES[before]
            first -= 1
            if article:
                start = starts[first] + len(conj) + len(prep)
            if first and norms[first - 1] == "و" and not conj:
                conj, first = "و", first - 1
    return Atom(cls, value, first, last, start, norms[i], conj, prep, article, figure.grouped)


def _may_be_year(norm: str) -> bool:
    """«عام .2015»: a full stop that was turned round, no decimal mark."""
    return len(norm) == 4 and norm[:2] in ("19", "20")


def _dashed(tokens: Tokens, i: int) -> bool:
    """«بـ-3.2»: a dash between the particle and its figure, no sign."""
    return i > 0 and tokens.glued(i - 1) and tokens.norms[i - 1] == "ب"


def _opens(tokens: Tokens, folded: str, i: int) -> bool:
    """True when token `i` follows white space, a bracket or a quote, so that it belongs to what comes after it."""
    at = tokens.starts[i]
    return at == 0 or folded[at - 1] in ' \n([«"“' or (i > 0 and tokens.norms[i - 1] in PREFIXES)


def _spaced_groups(tokens: Tokens, i: int) -> tuple[Figure | None, int]:
    """A figure, with the groups of three digits that single spaces set off from it (100 000, 2 300 000)."""
    norms, starts, ends = tokens.norms, tokens.starts, tokens.ends
    figure = read_figure(norms[i])
    last = i + 1
    head = norms[i]
    if figure is None or head[0] == "0" or not isinstance(figure.value, int) or (len(head) > 3 and head.isdigit()) or len(head) > 7:
        return figure, last
    value = figure.value
    while last < len(norms) and last < i + 5 and len(norms[last]) == 3 and norms[last].isdigit() and starts[last] == ends[last - 1] + 1:
        value, last = value * 1000 + int(norms[last]), last + 1
    if last == i + 1:
        return figure, last
    if last < len(norms) and norms[last][0].isdigit() and starts[last] == ends[last - 1] + 1:
        return figure, i + 1  # 20 300 50: a row of figures, not one
    return Figure(value), last


def _turned_decimal(tokens: Tokens, i: int) -> tuple[Figure, int] | None:
    """«5ر2»: the decimals stand before the mark and the whole behind it, as a reader sees them from right to left."""
    norms = tokens.norms
    if i + 2 >= len(norms) or norms[i + 1] != TURNED_MARK or not (tokens.glued(i) and tokens.glued(i + 1)):
        return None
    decimals, whole = norms[i], norms[i + 2]
    if not (decimals.isdigit() and whole.isdigit()) or len(decimals) > 3:
        return None
    figure = read_figure(f"{whole}٫{decimals}")
    return None if figure is None else (figure, i + 3)


def _slash_fraction(tokens: Tokens, folded: str, i: int, slash: int) -> Fraction | None:
    above, below = tokens.norms[i], tokens.norms[slash + 1]
    if slash != i + 1 or not (above.isdigit() and below.isdigit()) or len(above) > 3 or len(below) > 4 or int(below) == 0:
        return None
    after = slash + 2
    if after < len(tokens) and tokens.norms[after] in "/-" and tokens.glued(slash + 1):
        return None
    if i and tokens.glued(i - 1) and (tokens.norms[i - 1] == "/" or (tokens.norms[i - 1] == "-" and not _opens(tokens, folded, i - 1))):
        return None
    return Fraction(int(above), int(below))
