"""Summaries: which sentences, and the box beside them."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import pairwise
from typing import Any

import jsonschema
import pytest
from cases import cases
from hypothesis import given
from hypothesis import strategies as st
from process import run

from newsfacts.facts import Document, Entity, Event, Mention, Number, Summary, Warning, When
from newsfacts.output.schema import schema
from newsfacts.parsing import Article
from newsfacts.parsing.tokens import Tokens
from newsfacts.reading.source import Source
from newsfacts.summary import Length, box, summarize
from newsfacts.summary.features import candidates
from newsfacts.summary.merging import merged
from newsfacts.summary.openings import opening
from newsfacts.summary.ranking import LEANING, weights
from newsfacts.summary.terms import term
from newsfacts.text.fold import Folded
from newsfacts.text.lexicon import table


def summary_of(text: str, length: Length | None = None, title: str | None = None) -> tuple[Article, Summary]:
    article = Article(Source(text=text, title=title, kind="jsonl"))
    return article, summarize(article, (), (), (), length or Length())


@pytest.mark.parametrize("case", cases("summary"))
def test_examples(case: dict[str, Any]) -> None:
    article, summary = summary_of(case["text"], Length(**case["length"]))
    found = [sentence.sentence for sentence in summary.sentences]
    if "expect" in case:
        assert found == case["expect"]
    if "expect_has" in case:
        assert case["expect_has"] in found
    if "expect_count" in case:
        assert len(found) == case["expect_count"]
    if "expect_text" in case:
        assert len(found) == len(case["expect_text"])
        for sentence, beginning in zip(summary.sentences, case["expect_text"], strict=True):
            assert sentence.text.startswith(beginning)
    for sentence in summary.sentences:
        assert article.text[sentence.start : sentence.end] == sentence.text


@pytest.mark.parametrize("case", cases("summary_openings"))
def test_openings(case: dict[str, Any]) -> None:
    assert opening(Tokens(Folded(case["text"]).text).norms[:6]) == case["expect"]


def test_a_longer_sentence_may_begin_with_its_source() -> None:
    assert opening(Tokens(Folded("بحسب وكالة الأنباء ارتفعت").text).norms, 12) == "plain"


SENTENCES = st.lists(
    st.sampled_from(
        [
            "وصل الوفد إلى مدينة الميناء.",
            "وأضاف أن الوفد سيعود غدا.",
            "كما زار الوفد المصنع.",
            "قالت الوزيرة إن المصنع سيغلق أبوابه في الشتاء؛",
            "لأن الطلب تراجع.",
            "ما رأي العمال؟",
            'وقال رئيسهم: "لن نقبل.',
            "سنعترض على القرار.",
            "- البند الأول من الاتفاق.",
            "يمكنكم متابعة الموقع.",
            "وارتفع الإنتاج بنسبة 12% في الشهر الماضي، وهو أعلى مستوى منذ عام 2010 في مصانع المدينة.",
        ]
    ),
    max_size=25,
).map(lambda sentences: "\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)))
LENGTHS = st.one_of(
    st.integers(1, 12).map(lambda n: Length(sentences=n)),
    st.integers(0, 20).map(lambda n: Length(ratio=Decimal(n) / 20)),
    st.integers(1, 200).map(lambda n: Length(words=n)),
)


@given(SENTENCES, LENGTHS)
def test_what_holds_of_every_summary(text: str, length: Length) -> None:
    article, summary = summary_of(text, length)
    body = [candidate.sentence.index for candidate in candidates(article, (), ())]
    found = [sentence.sentence for sentence in summary.sentences]
    assert all(one < other for one, other in pairwise(found)), "in the article's order, each once"
    assert set(found) <= set(body)
    assert bool(found) == bool(body)
    for sentence in summary.sentences:
        assert article.text[sentence.start : sentence.end] == sentence.text
        assert 0 <= sentence.score <= 1
        assert sentence.score == round(sentence.score, 4)
    if length.words is None:
        assert len(found) == length.of(len(body))
    else:
        assert len(found) == 1 or sum(len(sentence.text.split()) for sentence in summary.sentences) <= length.words


@given(SENTENCES, st.integers(1, 12))
def test_no_sentence_leans_on_one_that_was_left_out(text: str, sentences: int) -> None:
    article, summary = summary_of(text, Length(sentences=sentences))
    found = {sentence.sentence for sentence in summary.sentences}
    body = candidates(article, (), ())
    for before, candidate in pairwise(body):
        if candidate.sentence.index in found and candidate.opening in LEANING:
            assert before.sentence.index in found


def test_the_whole_body_at_ratio_1() -> None:
    article, summary = summary_of(
        "انطلق السباق. كما حضر الوزير.\nفوز محلي\nوفاز الدراج المحلي بالجائزة الكبرى أمام آلاف المشجعين.", Length(ratio=1)
    )
    assert [s.sentence for s in summary.sentences] == [s.index for s in article.sentences if article.blocks[s.block].kind == "paragraph"]


def test_the_title_is_the_headline_and_draws_its_sentence() -> None:
    text = "شهد القصر مساء أمس حفلا كبيرا. ووصل الضيوف منذ الظهر. ووقع الرئيسان اتفاق تقاسم مياه النهر بعد عشاء طويل."
    _, without = summary_of(text, Length(sentences=2))
    _, summary = summary_of(text, Length(sentences=2), title="توقيع اتفاق تقاسم مياه النهر")
    assert summary.headline == "توقيع اتفاق تقاسم مياه النهر"
    assert summary.sentences[-1].score > without.sentences[-1].score
    assert without.headline is None


@pytest.mark.parametrize("wrong", [{"sentences": 0}, {"ratio": 1.5}, {"ratio": -0.1}, {"words": 0}])
def test_impossible_lengths(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not"):
        Length(**wrong)


def test_every_feature_is_weighed_and_every_weight_used() -> None:
    features = {name for candidate in candidates(Article(Source(text="وصل الوفد.")), (), ()) for name in candidate.features}
    classes = {row["class"] for row in table("summary/openings")} | {"plain"}
    assert features | classes | {"finishing", "unfinished", "repeated"} == set(weights())


@pytest.mark.parametrize(("one", "other"), [("المفاوضات", "مفاوضات"), ("والروسيه", "روسيه"), ("بالمدينه", "المدينه"), ("للحكومه", "حكومه")])
def test_terms_join_forms_of_a_word(one: str, other: str) -> None:
    assert term(one) == term(other) != ""


@pytest.mark.parametrize("word", ["في", "وفي", "الذي", "2024", "،", "و"])
def test_words_that_are_no_terms(word: str) -> None:
    assert term(word) == ""


def entity(name: str, kind: str, *sentences: int, subtype: str | None = None) -> Entity:
    mentions = tuple(Mention(name, 0, len(name), sentence) for sentence in sentences)
    return Entity(name, kind, subtype, (), (), None, len(mentions), mentions)


def number(text: str, value: int, sentence: int, kind: str = "cardinal", noun: str | None = None, casualty: str | None = None) -> Number:
    return Number(text, 0, len(text), kind, value, value, value, "exact", None, None, noun, casualty, sentence)


def event(text: str, value: str | None, sentence: int) -> Event:
    return Event(text, 0, len(text), "date", value, None, value, value, "gregorian", "reference", None, "", 0, 0, (), sentence)


MATTER = {0: 1.0, 1: 0.7, 2: 0.5, 3: 0.4, 9: 0.1}


def test_who_is_persons_then_organisations_by_what_they_matter() -> None:
    entities = [
        entity("وكالة سمارا للأنباء", "ORG", 0, subtype="news_agency"),
        entity("وزارة النقل", "ORG", 0, 1),
        entity("سامر النجار", "PER", 1, 2),
        entity("ليلى الحداد", "PER", 0, 1, 2),
        entity("عابر", "PER", 9),
        entity("سمارا", "LOC", 0, 1),
        entity("الجبل", "LOC", 9),
    ]
    assert box.who(entities, MATTER, None) == ("ليلى الحداد", "سامر النجار", "وزارة النقل")
    assert box.where(entities, MATTER, None) == ("سمارا",)
    assert box.who(entities, MATTER, "ماذا قال عابر؟")[0] == "ليلى الحداد"
    assert "عابر" in box.who(entities, MATTER, "ماذا قال عابر؟")


def test_who_has_nobody_twice_and_no_platform_unless_it_is_the_matter() -> None:
    entities = [
        entity("نادي الساحل", "ORG", 0, 1),
        entity("الساحل", "ORG", 2),
        entity("تويتر", "ORG", 0, 1),
        entity("كوريا", "LOC", 1),
        entity("كوريا الشمالية", "LOC", 0, 1),
        entity("عدن", "LOC", 0),
        entity("مطار عدن", "LOC", 1),
    ]
    assert box.who(entities, MATTER, None) == ("نادي الساحل",)
    assert "تويتر" in box.who(entities, MATTER, "تويتر يغلق حسابات")
    assert box.where(entities, MATTER, None) == ("كوريا الشمالية", "عدن", "مطار عدن")


def test_who_is_nobody_of_one_word_told_once() -> None:
    entities = [
        entity("هول", "PER", 0),
        entity("وشيعة", "ORG", 0),
        entity("نادي الساحل", "ORG", 0, 1),
        entity("النصر", "ORG", 0, subtype="club"),
        entity("سامر", "PER", 0, 1),
    ]
    assert box.who(entities, MATTER, None) == ("سامر", "نادي الساحل", "النصر")
    assert "هول" in box.who(entities, MATTER, "هول يفوز")


def test_who_is_first_by_what_he_matters() -> None:
    entities = [entity("خبير عابر", "PER", 2), entity("مجلس المصرف", "ORG", 0, 1, 2)]
    assert box.who(entities, MATTER, None) == ("مجلس المصرف", "خبير عابر")


def test_when_has_each_day_once_and_only_what_is_placed() -> None:
    events = [event("أمس", "2024-03-04", 2), event("الاثنين", "2024-03-04", 0), event("اليوم", "2024-03-05", 1), event("حينها", None, 0)]
    assert [(when.text, when.value) for when in box.when(events, MATTER)] == [("الاثنين", "2024-03-04"), ("اليوم", "2024-03-05")]


def test_when_has_a_year_alone_after_the_days_of_the_story() -> None:
    events = [
        event("عام 2003", "2003", 1)._replace(resolved_from="absolute"),
        event("السبت", "2024-03-02", 2),
        event("هذا العام", "2024", 2),
    ]
    assert [when.text for when in box.when(events, MATTER)] == ["السبت", "هذا العام", "عام 2003"]
    assert box.when([events[0]._replace(sentence=9)], {**MATTER, 9: 0.2}) == ()


def test_numbers_begin_with_the_dead() -> None:
    numbers = [
        number("الأولى", 1, 0, kind="ordinal"),
        number("المادة 5", 5, 0, kind="nominal"),
        number("40 سيارة", 40, 0, noun="سيارة"),
        number("20 جريحا", 20, 2, noun="جريحا", casualty="injured"),
        number("5 قتلى", 5, 1, noun="قتلى", casualty="killed"),
        number("خمسة قتلى", 5, 3, noun="قتلى", casualty="killed"),
        number("7", 7, 9),
    ]
    assert [amount.text for amount in box.amounts(numbers, MATTER)] == ["5 قتلى", "20 جريحا", "40 سيارة"]


def test_numbers_told_in_passing_are_left_out() -> None:
    numbers = [
        number("ثمانية أطفال", 8, 0, noun="أطفال", casualty="killed"),
        number("ثمانية أطفال", 8, 1, noun="أطفال"),
        number("صفحة واحدة", 1, 0, noun="صفحة"),
        number("مباراتين", 2, 3, noun="مباراتين"),
        number("الدول الخمس", 5, 3, noun="الدول"),
        number("300 سفينة", 300, 3, noun="سفينة"),
    ]
    assert [amount.text for amount in box.amounts(numbers, MATTER)] == ["ثمانية أطفال", "300 سفينة"]


def test_a_box_has_five_of_each() -> None:
    numbers = [number(f"{n} سفن", n, 0, noun="سفن") for n in range(3, 11)]
    assert len(box.amounts(numbers, MATTER)) == 5


def document(name: str, text: str, title: str | None = None, date: str | None = None, **box: Any) -> Document:
    _, summary = summary_of(text, Length(ratio=1), title)
    return Document("summarize", name, name, title, date, None, (Warning("w", "said"),), None, summary._replace(**box))


BRIDGE = (
    "انهار جسر الوادي القديم في سمارا فوق قطار للركاب وقتل سبعة أشخاص.\n"
    "وقالت الشرطة إن القطار كان متجها إلى الميناء.\nوأضافت أن السائق نجا.\nوأمرت الوزيرة بفتح تحقيق."
)
BRIDGE_AGAIN = (
    "قتل سبعة أشخاص في انهيار جسر الوادي القديم في سمارا فوق قطار للركاب بحسب الإسعاف.\n"
    "وتبرع مئات من سكان المدينة بالدم في المشفى المركزي.\nويعود بناء الجسر إلى عام 1890."
)


def test_a_merged_summary_says_nothing_twice_and_keeps_its_sources() -> None:
    whole = merged([document("one", BRIDGE, "انهيار جسر"), document("two", BRIDGE_AGAIN, "انهيار جسر في سمارا")], Length(sentences=4))
    assert (whole.id, whole.source, whole.title, whole.date) == ("-", "-", None, None)
    assert isinstance(whole.facts, Summary) and whole.ids is not None
    texts = [sentence.text for sentence in whole.facts.sentences]
    assert len(texts) == len(whole.ids) == 4
    assert sum("جسر الوادي" in text for text in texts) == 1
    assert {name for name, text in zip(whole.ids, texts, strict=True) if text not in BRIDGE} == {"two"}
    assert [sentence.score for sentence in whole.facts.sentences].count(1.0) == 1
    assert whole.facts.headline in ("انهيار جسر", "انهيار جسر في سمارا")
    assert [warning.message for warning in whole.warnings] == ["one: said", "two: said"]


def test_a_merged_summary_goes_by_the_day() -> None:
    late, early = document("late", BRIDGE, date="2024-03-06"), document("early", BRIDGE_AGAIN, date="2024-03-05")
    assert merged([late, early], Length(sentences=5)).ids == tuple(sorted(merged([late, early], Length(sentences=5)).ids or ()))


def test_lengths_of_a_merged_summary() -> None:
    both = [document("one", BRIDGE), document("two", BRIDGE_AGAIN)]
    whole = merged(both, Length(words=25)).facts
    assert isinstance(whole, Summary) and whole.sentences
    assert sum(len(sentence.text.split()) for sentence in whole.sentences) <= 25
    half = merged(both, Length(ratio=0.5)).facts
    assert isinstance(half, Summary) and len(half.sentences) == Length(ratio=0.5).of(7)
    twice = merged([both[0], both[0]], Length(ratio=1)).facts
    assert isinstance(twice, Summary) and len(twice.sentences) == 4


def test_the_box_of_a_merged_summary_has_what_most_have() -> None:
    days = (When("الأحد", "2024-03-03"),), (When("أمس", "2024-03-03"), When("اليوم", "2024-03-04"))
    one = document("one", BRIDGE, who=("ليلى الحداد", "عابر"), when=days[0])
    two = document("two", BRIDGE_AGAIN, who=("الحداد", "شركة الميناء"), when=days[1])
    box_of_all = merged([one, two], Length()).facts
    assert isinstance(box_of_all, Summary)
    assert box_of_all.who[0] == "ليلى الحداد" and "الحداد" not in box_of_all.who
    assert box_of_all.when == (When("الأحد", "2024-03-03"), When("اليوم", "2024-03-04"))


def test_nothing_merges_to_an_empty_summary() -> None:
    whole = merged([], Length())
    assert whole.facts == Summary(None, ()) and whole.ids == ()


def test_merged_through_the_command() -> None:
    lines = [json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in (("a", BRIDGE), ("b", BRIDGE_AGAIN))]
    stdin = "\n".join((*lines, "{", "")).encode()
    finished = run("summarize", "--merge", "-j", "2", stdin=stdin)
    (record,) = finished.records
    assert finished.status == 1 and (record["id"], record["command"]) == ("-", "summarize")
    assert all(list(sentence)[-1] == "id" and sentence["id"] in "ab" for sentence in record["summary"]["sentences"])
    texts = {"a": BRIDGE, "b": BRIDGE_AGAIN}
    assert all(texts[s["id"]][s["start"] : s["end"]] == s["text"] for s in record["summary"]["sentences"])
    assert list(jsonschema.Draft202012Validator(schema("summarize")).iter_errors(record)) == []
    rows = run("summarize", "--merge", "-f", "csv", stdin=stdin).text.splitlines()
    assert {row.split(",")[0] for row in rows} == {"id", "a", "b"}
    assert "[" not in run("summarize", "--merge", "-f", "table", stdin=stdin).text
    assert run("summarize", "--merge", "--with-text", stdin=stdin).status == 2
