"""Quotations: the examples, offsets, time on hostile texts, the tables, and real processes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from time import process_time
from typing import Any

import jsonschema
import pytest
from cases import cases
from hypothesis import given
from hypothesis import strategies as st
from process import ROOT, SAMPLES, run, shell

from newsfacts.analysis import Analysis
from newsfacts.facts import Quote
from newsfacts.output.schema import schema
from newsfacts.quotes.cues import cues, endings, frames
from newsfacts.reading.source import Source
from newsfacts.text.fold import key
from newsfacts.text.lexicon import table

ARTICLE = SAMPLES / "02-war-air-strikes.txt"
CLASSES = {"neutral", "confirms", "denies", "warns", "claims"}


def quotes(text: str) -> Sequence[Quote]:
    found = Analysis(Source(text, kind="jsonl")).quotes
    for quote in found:
        assert text[quote.start : quote.end] == quote.text
        for part in (quote.cue, quote.speaker):
            assert part is None or part.start is None or text[part.start : part.end] == part.text
    assert [quote.start for quote in found] == sorted(quote.start for quote in found)
    return found


def _told(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.text,
        "kind": quote.kind,
        "cue": quote.cue.text if quote.cue else None,
        "class": quote.cue.stance if quote.cue else None,
        "speaker": quote.speaker.text if quote.speaker else None,
        "name": quote.speaker.name if quote.speaker else None,
    }


@pytest.mark.parametrize("case", cases("quotes"))
def test_examples(case: dict[str, Any]) -> None:
    found = [_told(quote) for quote in quotes(case["text"])]
    wanted = case.get("expect", [])
    assert [{field: told[field] for field in want} for told, want in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted), found


PIECES = (
    *('"', '" ', "« ", "«كلمة ", "“كلمة ”", "قال ", "قال إن ", "وقال إن ذلك ", "مؤكدا أن هذا ", "بحسب مصدر ", "حدث أمر، بحسب مصدر، "),
    *('وقال: "كلام طويل جدا هنا هنا". ', "قال فلان إن الوزير قال إن ", "وقال الوزير إن ذلك صحيح. ", "قال، ", "كما قال الوزير، "),
    *('قال "كلام طويل جدا هنا هنا"، و', 'قال "كلام\n', "الذي قال إن ", "نقلت عن ", "لكن قال أن ، ", "قال (", "الوزير: "),
)
WORDS = r"قال وقال الوزير إن أن \" « » “ ” : ، . مؤكدا بحسب مصدر كذا وكذا نقلت عن قوله كما لكن ( ) - و هذا ما".replace("\\", "")


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_text_alone(piece: str) -> None:
    """Twice as often takes twice as long: no mark left open and no verb without end makes a rule look through the text again and again."""

    def seconds(times: int) -> float:
        analysis = Analysis(Source(piece * times, kind="jsonl"))
        analysis.__dict__["entities"] = ()  # another room's time
        assert analysis.article.tokens
        assert analysis.article.sentences is not None
        begun = process_time()
        assert analysis.quotes is not None
        return process_time() - begun

    seconds(10)  # tables are read
    small, large = seconds(1000), seconds(8000)
    assert large < 20 * small + 0.2


def test_a_hundred_thousand_marks() -> None:
    begun = process_time()
    assert quotes('وقال الوزير إن "' + '"' * 100_000) is not None
    assert process_time() - begun < 20


@given(st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=60))
def test_whatever_is_said_is_where_it_says(words: list[str]) -> None:
    quotes(" ".join(words))


def test_the_tables_are_whole() -> None:
    rows = table("quotes/verbs")
    assert {row["class"] for row in rows} == CLASSES
    assert {take for row in rows for take in row["takes"].split(",")} <= {
        *("that", "quote", "colon", "as", "relay", "learn", "document", "topic")
    }
    assert {cue.form for cue in cues().values()} == {"verb", "participle", "masdar"}
    assert cues()[key("قالت")].gender == "f"
    assert cues()[key("مؤكدين")].gender == "p"
    assert {frame.of for those in frames().values() for _, frame in those} == {"source", "any", "verb", "verb after marks"}
    assert endings()


def test_every_use_of_words_is_asked_for() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "newsfacts" / "quotes").glob("*.py"))
    uses = [row["use"] for row in table("quotes/words")]
    assert len(uses) == len(set(uses))
    assert [use for use in uses if f'"{use}"' not in sources] == []
    assert {use for use in re.findall(r'words\("([^"]+)"', sources) if use not in uses} == set()


def test_the_command() -> None:
    finished = run("quotes", ARTICLE)
    assert (finished.status, finished.messages) == (0, [])
    (record,) = finished.records
    assert list(record)[-1] == "quotes"
    assert jsonschema.Draft202012Validator(schema("quotes")).is_valid(record)
    for quote in record["quotes"]:
        assert list(quote) == ["text", "start", "end", "kind", "cue", "speaker", "sentence"]
        assert list(quote["cue"]) == ["text", "start", "end", "class"]
        assert quote["cue"]["class"] in CLASSES
        assert quote["speaker"] is None or list(quote["speaker"]) == ["text", "start", "end", "name"]


def test_explain_names_rule_and_speaker() -> None:
    (record,) = run("quotes", "--explain", ARTICLE).records
    rules = [quote["rule"] for quote in record["quotes"]]
    assert all(list(rule) == ["name", "leans_on"] for rule in rules)
    assert {"name": "verb, that", "leans_on": ["speaker: after the verb"]} in rules
    assert jsonschema.Draft202012Validator(schema("quotes")).is_valid(record)


def test_facts_are_what_each_command_says() -> None:
    (record,) = run("facts", ARTICLE).records
    assert list(record)[-5:] == ["summary", "entities", "numbers", "timeline", "quotes"]
    for command, key_ in (("summarize", "summary"), ("entities",) * 2, ("numbers",) * 2, ("timeline",) * 2, ("quotes",) * 2):
        (alone,) = run(command, ARTICLE).records
        assert record[key_] == alone[key_], command
    (timeline,) = run("timeline", ARTICLE).records
    assert record["warnings"] == timeline["warnings"]


def test_facts_take_the_length_of_the_summary() -> None:
    (record,) = run("facts", "--sentences", "1", ARTICLE).records
    assert len(record["summary"]["sentences"]) == 1
    assert run("facts", "--sentences", "1", "--words", "9", ARTICLE).status == 2


def test_who_denies_in_a_pipe() -> None:
    article = "ونفى سالم الهاشمي أن يكون السد قد تصدع. وقال مصدر إن السد آمن.\n"
    finished = shell("newsfacts quotes | jq -r '.quotes[] | select(.cue.class==\"denies\") | .speaker.name'", stdin=article.encode())
    assert (finished.status, finished.text) == (0, "سالم الهاشمي\n")


@pytest.mark.parametrize("form", ["table", "csv", "tsv"])
@pytest.mark.parametrize("command", ["quotes", "facts"])
def test_other_formats(command: str, form: str) -> None:
    finished = run(command, "-f", form, ARTICLE)
    assert (finished.status, finished.messages) == (0, [])
    (record,) = run("quotes", ARTICLE).records
    first = record["quotes"][0]
    assert all(word in finished.text for word in first["text"].split()[:3])


def test_many_documents_in_two_processes() -> None:
    paths = sorted(SAMPLES.glob("0*.txt"))
    alone, together = run("facts", *paths), run("facts", "-j", "2", *paths)
    assert (alone.status, alone.out) == (0, together.out)
    assert [json.loads(line)["command"] for line in alone.text.splitlines()] == ["facts"] * len(paths)
