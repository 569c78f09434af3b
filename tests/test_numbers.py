"""Numbers as facts: the contract's worked examples and our own, offsets, and input that nobody wrote for a reader."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from cases import cases
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.facts import Number
from newsfacts.numbers import extract
from newsfacts.numerals import find
from newsfacts.output.json import plain
from newsfacts.parsing import Article
from newsfacts.reading.source import Source


def read(text: str) -> list[Number]:
    """The numbers of a text without dates; every span is checked on the way."""
    article = Article(Source(text=text))
    numbers = extract(article, find(article), [])
    for number in numbers:
        assert text[number.start : number.end] == number.text
    assert all(before.end <= after.start for before, after in pairwise(numbers))
    return numbers


@pytest.mark.parametrize("case", cases("numbers"))
def test_numbers(case: dict[str, Any]) -> None:
    found = [plain(number) for number in read(case["text"])]
    assert len(found) == len(case["expect"]), [number["text"] for number in found]
    for number, expected in zip(found, case["expect"], strict=True):
        assert {field: number[field] for field in expected} == {
            field: pytest.approx(value) if isinstance(value, float) else value for field, value in expected.items()
        }


def test_consumed_spans_are_left_out() -> None:
    class Match:
        consumed = ((0, 2), (8, 12))

    article = Article(Source(text="15 مايو 2018 قتل 12 شخصا"))
    assert [number.value for number in extract(article, find(article), [Match()])] == [12]


_PIECES = st.sampled_from(
    [
        "12", "3.5", "1,250", "٤٠", "%", "٪", "$", "و", "ب", "ل", "ال", "من", "إلى", "بين", "-", "/", "(", ")", '"', ".", "،",
        "نحو", "أكثر", "من", "نصف", "ألف", "ملايين", "عشرة", "عشرين", "ثالث", "الثانية", "دولار", "دينار", "كم", "طن", "يوما",
        "يومين", "شخصا", "قتيلا", "مقتل", "إصابة", "آخرين", "عام", "سن", "المادة", "الدورة", "طائرتين", "هدفين", "مقابل", "تو",
        "G20", "http://a.b",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30))
def test_spans_hold_for_any_words(pieces: list[str]) -> None:
    read(" ".join(pieces))
    read("".join(pieces))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 10_000, "مليون " * 20_000, "9" * 1_000_000, "1-" * 20_000, "بين 3 و" * 10_000, "يومين " * 10_000, "قتيلا 3 " * 10_000,
        "@#" * 20_000, "a.com" * 10_000, "w-1" * 10_000, "نصف " * 10_000, "5 دينار " * 3_000, "7," * 200_000, "٧" * 500_000,
        "ألف و" * 10_000, "1/" * 10_000, "%" * 50_000, "نحو " * 50_000, "5ر2" * 5_000, "5 آخرين " * 5_000, "5 درجات حرارة " * 3_000,
        "القانون عدد 3 لسنة " * 3_000, "(" * 20_000 + "5" + ")" * 20_000,
    ],
    ids=lambda text: text[:8].strip(),
)  # fmt: skip
def test_hostile_text_is_read_or_skipped(text: str) -> None:
    read(text)
