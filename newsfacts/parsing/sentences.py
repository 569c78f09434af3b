"""Sentences: split at . ! ? ؟ … ؛, not inside quotations and brackets, decimals, abbreviations, addresses."""

import re
from collections.abc import Iterator

from newsfacts.spans import Span
from newsfacts.text.lexicon import table

_STOP = re.compile(r"\.+|(?:[!?]+|؟+)+\.*|…|؛")
#: «», “”, "" and () with other signs among them, which are passed over; naming them all would be slow to compile.
_MARK = re.compile(r"[^\w\s.,:/-]")
_CLOSERS = "»”\"’')]}"
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_PAIRS = {"«": "»", "“": "”", "(": ")"}
#: Longer than this, an opening mark was more likely left open than meant to hold sentences together.
_LONGEST_QUOTATION = 700
_WINDOW = 40
_CLAUSE_WORDS, _LETTER_NAME = 3, 3
#: «بيت.كوم», «العربية.نت»: the ends of web addresses.
_DOMAINS = ("كوم", "نت")


class Sentence:
    """A sentence: its number in the article, folded offsets, and the number of its block."""

    __slots__ = ("block", "end", "index", "start")

    def __init__(self, index: int, start: int, end: int, block: int) -> None:
        self.index = index
        self.start = start
        self.end = end
        self.block = block


def split_block(folded: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of `folded[start:end]`, stripped of white space, in order."""
    covered = _quotations(folded, start, end)
    at, cover = start, 0
    for match in _STOP.finditer(folded, start, end):
        stop, after = match.span()
        while cover < len(covered) and covered[cover].end <= stop:
            cover += 1
        inside = cover < len(covered) and covered[cover].start < stop
        # «… .» ends a sentence together with its quotation; any other stop inside a quotation does not.
        if inside and not (match[0] == "." and after == covered[cover].end - 1):
            continue
        if not _ends_sentence(folded, at, stop, after, end):
            continue
        while after < end and folded[after] in _CLOSERS:
            after += 1
        yield from _stripped(folded, at, after)
        at = after
    yield from _stripped(folded, at, end)


def _stripped(folded: str, start: int, end: int) -> Iterator[Span]:
    piece = folded[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if left < right:
        yield Span(start + left, start + right)


def _quotations(folded: str, start: int, end: int) -> list[Span]:
    """Outermost pairs of «», “”, "" and () in order. A mark that is never closed, or only far away, covers nothing."""
    found: list[Span] = []
    opened: tuple[str, int] | None = None
    for match in _MARK.finditer(folded, start, end):
        mark, at = match[0], match.start()
        if opened is not None and at - opened[1] > _LONGEST_QUOTATION:
            opened = None
        if opened is None:
            if mark in _PAIRS:
                opened = (_PAIRS[mark], at)
            elif mark == '"':
                opened = ('"', at)
        elif mark == opened[0]:
            found.append(Span(opened[1], at + 1))
            opened = None
    return found


def _ends_sentence(folded: str, begin: int, stop: int, after: int, end: int) -> bool:
    mark = folded[stop:after]
    following = folded[after : after + 1] if after < end else ""
    if mark == "؛":  # between clauses as often as between sentences: «من جانبها؛»
        return len(folded[begin:stop].split(None, _CLAUSE_WORDS)) >= _CLAUSE_WORDS
    if mark[0] != ".":
        return True
    if mark == "..":  # the press writes two dots for a dash
        return False
    if len(mark) > 2:
        return not following or following.isspace() or following in _CLOSERS
    before = folded[max(begin, stop - _WINDOW) : stop]
    word = _WORD_BEFORE.search(before)
    if following and not following.isspace() and following not in _CLOSERS:
        # «سوريا.وقال»: a space was forgotten. Not in ج.م, 3.5, www.example.com, بيت.كوم.
        forgotten = before[-1:].isspace() or (word is not None and len(word[0]) > 2 and word[0][0] > "ء")
        return forgotten and following > "ء" and following.isalpha() and not folded.startswith(_DOMAINS, after, end)
    if not following:
        return True
    if word is not None:
        lead = before[: word.start()].rstrip()
        letters = word[0][1:] if len(word[0]) == 2 and word[0][0] == "و" else word[0]  # «وم. نبيل»
        if len(letters) == 1 and not lead[-1:].isdigit():
            return False
        spelled = before[: word.start()].endswith(".") and len(word[0]) <= _LETTER_NAME  # سي.إن.إن.
        return not spelled and word[0] not in _abbreviations()
    return not (before[-1:].isdigit() and folded[begin:stop].strip().isdigit())  # «1. » numbers a list


_ABBREVIATIONS: frozenset[str] = frozenset()


def _abbreviations() -> frozenset[str]:
    global _ABBREVIATIONS
    if not _ABBREVIATIONS:
        _ABBREVIATIONS = frozenset(form for row in table("parsing/abbreviations", folded=True) for form in row["word"].split("|"))
    return _ABBREVIATIONS
