"""Right-to-left text on a terminal: what may be shown, which way it runs, and the isolates around it.

UAX #9 is the Unicode Bidirectional Algorithm. A terminal that follows it lays out one line at a time and starts it left to
right; a table keeps its columns in place when every cell of a line stands in an isolate of its own (RLI or LRI … PDI, UAX #9
section 2.4.2). Terminals that drop those marks (VTE does: it reorders base characters only) still keep the columns in place
when the separator between two cells is a letter of a left-to-right script: see `SEPARATOR`.
"""

from __future__ import annotations

from unicodedata import bidirectional, category

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"

#: U+01C0 LATIN LETTER DENTAL CLICK: drawn as a bar, and of bidirectional class L where `|` and `│` are neutral.
SEPARATOR = "\u01c0"

#: The zero-width non-joiner is spelling in Persian names; it has no width and no direction.
_KEPT = "\u200c"


def clean(text: str) -> str:
    """The text on one line, without control, bidirectional and invisible characters: nothing in it moves the cursor or the layout."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return " ".join("".join(filter(_is_shown, text)).split())


def _is_shown(char: str) -> bool:
    if char.isspace() or char == _KEPT:
        return True
    # Variation selectors make some terminals, not all, draw a wide character.
    return category(char) not in ("Cc", "Cf", "Cs") and not "\ufe00" <= char <= "\ufe0f"


def is_rtl(text: str, default: bool = False) -> bool:
    """True when the first strong character runs right to left (UAX #9, rules P2 and P3); `default` when there is none."""
    for char in text:
        kind = bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return default


def isolated(text: str, rtl: bool) -> str:
    """The text in an isolate of its own."""
    return f"{RLI if rtl else LRI}{text}{PDI}"


class Isolates:
    """The marks around the lines of one paragraph, so that each line opens and closes its own isolates.

    An isolate inside the paragraph that a line break cuts is closed at the end of the line and opened again on the next.
    """

    def __init__(self, rtl: bool) -> None:
        self._open = [RLI if rtl else LRI]

    def around(self, line: str) -> tuple[str, str]:
        """The marks to put before and after the paragraph's next line."""
        before = "".join(self._open)
        for char in line:
            if char in (LRI, RLI):
                self._open.append(char)
            elif char == PDI and len(self._open) > 1:
                self._open.pop()
        return before, PDI * len(self._open)
