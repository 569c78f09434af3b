"""Currencies: codes, names with their nationality, symbols, and the article's country where only the bare name stands."""

from collections import Counter

from newsfacts.numbers.context import Context
from newsfacts.text.clitics import splits
from newsfacts.text.lexicon import Lexicon, cells


class Currency:
    """A row of the table."""

    __slots__ = ("bare", "code", "country", "nationality")

    def __init__(self, code: str, nationality: str, bare: str, country: str) -> None:
        self.code = code
        self.bare = bare
        self.nationality = nationality.split("|") if nationality else []
        self.country = country.split("|") if country else []


class Money:
    """A currency in the text: its code (None when nobody can tell), how many parts make one (cents: 100), and the token after it.

    `number` is `dual` for دولارين.
    """

    __slots__ = ("code", "last", "number", "parts")

    def __init__(self, code: str | None, parts: int, last: int, number: str) -> None:
        self.code = code
        self.parts = parts
        self.last = last
        self.number = number


_SHORT = frozenset(("ين", "ينا", "ينين", "ينان", "بر", "بات"))  # too short for a dual to be told from other words
_NamesakesAndNumber = tuple[list[Currency], str]


class Names(Lexicon[_NamesakesAndNumber]):
    """The currencies that share a name, and its number, `singular` or `dual`; duals are known by rule."""

    __slots__ = ("currencies", "namesakes", "symbols")

    def __init__(self) -> None:
        super().__init__({})
        self.currencies: list[Currency] = []
        self.namesakes: dict[str, list[Currency]] = {}
        self.symbols: dict[str, str] = {}
        for code, names, nationality, bare, symbols, country in cells("numbers/currencies", folded=True)[1:]:
            currency = Currency(code, nationality, bare, country)
            self.currencies.append(currency)
            for name in names.split("|"):
                self.namesakes.setdefault(name, []).append(currency)
            for symbol in symbols.split("|") if symbols else ():
                self.symbols.setdefault(symbol, code)

    def value(self, form: str) -> _NamesakesAndNumber | None:
        """What a folded form names."""
        found = self.namesakes.get(form)
        if found is not None:
            return found, "singular"
        if form.endswith(("ان", "ين")):
            base = form[:-2]
            found = self.namesakes.get(base) or (self.namesakes.get(base[:-1] + "ه") if base.endswith("ت") else None)
            if found is not None and not (base in _SHORT and form.endswith("ان")):
                return found, "dual"
        return None


_NAMES = Names()
_SUBUNITS: Lexicon[tuple[int, list[str]]] = Lexicon(
    {
        name: (int(parts), codes.split("|"))
        for names, parts, codes in cells("numbers/subunits", folded=True)[1:]
        for name in names.split("|")
    }
)
_LONGEST_SYMBOL = 5
_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


def symbol_at(context: Context, i: int) -> tuple[str, int] | None:
    """The currency whose symbol or code begins at token `i` ($, USD, ج.م.): (code, the token after it)."""
    joined = ""
    found = None
    for k in range(i, min(context.size, i + _LONGEST_SYMBOL)):
        if k > i and not context.glued(k - 1):
            break
        joined += context.norms[k]
        code = _NAMES.symbols.get(joined) or _NAMES.symbols.get(joined.upper())
        if code is not None:
            found = code, k + 1
    return found


def symbol_before(context: Context, end: int) -> tuple[str, int] | None:
    """The currency whose symbol ends before token `end`: (code, its first token). «$10», «US$ 10», «USD 10»."""
    for first in (end - 2, end - 1):
        if first >= 0:
            found = symbol_at(context, first)
            if found is not None and found[1] == end:
                return found[0], first
    return None


def name_at(context: Context, i: int, near: str | None = None, *, definite: bool = False) -> Money | None:
    """The currency whose name begins at token `i`, with its nationality. `near` is the code that the sentence used last;
    with `definite` the name may have ال (ملايين الدولارات)."""
    norm = context.norm(i)
    if not norm:
        return None
    part = _SUBUNITS.find(norm)
    if part is not None and not part[0].cut:
        parts, codes = part[1]
        code, last = _nationality(context, i + 1, _rows_of(codes))
        if code is None:
            usual = codes[0] if parts == 100 and len(codes) < 5 else None
            code = near if near in codes else _by_country(context, _rows_of(codes)) or usual
        number = "dual" if norm.endswith(("ين", "ان")) and norm[:-2] in _SUBUNITS.words else "singular"
        return Money(code, parts_of(code, parts), last, number)
    found = _NAMES.find(norm)
    if found is None or (found[0].cut and not (definite and found[0].article and found[0].cut == 2)):
        return None
    rows, number = found[1]
    code, last = _nationality(context, i + 1, rows)
    if code is None and not rows[0].bare and len(rows) == 1:
        return None  # only with its nationality
    if code is None:
        code = _bare(context, rows, near)
    return Money(code, 1, last, number)


def parts_of(code: str | None, default: int) -> int:
    """How many of its smallest parts make one of a currency (ISO 4217's minor unit)."""
    return default if code is None else 1000 if code in _THOUSANDTHS else 100


def is_name(norm: str) -> bool:
    """True for a currency's bare name without particles, in any number."""
    return _NAMES.value(norm) is not None or norm in _SUBUNITS.words


def _rows_of(codes: list[str]) -> list[Currency]:
    rows = {row.code: row for row in _NAMES.currencies}
    return [rows[code] for code in codes if code in rows]


def _nationality(context: Context, i: int, rows: list[Currency]) -> tuple[str | None, int]:
    norm = context.norm(i)
    for row in rows:
        if norm in row.nationality or (norm[:2] == "ال" and norm[2:] in row.nationality):
            last = i + 1
            if row.code == "HKD":
                last += 1
            return row.code, last
    return None, i


def _bare(context: Context, rows: list[Currency], near: str | None) -> str | None:
    for row in rows:
        if row.bare == "yes" and not any(other.bare == "country" for other in rows):
            return row.code
    if near is not None and any(row.code == near for row in rows):
        return near
    told = _by_country(context, [row for row in rows if row.bare])
    if told is not None:
        return told
    return next((row.code for row in rows if row.bare == "yes"), None)


def _by_country(context: Context, rows: list[Currency]) -> str | None:
    """The currency whose country the article names most; the title counts three times. None when it names none, or two alike."""
    codes = tuple(row.code for row in rows)
    if codes not in context.countries:
        context.countries[codes] = _most_named(context, rows)
    return context.countries[codes]


def _most_named(context: Context, rows: list[Currency]) -> str | None:
    counts = {row.code: 0 for row in rows}
    by_word = {word: row.code for row in rows for word in row.country}
    for norm, count in Counter(context.norms).items():
        for split in splits(norm):
            word = "ال" + split.stem if split.article else split.stem
            code = by_word.get(word)
            if code is not None:
                counts[code] += count + (3 if norm in context.title_words else 0)
                break
    ranked = sorted(counts.items(), key=lambda entry: -entry[1])
    if not ranked or ranked[0][1] == 0 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return ranked[0][0]
