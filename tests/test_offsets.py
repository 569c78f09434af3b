"""Lossless, always: `text[start:end]` is the field `text`, for every fact of every command, on samples and on texts nobody would write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import COMMANDS
from hypothesis import given, settings
from hypothesis import strategies as st
from process import SAMPLES

from newsfacts.analysis import Analysis
from newsfacts.output.json import as_dict
from newsfacts.reading import Source

#: `--hypothesis-profile=thorough` looks at so many times more.
SCALE = max(1, settings().max_examples // 60)
DATE = dt.date(2024, 3, 5)


def _places(value: Any) -> Iterator[tuple[str, int, int]]:
    """Every piece of text with its offsets, at any depth of a document's JSON object."""
    if isinstance(value, dict):
        if value.get("start") is not None and "text" in value:
            yield value["text"], value["start"], value["end"]
        if value.get("event_start") is not None:
            yield value["event"], value["event_start"], value["event_end"]
        for item in value.values():
            yield from _places(item)
    elif isinstance(value, list):
        for item in value:
            yield from _places(item)


def _check(text: str, record: dict[str, Any]) -> int:
    """Asserts what must hold for any document; gives the number of places it looked at."""
    count = 0
    for words, start, end in _places(record):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
        assert words == words.strip()
        count += 1
    for warning in record["warnings"]:
        assert (warning["start"] is None) == (warning["end"] is None)
        assert warning["start"] is None or 0 <= warning["start"] < warning["end"] <= len(text)
    command = record["command"]
    if command == "numbers":
        spans = [(number["start"], number["end"]) for number in record["numbers"]]
        assert spans == sorted(set(spans))
        for number in record["numbers"]:
            assert number["noun"] is None or number["noun"] in text
            low, high = number["min"], number["max"]
            assert low is None or high is None or low <= high
    elif command == "timeline":
        for event in record["timeline"]:
            assert (event["from"] is None) == (event["to"] is None)
            assert event["from"] is None or event["from"] <= event["to"]
            assert event["event_start"] <= event["start"] < event["end"] <= event["event_end"]
        keys = [(event["from"] is None, event["from"] or "", event["to"] or "", event["start"]) for event in record["timeline"]]
        assert keys == sorted(keys)
    elif command == "entities":
        for entity in record["entities"]:
            starts = [mention["start"] for mention in entity["mentions"]]
            assert starts == sorted(set(starts))
            assert entity["count"] == len(starts) >= 1
            assert entity["name"] not in entity["aliases"]
        firsts = [entity["mentions"][0]["start"] for entity in record["entities"]]
        assert firsts == sorted(firsts)
    elif command == "summarize":
        indices = [sentence["sentence"] for sentence in record["summary"]["sentences"]]
        assert indices == sorted(set(indices))
        assert all(0 <= sentence["score"] <= 1 for sentence in record["summary"]["sentences"])
    elif command == "quotes":
        starts = [quote["start"] for quote in record["quotes"]]
        assert starts == sorted(starts)
        for quote in record["quotes"]:
            speaker = quote["speaker"]
            assert speaker is None or (speaker["text"] is None) == (speaker["start"] is None)
            assert speaker is None or speaker["text"] or speaker["name"]
    return count


@pytest.mark.parametrize("command", COMMANDS)
def test_every_fact_of_the_samples_is_where_it_says(command: str, sample_facts: dict[str, list[dict[str, Any]]]) -> None:
    counts = [_check(record["text"], record) for record in sample_facts[command]]
    assert len(counts) >= 30
    assert min(counts) >= (2 if command == "quotes" else 3)  # three sentences of a summary, a statement and its cue


_WORDS_OF_NEWS = """
قتل مقتل أصيب وأصيبت بينهم نحو أكثر من أقل لا تقل عن ما بين و أو حوالي قرابة بلغ تجاوزت مليون ملايين مليار ألف آلاف الآلاف مئة
مئات عشرات عشرون ثلاثة ثلاث الثلاثة وثلاثين خمسة وخمسون نصف ربع ثلث ونصف اثنين اثنتين اثنا عشر أحد عشر إحدى الأولى الثاني الثالثة
دولار دولارا ريال جنيه برميل للبرميل يوميا كيلومترا كم مربع طن درجة مئوية في المئة بالمئة شخص شخصا قتيلا جنديين آخرين امرأة طفل
عاما سنة عام أعوام يوما يومين أيام أشهر ساعة ساعات الساعة دقيقة أسبوعين الأسبوع الشهر العام القرن الماضي الماضية الجاري المقبل
المقبلة القادم أمس غدا اليوم الليلة مساء صباح فجر ظهر مطلع أواخر منتصف أوائل الثلاثاء الأحد الجمعة والسبت مارس آذار
أكتوبر/تشرين الأول الثاني نوفمبر جانفي رمضان شوال هـ الموافق بتوقيت غرينتش تسعينيات
الرئيس وزير وزارة الخارجية الدفاع المتحدث باسم العقيد الدكتور د. محمد أحمد عبد الله بن سلمان علي حسن فلاديمير بوتين بغداد دمشق
القاهرة لندن روسيا سوريا مصر السعودية الروسي الفرنسية مدينة محافظة شركة جامعة حزب حركة منظمة الأمم المتحدة الاتحاد مجلس الأمن
وكالة رويترز قال وقالت وأضاف أعلن إن أن على إلى عن هذا التي كان ليس بعد قبل منذ خلال حتى المصدر : تو-22 كوفيد-19 G20 F-16 3-1
12/5/2024 17.11.2015 2254 20:30 http://a.b/12 #ولي_العهد +962 6 555 1234 Vladimir Putin on November 17, 2015. EPA/X
"""
_PHRASES_OF_NEWS = """
وقال وزير الخارجية الروسي سيرغي لافروف|الرئيس الروسي فلاديمير بوتين|أعلن المتحدث باسم وزارة الدفاع العقيد أحمد حسن|في مدينة حلب السورية
أواخر أكتوبر/تشرين الأول الماضي|الثلاثاء 5 مارس/آذار 2024|في الـ48 ساعة الماضية|أمس الأول الأحد|الليلة الماضية|قبل ثلاثة أشهر|الساعة 20:30
الأسبوع المقبل|منذ مطلع العام الجاري|10 رمضان 1445 هـ|تسعينيات القرن الماضي|عام 2011|مساء غد الجمعة|بين عامي 2011 و2015|خلال شهر يناير
مقتل 12 شخصا وإصابة خمسة آخرين|أكثر من ثلاثة ملايين ونصف المليون نازح|ما بين 12 و18 مليون دولار|3.5 في المئة|عشرات الجرحى|بنسبة 40٪
1.8 مليون برميل يوميا|للمرة الثالثة|(37 عاما)|مليار و200 مليون ريال|ربع مليون ليرة سورية|فاز 3-1|بهدفين مقابل هدف|القرار 2254
"""
_PHRASES = st.sampled_from(_PHRASES_OF_NEWS.strip().replace("\n", "|").split("|"))
_WORDS = st.one_of(st.sampled_from(_WORDS_OF_NEWS.split()), _PHRASES)
_PARTICLES = st.sampled_from(["و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "الـ", "بـ", "وَ"])
_FIGURES = st.builds(
    lambda number, mark, zero: f"{number}{mark}".translate({ord("0") + digit: zero + digit for digit in range(10)}),
    st.one_of(st.integers(0, 60), st.integers(0, 10**7), st.sampled_from([1990, 2015, 2024])),
    st.sampled_from(["", "", "", "%", "٪", ".5", ",75", "٫5", ",000", "٬000", "-7", " - 9", "/3", ":30"]),
    st.sampled_from([ord("0"), 0x0660, 0x06F0]),
)
_MARKS = st.sampled_from(
    [*"\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670ـ", *"\u200e\u200f\u202b\u202c\u2067\u2069\u200b\u200c\u00ad\ufeff"]
)
_ODD = st.sampled_from(
    [*"ﻻﷲﷺﷴﺳﹰ", "😀", "👨‍👩‍👧", "🇪🇬", "½", "²", "①", "Ⅳ", "೨", "𝟙", "é", "e\u0301", "\x00", "\x1b[31m", "\ufffd", "\U0010ffff", "ے", "پ"]
)
_PUNCTUATION = st.sampled_from([*".،؛:؟!…«»“”\"'()[]-–/%#@&*,", "..", "...", "؟!", ". ", "، "])
_SPACES = st.sampled_from([" ", " ", " ", " ", "\u00a0", "\u202f", "\n", "\n\n", "\r\n", "\r", "\t", "\u2028", "\u3000"])
_PIECE = st.one_of(
    st.tuples(_WORDS, _SPACES).map("".join),
    st.tuples(_WORDS, _SPACES).map("".join),
    st.tuples(_FIGURES, _SPACES).map("".join),
    st.tuples(_PARTICLES, st.one_of(_WORDS, _FIGURES), _SPACES).map("".join),
    st.tuples(_WORDS, _MARKS, _WORDS, _SPACES).map("".join),
    st.tuples(_FIGURES, _MARKS).map("".join),
    st.tuples(_PUNCTUATION, _SPACES).map("".join),
    _PUNCTUATION,
    _MARKS,
    _ODD,
    st.characters(exclude_categories=["Cs"]),
)
_TEXTS = st.one_of(st.lists(_PIECE, max_size=5), st.lists(_PIECE, min_size=15, max_size=40)).map("".join)
_SAMPLES = tuple(path.read_text(encoding="utf-8-sig") for path in sorted(SAMPLES.glob("*.txt")))


@st.composite
def _torn(draw: st.DrawFn) -> str:
    """A piece of a sample article with other things strewn into it and some of it torn out."""
    article = draw(st.sampled_from(_SAMPLES))
    start = draw(st.integers(0, len(article) - 200))
    text = article[start : start + draw(st.integers(50, 600))]
    for piece in draw(st.lists(st.one_of(_MARKS, _ODD, _PUNCTUATION, _SPACES, _FIGURES, _PARTICLES), max_size=12)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + piece + text[at + draw(st.sampled_from([0, 0, 1, 3])) :]
    return text


def _check_all(source: Source, date: dt.date | None) -> None:
    analysis = Analysis(source, date)
    for command in COMMANDS:
        _check(source.text, as_dict(analysis.document(command)))


@given(text=_TEXTS, date=st.sampled_from([DATE, None]))
@settings(max_examples=SCALE * 200)
def test_every_fact_of_any_text_is_where_it_says(text: str, date: dt.date | None) -> None:
    _check_all(Source(text), date)


@given(text=_torn(), date=st.sampled_from([DATE, None]))
@settings(max_examples=SCALE * 150)
def test_every_fact_of_a_torn_article_is_where_it_says(text: str, date: dt.date | None) -> None:
    _check_all(Source(text), date)


@given(text=_TEXTS, title=st.one_of(st.none(), _TEXTS), date=st.one_of(st.none(), _FIGURES, st.just("2024-03-05")))
@settings(max_examples=SCALE * 60)
def test_every_fact_of_any_record_is_where_it_says(text: str, title: str | None, date: str | None) -> None:
    _check_all(Source(text, title=title, date=date, kind="jsonl"), None)


@given(data=st.data(), marks=st.lists(_MARKS, min_size=1, max_size=30))
@settings(max_examples=SCALE * 60)
def test_marks_change_no_reading(data: st.DataObject, marks: list[str]) -> None:
    """Tashkeel, tatweel and marks of direction strewn into an article change where its figures stand, never what they are."""
    text = data.draw(st.sampled_from(_ARTICLES))
    letters = [index for index, character in enumerate(text) if "ء" <= character <= "ي"]
    marked = list(text)
    for mark in marks:
        marked[data.draw(st.sampled_from(letters))] += mark
    fields = ("kind", "value", "min", "max", "modifier", "unit", "per", "casualty", "sentence")
    plain, strewn = (as_dict(Analysis(Source(words), DATE).document("numbers"))["numbers"] for words in (text, "".join(marked)))
    assert [[number[field] for field in fields] for number in strewn] == [[number[field] for field in fields] for number in plain]


_ARTICLES = (
    "قتل 12 عاملا وأصيب ثلاثة وعشرون في مرجان، وقال المحافظ إن أكثر من ثلاثة ملايين ونصف المليون نازح عادوا.",
    "خسرت الشركة ما بين 12 و18 مليون دولار خلال الـ48 ساعة الماضية، وهبط سهمها 3.5 في المئة.",
)
