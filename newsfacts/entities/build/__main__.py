"""Builds the lists of `data/entities`: `python -m newsfacts.entities.build --news FILE...` (`--kept` for the kept tables alone).

The order of a full rebuild: this command, then `python -m newsfacts.entities.train`, which adds what the labelled news tells.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from newsfacts.entities.build import kept, namesakes, sums


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m newsfacts.entities.build", description=__doc__)
    parser.add_argument("--kept", action="store_true", help="compile data/entities/lists/*.tsv and nothing else")
    parser.add_argument("--news", type=Path, nargs="+", help="news articles (JSON Lines) to count words and form word classes in")
    options = parser.parse_args(arguments)
    print(f"kept.trie: {kept.save()} names")
    if options.kept:
        print(f"tagger.words: {sums.save()} words")
        return 0
    if not options.news:
        parser.error("--news is needed, or --kept")
    from newsfacts.entities.build import clusters, corpus, gazetteer

    counts = corpus.count(options.news)
    classes = clusters.table(options.news, counts)
    clusters.save(classes, Path(kept.FOLDER) / "words.trie")
    print(f"words.trie: {len(classes)} words")
    print(f"gazetteer.trie: {gazetteer.save(classes, counts)} names")
    print(f"namesakes.trie: {namesakes.save()} names")
    return 0


if __name__ == "__main__":
    sys.exit(main())
