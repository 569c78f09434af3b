"""Bytes to `Source`: files, directories, standard input; text, HTML, JSON Lines; compressed or not."""

from newsfacts.reading.failure import Failure
from newsfacts.reading.source import Source

__all__ = ["Failure", "Source"]
