"""Batches as cron runs them: several processes, what is said and when, progress."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from baddays import BAD_DAYS, TEXT, lines
from process import COMMAND, ROOT, environment, fed, on_terminal, run, running, shell

# Several processes


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_several_processes_write_the_same_bytes(tmp_path: Path, form: str) -> None:
    some = 10 if form == "table" else 40
    records = lines(*[""] * some) + b"[]\n" + lines(*["x"] * some)
    one, two = (run("numbers", "-f", form, "-j", jobs, "-", stdin=records) for jobs in ("1", "2"))
    assert one == two
    assert one.status == 1
    for jobs in ("1", "2"):
        assert run("numbers", "-f", form, "-j", jobs, "-o", tmp_path / jobs, "-", stdin=records).status == 1
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes() == one.out


@pytest.mark.parametrize("deed", ["KILL", "EXIT"])
def test_a_document_that_kills_its_worker_is_reported_and_the_others_are_done(deed: str) -> None:
    finished = run("numbers", "-j", "2", "-", stdin=lines(*[""] * 30, deed, *[""] * 30, deed), python=BAD_DAYS)
    assert finished.status == 1
    assert [record["id"] for record in finished.records] == [str(at) for at in range(61) if at != 30]
    told, remedy = "SIGKILL" if deed == "KILL" else "exit status 3", "is there memory enough? Try it alone, without --jobs"
    assert finished.messages == [
        *(f"newsfacts: -:{at}: the process that worked on it was killed ({told}), twice; {remedy}" for at in (31, 62)),
        "newsfacts: 60 done, 2 failed",
    ]


def test_a_worker_that_was_killed_for_nothing_costs_no_document(tmp_path: Path) -> None:
    env = environment(MARK=str(tmp_path / "mark"))
    finished = run("numbers", "-j", "2", "-", stdin=lines(*[""] * 20, "ONCE", *[""] * 20), python=BAD_DAYS, env=env)
    assert (finished.status, finished.err, len(finished.records)) == (0, b"", 41)
    assert (tmp_path / "mark").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("deed", ["SLEEP", "SPIN"])
def test_the_time_limit_of_a_document(jobs: str, deed: str) -> None:
    finished = run("numbers", "-j", jobs, "--timeout", "1.5", "-", stdin=lines("", deed, "", ""), python=BAD_DAYS)
    assert finished.status == 1
    assert [record["id"] for record in finished.records] == ["0", "2", "3"]
    assert finished.messages[0] == "newsfacts: -:2: it took longer than 1.5 seconds; give it more with --timeout, or leave it out"


def test_no_memory_for_one_document() -> None:
    for jobs in ("1", "2"):
        finished = run("numbers", "-j", jobs, "-", stdin=lines("", "MEMORY", ""), python=BAD_DAYS)
        assert (finished.status, len(finished.records)) == (1, 2)
        assert "there is not memory enough for it" in finished.messages[0]


def test_a_slow_first_document_does_not_let_results_pile_up() -> None:
    """Reading stops while the first is at work: what was read by then is a small part of the input."""
    with running("numbers", "-j", "2", "-", python=BAD_DAYS, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        whole = lines("SLEEP", *[""] * 100_000)
        sent = fed(process, whole, 4, 65536)
        assert 0 < sent < 1_000_000 < len(whole)


def test_an_absurd_number_of_processes_is_none() -> None:
    finished = run("numbers", "-j", "100000", "-", stdin=lines(*[""] * 200))
    assert (finished.status, len(finished.records)) == (0, 200)


# What is said


def test_the_summary_line_comes_when_nothing_else_tells(tmp_path: Path) -> None:
    good, bad = lines("", ""), lines("", "") + b"[]\n"
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
    records = lines(*[""] * 8)
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
    path = tmp_path / "many.jsonl"
    path.write_bytes(lines(*["SLOW" if at in (1, 2) else "" for at in range(40)], *["]"] * 2) + b"[]\n")
    arguments = ("numbers", "-o", tmp_path / "out.json", path)
    status, text = on_terminal(*arguments, python=BAD_DAYS, results=False, TERM="xterm", COLUMNS="100")
    assert status == 1
    assert re.search(r"\d+ done", text)
    assert re.search(r"\d\.\d/s", text)
    assert "left" in text
    assert "no JSON object but an array" in re.sub(r"\s+", " ", text)
    assert text.rstrip().endswith("42 done, 1 failed")
    assert b"done" not in b"\n".join(run(*arguments, python=BAD_DAYS).err.splitlines()[:-1])
