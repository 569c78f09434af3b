"""The number grammar: numerals in words and figures, and units."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from cases import cases
from hypothesis import given
from hypothesis import strategies as st

from newsfacts import numerals
from newsfacts.numerals.figures import read_figure
from newsfacts.numerals.units import TIME_UNITS, UNITS, match_unit
from newsfacts.parsing import Article
from newsfacts.parsing.tokens import Tokens
from newsfacts.reading.source import Source
from newsfacts.text.fold import key


@pytest.mark.parametrize("case", cases("numerals"))
def test_values(case: dict[str, Any]) -> None:
    found = numerals.find(Article(Source(text=case["text"])))
    values = [None if numeral.value is None else pytest.approx(float(numeral.value)) for numeral in found]
    assert values == [expected["value"] for expected in case["expect"]]
    assert all(before.last <= after.first for before, after in pairwise(found))


@given(st.integers(0, 10**15))
def test_a_grouped_figure_is_its_plain_one(number: int) -> None:
    for mark in ",.٬،":
        figure = read_figure(f"{number:,}".replace(",", mark))
        assert figure is not None
        assert number in (figure.value, figure.grouped)


@given(st.text(alphabet="0123456789.,٫٬ -/وال مليونثةربعةشوونصف", max_size=120))
def test_any_row_of_pieces_is_read_without_overlap(text: str) -> None:
    found = numerals.find(Article(Source(text=text)))
    assert all(before.last <= after.first for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("form", "name", "number"),
    [
        ("يومين", "day", "dual"),
        ("عامان", "year", "dual"),
        ("أشهر", "month", "plural"),
        ("ساعة", "hour", "singular"),
        ("أسبوعا", "week", "singular"),
        ("قرن", "century", "singular"),
        ("كيلومترات", "kilometer", "plural"),
    ],
)
def test_units_by_form(form: str, name: str, number: str) -> None:
    found = UNITS.find(key(form))
    assert found is not None
    assert (found[1].name, found[1].number) == (name, number)
    assert (TIME_UNITS.find(key(form)) is not None) == (found[1].dimension == "time")


@pytest.mark.parametrize(
    ("words", "name"), [("متر مربع", "square-meter"), ("درجات مئوية", "celsius"), ("كيلو متر", "kilometer"), ("م2", "square-meter")]
)
def test_units_of_several_words(words: str, name: str) -> None:
    found = match_unit(Tokens(key(words)), 0)
    assert found is not None
    assert found.unit.name == name


@pytest.mark.parametrize("text", ["1" * 10_000, "مليون " * 20_000, "9" * 1_000_000, "111 " * 20_000, "ثلاثة و" * 20_000, "/1" * 20_000])
def test_hostile_numerals_are_read_or_skipped(text: str) -> None:
    numerals.find(Article(Source(text=text)))
