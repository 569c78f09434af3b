"""Documents made by hand for the tests of the output: one for each command, with what is hard to show in it.

Run as a script it prints one as a table, for a look in a terminal: `python tests/terminal/documents.py numbers`.
"""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from fractions import Fraction

from newsfacts.facts import (
    AllFacts,
    Amount,
    Document,
    Entity,
    Event,
    Facts,
    Figure,
    Mention,
    Number,
    Quote,
    QuoteCue,
    QuoteSpeaker,
    Summary,
    SummarySentence,
    Warning,
    When,
)

TITLE = "غارات على ميناء النورس ومقتل 12 عاملا"
SENTENCES = (
    TITLE,
    "قالت وزارة الدفاع الأزرقية اليوم الثلاثاء 5 مارس/آذار 2024 إن نحو 4100 طلعة جوية نُفذت خلال الـ48 ساعة الماضية.",
    "وأسفر القصف عن مقتل 12 عاملا وإصابة عشرات الجرحى، "
    "فيما نزح أكثر من ثلاثة ملايين ونصف المليون نازح منذ أواخر أكتوبر/تشرين الأول الماضي.",
    "وقدّر الوزير سامي الحداد (Sami Haddad) الخسائر بمليار و200 مليون دولار، أي ثلث الميزانية، بزيادة 3.5٪ عن العام الماضي.",
    "وأضاف الحداد أن الإنتاج تراجع إلى 1.8 مليون برميل يوميا، وأن ما بين 12 و18 سفينة غادرت الميناء بموجب القرار 2254.",
)
TEXT = "\n".join(SENTENCES) + "\n"

WARNINGS = (
    Warning("no_reference_date", "«الثلاثاء» could not be placed: the document has no date; give it with --date", 71, 79),
    Warning("date_conflict", "«الماضي» fits 2023 alone", 252, 283),
    Warning("hidden", "left \u202eto\x1b[31m right\x07", None, None),
)


def _place(text: str, after: int = 0) -> tuple[str, int, int, int]:
    """(text, start, end, sentence) of the first occurrence from `after` on."""
    start = TEXT.index(text, after)
    return text, start, start + len(text), TEXT.count("\n", 0, start)


def number(
    text: str,
    kind: str,
    value: Figure | None,
    modifier: str = "exact",
    *,
    low: Figure | None = None,
    high: Figure | None = None,
    unit: str | None = None,
    per: str | None = None,
    noun: str | None = None,
    casualty: str | None = None,
) -> Number:
    """A number of TEXT; both bounds are the value where it is exact."""
    found, start, end, sentence = _place(text)
    if modifier == "exact" and low is None:
        low = high = value
    return Number(found, start, end, kind, value, low, high, modifier, unit, per, noun, casualty, sentence)


NUMBERS = (
    number("12 عاملا", "cardinal", 12, noun="عاملا", casualty="killed"),
    number("نحو 4100 طلعة جوية", "cardinal", 4100, "approx", noun="طلعة جوية"),
    number("الـ48 ساعة", "duration", 48, unit="hour"),
    number("عشرات الجرحى", "cardinal", None, "vague", low=10, noun="الجرحى", casualty="injured"),
    number("أكثر من ثلاثة ملايين ونصف المليون نازح", "cardinal", 3500000, "more_than", low=3500000, noun="نازح", casualty="displaced"),
    number("بمليار و200 مليون دولار"[1:], "money", Decimal("1200000000"), unit="USD"),
    number("ثلث الميزانية", "fraction", Fraction(1, 3), noun="الميزانية"),
    number("3.5٪", "percent", Decimal("3.5"), unit="percent"),
    number("1.8 مليون برميل يوميا", "quantity", Decimal("1.8E+6"), unit="barrel", per="day"),
    number("ما بين 12 و18 سفينة", "cardinal", None, "range", low=12, high=18, noun="سفينة"),
    number("القرار 2254"[7:], "nominal", 2254, noun="القرار"),
)


def event(
    text: str,
    value: str | None,
    first: str | None,
    last: str | None,
    *,
    kind: str = "date",
    mod: str | None = None,
    conflict: str | None = None,
    source: str | None = "reference",
    calendar: str = "gregorian",
    entities: tuple[str, ...] = (),
) -> Event:
    """An event of TEXT whose sentence is the event."""
    found, start, end, sentence = _place(text)
    what, at, to, _ = _place(SENTENCES[sentence])
    return Event(found, start, end, kind, value, mod, first, last, calendar, source, conflict, what, at, to, entities, sentence)


TIMELINE = (
    event("العام الماضي", "2023", "2023-01-01", "2023-12-31"),
    event(
        "أواخر أكتوبر/تشرين الأول الماضي",
        "2023-10",
        "2023-10-21",
        "2023-10-31",
        mod="END",
        conflict="«الماضي» fits 2023 alone",
        entities=("ميناء النورس", "سامي | الحداد"),
    ),
    event("الـ48 ساعة الماضية", "P48H", "2024-03-03", "2024-03-05", kind="duration"),
    event("اليوم الثلاثاء 5 مارس/آذار 2024", "2024-03-05", "2024-03-05", "2024-03-05", source="absolute"),
    event("الثلاثاء", None, None, None, source=None),
)


def _mention(text: str, after: int = 0) -> Mention:
    return Mention(*_place(text, after))


ENTITIES = (
    Entity("ميناء النورس", "LOC", "port", (), (), None, 1, (_mention("ميناء النورس"),)),
    Entity("وزارة الدفاع الأزرقية", "ORG", "ministry", (), (), None, 1, (_mention("وزارة الدفاع الأزرقية"),)),
    Entity(
        "سامي الحداد",
        "PER",
        None,
        ("Sami Haddad", "الحداد"),
        ("الوزير",),
        None,
        3,
        (_mention("سامي الحداد"), _mention("Sami Haddad"), _mention("الحداد", TEXT.index("وأضاف"))),
    ),
    Entity("أزرقستان", "LOC", "country", (), (), "AZ", 1, (_mention("الأزرقية"),)),
)


def _sentence(index: int, score: float) -> SummarySentence:
    text, start, end, sentence = _place(SENTENCES[index])
    return SummarySentence(text, start, end, sentence, score)


SUMMARY = Summary(
    TITLE,
    (_sentence(1, 0.91), _sentence(2, 0.84), _sentence(3, 0.5)),
    ("سامي الحداد", "وزارة الدفاع الأزرقية", "Sami Haddad"),
    ("ميناء النورس", "أزرقستان"),
    (When("اليوم الثلاثاء 5 مارس/آذار 2024", "2024-03-05"), When("أواخر أكتوبر/تشرين الأول الماضي", "2023-10"), When("يوما ما", None)),
    (
        Amount("12 عاملا", 12, None, "عاملا"),
        Amount("أكثر من ثلاثة ملايين ونصف المليون نازح", 3500000, None, "نازح"),
        Amount("مليار و200 مليون دولار", 1200000000, "USD", None),
        Amount("عشرات الجرحى", None, None, "الجرحى"),
    ),
)


def _quote(said: str, kind: str, cue: tuple[str, str], speaker: tuple[str, str | None] | None) -> Quote:
    text, start, end, sentence = _place(said)
    words = QuoteCue(*_place(cue[0])[:3], cue[1])
    source = QuoteSpeaker(*_place(speaker[0])[:3], speaker[1]) if speaker is not None else None
    return Quote(text, start, end, kind, words, source, sentence)


QUOTES = (
    _quote(
        "نحو 4100 طلعة جوية نُفذت خلال الـ48 ساعة الماضية",
        "indirect",
        ("قالت", "neutral"),
        ("وزارة الدفاع الأزرقية", "وزارة الدفاع الأزرقية"),
    ),
    _quote("القصف عن مقتل 12 عاملا", "direct", ("أسفر", "warns"), None)._replace(cue=None),
    _quote("الإنتاج تراجع إلى 1.8 مليون برميل يوميا", "mixed", ("أضاف", "denies"), None)._replace(
        speaker=QuoteSpeaker(None, None, None, "سامي الحداد")
    ),
)

ALL = AllFacts(SUMMARY, ENTITIES, NUMBERS, TIMELINE, QUOTES)

FACTS: dict[str, Facts] = {
    "numbers": NUMBERS,
    "timeline": TIMELINE,
    "entities": ENTITIES,
    "summarize": SUMMARY,
    "quotes": QUOTES,
    "facts": ALL,
}
EMPTY: dict[str, Facts] = {
    "numbers": (),
    "timeline": (),
    "entities": (),
    "summarize": Summary(None, ()),
    "quotes": (),
    "facts": AllFacts(Summary(None, ()), (), (), (), ()),
}


def document(command: str, *, empty: bool = False, with_text: bool = False) -> Document:
    """One command's document, with results or without."""
    if empty:
        return Document(command, "empty.txt", "news/empty.txt", None, None, None, (), None, EMPTY[command])
    warnings = WARNINGS if command in ("timeline", "facts") else ()
    text = TEXT if with_text else None
    return Document(command, "ميناء-05.txt", "news/ميناء-05.txt", TITLE, "2024-03-05", "text", warnings, text, FACTS[command])


if __name__ == "__main__":
    from newsfacts.output.table import render

    options = sys.argv[2:]
    shown = document(sys.argv[1], empty="empty" in options, with_text="text" in options)
    render(shown, sys.stdout, terminal=os.isatty(1) or "force" in options)
