"""Measures «اليوم», «أمس», «غدا» with a weekday beside them («أمس الأول الأحد») on dated articles: does the date fall on that weekday?

    python benchmarks/weekdays.py FILE... [--misses N]

Such an expression says twice which day it means, so the weekday is a key to the date that nobody had to annotate. FILEs are JSON Lines
with `date`, as for newsfacts itself. Prints for each: articles with such expressions, the expressions and the share of them whose
date falls on the weekday beside it (all); the same for the articles whose date is right (dated right): an article's date is taken for
wrong when all its expressions fit one and the same other day, at most a week away; and how many of those that do not fit are reported
as conflicts. With --misses N, the first N expressions that do not fit. Exits 1 when one that does not fit is not reported.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from typing import NamedTuple

from newsfacts import numerals
from newsfacts.calendars.names import weekday_at
from newsfacts.parsing import Article
from newsfacts.reading.documents import read_all
from newsfacts.reading.source import Source
from newsfacts.timeline import expressions

_FARTHEST = 7


class Twice(NamedTuple):
    """A day named twice: its words, the day it was placed on, the weekday beside it (Monday is 0), and whether a conflict is reported."""

    text: str
    day: dt.date
    weekday: int
    conflict: bool

    @property
    def fits(self) -> bool:
        """True when the day falls on the weekday."""
        return self.day.weekday() == self.weekday


def named_twice(article: Article) -> Iterator[Twice]:
    """The expressions of an article that count from the reference date and name a weekday, but no day of a month."""
    for match in expressions(article, numerals.find(article)):
        if match.rule != "day_word" or match.first is None or match.resolved_from != "reference":
            continue
        words = article.folded[match.start : match.end].replace("(", " ").replace(")", " ").split()
        if any(character.isdigit() for word in words for character in word):
            continue
        named = [found[0] for index in range(len(words)) if (found := weekday_at(words, index)) is not None]
        if len(named) == 1:
            yield Twice(article.surface(match.start, match.end), match.first, named[0], match.conflict is not None)


def dated_wrong(found: list[Twice]) -> bool:
    """True when none of an article's expressions fits and all would from one other day."""
    off = {(each.weekday - each.day.weekday()) % _FARTHEST for each in found}
    return len(off) == 1 and off != {0}


def main() -> int:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    options = parser.parse_args()
    unreported = 0
    print(f"{'file':24} {'articles':>8} {'expressions':>11} {'all %':>6} {'dated right':>11} {'expressions':>11} {'fit %':>6} conflicts")
    for path in options.files:
        articles: list[list[Twice]] = []
        misses: list[str] = []
        for source in read_all([path]):
            if not isinstance(source, Source):
                continue
            article = Article(source)
            found = list(named_twice(article))
            if found:
                articles.append(found)
                misses.extend(f"{source.id} {article.reference.date}: {each.text} → {each.day}" for each in found if not each.fits)
        told = [each for found in articles for each in found]
        right = [found for found in articles if not dated_wrong(found)]
        rightly = [each for found in right for each in found]
        wrong = [each for each in told if not each.fits]
        reported = sum(each.conflict for each in wrong)
        unreported += len(wrong) - reported
        print(
            f"{path.rpartition('/')[2]:24} {len(articles):8} {len(told):11} {_share(told):6.2f} {len(right):11} {len(rightly):11} "
            f"{_share(rightly):6.2f} {reported} of {len(wrong)}"
        )
        print(*misses[: options.misses], sep="\n", end="\n" if options.misses else "")
    return 1 if unreported else 0


def _share(found: list[Twice]) -> float:
    return 100 * sum(each.fits for each in found) / len(found) if found else 0.0


if __name__ == "__main__":
    sys.exit(main())
