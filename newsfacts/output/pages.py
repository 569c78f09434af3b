"""The page that `table.render` writes for each command: heading, table, warnings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from rich.text import Text

from newsfacts.facts import AllFacts, Amount, Document, Entity, Event, Facts, Figure, Number, Quote, Summary, Warning
from newsfacts.output.bidi import clean, is_rtl
from newsfacts.output.figures import grouped
from newsfacts.output.layout import Cell, Column, Sheet, columns_of

#: Longer lines than these tire the eye, however wide the terminal.
TABLE_WIDTH, PROSE_WIDTH = 150, 96
#: Terminals at least this wide have room for TIMEX3 values in a column of their own.
WIDE = 140
#: Columns from which on a weekday stands beside its date, not below.
WEEKDAYS = 100
#: Columns from which on the words around a number are worth showing.
CONTEXT = 40

_ORIGINS = {"option": "from --date", "metadata": "from the metadata", "text": "from the text", "filename": "from the file's name"}
_EMPTY = {
    "numbers": "no numbers in this document",
    "timeline": "no expressions of time in this document",
    "entities": "no names in this document",
    "summarize": "nothing to summarize in this document",
    "quotes": "no statements in this document",
    "facts": "no facts in this document",
}
#: Signs that say how a figure is meant, so that the table needs no column for the modifier.
_SIGNS = {"approx": "≈ ", "more_than": "> ", "less_than": "< ", "at_least": "≥ ", "at_most": "≤ ", "vague": "≈ "}
_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_CASUALTIES = {"killed": "red", "injured": "yellow"}


def page(document: Document, width: int, terminal: bool) -> str:
    """The whole page of a document, an empty line at its end. `terminal`: with colours and isolates."""
    facts = document.facts
    sheet = Sheet(min(width, PROSE_WIDTH if isinstance(facts, Summary) else TABLE_WIDTH), terminal)
    if isinstance(facts, AllFacts):
        body = _all(sheet, document, facts)
    else:
        body = _summary(sheet, facts, document.ids) if isinstance(facts, Summary) else _table(sheet, document)
    if not body:
        body = "\n" + sheet.printed(sheet.line(Text(_EMPTY.get(document.command, "no results"), style="dim")))
    heading = _heading(Sheet(min(sheet.width, max(columns_of(body) + 1, 60)), terminal), document)
    warnings = "".join(sheet.printed(sheet.line(_warning(warning))) for warning in _untold(document))
    return "".join((heading, body, "\n" if warnings else "", warnings, "\n"))


def _heading(sheet: Sheet, document: Document) -> str:
    """The document's name and date, and its title at the other end of the line, or below when it does not fit."""
    name = sheet.text(document.id, "bold")
    if document.ids is not None:
        of = "in it" if isinstance(document.facts, Summary) else "with events"
        name, when = sheet.text("merged", "bold"), Text(f"documents {of}: {len(set(document.ids))}", "dim")
    elif document.date:
        when = Text.assemble(clean(document.date), (" " + _ORIGINS.get(document.date_from or "", ""), "dim"))
        when.rstrip()
    else:
        when = Text("no date known", "dim")
    title = sheet.maybe(document.title, "bold")
    start = sheet.line(name, is_rtl(name.plain))
    taken = name.cell_len + when.cell_len + 2
    if title is not None and taken + title.cell_len + 5 <= sheet.width:
        rest = sheet.width - 1 - taken - 2
        return sheet.spread((name.cell_len, when.cell_len, rest), [(start, sheet.line(when), sheet.prose(title))], 2)
    if taken < sheet.width:
        found = sheet.spread((name.cell_len, when.cell_len), [(start, sheet.line(when))], 2)
    else:
        found = sheet.printed(start) + sheet.printed(sheet.line(when))
    return found + (sheet.printed(sheet.prose(title)) if title is not None else "")


def _untold(document: Document) -> list[Warning]:
    """The warnings, less those that the table tells beside the expression they are about."""
    facts = document.facts.timeline if isinstance(document.facts, AllFacts) else document.facts
    told = set() if isinstance(facts, Summary) else {fact.conflict for fact in facts if isinstance(fact, Event)}
    return [warning for warning in document.warnings if warning.message not in told]


def _warning(warning: Warning) -> Text:
    where = f" {warning.start}–{warning.end}" if warning.start is not None else ""
    return Text.assemble("! ", clean(warning.message), (f" ({clean(warning.code)}{where})", "dim"), style="yellow")


def _table(sheet: Sheet, document: Document) -> str:
    """The table of a document's records, nothing when there are none."""
    facts = document.facts
    if isinstance(facts, (Summary, AllFacts)) or not facts:
        return ""
    if document.command == "numbers":
        columns = _numbers(sheet, [fact for fact in facts if isinstance(fact, Number)], document.text)
    elif document.command == "timeline":
        columns = _timeline(sheet, [fact for fact in facts if isinstance(fact, Event)], document.ids)
    elif document.command == "quotes":
        columns = _quotes(sheet, [fact for fact in facts if isinstance(fact, Quote)])
    else:
        columns = _entities(sheet, [fact for fact in facts if isinstance(fact, Entity)])
    return sheet.table(columns, max((len(column.cells) for column in columns), default=0))


# Numbers


def _numbers(sheet: Sheet, numbers: Sequence[Number], text: str | None) -> list[Column]:
    columns = [
        Column("text", [sheet.text(n.text) for n in numbers], rtl=True, most=max(16, sheet.width // 3)),
        Column("value", [Text(_amount(n), "bold") for n in numbers], align="right"),
        Column("unit", [sheet.maybe(_unit(n)) for n in numbers]),
        Column("noun", [sheet.maybe(n.noun) for n in numbers], rtl=True, most=max(12, sheet.width // 5), spare=2),
        Column("kind", [sheet.text(n.kind, "dim") for n in numbers], spare=3),
        Column("casualty", [sheet.maybe(n.casualty, _CASUALTIES.get(n.casualty or "", "")) for n in numbers], spare=1),
    ]
    taken = sum(column.widest + 3 for column in columns if any(cell is not None for cell in column.cells))
    room = sheet.width - 1 - taken
    if text is not None and room >= CONTEXT:
        columns.append(Column("context", [_context(text, n, room) for n in numbers], rtl=True, spare=4))
    return columns


def _amount(number: Number) -> str:
    """A figure with what its modifier makes of it: ≈ 2,300, > 40, 12–18, ≈ 10+; a score as 1:3, the lower first."""
    write: Callable[[Figure], str] = str if number.kind in ("nominal", "ordinal") else grouped
    sign = _SIGNS.get(number.modifier, "")
    if number.value is not None:
        return sign + write(number.value)
    low = write(number.min) if number.min is not None else ""
    high = write(number.max) if number.max is not None else ""
    if low and high:
        return sign + low + (":" if number.kind == "score" else "–") + high
    if number.modifier == "vague":
        return f"≈ {low}+" if low else f"≈ …{high}" if high else "?"
    return f"≥ {low}" if low else f"≤ {high}" if high else "?"


def _sign(unit: str | None) -> str | None:
    return "%" if unit == "percent" else unit


def _unit(number: Number) -> str | None:
    unit = _sign(number.unit)
    return clean(f"{unit or ''}/{number.per}" if number.per else unit or "") or None


def _context(text: str, number: Number, room: int) -> Text:
    """The expression in bold between as many whole words of its line as fit into `room` columns."""
    words = clean(number.text)
    side = max(0, room - len(words) - 4) // 2
    before = text[text.rfind("\n", 0, number.start) + 1 : number.start]
    after = text[number.end :].partition("\n")[0]
    if len(before) > side:
        before = "…" + before[len(before) - side :].partition(" ")[2]
    if len(after) > side:
        after = after[:side].rpartition(" ")[0] + "…"
    return Text.assemble((_edged(before), "dim"), (words, "bold"), (_edged(after), "dim"))


def _edged(text: str) -> str:
    """Clean text, with a space where it begins or ends with one."""
    return " " * text[:1].isspace() + clean(text) + " " * text[-1:].isspace()


# Timeline


def _timeline(sheet: Sheet, events: Sequence[Event], ids: Sequence[str] | None) -> list[Column]:
    """A row for each telling of an event, the days said once; caption, title and body that tell the same of a day are one row."""
    wide = sheet.width >= WIDE
    rows = _rows(events, ids)
    told = [[events[place] for place in row] for row in rows]
    timex = [sheet.maybe(_timex(row[0]), "dim") for row in told]
    when = _whens([row[0] for row in told], " – " if wide else " –\n", " " if sheet.width >= WEEKDAYS else "\n")
    return [
        Column("when", when, notes=() if wide else timex),
        *([Column("timex", timex)] if wide else []),
        Column(
            "text",
            [sheet.joined(sheet.text(text) for text in dict.fromkeys(event.text for event in row)) for row in told],
            notes=[sheet.maybe(_conflict(row), "yellow") for row in told],
            rtl=True,
            most=min(36, max(16, sheet.width // 4)),
        ),
        Column("event", _happenings(sheet, told), rtl=True, most=max(24, sheet.width // 5 * 3)),
        *([Column("id", [sheet.text(ids[row[0]], "dim") for row in rows], most=24, spare=1)] if ids is not None else []),
    ]


def _rows(events: Sequence[Event], ids: Sequence[str] | None) -> list[list[int]]:
    """Indices of the events of each row. Of the tellings of one event by one document the longest comes first, which is shown."""
    from newsfacts.timeline.merging import tellings

    def days(place: int) -> tuple[str | None, str | None]:
        return events[place].first, events[place].last

    rows: list[list[int]] = []
    for (day, _), group in groupby(range(len(events)), key=days):
        places = list(group)
        for alike in tellings([events[place] for place in places]) if day is not None else [[at] for at in range(len(places))]:
            by_row: dict[tuple[str, str | None], list[int]] = {}
            for index in alike:
                place = places[index]
                by_row.setdefault((ids[place] if ids is not None else "", events[place].value), []).append(place)
            rows.extend(sorted(row, key=lambda place: -len(events[place].event)) for row in by_row.values())
    return rows


def _whens(events: Sequence[Event], between: str, before_weekday: str) -> list[Text | None]:
    """The days of each row with the weekday of a single one, nothing where they are those of the row above."""
    found: list[Text | None] = []
    before: tuple[str | None, str | None] | None = None
    for event in events:
        days = event.first, event.last
        found.append(_days(event, between, before_weekday) if days != before else None)
        before = days
    return found


def _days(event: Event, between: str, before_weekday: str) -> Text:
    if event.first is None:
        return Text("not placed", "dim")
    if event.last is None or event.last == event.first:
        # The weekday comes after: figures behind an Arabic word would be laid out as parts of it.
        return Text.assemble((event.first, "bold"), before_weekday, _WEEKDAYS[dt.date.fromisoformat(event.first).weekday()])
    return Text.assemble((event.first, "bold"), between, (event.last, "bold"))


def _timex(event: Event) -> str | None:
    """The TIMEX3 value where it says more than the days do, its modifier, and the calendar if it is not the Gregorian one."""
    days = event.first if event.first == event.last else f"{event.first}/{event.last}"
    value = event.value if event.value != days else None
    calendar = event.calendar if event.calendar != "gregorian" else None
    return " ".join(filter(None, (value, event.mod, calendar))) or None


def _conflict(events: Iterable[Event]) -> str | None:
    told = next((event.conflict for event in events if event.conflict), None)
    return told and f"! {told}"


def _happenings(sheet: Sheet, rows: Sequence[Sequence[Event]]) -> list[Text | None]:
    """What happened, the expressions of time in bold; a ditto mark where it is what the row above says."""
    found: list[Text | None] = []
    before: tuple[int, int] | None = None
    for events in rows:
        event = events[0]
        if (event.event_start, event.event_end) == before:
            found.append(Text("″", "dim"))
            continue
        before = event.event_start, event.event_end
        text = sheet.text(event.event)
        for words in {clean(each.text) for each in events} - {""}:
            at = text.plain.find(words)
            if at >= 0:
                text.stylize("bold", at, at + len(words))
        found.append(text)
    return found


# Entities


def _entities(sheet: Sheet, entities: Sequence[Entity]) -> list[Column]:
    most = max(16, sheet.width // 3)
    return [
        Column("name", [sheet.text(entity.name, "bold") for entity in entities], rtl=True, most=most),
        Column("type", [sheet.text(entity.type) for entity in entities]),
        Column("subtype", [sheet.maybe(entity.subtype, "dim") for entity in entities], spare=3),
        Column("country", [sheet.maybe(entity.country) for entity in entities], spare=2),
        Column("count", [Text(str(entity.count)) for entity in entities], align="right"),
        Column("roles", [sheet.listed(entity.roles) for entity in entities], rtl=True, most=most, spare=1),
        Column("aliases", [sheet.listed(entity.aliases) for entity in entities], rtl=True, most=most),
    ]


# Quotations


def _quotes(sheet: Sheet, quotes: Sequence[Quote]) -> list[Column]:
    """Who, the word that reports it, and what was said, between marks where the words are the speaker's own."""
    return [
        Column("speaker", [_source(sheet, quote) for quote in quotes], rtl=True, most=max(16, sheet.width // 4)),
        Column("cue", [sheet.maybe(quote.cue.text if quote.cue else None, "dim") for quote in quotes], rtl=True, most=16, spare=1),
        Column("class", [_class(sheet, quote) for quote in quotes], spare=2),
        Column("kind", [sheet.text(quote.kind, "dim") for quote in quotes], spare=3),
        Column(
            "text",
            [sheet.text(f"«{quote.text}»" if quote.kind == "direct" else quote.text) for quote in quotes],
            rtl=True,
            most=max(24, sheet.width // 5 * 3),
        ),
    ]


def _source(sheet: Sheet, quote: Quote) -> Text | None:
    """The speaker's name, else the words for it; dim where the sentence names nobody."""
    if quote.speaker is None:
        return None
    named = quote.speaker.text is not None
    return sheet.maybe(quote.speaker.name or quote.speaker.text, "bold" if named else "dim")


def _class(sheet: Sheet, quote: Quote) -> Text | None:
    stance = quote.cue.stance if quote.cue else "neutral"
    return sheet.text(stance, "yellow") if stance != "neutral" else None


# All facts


def _all(sheet: Sheet, document: Document, facts: AllFacts) -> str:
    """The summary with its box, then a table for each kind of facts, in the order of the JSON."""
    found = _summary(sheet, facts.summary)
    rest: tuple[tuple[str, Facts], ...] = (
        ("entities", facts.entities),
        ("numbers", facts.numbers),
        ("timeline", facts.timeline),
        ("quotes", facts.quotes),
    )
    for command, records in rest:
        table = _table(sheet, document._replace(command=command, facts=records))
        if table:
            found += "\n" + sheet.printed(sheet.line(Text(command, style="bold"))) + table
    return found


# Summary


def _summary(sheet: Sheet, summary: Summary, ids: Sequence[str] | None = None) -> str:
    """Numbered sentences, the number on the side where they begin, and the box: who, where, when, how many.

    `ids` names the document of each sentence, where they come from several.
    """
    found = ""
    if summary.sentences:
        rtl = is_rtl(clean(summary.sentences[0].text), True)
        mark = len(str(len(summary.sentences))) + 1
        rows: list[list[Cell]] = []
        for number, sentence in enumerate(summary.sentences, 1):
            words = sheet.text(sentence.text)
            if ids is not None:
                words = Text.assemble(words, "  ", (clean(ids[number - 1]), "dim"))
            cells = [sheet.prose(words), Cell([(Text(f"{number}.", "dim"), rtl)], "right", sheet.terminal)]
            rows.append(cells if rtl else cells[::-1])
        widths = sheet.width - 1 - mark - 1, mark
        found = "\n" + sheet.spread(widths if rtl else widths[::-1], rows, 1)
    box = [
        ("who", [sheet.text(name) for name in summary.who]),
        ("where", [sheet.text(name) for name in summary.where]),
        ("when", [sheet.glossed(when.text, when.value) for when in summary.when]),
        ("numbers", [_measure(sheet, amount) for amount in summary.numbers]),
    ]
    told = [(label, items) for label, items in box if items]
    return found + ("\n" + sheet.listing(told) if told else "")


def _measure(sheet: Sheet, amount: Amount) -> Text:
    """The words of a figure, and the figure where they do not show it."""
    if amount.value is None:
        return sheet.text(amount.text)
    value = grouped(amount.value)
    said = value.replace(",", "") in amount.text.replace(",", "").split()
    return sheet.glossed(amount.text, None if said else " ".join(filter(None, (value, _sign(amount.unit)))))
