"""Bytes to documents: encodings, compressions, JSON Lines, HTML; every failure with its cause and remedy."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import json
import lzma
import os
from pathlib import Path
from typing import Any

import pytest
from sources import failed, one, read

from newsfacts.calendars.given import parse_date
from newsfacts.reading import Failure, Source

ARABIC = "أعلنت البلدية إغلاق الجسر.\r\nوقالت إن 12 عاملا يصلحونه.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "article.txt"


# Encodings


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(ARABIC.encode(), None, id="UTF-8"),
        pytest.param(ARABIC.encode("utf-8-sig"), None, id="UTF-8 with a mark"),
        pytest.param(ARABIC.encode("utf-16"), None, id="UTF-16 with a mark"),
        pytest.param(b"\xfe\xff" + ARABIC.encode("utf-16-be"), None, id="UTF-16 BE with a mark"),
        pytest.param(ARABIC.encode("utf-32"), None, id="UTF-32 with a mark"),
        pytest.param(b"\x00\x00\xfe\xff" + ARABIC.encode("utf-32-be"), None, id="UTF-32 BE with a mark"),
        pytest.param(ARABIC.encode("windows-1256"), "windows-1256", id="Windows-1256"),
        pytest.param(ARABIC.encode("iso-8859-6"), "arabic", id="ISO 8859-6 by another name"),
        pytest.param(ARABIC.encode("utf-16-le"), "utf-16-le", id="UTF-16 without a mark"),
        pytest.param(ARABIC.encode("utf-8-sig"), "windows-1256", id="a mark is surer than the option"),
    ],
)
def test_encodings(file: Path, data: bytes, encoding: str | None) -> None:
    file.write_bytes(data)
    source = one(file, encoding=encoding)
    assert source.text == ARABIC  # line ends and all
    assert (source.id, source.source, source.kind, source.title, source.date) == ("article.txt", str(file), "text", None, None)


@pytest.mark.parametrize(
    ("data", "options", "cause", "remedy"),
    [
        pytest.param(ARABIC.encode("windows-1256"), {}, "byte 0xC3 at offset 0 is not UTF-8", "--encoding", id="Windows-1256 for UTF-8"),
        pytest.param(ARABIC.encode()[:-3], {}, "is not UTF-8", "--encoding", id="cut within a character"),
        pytest.param(ARABIC.encode("utf-16")[:-1], {}, "is not UTF-16-LE", "cut off", id="cut within a unit"),
        pytest.param(b"\xff\xfe" + b"\x00\xd8a\x00", {}, "is not UTF-16-LE", "cut off", id="half a surrogate pair"),
        pytest.param(ARABIC.encode("utf-16-le"), {}, "NUL", "--encoding", id="UTF-16 without a mark"),
        pytest.param(ARABIC.encode(), {"encoding": "ascii"}, "is not ASCII", "--encoding", id="ASCII"),
        pytest.param(b"xn--\xff", {"encoding": "idna"}, "is not IDNA", "--encoding", id="a codec for one purpose"),
        pytest.param(b"", {}, "empty", "put its text in", id="empty"),
        pytest.param(b"\xef\xbb\xbf", {}, "empty", "put its text in", id="a mark alone"),
        pytest.param(" \n\u200f…\n".encode(), {}, "empty", "put its text in", id="no letter and no digit"),
        pytest.param(b"PK\x03\x04\x14\x00", {}, "ZIP archive", "save its text", id="an office document"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", {}, "PDF", "extract its text", id="PDF"),
        pytest.param(b"{\\rtf1\\ansi hello}", {}, "RTF", "save its text", id="RTF"),
        pytest.param(b"a.txt".ljust(257, b"\x00") + b"ustar\x00".ljust(255, b"\x00"), {}, "tar archive", "unpack", id="tar"),
        pytest.param(gzip.compress(b"a".ljust(257) + b"ustar"), {}, "tar archive", "unpack", id="tar.gz"),
        pytest.param(gzip.compress(gzip.compress(b"a")), {}, "compressed twice", "unpack it once", id="compressed twice"),
        pytest.param(b"\x04\x22\x4d\x18\x64", {}, "lz4", "unpack", id="lz4"),
    ],
)
def test_what_cannot_be_decoded(file: Path, data: bytes, options: dict[str, Any], cause: str, remedy: str) -> None:
    file.write_bytes(data)
    failure = failed(file, **options)
    assert cause in failure.cause
    assert remedy in failure.remedy


def test_half_characters_of_odd_encodings_become_whole(file: Path) -> None:
    file.write_bytes(b"a +2AA- b")
    assert one(file, encoding="utf-7").text == "a \ufffd b"


# Compression


@pytest.mark.parametrize(("suffix", "compress"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_compressions(tmp_path: Path, suffix: str, compress: Any) -> None:
    text, lines, bare = tmp_path / f"a.txt{suffix}", tmp_path / f"a.jsonl{suffix}", tmp_path / "named-otherwise.txt"
    text.write_bytes(compress(ARABIC.encode()))
    bare.write_bytes(compress(ARABIC.encode("utf-16")))
    lines.write_bytes(
        compress(json.dumps({"text": ARABIC}).encode()) + compress(b'\n{"text": "5"}')
    )  # two members, as `cat a.gz b.gz` gives
    assert one(text).text == one(bare).text == ARABIC
    records = read(lines)
    assert [(record.source, record.text) for record in records if isinstance(record, Source)] == [
        (f"{lines}:1", ARABIC),
        (f"{lines}:2", "5"),
    ]


@pytest.mark.parametrize(("suffix", "compress"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
@pytest.mark.parametrize("damage", ["cut at the start", "cut at the end", "overwritten"])
def test_damaged_compressed_data(tmp_path: Path, suffix: str, compress: Any, damage: str) -> None:
    whole = compress("".join(f"{number} {ARABIC}" for number in range(500)).encode())
    path = tmp_path / f"a.txt{suffix}"
    middle = len(whole) // 2
    path.write_bytes(
        {"cut at the start": whole[:7], "cut at the end": whole[:-9], "overwritten": whole[:middle] + b"x" * 64 + whole[middle + 64 :]}[
            damage
        ]
    )
    failure = failed(path)
    assert "damaged" in failure.cause
    assert "again" in failure.remedy


def test_a_name_that_promises_compression_is_no_promise(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_text(ARABIC, encoding="utf-8", newline="")
    assert one(path).text == ARABIC


def test_records_before_the_damage_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = b"".join(json.dumps({"text": f"{number} {os.urandom(30).hex()}"}).encode() + b"\n" for number in range(3000))
    path.write_bytes(gzip.compress(lines)[:-2000])
    *records, last = read(path)
    assert len(records) > 1000
    assert all(isinstance(record, Source) for record in records[:-1])
    assert isinstance(last, Failure)
    assert "damaged" in last.cause


# JSON Lines


def test_a_record_says_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {
        "id": 17,
        "title": " عنوان ",
        "date": "2024-03-05",
        "source": "وكالة",
        "url": "https://example.com/17",
        "text": ARABIC,
        "x": [1],
    }
    path.write_text(json.dumps(record), encoding="utf-8")
    assert one(path) == one(path)
    source = one(path)
    assert (source.id, source.title, source.date, source.text) == ("17", "عنوان", "2024-03-05", ARABIC)
    assert (source.source, source.kind, source.name) == (f"{path}:1", "jsonl", "a.jsonl")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1256", "utf-16-le"])
def test_only_a_line_feed_ends_a_record(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.ndjson"
    inside = "" if encoding == "windows-1256" else "\u2028 \u2029 \u0085 \x7f"
    texts = [f"نص{inside}أول", "ثان", "ثالث"]
    lines = "\r\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in texts)
    path.write_bytes(lines.encode(encoding))
    records = read(path, encoding=encoding if encoding in ("windows-1256", "utf-16-le") else None)
    assert [record.text for record in records if isinstance(record, Source)] == texts
    assert [record.source for record in records] == [f"{path}:{number}" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b'{"text": "a"', "no JSON"),
        (b"nonsense", "no JSON"),
        (b'{"text": "a"} {"text": "b"}', "no JSON"),
        (b"{'text': 'a'}", "no JSON"),
        (b'{"n": ' + b"9" * 5000 + b', "text": "a"}', "no JSON"),
        (b"[1, 2]", "no JSON object but an array"),
        (b'"text"', "no JSON object but a string"),
        (b"17", "no JSON object but a number"),
        (b"true", "no JSON object but true or false"),
        (b"null", "no JSON object but null"),
        (b"{}", "has no `text` (its keys: none)"),
        (b'{"summary": "a", "id": 1}', "has no `text` (its keys: summary, id)"),
        (b'{"text": null}', "has no `text`"),
        (b'{"text": 5}', "`text` that is no string but a number"),
        (b'{"text": ["a"]}', "`text` that is no string but an array"),
        (b'{"text": " \\n"}', "empty"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"text": "a", "x": ' + b'{"y":' * 100_000 + b"1" + b"}" * 100_001, "nested too deeply"),
        (b'{"text": "\xe1\xe1"}', "is not UTF-8"),
    ],
)
def test_a_bad_line_is_one_failed_document(tmp_path: Path, line: bytes, cause: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "before"}\n\n' + line + b'\n   \n{"text": "after"}\n')
    before, failed, after = read(path)
    assert isinstance(failed, Failure)
    assert failed.source == f"{path}:3"
    assert cause in failed.cause
    assert failed.remedy
    assert isinstance(before, Source)
    assert isinstance(after, Source)
    assert (before.text, after.text, after.source) == ("before", "after", f"{path}:5")


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(r'{"text": "a \ud83d b \ud83d\ude00", "title": "\udc00", "id": "\ud800x", "date": "\ud800"}', encoding="utf-8")
    source = one(path)
    assert (source.text, source.title, source.id, source.date) == ("a \ufffd b \U0001f600", "\ufffd", "\ufffdx", "\ufffd")


@pytest.mark.parametrize(
    ("value", "known"), [("null", None), ('""', None), ('" "', None), ("{}", None), ("[]", None), ("5", "5"), ("1.5", "1.5")]
)
def test_metadata_of_other_types(tmp_path: Path, value: str, known: str | None) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "a", "title": {value}, "date": {value}, "id": {value}}}', encoding="utf-8")
    source = one(path)
    assert (source.title, source.date, source.id) == (known, known, known or "a.jsonl")


# HTML

_PARAGRAPH = "وقالت بلدية مرجان إن أشغال ترميم الجسر القديم ستستمر ثلاثة أشهر، وإن 12 عاملا أصيبوا في انهيار جزء منه قبل يومين."
_PAGE = f"""<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="{{charset}}"><title>إغلاق الجسر القديم - موقع الأزرق</title>
<meta property="og:title" content="إغلاق الجسر القديم"><meta property="article:published_time" content="2024-03-05T10:00:00+03:00"></head>
<body><nav><a href="/">الرئيسية</a> <a href="/s">رياضة</a></nav><article><h1>إغلاق الجسر القديم</h1>
<p>{_PARAGRAPH}</p><p>{_PARAGRAPH.replace("12", "40")}</p><p>{_PARAGRAPH.replace("12", "7")}</p>
</article><footer>جميع الحقوق محفوظة 1999</footer></body></html>
"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
@pytest.mark.parametrize("name", ["a.html", "a.htm", "page"])
def test_a_page_gives_its_main_text_its_title_and_its_date(tmp_path: Path, charset: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(_PAGE.format(charset=charset).encode(charset))
    source = one(path)
    assert source.kind == "html"
    assert _PARAGRAPH in source.text
    assert "رياضة" not in source.text
    assert source.title == "إغلاق الجسر القديم"
    assert source.date == "2024-03-05"


def test_the_option_before_the_charset_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(_PAGE.format(charset="utf-8").encode("windows-1256"))
    assert "is not UTF-8" in failed(path).cause
    assert _PARAGRAPH in one(path, encoding="windows-1256").text


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<p></p>", "<!-- -->", "", "<html><body>\x00</body></html>", "<?xml version='1.0'?>"],
)
def test_a_page_without_text(tmp_path: Path, page: str, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    assert "no main text" in failed(path).cause
    assert caplog.records == []


# Dates that are handed over


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-03-05", "2024-03-05"),
        (" 2024-03-05 ", "2024-03-05"),
        ("2024-03-05T23:30:00Z", "2024-03-05"),
        ("2024-03-05 23:30", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("٢٠٢٤-٠٣-٠٥", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("5 مارس 2024", "2024-03-05"),
        ("05/03/2024", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 +0300", "2024-03-05"),
        ("5 mars 2024", "2024-03-05"),
        ("5 آذار 2024", "2024-03-05"),
        ("الثلاثاء 5 آذار/مارس 2024 - 10:30", "2024-03-05"),
        ("5 مارس 2024 م", "2024-03-05"),
        ("15 غشت 2024", "2024-08-15"),
        ("5 رمضان 1445", "2024-03-15"),
        ("4 رمضان 1445 الموافق 15 مارس 2024", "2024-03-15"),
        ("2024-W10-2", "2024-03-05"),
        ("2024-065", "2024-03-05"),
        ("2023-366", None),
        ("2024-W54-1", None),
        ("5 مارس 2024 و6 مارس 2024", None),
        ("5 مارس 2024 رقم 17", None),
        ("2024-02-30", None),
        ("2024-03-05x", None),
        ("2024-03", None),
        ("March 2024", None),
        ("2024", None),
        ("", None),
        ("yesterday", None),
        ("2 days ago", None),
        ("قبل يومين", None),
        ("nonsense 17", None),
        ("5" * 1000, None),
        ("\x00\ud800 5", None),
    ],
)
def test_dates_that_are_handed_over(text: str, date: str | None) -> None:
    found = parse_date(text)
    assert (found and found.isoformat()) == date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", 0),
        ("yesterday", -1),
        ("أمس", -1),
        ("قبل يومين", -2),
        ("3 days ago", -3),
        ("March 2024", None),
        ("nonsense 17", None),
        ("17", None),
        ("10:00", None),
        ("2024-02-30", None),
    ],
)
def test_dates_that_lean_on_the_clock(text: str, day: int | None) -> None:
    before = dt.date.today()
    found = parse_date(text, clock=True)
    after = dt.date.today()
    assert found in ({None} if day is None else {today + dt.timedelta(day) for today in (before, after)})


def test_a_weekday_and_a_day_without_a_year_are_the_latest() -> None:
    today = dt.date.today()
    friday = parse_date("last friday", clock=True)
    assert friday is not None
    assert (friday.weekday(), (today - friday).days in range(9)) == (4, True)
    tomorrow = today + dt.timedelta(1)
    found = parse_date(f"{tomorrow:%d %B}", clock=True)
    assert found is not None
    assert (found.month, found.day, found <= today + dt.timedelta(1)) == (tomorrow.month, tomorrow.day, True)
