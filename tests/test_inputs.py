"""What other programs leave: pages, feeds, web archives, JSON of any shape, compressions; and what to do when a package is missing."""

from __future__ import annotations

import gzip
import json
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from process import environment, run

from newsfacts.parsing import Article
from newsfacts.reading import Failure, Page, Skipped, Source
from newsfacts.reading.documents import Reading, items, read_all
from newsfacts.reading.html import read as read_page
from newsfacts.reading.records import Fields

LEAD = "وقالت بلدية مرجان إن أشغال ترميم الجسر القديم ستستمر ثلاثة أشهر، وإن 12 عاملا أصيبوا في انهيار جزء منه قبل يومين."
CAPTION = "عمال على الجسر القديم في مرجان صباح الاثنين"
PAGE = f"""<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta http-equiv="Content-Type" content="text/html; charset={{charset}}">
<title>إغلاق الجسر القديم - موقع الأزرق</title><meta property="og:title" content="إغلاق الجسر القديم">
<meta property="article:published_time" content="2024-03-05T01:30:00+03:00"></head>
<body><nav><a href="/">الرئيسية</a></nav><article><h1>إغلاق الجسر القديم</h1>
<figure><img src="a.jpg" alt=""><figcaption>{CAPTION}</figcaption></figure>
<p>{LEAD}<br>وأضافت أن الطريق مغلق.</p><h2>تحويل السير</h2><p>{LEAD.replace("12", "40")}</p>
<ul><li>أولا: تحويل السير إلى الجسر الجديد.</li></ul><!-- لا يقرأ --><script>لا يقرأ</script>
<p>{LEAD.replace("12", "7")}</p></article><footer>جميع الحقوق محفوظة 1999</footer></body></html>
"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>موقع الأزرق</title>
<item><title>إغلاق الجسر</title><link>https://example.com/1</link><guid>tag:1</guid><pubDate>Tue, 05 Mar 2024 01:30:00 +0300</pubDate>
<description>ملخص قصير</description>
<content:encoded><![CDATA[<p>{LEAD}</p><h3>تحويل السير</h3><p>قتل &#49;2 شخصا.</p>]]></content:encoded></item>
<item><title>بلا نص</title><link>https://example.com/2</link></item>
<item><link>https://example.com/3</link><description>أصيب 5 أشخاص.</description></item></channel></rss>
"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>موقع</title><entry><id>urn:7</id>
<title type="html">إغلاق &lt;b&gt;الجسر&lt;/b&gt;</title>
<published>2024-03-05T23:30:00+03:00</published><content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;</content></entry></feed>
"""


def _all(path: Path, **options: Any) -> list[Source | Failure]:
    return list(read_all([str(path)], **options))


def _sources(path: Path, **options: Any) -> list[Source]:
    found = _all(path, **options)
    assert all(isinstance(item, Source) for item in found), found
    return [item for item in found if isinstance(item, Source)]


# HTML


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "x-cp1256", "iso-8859-6"])
def test_the_blocks_of_a_page_are_kept(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE.format(charset=charset).encode("cp1256" if charset == "x-cp1256" else charset))
    (source,) = _sources(path)
    assert (source.title, source.date) == ("إغلاق الجسر القديم", "2024-03-05")
    article = Article(source)
    told = [(block.kind, article.surface(block.start, block.end)) for block in article.blocks]
    assert told[:5] == [
        ("title", "إغلاق الجسر القديم"),
        ("caption", CAPTION),
        ("paragraph", LEAD),
        ("paragraph", "وأضافت أن الطريق مغلق."),
        ("subhead", "تحويل السير"),
    ]
    assert source.text == "\n".join(text for _, text in told)
    assert len(source.lines) == len(told)
    assert all(unseen not in source.text for unseen in ("لا يقرأ", "الرئيسية", "1999"))


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<html><body><h1>الجسر القديم</h1><p>قتل 12 عاملا أمس.</p></body></html>", "الجسر القديم\nقتل 12 عاملا أمس."),
        ("<!doctype html><title>الجسر</title><p>قتل 12 عاملا أمس.</p><script>x</script>", "قتل 12 عاملا أمس."),
        ("<p>قتل 12 عاملا أمس.</p>", "قتل 12 عاملا أمس."),
        ("<div>قتل 12 عاملا<br>أمس.</div>", "قتل 12 عاملا\nأمس."),
    ],
)
def test_a_page_with_little_on_it(tmp_path: Path, page: str, text: str) -> None:
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (source,) = _sources(tmp_path)
    assert source.text == text


def test_offsets_count_in_the_text_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.format(charset="utf-8"), encoding="utf-8")
    (record,) = run("numbers", "--with-text", path).records
    assert [number["value"] for number in record["numbers"] if number["noun"] == "عاملا"] == [12, 40, 7]
    assert all(record["text"][number["start"] : number["end"]] == number["text"] for number in record["numbers"])


def test_a_date_in_the_footer_and_the_clock_make_no_date(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.format(charset="utf-8").replace("2024-03-05T01:30:00+03:00", ""), encoding="utf-8")
    assert [source.date for source in _sources(path)] == [None]


def test_a_few_broken_bytes_of_a_page_are_forgiven_and_another_encoding_is_not(tmp_path: Path) -> None:
    data = PAGE.format(charset="utf-8").encode()
    (tmp_path / "a.html").write_bytes(data.replace("مغلق".encode(), "مغلق".encode()[:-1]))
    (source,) = _sources(tmp_path / "a.html")
    assert "مغل\ufffd" in source.text
    (tmp_path / "b.html").write_bytes(PAGE.format(charset="utf-8").encode("windows-1256"))
    (failure,) = _all(tmp_path / "b.html")
    assert isinstance(failure, Failure)
    assert "is not UTF-8" in failure.cause


def test_the_server_before_the_page(tmp_path: Path) -> None:
    page = PAGE.format(charset="utf-8").encode("windows-1256")
    found = read_page(Page(page, "a", "a", charset="Windows-1256"))
    assert isinstance(found, Source)
    assert LEAD in found.text


# Feeds


def test_entries_of_a_feed_are_documents(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    (tmp_path / "a.rss").write_text(RSS, encoding="utf-8")
    first, failure, last = _all(tmp_path / "a.rss")
    assert isinstance(first, Source)
    assert (first.id, first.title, first.date, first.kind) == ("tag:1", "إغلاق الجسر", "2024-03-05", "feed")
    assert (first.text, first.lines) == (f"{LEAD}\nتحويل السير\nقتل 12 شخصا.", ("", "subhead", ""))
    assert first.source == f"{tmp_path}/a.rss:1"
    assert isinstance(failure, Failure)
    assert failure.source == f"{tmp_path}/a.rss:2"
    assert "carries no text" in failure.cause
    assert isinstance(last, Source)
    assert (last.id, last.text, last.title) == ("https://example.com/3", "أصيب 5 أشخاص.", None)


def test_atom_and_feeds_by_their_first_bytes(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    (tmp_path / "feed.xml").write_text(ATOM, encoding="utf-8")
    (tmp_path / "other.xml").write_text("<?xml version='1.0'?><project/>", encoding="utf-8")
    (source,) = _sources(tmp_path)  # other XML in a directory is no business of ours
    assert (source.id, source.title, source.date, source.text) == ("urn:7", "إغلاق الجسر", "2024-03-05T23:30:00+03:00", LEAD)
    (failure,) = _all(tmp_path / "other.xml")
    assert isinstance(failure, Failure)
    assert "neither a feed nor XHTML" in failure.cause
    finished = run("numbers", stdin=RSS.encode("windows-1256", "xmlcharrefreplace").replace(b'"utf-8"', b'"windows-1256"'))
    assert [(record["source"], record["date"]) for record in finished.records] == [("-:1", "2024-03-05"), ("-:3", None)]
    (tmp_path / "empty.rss").write_text("<rss version='2.0'><channel><title>a</title></channel></rss>")
    assert [type(item) for item in items([str(tmp_path / "empty.rss")], Reading())] == [Skipped]


# Web archives


def _archive(*pages: tuple[str, str, bytes]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = BytesIO()
    writer = WARCWriter(stream, gzip=True)
    for address, kind, body in pages:
        status, _, content = kind.partition(" ")
        headers = StatusAndHeaders(f"{status} OK", [("Content-Type", content)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", payload=BytesIO(body), http_headers=headers))
    return stream.getvalue()


def test_pages_of_a_web_archive_are_documents(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    data = _archive(
        ("https://example.com/a.jpg", "200 image/jpeg", b"\xff\xd8"),
        ("https://example.com/1", "200 text/html; charset=windows-1256", PAGE.replace("charset={charset}", "").encode("windows-1256")),
        ("https://example.com/old", "301 text/html", b"<p>moved</p>"),
        ("https://example.com/empty", "200 text/html", b"<html></html>"),
        ("https://example.com/bad", "200 text/html; charset=utf-8", PAGE.encode("windows-1256")),
        ("https://example.com/6.html", "200 application/xhtml+xml; charset=utf-8", PAGE.encode()),
    )
    for path, content in ((tmp_path / "a.warc.gz", data), (tmp_path / "a.warc", gzip.decompress(data)), (tmp_path / "b", data)):
        path.write_bytes(content)
        found = _all(path)
        assert [item.source for item in found] == [f"{path}:2", f"{path}:5", f"{path}:6"]
        source, failure, _ = found
        assert isinstance(source, Source)
        assert (source.id, source.date, source.title) == ("https://example.com/1", "2024-03-05", "إغلاق الجسر القديم")
        assert isinstance(failure, Failure)
        assert "is not UTF-8" in failure.cause
    finished = run("numbers", "-v", tmp_path / "a.warc.gz")
    assert finished.status == 1
    assert any("a.warc.gz:4: no main text" in line for line in finished.messages)
    assert "2 done, 1 failed, 1 passed over" in finished.messages[-1]


def test_an_archive_that_is_cut_off(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    page = ("https://example.com/1", "200 text/html; charset=utf-8", PAGE.encode())
    data = _archive(page, page, page)
    (tmp_path / "a.warc.gz").write_bytes(data[: len(data) - 300])
    *pages, failure = _all(tmp_path / "a.warc.gz")
    assert [type(page) for page in pages] == [Source, Source]
    assert isinstance(failure, Failure)
    assert "damaged" in failure.cause
    plain = gzip.decompress(data)
    (tmp_path / "a.warc").write_bytes(plain[: len(plain) - 300])
    *pages, failure = _all(tmp_path / "a.warc")
    assert [type(page) for page in pages] == [Source, Source]
    assert isinstance(failure, Failure)
    assert "ends within record 3" in failure.cause
    (tmp_path / "b.warc").write_bytes(b"nothing of the kind")
    (failure,) = _all(tmp_path / "b.warc")
    assert isinstance(failure, Failure)
    assert "no web archive" in failure.cause


# Compression


def test_zstandard(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    frame = zstandard.compress(f"{LEAD}\n".encode())
    (tmp_path / "a.txt.zst").write_bytes(frame + frame)  # two frames, as `cat a.zst b.zst` gives
    assert [source.text for source in _sources(tmp_path / "a.txt.zst")] == [f"{LEAD}\n" * 2]
    for data in (frame[:-5], frame[:9], frame[:20] + b"x" * 9 + frame[29:]):
        (tmp_path / "a.txt.zst").write_bytes(data)
        (failure,) = _all(tmp_path / "a.txt.zst")
        assert isinstance(failure, Failure)
        assert "damaged" in failure.cause


def test_what_is_far_too_large_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"12 " * (30 << 20), 1))
    (failure,) = _all(path)
    assert isinstance(failure, Failure)
    assert "larger than 64 MiB" in failure.cause
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"5 " * (33 << 20) + b'"}\n{"text": "6"}\n')
    failure, record = _all(path)
    assert isinstance(failure, Failure)
    assert isinstance(record, Source)
    assert (record.text, record.source) == ("6", f"{path}:2")


@pytest.mark.parametrize(
    ("package", "extra", "name", "data"),
    [
        ("feedparser", "feeds", "a.rss", RSS.encode()),
        ("warcio", "warc", "a.warc", b"WARC/1.0\r\n"),
        ("zstandard", "zstd", "a.txt.zst", b"\x28\xb5\x2f\xfd\x04\x00"),
    ],
)
def test_a_missing_package_is_named_with_what_installs_it(tmp_path: Path, package: str, extra: str, name: str, data: bytes) -> None:
    if package == "zstandard" and sys.version_info >= (3, 14):
        pytest.skip("Python has a reader of its own")
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / f"{package}.py").write_text("raise ImportError('not here')")
    (tmp_path / name).write_bytes(data)
    (tmp_path / "b.txt").write_text(LEAD, encoding="utf-8")
    finished = run("numbers", tmp_path / name, tmp_path / "b.txt", env=environment(PYTHONPATH=str(tmp_path / "without")))
    assert finished.status == 1
    assert len(finished.records) == 1
    assert f"package {package} is not installed; pip install 'newsfacts[{extra}]'" in finished.messages[0]


# JSON of other tools


@pytest.mark.parametrize(
    "record",
    [
        {"content": LEAD, "headline": "عنوان", "datePublished": "2024-03-05", "_id": {"$oid": "17"}},
        {"id": 17, "title": "عنوان", "body": LEAD, "published": "2024-03-05T10:00:00Z"},
        {"article": LEAD, "Headline": "عنوان", "published_at": 1709640000, "uuid": "17", "description": "ملخص"},
        {"text": "", "maintext": LEAD, "title": "عنوان", "date_publish": 1709640000000, "guid": "17"},
        {"text": None, "articleBody": LEAD, "name": "x", "heading": "عنوان", "pubDate": "Tue, 05 Mar 2024 10:00:00 +0300", "docId": 17},
        {"المحتوى": LEAD, "العنوان": "عنوان", "تاريخ النشر": "2024-03-05", "id": "17", "published": True},
    ],
)
def test_fields_are_found_by_their_common_names(tmp_path: Path, record: dict[str, Any]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    (source,) = _sources(path)
    assert (source.text, source.title, source.id) == (LEAD, "عنوان", "17")
    reference = Article(source).reference
    assert (str(reference.date), reference.origin) == ("2024-03-05", "metadata")


def test_the_contract_goes_before_what_is_common(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "2", "text": "1", "published": "2001-01-01", "date": "2024-03-05", "headline": "b", "title": "a"}')
    (source,) = _sources(path)
    assert (source.text, source.title, source.date) == ("1", "a", "2024-03-05")


def test_fields_by_option(tmp_path: Path) -> None:
    record = {"webTitle": "عنوان", "fields": {"bodyText": LEAD}, "when": ["2024-03-05"], "key.with.dots": "17", "text": "5"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    options = ("--text-field", "fields.bodyText", "--title-field=webTitle", "--date-field", "when.0", "--id-field", "key.with.dots")
    (found,) = run("numbers", "--with-text", *options, tmp_path / "a.jsonl").records
    assert (found["text"], found["title"], found["date"], found["id"]) == (LEAD, "عنوان", "2024-03-05", "17")
    finished = run("numbers", "--text-field", "nosuch", tmp_path / "a.jsonl")
    assert finished.status == 1
    assert "has no `nosuch` (its keys: webTitle, fields, when, key.with.dots, text)" in finished.messages[0]
    (failure,) = _all(tmp_path / "a.jsonl", fields=Fields(text="fields"))
    assert isinstance(failure, Failure)
    assert "`fields` that is no string but an object" in failure.cause


RECORDS = [{"id": f"{number}", "text": f'قتل {number} شخصا "في" {{مرجان}} \\ [أمس]'} for number in range(1, 60)]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("form", ["array", "objects"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_arrays_and_objects_over_several_lines(tmp_path: Path, indent: int | None, form: str, encoding: str) -> None:
    texts = [json.dumps(record, indent=indent, ensure_ascii=False) for record in RECORDS]
    whole = json.dumps(RECORDS, indent=indent, ensure_ascii=False) if form == "array" else "\n".join(texts)
    path = tmp_path / "a.json"
    path.write_bytes(whole.encode(encoding))
    assert [(source.id, source.text) for source in _sources(path)] == [(record["id"], record["text"]) for record in RECORDS]
    if encoding == "utf-8":
        piped = run("numbers", "-", stdin=whole.encode(encoding))
        assert [record["source"] for record in piped.records] == [f"-:{number}" for number in range(1, 60)]


def test_a_bad_element_of_an_array_is_one_failed_document(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"text": "1"}, {"text": }, 17, "x", {"x": 1}, [{"text": "5"}], {"text": "2"}]\n')
    found = _all(path)
    assert [type(item) for item in found] == [Source, Failure, Failure, Failure, Failure, Failure, Source]
    assert [item.source for item in found] == [f"{path}:{number}" for number in range(1, 8)]
    path.write_text('[{"text": "1"}, {"text": "2"')
    assert [type(item) for item in _all(path)] == [Source, Failure]
    for content in ("[]", "  "):
        path.write_text(content)
        (failure,) = _all(path)
        assert isinstance(failure, Failure)
    path.write_text("[رويترز] قتل 12 شخصا", encoding="utf-8")
    assert run("numbers", stdin=path.read_bytes()).records[0]["numbers"][0]["value"] == 12  # text may begin with a bracket
