"""Figures that are no numbers: parts of names and codes, addresses, hashtags, telephone numbers, list marks, years."""

from __future__ import annotations

import re

from newsfacts.numbers.context import Context, is_word
from newsfacts.numbers.lexicons import CUES, FUNCTION_WORDS
from newsfacts.numerals import Numeral

#: A string, which `re` compiles when a text first has an address.
_ADDRESS = (
    r"(?:https?://|www\.)\S+|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}\.\w+|#\w+|@[A-Za-z0-9_]+"
    r"|(?<![\w-])[A-Za-z0-9-]{1,64}\.(?:com|net|org|tn|ae|sa)\b\S*"
)
_LATIN = re.compile(r"[A-Za-z]")
_UNIT_LETTERS = frozenset(
    ("km", "kg", "kw", "mw", "gw", "cm", "mm", "mb", "gb", "tb", "ml", "mhz", "ghz", "c", "f", "m", "usd", "eur", "gbp")
)
_LONG_CODE, _LONGEST_CODE = 9, 4
_FORMULA = frozenset({"فورمولا", "الفورمولا"})
_GROUP = frozenset({"مجموعه", "بمجموعه", "لمجموعه", "ومجموعه", "قمه", "وقمه"})
_ROUND = frozenset({"دور", "الدور", "لدور", "بدور", "للدور", "بالدور", "ودور"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def address_spans(folded: str) -> list[tuple[int, int]]:
    """Folded offsets of web addresses, mail addresses, mentions and hashtags."""
    if not any(mark in folded for mark in ("http", "www.", "@", "#", ".com", ".net", ".org", ".tn", ".ae", ".sa")):
        return []
    return [match.span() for match in re.finditer(_ADDRESS, folded)]


def is_designation(context: Context, numeral: Numeral) -> bool:
    """True when a figure names, dials or marks instead of counting."""
    if numeral.form != "digits":
        return numeral.form == "words" and _spelled_name(context, numeral)
    if numeral.definite and context.norm(numeral.first - 1) in _ROUND:
        return True
    i, last = numeral.first, numeral.last
    digits = next(k for k in range(i, last) if context.norms[k][0].isdigit())
    return (
        _hyphenated(context, digits, last)
        or _lettered(context, digits, last, numeral)
        or _telephone(context, numeral, digits, last)
        or _list_mark(context, digits, last)
    )


def _spelled_name(context: Context, numeral: Numeral) -> bool:
    before = context.norm(numeral.first - 1)
    if before in _FORMULA and numeral.value == 1:
        return True
    if before in _GROUP | _ROUND and numeral.definite:
        return True
    return numeral.definite and context.quoted(numeral.first, numeral.last)


def _hyphenated(context: Context, i: int, last: int) -> bool:
    """«تو-22», «كوفيد-19», «3-R», «F-16»: letters and a hyphen on one side, without spaces."""
    if context.norm(i - 1) == "-" and context.glued(i - 2) and context.glued(i - 1):
        before = context.norm(i - 2)
        if before[:1].isalpha() and before not in FUNCTION_WORDS:
            return True
        if before[:1].isdigit() and _in_code(context, i - 2):
            return True
    if context.norm(last) == "-" and context.glued(last - 1) and context.glued(last):
        after = context.norm(last + 1)
        if _LATIN.match(after) or (is_word(after) and len(after) <= 2):
            return True
    return False


def _in_code(context: Context, i: int) -> bool:
    """True when figure `i` hangs by hyphens on Latin letters: cap-180-300."""
    for k in range(i, max(1, i - 2 * _LONGEST_CODE), -2):
        if not (context.norm(k - 1) == "-" and context.glued(k - 1) and context.glued(k - 2)):
            return False
        if _LATIN.match(context.norm(k - 2)):
            return True
    return False


def _lettered(context: Context, i: int, last: int, numeral: Numeral) -> bool:
    """«إف 16», «آيفون 8», «iPhone 7», «4G»."""
    before, after = context.norm(i - 1), context.norm(last)
    if _LATIN.match(after) and context.glued(last - 1) and after.lower() not in _UNIT_LETTERS:
        return True
    if _LATIN.match(before) and before.lower() not in _UNIT_LETTERS and not context.line_break(i - 1):
        return True
    if before == "_" or after == "_" or (before[:1].isalpha() and not is_word(before) and not _LATIN.match(before)):
        return True
    name = before
    if before in ('"', "»", "”", "'") and not context.glued(i - 1):
        name = context.norm(i - 2)
    if before == "-" and not context.glued(i - 1):
        name = ""
    named = name in CUES["designation"] or (name == before and context.cue_stem(i - 1, "place"))
    return named and numeral.prep == "" and not context.line_break(i - 1)


def _telephone(context: Context, numeral: Numeral, i: int, last: int) -> bool:
    text = context.norms[i]
    size = sum(len(context.norms[k]) for k in range(i, last))
    if text[0] == "0" and len(text) > 5 and text.isdigit():
        return True
    if context.norm(i - 1) == "+" and context.glued(i - 1):
        return True
    if size >= 7 and text.isdigit() and context.cue_before(i, "phone", 4):
        return True
    if size < _LONG_CODE or not text.isdigit() or last > i + 1 or is_word(context.norm(last)):
        return False
    return not context.alone(numeral.first, last)


def _list_mark(context: Context, i: int, last: int) -> bool:
    """«1- …», «2. …», «3) …» at the start of a line."""
    if context.line_end(last - 1) or len(context.norms[i]) > 2:
        return False
    mark = context.norm(last)
    if context.line_start(i):
        return mark in "-.)/:" and not context.glued(last) and (context.glued(last - 1) or mark == "-")
    return context.norm(i - 1) in ".:؛" and mark == "-" and not context.glued(last) and is_word(context.norm(last + 1))


def is_bare_year(context: Context, numeral: Numeral) -> bool:
    """A figure of four digits that looks like a year and counts nothing (مونديال 2018)."""
    value = numeral.value
    if numeral.form != "digits" or not isinstance(value, int) or not _FIRST_YEAR <= value <= _LAST_YEAR:
        return False
    return context.norms[numeral.last - 1].isdigit() and len(context.norms[numeral.last - 1]) == 4
