"""The tables of the numbers room: nouns, function words, cues, phrases. Loaded once, when numbers are first asked for."""

from collections.abc import Iterable
from functools import cached_property
from typing import Generic, TypeVar

from newsfacts.text.lexicon import Lexicon, cells, table

Value = TypeVar("Value")


_ATTACHED = ("و", "ف", "ل", "ب")


class Noun:
    """A form of a noun that news counts: `number` is `singular`, `dual`, `construct` (a dual before its genitive) or `plural`.

    `naming` nouns head names, and their construct dual counts nothing; `sound` ones have a plural in ين, the same as the dual.
    """

    __slots__ = ("casualty", "human", "naming", "number", "sound")

    def __init__(self, number: str, human: bool, naming: bool, sound: bool, casualty: str | None) -> None:
        self.number = number
        self.human = human
        self.naming = naming
        self.sound = sound
        self.casualty = casualty


_Entries = list[tuple[list[str], Value]]


class Phrases(Generic[Value]):
    """Phrases of one or more folded words, found by their first or by their last word, the longest first."""

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        self._phrases = list(phrases)

    @cached_property
    def _by_first(self) -> dict[str, _Entries[Value]]:
        return self._by_word(0)

    @cached_property
    def _by_last(self) -> dict[str, _Entries[Value]]:
        return self._by_word(-1)

    def _by_word(self, place: int) -> dict[str, _Entries[Value]]:
        found: dict[str, _Entries[Value]] = {}
        for phrase, value in self._phrases:
            words = phrase.split(" ")
            found.setdefault(words[place], []).append((words, value))
        for entries in found.values():
            if len(entries) > 1:
                entries.sort(key=_longest_first)
        return found

    def starting_at(self, norms: list[str], i: int) -> tuple[int, Value] | None:
        """The longest phrase whose first word is token `i`: (the token after it, its value)."""
        if 0 <= i < len(norms):
            for words, value in self._by_first.get(norms[i], ()):
                if norms[i : i + len(words)] == words:
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
                if norms[first + 1 : end - 1] == words[1:-1]:
                    head = norms[first] if len(words) > 1 else word
                    if head == words[0]:
                        return first, value, conj
                    if len(words) > 1 and head[:1] in _ATTACHED and head[1:] == words[0]:
                        return first, value, 1
        return None


def _longest_first(entry: tuple[list[str], object]) -> int:
    return -len(entry[0])


class _Row:
    """A noun of the table: its forms' readings, and whether it has a plural of its own."""

    __slots__ = ("construct", "dual", "irregular", "plural", "singular")

    def __init__(self, singular: Noun, dual: Noun, construct: Noun, plural: Noun, irregular: bool) -> None:
        self.singular = singular
        self.dual = dual
        self.construct = construct
        self.plural = plural
        self.irregular = irregular


_FEMININE = "ه"


class Nouns(Lexicon[Noun]):
    """The nouns of data/numbers/nouns.tsv. Their regular forms (duals, ات, ين, the accusative ا) are known by rule when they are met."""

    __slots__ = ("_plurals", "_singulars")

    def __init__(self) -> None:
        super().__init__({})
        self._singulars: dict[str, _Row] = {}
        self._plurals: dict[str, _Row] = {}
        alike: dict[tuple[str, str, bool], _Row] = {}
        singulars, known = self._singulars, self._plurals
        for word, plurals, flags, casualty in cells("numbers/nouns", folded=True)[1:]:
            kind = flags, casualty, plurals != ""
            try:
                singulars[word] = row = alike[kind]
            except KeyError:
                singulars[word] = row = alike[kind] = _row(*kind)
            if "|" in plurals:
                for plural in plurals.split("|"):
                    known[plural] = row
            elif plurals:
                known[plurals] = row

    def value(self, form: str) -> Noun | None:
        """The reading of a folded form, a singular before a plural before a dual."""
        row = self._singulars.get(form)
        if row is not None:
            return row.singular
        last = form[-1:]
        if last == "ا" and not form.endswith("ها"):
            row = self._singulars.get(form[:-1])
            if row is not None:
                return row.singular  # the accusative
        row = self._plural(form, last)
        if row is not None:
            return row.plural
        base, ending = form[:-2], form[-2:]
        if ending in ("ان", "ين"):
            row = self._singulars.get(base[:-1] + _FEMININE) if base.endswith("ت") else None
            row = row or (self._singulars.get(base[:-1] + "ا") if base.endswith("ت") else None)  # كاميرتين
            row = row or (self._singulars.get(base) if not base.endswith(_FEMININE) else None)
            return row.dual if row is not None else None
        if ending in ("تا", "تي"):  # a masculine one would be the accusative (هدفا) or «my» (هدفي)
            row = self._singulars.get(base + _FEMININE)
            return row.construct if row is not None else None
        return None

    def _plural(self, form: str, last: str) -> _Row | None:
        row = self._plurals.get(form)
        if row is not None:
            return row
        if last == "ن" and form.endswith("ين"):
            return self._plurals.get(form[:-2] + "ون")
        if last == "و":
            return self._plurals.get(form + "ن")
        if last == "ي":
            return self._plurals.get(form[:-1] + "ون")
        if form.endswith("ات"):
            base = form[:-2]
            row = self._singulars.get(base + _FEMININE)
            if row is None and not base.endswith(_FEMININE):
                row = self._singulars.get(base)
                if row is not None and row.irregular:
                    return None
            return row
        return None


def _row(flags: str, casualty: str, irregular: bool) -> _Row:
    human, naming, sound = "h" in flags, "n" in flags, "m" in flags
    singular, dual, construct, plural = (
        Noun(number, human, naming, sound, casualty or None) for number in ("singular", "dual", "construct", "plural")
    )
    return _Row(singular, dual, construct, plural, irregular)


def _load_cues() -> dict[str, frozenset[str]]:
    return {row["cue"]: frozenset(row["words"].split("|")) for row in table("numbers/cues", folded=True)}


def _load_function_words() -> dict[str, str]:
    return {word: row["kind"] for row in table("numbers/functionwords", folded=True) for word in row["words"].split("|")}


#: A modifier, and what it becomes under a negation (None: the same).
ModifierRow = tuple[str, str | None]


def _load_modifiers() -> dict[str, Phrases[ModifierRow]]:
    rows: dict[str, list[tuple[str, ModifierRow]]] = {"before": [], "verb": [], "after": []}
    for row in table("numbers/modifiers", folded=True):
        value = row["modifier"], row["negated"] or None
        rows[row["place"]] += [(form, value) for form in row["phrases"].split("|")]
    return {place: Phrases(entries) for place, entries in rows.items()}


def _load_casualties() -> dict[str, Phrases[str]]:
    rows: dict[str, list[tuple[str, str]]] = {"before": [], "after": []}
    for row in table("numbers/casualties", folded=True):
        rows[row["place"]] += [(form, row["casualty"]) for form in row["phrases"].split("|")]
    return {place: Phrases(entries) for place, entries in rows.items()}


NOUNS = Nouns()
FUNCTION_WORDS = _load_function_words()
CUES = _load_cues()
MODIFIERS = _load_modifiers()
CASUALTIES = _load_casualties()
RATES: Phrases[str] = Phrases((form, row["per"]) for row in table("numbers/rates", folded=True) for form in row["phrases"].split("|"))
