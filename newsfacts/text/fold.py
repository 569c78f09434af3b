"""The folded view of a text, in which one word has one spelling, and the way back to the untouched text.

Folding drops what carries no letters (tashkeel, tatweel, bidi and zero-width marks), and writes one form for what
the press writes in several: hamza forms of alef as bare alef, alef maksura as yeh, teh marbuta as heh, Persian
letters as their Arabic ones, every digit as an ASCII digit, every space as a plain space, every dash as `-`.
Hamza on waw, on yeh and on the line stay: they tell words apart. The classes of marks are PyArabic's; a test compares.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence

from newsfacts.spans import Span

_BIDI_AND_ZERO_WIDTH = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
#: Tashkeel, hamza and madda above or below, the small alef, waw and yeh, Quranic marks.
_MARK_RANGES = ((0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E8), (0x06EA, 0x06ED))
#: Marks that sit on a letter: they belong to the word that carries them, at its end too.
_ON_LETTERS = frozenset(chr(code) for first, last in _MARK_RANGES for code in range(first, last + 1)) | {"\u0640"}  # and tatweel
_DROPPED = _ON_LETTERS.union(_BIDI_AND_ZERO_WIDTH)

_SINGLE: dict[str, str] = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیے", "ي"),
    **dict.fromkeys("ةہەھۀ", "ه"),
    **dict.fromkeys("کڪ", "ك"),
    "٪": "%",
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    **dict.fromkeys("\u0085\u2028\u2029\u000b\u000c", "\n"),
    "\x00": "\ufffd",  # as in HTML; libraries in C end their strings at it
    "\r": " ",  # of CRLF; a lone carriage return is handled in Folded
}
for _zero in (0x0660, 0x06F0, 0xFF10):
    _SINGLE.update({chr(_zero + n): str(n) for n in range(10)})

_CHUNK = 1 << 16


class _Table(dict[int, "str | int | None"]):
    """A table for `str.translate` that learns: ligatures and other presentation forms as they come, and which characters stay."""

    def __missing__(self, code: int) -> str | int | None:
        self[code] = found = _expand(chr(code)) if _is_form(chr(code)) else code
        return found


_TRANSLATE = _Table({ord(character): kept for character, kept in _SINGLE.items()})
_KEY = _Table({**_TRANSLATE, **{ord(character): None for character in _DROPPED}})


def key(word: str) -> str:
    """Folds a word of a lexicon or a rule, so that it compares with folded text.

    >>> key("ثلاثمئةٍ") == key("ثلاثمئه")
    True
    """
    return sys.intern(word.translate(_KEY))


#: What of all that is folded stands in words as people type them into a table.
_TYPED = [(character, _SINGLE.get(character, "")) for character in "أإآىةًٌٍَُِّْـ"]


def fold_table(text: str) -> str:
    """`key` for the text of a whole table, for a twentieth of the time; a test holds the two against each other on every table we ship."""
    for character, kept in _TYPED:
        text = text.replace(character, kept)
    return text


def _is_form(character: str) -> bool:
    return "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefe"


def _expand(character: str) -> str:
    """What stands in the folded view for one character that is dropped or that is a ligature."""
    if not _is_form(character):
        return ""
    import unicodedata  # a megabyte of tables, and few texts need them

    expansion = unicodedata.normalize("NFKC", character)
    return expansion if expansion == character else expansion.translate(_KEY)


def _places(text: str, characters: set[str]) -> Iterator[int]:
    """Where characters of a set stand in a text, in order."""
    for first in range(0, len(text), _CHUNK):
        piece = text[first : first + _CHUNK]
        found = []
        for character in characters:
            at = piece.find(character)
            while at >= 0:
                found.append(first + at)
                at = piece.find(character, at + 1)
        yield from sorted(found)


class Folded:
    """A text and its folded view. `text` is the view; offsets into it are what the rules of newsfacts work with."""

    __slots__ = ("_ends", "_starts", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        self._starts: Sequence[int] | None = None
        self._ends: Sequence[int] | None = None
        uneven = {character for character in set(original) if character in _DROPPED or _is_form(character)}
        if uneven:
            self.text = self._fold_with_map(original, uneven)
        else:  # one character for one, no map needed
            self.text = original.translate(_TRANSLATE)
        if "\r" in original and "\n" not in original:  # line ends of an old Macintosh
            self.text = "".join("\n" if original[self.span(at, at + 1).start] == "\r" else c for at, c in enumerate(self.text))

    def _fold_with_map(self, original: str, uneven: set[str]) -> str:
        pieces: list[str] = []
        starts, ends = array("l"), array("l")
        done = 0
        for at in _places(original, uneven):
            pieces.append(original[done:at])
            starts.extend(range(done, at))
            ends.extend(range(done + 1, at + 1))
            character = original[at]
            expansion = _expand(character)
            if expansion:
                pieces.append(expansion)
                starts.extend([at] * len(expansion))
                ends.extend([at + 1] * len(expansion))
            elif character in _ON_LETTERS and ends and ends[-1] == at:
                ends[-1] = at + 1  # a mark belongs to the letter before it
            done = at + 1
        pieces.append(original[done:])
        starts.extend(range(done, len(original)))
        ends.extend(range(done + 1, len(original) + 1))
        self._starts, self._ends = starts, ends
        return "".join(pieces).translate(_TRANSLATE)

    def span(self, start: int, end: int) -> Span:
        """The span of the untouched text under `text[start:end]` (a non-empty piece of the view)."""
        if self._starts is None or self._ends is None:
            return Span(start, end)
        return Span(self._starts[start], self._ends[end - 1])
