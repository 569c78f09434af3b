"""newsfacts between other programs: jq, head, terminals, closed streams, readers that go away, interrupts."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import termios
import time
from pathlib import Path

import pytest
from conftest import COMMANDS
from process import COMMAND, SAMPLES, environment, run, shell

ARTICLE = SAMPLES / "02-war-air-strikes.txt"
TEXT = "قتل 12 عاملا وأصيب ثلاثة في مرجان أمس، وقال المحافظ سامي الحداد إن الجسر أغلق.\n"
RECORD = json.dumps({"text": TEXT}, ensure_ascii=False)

needs_jq = pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")


@needs_jq
@pytest.mark.parametrize("command", COMMANDS)
def test_jq_reads_one_document_and_many(command: str) -> None:
    key = {"summarize": "summary", "facts": "quotes"}.get(command, command)
    one = shell(f"newsfacts {command} '{ARTICLE}' | jq -r '.{key} | type'")
    assert (one.status, one.err, one.text) == (0, b"", "object\n" if command == "summarize" else "array\n")


@needs_jq
def test_jq_reads_many_documents() -> None:
    many = shell(f"newsfacts numbers '{SAMPLES}/articles.jsonl' | jq -s length")
    assert (many.status, many.text.strip()) == (0, str((SAMPLES / "articles.jsonl").read_bytes().count(b"\n")))


@pytest.mark.parametrize(("form", "jobs"), [("json", "1"), ("csv", "2"), ("table", "1")])
def test_a_reader_that_goes_away(form: str, jobs: str, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(f"{RECORD}\n" * 3000, encoding="utf-8")
    finished = shell(f"newsfacts numbers -f {form} -j {jobs} '{path}' | head -1; exit ${{PIPESTATUS[0]}}")
    assert (finished.status, finished.err) == (141, b"")
    assert len(finished.text.splitlines()) == 1


def test_a_reader_that_is_gone_before_the_first_byte() -> None:
    for line in (f"numbers '{ARTICLE}'", "schema", "--help", "numbers --help"):
        finished = shell(f"{{ sleep 0.5; newsfacts {line}; }} | true; exit ${{PIPESTATUS[0]}}")
        assert (finished.status, finished.err) == (141, b"")


@pytest.mark.parametrize("line", [f"numbers '{ARTICLE}'", f"numbers -f csv -j 2 '{ARTICLE}'", "schema"])
def test_standard_output_that_is_closed_or_full(line: str) -> None:
    for where, cause in ((">&-", "closed"), (">/dev/full", "no space left on device")):
        finished = shell(f"newsfacts {line} {where}")
        assert (finished.status, len(finished.messages)) == (1, 1)
        assert finished.messages[0].startswith("newsfacts: standard output: ")
        assert cause in finished.messages[0]


def test_help_where_it_cannot_be_written() -> None:
    finished = shell("newsfacts --help >/dev/full")
    assert (finished.status, len(finished.messages)) == (1, 1)


def test_other_streams_that_are_closed(tmp_path: Path) -> None:
    output = tmp_path / "facts.json"
    expected = run("numbers", ARTICLE).out
    closed_input = shell("newsfacts numbers <&-")
    assert (closed_input.status, closed_input.out, len(closed_input.messages)) == (1, b"", 1)
    assert "standard input is closed" in closed_input.messages[0]
    closed_errors = shell(f"newsfacts numbers missing '{ARTICLE}' 2>&-")
    assert (closed_errors.status, closed_errors.out) == (1, expected)
    all_closed = shell(f"newsfacts numbers -o '{output}' missing '{ARTICLE}' <&- >&- 2>&-; echo $?")
    assert all_closed.text == "1\n"
    assert output.read_bytes() == expected  # no message in it
    full_errors = shell(f"newsfacts numbers missing '{ARTICLE}' 2>/dev/full")
    assert (full_errors.status, full_errors.out) == (1, expected)


def test_named_pipes_and_process_substitution(tmp_path: Path) -> None:
    fifo = tmp_path / "a.jsonl"
    os.mkfifo(fifo)
    finished = shell(f"{{ echo; echo '{RECORD}'; }} > '{fifo}' & newsfacts numbers '{fifo}' <(gzip -c '{ARTICLE}')")
    assert (finished.status, finished.err) == (0, b"")
    assert finished.records[0]["source"] == f"{fifo}:2"
    assert finished.records[1]["numbers"] == run("numbers", ARTICLE).records[0]["numbers"]
    os.mkfifo(tmp_path / "out")
    assert shell(f"cat '{tmp_path}/out' & newsfacts numbers -o '{tmp_path}/out' '{ARTICLE}'; wait").out == run("numbers", ARTICLE).out


def test_the_kind_of_a_pipe_that_begins_slowly() -> None:
    finished = shell("{ printf ' \\n'; sleep 0.3; printf '{'; sleep 0.3; printf '\"text\": \"قتل 12 عاملا\"}'; } | newsfacts numbers")
    assert (finished.status, finished.err) == (0, b"")
    assert [record["source"] for record in finished.records] == ["-:2"]
    zipped = shell(f"gzip -c '{ARTICLE}' | {{ head -c 1; sleep 0.3; cat; }} | newsfacts numbers")
    assert (zipped.status, zipped.records[0]["numbers"]) == (0, run("numbers", ARTICLE).records[0]["numbers"])


def test_each_record_is_written_when_it_is_done() -> None:
    process = subprocess.Popen([*COMMAND, "numbers"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    for number in (1, 2):
        process.stdin.write(f"{RECORD}\n".encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["source"] == f"-:{number}"  # the pipe is still open
    process.stdin.close()
    assert process.wait(timeout=20) == 0
    process.stdout.close()


# Interrupts


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt(jobs: str, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(f"{RECORD}\n" * 50_000, encoding="utf-8")
    # The whole group, workers too, as a terminal sends it; and the reader reads on.
    process = subprocess.Popen(
        [*COMMAND, "numbers", "-j", jobs, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, bufsize=0
    )
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, b"")
    assert all(json.loads(line) for line in out.splitlines()[:-1])


def test_an_interrupt_while_nobody_reads(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(f"{RECORD}\n" * 3000, encoding="utf-8")
    process = subprocess.Popen([*COMMAND, "numbers", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.read(1)
    time.sleep(0.5)  # the pipe is full now, and the process waits
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 130
    assert process.communicate()[1] == b""


def test_an_interrupt_while_it_waits_for_input() -> None:
    process = subprocess.Popen([*COMMAND, "numbers"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")


# Terminals


def _in_terminal(*arguments: str, stdin: bool = False, stdout: bool = False, send: bytes = b"") -> tuple[int, str, str]:
    """Runs newsfacts with some of its streams on a terminal; gives its status, what the terminal showed, what the pipes got."""
    main, end = pty.openpty()
    attributes = termios.tcgetattr(end)
    attributes[3] &= ~termios.ECHO
    termios.tcsetattr(end, termios.TCSANOW, attributes)
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=end if stdin else subprocess.DEVNULL,
        stdout=end if stdout else subprocess.PIPE,
        stderr=subprocess.STDOUT if stdout else subprocess.PIPE,
        env=environment(TERM="xterm-256color", COLUMNS="100", NO_COLOR=None),
    )
    os.close(end)
    if send:
        os.write(main, send)
    shown = b""
    while stdout:
        try:
            piece = os.read(main, 65536)
        except OSError:  # the other end was closed
            break
        shown += piece
        if not piece:
            break
    out, err = process.communicate(timeout=30)
    os.close(main)
    return process.returncode, shown.decode("utf-8"), ((out or b"") + (err or b"")).decode("utf-8")


def test_nothing_to_read_on_a_terminal() -> None:
    status, _, piped = _in_terminal("numbers", stdin=True)
    assert status == 2
    assert piped.splitlines() == ["newsfacts: nothing to read; name a file or directory, or pipe an article in"]


def test_a_dash_reads_the_terminal_to_its_end() -> None:
    status, _, piped = _in_terminal("numbers", "-", stdin=True, send=TEXT.encode() + b"\x04")
    assert status == 0
    assert [number["value"] for number in json.loads(piped)["numbers"]] == [12, 3]


def test_auto_is_a_table_on_a_terminal_with_its_directions_marked() -> None:
    status, shown, _ = _in_terminal("numbers", str(ARTICLE), stdout=True)
    assert status == 0
    assert not shown.lstrip().startswith("{")
    assert "\u2067" in shown  # right-to-left isolates
    assert "\u2069" in shown


@pytest.mark.parametrize("command", COMMANDS)
def test_a_table_in_a_pipe_is_plain(command: str) -> None:
    finished = run(command, "-f", "table", ARTICLE, env=environment(FORCE_COLOR=None, TERM="xterm-256color"))
    assert (finished.status, finished.err) == (0, b"")
    assert len(finished.text.splitlines()) > 5
    for hidden in ("\x1b", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f"):
        assert hidden not in finished.text
