"""What the document itself says of a name: found once it is found again, and a type decided once holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from newsfacts.entities.clubs import called
from newsfacts.entities.completing import extend_left, forename, join
from newsfacts.entities.homographs import other_word
from newsfacts.entities.lists import readings
from newsfacts.entities.mentions import CONTEXT, KEPT, RULE, TAGGED, Found, Row, from_hit
from newsfacts.entities.persons import given_strength, name_strength
from newsfacts.entities.phrases import CLOSE, OPEN, adjective
from newsfacts.entities.vocabulary import heads, titles, word_set
from newsfacts.parsing import Article
from newsfacts.text.fold import key

_COMMON = 10
#: Words that lists know as a name this surely are names wherever the article repeats them.
_PROPER = 70
_MOST_WORDS = 6
#: A kept name is sure in itself from this strength on; a word of the news that is in names less often is a word.
_SURE, _SELDOM_A_NAME = 100, 0.2
_ARAB_GIVEN = 120
_FAMILY = word_set("name links")
_DISTRICT = "district"


def spread(row: Row, found: Sequence[Found], article: Article) -> list[Found]:
    """The mentions with each string's type settled by vote, and with the further occurrences of the article's names."""
    found = list(found)
    _settle(row, found, called(row, found))
    _surnames(row, found)
    found = _aliases(row, found)
    known = _known(row, found)
    found = _completed(row, found, known)
    taken = bytearray(row.count)
    for mention in found:
        for at in range(mention.first, mention.last):
            taken[at] = 1
    added = []
    free = 0
    sentences = article.sentences
    if sentences:
        for at in row.where(known.keys(), 0, row.count):
            if at < free or taken[at]:
                continue
            again = _again(row, at, known, taken)
            if again is not None:
                added.append(again)
                free = again.last
    found = sorted([*found, *added], key=lambda mention: mention.first)
    _headed(row, found)
    _named_before(row, found)
    join(row, found)
    forename(row, found)
    _without_verb(row, found)
    return [mention for mention in found if not _word_only(row, mention, found)]


def _headed(row: Row, found: Sequence[Found]) -> None:
    """Takes in the noun that opens a name before a place that the article has elsewhere (مسجد الخلف)."""
    floor = 0
    for mention in found:
        at = mention.first - 1
        if mention.how == AGAIN and mention.type == "LOC" and not mention.cut and at >= floor:
            cut = next((cut for cut, stem in readings(row.norms[at]) if stem in _OPENS and stem in heads()), None)
            if cut is not None:
                head = heads()[row.norms[at][cut:]]
                mention.first, mention.cut, mention.type, mention.subtype = at, cut, head.type, head.subtype
                mention.country, mention.row, mention.how = None, 0, "noun that opens a name"
        floor = mention.last


_OPENS = word_set("opens a name")


def _named_before(row: Row, found: Sequence[Found]) -> None:
    """Adds the given name before a surname that was found because it stands alone elsewhere (غيوم سيزيرون), where no fuller one does."""
    full = {word for mention in found if mention.type == "PER" and mention.last - mention.first > 1 for word in mention.words(row.norms)}
    floor = 0
    for mention in found:
        at = mention.first
        lone = mention.how == AGAIN and mention.type == "PER" and mention.last - at == 1 and not mention.cut and row.norms[at] not in full
        if lone and at > floor and (row.lists.name_share(row.norms[at - 1]) or 0.0) >= _SELDOM_A_NAME:
            extend_left(row, mention, floor)
        floor = mention.last


def _without_verb(row: Row, found: Sequence[Found]) -> None:
    """Takes a verb off a surname that another full name of the article explains (سيخلف فلان, أشرف فلان على)."""
    full: dict[str, set[str]] = defaultdict(set)
    for mention in found:
        if mention.type == "PER" and mention.last - mention.first > 1:
            full[row.norms[mention.last - 1]].add(mention.words(row.norms)[0])
    for mention in found:
        if mention.type != "PER" or mention.last - mention.first != 2 or len(full[row.norms[mention.last - 1]]) < 2:
            continue
        word = mention.words(row.norms)[0]
        after = row.norms[mention.last : mention.last + 1]
        if mention.force > TAGGED:
            continue
        if (word.startswith(_FUTURE) and name_strength(row, word) == 0 and not row.lists.name_share(word)) or (
            word == _SUPERVISED and after == [_ALI]
        ):
            mention.first, mention.cut = mention.first + 1, 0


_FUTURE = (key("سي"), key("ست"), key("ي"), key("ت"))
_SUPERVISED, _ALI = key("أشرف"), key("علي")


_WORDS = word_set("names that are words")


def _word_only(row: Row, mention: Found, found: Sequence[Found]) -> bool:
    """True for a word such as سعيد that nothing but the tagger takes for a person: no title, no fuller name in the article."""
    if mention.type != "PER" or mention.last - mention.first > 1 or mention.force > TAGGED or mention.row:
        return False
    word = mention.words(row.norms)[0]
    if word not in _WORDS or (mention.first and any(stem in titles() for _, stem in readings(row.norms[mention.first - 1]))):
        return False
    return not any(other.type == "PER" and other.last - other.first > 1 and word in other.words(row.norms) for other in found)


def _aliases(row: Row, found: list[Found]) -> list[Found]:
    """Kept names that need context (واس, كاس), where another name of the same thing stands in the article."""
    rows = {mention.row for mention in found if mention.row}
    if not rows:
        return found
    taken = {at for mention in found for at in range(mention.first, mention.last)}
    added = []
    for hit in row.unsure:
        if not taken.intersection(range(hit.first, hit.last)):
            record = next((record for record in hit.records if record.row in rows and record.subtype != _DISTRICT), None)
            if record is not None:
                added.append(from_hit(hit, record, RULE))
                taken.update(range(hit.first, hit.last))
    return sorted([*found, *added], key=lambda mention: mention.first)


def _settle(row: Row, found: Sequence[Found], apart: frozenset[str]) -> None:
    """One type for each name, but for those `apart`, which are two things in the article."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in found:
        votes[" ".join(mention.words(row.norms))][mention.type] += 1.0 + 3.0 * (mention.force >= RULE) + 0.5 * (mention.force > CONTEXT)
    for mention in found:
        name = " ".join(mention.words(row.norms))
        ballot = votes[name]
        if len(ballot) > 1 and mention.force < KEPT and name not in apart:
            best = max(ballot, key=lambda kind: (ballot[kind], kind))
            if best != mention.type:
                mention.type, mention.subtype, mention.country, mention.row = best, None, None, 0


def _surnames(row: Row, found: Sequence[Found]) -> None:
    """One word that the tagger takes for a work or an event, and that ends a person's name in the article, is that person; so is a town's
    name that begins or ends one, where nothing in the article speaks of a place."""
    full = [mention for mention in found if mention.type == "PER" and mention.last - mention.first > 1]
    last = {row.norms[mention.last - 1] for mention in full}
    named = last | {mention.words(row.norms)[0] for mention in full}
    lone: dict[str, list[Found]] = defaultdict(list)
    for mention in found:
        if mention.type == "PER" or mention.last - mention.first > 1:
            continue
        word = mention.words(row.norms)[0]
        if mention.type == "MISC" and mention.force == TAGGED and word in last:
            mention.type, mention.subtype = "PER", None
        elif mention.type == "LOC" and word in named:
            lone[word].append(mention)
    for mentions in lone.values():
        if not any(mention.subtype == "country" or _in_place(row, mention) for mention in mentions):
            for mention in mentions:  # أبيي after أبيي أحمد
                mention.type, mention.subtype, mention.country, mention.row = "PER", None, None, 0


def _in_place(row: Row, mention: Found) -> bool:
    """True for a name after في, بـ or a noun for places."""
    at = mention.first
    if mention.cut:
        return row.norms[at][mention.cut - 1] == "ب"
    if not at:
        return False
    before = row.norms[at - 1]
    return before in _PLACES or any(stem in heads() and heads()[stem].type == "LOC" for _, stem in readings(before))


_PLACES = word_set("before a place")


def _known(row: Row, found: Sequence[Found]) -> dict[str, list[tuple[tuple[str, ...], Found]]]:
    """First word to the word rows that name something: whole names, and the last name of a person."""
    known: dict[str, dict[tuple[str, ...], Found]] = defaultdict(dict)
    for mention in found:
        words = tuple(mention.words(row.norms))
        if len(words) <= _MOST_WORDS and (len(words) > 1 or _telling(row, words[0], mention)):
            known[words[0]].setdefault(words, mention)
        if mention.type == "PER" and len(words) > 1:
            for tail in (*_short_forms(words), *_given(row, words)):
                if len(tail) > 1 or _telling(row, tail[0], mention):
                    known[tail[0]].setdefault(tail, mention)
    return {head: sorted(rows.items(), key=lambda item: -len(item[0])) for head, rows in known.items()}


def _completed(row: Row, found: list[Found], known: dict[str, list[tuple[tuple[str, ...], Found]]]) -> list[Found]:
    """The mentions; a part of a name (زهران) is taken for the whole (بيان زهران) where that stands there and is known from elsewhere."""
    at_token = {at: mention for mention in found for at in range(mention.first, mention.last)}
    gone: set[int] = set()
    added: list[Found] = []
    for at in row.where(known.keys(), 0, row.count):
        for cut, stem in readings(row.norms[at]):
            for words, model in known.get(stem, ()):
                last = at + len(words)
                if (
                    len(words) < 2
                    or model.type not in _COMPLETED
                    or model.force == CONTEXT
                    or last > row.count
                    or row.norms[last - 1] != words[-1]
                    or tuple(row.norms[at + 1 : last]) != words[1:]
                    or words != tuple(model.words(row.norms))
                ):
                    continue
                parts = {id(mention): mention for mention in (at_token.get(k) for k in range(at, last)) if mention is not None}
                if not parts or not all(
                    at <= part.first and part.last <= last and part.last - part.first < last - at and part.force < KEPT
                    for part in parts.values()
                ):
                    continue
                gone.update(parts)
                whole = Found(at, last, cut, model.type, CONTEXT, model.subtype, model.country, model.row, how=AGAIN)
                added.append(whole)
                at_token.update(dict.fromkeys(range(at, last), whole))
    if not added:
        return found
    kept = [mention for mention in (*found, *added) if id(mention) not in gone]
    return sorted(kept, key=lambda mention: mention.first)


#: Types whose names have parts that are names.
_COMPLETED = frozenset(("PER", "ORG"))
#: How names are found that the article has elsewhere.
AGAIN = "named elsewhere in the article"


def _short_forms(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """بوتين of فلاديمير بوتين; بن سلمان of محمد بن سلمان."""
    if words[-2] in _FAMILY and words[-2] not in _ENDS_GIVEN:
        return [words[-2:]] if len(words) > 2 else []
    return [words[-1:]] if words[-1] not in _FAMILY else []


#: What ends a given name of two words: the family's name follows (نور الدين الطبوبي).
_ENDS_GIVEN = frozenset((key("الله"), key("الدين")))


def _given(row: Row, words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """روبرت of روبرت ليفاندوفسكي: a foreign given name; an Arab one (محمد) is too many people's."""
    if words[0] in _FAMILY or given_strength(row, words[0]) > _ARAB_GIVEN or row.lists.frequency(words[0]) > _COMMON - 1:
        return []
    return [words[:1]]


def _telling(row: Row, word: str, mention: Found) -> bool:
    """True when one word alone is that name again and not a word of the language."""
    if len(word) < 3 or word in _FAMILY:
        return False
    if not word[0].isalpha() or (mention.force < KEPT and mention.subtype == _DISTRICT):
        return False  # منطقة الشعب tells nothing of الشعب
    if mention.force == KEPT and mention.last - mention.first == 1:
        return True
    strength = max((record.strength for record in row.lists.listed(word)), default=0)
    return strength > _PROPER or row.lists.frequency(word) <= (_COMMON if strength else _COMMON - 2)


def _word_outside(row: Row, at: int, word: str) -> bool:
    """True for اليوم without quotation marks: a paper within them, and today without."""
    share = row.lists.name_share(word)
    if share is None or share >= _SELDOM_A_NAME or any(record.strength > _SURE for record in row.lists.kept(word)):
        return False
    return not at or row.norms[at - 1] not in OPEN or row.norms[at + 1 : at + 2] == [] or row.norms[at + 1] not in CLOSE


def _again(row: Row, at: int, known: dict[str, list[tuple[tuple[str, ...], Found]]], taken: bytearray) -> Found | None:
    for cut, stem in readings(row.norms[at]):
        for words, model in known.get(stem, ()):
            last = at + len(words)
            if last > row.count or any(taken[at:last]) or tuple(row.norms[at + 1 : last]) != words[1:]:
                continue
            if cut and len(words) == 1 and row.lists.frequency(row.norms[at]) > row.lists.frequency(stem) + 1:
                continue
            if len(words) == 1 and (
                adjective(row, at, cut, 0)
                or (model.type == "LOC" and other_word(row, at, cut))
                or (model.force == KEPT and _word_outside(row, at, stem))
            ):
                continue
            whole = tuple(words) == tuple(model.words(row.norms))
            return Found(
                at,
                last,
                cut,
                model.type,
                CONTEXT,
                model.subtype if whole else None,
                model.country if whole else None,
                model.row if whole else 0,
                how=AGAIN,
            )
    return None
