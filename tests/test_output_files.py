"""Output files: whole or absent, whatever ends the run; two runs at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from baddays import BAD_DAYS, TEXT, lines
from process import COMMAND, SAMPLES, run, running, wait_for

ARTICLE = SAMPLES / "02-war-air-strikes.txt"
RECORD = json.dumps({"text": TEXT}, ensure_ascii=False)


def test_an_output_file_is_replaced_whole_with_its_permissions(tmp_path: Path) -> None:
    target, link, new = tmp_path / "facts.json", tmp_path / "link.json", tmp_path / "new.json"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run("numbers", "-o", link, ARTICLE).status == 0
    assert link.is_symlink()
    assert (target.stat().st_mode & 0o777, target.read_bytes()) == (0o640, run("numbers", ARTICLE).out)
    umask = os.umask(0o027)
    try:
        assert run("numbers", "-o", "new.json", ARTICLE, tmp_path / "missing", cwd=tmp_path).status == 1
    finally:
        os.umask(umask)
    assert new.stat().st_mode & 0o777 == 0o640
    assert new.read_bytes() == target.read_bytes()  # what could be done
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.json", "link.json", "new.json"]


def test_the_input_may_be_the_output(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run("numbers", "-o", path, path).status == 0
    assert json.loads(path.read_text(encoding="utf-8"))["id"] == "a.txt"


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    for output, cause in (
        (tmp_path / "no" / "facts.json", "no such file or directory"),
        (tmp_path, "is a directory"),
        ("/dev/full", "no space left"),
    ):
        finished = run("numbers", "-o", output, ARTICLE)
        assert (finished.status, finished.out, len(finished.messages)) == (1, b"", 1)
        assert finished.messages[0].startswith(f"newsfacts: {output}: ")
        assert cause in finished.messages[0]
        assert "was not written" in finished.messages[0]
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough articles to be interrupted in."""
    path = tmp_path_factory.mktemp("endless") / "many.jsonl"
    path.write_text(f"{RECORD}\n" * 100_000, encoding="utf-8")
    return path


def _children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGKILL, -9), (signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)])
def test_a_run_that_is_ended_leaves_no_half_file_and_no_process(
    tmp_path: Path, endless: Path, sent: signal.Signals, status: int, jobs: str
) -> None:
    target = tmp_path / "facts.json"
    target.write_text("old")
    process = subprocess.Popen(
        [*COMMAND, "numbers", "-j", jobs, "-o", str(target), str(endless)], stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    # It is at work when its temporary file grows.
    wait_for(lambda: any(path.stat().st_size for path in tmp_path.glob(".facts.json.*.part")))
    workers = _children(process.pid)
    assert len(workers) == (2 if jobs == "2" else 0)
    process.send_signal(sent)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (status, b"", b"")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.glob("*") if not path.name.startswith(".")] == ["facts.json"]
    if sent != signal.SIGKILL:
        assert list(tmp_path.iterdir()) == [target]
    wait_for(lambda: not any(map(_alive, workers)))


def test_a_worker_that_is_killed_costs_no_document(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(f"{RECORD}\n" * 600, encoding="utf-8")
    process = subprocess.Popen([*COMMAND, "numbers", "-j", "2", str(path)], stderr=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    assert process.stdout is not None
    first = process.stdout.readline()
    os.kill(_children(process.pid)[0], signal.SIGKILL)
    rest, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    sources = [json.loads(line)["source"] for line in (first + rest).splitlines()]
    assert sources == [f"{path}:{number}" for number in range(1, 601)]


@pytest.mark.parametrize("option", ["-o", "--output-dir"])
def test_two_runs_on_one_output_do_not_mix(tmp_path: Path, option: str) -> None:
    target = tmp_path / "facts"
    with running("numbers", option, target, "-", python=BAD_DAYS, stdin=subprocess.PIPE) as first:
        wait_for(lambda: list(tmp_path.rglob(".*.lock")))
        wait_for(lambda: (run_lock := next(tmp_path.rglob(".*.lock"), None)) and run_lock.stat().st_size)
        second = run("numbers", option, target, "-", stdin=TEXT.encode())
        assert (second.status, second.out) == (1, b"")
        assert second.messages == [f"newsfacts: {target}: another run is writing it (process {first.pid}); nothing was done"]
        assert first.stdin is not None
        first.stdin.write(lines("a"))
        first.stdin.close()
        first.wait(30)
        assert first.returncode == 0
    assert list(tmp_path.rglob("*.lock")) == []
    assert run("numbers", option, target, "-", stdin=TEXT.encode()).status == 0


def test_what_a_killed_run_left_is_swept_and_locks_nothing(tmp_path: Path) -> None:
    target = tmp_path / "facts.json"
    target.write_text("old")
    (tmp_path / ".facts.json.extra.12345678.part").write_text("another file's")
    with running("numbers", "-j", "2", "-o", target, "-", python=BAD_DAYS, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(lines("", "SLEEP", ""))
        process.stdin.flush()
        wait_for(lambda: any(path.stat().st_size for path in tmp_path.glob(".facts.json.*.part") if "extra" not in path.name))
        process.kill()
        process.wait()
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 4
    assert run("numbers", "-o", target, "-", stdin=TEXT.encode()).status == 0
    assert {path.name for path in tmp_path.iterdir()} == {"facts.json", ".facts.json.extra.12345678.part"}


def test_nothing_done_replaces_nothing(tmp_path: Path) -> None:
    target = tmp_path / "facts.csv"
    target.write_text("yesterday's")
    finished = run("numbers", "-q", "-o", target, tmp_path / "not-mounted")
    assert finished.status == 1
    assert "nothing there was changed" in finished.messages[-1]
    assert target.read_text() == "yesterday's"


def test_a_bar_is_standard_output(tmp_path: Path) -> None:
    assert run("numbers", "-o", "-", ARTICLE, cwd=tmp_path) == run("numbers", ARTICLE)
    assert list(tmp_path.iterdir()) == []
