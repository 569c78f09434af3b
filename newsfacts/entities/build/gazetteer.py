"""Filters the names of the sources by how they are used in a news corpus and compiles them into one trie.

Raw lists hold إلى, بين, كان, علي, رئيس. A single word is believed as far as its word class (see `clusters`) is a class of
such names: the share of listed names among the words of the class is its strength. Words too rare to have a class are kept
with the mean strength of their kind; a person's full name is kept when at least one of its words is a name in use.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import marisa_trie

from newsfacts.entities.build.files import replacing
from newsfacts.entities.build.kept import FOLDER, spelled, subtypes
from newsfacts.entities.build.sources import Found, everything
from newsfacts.entities.kinds import GIVEN, LOC, ORG, PER, RECORD, SURNAME

_KINDS = (LOC, ORG, GIVEN, SURNAME)
#: Below this share of the class a listed word is an ordinary word that happens to be somewhere's name.
_LEAST_SHARE = 0.2
_RARE_STRENGTH = 90
_COMMON = 400
_GREAT_CITY, _UNPROVEN = 200_000, 20
#: No name of the sources is met as often in the corpus; what is, is a particle.
_MOST_COUNT = 4500
#: A person's full name is worth its bytes only where it is not found as given name and surname anyway.
_MOST_WORDS = 6

Classes = Mapping[str, tuple[int, int, int, int]]


def shares(found: Iterable[Found], classes: Classes, counts: Counter[str]) -> dict[int, dict[str, float]]:
    """For each kind: word to the share of listed words in its classes (mean of the two finer grains), by a root of their count."""
    listed: dict[int, set[str]] = defaultdict(set)
    for item in found:
        if " " not in item.name:
            listed[item.type].add(item.name)
    result: dict[int, dict[str, float]] = {kind: defaultdict(float) for kind in _KINDS}
    for grain in (2, 3):
        total: dict[int, float] = defaultdict(float)
        part: dict[int, dict[int, float]] = {kind: defaultdict(float) for kind in _KINDS}
        for word, numbers in classes.items():
            weight = counts[word] ** 0.25
            total[numbers[grain]] += weight
            for kind in _KINDS:
                if word in listed[kind]:
                    part[kind][numbers[grain]] += weight
        for kind in _KINDS:
            for word, numbers in classes.items():
                result[kind][word] += part[kind][numbers[grain]] / total[numbers[grain]] / 2
    return result


def select(found: list[Found], classes: Classes, counts: Counter[str]) -> dict[tuple[str, int], tuple[str, str, int]]:
    """(name, type) to (subtype, country, strength) of the names worth keeping."""
    share = shares(found, classes, counts)
    chosen: dict[tuple[str, int], tuple[str, str, int]] = {}
    weights: dict[tuple[str, int], int] = {}
    for item in found:
        words = item.name.split()
        if len(words) > _MOST_WORDS:
            continue
        if len(words) == 1:
            strength = _strength_of_word(item, share, classes, counts)
        else:
            strength = _strength_of_phrase(item, words, share, classes, counts)
        if strength <= 0:
            continue
        place = (item.name, item.type)
        if weights.get(place, -1) < item.weight:
            weights[place] = item.weight
            chosen[place] = (item.subtype, item.country, strength)
    return chosen


def _strength_of_word(item: Found, share: dict[int, dict[str, float]], classes: Classes, counts: Counter[str]) -> int:
    if item.name[0].isascii():
        return _RARE_STRENGTH
    if item.name not in classes:
        return _RARE_STRENGTH if len(item.name) > 3 and (counts[item.name] > 0 or item.weight > 1) else 0
    if counts[item.name] > _MOST_COUNT:
        return 0
    value = share.get(item.type, {}).get(item.name, 0.0)
    if value < _LEAST_SHARE:  # of a great city its country is worth knowing, though the word alone proves nothing (الرياض is a club too)
        return _UNPROVEN if item.type == LOC and item.weight >= _GREAT_CITY else 0
    return int(value * 250)


def _strength_of_phrase(item: Found, words: list[str], share: dict[int, dict[str, float]], classes: Classes, counts: Counter[str]) -> int:
    if any(counts[word] == 0 for word in words):  # never met as such: of no use, and bytes
        return 0
    kinds = (GIVEN, SURNAME) if item.type == PER else (item.type, LOC, SURNAME, GIVEN)
    values = [max(share.get(kind, {}).get(word, 0.0) for kind in kinds) if word in classes else 0.5 for word in words]
    if max(values) < _LEAST_SHARE and max(counts[word] for word in words) > _COMMON:
        return 0
    if item.type == PER and min(values) < 0.1:
        return 0
    return 200 if min(values) >= _LEAST_SHARE else 120


def compile_gazetteer(classes: Classes, counts: Counter[str]) -> marisa_trie.RecordTrie:
    """The trie of all sources."""
    codes = {subtype: code for code, subtype in enumerate(subtypes())}
    found = [item._replace(name=spelled(item.name)) for item in everything()]
    chosen = select(found, classes, counts)
    return marisa_trie.RecordTrie(
        RECORD,
        sorted(
            (name, (kind, codes[subtype], country.encode() or b"\0\0", strength, 0))
            for (name, kind), (subtype, country, strength) in chosen.items()
        ),
    )


def save(classes: Classes, counts: Counter[str]) -> int:
    """Writes `gazetteer.trie`; gives the number of records."""
    trie = compile_gazetteer(classes, counts)
    with replacing(os.path.join(FOLDER, "gazetteer.trie")) as beside:
        trie.save(beside)
    return len(trie)
