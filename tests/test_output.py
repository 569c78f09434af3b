"""Rows and tables: what a spreadsheet and a terminal are given."""

from __future__ import annotations

import csv
import fcntl
import io
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
import unicodedata
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from process import COMMAND, ROOT, SAMPLES, environment, run
from terminal.capture import KEPT, capture, kept_file
from terminal.documents import FACTS, NUMBERS, TITLE, document

from newsfacts.facts import Document, Number
from newsfacts.output.bidi import LRI, PDI, RLI, SEPARATOR, Isolates, clean, is_rtl
from newsfacts.output.figures import digits, grouped
from newsfacts.output.json import as_dict, result_key
from newsfacts.output.rows import Rows
from newsfacts.output.table import render

COMMANDS = tuple(FACTS)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def tabled(shown: Document, *, terminal: bool = False, width: int = 100) -> str:
    """A document as a table."""
    stream = io.StringIO()
    render(shown, stream, terminal=terminal, width=width)
    return stream.getvalue()


def cells(line: str) -> list[str]:
    """A line as the cells of a terminal: a base character each, the marks of no width with the one before them."""
    found: list[str] = []
    for char in line:
        if unicodedata.category(char) in ("Mn", "Me", "Cf") and found:
            found[-1] += char
        else:
            found.append(char)
    return found


def numbers_of(*numbers: Number) -> Document:
    return document("numbers")._replace(facts=numbers)


# Figures


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("106.78"), "106.78"),
        (Decimal("1.8E+6"), "1800000"),
        (Decimal("0.0000001"), "0.0000001"),
        (Decimal("3.50"), "3.5"),
        (Decimal("100"), "100"),
        (Fraction(1, 3), "0.3333333333333333"),
        (Fraction(6, 2), "3"),
        (10**30, "1" + "0" * 30),
        (Decimal("123456789012345678901234.5"), "123456789012345678901234.5"),
        (-4, "-4"),
    ],
)
def test_figures_are_written_exactly(value: int | Decimal | Fraction, written: str) -> None:
    assert digits(value) == written


def test_grouped_figures_keep_sign_and_fraction() -> None:
    assert [grouped(value) for value in (-1234567, Decimal("-0.5"), Decimal("1234.50"), 999)] == ["-1,234,567", "-0.5", "1,234.5", "999"]


# Rows


@pytest.mark.parametrize("command", sorted({*COMMANDS} - {"quotes", "facts"}))
def test_csv_reads_back_as_the_json_says(command: str) -> None:
    shown = document(command)
    rows = Rows(command, "csv")
    found = list(csv.DictReader(io.StringIO(rows.header() + rows.lines(shown), newline="")))
    records = as_dict(shown)[result_key(command)]
    records = records["sentences"] if command == "summarize" else records
    assert len(found) == len(records)
    for row, record in zip(found, records, strict=True):
        assert list(row) == ["id", "date", *record]
        assert (row["id"], row["date"]) == ("ميناء-05.txt", "2024-03-05")
        for key, value in record.items():
            if value is None:
                assert row[key] == ""
            elif key == "mentions":
                assert row[key] == "|".join(f"{mention['start']}-{mention['end']}" for mention in value)
            elif isinstance(value, list):
                assert re.split(r"(?<!\\)\|", row[key]) == [item.replace("|", r"\|") for item in value] or (row[key], value) == ("", [])
            else:
                assert row[key] == str(value)


def test_rows_of_quotations_have_the_words_of_cue_and_speaker() -> None:
    rows = Rows("quotes", "csv")
    found = list(csv.DictReader(io.StringIO(rows.header() + rows.lines(document("quotes")), newline="")))
    keys = ["id", "date", "text", "start", "end", "kind", "cue", "class", "speaker", "name", "sentence"]
    assert [list(row) for row in found] == [keys] * 3
    assert [row["cue"] for row in found] == ["قالت", "", "أضاف"]
    assert [row["class"] for row in found] == ["neutral", "", "denies"]
    assert [row["speaker"] for row in found] == ["وزارة الدفاع الأزرقية", "", ""]
    assert [row["name"] for row in found] == ["وزارة الدفاع الأزرقية", "", "سامي الحداد"]


def test_rows_of_all_facts_are_one_for_each() -> None:
    rows = Rows("facts", "csv")
    found = list(csv.DictReader(io.StringIO(rows.header() + rows.lines(document("facts")), newline="")))
    shown = as_dict(document("facts"))
    assert {key: sum(row["fact"] == kind for row in found) for kind, key in KINDS.items() if key != "summary"} == {
        key: len(shown[key]) for key in KINDS.values() if key != "summary"
    }
    assert [row["text"] for row in found if row["fact"] == "summary"] == [one["text"] for one in shown["summary"]["sentences"]]
    assert next(row for row in found if row["kind"] == "percent")["value"] == "3.5"
    assert found[-1]["name"] == "سامي الحداد"


KINDS = {"summary": "summary", "entity": "entities", "number": "numbers", "time": "timeline", "quote": "quotes"}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("dialect", ["csv", "tsv"])
def test_no_results_give_no_rows(command: str, dialect: str) -> None:
    rows = Rows(command, "csv" if dialect == "csv" else "tsv")
    assert rows.lines(document(command, empty=True)) == ""
    assert rows.header().startswith("id,date," if dialect == "csv" else "id\tdate\t")


def test_csv_follows_rfc_4180() -> None:
    rows = Rows("numbers", "csv")
    awkward = numbers_of(NUMBERS[0]._replace(text='قال "12", ثم\nسكت'))
    assert rows.header().endswith("\r\n")
    assert '"قال ""12"", ثم\nسكت"' in rows.lines(awkward)
    assert rows.lines(awkward).endswith("\r\n")


@given(st.text())
def test_tsv_is_one_line_a_record(text: str) -> None:
    found = Rows("numbers", "tsv").lines(numbers_of(NUMBERS[0]._replace(text=text, noun=text)))
    assert len(found.splitlines()) == 1
    assert found.count("\t") == Rows("numbers", "tsv").header().count("\t")


@given(st.text(min_size=1))
def test_csv_keeps_any_text(text: str) -> None:
    found = Rows("numbers", "csv", raw=True).lines(numbers_of(NUMBERS[0]._replace(text=text)))
    ((_, _, read, *_),) = csv.reader(io.StringIO(found, newline=""))
    assert read == text


@pytest.mark.parametrize("text", ["=1+1", "+20", "-5", "@a", "\tx", "\r=1"])
def test_formulas_are_neutralised_in_text_alone(text: str) -> None:
    shown = numbers_of(NUMBERS[0]._replace(text=text, value=-5))
    for dialect in ("csv", "tsv"):
        guarded, raw = (Rows("numbers", "csv" if dialect == "csv" else "tsv", raw=raw).lines(shown) for raw in (False, True))
        separator = "," if dialect == "csv" else "\t"
        assert f"'{text[0] if dialect == 'csv' else text[0].replace(chr(9), ' ').replace(chr(13), ' ')}" in guarded
        assert "'" not in raw
        assert f"{separator}-5{separator}" in guarded, "a figure is no formula"


def test_rows_of_an_unknown_command_are_refused() -> None:
    with pytest.raises(ValueError, match="no rows for 'nosuch'"):
        Rows("nosuch", "csv")


# Right-to-left text


@given(st.text())
def test_shown_text_is_one_line_that_moves_nothing(text: str) -> None:
    shown = clean(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in shown)
    assert not any(unicodedata.bidirectional(char) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI") for char in shown)
    assert clean(shown) == shown


def test_clean_takes_out_marks_and_keeps_letters() -> None:
    assert clean(" الـ48\u00a0يوما\u200f\u202b \n\tb\u0000\x1b[31m\ufeffc\u00ad\ud800 ") == "الـ48 يوما b[31mc"
    assert clean("خانه\u200cها نُفّذت") == "خانه\u200cها نُفّذت"


def test_direction_is_that_of_the_first_letter() -> None:
    assert [is_rtl("12 قتيلا"), is_rtl("G20 قمة"), is_rtl("2254"), is_rtl("2254", True)] == [True, False, False, True]


def test_isolates_cut_by_a_line_break_close_and_open_again() -> None:
    marks = Isolates(True)
    first, second, third = f"a {LRI}b", f"c{PDI} d", "e"
    assert [marks.around(line) for line in (first, second, third)] == [(RLI, PDI * 2), (RLI + LRI, PDI), (RLI, PDI)]


def balanced(line: str) -> bool:
    """True when every isolate that the line opens is closed in it, and every letter that runs right to left is in one."""
    depth = 0
    for char in line:
        if char in (LRI, RLI):
            depth += 1
        elif char == PDI:
            depth -= 1
            if depth < 0:
                return False
        elif unicodedata.bidirectional(char) in ("R", "AL", "AN") and not depth:
            return False
    return depth == 0


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", [20, 37, 60, 80, 100, 140, 200])
def test_every_line_fits_and_has_its_own_isolates(command: str, width: int) -> None:
    for line in COLOURS.sub("", tabled(document(command, with_text=True), terminal=True, width=width)).splitlines():
        assert balanced(line), line
        assert len(cells(line)) <= width, line


@pytest.mark.parametrize("command", COMMANDS)
def test_outside_a_terminal_nothing_but_text(command: str) -> None:
    shown = tabled(document(command))
    assert not set(shown) & {LRI, RLI, PDI, "\x1b", SEPARATOR}
    assert all(line == line.rstrip() for line in shown.split("\n"))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", [60, 100, 200])
def test_a_terminal_gets_the_same_words_in_the_same_cells(command: str, width: int) -> None:
    """Isolates and colours take no room: without them the lines are those of a pipe."""
    shown = document(command, with_text=True)
    plain = tabled(shown, width=width)
    bare = COLOURS.sub("", tabled(shown, terminal=True, width=width)).translate(dict.fromkeys(map(ord, LRI + RLI + PDI)))
    assert "\n".join(map(str.rstrip, bare.split("\n"))).replace(SEPARATOR, "│") == plain


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.integers(20, 120))
def test_hostile_text_neither_raises_nor_leaves_its_cell(text: str, width: int) -> None:
    shown = numbers_of(NUMBERS[0]._replace(text=text, noun=text, unit="[red]"), NUMBERS[1])
    shown = shown._replace(id=text, title=text)
    for line in COLOURS.sub("", tabled(shown, terminal=True, width=width)).splitlines():
        assert balanced(line), ascii(line)


def test_markup_is_text() -> None:
    assert "[bold]" in tabled(numbers_of(NUMBERS[0]._replace(text="[bold]12[/nothing]")))


# Tables


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[31m" in tabled(document("numbers"), terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[(?:[0-9;]*;)?3[0-9]", tabled(document("numbers"), terminal=True))


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"modifier": "approx", "value": 2300}, "≈ 2,300"),
        ({"modifier": "more_than", "value": 40}, "> 40"),
        ({"modifier": "less_than", "value": 5}, "< 5"),
        ({"modifier": "at_least", "value": 399}, "≥ 399"),
        ({"modifier": "at_most", "value": 90}, "≤ 90"),
        ({"modifier": "range", "value": None, "min": 12, "max": 18}, "12–18"),
        ({"modifier": "range", "value": None, "min": None, "max": 18}, "≤ 18"),
        ({"modifier": "vague", "value": None, "min": 1000, "max": None}, "≈ 1,000+"),
        ({"modifier": "vague", "value": None, "min": 3, "max": 10}, "≈ 3–10"),
        ({"modifier": "vague", "value": None, "min": None, "max": None}, "?"),
        ({"kind": "score", "value": None, "min": 1, "max": 3}, "1:3"),
        ({"kind": "nominal", "value": 2254}, "2254"),
        ({"kind": "fraction", "value": Fraction(1, 3)}, "1/3"),
    ],
)
def test_the_value_says_how_it_is_meant(change: dict[str, object], shown: str) -> None:
    line = tabled(numbers_of(NUMBERS[0]._replace(**change))).splitlines()[-2]  # type: ignore[arg-type]
    assert line.split("│")[1].strip() == shown


@pytest.mark.parametrize("command", COMMANDS)
def test_an_empty_result_says_so(command: str) -> None:
    shown = tabled(document(command, empty=True))
    assert "empty.txt  no date known" in shown
    assert re.search(r"^ (no|nothing) .* in this document$", shown, re.MULTILINE)


def test_the_page_has_heading_table_warnings_in_this_order() -> None:
    shown = tabled(document("timeline"))
    words = ("ميناء-05.txt  2024-03-05 from the text", TITLE, "P48H", "not placed", "! «الثلاثاء»", "! left to")
    places = [shown.index(each) for each in words]
    assert places == sorted(places)
    assert "(no_reference_date 71–79)" in " ".join(shown.split())
    assert shown.count("fits 2023") == 1, "a conflict is told where the expression stands"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_figures_are_never_cut(width: int) -> None:
    shown = tabled(document("numbers"), width=width)
    assert all(words in shown for words in ("1,200,000,000", "> 3,500,000", "barrel/day", "displaced"))


def test_columns_that_say_nothing_are_left_out() -> None:
    heading = tabled(numbers_of(NUMBERS[2]._replace(noun=None, casualty=None))).splitlines()[-4]
    assert [name.strip() for name in heading.split("│")] == ["text", "value", "unit", "kind"]


# Real terminals


def in_terminal(arguments: list[str | Path], columns: int, rows: int = 50) -> str:
    """What a process writes to a terminal of its own, line ends as it wrote them."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    changed = environment(TERM="xterm-256color", COLUMNS=None, LINES=None, NO_COLOR=None, PYTHONPATH=str(ROOT), PYTHONUTF8="1")
    process = subprocess.Popen([*map(str, arguments)], stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, env=changed, cwd=ROOT)
    os.close(theirs)
    found = b""
    try:
        while part := os.read(ours, 65536):
            found += part
    except OSError:
        pass  # Linux: the other end is closed
    finally:
        os.close(ours)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, b"")
    return found.decode("utf-8").replace("\r\n", "\n")


def assert_columns_stay(shown: str, columns: int) -> None:
    """Every line fits and has its own isolates; the separators of a table stand below one another, and each cell keeps to its own.

    Outside the isolates only neutral characters and left-to-right letters are left, so that a line runs left to right (UAX #9, rules P2
    and N1) and no cell can change places with another.
    """
    table: list[int] = []
    for line in COLOURS.sub("", shown).split("\n"):
        assert balanced(line), line
        drawn = cells(line)
        assert len(drawn) <= columns, line
        separators = [place for place, cell in enumerate(drawn) if cell[0] in (SEPARATOR, "┼")]
        if not separators:
            table = []
            continue
        table = table or separators
        assert separators == table, line
        for cell in line.split(SEPARATOR):
            assert balanced(cell), line


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
@pytest.mark.parametrize("command", COMMANDS)
def test_on_a_terminal_columns_stay_in_place(command: str, columns: int) -> None:
    shown = in_terminal([sys.executable, ROOT / "tests/terminal/documents.py", command], columns)
    assert RLI in shown
    assert LRI in shown
    assert_columns_stay(shown, columns)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_terminal_gets_a_table_without_asking(command: str) -> None:
    sample = SAMPLES / "02-war-air-strikes.txt"
    shown = in_terminal([*COMMAND, command, sample], 80)
    assert RLI in shown
    assert_columns_stay(shown, 80)


@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv"])
def test_a_pipe_gets_no_isolates(form: str) -> None:
    finished = run("timeline", "--format", form, SAMPLES / "02-war-air-strikes.txt")
    assert (finished.status, finished.messages) == (0, [])
    assert finished.text
    assert not set(finished.text) & {LRI, RLI, PDI, "\x1b"}


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
@pytest.mark.parametrize(("command", "columns", "option"), KEPT)
def test_tmux_shows_what_was_looked_at(command: str, columns: int, option: str) -> None:
    """The kept files were read by eye; `python tests/terminal/capture.py` keeps new ones."""
    assert capture(command, columns, option) == kept_file(command, columns, option).read_text(encoding="utf-8")
