"""What must never happen: a connection, a file read because a document asks for it, a formula that is run, a terminal that obeys."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from process import COMMAND, SAMPLES, environment, on_terminal, run

TEXT = "قتل 12 عاملا وأصيب ثلاثة في مرجان أمس، وقال المحافظ سامي الحداد إن الجسر أغلق."
SECRET = "سر من ملف آخر"

#: Runs before everything else in a process; any attempt to use a socket, or to run another program, ends it at once.
_WATCHER = """
import os, sys
OTHERS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")
def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")) or event in OTHERS:
        if event == "socket.__new__" and arguments[1] == 1: return  # AF_UNIX: pairs between a process and its workers
        os.write(2, f"WATCHED {event} {arguments!r}".encode()); os._exit(99)
sys.addaudithook(watch)
"""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document of every kind, each asking for something from elsewhere."""
    folder = tmp_path_factory.mktemp("everything")
    secret = folder.parent / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    paragraphs = f"<p>{TEXT}</p>" * 6
    (folder / "a.html").write_text(
        f"""<!DOCTYPE html PUBLIC "-//W3C//DTD" "http://127.0.0.1:9/x.dtd" [<!ENTITY x SYSTEM "file://{secret}">]>
<html><head><base href="http://127.0.0.1:9/"><link rel="stylesheet" href="http://127.0.0.1:9/a.css"><meta http-equiv="refresh"
content="0; url=http://127.0.0.1:9/"><script src="http://127.0.0.1:9/a.js"></script></head><body><article>{paragraphs}<p>&x; {TEXT}</p>
<img src="http://127.0.0.1:9/a.png"><iframe src="file://{secret}"></iframe></article></body></html>""",
        encoding="utf-8",
    )
    doctype = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "{"ha" * 10}">
<!ENTITY z "&y;&y;&y;&y;&y;&y;&y;&y;&y;&y;">]>"""
    item = f"<item><title>&x;</title><link>http://127.0.0.1:9/</link><description>{TEXT} &x; &z;</description></item>"
    (folder / "b.rss").write_text(f"{doctype}<rss version='2.0'><channel>{item}</channel></rss>", encoding="utf-8")
    (folder / "c.jsonl").write_text(json.dumps({"text": f"{TEXT} http://127.0.0.1:9/", "url": "http://127.0.0.1:9/"}), encoding="utf-8")
    (folder / "d.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (folder / "e.xhtml").write_text(
        (folder / "a.html").read_text(encoding="utf-8").replace("<!DOCTYPE", '<?xml version="1.0"?><!DOCTYPE', 1)
    )
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + (folder / "a.html").read_bytes()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://127.0.0.1:9/../../x\r\nContent-Length: {len(page)}\r\n"
    (folder / "f.warc").write_bytes(head.encode() + b"Content-Type: application/http\r\n\r\n" + page + b"\r\n\r\n")
    return folder


@pytest.mark.parametrize(
    "arguments", [("numbers",), ("timeline", "-d", "5 March 2024"), ("summarize", "-j", "2"), ("entities", "-f", "table")]
)
def test_no_socket_is_ever_opened(everything: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "sitecustomize.py").write_text(_WATCHER)
    finished = run(*arguments, "--with-text", everything, SAMPLES, env=environment(PYTHONPATH=str(tmp_path)))
    assert "WATCHED" not in finished.err.decode()
    assert finished.status == 1  # the sample in windows-1256
    assert len(finished.messages) == 2, finished.messages
    assert SECRET not in finished.text


def test_the_watcher_sees_sockets_and_programs(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(_WATCHER)
    for code in ("import socket; socket.socket()", "import socket; socket.getaddrinfo('a', 1)", "import os; os.system('true')"):
        done = subprocess.run([sys.executable, "-c", code], env=environment(PYTHONPATH=str(tmp_path)), capture_output=True)
        assert done.returncode == 99


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_kernel_sees_no_connection_either(everything: Path, tmp_path: Path) -> None:
    traced = [shutil.which("strace") or "", "-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", str(tmp_path / "calls")]
    done = subprocess.run([*traced, *COMMAND, "summarize", "-d", "5 March 2024", str(everything)], capture_output=True, timeout=120)
    if b"ptrace" in done.stderr:
        pytest.skip("this place allows no tracing")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "calls").read_text() == ""


def test_entities_of_other_files_are_not_read(everything: Path) -> None:
    finished = run("numbers", "--with-text", everything)
    assert (finished.status, finished.err) == (0, b"")
    assert len(finished.records) == 6
    assert SECRET not in finished.text
    assert "hahaha" not in "".join(record["text"] for record in finished.records) or len(finished.text) < 100_000


def test_archives_of_files_are_not_unpacked(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.txt", "w") as archive:
        archive.writestr("../../outside.txt", TEXT)
    before = sorted(tmp_path.parent.iterdir())
    finished = run("numbers", "--output-dir", tmp_path / "facts", tmp_path / "a.txt")
    assert finished.status == 1
    assert "ZIP archive" in finished.messages[0]
    assert sorted(tmp_path.parent.iterdir()) == before


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_cells_that_a_spreadsheet_would_run(form: str) -> None:
    dangerous = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", '=HYPERLINK("http://127.0.0.1")', "=cmd|' /C calc'!A0"]
    records = "".join(json.dumps({"id": name, "text": TEXT}, ensure_ascii=False) + "\n" for name in dangerous).encode()
    safe, raw = (run("numbers", "-f", form, *option, "-", stdin=records) for option in ([], ["--raw-cells"]))
    for finished, harmless in ((safe, True), (raw, False)):
        assert (finished.status, finished.err) == (0, b"")
        rows = list(csv.reader(io.StringIO(finished.out.decode("utf-8"), newline=""), dialect="excel" if form == "csv" else "excel-tab"))
        cells = {row[0] for row in rows[1:] if row}
        assert len(cells) >= 6
        assert all(cell.startswith("'") for cell in cells) == harmless


def test_no_control_character_reaches_a_terminal(tmp_path: Path) -> None:
    """Through a real pseudo-terminal, both streams: all that a terminal obeys there is what the table's own colours are made of."""
    import re

    evil = "\x1b]0;x\x07\x1b[2J\x9b31m\x08\x7f\x00\u202e\u2066\r"
    path = tmp_path / f"a{evil.replace(chr(0), '')}.jsonl"
    record = {"id": f"i{evil}", "title": f"عنوان {evil}", "date": "2024-03-05", "text": f"قتل{evil} 12 عاملا{evil} في{evil} مرجان{evil}."}
    path.write_text(
        f'{json.dumps(record)}\n{{"{evil[:1].encode("unicode_escape").decode().replace("x", "u00")}": 1}}\n[]\n', encoding="utf-8"
    )
    for arguments in (("numbers", "-v"), ("timeline",), ("entities",), ("summarize",), ("numbers", "--log-format", "json", "-f", "tsv")):
        _, shown = on_terminal(*arguments, path, TERM="xterm-256color", COLUMNS="90")
        if "-f" in arguments:
            continue  # a format for programs; only what is said is for people
        text = re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r\n", "\n")
        left = {hex(ord(c)) for c in text if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e"} - {"0xa"}
        assert left == set(), (arguments, left)
