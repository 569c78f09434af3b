"""Compiles the kept tables (`data/entities/lists/*.tsv`) into one trie. Needs nothing but marisa-trie."""

from __future__ import annotations

import os
from collections.abc import Iterator

import marisa_trie

from newsfacts.entities.build.files import replacing
from newsfacts.entities.kinds import RECORD, TYPES
from newsfacts.entities.vocabulary import heads, word_set
from newsfacts.parsing.tokens import Tokens
from newsfacts.text.fold import key
from newsfacts.text.lexicon import DATA, table

FOLDER = os.path.join(DATA, "entities")
#: A kept name is taken wherever it stands; one word that is a word of the language too needs context.
_SURE, _AMBIGUOUS = 255, 60


def list_names() -> list[str]:
    """The kept lists, by file name without suffix, in order."""
    return sorted(name[:-4] for name in os.listdir(os.path.join(FOLDER, "lists")) if name.endswith(".tsv"))


def spelled(name: str) -> str:
    """A name as the lists hold it: folded tokens, one space between two."""
    return " ".join(Tokens(key(name)).norms)


def subtypes() -> list[str]:
    """Every subtype of the kept lists, sorted, after the empty one."""
    return [
        "",
        *sorted({row["subtype"] for name in list_names() for row in table(f"entities/lists/{name}")} - {""} | {"city", "club", "region"}),
    ]


def numbered() -> Iterator[tuple[int, str, str]]:
    """The number, the list and the names of each row of all kept lists."""
    number = 0
    for name in list_names():
        for row in table(f"entities/lists/{name}"):
            number += 1
            yield number, name, row["names"]


def rows() -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of all kept lists, numbered from 1."""
    number = 0
    for name in list_names():
        for row in table(f"entities/lists/{name}"):
            number += 1
            yield number, row


def records(ambiguous: frozenset[str]) -> list[tuple[str, tuple[int, int, bytes, int, int]]]:
    """What the trie holds: spelled name to record."""
    codes = {subtype: code for code, subtype in enumerate(subtypes())}
    out: list[tuple[str, tuple[int, int, bytes, int, int]]] = []
    respelled: list[tuple[str, tuple[int, int, bytes, int, int]]] = []
    for number, row in rows():
        names = [spelled(name) for name in row["names"].split("|")]
        for folded in names:
            if _announced(folded, names, ambiguous):
                continue
            strength = _AMBIGUOUS if folded in ambiguous else _SURE
            record = (TYPES.index(row["type"]), codes[row["subtype"]], row["country"].encode() or b"\0\0", strength, number)
            out.append((folded, record))
            respelled.extend((other, record) for other in _respelled(folded))
    known = {name for name, _ in out}
    return out + [(name, record) for name, record in dict(respelled).items() if name not in known]


#: Spellings of the press that stand for each other in every name.
_RESPELLED = tuple(
    (key(one), key(other)) for one, other in (("يمقراطي", "يموقراطي"), ("أمريكي", "أميركي"), ("شؤون", "شئون"), ("أميركا", "أمريكا"))
)


def _respelled(name: str) -> list[str]:
    """قوات سوريا الديموقراطية of قوات سوريا الديمقراطية."""
    return [name.replace(a, b) for pair in _RESPELLED for a, b in (pair, pair[::-1]) if a in name]


def _announced(name: str, names: list[str], ambiguous: frozenset[str]) -> bool:
    """True when the name is another name of its row with a noun before it that only announces it (شركة أرامكو, حركة حماس)."""
    head, _, rest = name.partition(" ")
    rest = rest.removesuffix(_AGENCY)
    if rest not in names:
        return False
    if head == _AGENCY_HEAD or (head in heads() and not heads()[head].inside):
        return True
    return head in word_set("announces a name of one word") and " " not in rest and rest not in ambiguous


_AGENCY = key(" للأنباء")
_AGENCY_HEAD = key("وكالة")


def ambiguous_words() -> frozenset[str]:
    """Names of kept lists that are words of the language too (`data/entities/ambiguous.tsv`)."""
    return frozenset(spelled(word) for row in table("entities/ambiguous") for word in row["words"].split("|"))


def compile_lists() -> marisa_trie.RecordTrie:
    """The trie of the kept lists."""
    return marisa_trie.RecordTrie(RECORD, sorted(records(ambiguous_words())))


def save() -> int:
    """Writes `kept.trie` and `subtypes.tsv`; gives the number of names."""
    trie = compile_lists()
    with replacing(os.path.join(FOLDER, "kept.trie")) as beside:
        trie.save(beside)
    with replacing(os.path.join(FOLDER, "subtypes.tsv")) as beside, open(beside, "w", encoding="utf-8") as file:
        file.write(
            "# Subtypes in the order of their codes in the compiled lists; written by the build.\nsubtype\n"
            + "\n".join(subtypes()[1:])
            + "\n"
        )
    return len(trie)
