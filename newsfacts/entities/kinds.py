"""The codes of the compiled lists: what a name may be."""

from __future__ import annotations

from newsfacts.record import Record

#: The four classes of the contract, then what is only evidence for a person's name.
TYPES = ("PER", "LOC", "ORG", "MISC", "given", "surname")
PER, LOC, ORG, MISC, GIVEN, SURNAME = range(len(TYPES))

#: Records of a compiled list: type, subtype, country (two letters or zeros), strength 0-255, row of a kept list (0: none).
RECORD = "<BB2sBH"


class Listed(Record):
    """What a list says of a name. `strength` 0-255: how likely a bare occurrence is that name; `row` joins a thing's names."""

    type: int
    subtype: str | None
    country: str | None
    strength: int
    row: int
