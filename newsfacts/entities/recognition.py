"""Names in each sentence: the tagger's, corrected by what lists and grammar are sure of; then the document's own evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsfacts.entities import latin, persons, phrases
from newsfacts.entities.features import words_of
from newsfacts.entities.kinds import TYPES
from newsfacts.entities.lists import Hit, readings
from newsfacts.entities.mentions import CONTEXT, KEPT, LISTED, RULE, TAGGED, Found, Row, from_hit, stem_after
from newsfacts.entities.tagger import tagger
from newsfacts.entities.vocabulary import heads, nationalities, speech, titles, word_set
from newsfacts.parsing import Article

_EDGE_MARKS = frozenset("\"«»“”'()[]،,.:;-/#؛…!؟?_*")
_SURE = 100
_SURE_PHRASE = 150
_PLACE = 60
_CHANCE = 0.1
_SELDOM = 7
_OFTEN = 5
_USUAL = 0.2
_LINKS = word_set("name links")
_PREPOSITIONS_OF_PLACE = word_set("before a place")
_TOWN = word_set("before a town only")
_BARE = frozenset(("club", "company", "newspaper", "broadcaster", "magazine"))
_LISTED_TYPES = frozenset(("PER", "LOC", "ORG", "MISC"))


def recognise(article: Article) -> tuple[Row, list[Found]]:
    """The mentions of an article, in order, none overlapping another."""
    text = article.text
    same = len(text) == len(article.folded)
    row = Row(article.tokens, (lambda at: text[at]) if same else (lambda at: text[article.span(at, at + 1).start]))
    words = words_of(row.norms, endings(article))
    found: list[Found] = []
    for begin, end in _stretches(article):
        found.extend(_sentence(row, words, begin, end))
    return row, found


def endings(article: Article) -> list[str]:
    """The last character of each token as written (ى or ي)."""
    tokens = article.tokens
    text, folded = article.text, article.folded
    if len(text) == len(folded):
        return [text[end - 1] for end in tokens.ends]
    return [text[article.span(end - 1, end).start] for end in tokens.ends]


def _stretches(article: Article) -> Iterator[tuple[int, int]]:
    """The sentences as ranges of tokens."""
    for sentence in article.sentences:
        inside = article.tokens.within(sentence.start, sentence.end)
        if inside.start < inside.stop:
            yield inside.start, inside.stop


def _sentence(row: Row, words: Sequence[str], begin: int, end: int) -> list[Found]:
    hits = row.lists.find(row.norms, begin, end)
    arabic = any(not latin.is_latin(row.norms[at]) and row.norms[at][0].isalpha() for at in range(begin, end))
    candidates: list[Found] = list(_listed(row, hits, begin, end))
    candidates.extend(phrases.ministries(row, begin, end))
    candidates.extend(phrases.organs(row, begin, end))
    candidates.extend(phrases.quoted(row, begin, end))
    candidates.extend(phrases.places(row, begin, end))
    candidates.extend(latin.names(row, begin, end))
    candidates.extend(latin.hashtags(row, begin, end))
    if arabic:
        candidates.extend(persons.titled(row, begin, end))
        candidates.extend(persons.pairs(row, begin, end))
        candidates.extend(_tagged(row, words, hits, begin, end))
    return _refined(row, resolve(candidates), begin, end)


def _listed(row: Row, hits: Iterable[Hit], begin: int, end: int) -> Iterator[Found]:
    """The listed names that are believed wherever they stand, and phrases that are believed where nothing speaks against them."""
    for hit in hits:
        if hit.cut and not _loose(row, hit):
            continue
        for record in hit.records:
            if TYPES[record.type] not in _LISTED_TYPES:
                continue
            if hit.kept and record.strength > _SURE:
                if hit.last - hit.first > 1 or not phrases.adjective(row, hit.first, hit.cut, begin):
                    found = from_hit(hit, record, KEPT)
                    if (
                        record.subtype in _BARE
                        and hit.last - hit.first > 1
                        and row.norms[hit.last - 1] in nationalities()
                        and _known_without(row, found)
                    ):
                        found.last -= 1  # برشلونة الإسباني: the adjective tells which, and is no part of the name
                    if record.subtype == "product":
                        found.last = min(end, latin.model(row, found.last))
                    yield found
            elif hit.kept:
                row.unsure.append(hit)
                if TYPES[record.type] == "LOC" and _telling(row, hit) and _located(row, hit, begin):
                    yield from_hit(hit, record, LISTED)
            elif (
                hit.last - hit.first == 1 and TYPES[record.type] == "LOC" and record.strength >= _PLACE and _located(row, hit, begin)
            ) or (hit.last - hit.first > 1 and record.strength >= _SURE_PHRASE):
                yield from_hit(hit, record, LISTED)


def _known_without(row: Row, found: Found) -> bool:
    """True when the name less its last word is another name of the same thing, or a town's (which its club is called by)."""
    name = " ".join(found.words(row.norms)[:-1])
    return any(record.row == found.row for record in row.lists.kept(name)) or any(
        TYPES[record.type] == "LOC" for record in row.lists.listed(name)
    )


def _located(row: Row, hit: Hit, begin: int) -> bool:
    """True when a preposition of place or a word such as مدينة stands before a listed place."""
    if row.norms[hit.first][hit.cut :] in persons.never():
        return False
    if hit.cut:
        return row.norms[hit.first][hit.cut - 1] == "ب" and row.lists.frequency(row.norms[hit.first]) <= 7
    if hit.first == begin:
        return False
    before = row.norms[hit.first - 1]
    return before in _PREPOSITIONS_OF_PLACE or any(stem in heads() and heads()[stem].type == "LOC" for _, stem in readings(before))


def _telling(row: Row, hit: Hit) -> bool:
    """True for a name that is no common word (إطار is one, and a town)."""
    norm = row.norms[hit.first][hit.cut :]
    share = row.lists.name_share(norm)
    return hit.last - hit.first > 1 or (row.lists.frequency(norm) <= _SELDOM and (share is None or share >= _CHANCE))


def _loose(row: Row, hit: Hit) -> bool:
    """True when the characters before a listed name are particles, and not the beginning of another word."""
    norm = row.norms[hit.first]
    return hit.last - hit.first > 1 or row.lists.frequency(norm) <= row.lists.frequency(norm[hit.cut :]) + 3


def _tagged(row: Row, words: Sequence[str], hits: Sequence[Hit], begin: int, end: int) -> Iterator[Found]:
    """The tagger's names, with the particles before them and the marks around them taken off."""
    labels = tagger().tag(row.norms, words, begin, end, hits)
    at, after = begin, -1
    while at < end:
        label = labels[at - begin]
        if label == "O":
            at += 1
            continue
        kind = label[2:]
        last = at + 1
        while last < end and labels[last - begin] == "I-" + kind:
            last += 1
        found = _trimmed(row, at, last, kind, after_name=after == at)
        if found is not None:
            yield found
            after = found.last if kind == "PER" else -1
        at = last


def _trimmed(row: Row, first: int, last: int, kind: str, *, after_name: bool) -> Found | None:
    """A tagged span without marks, titles, announcing nouns and stray words at its edges; None when nothing is left of it."""
    norms = row.norms
    first, last = _one_script(row, first, last)
    while first < last and (
        norms[first] in _EDGE_MARKS
        or norms[first] == "و"
        or (kind == "PER" and last - first > 1 and (_is_title(norms[first]) or norms[first] in nationalities()))
    ):
        first += 1
    while last > first and (
        norms[last - 1] in _EDGE_MARKS
        or norms[last - 1] == "و"
        or (kind == "PER" and norms[last - 1].startswith("لل") and len(norms[last - 1]) > 4)
    ):
        last -= 1
    while last - first > 1 and _only_announces(norms[first], kind):
        first += 1
        while first < last and norms[first] in _EDGE_MARKS:
            first += 1
    if first >= last or all(not norm[0].isalpha() for norm in norms[first:last]):
        return None
    if last - first == 1 and (
        norms[first] in nationalities()
        or len(norms[first]) < 2
        or (kind in ("LOC", "ORG") and any(stem in heads() for _, stem in readings(norms[first])))
    ):
        return None
    if last - first == 2 and " ".join(norms[first:last]) in nationalities():
        return None
    if kind == "PER" and last - first == 2 and _definite_with_nation(row, first):
        return None
    if all(_is_title(norm) or _is_nation(norm) for norm in norms[first:last]) or _is_never(norms[first:last]):
        return None
    if kind == "ORG":
        while last - first > 1 and _stray(row, last - 1):
            last -= 1
    if kind == "PER":
        while last - first > 1 and (_verb(row, first) or _common(row, first)):
            first += 1
        while last - first > 1 and _common(row, last - 1):
            last -= 1
        if last - first == 1 and norms[first].startswith("ال") and _common(row, first):
            return None
    if last - first == 1 and _verb(row, first):
        return None
    if kind != "LOC" and first > 0 and last - first <= 3 and row.norms[first - 1] in _TOWN:
        kind = "LOC"
    if kind == "PER" and last - first > 2 and persons.inflected(row, last - 1):
        last -= 1
    if _chance(row, first, last, kind) or (last - first == 1 and _no_name(row, norms[first])):
        return None
    cut = row.attached(first, after_name=after_name)
    if last - first > 1:
        stem = stem_after(norms[first], cut)
        if stem in _OPENS:
            kind = heads()[stem].type
    return Found(first, last, cut, kind, TAGGED)


def _is_nation(norm: str) -> bool:
    return any(stem in nationalities() for _, stem in readings(norm))


def _definite_with_nation(row: Row, at: int) -> bool:
    """الجيشان التشادي: two words with ال, the second an adjective of nationality, the first on no list of names."""
    first, second = row.norms[at], row.norms[at + 1]
    return first.startswith("ال") and second.startswith("ال") and second in nationalities() and persons.name_strength(row, first) == 0


def _common(row: Row, at: int) -> bool:
    """True for a word that no list of names knows and that the news has often, and hardly ever in names."""
    norm = row.norms[at]
    if not norm[0].isalpha() or row.lists.frequency(norm) < _OFTEN or norm in _LINKS or persons.name_strength(row, norm):
        return False
    share = row.lists.name_share(norm)
    return share is not None and share < _USUAL


def _verb(row: Row, at: int) -> bool:
    """True for a verb of saying, and for a word with a prefix of the imperfect that the news hardly ever has in names."""
    norm = row.norms[at]
    if norm in speech():
        return persons.name_strength(row, norm) < _PLACE
    share = row.lists.name_share(norm)
    return norm[0] in "يت" and len(norm) > 3 and share is not None and share < _CHANCE and persons.name_strength(row, norm) == 0


def _stray(row: Row, at: int) -> bool:
    """True for a last word that is hardly ever in a name, as a verb after it is (جامعة هارفرد سبق)."""
    norm = row.norms[at]
    share = row.lists.name_share(norm)
    return share is not None and share < _CHANCE and not norm.startswith(("ال", "لل")) and norm not in nationalities()


def _chance(row: Row, first: int, last: int, kind: str) -> bool:
    """True when every word of a find is one that the news hardly ever has in names."""
    if kind == "ORG" and last - first > 1:
        return False
    for at in range(first, last):
        share = row.lists.name_share(row.norms[at])
        if share is None or share >= _CHANCE:
            return False
    return True


_AND_VERB = ("وت", "وسي", "وست", "وسن")


def _no_name(row: Row, norm: str) -> bool:
    """True for a word of two letters, and for و with a verb's prefix, that no list knows."""
    if len(norm) > 2 and not norm.startswith(_AND_VERB):
        return False
    return not any(row.lists.kept(stem) or (len(norm) > 2 and row.lists.listed(stem)) for _, stem in readings(norm))


def _one_script(row: Row, first: int, last: int) -> tuple[int, int]:
    """A span of Arabic and Latin words cut down to the Latin ones (هواتف iPhone XS), which the lists of Latin names know better."""
    latins = [at for at in range(first, last) if latin.is_latin(row.norms[at])]
    if not latins or all(not row.norms[at][0].isalpha() or latin.is_latin(row.norms[at]) for at in range(first, last)):
        return first, last
    return latins[0], latins[-1] + 1


def _is_never(words: Sequence[str]) -> bool:
    """True for currencies, months and forms of address."""
    known = persons.never()
    return " ".join(words) in known or all(any(stem in known for _, stem in readings(word)) for word in words)


def _is_title(norm: str) -> bool:
    return any(titles().get(stem) is not None for _, stem in readings(norm))


def _only_announces(norm: str, kind: str) -> bool:
    """True for a head noun that is no part of the name after it (مدينة, صحيفة)."""
    for _, stem in readings(norm):
        head = heads().get(stem)
        if head is not None:
            return not head.inside and head.type == kind
    return False


def resolve(candidates: Sequence[Found]) -> list[Found]:
    """Of overlapping mentions the best: the one that holds the others when it is as sure, else the surer, else the longer."""
    order = sorted(candidates, key=_rank)
    taken: list[Found] = []
    at_token: dict[int, Found] = {}
    for candidate in order:
        if all(at not in at_token for at in range(candidate.first, candidate.last)):
            taken.append(candidate)
            for at in range(candidate.first, candidate.last):
                at_token[at] = candidate
        else:
            rival = next(at_token[at] for at in range(candidate.first, candidate.last) if at in at_token)
            if (
                rival.type == candidate.type
                and rival.subtype is None
                and candidate.subtype
                and rival.first <= candidate.first
                and candidate.last <= rival.last
                and candidate.last - candidate.first == rival.last - rival.first
            ):
                rival.subtype, rival.country, rival.row = candidate.subtype, candidate.country, candidate.row
    return sorted(taken, key=lambda found: found.first)


def _rank(found: Found) -> tuple[int, int, int]:
    length = found.last - found.first
    if found.force == KEPT and length > 1:
        return (-length - 1, -found.force, found.first)
    long_name = found.force == TAGGED and length > 1 and found.type in ("PER", "ORG", "MISC", "LOC")
    return (
        -length if long_name or found.force in (KEPT, RULE) else -1 if found.force == TAGGED else 1 if found.force == LISTED else 2,
        -found.force,
        found.first,
    )


def _with_head(row: Row, found: list[Found], begin: int) -> None:
    """مطار بيروت, متحف اللوفر: a head noun that is part of the name, before a name found without it."""
    for number, mention in enumerate(found):
        at = mention.first - 1
        if at < begin or mention.cut or (number and found[number - 1].last > at):
            continue
        for cut, stem in readings(row.norms[at]):
            head = heads().get(stem)
            if head is not None:
                if head.inside and stem in _OPENS:
                    mention.first, mention.cut, mention.type, mention.subtype = at, cut, head.type, head.subtype
                    mention.country, mention.row, mention.force = None, 0, RULE
                break


#: Heads that make a name of whatever name follows; others (قوات, مركز) need the tagger.
_OPENS = word_set("opens a name")


def _refined(row: Row, found: list[Found], begin: int, end: int) -> list[Found]:
    """Adjectives of nationality taken into the names of organs and organisations that bear them; kept facts for what the tagger found."""
    _with_head(row, found, begin)
    persons.join(row, found)
    persons.complete(row, found, begin, end)
    bounds = [*(mention.first for mention in found[1:]), end][: len(found)]
    for mention, bound in zip(found, bounds, strict=True):
        if mention.row == 0:
            _describe(row, mention)
        if mention.type == "ORG":
            subtype = mention.subtype or _head_subtype(row, mention)
            mention.subtype = subtype
            if subtype in phrases.TAKES_NATION and mention.last < bound:
                last, country = phrases.nation_after(row, mention.last, bound)
                if last > mention.last:
                    mention.last, mention.country = last, mention.country or country or None
        elif mention.subtype is None and mention.type in ("LOC", "MISC"):
            mention.subtype = _head_subtype(row, mention)
    return found


def _describe(row: Row, mention: Found) -> None:
    """Subtype, country and row of a listed name that the tagger or a rule found."""
    name = " ".join(mention.words(row.norms))
    for record in (*row.lists.kept(name), *row.lists.listed(name)):
        if TYPES[record.type] == mention.type:
            mention.subtype, mention.country, mention.row = mention.subtype or record.subtype, mention.country or record.country, record.row
            return


def _head_subtype(row: Row, mention: Found) -> str | None:
    """The subtype that the name's first word, or the word before the name, tells."""
    for at in (mention.first, mention.first - 1):
        if at < 0:
            break
        for _, stem in readings(row.norms[at]):
            head = heads().get(stem)
            if head is not None and head.type == mention.type and (at < mention.first or head.inside):
                return head.subtype
    return None


__all__ = ["CONTEXT", "recognise", "resolve"]
