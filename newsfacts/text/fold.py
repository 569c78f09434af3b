"""The folded view of a text, in which one word has one spelling, and the way back to the untouched text.

Folding drops what carries no letters (tashkeel, tatweel, bidi and zero-width marks), and writes one form for what
the press writes in several: hamza forms of alef as bare alef, alef maksura as yeh, teh marbuta as heh, Persian
letters as their Arabic ones, every digit as an ASCII digit, every space as a plain space, every dash as `-`.
Hamza on waw, on yeh and on the line stay: they tell words apart. The classes of marks come from PyArabic.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from collections.abc import Sequence

from pyarabic import araby_const as araby

from newsfacts.spans import Span

_BIDI_AND_ZERO_WIDTH = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_QURANIC_RANGES = ((0x0610, 0x061A), (0x0656, 0x065F), (0x06D6, 0x06DC), (0x06DF, 0x06E8), (0x06EA, 0x06ED))
_QURANIC_MARKS = "".join(chr(code) for first, last in _QURANIC_RANGES for code in range(first, last + 1))
#: Marks that sit on a letter: they belong to the word that carries them, at its end too.
_MARKS = "".join(araby.TASHKEEL) + "".join(araby.SMALL) + araby.MADDA_ABOVE + araby.HAMZA_ABOVE + araby.HAMZA_BELOW + _QURANIC_MARKS
_ON_LETTERS = frozenset(_MARKS + araby.TATWEEL)
_DROPPED = "".join(_ON_LETTERS) + _BIDI_AND_ZERO_WIDTH

_SINGLE: dict[str, str] = {
    **dict.fromkeys((araby.ALEF_HAMZA_ABOVE, araby.ALEF_HAMZA_BELOW, araby.ALEF_MADDA, araby.ALEF_WASLA), araby.ALEF),
    araby.ALEF_MAKSURA: araby.YEH,
    araby.TEH_MARBUTA: araby.HEH,
    **dict.fromkeys("کڪ", araby.KAF),
    **dict.fromkeys("یے", araby.YEH),
    **dict.fromkeys("ہەھۀ", araby.HEH),
    araby.PERCENT: "%",
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    **dict.fromkeys("\u0085\u2028\u2029\u000b\u000c", "\n"),
    "\x00": "\ufffd",  # as in HTML; libraries in C end their strings at it
    "\r": " ",  # of CRLF; a lone carriage return is handled in Folded
}
for _zero in (0x0660, 0x06F0, 0xFF10):
    _SINGLE.update({chr(_zero + n): str(n) for n in range(10)})

_TRANSLATE = str.maketrans(_SINGLE)
_UNEVEN = re.compile(f"[{re.escape(_DROPPED)}\ufb50-\ufdff\ufe70-\ufefe]")
_KEY = str.maketrans({**_SINGLE, **dict.fromkeys(_DROPPED)})


def key(word: str) -> str:
    """Folds a word of a lexicon or a rule, so that it compares with folded text.

    >>> key("ثلاثمئةٍ") == key("ثلاثمئه")
    True
    """
    if _UNEVEN.search(word):
        word = _UNEVEN.sub(lambda match: _expand(match[0]), word)
    return sys.intern(word.translate(_TRANSLATE))


def _expand(character: str) -> str:
    """What stands in the folded view for one character that is dropped or that is a ligature."""
    if "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefe":
        return unicodedata.normalize("NFKC", character).translate(_KEY)
    return ""


class Folded:
    """A text and its folded view. `text` is the view; offsets into it are what the rules of newsfacts work with."""

    __slots__ = ("_ends", "_starts", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        self._starts: Sequence[int] | None = None
        self._ends: Sequence[int] | None = None
        if _UNEVEN.search(original) is None:  # most articles: one character for one, no map needed
            self.text = original.translate(_TRANSLATE)
        else:
            self.text = self._fold_with_map(original)
        if "\r" in original and "\n" not in original:  # line ends of an old Macintosh
            self.text = "".join("\n" if original[self.span(at, at + 1).start] == "\r" else c for at, c in enumerate(self.text))

    def _fold_with_map(self, original: str) -> str:
        pieces: list[str] = []
        starts, ends = array("l"), array("l")
        done = 0
        for match in _UNEVEN.finditer(original):
            at = match.start()
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
