"""Why an entity is one, for `--explain`: the list or rule that named it, what the tagger went by, and what joins its other forms to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsfacts.entities.features import place_features, word_features, words_of
from newsfacts.entities.linking import Group
from newsfacts.entities.lists import lists
from newsfacts.entities.mentions import LIST, Found, Row
from newsfacts.entities.recognition import endings
from newsfacts.entities.records import grouped
from newsfacts.entities.tagger import tagger
from newsfacts.entities.vocabulary import nationalities, word_set
from newsfacts.facts import Rule
from newsfacts.parsing import Article

_TAGGER = "tagger"
_MOST_FEATURES = 3
#: What the letter before = in a feature's name says the feature is of.
_CLASSES = {
    "w": "the word",
    "t": "the word without particles",
    "u": "the word without ال",
    "p": "the word's beginning",
    "s": "the word's ending",
    "k": "its class among words",
    "n": "how often the news has it in names",
    "g": "a list",
    "G": "a kept list",
    "q": "an announcing word",
    "m": "a phrase of a list",
    "M": "a phrase of a kept list",
    "h": "its shape",
    "l": "its length",
    "f": "how common it is",
}


def explain(article: Article) -> list[Rule]:
    """How the entities of `extract` came about, in the same order.

    `name` is how the mention that heads the record was found; `leans_on` says the row of the kept list, the features that the tagger
    went by, how the other mentions were found, and what joins the other forms of the name to it.
    """
    row, groups = grouped(article)
    words = words_of(row.norms, endings(article))
    return [_rule(article, row, group, words) for group in groups]


def _rule(article: Article, row: Row, group: Group, words: Sequence[str]) -> Rule:
    head = group.mentions[group.fullest]
    leans_on: list[str] = []
    if head.row:
        name, usual = _kept_row(head.row)
        leans_on.append(f"kept list {name}: {usual}")
    elif head.how == LIST:
        leans_on.append("a list from another package")
    if any(mention.how == _TAGGER for mention in group.mentions):
        tagged = head if head.how == _TAGGER else next(mention for mention in group.mentions if mention.how == _TAGGER)
        leans_on.append(_features(row, tagged, words))
    ways = Counter(mention.how or _TAGGER for mention in group.mentions if mention is not head)
    leans_on.extend(f"{count} more: {way}" for way, count in ways.items())
    leans_on.extend(_links(article, row, group, head))
    return Rule(head.how or _TAGGER, tuple(leans_on))


def _features(row: Row, mention: Found, words: Sequence[str]) -> str:
    """The kinds of feature that speak most for the label of a mention's first word: its own, and its neighbours'."""
    model, at = tagger(), mention.first
    label = "B-" + mention.type
    if label not in model.labels:
        return f"tagger: {label}"
    column = model.labels.index(label)
    places = place_features(lists().find(row.norms, max(0, at - 4), min(row.count, at + 5)), max(0, at - 4))
    seen: Counter[str] = Counter()
    width = len(model.labels)
    for offset, number, which in ((0, 0, 0), (-1, 1, 1), (1, 2, 1)):
        if not 0 <= at + offset < row.count:
            continue
        names = list(word_features(words[at + offset])[which])
        if not offset:
            names += places.get(at - max(0, at - 4), ())
        where = {0: "", -1: "before it, ", 1: "after it, "}[offset]
        for name in names:
            sums = model.sums((name,))
            weight = sums[number * width + column] - sums[number * width]
            if weight > 0:
                seen[where + _CLASSES.get(name[:1], name)] += weight
    best = "; ".join(name for name, _ in seen.most_common(_MOST_FEATURES))
    return f"tagger: {label} by {best}" if best else f"tagger: {label}"


@lru_cache(maxsize=1)
def _rows() -> dict[int, tuple[str, str]]:
    from newsfacts.entities.build import kept

    return {number: (name, names.split("|", 1)[0]) for number, name, names in kept.numbered()}


def _kept_row(number: int) -> tuple[str, str]:
    """The list (file) of a numbered row, and the usual name in it."""
    return _rows().get(number, ("?", "?"))


def _links(article: Article, row: Row, group: Group, head: Found) -> Iterator[str]:
    """One line for each other form of the name: what joins it to the record."""
    full = head.words(row.norms)
    told = {tuple(full)}
    for mention in group.mentions:
        words = mention.words(row.norms)
        if tuple(words) in told:
            continue
        told.add(tuple(words))
        text = " ".join(article.surface(row.starts[mention.first] + mention.cut, row.ends[mention.last - 1]).split())
        yield f"«{text}»: {_relation(row, mention, head, words, full)}"


def _relation(row: Row, mention: Found, head: Found, words: list[str], full: list[str]) -> str:
    if mention.row and mention.row == head.row:
        return "a name of the same row of the kept list"
    if words[0].isascii() != full[0].isascii():
        return "the name in another script"
    if len(words) < len(full):
        if full[: len(words)] == words:
            rest = full[len(words) :]
            return (
                "the name without the adjective of its country" if all(word in nationalities() for word in rest) else "the name's beginning"
            )
        if full[-len(words) :] == words:
            return "the name without its ministry" if full[0] in word_set("ministry") else "the name's end"
        if mention.first and row.norms[mention.first - 1] in '("«“[':
            return "a short name in brackets or quotation marks"
    if mention.first and row.norms[mention.first - 1] in '("«“[' and len(words) <= len(full):
        return "a name in brackets or quotation marks after it"
    return "another spelling or a longer form"
