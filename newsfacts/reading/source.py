"""What reading hands to parsing: the text of one document and what is known about it from outside."""

from typing import NamedTuple


class Source(NamedTuple):
    """One document. `text` is what all offsets count in.

    `id` and `source` are the contract's; `title` and `date` come from the record or page (`date` as written there);
    `kind` is `text`, `html` or `jsonl`; `name` is the file's name, in which a date may stand.
    """

    text: str
    id: str = "-"
    source: str = "-"
    title: str | None = None
    date: str | None = None
    kind: str = "text"
    name: str | None = None
