"""The lexicon of cues: verbs of saying with what they take, frames that name a source, words that the rules ask for."""

from functools import lru_cache

from newsfacts.record import Record
from newsfacts.text.fold import fold_table
from newsfacts.text.lexicon import table

_NONE = "-"
#: The gender of a verb in the first person.
FIRST = "1"
#: The columns of forms, what each holds, and what the subject is like (a participle's ending tells).
_COLUMNS = (
    ("masculine", "verb", "m"),
    ("feminine", "verb", "f"),
    ("plural", "verb", "p"),
    ("first", "verb", FIRST),
    ("participle", "participle", ""),
    ("masdar", "masdar", ""),
)
_FEMININE, _PLURAL = fold_table("ة"), ("ين", "ون")


class Cue(Record):
    """A word that reports speech.

    `stance`: what it makes of the statement (neutral, confirms, denies, warns, claims). `form`: verb, participle or masdar.
    `gender`: m, f or p (plural) of its subject, `FIRST` for the first person, empty where the form does not tell. `takes`: that,
    quote, colon, as.
    `particle`: what must stand between it and a clause, or empty.
    """

    stance: str
    form: str
    gender: str
    takes: frozenset[str]
    particle: str


class Frame(Record):
    """A phrase that names a source without a verb of its own; `of` says what may follow it: source, any, verb."""

    stance: str
    of: str
    length: int


@lru_cache(maxsize=1)
def cues() -> dict[str, Cue]:
    """Folded forms of verbs of saying, without conjunctions."""
    found: dict[str, Cue] = {}
    for row in table("quotes/verbs", folded=True):
        takes, particle = frozenset(row["takes"].split(",")), row["particle"].strip(_NONE)
        for column, kind, gender in _COLUMNS:
            cell = row[column]
            if cell == _NONE:
                continue
            if kind == "participle":
                for form in cell.split("|"):
                    gender = "f" if form.endswith(_FEMININE) else "p" if form.endswith(_PLURAL) else "m"
                    found.setdefault(form, Cue(row["class"], kind, gender, takes, particle))
            else:
                cue = Cue(row["class"], kind, gender, takes, particle)
                for form in cell.split("|"):
                    found.setdefault(form, cue)
    return found


@lru_cache(maxsize=1)
def frames() -> dict[str, tuple[tuple[tuple[str, ...], Frame], ...]]:
    """Frames by their first folded word: (the further words, the frame), longest first. A last word of one letter is a prefix."""
    found: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
    for row in table("quotes/frames", folded=True):
        for phrase in row["phrases"].split("|"):
            first, *rest = phrase.split(" ")
            found.setdefault(first, []).append((tuple(rest), Frame(row["class"], row["of"], 1 + len(rest))))
    return {first: tuple(sorted(those, key=lambda one: (-one[1].length, -len("".join(one[0]))))) for first, those in found.items()}


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {row["use"]: frozenset(row["words"].split("|")) for row in table("quotes/words", folded=True)}


def words(use: str) -> frozenset[str]:
    """The folded words of `data/quotes/words.tsv` for one use."""
    return _words()[use]


@lru_cache(maxsize=1)
def endings() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases that, after a comma, end a reported statement: first folded word to the further words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in words("ends"):
        first, *rest = phrase.split(" ")
        found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(those) for first, those in found.items()}
