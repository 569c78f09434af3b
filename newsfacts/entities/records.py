"""From mentions to records: the contract's entities."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from newsfacts.entities.context import spread
from newsfacts.entities.linking import Group, link
from newsfacts.entities.lists import readings
from newsfacts.entities.mentions import Found, Row
from newsfacts.entities.recognition import recognise
from newsfacts.entities.regions import place
from newsfacts.entities.roles import role_after, role_of
from newsfacts.entities.vocabulary import heads, titles, word_set
from newsfacts.facts import Entity, Mention
from newsfacts.parsing import Article
from newsfacts.text.fold import key


def extract(article: Article) -> list[Entity]:
    """The entities of an article in order of first mention."""
    _, groups = grouped(article)
    named = frozenset(
        at for group in groups if group.type in ("ORG", "LOC") for mention in group.mentions for at in range(mention.first, mention.last)
    )
    return [_entity(article, group, _roles(article, group, named)) for group in groups]


def grouped(article: Article) -> tuple[Row, list[Group]]:
    """The tokens of an article, and its mentions grouped, one group for each entity, in order of first mention."""
    row, found = recognise(article)
    groups = link(row, spread(row, found, article), article)
    place(row, groups)
    return row, groups


def _whole(group: Group, found: Found, text: str) -> str:
    """The name as a list shows it: without the marks of a hashtag, and with the alef that ل took: of للولايات المتحدة الولايات المتحدة."""
    if found.cut and text.startswith("ل") and found.words(group.row.norms)[0].startswith("ال") and not text.startswith("ال"):
        text = "ا" + text
    return " ".join(text.replace("#", " ").replace("_", " ").split())


def _roles(article: Article, group: Group, named: frozenset[int]) -> tuple[str, ...]:
    if group.type != "PER":
        return ()
    roles: dict[str, None] = {}
    for found in group.mentions:
        start = article.sentences[article.sentence_at(article.tokens.starts[found.first])].start
        floor = bisect_left(article.tokens.starts, start)
        for span in (role_of(group.row, found, named, floor), role_after(group.row, found, named)):
            if span is None:
                continue
            text = " ".join(article.surface(*span).split())
            first = key(text.split(" ", 1)[0])
            if first.startswith("ل") and first not in titles() and "ا" + first in titles():  # للمخرجة
                text = "ا" + text
            roles.setdefault(text)
    return tuple(roles)


#: Subtypes that جبهة, حركة, تنظيم may have: a party or fighters, the context tells.
_PARTIES = frozenset(("party", "armed_group"))
_HEAD_OF_PARTY = word_set("party")
_FIGHTERS, _POLITICS = word_set("fighters"), word_set("politics")


def _party(article: Article, group: Group) -> str | None:
    """armed_group where the sentences speak of fighters, party where they speak of politics; else what the noun itself tells."""
    head = group.words[0]
    if head in _HEAD_OF_PARTY:
        return "party"
    tokens = article.tokens
    fighters = politics = 0
    for number in {article.sentence_at(tokens.starts[found.first]) for found in group.mentions}:
        sentence = article.sentences[number]
        inside = tokens.within(sentence.start, sentence.end)
        words = {stem for norm in tokens.norms[inside.start : inside.stop] for _, stem in readings(norm)}
        fighters += len(words & _FIGHTERS)
        politics += len(words & _POLITICS)
    if fighters != politics:
        return "armed_group" if fighters > politics else "party"
    named = heads().get(head)
    return "armed_group" if named is not None and named.subtype == "armed_group" else None


def _entity(article: Article, group: Group, roles: tuple[str, ...]) -> Entity:
    tokens = article.tokens
    mentions = []
    for found in group.mentions:
        start, end = tokens.starts[found.first] + found.cut, tokens.ends[found.last - 1]
        span = article.span(start, end)
        mentions.append(Mention(article.text[span.start : span.end], span.start, span.end, article.sentence_at(start)))
    name = mentions[group.fullest].text
    name = _whole(group, group.mentions[group.fullest], name)
    others = Counter(_whole(group, found, mention.text) for found, mention in zip(group.mentions, mentions, strict=True))
    others.pop(name, None)
    subtype = next((found.subtype for found in group.mentions if found.subtype), None)
    if subtype in _PARTIES and not group.kept:
        subtype = _party(article, group)
    country = group.country if group.type == "LOC" else None
    return Entity(
        name,
        group.type,
        subtype,
        tuple(others),
        roles,
        country,
        len(mentions),
        tuple(mentions),
    )
