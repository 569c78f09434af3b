"""Bytes to `Source`: files, directories, standard input; text, HTML, JSON, feeds, web archives; compressed or not."""

from newsfacts.reading.failure import Failure, Skipped
from newsfacts.reading.source import Page, Source

__all__ = ["Failure", "Page", "Skipped", "Source"]
