"""The number grammar: numerals in figures and words, their values, and the units of time and measurement."""

from __future__ import annotations

from newsfacts.numerals.grammar import Grammar
from newsfacts.numerals.model import Numeral, Value
from newsfacts.parsing.article import Article

__all__ = ["Numeral", "Value", "find"]


def find(article: Article) -> list[Numeral]:
    """The numerals of an article, in text order, none overlapping another. A figure that is no number's form gives none."""
    return Grammar(article).find()
