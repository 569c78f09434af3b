"""`--output-dir`: one file a document, nothing done twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from baddays import BAD_DAYS, TEXT, lines
from process import Finished, run, running, wait_for


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix == ".json"
    }


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "sub").mkdir(parents=True)
    for number in range(4):
        (folder / "sub" / f"{number}.txt").write_text(f"{TEXT} {number}", encoding="utf-8")
    (folder / "news.jsonl").write_bytes(lines("a", "b") + b'{"text": "12"}\n')
    return folder


def _counts(finished: Finished) -> str:
    return finished.messages[-1].removeprefix("newsfacts: ")


def test_a_folder_of_results_is_brought_up_to_date(tmp_path: Path, articles: Path) -> None:
    facts = tmp_path / "facts"
    first = run("numbers", "--output-dir", facts, articles)
    assert (first.status, first.out, first.messages) == (0, b"", ["newsfacts: 7 done, 0 failed"])
    written = _files(facts)
    assert list(written) == [
        "news.jsonl/0.json",
        "news.jsonl/1.json",
        "news.jsonl/3.json",
        *(f"sub/{number}.txt.json" for number in range(4)),
    ]
    assert b"".join(written.values()) == run("numbers", articles).out
    times = {path: path.stat().st_mtime_ns for path in facts.rglob("*.json")}
    # The same again, called from elsewhere, with two processes: nothing to do.
    again = run("numbers", "--output-dir", facts, "-j", "2", ".", cwd=articles)
    assert (again.status, _counts(again)) == (0, "0 done, 0 failed, 7 unchanged")
    assert {path: path.stat().st_mtime_ns for path in facts.rglob("*.json")} == times
    # Changed, touched, new, lost, cut short, another version of a record further down.
    (articles / "sub" / "0.txt").write_text(f"{TEXT} 17", encoding="utf-8")
    os.utime(articles / "sub" / "0.txt", ns=(0, 0))
    os.utime(articles / "sub" / "1.txt")
    (articles / "sub" / "new.txt").write_text(TEXT, encoding="utf-8")
    (facts / "sub" / "2.txt.json").unlink()
    (facts / "sub" / "3.txt.json").write_bytes(b"{")
    (articles / "news.jsonl").write_bytes(b'{"id": "new", "text": "5"}\n' + lines("a", "c"))
    changed = run("numbers", "--output-dir", facts, articles)
    assert _counts(changed) == "6 done, 0 failed, 2 unchanged"
    assert b" 17" not in written["sub/0.txt.json"]
    now = _files(facts)
    assert all(json.loads(text) for text in now.values())
    assert json.loads(now["sub/0.txt.json"])["numbers"][-1]["value"] == 17
    # Other options, or --force: all anew.
    assert _counts(run("numbers", "--output-dir", facts, "-d", "2024-03-05", articles)) == "8 done, 0 failed"
    assert _counts(run("numbers", "--output-dir", facts, "-d", "2024-03-05", "--force", articles)) == "8 done, 0 failed"
    assert _counts(run("timeline", "--output-dir", facts, "-d", "2024-03-05", articles)) == "8 done, 0 failed"
    assert _counts(run("timeline", "--output-dir", facts, "-d", "5 March 2024", articles)) == "0 done, 0 failed, 8 unchanged"


def test_what_failed_is_tried_again_and_the_rest_is_not(tmp_path: Path, articles: Path) -> None:
    (articles / "bad.txt").write_bytes(b"\xff")
    for counts in ("7 done, 1 failed", "0 done, 1 failed, 7 unchanged"):
        finished = run("numbers", "-q", "--output-dir", tmp_path / "facts", articles)
        assert (finished.status, len(finished.messages), _counts(finished)) == (1, 2, counts)
    (articles / "bad.txt").write_text(TEXT, encoding="utf-8")
    assert run("numbers", "-q", "--output-dir", tmp_path / "facts", articles) == Finished(0, b"", b"")


def test_two_documents_with_one_place(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(TEXT, encoding="utf-8")
    finished = run("numbers", "--output-dir", tmp_path / "facts", tmp_path / "x", tmp_path / "y", "-", stdin=lines("") + lines(""))
    assert finished.status == 1
    assert _counts(finished) == "2 done, 2 failed"
    assert "y/a.txt: another document of this run is a.txt.json already" in finished.messages[0]
    assert list(_files(tmp_path / "facts")) == ["a.txt.json", "stdin/0.json"]


def test_damaged_records_of_a_folder_are_made_anew(tmp_path: Path, articles: Path) -> None:
    facts = tmp_path / "facts"
    run("numbers", "--output-dir", facts, articles)
    (facts / ".newsfacts.sqlite").write_bytes(b"SQLite format 3\x00" + b"no such thing" * 99)
    finished = run("numbers", "--output-dir", facts, articles)
    assert finished.status == 0
    assert "damaged" in finished.messages[0]
    assert _counts(finished) == "7 done, 0 failed"
    assert _counts(run("numbers", "--output-dir", facts, articles)) == "0 done, 0 failed, 7 unchanged"


def test_results_among_the_inputs_are_not_read(articles: Path) -> None:
    for _ in range(2):
        assert run("numbers", "-o", "facts.jsonl", ".", cwd=articles).messages == ["newsfacts: 7 done, 0 failed"]
    (articles / "facts.jsonl").unlink()
    assert _counts(run("numbers", "--output-dir", "facts", ".", cwd=articles)) == "7 done, 0 failed"
    assert _counts(run("numbers", "--output-dir", "facts", ".", cwd=articles)) == "0 done, 0 failed, 7 unchanged"


@pytest.mark.parametrize(
    "place", ["..", "../../x", "/etc/passwd", ".hidden", "", " ", "a\x00b", "a\nb", "x" * 5000, "ع" * 300, "a/../../b", "CON:", "%2E"]
)
def test_no_id_leads_out_of_the_folder(tmp_path: Path, place: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    record = json.dumps({"id": place, "text": TEXT}).encode()
    finished = run("numbers", "--output-dir", outside / "facts", "-", stdin=record)
    assert (finished.status, finished.err) == (0, b"")
    (found,) = (path for path in tmp_path.rglob("*") if path.is_file() and path.name != ".newsfacts.sqlite")
    assert found.parent == outside / "facts" / "stdin"
    assert not found.name.startswith(".")
    assert json.loads(found.read_text(encoding="utf-8"))["numbers"]


def test_options_that_exclude_each_other(tmp_path: Path) -> None:
    for options in (
        ["--force"],
        ["--output-dir", "x", "-o", "y"],
        ["--output-dir", "x", "-f", "csv"],
        ["--log-format", "xml"],
        ["--timeout", "0"],
    ):
        finished = run("numbers", *options, "-", stdin=TEXT.encode(), cwd=tmp_path)
        assert (finished.status, finished.out) == (2, b"")
    assert run("timeline", "--merge", "--output-dir", "x", "-", stdin=TEXT.encode(), cwd=tmp_path).status == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_folder_after_a_run_that_was_ended(tmp_path: Path, sent: signal.Signals) -> None:
    facts = tmp_path / "facts"
    records = lines(*[""] * 60, "SLEEP", *[""] * 60)
    with running("numbers", "-j", "2", "--output-dir", facts, "-", python=BAD_DAYS, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(records)
        process.stdin.close()
        wait_for(lambda: len(_files(facts)) == 60)
        process.send_signal(sent)
        process.wait(30)
    assert all(json.loads(text) for text in _files(facts).values())
    again = run("numbers", "--output-dir", facts, "-", stdin=records.replace(b"SLEEP", b"SLEPT"))
    assert again.status == 0
    assert len(_files(facts)) == 121
    if sent != signal.SIGKILL:  # what was known when it was ended was kept
        assert _counts(again) == "61 done, 0 failed, 60 unchanged"
    assert [path.name for path in facts.rglob("*") if path.name.endswith((".part", ".lock"))] == []
