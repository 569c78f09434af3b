"""The command line through real processes: what it reads, what it says, how it ends."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import json
import lzma
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import COMMANDS
from process import ROOT, SAMPLES, Finished, environment, run

import newsfacts

ARTICLE = SAMPLES / "02-war-air-strikes.txt"
TEXT = "إغلاق الجسر القديم أمام السيارات\nقتل 12 عاملا وأصيب ثلاثة في مرجان أمس، وقال المحافظ سامي الحداد إن الجسر أغلق.\n"
RECORD = json.dumps({"text": TEXT}, ensure_ascii=False)


def _no_traceback(finished: Finished) -> None:
    assert b"Traceback" not in finished.err
    assert b"newsfacts failed on it" not in finished.err


# What is read


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one article in every form."""
    folder = tmp_path_factory.mktemp("good")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b-mark.txt").write_text(TEXT, encoding="utf-8-sig")
    (folder / "c-utf16.txt").write_text(TEXT, encoding="utf-16")
    (folder / "d.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (folder / "e.txt.bz2").write_bytes(bz2.compress(TEXT.encode()))
    (folder / "f.txt.xz").write_bytes(lzma.compress(TEXT.encode()))
    (folder / "g.jsonl").write_text(f"{RECORD}\n\n{RECORD}\n", encoding="utf-8")
    (folder / "h.ndjson.gz").write_bytes(gzip.compress(RECORD.encode()))
    paragraphs = "".join(f"<p>{TEXT}</p>" for _ in range(6))
    (folder / "i.html").write_text(f"<html><body><article>{paragraphs}</article></body></html>", encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "sub" / "j.text").write_text(TEXT, encoding="utf-8")
    (folder / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_every_form_gives_the_same_facts_in_sorted_order(good: Path) -> None:
    finished = run("numbers", ".", cwd=good)
    assert (finished.status, finished.err) == (0, b"")
    sources = [record["source"] for record in finished.records]
    names = [
        "a.txt",
        "b-mark.txt",
        "c-utf16.txt",
        "d.txt.gz",
        "e.txt.bz2",
        "f.txt.xz",
        "g.jsonl:1",
        "g.jsonl:3",
        "h.ndjson.gz:1",
        "i.html",
        "sub/j.text",
    ]
    assert sources == [f"./{name}" for name in names]
    facts = {json.dumps(record["numbers"]) for record in finished.records if not record["source"].endswith(".html")}
    assert len(facts) == 1
    page = next(record for record in finished.records if record["source"].endswith(".html"))
    assert {12, 3} <= {number["value"] for number in page["numbers"]}


@pytest.mark.parametrize(
    ("data", "source"),
    [
        pytest.param(TEXT.encode(), "-", id="text"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), "-", id="a mark"),
        pytest.param(TEXT.encode("utf-16"), "-", id="UTF-16"),
        pytest.param(gzip.compress(TEXT.encode()), "-", id="gzip"),
        pytest.param(f" \n{RECORD}".encode(), "-:2", id="JSON Lines"),
        pytest.param(bz2.compress(RECORD.encode("utf-16")), "-:1", id="JSON Lines, UTF-16, bzip2"),
        pytest.param(f"<!DOCTYPE html><body><article><p>{TEXT * 9}</p></article></body>".encode(), "-", id="HTML"),
    ],
)
def test_standard_input_is_guessed_from_its_first_bytes(data: bytes, source: str) -> None:
    finished = run("numbers", stdin=data)
    assert (finished.status, finished.err) == (0, b"")
    (record,) = finished.records
    assert record["source"] == source
    assert record["id"] == "-"
    assert {12, 3} <= {number["value"] for number in record["numbers"]}


def test_input_overrides_every_guess(good: Path) -> None:
    text = run("numbers", "--with-text", "-i", "text", good / "g.jsonl", "-", stdin=b"<html><body>12</body></html>")
    assert [record["text"] for record in text.records] == [(good / "g.jsonl").read_text(encoding="utf-8"), "<html><body>12</body></html>"]
    lines = run("numbers", "-i", "jsonl", "-", stdin=f"\n[]\n{RECORD}".encode())
    assert lines.status == 1
    assert [record["source"] for record in lines.records] == ["-:3"]


def test_with_text_adds_what_the_offsets_count_in(sample_facts: dict[str, list[dict[str, Any]]]) -> None:
    windows = run("numbers", "--with-text", "--encoding", "windows-1256", SAMPLES / "encodings" / "17-floods-windows-1256.txt")
    assert windows.status == 0
    text = (SAMPLES / "encodings" / "17-floods-windows-1256.txt").read_bytes().decode("windows-1256")
    assert windows.records[0]["text"] == text
    by_name = {record["id"]: record["text"] for record in sample_facts["numbers"] if ".txt" in record["id"]}
    assert by_name["13-arabic-digits.txt"] == (SAMPLES / "13-arabic-digits.txt").read_bytes().decode("utf-8-sig")  # CRLF and all
    without = run("numbers", ARTICLE).records[0]
    assert list(without) == ["schema", "command", "id", "source", "title", "date", "date_from", "warnings", "numbers"]
    assert list(windows.records[0]) == [*list(without)[:-1], "text", "numbers"]


# What fails


def test_what_fails_is_one_line_with_cause_and_remedy_and_the_rest_is_done(tmp_path: Path, good: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "a-windows.txt").write_bytes(TEXT.encode("windows-1256"))
    (bad / "b-cut.txt.gz").write_bytes(gzip.compress(TEXT.encode() * 50)[:-12])
    (bad / "c-empty.txt").touch()
    (bad / "d-blank.txt").write_text(" \n\n", encoding="utf-8")
    lines = [
        RECORD,
        "",
        "[1]",
        '{"id": "x"}',
        "{",
        '{"text": 5}',
        '{"text": ""}',
        '{"x":' * 100_000,
        r'{"text": "ثلاثة \ud800 رجال"}',
        RECORD,
    ]
    (bad / "e.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (bad / "f.html").write_text("<html></html>", encoding="utf-8")
    (bad / "g-good.txt").write_text(TEXT, encoding="utf-8")
    (bad / "h").mkdir()
    (bad / "h" / "image.png").touch()
    os.symlink("nowhere", bad / "i.txt")
    finished = run("numbers", bad, tmp_path / "missing.txt", good / "a.txt", bad / "h", "/proc/self/mem")
    assert finished.status == 1
    assert [record["source"].removeprefix(f"{tmp_path}/") for record in finished.records] == [
        *("bad/e.jsonl:1", "bad/e.jsonl:9", "bad/e.jsonl:10", "bad/g-good.txt", str(good / "a.txt"))
    ]
    expected = [
        ("bad/a-windows.txt", "not UTF-8", "--encoding"),
        ("bad/b-cut.txt.gz", "damaged", "again"),
        ("bad/c-empty.txt", "empty", "text"),
        ("bad/d-blank.txt", "empty", "text"),
        ("bad/e.jsonl:3", "an array", "one object a line"),
        ("bad/e.jsonl:4", "has no `text`", "under `text`"),
        ("bad/e.jsonl:5", "no JSON", "one object a line"),
        ("bad/e.jsonl:6", "no string", "under `text`"),
        ("bad/e.jsonl:7", "empty", "text"),
        ("bad/e.jsonl:8", "deeply", "flat object"),
        ("bad/f.html", "no main text", ".txt"),
        ("bad/i.txt", "no such file", "exists"),
        ("missing.txt", "no such file", "path"),
        ("bad/h", "no document", "--input"),
        ("/proc/self/mem", "input/output error", "may be read"),
    ]
    *messages, summary = finished.messages
    assert summary == f"newsfacts: 5 done, {len(expected)} failed"
    assert len(messages) == len(expected)
    for line, (source, cause, remedy) in zip(messages, expected, strict=True):
        shown = source if source.startswith("/") else f"{tmp_path}/{source}"
        assert line.startswith(f"newsfacts: {shown}: ")
        assert cause in line
        assert remedy in line
    quiet = run("numbers", "-q", bad / "c-empty.txt")
    assert (quiet.status, len(quiet.messages)) == (1, 1)  # failures are said even so


def test_names_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    name = "a\x1b[31m\nb\u202e\x07.txt"
    (tmp_path / name).write_bytes(b"\xff")
    (tmp_path / f"2{name}").write_text(TEXT, encoding="utf-8")
    (tmp_path / "3.jsonl").write_text('{"a\\n\\u001b[31m": 1}', encoding="utf-8")
    finished = run("numbers", tmp_path, tmp_path / f"missing{name}")
    assert finished.status == 1
    assert len(finished.messages) == 4
    table = run("numbers", "-f", "table", tmp_path / f"2{name}").text
    for hidden in ("\x1b", "\u202e", "\x07"):
        assert hidden not in finished.err.decode("utf-8")
        assert hidden not in table
    assert r"a\x1b[31m\nb\u202e\x07.txt" in finished.messages[1]
    assert finished.records[0]["id"] == f"2{name}"


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "w", encoding="utf-8") as file:
        file.write(TEXT)
    for env in (None, environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")):
        finished = run("numbers", os.fsdecode(path), os.fsdecode(path + b".not"), env=env)
        assert finished.status == 1
        assert [record["id"] for record in finished.records] == ["caf\ufffd.txt"]
        assert finished.messages == [
            f"newsfacts: {tmp_path}/caf\ufffd.txt.not: there is no such file or directory; check the path",
            "newsfacts: 1 done, 1 failed",
        ]


# What is wrong with a call


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nosuch"], "nosuch"),
        (["numbers", "--nosuch", str(ARTICLE)], "--nosuch"),
        (["numbers", "-f", "xml", str(ARTICLE)], "xml"),
        (["numbers", "-i", "pdf", str(ARTICLE)], "pdf"),
        (["numbers", "-d", "nonsense", str(ARTICLE)], "nonsense"),
        (["numbers", "-d", "2024-02-30", str(ARTICLE)], "2024-02-30"),
        (["numbers", "-d", "", str(ARTICLE)], "--date"),
        (["numbers", "-d", "March 2024", str(ARTICLE)], "March 2024"),
        (["numbers", "-o", "", str(ARTICLE)], "--output"),
        (["numbers", "--output-dir", "", str(ARTICLE)], "--output-dir"),
        (["numbers", "-j", "x", str(ARTICLE)], "x"),
        (["numbers", "-j", "-1", str(ARTICLE)], "-1"),
        (["numbers", "--encoding", "klingon", str(ARTICLE)], "klingon"),
        (["numbers", "--encoding", "base64", str(ARTICLE)], "base64"),
        (["summarize", "--sentences", "0", str(ARTICLE)], "--sentences"),
        (["summarize", "--ratio", "2", str(ARTICLE)], "--ratio"),
        (["summarize", "--words", "50", "--sentences", "2", str(ARTICLE)], "--words"),
        (["numbers", "--sentences", "2", str(ARTICLE)], "--sentences"),
        (["schema", "nosuch"], "nosuch"),
        ([], "Usage"),
    ],
)
def test_a_wrong_call(arguments: list[str], said: str, tmp_path: Path) -> None:
    finished = run(*arguments, cwd=tmp_path, stdin=TEXT.encode())
    assert (finished.status, finished.out) == (2, b"")
    assert said in finished.err.decode("utf-8")
    _no_traceback(finished)


# Options


def test_the_date_in_forms_that_people_write() -> None:
    for date in ("2015-11-17", "17 نوفمبر 2015", "الثلاثاء 17 تشرين الثاني/نوفمبر 2015", "17 نونبر 2015", "5 صفر 1437", "2015-W47-2"):
        (record,) = run("timeline", "-d", date, stdin=TEXT.encode()).records
        assert (record["date"], record["date_from"]) == ("2015-11-17", "option")
        assert [event["from"] for event in record["timeline"]] == ["2015-11-16"]


def test_a_date_that_leans_on_the_clock_is_read_only_where_it_is_typed() -> None:
    before = dt.date.today()
    (typed,) = run("timeline", "--date", "yesterday", stdin=TEXT.encode()).records
    assert typed["date"] in {str(day - dt.timedelta(1)) for day in (before, dt.date.today())}
    (found,) = run("timeline", stdin=json.dumps({"text": TEXT, "date": "yesterday"}).encode()).records
    assert (found["date"], found["warnings"][0]["code"]) == (None, "unreadable_date")


@pytest.mark.parametrize(("form", "jobs"), [("json", ("1", "2", "0")), ("table", ("1", "3"))])
def test_the_number_of_processes_does_not_show(form: str, jobs: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text("\n".join([RECORD] * 20 + ["[]"] + [RECORD] * 20), encoding="utf-8")
    inputs = [*([SAMPLES / "articles.jsonl"] if form == "json" else []), tmp_path, tmp_path / "missing"]
    first, *others = (run("numbers", "-f", form, "-j", number, *inputs) for number in jobs)
    assert first.status == 1
    assert len(first.out) > 10_000
    assert len(first.messages) == 3
    _no_traceback(first)
    assert all(other == first for other in others)


def test_quiet_and_verbose(good: Path) -> None:
    default, quiet, verbose = (run("numbers", *option, good / "a.txt") for option in ([], ["-q"], ["-v"]))
    assert default.out == quiet.out == verbose.out
    assert default.err == quiet.err == b""
    assert "1 done, 0 failed" in verbose.err.decode()


def test_auto_is_json_in_a_pipe_and_by_suffix_in_a_file(tmp_path: Path) -> None:
    outputs = {name: tmp_path / name for name in ("a.json", "a.csv", "a.TSV", "a")}
    for path in outputs.values():
        assert run("numbers", "-o", path, ARTICLE) == Finished(0, b"", b"")
    as_json = run("numbers", ARTICLE).out
    assert outputs["a.json"].read_bytes() == outputs["a"].read_bytes() == as_json == run("numbers", "-f", "json", ARTICLE).out
    assert outputs["a.csv"].read_bytes() == run("numbers", "-f", "csv", ARTICLE).out
    assert outputs["a.TSV"].read_bytes() == run("numbers", "-f", "tsv", ARTICLE).out
    assert len({path.read_bytes() for path in outputs.values()}) == 3


# Surroundings


@pytest.fixture(scope="module")
def undisturbed() -> Finished:
    """A run with Arabic in its arguments, its output and its messages."""
    finished = run("numbers", "-f", "csv", ARTICLE, "مفقود.txt")
    assert finished.status == 1
    assert finished.messages == [
        "newsfacts: مفقود.txt: there is no such file or directory; check the path",
        "newsfacts: 1 done, 1 failed",
    ]
    assert "طلعة جوية" in finished.text
    return finished


@pytest.mark.parametrize(
    "env",
    [
        pytest.param({}, id="nothing, as env -i gives it"),
        pytest.param({"LANG": "C", "LC_ALL": "C", "HOME": "/nonexistent", "PATH": "/usr/bin:/bin"}, id="as cron gives it"),
        pytest.param({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="ASCII all over"),
        pytest.param({"LC_ALL": "ar_SA.ISO-8859-6", "PYTHONIOENCODING": "iso-8859-6", "TERM": "dumb"}, id="another encoding"),
        pytest.param(
            {"TMPDIR": "/nonexistent", "HOME": "/nonexistent", "COLUMNS": "0", "FORCE_COLOR": "1"}, id="no place for temporary files"
        ),
    ],
)
def test_the_surroundings_do_not_show(env: dict[str, str], tmp_path: Path, undisturbed: Finished) -> None:
    read_only = tmp_path / "cwd"
    read_only.mkdir(0o555)
    python = (sys.executable, "-B", "-m", "newsfacts")
    assert run("numbers", "-f", "csv", ARTICLE, "مفقود.txt", env=env, cwd=read_only, python=python) == undisturbed


def test_help_and_a_date_in_arabic_need_no_locale() -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert run("numbers", "-d", "17 نوفمبر 2015", stdin=TEXT.encode(), env=env).records[0]["date"] == "2015-11-17"
    assert run("numbers", "--help", env=env) == run("numbers", "--help", env=environment(LC_ALL="C.UTF-8"))


def test_the_clock_does_not_show() -> None:
    """«أمس» of a text without a date is not yesterday."""
    (record,) = run("timeline", stdin=TEXT.encode()).records
    assert (record["date"], record["date_from"]) == (None, None)
    assert [(event["from"], event["to"]) for event in record["timeline"]] == [(None, None)]
    assert record["warnings"]


# Help, version, schema, completion


def test_version() -> None:
    assert run("--version") == Finished(0, f"newsfacts {newsfacts.__version__}\n".encode(), b"")
    project = (ROOT / "newsfacts" / "__init__.py").read_text(encoding="utf-8")
    assert re.search(r'^__version__ = "\d+\.\d+\.\d+"$', project, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_has_examples(command: str) -> None:
    finished = run(command, "-h")
    assert (finished.status, finished.err) == (0, b"")
    usage, _, examples = finished.text.partition("Examples:")
    assert f"newsfacts {command} [OPTIONS] [INPUT]..." in usage
    assert "python -m" not in usage
    assert f"newsfacts {command} " in examples
    assert max(map(len, usage.splitlines())) <= 80


def test_the_entry_point_is_the_module() -> None:
    script = Path(sys.executable).parent / "newsfacts"
    assert run("numbers", ARTICLE, python=(str(script),)) == run("numbers", ARTICLE)


def test_schema() -> None:
    whole = run("schema")
    assert (whole.status, whole.err) == (0, b"")
    assert isinstance(json.loads(whole.text), dict)
    for command in COMMANDS:
        schema = json.loads(run("schema", command).text)
        assert schema["$schema"].startswith("https://json-schema.org/")
        assert list(schema["properties"])[:2] == ["schema", "command"]
        assert {"summarize": "summary", "facts": "quotes"}.get(command, command) in schema["properties"]


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_script(name: str) -> None:
    finished = run(env=environment(_NEWSFACTS_COMPLETE=f"source_{name}"))
    assert (finished.status, finished.err) == (0, b"")
    assert "_NEWSFACTS_COMPLETE" in finished.text
    assert "newsfacts" in finished.text


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("newsfacts ", {*COMMANDS, "schema"}),
        ("newsfacts nu", {"numbers"}),
        ("newsfacts summarize --wo", {"--words"}),
        ("newsfacts numbers --en", {"--encoding"}),
    ],
)
def test_completion_offers_commands_and_options(words: str, offered: set[str]) -> None:
    place = str(len(words.split(" ")) - 1)
    finished = run(env=environment(_NEWSFACTS_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=place))
    assert set(finished.text.split()) >= offered
    assert finished.status == 0
