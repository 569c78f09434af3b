"""The parsing core, on examples as data: blocks, sentences, the reference date; and tokens."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from cases import cases

from newsfacts.parsing import Article
from newsfacts.reading import Source


def _article(case: dict[str, Any]) -> Article:
    name = case.get("name", "article.txt")
    record = "title" in case or "record_date" in case
    source = Source(case["text"], title=case.get("title"), date=case.get("record_date"), kind="jsonl" if record else "text", name=name)
    option = case.get("option")
    return Article(source, dt.date.fromisoformat(option) if option else None)


@pytest.mark.parametrize("case", cases("blocks"))
def test_blocks(case: dict[str, Any]) -> None:
    article = _article(case)
    assert [{"kind": block.kind, "text": article.surface(block.start, block.end)} for block in article.blocks] == case["expect"]


@pytest.mark.parametrize("case", cases("sentences"))
def test_sentences(case: dict[str, Any]) -> None:
    article = _article(case)
    assert [article.surface(sentence.start, sentence.end) for sentence in article.sentences] == case["expect"]
    assert [sentence.index for sentence in article.sentences] == list(range(len(article.sentences)))
    for sentence in article.sentences:
        block = article.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert article.sentence_at(sentence.start) == article.sentence_at(sentence.end - 1) == sentence.index


@pytest.mark.parametrize("case", cases("reference"))
def test_reference_date(case: dict[str, Any]) -> None:
    found = _article(case).reference
    assert {"date": found.date and found.date.isoformat(), "date_from": found.origin} == case["expect"]
    assert [warning.code for warning in found.warnings] == case.get("warnings", [])


def test_the_option_spares_the_reading_of_other_dates() -> None:
    found = Article(Source("نص", date="not a date"), dt.date(2024, 3, 5)).reference
    assert (found.date, found.origin, found.warnings) == (dt.date(2024, 3, 5), "option", ())


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("قال الوزير", ["قال", "الوزير"]),
        ("الـ48 ساعة", ["ال", "48", "ساعه"]),
        ("و500 آخرون", ["و", "500", "اخرون"]),
        ("قاذفات تو-22", ["قاذفات", "تو", "-", "22"]),
        ("قمة G20 وطائرة F-16", ["قمه", "G20", "وطائره", "F", "-", "16"]),
        ("1,250.75 و٢٬٣٠٠٫٥", ["1,250.75", "و", "2٬300٫5"]),
        ("3،5 مليون، ثم 4.", ["3،5", "مليون", "،", "ثم", "4", "."]),
        ("12/5/2024", ["12", "/", "5", "/", "2024"]),
        ("«نعم»!", ["«", "نعم", "»", "!"]),
        ("#ولي_العهد", ["#", "ولي", "_", "العهد"]),
        ("Côte d'Ivoire", ["Côte", "d'Ivoire"]),
        ("٪5 5٪", ["%", "5", "5", "%"]),
        ("ثَلاثَةٌ 👍", ["ثلاثه", "👍"]),
        ("", []),
    ],
)
def test_tokens(text: str, norms: list[str]) -> None:
    article = Article(Source(text))
    tokens = article.tokens
    assert tokens.norms == norms
    assert [article.folded[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == norms
    assert len(tokens) == len(norms)


def test_glued_tokens_and_tokens_within() -> None:
    tokens = Article(Source("في الـ48 ساعة")).tokens
    assert [tokens.glued(index) for index in range(len(tokens))] == [False, True, False, False]
    assert [tokens.norms[index] for index in tokens.within(tokens.starts[1], tokens.ends[2])] == ["ال", "48"]
    assert list(tokens.within(tokens.starts[1] + 1, tokens.ends[1])) == []


def test_a_position_between_sentences_belongs_to_the_one_before() -> None:
    article = Article(Source("  أول.   ثان.  "))
    assert [article.sentence_at(position) for position in (0, 2, 7, 9, 15)] == [0, 0, 0, 1, 1]


def test_an_article_without_words_has_no_sentences() -> None:
    article = Article(Source(" \n\u200f\n"))
    assert (article.blocks, article.sentences, article.title, article.sentence_at(0)) == ((), (), None, 0)


@pytest.mark.parametrize("piece", ["«", '"', "(", ".", "أ.", "5", "5.", "\n", "مارس 2024 ", "الرياض: ", "a/", "،", " -", "و", "(رويترز"])
def test_a_hostile_text_costs_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        article = Article(Source(f"قال {piece * (count // len(piece))} نعم."))
        begun = time.process_time()
        assert article.sentences
        assert article.reference is not None
        assert len(article.tokens) >= 2
        return time.process_time() - begun

    # Twenty times the text may take twenty times as long, and a busy machine may make more of it; not four hundred times.
    few = max(min(seconds(5_000) for _ in range(3)), 0.001)
    assert min(seconds(100_000) for _ in range(2)) < 150 * few
