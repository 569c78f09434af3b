"""Directories, links, pipes, files without permission: what is found, in which order, and what is said of the rest."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sources import failed, one, read

from newsfacts.reading import Failure, Source


def test_directories_are_read_recursively_in_sorted_order(tmp_path: Path) -> None:
    names = [
        "b.txt",
        "a/z.txt",
        "a/b/c.TXT",
        "a.txt",
        "10.txt",
        "9.txt",
        "ب.txt",
        "أ.txt",
        "c.jsonl.gz",
        "d.html.bz2",
        "e.text",
        "f.ndjson",
        "g.htm",
    ]
    for name in [*names, "notes.md", "image.png", ".hidden.txt", ".git/x.txt", "a/.x/y.txt", "README", "x.txt~", "a/empty-directory/.keep"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\xff" if path.name[0] != "." else b"hidden")  # a failure names each file that was opened
    found = [failure.source.removeprefix(f"{tmp_path}/") for failure in read(tmp_path)]
    assert found == [
        "10.txt",
        "9.txt",
        "a/b/c.TXT",
        "a/z.txt",
        "a.txt",
        "b.txt",
        "c.jsonl.gz:1",
        "d.html.bz2",
        "e.text",
        "f.ndjson:1",
        "g.htm",
        "أ.txt",
        "ب.txt",
    ]


def test_a_kind_that_is_asked_for_takes_every_file_of_a_directory(tmp_path: Path) -> None:
    (tmp_path / "a.story").write_text("نص", encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>نص</p>", encoding="utf-8")
    assert [source.text for source in read(tmp_path, kind="text") if isinstance(source, Source)] == ["نص", "<p>نص</p>"]


def test_a_directory_without_documents_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "image.png").touch()
    failure = failed(tmp_path)
    assert "no document" in failure.cause
    assert "--input" in failure.remedy


def test_the_kind_of_a_name(tmp_path: Path) -> None:
    for name, text in (
        ("article", "{نص}"),
        ("article.json", ' \n{"text": "نص"}'),
        ("article.md", "نص"),
        ("article.page", "\n<!DOCTYPE HTML><p>نص"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    kinds = {path.name: next(iter(read(path))) for path in tmp_path.iterdir()}
    assert isinstance(kinds["article"], Failure)  # an opening brace begins a record
    assert [source.kind for name in ("article.json", "article.md") for source in [kinds[name]] if isinstance(source, Source)] == [
        "jsonl",
        "text",
    ]
    assert one(tmp_path / "article.json", kind="text").text == ' \n{"text": "نص"}'
    assert one(tmp_path / "article", kind="text").text == "{نص}"


def test_links_pipes_and_loops_in_a_directory(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("نص", encoding="utf-8")
    os.symlink(tmp_path / "docs", tmp_path / "docs" / "again")  # would be endless
    os.symlink("a.txt", tmp_path / "docs" / "b.txt")
    os.symlink("nowhere", tmp_path / "docs" / "c.txt")
    os.symlink("d.txt", tmp_path / "docs" / "d.txt")
    os.mkfifo(tmp_path / "docs" / "e.txt")  # would wait for a writer
    found = read(tmp_path / "docs")
    assert [Path(item.source).name for item in found] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert [type(item) for item in found] == [Source, Source, Failure, Failure]


def test_what_is_no_file(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind(str(tmp_path / "s"))
        assert failed(tmp_path / "s").remedy == "check that it exists and may be read"
    assert "no such file" in failed(tmp_path / "missing.txt").cause
    (nameless,) = read("")
    assert str(nameless).startswith("'': there is no such file")
    assert "not a directory" in failed(tmp_path / "s" / "x").cause or "no such file" in failed(tmp_path / "s" / "x").cause


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="no /proc")
def test_a_file_that_opens_but_cannot_be_read() -> None:
    assert "input/output error" in failed("/proc/self/mem").cause


@pytest.fixture
def no_root() -> Iterator[Path]:
    """A folder in which this process is no superuser while the test runs."""
    user = os.geteuid()
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    if user == 0:
        os.seteuid(65534)
    yield folder
    os.seteuid(user)
    shutil.rmtree(folder)


def test_a_file_without_permission(no_root: Path) -> None:
    user = os.geteuid()
    os.seteuid(os.getuid())
    (no_root / "a.txt").touch(0o000)
    (no_root / "d").mkdir(0o000)
    (no_root / "e.txt").write_text("نص", encoding="utf-8")
    os.seteuid(user)
    assert "permission denied" in failed(no_root / "a.txt").cause
    assert "permission denied" in failed(no_root / "d").cause
    assert [type(item) for item in read(no_root)] == [Failure, Failure, Source]


def test_files_are_closed(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_bytes(b"a" if number % 3 else gzip.compress(b"a"))
        (tmp_path / f"{number}.jsonl").write_bytes(b"[" if number % 3 else gzip.compress(b"{}")[:9])
    before = len(os.listdir("/dev/fd"))
    assert len(read(tmp_path)) == 60
    assert len(os.listdir("/dev/fd")) == before
