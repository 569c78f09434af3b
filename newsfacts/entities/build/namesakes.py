"""Cities that share their name with one in another country: `namesakes.trie`, from GeoNames (see `sources`)."""

from __future__ import annotations

import math
import os
from collections import defaultdict

import marisa_trie

from newsfacts.entities.build.files import replacing
from newsfacts.entities.build.kept import FOLDER, spelled
from newsfacts.entities.build.sources import cities
from newsfacts.entities.lists import NAMESAKE, Lists

_MOST = 8


def save() -> int:
    """Writes the trie: name to each country with such a city and how large the largest is there; gives how many names it holds.

    Of names with a city in one country only, those are held that the lists know: their size says how well known the place is.
    """
    sizes: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cities():
        name = spelled(city.name)
        sizes[name][city.country] = max(sizes[name].get(city.country, 0), city.weight)
    known = Lists()
    records = []
    for name, countries in sorted(sizes.items()):
        if any(record.subtype == "city" for record in (*known.kept(name), *known.listed(name))):
            largest = sorted(countries.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
            records += [(name, (country.encode(), int(10 * math.log2(size + 1)))) for country, size in largest]
    with replacing(os.path.join(FOLDER, "namesakes.trie")) as beside:
        marisa_trie.RecordTrie(NAMESAKE, sorted(records)).save(beside)
    return len({name for name, _ in records})
