"""Which country a place is in that several countries have (ديفا, طرابلس): the one the article speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from newsfacts.entities.linking import Group
from newsfacts.entities.mentions import Row
from newsfacts.entities.vocabulary import nationalities

#: Binary logarithms of inhabitants: a town that is known without its country being named, and how much larger than its namesakes.
_WELL_KNOWN, _LARGER, _SMALLER = 17.0, 2.0, 3.5
_COUNTRY, _ADJECTIVE, _CITY = 3, 2, 1


def place(row: Row, groups: Sequence[Group]) -> None:
    """Settles the country of each city that the lists put in one country and that others have too."""
    cities = [group for group in groups if group.type == "LOC" and group.country and not group.latin and _is_city(group)]
    if not cities:
        return
    spoken = _spoken(row, groups)
    for group in cities:
        assert group.country is not None
        group.country = _choose(row, group, spoken)


def _is_city(group: Group) -> bool:
    return any(mention.subtype == "city" for mention in group.mentions)


def _spoken(row: Row, groups: Iterable[Group]) -> Counter[str]:
    """How much the article speaks of each country: by name, by adjective, by cities of the kept lists."""
    spoken: Counter[str] = Counter()
    for group in groups:
        if group.type == "LOC" and group.country:
            if any(mention.subtype == "country" for mention in group.mentions):
                spoken[group.country] += _COUNTRY * len(group.mentions)
            elif group.kept:
                spoken[group.country] += _CITY * len(group.mentions)
    known = nationalities()
    for norm, count in row.seen.items():
        country = known.get(norm)
        if country:
            spoken[country] += _ADJECTIVE * count
    return spoken


def _choose(row: Row, group: Group, spoken: Counter[str]) -> str | None:
    """The city's country: one that is spoken of, the most of them; else that of a city much larger than its namesakes; else none."""
    sizes = row.lists.cities(" ".join(group.words))
    own = _CITY * len(group.mentions) if group.kept else 0  # a city is no witness for itself
    if spoken[group.country or ""] > own:
        return group.country
    least = max(sizes.get(group.country or "", 0.0) - _SMALLER, 1.0)  # الرياض is not the Egyptian village
    rivals = [country for country, size in sizes.items() if country != group.country and spoken[country] > 0 and size >= least]
    if rivals:
        return max(rivals, key=lambda country: (spoken[country], sizes[country]))
    if group.kept:
        return group.country
    if not sizes:
        return group.country if group.country in spoken or not spoken else None
    largest, *others = sorted(sizes.items(), key=lambda item: -item[1])
    if largest[1] >= _WELL_KNOWN and (not others or largest[1] - others[0][1] >= _LARGER):
        return largest[0]
    if not spoken and not others:
        return largest[0]
    return None
