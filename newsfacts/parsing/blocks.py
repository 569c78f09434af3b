"""Blocks: the pieces a newspaper page is set from, told apart by form, length and place."""

import re
from collections.abc import Iterator, Sequence

from newsfacts.calendars import fulldates
from newsfacts.parsing.boilerplate import Boilerplate
from newsfacts.spans import Span
from newsfacts.text.fold import key
from newsfacts.text.lexicon import table


class Block:
    """A block: its kind and its folded offsets.

    `kind` is `title`, `caption`, `credit`, `dateline` (a date, or the place and agency before a lead), `subhead`,
    `paragraph` or `source` (where the text is from, and what the page says around it).
    """

    __slots__ = ("end", "kind", "start")

    def __init__(self, kind: str, start: int, end: int) -> None:
        self.kind = kind
        self.start = start
        self.end = end


_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_ARABIC = re.compile(r"[ء-ي]")
_STOPS, _CLOSERS = tuple(".!?؟…:،؛,"), "»”\"')]"
_ASKS = ("؟", "?")
_SOURCES = tuple(map(key, ("المصدر", "المصادر", "مصدر الخبر")))
#: «الرياض: «صدى نجد»» on a line of its own. Patterns that few texts ask for are strings: `re` compiles them when they are first used.
_SIGNED_PLACE = r"[^\W\d_]+(?: [^\W\d_]+){0,2}\s*[:-]\s*[«\"“][^»\"”]{2,30}[»\"”]$"
_CREDIT_WORDS = "|".join(map(key, ("تصوير", "عدسة", "الصورة", "صورة")))
_CREDIT_LINE = rf"\(?\s*(?:{_CREDIT_WORDS})\s*:|[A-Z]{{2,}}(?: [A-Z]+)?/|(?:Photo|PHOTO|Credit|Image)\b"
_BRACKETED_END = r"[(\[]([^()\[\]]{2,40})[)\]]$"
#: «بحسب وكالة الأنباء الأردنية (بترا)»: the agency's short name ends a sentence that has told it in full, not a caption.
_AGENCY, _TOLD_BEFORE = key("وكالة"), 60
#: «الرياض:», «دبي، الإمارات (CNN)--», «باريس - رويترز -» in front of a lead.
_PLACE = r"[^\W\d_]+(?:(?:[ ,/]+|،+)+[^\W\d_]+){0,4}"
#: «قال مسؤولون: إن»: what follows is said, not told from there.
_SAID = tuple(key(word) + " " for word in ("أن", "أنه", "أنها"))
_LEAD_IN = (
    rf"(?P<place>{_PLACE})?\s*"
    r"(?:\((?P<sign>[^()]{1,30})\)\s*(?:-+|:|،)|(?:-\s*(?P<second>[^-:()\n]{2,30}?)\s*)?(?:--?|:)(?=\s))\s*"
)
_JOINTS = str.maketrans("/،,+", "----")
_PUNCTUATION = re.compile(r"[^\w]+")
_TITLE_WORDS, _SUBHEAD_WORDS, _CAPTION_WORDS, _SIGN_WORDS, _DATE_WORDS = 25, 9, 45, 8, 12
_BYLINE_WORDS, _LEAD_LENGTH = 4, 100
_PAGE_TOP = 6
#: A text is taken for hard-wrapped when it has this many lines, none longer than this, most of them nearly full.
_WRAPPED_LINES, _WRAPPED_WIDTH, _WRAPPED_FULL = 4, 130, 0.75


def find_blocks(folded: str, *, title: str | None, may_start_with_title: bool, lines: Sequence[str] = ()) -> tuple[Block, ...]:
    """The blocks of a folded text, in order. `title` is a title known from outside, folded; `may_start_with_title` says that
    the text is a plain file, whose first line may be one; `lines` says what markup made of each line, where there was any."""
    spans = list(_paragraph_spans(folded, not lines))
    longest = max((span.end - span.start for span in spans), default=0)
    blocks: list[Block] = []
    body_begun = False
    boilerplate = Boilerplate(folded)
    for number, span in enumerate(spans):
        following = spans[number + 1] if number + 1 < len(spans) else None
        titled = may_start_with_title and not blocks
        own = span if titled else boilerplate.own(span)
        if own.start > span.start:
            blocks.append(Block("source", span.start, span.start + len(folded[span.start : own.start].rstrip())))
            if own.start == own.end:
                continue
        kind = lines[number] if number < len(lines) and len(lines) == len(spans) else ""
        kind = kind or _kind(folded, own, following, number, longest, title, titled, body_begun)
        begins, ends = own
        if kind == "paragraph" and not body_begun:
            body_begun = True
            lead_in = _lead_in(folded, own)
            if lead_in:
                blocks.append(Block("dateline", begins, lead_in.end))
                begins = ends - len(folded[lead_in.end : ends].lstrip())
        blocks.append(Block(kind, begins, ends))
        if ends < span.end:
            blocks.append(Block("source", span.end - len(folded[ends : span.end].lstrip()), span.end))
    return tuple(blocks)


def _kind(
    folded: str, span: Span, following: Span | None, number: int, longest: int, title: str | None, title_possible: bool, body_begun: bool
) -> str:
    text = folded[span.start : span.end]
    if title is not None and number == 0 and text == title:
        return "title"
    if len(text) > 600:
        return "paragraph"
    words = len(text.split())
    if _names_source(text):
        return "source"
    if words <= _SIGN_WORDS and (_credits(text) or _is_signature(text)):
        return "credit" if not body_begun else "source"
    if words <= _DATE_WORDS and any(c.isdigit() for c in text) and 2 * sum(d.end - d.start for d in fulldates.find(text)) > len(text):
        return "dateline"
    if not body_begun and words <= _SIGN_WORDS and text.endswith(("»", '"', "”")) and re.match(_SIGNED_PLACE, text):
        return "dateline"
    arabic = len(_ARABIC.findall(text))
    if words >= 4 and 2.5 * arabic < len(text) and _latin(text) > 1.5 * arabic:
        return "caption"
    stopped = _stopped(text)
    if title_possible and not stopped and words <= _TITLE_WORDS and longest > len(text):
        return "title"
    if number < _PAGE_TOP and not body_begun and words <= _CAPTION_WORDS and following:
        signed = re.search(_BRACKETED_END, text)
        if signed and _is_signature(signed[1]) and _AGENCY not in text[max(0, signed.start() - _TOLD_BEFORE) : signed.start()]:
            return "caption"
    if not body_begun and arabic and not stopped and words <= _SUBHEAD_WORDS and longest > max(_LEAD_LENGTH, 3 * len(text)):
        return "credit" if words <= _BYLINE_WORDS or " - " in text else "caption"
    if body_begun and following is None and longest > _LEAD_LENGTH and words <= _BYLINE_WORDS and not stopped and _may_be_name(text):
        return "source"
    before_longer = following is not None and following.end - following.start > 2 * len(text)
    if body_begun and arabic and words <= _SUBHEAD_WORDS and before_longer and (not stopped or text.endswith(_ASKS)):
        return "subhead"
    return "paragraph"


def _paragraph_spans(folded: str, may_be_wrapped: bool) -> Iterator[Span]:
    """Lines, or runs of hard-wrapped lines, without the white space around them."""
    lines = [Span(*match.span()) for match in _LINE.finditer(folded)]
    width = max((line.end - line.start for line in lines), default=0)
    wrapped = False
    if may_be_wrapped and len(lines) >= _WRAPPED_LINES and width <= _WRAPPED_WIDTH:
        full = sum(line.end - line.start >= _WRAPPED_FULL * width for line in lines)
        unstopped = sum(not _stopped(folded[line.start : line.end].rstrip()) for line in lines)
        wrapped = full >= 0.6 * len(lines) and unstopped >= 0.5 * len(lines)
    start: int | None = None
    for number, line in enumerate(lines):
        if start is None:
            start = line.start
        if wrapped and number + 1 < len(lines):
            following = lines[number + 1]
            half_full = line.end - line.start >= width / 2
            if following.start == line.end + 1 and half_full and not _stopped(folded[line.start : line.end].rstrip()):
                continue
            first_word = folded[following.start : following.end].split(None, 1)[0]
            # The next word did not fit on this line, so the line break is not the author's.
            if following.start == line.end + 1 and line.end - line.start + 1 + len(first_word) > width - 3:
                continue
        text = folded[start : line.end]
        yield Span(line.end - len(text.lstrip()), start + len(text.rstrip()))
        start = None


def _stopped(text: str) -> bool:
    """True when a text without white space at its end closes with a stop, quotes and brackets aside."""
    return text.rstrip(_CLOSERS).endswith(_STOPS)


def _may_be_name(text: str) -> bool:
    """«زياد عيتاني», «- سامر النجار (الأحساء)» under an article; a sentence would go on with و or have a figure."""
    return text[0] != "و" and not any(map(str.isdigit, text)) and _ARABIC.search(text) is not None


def _names_source(text: str) -> bool:
    """«المصدر: وكالات», «(المصادر : …»."""
    text = text.removeprefix("(").lstrip()
    return any(text.startswith(word) and text[len(word) :].lstrip().startswith(":") for word in _SOURCES)


def _credits(text: str) -> bool:
    """«تصوير: …», «EPA/…», «Photo …»."""
    possible = ":" in text or "/" in text or text[:1] in ("P", "C", "I")
    return possible and re.match(_CREDIT_LINE, text) is not None


def _latin(text: str) -> int:
    """How many Latin letters there are."""
    return sum(character.isalpha() and character < "ɐ" for character in text)


def _lead_in(folded: str, span: Span) -> Span | None:
    head = folded[span.start : min(span.end, span.start + 100)]
    match = re.match(_LEAD_IN, head) if any(mark in head for mark in ":-)") else None
    if match is None or span.start + match.end() >= span.end:
        return None
    signed = match["sign"] or match["second"]
    if signed is not None and _is_signature(signed):
        return Span(span.start, span.start + len(match[0].rstrip()))
    # «الرياض:» and «باريس -»: one or two words and a mark; a verb of saying stands before a quotation or a clause instead.
    if match["sign"] is not None or match["place"] is None or head.startswith(_SAID, match.end()):
        return None
    if len(match["place"].split()) <= 2 and head[match.end() : match.end() + 1] not in '«“"':
        return Span(span.start, span.start + len(match[0].rstrip()))
    return None


def _is_signature(text: str) -> bool:
    """True when nothing but names of agencies stands in the text («رويترز», «أ ف ب - AP», «EPA/…» is a credit line's form)."""
    agencies = _agencies()
    parts = [_PUNCTUATION.sub(" ", part).strip() for part in text.translate(_JOINTS).split("-")]
    return any(parts) and all(part in agencies for part in parts if part)


_AGENCIES: frozenset[str] = frozenset()


def _agencies() -> frozenset[str]:
    global _AGENCIES
    if not _AGENCIES:
        names = (name for row in table("parsing/agencies", folded=True) for name in row["name"].split("|"))
        _AGENCIES = frozenset(_PUNCTUATION.sub(" ", name).strip() for name in names)
    return _AGENCIES
