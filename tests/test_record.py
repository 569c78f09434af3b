"""Records are the named tuples that they stand in for."""

from __future__ import annotations

import copy
import pickle
from typing import NamedTuple, get_type_hints

import pytest

from newsfacts.record import Record


class Point(Record):
    """A place."""

    across: int
    down: int | None = None
    names: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The first of its names."""
        return self.names[0]


class Twin(NamedTuple):
    """What `Point` would be."""

    across: int
    down: int | None = None
    names: tuple[str, ...] = ()


CALLS = [((1,), {}), ((1, 2), {}), ((), {"across": 4, "names": ("a", "b")}), ((1,), {"down": 3})]


@pytest.mark.parametrize(("values", "named"), CALLS)
def test_a_record_is_what_a_named_tuple_would_be(values: tuple[int, ...], named: dict[str, object]) -> None:
    record, twin = Point(*values, **named), Twin(*values, **named)  # type: ignore[arg-type]
    assert tuple(record) == tuple(twin)
    assert hash(record) == hash(twin)
    assert repr(record) == repr(twin).replace("Twin", "Point")
    assert (record.across, record.down, record.names) == tuple(twin)
    assert tuple(record._replace(down=9)) == tuple(twin._replace(down=9))
    assert record._asdict() == twin._asdict()
    assert tuple(Point._make([7, 8, ()])) == tuple(Twin._make([7, 8, ()]))
    for other in (pickle.loads(pickle.dumps(record)), copy.copy(record), copy.deepcopy(record)):
        assert type(other) is Point
        assert other == record
    match record:
        case Point(across, down):
            assert (across, down) == record[:2]


def test_a_record_is_described_like_a_named_tuple() -> None:
    assert Point._fields == Twin._fields
    assert Point._field_defaults == Twin._field_defaults
    assert get_type_hints(Point) == get_type_hints(Twin)
    assert Point.__match_args__ == Twin.__match_args__
    assert Point(1, names=("a",)).first == "a"


def test_a_record_is_not_to_be_changed() -> None:
    point = Point(1)
    with pytest.raises(AttributeError):
        point.across = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        point.other = 2  # type: ignore[attr-defined]
    assert not hasattr(point, "__dict__")


@pytest.mark.parametrize("named", [{}, {"down": 1}, {"across": 1, "further": 2}])
def test_a_record_wants_its_fields(named: dict[str, int]) -> None:
    with pytest.raises(TypeError):
        Point(**named)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Point(1)._replace(further=2)  # type: ignore[call-arg]
