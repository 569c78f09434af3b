"""Currencies: codes, names with their nationality, symbols, and the article's country where only the bare name stands."""

from bisect import bisect_left
from collections import Counter

from newsfacts.numbers.context import Context
from newsfacts.text.clitics import stems
from newsfacts.text.fold import keys
from newsfacts.text.lexicon import Lexicon, cells


class Currency:
    """A row of the table."""

    __slots__ = ("_country", "_nationality", "bare", "code")

    def __init__(self, code: str, nationality: str, bare: str, country: str) -> None:
        self.code = code
        self.bare = bare
        self._nationality = nationality
        self._country = country

    @property
    def nationality(self) -> list[str]:
        """The adjectives that name its country."""
        return self._nationality.split("|") if self._nationality else []

    @property
    def country(self) -> list[str]:
        """The words that tell that an article is about its country."""
        return self._country.split("|") if self._country else []


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


def name_at(context: Context, i: int, near: str | None = None, *, definite: bool = False, cut: int = 0) -> Money | None:
    """The currency whose name begins at token `i`, with its nationality. `near` is the code that the sentence used last;
    with `definite` the name may have ال (ملايين الدولارات), with `cut` it begins with that many characters of particles."""
    norm = context.norm(i)[cut:]
    if not norm:
        return None
    part = _SUBUNITS.find(norm)
    if part is not None and (not part[0].cut or (definite and part[0].article and part[0].cut == 2)):
        parts, codes = part[1]
        code, last = _nationality(context, i + 1, _rows_of(codes))
        if code is None:
            usual = codes[0] if parts == 100 and len(codes) < 5 else None
            code = near if near in codes else _by_country(context, _rows_of(codes), i) or usual
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
        code = _bare(context, rows, near, i)
    return Money(code, 1, last, number)


def code_of(context: Context, name: str, near: str | None, i: int) -> str | None:
    """The currency that a bare name means at token `i`."""
    return _bare(context, _NAMES.namesakes[name], near, i)


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


def _bare(context: Context, rows: list[Currency], near: str | None, i: int) -> str | None:
    for row in rows:
        if row.bare == "yes" and not any(other.bare == "country" for other in rows):
            return row.code
    if near is not None and any(row.code == near for row in rows):
        return near
    for row in rows:
        if not row.bare and any(word in context.vocabulary for word in row.nationality if word in _ALONE) and not _both(context, rows):
            return row.code  # 89 مليون جنيه إسترليني … 18 مليون جنيه
    told = _by_country(context, [row for row in rows if row.bare], i)
    if told is not None:
        return told
    for row in rows:
        if not row.bare and any(word in context.vocabulary for word in row.country):
            return row.code
    return next((row.code for row in rows if row.bare == "yes"), None)


def _both(context: Context, rows: list[Currency]) -> bool:
    """Whether the article speaks of «جنيه مصري» as well, so that a bare جنيه may be either."""
    codes = tuple(row.code for row in rows)
    if codes not in context.several:
        nations = {word for row in rows if row.bare for word in row.nationality}
        context.several[codes] = any(context.norm(k + 1) in nations for k, norm in enumerate(context.norms) if norm in _NAMES.namesakes)
    return context.several[codes]


class Mentions:
    """Where an article names the countries of currencies of one name: token indices in order, their codes, and how often each comes."""

    __slots__ = ("codes", "counts", "places")

    def __init__(self, context: Context, rows: list[Currency]) -> None:
        countries = _countries.get(codes := tuple(row.code for row in rows))
        if countries is None:
            countries = _countries[codes] = _Countries(rows)
        named = list(map(countries.__getitem__, context.norms))
        self.places = [i for i, code in enumerate(named) if code is not None]
        self.codes: list[str] = [code for code in named if code is not None]
        self.counts = Counter(self.codes)
        for word in context.title_words:
            code = countries[word]
            if code is not None:
                self.counts[code] += _TITLE


class _Countries(dict[str, "str | None"]):
    """Words to the currency whose country or people they name, worked out when first met and kept for the articles that follow."""

    def __init__(self, rows: list[Currency]) -> None:
        self._by_word = {word: row.code for row in rows for word in row.country}
        self._by_nation = {word: row.code for row in rows for word in row.nationality}

    def __missing__(self, norm: str) -> str | None:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        found = self[norm] = _country(norm, self._by_word, self._by_nation)
        return found


_MEMO_LIMIT = 20_000
_countries: dict[tuple[str, ...], _Countries] = {}
_TITLE = 3
_PEOPLE = ("ين", "ون", "ات", "ا")


def _country(norm: str, by_word: dict[str, str], by_nation: dict[str, str]) -> str | None:
    """The currency whose country or people a word names: السعودية, بتونس, التونسيين."""
    for stem in stems(norm):
        code = by_word.get(stem) or by_word.get("ال" + stem) or by_nation.get(stem)
        if code is None and stem.endswith(_PEOPLE):
            code = by_nation.get(stem[: -1 if stem.endswith("ا") else -2])
        if code is not None:
            return code
    return None


def _by_country(context: Context, rows: list[Currency], i: int) -> str | None:
    """The currency of the country that the article is about: the one it names much more than the others, its title counting three
    times; of several the one that the sentence of token `i` names, else the last one named before. None when it names none."""
    codes = tuple(row.code for row in rows)
    mentions = context.countries.get(codes)
    if mentions is None:
        mentions = context.countries[codes] = Mentions(context, rows)
    ranked = mentions.counts.most_common(2)
    if not ranked:
        return None
    if len(ranked) == 1:
        return ranked[0][0]
    sentence = context.article.sentence_at(context.starts[i])
    place = bisect_left(mentions.places, i)
    around = [
        mentions.codes[k]
        for k in range(max(0, place - _NEAR), min(len(mentions.places), place + _NEAR))
        if context.article.sentence_at(context.starts[mentions.places[k]]) == sentence
    ]
    one = len(set(around)) == 1
    if ranked[0][1] > 2 * ranked[1][1]:
        return around[0] if one and len(around) > 1 else ranked[0][0]  # بورصة قطر … سهم قطر للتأمين
    if one:
        return around[0]
    if place:
        return mentions.codes[place - 1]
    return ranked[0][0] if ranked[0][1] > ranked[1][1] else None


_NEAR = 4
_ALONE = keys("إسترليني", "استرليني", "الاسترليني", "الإسترليني")
