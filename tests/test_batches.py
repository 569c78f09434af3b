"""Batches as cron runs them: several processes, one file a document, nothing done twice, two runs at once, what is said and when."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from process import COMMAND, ROOT, SAMPLES, Finished, environment, run, shell

TEXT = "قتل 12 عاملا وأصيب ثلاثة في مرجان أمس، وقال المحافظ سامي الحداد إن الجسر أغلق."
#: newsfacts, with documents that do to their process what real ones do on bad days.
BAD_DAYS = (
    sys.executable,
    "-c",
    """
import os, signal, sys, time
from newsfacts import analysis
from newsfacts.__main__ import main
document = analysis.Analysis.document
def fateful(self, *arguments, **options):
    text = self.article.text
    if "KILL" in text: os.kill(os.getpid(), signal.SIGKILL)
    if "EXIT" in text: os._exit(3)
    if "SLEEP" in text: time.sleep(600)
    if "SLOW" in text: time.sleep(0.8)
    if "SPIN" in text:
        while True: pass
    if "MEMORY" in text: bytearray(1 << 60)
    if "ONCE" in text and not os.path.exists(os.environ["MARK"]):
        open(os.environ["MARK"], "w").close(); os.kill(os.getpid(), signal.SIGKILL)
    return document(self, *arguments, **options)
analysis.Analysis.document = fateful
main()
""",
)


def _lines(*texts: str) -> bytes:
    return "".join(
        json.dumps({"id": f"{at}", "text": f"{text} {TEXT}"}, ensure_ascii=False) + "\n" for at, text in enumerate(texts)
    ).encode()


def _wait_for(condition: Callable[[], Any], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.01)


@contextmanager
def _running(*arguments: str | Path, python: tuple[str, ...] = COMMAND, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A process that does not outlive its test."""
    process = subprocess.Popen([*python, *map(str, arguments)], stderr=subprocess.PIPE, **options)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


# Several processes


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_several_processes_write_the_same_bytes(tmp_path: Path, form: str) -> None:
    some = 10 if form == "table" else 40
    records = _lines(*[""] * some) + b"[]\n" + _lines(*["x"] * some)
    one, two = (run("numbers", "-f", form, "-j", jobs, "-", stdin=records) for jobs in ("1", "2"))
    assert one == two
    assert one.status == 1
    for jobs in ("1", "2"):
        assert run("numbers", "-f", form, "-j", jobs, "-o", tmp_path / jobs, "-", stdin=records).status == 1
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes() == one.out


@pytest.mark.parametrize("deed", ["KILL", "EXIT"])
def test_a_document_that_kills_its_worker_is_reported_and_the_others_are_done(deed: str) -> None:
    finished = run("numbers", "-j", "2", "-", stdin=_lines(*[""] * 30, deed, *[""] * 30, deed), python=BAD_DAYS)
    assert finished.status == 1
    assert [record["id"] for record in finished.records] == [str(at) for at in range(61) if at != 30]
    told, remedy = "SIGKILL" if deed == "KILL" else "exit status 3", "is there memory enough? Try it alone, without --jobs"
    assert finished.messages == [
        *(f"newsfacts: -:{at}: the process that worked on it was killed ({told}), twice; {remedy}" for at in (31, 62)),
        "newsfacts: 60 done, 2 failed",
    ]


def test_a_worker_that_was_killed_for_nothing_costs_no_document(tmp_path: Path) -> None:
    env = environment(MARK=str(tmp_path / "mark"))
    finished = run("numbers", "-j", "2", "-", stdin=_lines(*[""] * 20, "ONCE", *[""] * 20), python=BAD_DAYS, env=env)
    assert (finished.status, finished.err, len(finished.records)) == (0, b"", 41)
    assert (tmp_path / "mark").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("deed", ["SLEEP", "SPIN"])
def test_the_time_limit_of_a_document(jobs: str, deed: str) -> None:
    finished = run("numbers", "-j", jobs, "--timeout", "1.5", "-", stdin=_lines("", deed, "", ""), python=BAD_DAYS)
    assert finished.status == 1
    assert [record["id"] for record in finished.records] == ["0", "2", "3"]
    assert finished.messages[0] == "newsfacts: -:2: it took longer than 1.5 seconds; give it more with --timeout, or leave it out"


def test_no_memory_for_one_document() -> None:
    for jobs in ("1", "2"):
        finished = run("numbers", "-j", jobs, "-", stdin=_lines("", "MEMORY", ""), python=BAD_DAYS)
        assert (finished.status, len(finished.records)) == (1, 2)
        assert "there is not memory enough for it" in finished.messages[0]


def test_a_slow_first_document_does_not_let_results_pile_up() -> None:
    """Reading stops while the first is at work: what was read by then is a small part of the input."""
    with _running("numbers", "-j", "2", "-", python=BAD_DAYS, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        os.set_blocking(process.stdin.fileno(), False)
        whole = _lines("SLEEP", *[""] * 100_000)
        sent = 0
        until = time.monotonic() + 4
        while time.monotonic() < until:
            try:
                sent += os.write(process.stdin.fileno(), whole[sent : sent + 65536])
            except BlockingIOError:
                time.sleep(0.05)
        assert 0 < sent < 1_000_000 < len(whole)


def test_an_absurd_number_of_processes_is_none() -> None:
    finished = run("numbers", "-j", "100000", "-", stdin=_lines(*[""] * 200))
    assert (finished.status, len(finished.records)) == (0, 200)


# One file a document


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
    (folder / "news.jsonl").write_bytes(_lines("a", "b") + b'{"text": "12"}\n')
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
    (articles / "news.jsonl").write_bytes(b'{"id": "new", "text": "5"}\n' + _lines("a", "c"))
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
    finished = run("numbers", "--output-dir", tmp_path / "facts", tmp_path / "x", tmp_path / "y", "-", stdin=_lines("") + _lines(""))
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


# Two runs at once, and runs that end early


@pytest.mark.parametrize("option", ["-o", "--output-dir"])
def test_two_runs_on_one_output_do_not_mix(tmp_path: Path, option: str) -> None:
    target = tmp_path / "facts"
    with _running("numbers", option, target, "-", python=BAD_DAYS, stdin=subprocess.PIPE) as first:
        _wait_for(lambda: list(tmp_path.rglob(".*.lock")))
        _wait_for(lambda: (run_lock := next(tmp_path.rglob(".*.lock"), None)) and run_lock.stat().st_size)
        second = run("numbers", option, target, "-", stdin=TEXT.encode())
        assert (second.status, second.out) == (75, b"")
        assert second.messages == [f"newsfacts: {target}: another run is writing it (process {first.pid}); nothing was done"]
        assert first.stdin is not None
        first.stdin.write(_lines("a"))
        first.stdin.close()
        first.wait(30)
        assert first.returncode == 0
    assert list(tmp_path.rglob("*.lock")) == []
    assert run("numbers", option, target, "-", stdin=TEXT.encode()).status == 0


def test_what_a_killed_run_left_is_swept_and_locks_nothing(tmp_path: Path) -> None:
    target = tmp_path / "facts.json"
    target.write_text("old")
    (tmp_path / ".facts.json.extra.12345678.part").write_text("another file's")
    with _running("numbers", "-j", "2", "-o", target, "-", python=BAD_DAYS, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(_lines("", "SLEEP", ""))
        process.stdin.flush()
        _wait_for(lambda: any(path.stat().st_size for path in tmp_path.glob(".facts.json.*.part") if "extra" not in path.name))
        process.kill()
        process.wait()
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 4
    assert run("numbers", "-o", target, "-", stdin=TEXT.encode()).status == 0
    assert {path.name for path in tmp_path.iterdir()} == {"facts.json", ".facts.json.extra.12345678.part"}


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_folder_after_a_run_that_was_ended(tmp_path: Path, sent: signal.Signals) -> None:
    facts = tmp_path / "facts"
    records = _lines(*[""] * 60, "SLEEP", *[""] * 60)
    with _running("numbers", "-j", "2", "--output-dir", facts, "-", python=BAD_DAYS, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(records)
        process.stdin.close()
        _wait_for(lambda: len(_files(facts)) == 60)
        process.send_signal(sent)
        process.wait(30)
    assert all(json.loads(text) for text in _files(facts).values())
    again = run("numbers", "--output-dir", facts, "-", stdin=records.replace(b"SLEEP", b"SLEPT"))
    assert again.status == 0
    assert len(_files(facts)) == 121
    if sent != signal.SIGKILL:  # what was known when it was ended was kept
        assert _counts(again) == "61 done, 0 failed, 60 unchanged"
    assert [path.name for path in facts.rglob("*") if path.name.endswith((".part", ".lock"))] == []


def test_nothing_done_replaces_nothing(tmp_path: Path) -> None:
    target = tmp_path / "facts.csv"
    target.write_text("yesterday's")
    finished = run("numbers", "-q", "-o", target, tmp_path / "not-mounted")
    assert finished.status == 1
    assert "nothing there was changed" in finished.messages[-1]
    assert target.read_text() == "yesterday's"


# What is said


def test_the_summary_line_comes_when_nothing_else_tells(tmp_path: Path) -> None:
    good, bad = _lines("", ""), _lines("", "") + b"[]\n"
    said = {
        (option, name, output): run("numbers", *option.split(), *(["-o", str(tmp_path / "x")] if output else []), "-", stdin=data).messages
        for option in ("", "-q", "-v")
        for name, data in (("good", good), ("bad", bad))
        for output in (False, True)
    }
    told = {key: [line for line in lines if re.search(r"\d done", line)] for key, lines in said.items()}
    assert {key for key, lines in told.items() if not lines} == {("", "good", False), ("-q", "good", False), ("-q", "good", True)}
    assert said["-q", "good", True] == []
    assert told["", "good", True] == ["newsfacts: 2 done, 0 failed"]
    assert told["-q", "bad", True] == ["newsfacts: 2 done, 1 failed"]
    assert re.fullmatch(r"newsfacts: 2 done, 0 failed in \d+\.\d s", told["-v", "good", False][0])


def test_messages_as_json(tmp_path: Path) -> None:
    (tmp_path / "a\u202e.txt").write_bytes(b"\xff")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    finished = run("timeline", "-f", "csv", "--log-format", "json", tmp_path)
    assert finished.status == 1
    assert "\u202e" not in finished.err.decode()
    failed, warned, summary = map(json.loads, finished.messages)
    assert (failed["level"], failed["event"], failed["source"]) == ("error", "failed", f"{tmp_path}/a\u202e.txt")
    assert failed["message"] and failed["remedy"]
    assert (warned["level"], warned["code"], warned["source"]) == ("warning", "no_reference_date", f"{tmp_path}/b.txt")
    assert (summary["event"], summary["done"], summary["failed"]) == ("summary", 1, 1)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", line["time"]) for line in (failed, warned, summary))


def test_warnings_for_which_a_row_has_no_place_are_said() -> None:
    records = _lines(*[""] * 8)
    for form in ("csv", "tsv"):
        said = run("timeline", "-f", form, "-", stdin=records).messages
        assert len(said) == 6
        assert all(line.startswith(f"newsfacts: -:{at}: warning: ") for at, line in enumerate(said[:5], 1))
        assert said[5] == "newsfacts: 3 more warnings no_reference_date (-v says them all)"
    assert len(run("timeline", "-f", "csv", "-v", "-j", "2", "-", stdin=records).messages) == 9
    assert run("timeline", "-f", "csv", "-q", "-", stdin=records).err == run("timeline", "-", stdin=records).err == b""


# Cron


def _crontab() -> list[str]:
    """The commands of the crontab lines of the README, as cron would hand them to a shell."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    return [match[1].replace("\\%", "%") for line in lines if (match := re.match(r" {4}\S+ \S+ \* \* \S+ +(.*newsfacts .*)", line))]


def test_the_crontab_of_the_readme_under_crons_environment(tmp_path: Path) -> None:
    """`env -i`, no terminal, no LANG; every path of the example moved below a folder of ours."""
    commands = _crontab()
    assert len(commands) >= 2
    (tmp_path / "srv/news/today").mkdir(parents=True)
    (tmp_path / "srv/news/facts").mkdir()
    (tmp_path / "srv/news/today" / "خبر.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "srv/news/today" / "2.html").write_text(f"<html><body><article><p>{TEXT * 9}</p></article></body></html>", encoding="utf-8")
    for command in commands:
        for _ in range(2):
            moved = command.replace("/srv/", f"{tmp_path}/srv/").replace("/opt/news/bin/newsfacts", shlex.join(COMMAND))
            quiet = subprocess.run(
                ["env", "-i", "HOME=/nonexistent", "LOGNAME=news", "PATH=/usr/bin:/bin", "SHELL=/bin/sh", "/bin/sh", "-c", moved],
                capture_output=True,
                stdin=subprocess.DEVNULL,
                cwd="/",
                timeout=60,
            )
            assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, b"", b""), command  # so that nobody is sent a mail
    assert {path.name for path in (tmp_path / "srv/news/facts").rglob("*") if path.is_file()} >= {"خبر.txt.json", "2.html.json"}
    (tmp_path / "srv/news/today" / "3.txt").write_bytes(b"\xff")
    moved = commands[0].replace("/srv/", f"{tmp_path}/srv/").replace("/opt/news/bin/newsfacts", shlex.join(COMMAND))
    assert shell(moved, env={"PATH": "/usr/bin:/bin"}).err.count(b"\n") == 2  # now a mail: what failed, and the counts


# Progress


def test_progress_is_for_a_terminal_only(tmp_path: Path) -> None:
    import pty

    path = tmp_path / "many.jsonl"
    path.write_bytes(_lines(*["SLOW" if at in (1, 2) else "" for at in range(40)], *["]"] * 2) + b"[]\n")
    arguments = ("numbers", "-o", tmp_path / "out.json", path)
    main, end = pty.openpty()
    with subprocess.Popen([*BAD_DAYS, *map(str, arguments)], stderr=end, env=environment(TERM="xterm", COLUMNS="100")) as process:
        os.close(end)
        shown = b""
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        assert process.wait(30) == 1
    os.close(main)
    text = shown.decode("utf-8")
    assert re.search(r"\d+ done", text)
    assert re.search(r"\d\.\d/s", text)
    assert "left" in text
    assert "no JSON object but an array" in re.sub(r"\s+", " ", text)
    assert text.rstrip().endswith("42 done, 1 failed")
    assert b"done" not in b"\n".join(run(*arguments, python=BAD_DAYS).err.splitlines()[:-1])
    assert SAMPLES.exists()
