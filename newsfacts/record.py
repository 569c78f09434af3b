"""Named tuples that cost next to nothing to define: `class Point(Record)` is what `class Point(NamedTuple)` is.

`typing.NamedTuple` checks every annotation and compiles a constructor for every class. Of the forty that a call defines it fills a
dozen, and that was a seventh of what importing typer costs. A `Record` reads the names of its fields, and compiles its constructor
when the first one is made. To the type checker it is `NamedTuple` itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as Record
else:
    from operator import itemgetter

    try:
        from _collections import _tuplegetter as _getter  # what named tuples use: quicker than a property
    except ImportError:

        def _getter(index, doc):
            return property(itemgetter(index), doc=doc)

    class _RecordType(type):
        """Makes the fields of a record from its annotations; the value given to a field in the class is its default."""

        def __new__(mcls, name, bases, namespace):
            record = super().__new__(mcls, name, bases, {**namespace, "__slots__": ()})
            if bases == (tuple,):
                return record  # the base: it has no fields, and says so by having no `_fields`
            fields = tuple(record.__annotations__)
            record._fields = record.__match_args__ = fields
            record._field_defaults = {field: namespace[field] for field in fields if field in namespace}
            for place, field in enumerate(fields):
                setattr(record, field, _getter(place, f"Alias for field number {place}"))
            return record

    class Record(tuple, metaclass=_RecordType):
        """The base of all records: a tuple whose items have names."""

        def __new__(cls, *values, **named):
            fields = ", ".join(cls._fields)
            make = eval(f"lambda cls, {fields}: new(cls, ({fields},))", {"new": tuple.__new__})
            make.__name__, make.__defaults__ = "__new__", tuple(cls._field_defaults.values())
            cls.__new__ = staticmethod(make)
            return make(cls, *values, **named)

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, /, **changes):
            return type(self)(**{**self._asdict(), **changes})

        def _asdict(self):
            return dict(zip(self._fields, self))  # noqa: B905  (as many)

        def __repr__(self):
            shown = ", ".join(f"{field}={value!r}" for field, value in self._asdict().items())
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self):
            return tuple(self)


__all__ = ["Record"]
