"""A document that could not be read, and what the user can do about it."""

from typing import NamedTuple


class Failure(NamedTuple):
    """One document or input that failed: where, why, and the remedy, each without a full stop."""

    source: str
    cause: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.source}: {self.cause}; {self.remedy}"


class ReadingError(Exception):
    """Raised inside reading with a cause and a remedy; becomes a `Failure` where the source is known."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(cause)
        self.cause = cause
        self.remedy = remedy

    def failure(self, source: str) -> Failure:
        """The failure of `source`."""
        return Failure(source, self.cause, self.remedy)


def reason(error: OSError) -> str:
    """Why the operating system refused, in its own words, lower-cased."""
    text = error.strerror or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]
