"""The folded view: one spelling for one word, agreement with PyArabic, and the way back to the untouched text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarabic import araby

from newsfacts.text.fold import Folded, fold_table, key
from newsfacts.text.lexicon import DATA

_DIACRITICS = (*araby.TASHKEEL, *araby.SMALL, araby.MADDA_ABOVE, araby.HAMZA_ABOVE, araby.HAMZA_BELOW)
_BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c\u200d\u2060\ufeff\u00ad"
_ALPHABET = "".join(araby.LETTERS) + araby.ALEF_WASLA + araby.ALEF_MAKSURA + araby.TATWEEL + "".join(_DIACRITICS)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("مُحَمَّدٌ", "محمد"),
        ("الـ48", "ال48"),
        ("أإآٱا", "ااااا"),
        ("على فتىً", "علي فتي"),
        ("مئة مدرسة", "مئه مدرسه"),
        ("سؤال هيئة ماء", "سؤال هيئه ماء"),
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
        ("３", "3"),
        ("٣٫٥٪", "3٫5%"),
        ("١٬٢٥٠", "1٬250"),
        ("48 يوما\u00a0الماضية", "48 يوما الماضيه"),
        ("10\u202f000\u2009m", "10 000 m"),
        ("2011–2015 — ثم − و‑", "2011-2015 - ثم - و-"),
        ("کتاب یزد", "كتاب يزد"),
        ("ﻻ ﷲ ﺳﻼم", "لا الله سلام"),
        ("\u200fالرياض\u200e \u202b(1)\u202c", "الرياض (1)"),
        ("«نعم»، “لا” 'x' (؟)", "«نعم»، “لا” 'x' (؟)"),
        ("a\x00b", "a\ufffdb"),
        ("a\r\nb", "a \nb"),
        ("a\rb\rc", "a\nb\nc"),
        ("a\u2028b\u2029c\u0085d\u000be\u000cf", "a\nb\nc\nd\ne\nf"),
        ("G20 İ ß Ⅳ 😀 é", "G20 İ ß Ⅳ 😀 é"),
        ("", ""),
    ],
)
def test_one_spelling(written: str, folded: str) -> None:
    assert Folded(written).text == folded


def test_agrees_with_pyarabic_letter_by_letter() -> None:
    for letter in _ALPHABET:
        expected = araby.strip_tatweel(letter)
        for mark in _DIACRITICS:
            expected = expected.replace(mark, "")
        expected = araby.normalize_teh(expected)
        # PyArabic leaves alef maksura alone here, or takes it for an alef; the press writes yeh for it.
        expected = "ي" if expected == araby.ALEF_MAKSURA else araby.normalize_alef(expected)
        assert Folded(letter).text == expected, f"U+{ord(letter):04X}"


@given(st.text(alphabet=_ALPHABET + " \n", max_size=60))
def test_strips_what_pyarabic_strips(text: str) -> None:
    bare = araby.strip_tatweel(araby.strip_tashkeel(text))
    for mark in (*araby.TASHKEEL, araby.TATWEEL):
        bare = bare.replace(mark, "")  # strip_tashkeel passes over a text that it holds to be unvocalised
    assert Folded(text).text == Folded(bare).text


def test_ligatures_as_pyarabic_writes_them_out() -> None:
    for ligature in araby.LIGUATURES:
        assert Folded(ligature).text == araby.normalize_ligature(ligature) == "لا"


@pytest.mark.parametrize(
    ("text", "word", "surface"),
    [
        ("قال مُحَمَّدٌ إن", "محمد", "مُحَمَّدٌ"),
        ("في الـ48 ساعة", "ال48", "الـ48"),
        ("\u200fالرياض\u200f: قال", "الرياض", "الرياض"),
        ("رجل يُـدْعى\u064b هنا", "يدعي", "يُـدْعى\u064b"),
        ("من ﷲ و", "الله", "ﷲ"),
        ("ال\u200c48", "ال48", "ال\u200c48"),
        ("👍🏽 ثلاثةٌ 😀", "ثلاثه", "ثلاثةٌ"),
    ],
)
def test_the_way_back(text: str, word: str, surface: str) -> None:
    view = Folded(text)
    start = view.text.index(word)
    first, last = view.span(start, start + len(word))
    assert text[first:last] == surface


def test_a_part_of_a_ligature_is_all_of_it() -> None:
    view = Folded("سﻼم")
    assert view.text == "سلام"
    assert view.span(1, 2) == view.span(2, 3) == (1, 2)


_PIECES = st.one_of(
    st.sampled_from(_ALPHABET),
    st.sampled_from(_BIDI),
    st.sampled_from("٠٣۵9 \n\t\u00a0،.٫«»–ﻻﷺﷲﹰﹱﺳ😀"),
    st.characters(exclude_categories=["Cs"], exclude_characters="\r"),
)
_ANY = st.lists(_PIECES, max_size=40).map("".join)


@given(_ANY)
def test_spans_are_ordered_and_inside_the_text(text: str) -> None:
    view = Folded(text)
    spans = [view.span(at, at + 1) for at in range(len(view.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    # Each piece of the view begins where the one before it ended or later; letters of one ligature share a start.
    assert all(left.start == right.start or left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize("ends", ["\r", "\r\n", "\n"])
@given(lines=st.lists(_ANY.map(lambda text: text.replace("\n", "")), max_size=4))
def test_line_ends_of_three_systems_are_line_ends(ends: str, lines: list[str]) -> None:
    as_unix = Folded("\n".join([*lines, ""])).text
    found = Folded(ends.join([*lines, ""])).text
    assert [line.rstrip(" ") for line in found.split("\n")] == [line.rstrip(" ") for line in as_unix.split("\n")]


@given(_ANY)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = Folded(text).text
    assert Folded(once).text == once


@given(_ANY)
def test_the_surface_of_a_piece_folds_to_that_piece(text: str) -> None:
    view = Folded(text)
    for start in range(0, len(view.text), 3):
        for end in (start + 1, start + 4, len(view.text)):
            if end > len(view.text):
                continue
            first, last = view.span(start, end)
            # Cut within a ligature, the surface holds all of its letters.
            assert view.text[start:end] in Folded(text[first:last]).text


@given(_ANY)
def test_words_of_lexicons_fold_as_texts_do(text: str) -> None:
    assert key(text) == Folded(text).text


@pytest.mark.parametrize("path", sorted(Path(DATA).glob("*/*.tsv")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_tables_fold_as_words_do(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.startswith("#"):
            for cell in line.split("\t"):
                assert fold_table(cell) == key(cell), f"line {number}: newsfacts.text.fold._TYPED lacks a character of {cell!r}"
