"""Entities: the examples, offsets, linking, the compiled lists and a small training run."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from process import run

from newsfacts.entities import extract
from newsfacts.entities.build import kept
from newsfacts.entities.lists import Lists, lists, readings
from newsfacts.entities.translit import alike, skeleton
from newsfacts.facts import Entity
from newsfacts.parsing import Article
from newsfacts.reading.source import Source
from newsfacts.text.fold import key

EXAMPLES = [json.loads(line) for line in (Path(__file__).parent / "examples" / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
TYPES = {"PER", "LOC", "ORG", "MISC"}


def entities(text: str, title: str | None = None) -> list[Entity]:
    found = extract(Article(Source(text, title=title, kind="jsonl")))
    for entity in found:
        assert entity.type in TYPES
        assert entity.count == len(entity.mentions) > 0
        assert entity.name not in entity.aliases
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text != ""
    mentions = sorted((mention.start, mention.end) for entity in found for mention in entity.mentions)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(mentions))
    assert [entity.mentions[0].start for entity in found] == sorted(entity.mentions[0].start for entity in found)
    return found


def _matches(entity: Entity, wanted: dict[str, object]) -> bool:
    for field, value in wanted.items():
        if field == "mentions":
            assert isinstance(value, list)
            if [mention.text for mention in entity.mentions] != value:
                return False
        elif field in ("aliases", "roles"):
            assert isinstance(value, list)
            if not set(value) <= set(getattr(entity, field)):
                return False
        elif getattr(entity, field) != value:
            return False
    return True


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else [], id=case["label"])
        for case in EXAMPLES
    ],
)
def test_example(case: dict[str, object]) -> None:
    text = case["text"]
    assert isinstance(text, str)
    found = entities(text)
    expected = case["expect"]
    assert isinstance(expected, list)
    for wanted in expected:
        assert any(_matches(entity, wanted) for entity in found), (wanted, found)
    absent = case.get("absent", [])
    assert isinstance(absent, list)
    surfaces = {mention.text for entity in found for mention in entity.mentions}
    assert not surfaces & set(absent)
    if not expected and not absent:
        assert not found


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from('ابتلوفكهيةىأإءؤسنمرقعحجدشر ـًّ"«»()،.:#_-/123ABab\n\u200f'), max_size=200))
def test_any_text(text: str) -> None:
    entities(text)


def test_long_hostile_text_is_linear() -> None:
    for piece in ("وزارة ", '"', "(", "#_", "بن ", "الرئيس ", "محمد بن ", "United "):
        entities(piece * 3000)


def test_compiled_lists_are_those_of_the_tables() -> None:
    fresh = kept.compile_lists()
    stored = Lists()._kept
    assert sorted(fresh.items()) == sorted(stored.items()), "run `make gazetteers`"


def test_lists_know_their_names() -> None:
    assert any(record.country == "SY" for record in (*lists().kept(key("حلب")), *lists().listed(key("حلب"))))
    assert lists().frequency(key("في")) > lists().frequency(key("حلب")) > 0


def test_readings() -> None:
    assert readings(key("وللأمم")) == ((0, "وللامم"), (1, "للامم"), (2, "لامم"), (2, "الامم"))
    assert [stem for _, stem in readings(key("بوتين"))] == ["بوتين", "وتين"]


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [("Putin", "بوتين"), ("Shoigu", "شويغو"), ("Vladimir", "فلاديمير"), ("Sergei", "سيرغي"), ("Hollande", "هولاند"), ("Macron", "ماكرون")],
)
def test_one_name_in_two_scripts(latin: str, arabic: str) -> None:
    assert alike(latin, arabic)
    assert skeleton(latin) == skeleton(arabic)


def test_names_that_only_look_alike() -> None:
    assert not alike("Merkel", "ماكرون")
    assert not alike("Trump", "بوتين")


def test_features_of_a_neighbour_are_all_that_a_word_has_of_their_kinds() -> None:
    """In reading, all features of a word are looked up at every offset, also those that were learned of the word alone."""
    from newsfacts.entities.build import sums
    from newsfacts.entities.features import word_features

    kinds: list[set[str]] = [set(), set(), set()]
    for word in itertools.islice(sums.words(), 0, None, 11):
        for level, names in enumerate(word_features(word)):
            kinds[level] |= {name.split("=")[0] for name in names}
    for word in itertools.islice(sums.words(), 0, None, 11):
        own, near, far = word_features(word)
        assert set(far) <= set(near) <= set(own)
        for level, names in ((1, near), (2, far)):
            assert {name for name in own if name.split("=")[0] in kinds[level]} == set(names)


def test_tagger_file_round_trip(tmp_path: Path) -> None:
    """Weights written in the compact form come back, and Viterbi finds the better of two paths."""
    from newsfacts.entities.tagger import Tagger, write_model

    path = str(tmp_path / "model")
    write_model(path, ("O", "B-PER", "I-PER"), {("0|w=زيد", "B-PER"): 4.0, ("0|w=هنا", "O"): 5.0}, {("O", "I-PER"): -5.0})
    assert Tagger(path).tag([key("زيد"), key("هنا")], ["زيد", "هنا"], 0, 2) == ["B-PER", "O"]


def test_short_ways_of_the_tagger_change_nothing() -> None:
    """What the score that a name needs excludes, Viterbi over the whole row excludes too."""
    import random

    from newsfacts.entities.tagger import tagger

    model, chance = tagger(), random.Random(4)
    for spread in (200, 400, 700):
        for _ in range(400):
            rows = [[chance.randint(-spread, spread) for _ in model.labels[1:]] for _ in range(chance.randint(1, 9))]
            scores = [0, *(sum(value << 16 * label for label, value in enumerate(row, 1)) for row in rows), 0]
            assert model.decode(scores) == model.best(scores)


def test_training_in_small(tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    from newsfacts.entities import train
    from newsfacts.entities.tagger import Tagger

    lines = ["قال O\nزيد B-PER\nعمران I-PER\nإن O\nالعمل O\nتم O\n. O\n", "زار O\nزيد B-PER\nعمران I-PER\nبلدة O\nكفرنور B-LOC\n. O\n"] * 8
    for part in ("own.train.conll", "own.dev.conll"):
        (tmp_path / part).write_text("\n".join(lines), encoding="utf-8")
    out = str(tmp_path / "tagger.model")
    assert train.main(["--data", str(tmp_path), "--parts", "own:1", "--out", out, "--epochs", "30"]) == 0
    assert train.measure(tmp_path / "own.dev.conll", Tagger(out)) == 100.0


CAPTION = """مناورات مشتركة في المتوسط

Russian President Vladimir Putin and Defense Minister Sergei Shoigu at a drill near Moscow, Russia.
Putin spoke to officers. EPA/IVAN PETROV/SPUTNIK
أعلن الكرملين أن الرئيس الروسي فلاديمير بوتين أمر البحرية الروسية بالتنسيق مع فرنسا في البحر المتوسط. وقال بوتين إن ذلك يخدم سوريا.

وأوضح وزير الدفاع الروسي سيرغي شويغو أن طائرات ضربت مواقع لتنظيم الدولة الإسلامية في مدينتي الرقة ودير الزور.
وأضاف شويغو أن مواقع لتنظيم الدولة في حلب وإدلب ضربت أيضا.

وقالت الرئاسة الفرنسية إن الرئيس فرانسوا هولاند سيزور موسكو، وأكدت وزارة الدفاع الفرنسية أن حاملة الطائرات شارل ديغول أبحرت.

وذكرت وزارة الدفاع الروسية أن قادة الجيش الروسي أبلغوا بوتين بالنتائج. وكانت طائرات أقلعت من الأردن بعد هجمات باريس وتفجير سيناء.
"""


def test_who_where_and_which_of_a_war_report() -> None:
    """What a reader would list of an article with a caption in English, and nothing else; each ministry is its own country's."""
    found = entities(CAPTION)
    by_name = {entity.name: entity for entity in found}
    listed = {
        "PER": {"فلاديمير بوتين", "سيرغي شويغو", "فرانسوا هولاند"},
        "LOC": {"Russia", "موسكو", "فرنسا", "البحر المتوسط", "سوريا", "الرقة", "دير الزور", "حلب", "إدلب", "الأردن", "باريس", "سيناء"},
        "ORG": {
            "الكرملين",
            "البحرية الروسية",
            "تنظيم الدولة الإسلامية",
            "الرئاسة الفرنسية",
            "وزارة الدفاع الفرنسية",
            "وزارة الدفاع الروسية",
            "الجيش الروسي",
            "EPA",
            "SPUTNIK",
        },
        "MISC": {"شارل ديغول"},
    }
    assert {kind: {entity.name for entity in found if entity.type == kind} for kind in listed} == listed
    assert by_name["فلاديمير بوتين"].roles == ("الرئيس الروسي",)
    assert {"Vladimir Putin", "Putin", "بوتين"} <= set(by_name["فلاديمير بوتين"].aliases)
    assert by_name["سيرغي شويغو"].roles == ("وزير الدفاع الروسي",)
    assert "Sergei Shoigu" in by_name["سيرغي شويغو"].aliases
    assert by_name["تنظيم الدولة الإسلامية"].count == 2
    assert by_name["موسكو"].aliases == ("Moscow",)


ARTICLE = "زار الرئيس الفرنسي إيمانويل ماكرون بيروت. وقال ماكرون في بيروت إن فرنسا تدعم الأمم المتحدة.".encode()


def _names(*options: str) -> list[str]:
    done = run("entities", "-f", "json", "-i", "text", *options, stdin=ARTICLE)
    assert done.status == 0, done
    return [entity["name"] for entity in done.records[0]["entities"]]


def test_entities_of_a_type() -> None:
    assert _names("--type", "PER") == ["إيمانويل ماكرون"]
    assert _names("--type", "per,ORG") == ["إيمانويل ماكرون", "الأمم المتحدة"]
    assert _names("--type", "PER", "--type", "ORG") == ["إيمانويل ماكرون", "الأمم المتحدة"]
    assert _names("--type", "MISC") == []
    assert len(_names()) == 4


def test_entities_explained() -> None:
    """Which list or rule named a record, what the tagger went by, what joins the other forms: with the records that are asked for."""
    text = "قالت نجلاء صبري إن العمل تم. وزار فلاديمير بوتين القاعدة، وشكر بوتين الضباط. وحضر وفد الهيئة العامة للغذاء والدواء."
    done = run("entities", "--explain", "-f", "json", "-i", "text", stdin=text.encode())
    assert done.status == 0, done
    rules = {entity["name"]: entity["rule"] for entity in done.records[0]["entities"]}
    assert list(done.records[0]["entities"][0])[-1] == "rule"
    assert rules["فلاديمير بوتين"]["name"] == "kept list"
    assert rules["فلاديمير بوتين"]["leans_on"] == [
        "kept list people: فلاديمير بوتين",
        "1 more: kept list",
        "«بوتين»: a name of the same row of the kept list",
    ]
    tagged = next(rule for rule in rules["نجلاء صبري"]["leans_on"] if rule.startswith("tagger: "))
    assert tagged.startswith("tagger: B-PER by ")
    assert len(rules) == 3
    only = run("entities", "--explain", "--type", "PER", "-f", "json", "-i", "text", stdin=text.encode())
    assert [entity["rule"] for entity in only.records[0]["entities"]] == [rules["نجلاء صبري"], rules["فلاديمير بوتين"]]


def test_entities_named_often() -> None:
    assert _names("--min-count", "2") == ["إيمانويل ماكرون", "بيروت"]
    assert _names("--min-count", "2", "--type", "LOC") == ["بيروت"]


@pytest.mark.parametrize("options", [("--type", "CITY"), ("--type", "PER,"), ("--min-count", "0")])
def test_entities_wrong_options(options: tuple[str, str]) -> None:
    done = run("entities", *options, stdin=ARTICLE)
    assert done.status == 2
    assert done.out == b""
    if options[0] == "--type":
        assert len(done.messages) == 1
        assert "PER, LOC, ORG, MISC" in done.messages[0]


def test_stored_sums_are_those_of_the_weights() -> None:
    """`tagger.words` says what the model, the lists and the tables say: else it is of other ones, and `make gazetteers` is due."""
    from newsfacts.entities.build import sums
    from newsfacts.entities.tagger import Tagger, tagger

    fresh, stored = Tagger(), tagger()
    for word in itertools.islice(sums.words(), 0, None, 7):
        assert stored._word(word) == fresh.weigh_word(word), word
