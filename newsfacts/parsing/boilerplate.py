"""What a newspaper's page says around an article: links, shares, contacts, marks of the desk.

The words are in data/parsing/boilerplate.tsv.
"""

from __future__ import annotations

import re

from newsfacts.spans import Span
from newsfacts.text.lexicon import cells

_LONGEST_LINE, _LONGEST_CAPTION, _LONGEST_ADDRESS = 30, 20, 3
#: Marks before a line's first word, and around one that stands alone.
_MARKS = "*#•·●▪■-_+>»«\"'.()[] "
_AROUND = _MARKS + "/ـ…،:؛!~=|؟?و"
_STOPS = ".!?؟…:»”\"')]"
#: «16:10 ت م», «ع ب م»: a clock and initials, or initials alone. Compiled by `re` when first used.
_INITIALS = r"\s*(?:\d{1,2}:\d\d\s*)?[^\W\d_](?:\s+[^\W\d_]){1,3}\s*$"
_LONGEST_MARK, _MARKS_AT_END = 24, 2


class Boilerplate:
    """Tells the article's own part of each line of a folded text; lines are asked for in their order."""

    __slots__ = ("_after", "_before", "_folded", "_listing", "_over")

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._over = self._listing = False
        self._after = [form for form in _forms("after") if form in folded]
        self._before = [form for form in _forms("before") if form in folded]

    def own(self, span: Span) -> Span:
        """The part of a line that is the article's; empty, at the line's end, where nothing is."""
        start, end = span
        text = self._folded[start:end]
        nothing = Span(end, end)
        bare = text.lstrip(_MARKS)
        if self._over or bare.startswith(_forms("rest")):
            self._over = True
            return nothing
        caption = text[-1] not in _STOPS and len(text.split(None, _LONGEST_CAPTION)) <= _LONGEST_CAPTION
        if caption and (self._listing or bare.startswith(_forms("caption"))):
            return nothing
        self._listing = False
        if bare.startswith(_forms("line")) and len(text.split(None, _LONGEST_LINE)) <= _LONGEST_LINE:
            self._listing = text[-1] == ":"
            return nothing
        if _is_mark(text):
            return nothing
        for form in self._before:
            if text.startswith(form):
                start += len(form)
        for form in self._after:
            at = text.find(form)
            if at <= 0 or _goes_on(text[:at]):
                continue
            over = form in _forms("rest")
            if over or len(text[at:].split(None, _LONGEST_CAPTION)) <= _LONGEST_CAPTION:
                end = min(end, span.start + at)
                self._over = self._over or over
        own = self._folded[start:end].rstrip()
        for _ in range(_MARKS_AT_END):
            own = own[: len(own) - _mark_at_end(own)].rstrip()
        return Span(start + len(own) - len(own.lstrip()), start + len(own.rstrip()))


_by_rule: dict[str, tuple[str, ...]] = {}


def _forms(rule: str) -> tuple[str, ...]:
    """The folded forms under a rule of the table."""
    if not _by_rule:
        for name, words, _ in cells("parsing/boilerplate", folded=True)[1:]:
            _by_rule[name] = _by_rule.get(name, ()) + tuple(words.split("|"))
    return _by_rule[rule]


def _is_mark(text: str) -> bool:
    """Rules and stars, initials, an address, «// انتهى //»."""
    if "@" in text and len(text.split(None, _LONGEST_ADDRESS)) <= _LONGEST_ADDRESS:
        return True
    if len(text) > _LONGEST_MARK:
        return not any(map(str.isalnum, text))
    words = text.strip(_AROUND)
    return not words or words in _forms("only") or re.match(_INITIALS, words) is not None or (words.isdigit() and len(words) < len(text))


def _goes_on(before: str) -> bool:
    """True when the words before are Arabic and have no stop after them: what follows is in the same sentence."""
    last = before.rstrip()[-1:]
    return last not in _STOPS and ("ء" <= last <= "ي" or last in "،,0123456789")


def _mark_at_end(text: str) -> int:
    """How many characters at a line's end are a mark: «(صورة تعبيرية)», after a stop «ع ب م» or an address."""
    tail = text[-_LONGEST_MARK:]
    if tail[-1:] == ")":
        _, _, inside = tail.rpartition("(")
        if inside[:-1].strip() in _forms("only"):
            return len(inside) + 1
    elif tail[-2:-1].isspace():
        at = max(map(tail.rfind, _STOPS))
        if at >= 0 and re.match(_INITIALS, tail[at + 1 :]):
            return len(tail) - at - 1
    elif "@" in tail:
        before, _, last = text.rpartition(" ")
        if "@" in last and before.rstrip()[-1:] in tuple(_STOPS):
            return len(last)
    return 0
