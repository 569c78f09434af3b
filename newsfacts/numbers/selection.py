"""Which numbers of a document are wanted: those of some kinds."""

from collections.abc import Iterable, Sequence

from newsfacts.facts import Number

KINDS = ("cardinal", "ordinal", "percent", "money", "quantity", "duration", "age", "fraction", "score", "nominal")


def kinds(options: Iterable[str]) -> frozenset[str]:
    """The kinds named by options, each one or several with commas between, in either case. Raises `ValueError` with an unknown one."""
    found = frozenset(name.strip().lower() for option in options for name in option.split(","))
    for name in sorted(found):
        if name not in KINDS:
            raise ValueError(name)
    return found


def places(numbers: Sequence[Number], wanted: frozenset[str]) -> list[int]:
    """The indices of the numbers of the wanted kinds."""
    return [place for place, number in enumerate(numbers) if number.kind in wanted]


def select(numbers: Sequence[Number], kept: Sequence[int]) -> tuple[Number, ...]:
    """The numbers at the indices; their `part_of` counts in what is left, and is None where the whole is not among it."""
    new = {old: place for place, old in enumerate(kept)}
    return tuple(numbers[old]._replace(part_of=None if (whole := numbers[old].part_of) is None else new.get(whole)) for old in kept)
