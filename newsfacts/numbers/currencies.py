"""Currencies: codes, names with their nationality, symbols, and the article's country where only the bare name stands."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from newsfacts.numbers.context import Context
from newsfacts.numerals.words import folded_column
from newsfacts.text.clitics import splits
from newsfacts.text.fold import key
from newsfacts.text.lexicon import Lexicon, forms, table


class Currency(NamedTuple):
    """A row of the table."""

    code: str
    nationality: frozenset[str]
    bare: str
    country: frozenset[str]


class Money(NamedTuple):
    """A currency in the text: its code (None when nobody can tell), how many parts make one (cents: 100), and the token after it.

    `number` is `dual` for دولارين.
    """

    code: str | None
    parts: int
    last: int
    number: str


class _Name(NamedTuple):
    rows: tuple[Currency, ...]
    number: str


def _load() -> tuple[Lexicon[_Name], dict[str, str]]:
    rows: dict[str, list[Currency]] = {}
    symbols: dict[str, str] = {}
    cells = table("numbers/currencies")
    columns = (folded_column(cells, column) for column in ("name", "nationality", "country"))
    for row, found, nationality, country in zip(cells, *columns, strict=True):
        currency = Currency(row["code"], frozenset(nationality), row["bare"], frozenset(country))
        for form in found:
            rows.setdefault(form, []).append(currency)
        for symbol in row["symbol"].split("|"):
            if symbol.strip():
                symbols.setdefault(key(symbol), row["code"])
    names = {form: _Name(tuple(found), "singular") for form, found in rows.items()}
    for form, found in rows.items():
        for dual in {form, form[:-1] + "ت" if form.endswith("ه") else form}:
            for ending in ("ان", "ين"):
                names.setdefault(dual + ending, _Name(tuple(found), "dual"))
    for short in ("ين", "ينا", "ينين", "ينان", "بر", "بات"):  # too short to be told from other words, but after a figure
        names.pop(short + "ان", None)
    return Lexicon(names), symbols


_NAMES, _SYMBOLS = _load()
_SUBUNITS: Lexicon[tuple[int, tuple[str, ...]]] = Lexicon(
    {form: (int(row["parts"]), tuple(row["codes"].split("|"))) for row in table("numbers/subunits") for form in forms(row["name"])}
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
        code = _SYMBOLS.get(joined) or _SYMBOLS.get(joined.upper())
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
    return norm in _NAMES.words or norm in _SUBUNITS.words


def _rows_of(codes: tuple[str, ...]) -> tuple[Currency, ...]:
    rows = {row.code: row for name in _NAMES.words.values() for row in name.rows}
    return tuple(rows[code] for code in codes if code in rows)


def _nationality(context: Context, i: int, rows: tuple[Currency, ...]) -> tuple[str | None, int]:
    norm = context.norm(i)
    for row in rows:
        if norm in row.nationality or (norm[:2] == "ال" and norm[2:] in row.nationality):
            last = i + 1
            if row.code == "HKD":
                last += 1
            return row.code, last
    return None, i


def _bare(context: Context, rows: tuple[Currency, ...], near: str | None) -> str | None:
    for row in rows:
        if row.bare == "yes" and not any(other.bare == "country" for other in rows):
            return row.code
    if near is not None and any(row.code == near for row in rows):
        return near
    told = _by_country(context, tuple(row for row in rows if row.bare))
    if told is not None:
        return told
    return next((row.code for row in rows if row.bare == "yes"), None)


def _by_country(context: Context, rows: tuple[Currency, ...]) -> str | None:
    """The currency whose country the article names most; the title counts three times. None when it names none, or two alike."""
    codes = tuple(row.code for row in rows)
    if codes not in context.countries:
        context.countries[codes] = _most_named(context, rows)
    return context.countries[codes]


def _most_named(context: Context, rows: tuple[Currency, ...]) -> str | None:
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
