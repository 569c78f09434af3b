"""Names that are built by grammar: ministries, organs of state with a country's adjective, head nouns with a name in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from newsfacts.entities.kinds import LOC
from newsfacts.entities.lists import readings
from newsfacts.entities.mentions import LISTED, RULE, Found, Row
from newsfacts.entities.vocabulary import Head, heads, institutions, nationalities, portfolios, titles, word_set

_MINISTRY = word_set("ministry")
_OPEN, _CLOSE = frozenset("«“\"'”"), frozenset("»”\"'“")
_LONGEST_QUOTED = 7
_LONGEST_PHRASE = 4
#: Subtypes of organisations whose name takes the country's adjective in (الحرس الثوري الإيراني), unlike صحيفة التايمز البريطانية.
TAKES_NATION = frozenset(
    [
        "armed_group",
        "military",
        "police",
        "agency",
        "parliament",
        "government",
        "ministry",
        "bank",
        "court",
        "mission",
        "federation",
        "national_team",
        "news_agency",
        "party",
        "union",
        "ngo",
        "organization",
        "council",
        "university",
        "museum",
        "fund",
        "academy",
    ]
)


@lru_cache(maxsize=1)
def _and_portfolios() -> frozenset[str]:
    return frozenset("و" + portfolio for portfolio in portfolios())


def nation(norm: str) -> str | None:
    """The country of an adjective of nationality (empty: of no one country); None when the word is none."""
    return nationalities().get(norm)


_PREPOSITIONS = word_set("before a noun")
_DEFINITE = ("ال", "لل", "بال", "وال", "فال", "كال")


def adjective(row: Row, at: int, cut: int, begin: int) -> bool:
    """True where السعودية, سورية are the adjective of the noun before, not the country."""
    word = row.norms[at]
    if cut or at == begin or word not in nationalities():
        return False
    before = row.norms[at - 1]
    if word.startswith("ال"):
        return before.startswith(_DEFINITE)
    return before[0].isalpha() and before not in _PREPOSITIONS and row.lists.frequency(before) > 0


def nation_after(row: Row, at: int, end: int) -> tuple[int, str | None]:
    """Where the adjectives of nationality that start at `at` end (كوري جنوبي has two words), and their country."""
    if at >= end:
        return at, None
    if at + 1 < end:
        pair = nation(f"{row.norms[at]} {row.norms[at + 1]}")
        if pair is not None:
            return at + 2, pair
    country = nation(row.norms[at])
    if country is None or not row.norms[at].startswith("ال"):
        return at, None
    return at + 1, country


def _phrase(row: Row, at: int, end: int, words: frozenset[str] | dict[str, str]) -> int:
    """The end of the longest of the given phrases that starts at token `at`, or `at`."""
    for length in range(min(_LONGEST_PHRASE, end - at), 0, -1):
        if " ".join(row.norms[at : at + length]) in words:
            return at + length
    return at


def ministries(row: Row, begin: int, end: int) -> Iterator[Found]:
    """وزارة الدفاع الروسية, وزارة الثقافة والسياحة."""
    for at in range(begin, end - 1):
        cut = next((cut for cut, stem in readings(row.norms[at]) if stem in _MINISTRY), None)
        if cut is None:
            continue
        last = _phrase(row, at + 1, end, portfolios())
        if last == at + 1:
            continue
        while last < end:
            further = _phrase(row, last, end, _and_portfolios())
            if further == last:
                break
            last = further
        last, country = nation_after(row, last, end)
        yield Found(at, last, cut, "ORG", RULE, "ministry", country or None)


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split(" ", 1)[0] for phrase in institutions())


def organs(row: Row, begin: int, end: int) -> Iterator[Found]:
    """الجيش الروسي, البنك المركزي المصري: an organ of state and the adjective of its country."""
    known = institutions()
    at = begin
    while at < end - 1:
        if at > begin and any(titles().get(stem) == "office" for _, stem in readings(row.norms[at - 1])) and row.norms[at] in portfolios():
            at += 1  # وزير الدفاع الروسي
            continue
        for cut, stem in readings(row.norms[at]):
            if stem not in _first_words():
                continue
            longest = 0
            for length in range(min(_LONGEST_PHRASE, end - at), 0, -1):
                if " ".join((stem, *row.norms[at + 1 : at + length])) in known:
                    longest = length
                    break
            if not longest:
                continue
            subtype = known[" ".join((stem, *row.norms[at + 1 : at + longest]))]
            last, country = nation_after(row, at + longest, end)
            if last > at + longest and country:
                yield Found(at, last, cut, "ORG", RULE, subtype, country)
                at = last - 1
            break
        at += 1


def _head_at(row: Row, at: int) -> Head | None:
    for _, stem in readings(row.norms[at]):
        head = heads().get(stem)
        if head is not None:
            return head
    return None


_TOWNS = word_set("before a town")
_RARE_WORD = 6


def places(row: Row, begin: int, end: int) -> Iterator[Found]:
    """مدينة السلط: a rare word, or a listed place, right after a noun that a place's name follows (and a second one after و)."""
    for at in range(begin, end - 1):
        if not any(stem in _TOWNS for _, stem in readings(row.norms[at])):
            continue
        norm = row.norms[at + 1]
        if not norm[0].isalpha() or len(norm) < 3 or nation(norm) is not None or norm in heads():
            continue
        listed = next((record for record in row.lists.listed(norm) if record.type == LOC), None)
        if listed is not None or row.lists.frequency(norm) <= _RARE_WORD:
            yield Found(
                at + 1, at + 2, 0, "LOC", RULE if listed else LISTED, listed.subtype if listed else None, listed.country if listed else None
            )


def quoted(row: Row, begin: int, end: int) -> Iterator[Found]:
    """شركة "آيفانهو بيكتشرز", فيلم «سكارفيس»: the words in quotation marks after a head noun (and the head's adjectives)."""
    for at in range(begin + 1, end - 2):
        if row.norms[at] not in _OPEN:
            continue
        head = None
        before = at - 1
        for back in range(3):
            if before < begin:
                break
            head = _head_at(row, before)
            if head is not None or (nation(row.norms[before]) is None and not (back == 0 and row.norms[before] in _AFTER_HEAD)):
                break
            before -= 1
        if head is None:
            continue
        last = next((other for other in range(at + 1, min(end, at + 2 + _LONGEST_QUOTED)) if row.norms[other] in _CLOSE), at)
        if last <= at + 1:
            continue
        yield Found(at + 1, last, 0, head.type, RULE, head.subtype)


_AFTER_HEAD = word_set("between head and quotation")
