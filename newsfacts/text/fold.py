"""The folded view of a text, in which one word has one spelling, and the way back to the untouched text.

Folding drops what carries no letters (tashkeel, tatweel, bidi and zero-width marks), and writes one form for what
the press writes in several: hamza forms of alef as bare alef, alef maksura as yeh, teh marbuta as heh, Persian
letters as their Arabic ones, every digit as an ASCII digit, every space as a plain space, every dash as `-`.
Hamza on waw, on yeh and on the line stay: they tell words apart. The classes of marks are PyArabic's; a test compares.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator

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
_FEW = 40


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


def keys(*words: str) -> frozenset[str]:
    """The folded words of a rule, folded in one go."""
    return frozenset(fold_table("\n".join(words)).split("\n"))


def _is_form(character: str) -> bool:
    return "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefe"


def _expand(character: str) -> str:
    """What stands in the folded view for one character that is dropped or that is a ligature."""
    if not _is_form(character):
        return ""
    import unicodedata  # a megabyte of tables, and few texts need them

    expansion = unicodedata.normalize("NFKC", character)
    return expansion if expansion == character else expansion.translate(_KEY)


def _one_for_one(text: str, characters: set[str]) -> str:
    """A text with each of its characters folded that is folded to one; `characters` are all that may be in it.

    Half a dozen of the characters of an article change: replacing these one after the other is quicker than `translate`.
    """
    folded = [(character, _SINGLE[character]) for character in characters if character in _SINGLE]
    if len(folded) > _FEW:
        return text.translate(_TRANSLATE)
    for character, kept in folded:
        text = text.replace(character, kept)
    return text


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
    """A text and its folded view. `text` is the view; offsets into it are what the rules of newsfacts work with.

    The way back is kept by pieces of the view: where each begins in the view and in the original, and where its last character ends
    in the original (marks on it included). In most pieces a character is a character; in a piece made of one ligature all are that one.
    """

    __slots__ = ("_begins", "_ends", "_ligature", "_origins", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        self._begins: list[int] = []
        self._origins: list[int] = []
        self._ends: list[int] = []
        self._ligature: list[bool] = []
        characters = set(original)
        uneven = {character for character in characters if character in _DROPPED or _is_form(character)}
        if uneven:
            self.text = _one_for_one(self._fold_with_map(original, uneven), characters)
        else:  # no map needed
            self.text = _one_for_one(original, characters)
        if "\r" in original and "\n" not in original:  # line ends of an old Macintosh
            self.text = "".join("\n" if original[self.span(at, at + 1).start] == "\r" else c for at, c in enumerate(self.text))

    def _fold_with_map(self, original: str, uneven: set[str]) -> str:
        pieces: list[str] = []
        done = size = 0
        for at in _places(original, uneven):
            if done < at:
                pieces.append(original[done:at])
                self._add(size, done, at, False)
                size += at - done
            character = original[at]
            expansion = _expand(character)
            if expansion:
                pieces.append(expansion)
                self._add(size, at, at + 1, True)
                size += len(expansion)
            elif character in _ON_LETTERS and self._ends and self._ends[-1] == at:
                self._ends[-1] = at + 1  # a mark belongs to the letter before it
            done = at + 1
        if done < len(original):
            pieces.append(original[done:])
            self._add(size, done, len(original), False)
        return "".join(pieces)

    def _add(self, begin: int, origin: int, end: int, ligature: bool) -> None:
        self._begins.append(begin)
        self._origins.append(origin)
        self._ends.append(end)
        self._ligature.append(ligature)

    def span(self, start: int, end: int) -> Span:
        """The span of the untouched text under `text[start:end]` (a non-empty piece of the view)."""
        begins = self._begins
        if not begins:
            return Span(start, end)
        first, last = bisect_right(begins, start) - 1, bisect_right(begins, end - 1) - 1
        origin = self._origins[first] + (0 if self._ligature[first] else start - begins[first])
        if end == (begins[last + 1] if last + 1 < len(begins) else len(self.text)):
            return Span(origin, self._ends[last])
        return Span(origin, self._origins[last] + (1 if self._ligature[last] else end - begins[last]))
