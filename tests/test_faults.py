"""Faults of the world outside: full disks, files that vanish or change, no permission, streams without end, readers that stop."""

from __future__ import annotations

import bz2
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from process import COMMAND, fed, run

TEXT = "قتل 12 عاملا وأصيب ثلاثة في مرجان أمس، وقال المحافظ سامي الحداد إن الجسر أغلق."
RECORD = json.dumps({"text": TEXT}, ensure_ascii=False)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 128 KiB; skips where none can be mounted."""
    place = tmp_path / "small"
    place.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_disk_that_is_full(small_disk: Path, tmp_path: Path, jobs: str) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps({"id": f"{at}", "text": TEXT}, ensure_ascii=False) + "\n" for at in range(400)), encoding="utf-8")
    target = small_disk / "facts.json"
    target.write_text("old")
    finished = run("numbers", "-j", jobs, "-o", target, many)
    assert (finished.status, finished.out) == (1, b"")
    assert finished.messages == [f"newsfacts: {target}: no space left on device; it was not written, nothing there was changed"]
    assert [path.name for path in small_disk.iterdir()] == ["facts.json"]
    assert target.read_text() == "old"
    finished = run("numbers", "-j", jobs, "--output-dir", small_disk / "facts", many)
    assert finished.status == 1
    assert "Traceback" not in finished.err.decode()
    assert any("the files that were written until then are whole" in line for line in finished.messages)
    files = [path for path in (small_disk / "facts").rglob("*.json") if path.is_file()]
    assert all(json.loads(path.read_text(encoding="utf-8")) for path in files)
    shutil.rmtree(small_disk / "facts" / "many.jsonl", ignore_errors=True)
    few = tmp_path / "few.jsonl"
    few.write_text(RECORD, encoding="utf-8")
    assert run("numbers", "--output-dir", small_disk / "facts", few).status == 0  # there is room again


def test_a_file_that_vanishes_between_being_found_and_being_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        os.mkfifo(tmp_path / name) if name == "a.txt" else (tmp_path / name).write_text(TEXT, encoding="utf-8")
    inputs = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    with subprocess.Popen([*COMMAND, "numbers", *map(str, inputs)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        with open(tmp_path / "a.txt", "w", encoding="utf-8") as writer:  # it waits for this pipe
            (tmp_path / "b.txt").unlink()
            writer.write(TEXT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a.txt", "c.txt"]
    assert b"b.txt: there is no such file" in err


def _begun(pid: int, path: Path) -> bool:
    """True when a process is in the middle of a file, past what tells its kind."""
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        try:
            if os.readlink(entry) == str(path):
                return int(Path(f"/proc/{pid}/fdinfo/{entry.name}").read_text().split()[1]) > 100_000
        except OSError:
            continue  # it is closed by now
    return False


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.bz2"
    path.write_bytes(
        bz2.compress(b"".join(f"{TEXT} {os.urandom(40).hex()}\n".encode() for _ in range(60_000)), 1)
    )  # takes a while to unpack
    with subprocess.Popen([*COMMAND, "numbers", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not _begun(process.pid, path) and process.poll() is None:
            time.sleep(0.001)
        with open(path, "ab") as file:
            file.write(b"x")
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, b"")
    assert b"it was changed while it was read; run again" in err


def test_lines_that_are_added_and_lines_that_are_rewritten(tmp_path: Path) -> None:
    for change, status in (("appended", 0), ("rewritten", 1)):
        path = tmp_path / "a.jsonl"
        path.write_text(f"{RECORD}\n" * 400, encoding="utf-8")
        with subprocess.Popen([*COMMAND, "numbers", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.3)  # nobody reads on: it stands still in the middle
            with open(path, "ab" if change == "appended" else "r+b") as file:
                file.write(f"{RECORD}\n".encode())
            out, err = process.communicate(timeout=60)
        assert process.returncode == status
        assert len(out.splitlines()) >= 399
        assert (b"it was changed while it was read" in err) == bool(status)


# Streams


_SENDER = """
import json, sys
fill, count = "x" * 20_000, int(sys.argv[1])
record = json.dumps({"id": "%d", "html": fill, "text": "قتل 12 عاملا في مرجان."}, ensure_ascii=False)
form = sys.argv[2]
write = sys.stdout.buffer.write
if form == "array": write(b"[")
for number in range(count):
    write((record.replace("%d", str(number)) + ("," if form == "array" and number + 1 < count else "") + "\\n").encode())
if form == "array": write(b"]")
"""


@pytest.mark.parametrize(("form", "jobs"), [("lines", "1"), ("lines", "2"), ("array", "1")])
def test_a_long_stream_needs_no_more_memory_than_a_short_one(form: str, jobs: str) -> None:
    """30 MB through a pipe; the peak of the process and its workers is held against that of 0.6 MB."""

    def peak(count: int) -> int:
        script = (
            "import resource, subprocess, sys\n"
            f"sender = subprocess.Popen([sys.executable, '-c', {_SENDER!r}, '{count}', '{form}'], stdout=subprocess.PIPE)\n"
            f"command = [*{COMMAND!r}, 'numbers', '-j', '{jobs}', '-']\n"
            "subprocess.run(command, stdin=sender.stdout, stdout=subprocess.DEVNULL, check=True)\n"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
        )
        return int(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, timeout=120).stdout)

    assert peak(1500) < peak(30) + 20_000  # kilobytes


def test_a_run_within_a_limit_of_memory() -> None:
    """30 MB of records where the whole process may have no more than 400 MB of addresses."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))

    with subprocess.Popen([sys.executable, "-c", _SENDER, "1500", "lines"], stdout=subprocess.PIPE) as sender:
        done = subprocess.run([*COMMAND, "numbers", "-"], stdin=sender.stdout, capture_output=True, preexec_fn=limit, timeout=120)
        assert sender.stdout is not None
        sender.stdout.close()
    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1500)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_stops_reading_stops_the_reading_too(jobs: str) -> None:
    """Results wait in the pipe, and nothing is read, or kept, beyond a few documents; when it reads on, all of them come."""
    with subprocess.Popen([*COMMAND, "numbers", "-j", jobs, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        line = f"{RECORD}\n".encode()
        whole = line * 4000
        sent = fed(process, whole, 2.5, 8192)
        assert process.stdin is not None
        assert sent < len(whole) // 2
        assert process.poll() is None
        os.set_blocking(process.stdin.fileno(), True)
        rest = whole[sent : sent + (-sent % len(line))]
        out, _ = process.communicate(rest, timeout=60)
        assert out.count(b"\n") == (sent + len(rest)) // len(line)
        assert process.returncode == 0
