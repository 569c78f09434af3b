"""A document that could not be read, and what the user can do about it."""

from newsfacts.record import Record


class Failure(Record):
    """One document or input that failed: where, why, and the remedy, each without a full stop."""

    source: str
    cause: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.source}: {self.cause}; {self.remedy}"


class Skipped(Record):
    """Something that is no document and was passed over (a page of an archive without an article), or that is done already."""

    source: str
    cause: str
    unchanged: bool = False

    def __str__(self) -> str:
        return f"{self.source}: {self.cause}"


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


def missing(what: str, package: str, extra: str, instead: str = "") -> ReadingError:
    """What to raise where a package of an extra is not installed."""
    return ReadingError(f"{what}, and the package {package} is not installed", f"pip install 'newsfacts[{extra}]'{instead}")
