"""The timeline: expressions of time, their places on the calendar, events."""

from __future__ import annotations

import datetime as dt
from typing import Any

import jsonschema
import pytest
from cases import EXAMPLES, cases
from hypothesis import given
from hypothesis import strategies as st
from process import run

from newsfacts import numerals
from newsfacts.calendars import gregorian
from newsfacts.facts import Document, Entity, Event, Mention, Warning
from newsfacts.output.schema import schema
from newsfacts.parsing import Article
from newsfacts.reading.source import Source
from newsfacts.timeline import explain, expressions, extract
from newsfacts.timeline.merging import merged, tellings
from newsfacts.timeline.selection import Selection

REFERENCE = dt.date(2024, 3, 5)
FIELDS = {"from": "first", "to": "last"}


def timeline_of(text: str, date: dt.date | None = REFERENCE, entities: tuple[Entity, ...] = ()) -> tuple[list[Event], list[Warning]]:
    article = Article(Source(text, kind="jsonl"), date)
    events, warnings = extract(article, expressions(article, numerals.find(article)), entities)
    check(article, events)
    return events, warnings


def check(article: Article, events: list[Event]) -> None:
    """What holds for every event of every text."""
    for event in events:
        assert article.text[event.start : event.end] == event.text != ""
        assert article.text[event.event_start : event.event_end] == event.event
        if article.blocks[_block_of(article, event.start)].kind not in ("title", "caption"):
            assert event.event_start <= event.start and event.end <= event.event_end
        assert (event.first is None) == (event.last is None)
        if event.first is not None and event.last is not None:
            dt.date.fromisoformat(event.first), dt.date.fromisoformat(event.last)
            assert event.first <= event.last or event.conflict
            assert event.value
        assert event.kind in ("date", "time", "duration")
        assert event.calendar in ("gregorian", "hijri")
        assert event.resolved_from in ("absolute", "reference", "context", None)
    placed = [(event.first, event.last, event.start) for event in events if event.first is not None]
    assert placed == sorted(placed)
    assert all(event.first is None for event in events[len(placed) :])


def _block_of(article: Article, start: int) -> int:
    ends = [article.span(block.start, block.end).end for block in article.blocks]
    return next((place for place, end in enumerate(ends) if start < end), len(ends) - 1)


@pytest.mark.parametrize("case", cases("timeline"))
def test_examples(case: dict[str, Any]) -> None:
    date = dt.date.fromisoformat(case["date"]) if "date" in case else None
    events, warnings = timeline_of(case["text"], date)
    if date is not None:
        events.sort(key=lambda event: event.start)
    pairs = zip(events, case["expect"], strict=False)
    found = [{name: getattr(event, FIELDS.get(name, name)) for name in wanted} for event, wanted in pairs]
    assert found == case["expect"]
    assert len(events) == len(case["expect"]), [event.text for event in events]
    if "warnings" in case:
        assert [warning.code for warning in warnings] == case["warnings"]


def test_an_event_is_the_reported_clause() -> None:
    text = (
        "وقال المتحدث باسم البلدية في بيان صدر عن مكتبه إن فرق الصيانة أعادت التيار إلى الأحياء الغربية فجر الأحد، "
        "فيما تواصل فرق أخرى عملها في الأحياء الشرقية من المدينة منذ مساء السبت."
    )
    first, second = (event.event for event in timeline_of(text)[0])
    assert first == "فيما تواصل فرق أخرى عملها في الأحياء الشرقية من المدينة منذ مساء السبت"
    assert second == "فرق الصيانة أعادت التيار إلى الأحياء الغربية فجر الأحد"


def test_what_only_ties_a_clause_to_the_one_before_is_no_part_of_it() -> None:
    assert timeline_of("وقد غرقت السفينة الأحد.")[0][0].event == "غرقت السفينة الأحد"


def test_a_title_is_told_by_the_body() -> None:
    text = "المجلس يقر ميزانية الميناء الجديد الأحد\n\nأقر المجلس البلدي الأحد ميزانية الميناء الجديد بإجماع أعضائه الحاضرين كلهم."
    article = Article(Source(text), REFERENCE)
    events, _ = extract(article, expressions(article, numerals.find(article)), ())
    assert article.blocks[0].kind == "title"
    assert len({(event.event, event.event_start) for event in events}) == 1 and len(events) == 2
    assert events[0].event.startswith("أقر المجلس") and article.text[events[0].start : events[0].end] == "الأحد"


def test_events_that_share_names_are_not_one() -> None:
    text = "هاجمت البحرية السمارية مرفأ الواحة الأحد. وقصف الطيران السماري مستودعا قرب مرفأ الواحة الأحد."
    events, _ = timeline_of(text)
    assert tellings(events) == [[0], [1]]


def test_a_sentence_without_end_gives_short_events() -> None:
    events, _ = timeline_of("وقع الحادث في 5 مايو 2020 و" * 400)
    assert max(len(event.event) for event in events) < 1500


def test_a_time_in_the_reporting_frame_keeps_what_is_reported() -> None:
    text = "وقال المتحدث باسم البلدية في بيان صدر الأحد عن مكتبه إن فرق الصيانة أعادت التيار إلى الأحياء الغربية من المدينة القديمة."
    assert timeline_of(text)[0][0].event == text[:-1]


def test_entities_of_an_event_are_those_named_in_it() -> None:
    text = "زار الوزير مدينة الميناء الأحد."
    at = text.index("مدينة الميناء")
    inside = Entity("مدينة الميناء", "LOC", "city", (), (), None, 1, (Mention("مدينة الميناء", at, at + 13, 0),))
    outside = Entity("سمارا", "LOC", "country", (), (), None, 1, (Mention("سمارا", 500, 505, 3),))
    assert timeline_of(text, entities=(inside, outside))[0][0].entities == ("مدينة الميناء",)


def test_a_conflict_is_a_warning_with_its_place() -> None:
    text = "وقع الاتفاق الاثنين 17 نوفمبر 2015."
    events, warnings = timeline_of(text)
    assert [(warning.code, warning.start, warning.end) for warning in warnings] == [("date_conflict", events[0].start, events[0].end)]


def test_lengths_of_time_stay_numbers() -> None:
    article = Article(Source("سقط المطر في الـ48 ساعة الماضية، وقبل ثلاثة أيام، وفي 5 مايو 2020.", kind="jsonl"), REFERENCE)
    consumed = [article.folded[start:end] for match in expressions(article, numerals.find(article)) for start, end in match.consumed]
    assert consumed == ["5 مايو 2020"]


def test_figures_of_names_are_consumed_but_not_listed() -> None:
    article = Article(Source("انهار جسر 6 أكتوبر.", kind="jsonl"), REFERENCE)
    (match,) = expressions(article, numerals.find(article))
    assert not match.listed and match.consumed
    assert extract(article, [match], ()) == ([], [])


_PIECES = st.sampled_from((*(EXAMPLES / "timeline_pieces.txt").read_text(encoding="utf-8").split(), "\n", "\u00a0"))
_DAYS = st.sampled_from((REFERENCE, dt.date.min, dt.date.max, dt.date(1582, 10, 10), dt.date(2076, 12, 31), None))


@given(st.lists(_PIECES, max_size=30), _DAYS)
def test_no_text_breaks_it(pieces: list[str], date: dt.date | None) -> None:
    timeline_of(" ".join(pieces), date)
    timeline_of("".join(pieces), date)


@pytest.mark.parametrize(
    "text",
    [
        "1/" * 4000,
        "5 و" * 3000 + "6 مايو",
        "الثلاثاء " * 3000,
        "قبل سنة و" * 2000,
        "في عام " + "9" * 10000,
        "من 5 إلى " * 2000,
        "12:" * 3000,
        "أكتوبر/تشرين الأول/" * 1500,
        "منتصف ليل " * 2000,
        "بعد يوم من " * 3000,
        "الساعة 5 و10 دقائق يوميا " * 1500,
        "من الأحد إلى الخميس " * 1500,
        "الثلاثاء 7 و" * 2000 + "الأربعاء 8 مايو",
        "قبل 99999 سنة وبعد 99999 قرن وخلال 99999 عقود المقبلة",
    ],
    ids=range(14),
)
def test_hostile_texts(text: str) -> None:
    timeline_of(text)


@given(st.dates(), st.integers(-200_000, 200_000))
def test_arithmetic_stays_in_range(date: dt.date, count: int) -> None:
    day, month = gregorian.add_days(date, count * 40), gregorian.add_months(date, count)
    assert day is None or (day - date).days == count * 40
    assert month is None or month.day <= date.day


def test_a_rule_says_what_it_leaned_on() -> None:
    article = Article(Source("سيزور الوزير الميناء الخميس. وفي اليوم التالي يعود. وقع ذلك في 5 مايو 2020.", kind="jsonl"), REFERENCE)
    matches = expressions(article, numerals.find(article))
    events = extract(article, matches, ())[0]
    told = {event.text: rule for event, rule in zip(events, explain(article, matches), strict=True)}
    assert told["الخميس"] == ("weekday", ("reference date 2024-03-05", "«سيزور» points ahead"))
    assert told["اليوم التالي"] == ("relative_day", ("earlier date 2024-03-07",))
    assert told["5 مايو 2020"] == ("month_date", ())


DAYS = {"first": dt.date(2024, 3, 2), "last": dt.date(2024, 3, 4)}


@pytest.mark.parametrize(
    ("days", "kept"),
    [
        ({}, ["العام الماضي", "الأسبوع الماضي", "الأحد", "الثلاثاء"]),
        (DAYS, ["الأسبوع الماضي", "الأحد"]),
        ({"first": dt.date(2024, 3, 4)}, ["الثلاثاء"]),
        ({"last": dt.date(2024, 2, 26)}, ["العام الماضي", "الأسبوع الماضي"]),
    ],
)
def test_events_of_some_days(days: dict[str, dt.date], kept: list[str]) -> None:
    events, _ = timeline_of("فتح المعبر الثلاثاء بعد أن أغلق الأحد، وكان أغلق مرتين الأسبوع الماضي وثلاثا العام الماضي.")
    selection = Selection(days.get("first"), days.get("last"))
    assert [event.text for event in events if selection.keeps(event, None)] == kept


def test_events_without_a_place_are_of_no_day() -> None:
    events, _ = timeline_of("أغلق المعبر الأحد.", date=None)
    assert [Selection().keeps(event, None) for event in events] == [True]
    assert [Selection(first=dt.date.min).keeps(event, None) for event in events] == [False]


@pytest.mark.parametrize(("name", "wanted"), [("أحمد  الحدّاد", True), ("الحداد", True), ("AHMAD", True), ("حداد", False)])
def test_an_entity_is_meant_by_name_or_alias(name: str, wanted: bool) -> None:
    entity = Entity("أحمد الحداد", "PER", None, ("الحداد", "Ahmad"), (), None, 1, ())
    assert bool(Selection(entity=name).names([entity])) == wanted


def _document(name: str, text: str) -> Document:
    events, warnings = timeline_of(text)
    return Document("timeline", name, name, None, None, None, tuple(warnings), None, tuple(events))


def test_merging_brings_the_tellings_of_an_event_together() -> None:
    one = _document("one", "انهار جسر الوادي القديم فوق قطار للركاب الأحد. وأقر مجلس المدينة ميزانية العام الجديد الأحد.")
    two = _document("two", "أقر مجلس المدينة ميزانية السنة المقبلة مساء الأحد بالإجماع. وكان جسر الوادي القديم انهار الأحد فوق قطار.")
    whole = merged([one, two])
    assert (whole.id, whole.source, whole.title, whole.date) == ("-", "-", None, None)
    told = [(name, event) for name, event in zip(whole.ids or (), whole.facts, strict=True) if isinstance(event, Event)]
    days = [event.first or "" for _, event in told]
    assert days == sorted(days)
    assert [name for name, event in told if "جسر" in event.event] == ["one", "two"]
    places = [place for place, (_, event) in enumerate(told) if "جسر" in event.event]
    assert places[1] == places[0] + 1, [event.event for _, event in told]


def test_merging_names_the_document_of_a_warning() -> None:
    whole = merged([_document("one", "وقع الاتفاق الاثنين 17 نوفمبر 2015.")])
    assert [warning.message.startswith("one: ") for warning in whole.warnings] == [True]


def test_nothing_merges_to_nothing() -> None:
    assert merged([]).facts == () and merged([]).ids == ()


def test_many_events_of_one_day_are_merged_in_linear_time() -> None:
    (event,) = timeline_of("انهار جسر الوادي القديم فوق قطار للركاب الأحد.")[0]
    events = [event._replace(event=f"{event.event} {number % 700} {number}") for number in range(20_000)]
    groups = tellings(events)
    assert sorted(place for group in groups for place in group) == list(range(20_000))


def _calls(*arguments: str, stdin: str) -> Any:
    return run("timeline", *arguments, stdin=stdin.encode())


ARTICLES = (
    '{"id": "a", "date": "2024-03-05", "text": "أغلق محافظ البنك المركزي السوق الأحد."}\n'
    '{"id": "b", "date": "2024-03-04", "text": "فتحت السوق اليوم."}\n'
    '{"id": "c", "text": "أمس"}\n'
)


def test_merged_through_the_command() -> None:
    finished = _calls("--merge", "--explain", "-j", "2", stdin=ARTICLES + "{\n")
    (record,) = finished.records
    assert finished.status == 1 and finished.messages[0].startswith("newsfacts: -:4:")
    assert [(event["from"], event["id"]) for event in record["timeline"]] == [("2024-03-03", "a"), ("2024-03-04", "b"), (None, "c")]
    assert all(list(event)[-2:] == ["rule", "id"] for event in record["timeline"])
    assert [warning["message"].split(":")[0] for warning in record["warnings"]] == ["c"]
    assert list(jsonschema.Draft202012Validator(schema("timeline")).iter_errors(record)) == []
    rows = _calls("--merge", "-f", "tsv", stdin=ARTICLES).text.splitlines()
    assert [row.split("\t")[0] for row in rows] == ["id", "a", "b", "c"]


def test_selected_through_the_command() -> None:
    records = _calls("--from", "2024-03-04", "--to", "4 March 2024", stdin=ARTICLES).records
    assert [len(record["timeline"]) for record in records] == [0, 1, 0]
    assert [record["timeline"] for record in _calls("--entity", "لا أحد", stdin=ARTICLES).records] == [[], [], []]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--from", "soon"),
        ("--to", "2024-13-01"),
        ("--from", "2024-03-05", "--to", "2024-03-04"),
        ("--entity", " "),
        ("--merge", "--with-text"),
    ],
    ids=" ".join,
)
def test_wrong_selections(wrong: tuple[str, ...]) -> None:
    finished = _calls(*wrong, stdin=ARTICLES)
    assert (finished.status, finished.text, len(finished.messages)) == (2, "", 1)


def test_a_relative_clause_is_told_with_what_it_speaks_of() -> None:
    text = (
        "دعت نقابة المعلمين إلى وقفة كبيرة أمام مبنى الوزارة في وسط العاصمة القديمة، التي تبدأ اليوم أعمال الترميم في شوارعها كلها، "
        "وسط ترقب من التجار وسكان الحي."
    )
    (event,) = (event.event for event in timeline_of(text)[0])
    assert event.startswith("دعت نقابة المعلمين")
    assert event.endswith("في شوارعها كلها")


def test_a_phrase_after_a_comma_is_no_clause() -> None:
    text = "وافق مجلس المدينة الجديد بعد نقاش طويل، السبت، على بناء جسر ثالث فوق النهر الكبير وعلى توسيع الطريق المؤدي إلى الميناء."
    (event,) = (event.event for event in timeline_of(text)[0])
    assert event == text.rstrip(".")


def test_a_point_within_an_address_ends_no_clause() -> None:
    text = (
        "يستطيع القراء الحصول على الدليل الجديد من موقع المتحف http://museum.example/daleel.html بثمن قليل يدفع عند التسليم، "
        "وسيرسل في سبتمبر إلى كل من طلبه."
    )
    (event,) = (event.event for event in timeline_of(text)[0])
    assert event.startswith("يستطيع القراء")
