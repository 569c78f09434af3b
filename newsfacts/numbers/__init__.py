"""Numbers as facts: value, unit or counted noun, how sure the writer was, and what happened to the people counted."""

from newsfacts.numbers.extract import explain, extract

__all__ = ["explain", "extract"]
