"""What reading hands to parsing: the text of one document and what is known about it from outside."""

from newsfacts.record import Record


class Source(Record):
    """One document. `text` is what all offsets count in.

    `id` and `source` are the contract's; `title` and `date` come from the record or page (`date` as written there);
    `kind` is `text`, `html`, `jsonl`, `json`, `feed` or `warc`; `name` is the file's name, in which a date may stand.
    `lines` holds what markup says of each line of the text: `title`, `caption`, `subhead`, or nothing; it is empty
    where there was no markup. `place` is where it lies below what the user named: folders, file, and the id or number of a
    record in it.
    """

    text: str
    id: str = "-"
    source: str = "-"
    title: str | None = None
    date: str | None = None
    kind: str = "text"
    name: str | None = None
    lines: tuple[str, ...] = ()
    place: tuple[str, ...] = ()


class Page(Record):
    """An HTML page as it was read: finding its text takes long, and is left to whoever does the document (`html.read`).

    `encoding` is what the user said, `charset` what came with the page (HTTP). A page of an archive may well have no main text:
    then it is passed over, not failed (`from_archive`).
    """

    data: bytes
    id: str
    source: str
    name: str | None = None
    encoding: str | None = None
    charset: str | None = None
    from_archive: bool = False
    place: tuple[str, ...] = ()
