"""Summaries: the sentences of an article that say most of it, and the box of who, where, when and how many."""

from newsfacts.summary.length import Length
from newsfacts.summary.summarize import summarize

__all__ = ["Length", "summarize"]
