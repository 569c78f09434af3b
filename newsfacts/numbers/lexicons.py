"""The tables of the numbers room: nouns, function words, cues, phrases. Loaded once, when numbers are first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from newsfacts.numerals.words import folded_column
from newsfacts.text.lexicon import Lexicon, forms, table

Value = TypeVar("Value")


_ATTACHED = ("و", "ف", "ل", "ب")


class Noun(NamedTuple):
    """A form of a noun that news counts: `number` is `singular`, `dual`, `construct` (a dual before its genitive) or `plural`.

    `naming` nouns head names, and their construct dual counts nothing; `sound` ones have a plural in ين, the same as the dual.
    """

    number: str
    human: bool
    naming: bool
    sound: bool
    casualty: str | None


class Phrases(Generic[Value]):
    """Phrases of one or more folded words, found by their first or by their last word, the longest first."""

    def __init__(self, rows: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in rows:
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, value))
            self._by_last.setdefault(words[-1], []).append((words, value))
        for table_ in (self._by_first, self._by_last):
            for entries in table_.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def starting_at(self, norms: list[str], i: int) -> tuple[int, Value] | None:
        """The longest phrase whose first word is token `i`: (the token after it, its value)."""
        if 0 <= i < len(norms):
            for words, value in self._by_first.get(norms[i], ()):
                if i + len(words) <= len(norms) and all(norms[i + k] == word for k, word in enumerate(words)):
                    return i + len(words), value
        return None

    def ending_at(self, norms: list[str], end: int) -> tuple[int, Value, int] | None:
        """The longest phrase whose last word is token `end - 1`: (its first token, its value, characters of an attached و or ف)."""
        if not 0 < end <= len(norms):
            return None
        last = norms[end - 1]
        for word, conj in ((last, 0), (last[1:], 1)):
            if conj and last[:1] not in _ATTACHED:
                break
            for words, value in self._by_last.get(word, ()):
                first = end - len(words)
                if first < 0 or (conj and len(words) > 1):
                    continue
                if all(norms[first + k] == words[k] for k in range(1, len(words) - 1)):
                    head = norms[first] if len(words) > 1 else word
                    if head == words[0]:
                        return first, value, conj
                    if len(words) > 1 and head[:1] in _ATTACHED and head[1:] == words[0]:
                        return first, value, 1
        return None


@cache
def _numbers(flags: str, casualty: str) -> tuple[Noun, Noun, Noun, Noun]:
    """Singular, dual, construct and plural of a noun with these flags; many nouns share them."""
    human, naming, sound = "h" in flags, "n" in flags, "m" in flags
    fate = casualty or None
    return (
        Noun("singular", human, naming, sound, fate),
        Noun("dual", human, naming, sound, fate),
        Noun("construct", human, naming, sound, fate),
        Noun("plural", human, naming, sound, fate),
    )


def _load_nouns() -> Lexicon[Noun]:
    singular: dict[str, Noun] = {}
    plural: dict[str, Noun] = {}
    dual: dict[str, Noun] = {}
    rows = table("numbers/nouns")
    for row, (word,), plurals in zip(rows, folded_column(rows, "singular"), folded_column(rows, "plural"), strict=True):
        one, two, construct, many = _numbers(row["flags"], row["casualty"])
        singular[word] = one
        feminine = word.endswith("ه")
        if not feminine:
            singular[word + "ا"] = one
        for form in plurals:
            plural[form] = many
            if form.endswith("ون"):
                plural[form[:-2] + "ين"] = many
                plural[form[:-1]] = many
                plural.setdefault(form[:-2] + "ي", many)
        if feminine or not plurals:
            plural.setdefault((word[:-1] if feminine else word) + "ات", many)
        stem = word[:-1] + "ت" if feminine else word
        dual.setdefault(stem + "ان", two)
        dual.setdefault(stem + "ين", two)
        if feminine:  # a masculine one would be the accusative (هدفا) or «my» (هدفي)
            dual.setdefault(stem + "ا", construct)
            dual.setdefault(stem + "ي", construct)
    return Lexicon({**dual, **plural, **singular})


def _load_cues() -> dict[str, frozenset[str]]:
    rows = table("numbers/cues")
    return {row["cue"]: frozenset(words) for row, words in zip(rows, folded_column(rows, "words"), strict=True)}


def _load_function_words() -> dict[str, str]:
    rows = table("numbers/functionwords")
    return {word: row["kind"] for row, words in zip(rows, folded_column(rows, "words"), strict=True) for word in words}


class ModifierRow(NamedTuple):
    """A modifier, and what it becomes under a negation (None: the same)."""

    modifier: str
    negated: str | None


def _load_modifiers() -> dict[str, Phrases[ModifierRow]]:
    rows: dict[str, list[tuple[str, ModifierRow]]] = {"before": [], "verb": [], "after": []}
    cells = table("numbers/modifiers")
    for row, phrases in zip(cells, folded_column(cells, "phrases"), strict=True):
        value = ModifierRow(row["modifier"], row["negated"] or None)
        rows[row["place"]] += [(form, value) for form in phrases]
    return {place: Phrases(entries) for place, entries in rows.items()}


def _load_casualties() -> dict[str, Phrases[str]]:
    rows: dict[str, list[tuple[str, str]]] = {"before": [], "after": []}
    cells = table("numbers/casualties")
    for row, phrases in zip(cells, folded_column(cells, "phrases"), strict=True):
        rows[row["place"]] += [(form, row["casualty"]) for form in phrases]
    return {place: Phrases(entries) for place, entries in rows.items()}


NOUNS = _load_nouns()
FUNCTION_WORDS = _load_function_words()
CUES = _load_cues()
MODIFIERS = _load_modifiers()
CASUALTIES = _load_casualties()
RATES: Phrases[str] = Phrases((form, row["per"]) for row in table("numbers/rates") for form in forms(row["phrases"]))
