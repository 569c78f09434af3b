"""What nobody would write: bytes, text, JSON and HTML at random. Everything ends as a document or as one failure with its remedy.

`pytest tests/test_fuzz.py --hypothesis-profile=thorough` looks further, with examples of its own in every run.
"""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import json
import lzma
import tempfile
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfacts.analysis import COMMANDS
from newsfacts.batch import Done, Job
from newsfacts.output.formats import Show
from newsfacts.reading import Failure, Page, Skipped, Source, jsonvalues
from newsfacts.reading.documents import Reading, items
from newsfacts.reading.records import Fields

#: Pieces that mean something to some part of newsfacts, among which chance is more likely to find what nobody thought of.
WORDS = (
    *("قتل", "وأصيب", "12", "٣٫٥", "1,250", "٪", "مليون", "ونصف", "ربع", "الـ", "48", "ساعة", "الماضية", "أمس", "الثلاثاء", "مارس/آذار"),
    *(
        "عام",
        "2011",
        "رمضان",
        "1445",
        "هـ",
        "الرئيس",
        "باراك أوباما",
        "بغداد",
        "بين",
        "و18",
        "قتيلا",
        "دولار",
        "(37 عاما)",
        "3-1",
        "«",
        "»",
    ),
    *(
        "قال",
        "وأضاف أن",
        "بحسب",
        "إن",
        '"',
        "\n",
        "\n\n",
        ".",
        "؟",
        ":",
        "،",
        "-",
        "/",
        "المصدر: وكالات",
        "EPA/",
        "#",
        "@",
        "https://a.b/c",
    ),
    *("\u0640", "\u064b", "\u200f", "\u202e", "\u2067", "\ufeff", "\u00a0", "\u2028", "\r", "\t", "\x1b[31m", "\ufdfa", "ﻻ", "\U0001f600"),
    *("وبالك", "ال", "لل", "و", "فال", "ثلاثة", "عشر", "مئة", "الأولى", "بعد", "قبل", "يومين", "الساعة", "20:30", "غرينتش", "%", "0", "٠"),
)
NEWS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=40).flatmap(
    lambda words: st.sampled_from(("", " ", " ", " ")).map(lambda joint: joint.join(words))
)
TEXTS = st.one_of(st.text(max_size=300), NEWS)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)),
    max_leaves=8,
)
NAMES = st.one_of(
    st.sampled_from(("text", "content", "body", "title", "headline", "date", "published", "id", "_id", "x")), st.text(max_size=4)
)
RECORDS = st.one_of(VALUES, st.dictionaries(NAMES, VALUES, max_size=6))
TAGS = (
    *("p", "div", "h1", "h2", "figure", "figcaption", "article", "br", "a", "b", "ul", "li", "table", "td", "title", "script", "style"),
    *(
        "blockquote",
        "time",
        "meta charset=utf-8",
        "meta property='og:title' content='x'",
        "time datetime='2024-13-45'",
        "!--",
        "x:y",
        "svg",
    ),
    *("main", "section", "span class=caption", "img alt=x", "iframe", "template", "p dir=rtl", "html", "body", "head", "base href=//"),
)
MARKUP = st.lists(
    st.one_of(
        NEWS,
        st.sampled_from(TAGS).map("<{}>".format),
        st.sampled_from(TAGS).map(lambda tag: f"</{tag.split()[0]}>"),
        st.sampled_from(("&amp;", "&#x202e;", "&#0;", "&#xd800;", "&nosuch;", "<![CDATA[", "]]>", "<", ">", "-->", "\x00")),
    ),
    max_size=60,
).map("".join)
#: A taste in every run of the tests; with `--hypothesis-profile=thorough` as many as that says.
EXAMPLES = settings().max_examples if settings().max_examples > 60 else 25
SUFFIXES = ("txt", "html", "jsonl", "json", "rss", "warc", "xml", "", "gz", "bz2", "xz", "zst")
HEADS = (
    *(b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"{", b"[{", b"<?xml version='1.0'?>", b"<rss><channel>", b"WARC/1.0\r\n", b"<html>"),
    *(
        b"\x1f\x8b\x08\x00",
        b"BZh9",
        b"\xfd7zXZ\x00",
        b"\x28\xb5\x2f\xfd",
        b"\x00\x00\xfe\xff",
        b"PK\x03\x04",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>",
    ),
)
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.b/c\r\nContent-Type: application/http\r\n"
    b"Content-Length: %d\r\n\r\n%s\r\n\r\n"
)
COMPRESS: dict[str, Any] = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder for all examples of a test."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def _read(place: Path, data: bytes, suffix: str, **options: Any) -> list[Source | Page | Failure | Skipped]:
    path = place / f"a.{suffix}"
    path.write_bytes(data)
    found = list(items([str(path)], Reading(**options)))
    for item in found:
        if isinstance(item, Source):
            item.text.encode("utf-8")
            assert any(map(str.isalnum, item.text))
        elif isinstance(item, Failure):
            assert item.source.startswith(str(path))
            assert item.cause
            assert item.remedy
            assert "\n" not in str(item)[:0] + item.remedy
    return found


def _do(item: Source | Page | Failure | Skipped, command: str, form: str = "json") -> str | None:
    result = Job(command, Show(form, command, terminal=True, width=80), date=dt.date(2024, 3, 5), with_text=True).do(item)
    assert not (isinstance(result, Failure) and "newsfacts failed" in result.cause), (item, result)
    return result.shown if isinstance(result, Done) and isinstance(result.shown, str) else None


@settings(max_examples=EXAMPLES)
@given(data=st.tuples(st.sampled_from(HEADS), st.binary(max_size=400)).map(b"".join), suffix=st.sampled_from(SUFFIXES))
def test_bytes(place: Path, data: bytes, suffix: str) -> None:
    for item in _read(place, data, suffix):
        _do(item, "numbers")


@settings(max_examples=EXAMPLES)
@given(text=TEXTS, suffix=st.sampled_from(("txt.gz", "txt.bz2", "jsonl.xz")), cut=st.integers(0, 40), flip=st.integers(0, 400))
def test_compressed_bytes(place: Path, text: str, suffix: str, cut: int, flip: int) -> None:
    data = bytearray(COMPRESS[suffix.rpartition(".")[2]](text.encode("utf-8", "replace") * 3))
    if flip < len(data):
        data[flip] ^= 0x55
    _read(place, bytes(data[: len(data) - cut]), suffix)


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=EXAMPLES)
@given(text=TEXTS)
def test_text(command: str, text: str) -> None:
    _do(Source(text), command)


@pytest.mark.parametrize("form", ["table", "csv"])
@settings(max_examples=EXAMPLES)
@given(text=TEXTS, command=st.sampled_from(COMMANDS))
def test_text_to_a_terminal(form: str, text: str, command: str) -> None:
    shown = _do(Source(text, id=text[:9] or "-", title=text[:20] or None), command, form) or ""
    if form == "table":
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(shown.replace("\x1b[", "")) - {"\x1b"}


@settings(max_examples=EXAMPLES)
@given(records=st.lists(RECORDS, max_size=4), end=st.sampled_from(("\n", "\r\n", "\n\n")), ascii_only=st.booleans())
def test_json_lines(place: Path, records: list[Any], end: str, ascii_only: bool) -> None:
    lines = [json.dumps(record, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass") for record in records]
    found = _read(place, end.encode().join(lines), "jsonl")
    assert len(found) == len(lines)
    for item in found:
        _do(item, "numbers")


@settings(max_examples=EXAMPLES)
@given(line=st.one_of(TEXTS, RECORDS.map(json.dumps)), cut=st.integers(0, 20))
def test_json_that_is_cut(place: Path, line: str, cut: int) -> None:
    for suffix in ("jsonl", "json"):
        for item in _read(place, line[: len(line) - cut].encode("utf-8", "replace"), suffix):
            _do(item, "numbers")


class _Dribble(BytesIO):
    """A stream that gives few bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size, 7) if size is not None and size > 0 else size)


@settings(max_examples=EXAMPLES)
@given(
    records=st.lists(st.dictionaries(NAMES, VALUES, min_size=1, max_size=4), max_size=4),
    indent=st.sampled_from((None, 1)),
    array=st.booleans(),
)
def test_arrays_and_spread_objects_are_read_as_json_reads_them(records: list[Any], indent: int | None, array: bool) -> None:
    whole = json.dumps(records, indent=indent) if array else "\n".join(json.dumps(record, indent=indent) for record in records)
    for stream in (BytesIO(whole.encode()), _Dribble(whole.encode())):
        pieces = [json.loads(piece) for piece in jsonvalues._values(BufferedReader(stream), None)]
        assert json.dumps(pieces) == json.dumps(records)


@settings(max_examples=EXAMPLES)
@given(text=TEXTS)
def test_anything_as_json_values(text: str) -> None:
    stream = BufferedReader(BytesIO(text.encode("utf-8", "replace")))
    found = list(jsonvalues.read(stream, "a", "a", None, Fields(), ("a",)))
    assert found


@settings(max_examples=EXAMPLES)
@given(markup=MARKUP, encoding=st.sampled_from(("utf-8", "windows-1256", "utf-16")), archived=st.booleans())
def test_html(markup: str, encoding: str, archived: bool) -> None:
    filler = "<p>" + "وقالت البلدية إن 12 عاملا أصيبوا في انهيار الجسر. " * 5 + "</p>"
    for page in (markup, f"<html><body><article>{filler}{markup}{filler}</article></body></html>"):
        item = Page(page.encode(encoding, "replace"), "a", "a", "a", charset=encoding if archived else None, from_archive=archived)
        result = Job("numbers", Show("json", "numbers", terminal=False), with_text=True).do(item)
        assert not (isinstance(result, Failure) and "newsfacts failed" in result.cause), result
        if isinstance(result, Done):
            record = json.loads(str(result.shown))
            assert all(record["text"][number["start"] : number["end"]] == number["text"] for number in record["numbers"])


@settings(max_examples=EXAMPLES)
@given(entries=st.lists(st.tuples(TEXTS, MARKUP, st.text(max_size=12)), max_size=3), cut=st.integers(0, 60), atom=st.booleans())
def test_feeds(place: Path, entries: list[tuple[str, str, str]], cut: int, atom: bool) -> None:
    item, body = ("entry", "content") if atom else ("item", "description")
    inner = "".join(
        f"<{item}><title>{title}</title><{body}><![CDATA[{markup}]]></{body}><pubDate>{date}</pubDate></{item}>"
        for title, markup, date in entries
    )
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'>{inner}</feed>" if atom else f"<rss version='2.0'><channel>{inner}</channel></rss>"
    for found in _read(place, feed[: len(feed) - cut].encode("utf-8", "replace"), "rss"):
        _do(found, "numbers")


@settings(max_examples=EXAMPLES)
@given(
    pages=st.lists(st.one_of(MARKUP.map(lambda page: page.encode("utf-8", "replace")), st.binary(max_size=60)), max_size=3),
    cut=st.integers(0, 50),
)
def test_web_archives(place: Path, pages: list[bytes], cut: int) -> None:
    answers = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page for page in pages]
    data = b"".join(WARC % (len(answer), answer) for answer in answers)
    for found in _read(place, data[: len(data) - cut], "warc"):
        _do(found, "numbers")
