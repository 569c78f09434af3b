"""Files read in this process: documents and failures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newsfacts.reading import Failure, Source
from newsfacts.reading.documents import read_all


def read(*paths: Path | str, **options: Any) -> list[Source | Failure]:
    """What the paths hold, in order."""
    return list(read_all([str(path) for path in paths], **options))


def one(path: Path | str, **options: Any) -> Source:
    """The one document of a path."""
    (found,) = read(path, **options)
    assert isinstance(found, Source), found
    return found


def failed(path: Path | str, **options: Any) -> Failure:
    """The one failure of a path, which has a cause and a remedy."""
    (found,) = read(path, **options)
    assert isinstance(found, Failure), found
    assert found.source == str(path)
    assert found.cause
    assert found.remedy
    return found
