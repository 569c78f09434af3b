"""Attached particles: every reading of a word, the whole word first, each true to the letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.text.clitics import splits
from newsfacts.text.fold import key
from newsfacts.text.lexicon import Lexicon, forms, table


@pytest.mark.parametrize(
    ("word", "conj", "prep", "article", "stem"),
    [
        ("وقال", "و", "", False, "قال"),
        ("فقتل", "ف", "", False, "قتل"),
        ("الوزير", "", "", True, "وزير"),
        ("والوزير", "و", "", True, "وزير"),
        ("بالوزير", "", "ب", True, "وزير"),
        ("وبالوزير", "و", "ب", True, "وزير"),
        ("كالرئيس", "", "ك", True, "رئيس"),
        ("للوزير", "", "ل", True, "وزير"),
        ("فللوزير", "ف", "ل", True, "وزير"),
        ("لوزير", "", "ل", False, "وزير"),
        ("وبثلاثة", "و", "ب", False, "ثلاثة"),
        ("لله", "", "ل", False, "له"),
    ],
)
def test_a_reading_is_offered(word: str, conj: str, prep: str, article: bool, stem: str) -> None:
    wanted = (conj, prep, article, key(stem))
    found = [split for split in splits(key(word)) if split[:4] == wanted]
    assert len(found) == 1
    assert key(word)[found[0].cut :] == key(stem)


def test_the_whole_word_comes_first() -> None:
    assert splits("وزير")[0] == ("", "", False, "وزير", 0)


@pytest.mark.parametrize("word", ["", "و", "ال", "في", "لل", "وال", "5", "G20"])
def test_short_words_are_left_whole_or_cut_to_two_letters(word: str) -> None:
    assert splits(word)[0].stem == word
    assert all(len(split.stem) >= 2 for split in splits(word)[1:])


@given(st.text(alphabet="وفبلكاقتم", min_size=1, max_size=9))
def test_particles_and_stem_make_the_word(word: str) -> None:
    for split in splits(word):
        article = ("ل" if split.prep == "ل" else "ال") if split.article else ""
        assert split.conj + split.prep + article + split.stem == word
        assert word[split.cut :] == split.stem
        assert split.outside == len(split.conj + split.prep)
        # Where the word with its article starts: after conjunction and preposition.
        assert word[: split.outside] == split.conj + split.prep
    assert len(set(splits(word))) == len(splits(word))


def test_a_lexicon_prefers_the_whole_word_then_strips_particles() -> None:
    lexicon = Lexicon({key("وزير"): "minister", key("زير"): "jar", key("ثلاثة"): 3})
    assert lexicon.find(key("وزير")) == (("", "", False, "وزير", 0), "minister")
    found = lexicon.find(key("والثلاثة"))
    assert found is not None
    assert (found[0].conj, found[0].article, found[1]) == ("و", True, 3)
    assert lexicon.find(key("أربعة")) is None
    assert lexicon.find(key("والثلاثة")) is found  # remembered


def test_a_table_row_with_a_cell_too_few_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.tsv").write_text("# source: none\nname\tvalue\nواحد\t1\nاثنان\n", encoding="utf-8")
    monkeypatch.setattr("newsfacts.text.lexicon.DATA", str(tmp_path))
    with pytest.raises(ValueError, match=r"bad\.tsv, line 4: 1 cells under 2 headings"):
        table("bad")


def test_the_forms_of_a_cell_are_folded() -> None:
    assert list(forms("ثلاثة|ثلاثًا|")) == ["ثلاثه", "ثلاثا"]
