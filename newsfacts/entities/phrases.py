"""Names that are built by grammar: ministries, organs of state with a country's adjective, head nouns with a name in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from newsfacts.entities.kinds import LOC
from newsfacts.entities.lists import readings
from newsfacts.entities.mentions import KEPT, LISTED, RULE, Found, Row
from newsfacts.entities.vocabulary import Head, heads, institutions, nationalities, never, portfolios, speech, titles, word_set
from newsfacts.text.fold import key

_MINISTRY = word_set("ministry")
OPEN, CLOSE = frozenset("«“\"'”"), frozenset("»”\"'“")
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
        return False  # also of a name of several words: شركة التعدين العربية السعودية
    before = row.norms[at - 1]
    if word.startswith("ال"):
        return before.startswith(_DEFINITE) and before not in _PREPOSITIONS
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
    for at in row.where(_MINISTRY, begin, end - 1):
        cut = next(cut for cut, stem in readings(row.norms[at]) if stem in _MINISTRY)
        last = _phrase(row, at + 1, end, portfolios())
        if last == at + 1:
            continue
        while last < end:
            further = _phrase(row, last, end, _and_portfolios())
            if further == last:
                break
            last = further
        last, country = nation_after(row, last, end)
        yield Found(at, last, cut, "ORG", RULE, "ministry", country or None, how="noun of a ministry and its portfolio")


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split(" ", 1)[0] for phrase in institutions())


def organs(row: Row, begin: int, end: int) -> Iterator[Found]:
    """الجيش الروسي, البنك المركزي المصري: an organ of state and the adjective of its country."""
    known, free = institutions(), begin
    for at in row.where(_first_words(), begin, end - 1):
        if at < free:
            continue
        if at > begin and row.norms[at] in portfolios() and any(titles().get(stem) == "office" for _, stem in readings(row.norms[at - 1])):
            continue  # وزير الدفاع الروسي
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
                yield Found(at, last, cut, "ORG", RULE, subtype, country, how="organ of state and its country's adjective")
                free = last
            break


def _head_at(row: Row, at: int) -> Head | None:
    for _, stem in readings(row.norms[at]):
        head = heads().get(stem)
        if head is not None:
            return head
    return None


_TOWNS = word_set("before a town")
_RARE_WORD = 6
_RARE_NISBA, _NISBA = 1, key("ية")
_CHANCE = 0.1


def places(row: Row, begin: int, end: int) -> Iterator[Found]:
    """مدينة السلط, منطقة بني معقل: a rare word, a listed place, or بني, سيدي, عين and a word, after a noun that a place's name follows."""
    for at in row.where(_TOWNS, begin, end - 1):
        norm = row.norms[at + 1]
        if at + 2 < end and norm in _OPENS_TOWN and _completes_town(row, at + 2):
            yield Found(at + 1, at + 3, 0, "LOC", RULE, "city", how="name after a noun for places")
            continue
        if not norm[0].isalpha() or len(norm) < 3 or nation(norm) is not None or norm in heads() or norm in never():
            continue
        share = row.lists.name_share(norm)
        if norm.startswith("لل") or row.misspelled(at + 1):
            continue  # من ناحية فعاليته
        listed = next((record for record in row.lists.listed(norm) if record.type == LOC), None)
        if listed is None and (
            row.lists.frequency(norm) > (_RARE_NISBA if norm.endswith(_NISBA) and not norm.startswith("ال") else _RARE_WORD)
            or (share is not None and share < _CHANCE and not norm.startswith("ال"))
        ):
            continue  # مدينة متكاملة, منطقة نائية
        subtype, country = (listed.subtype, listed.country) if listed else (None, None)
        yield Found(at + 1, at + 2, 0, "LOC", RULE if listed else LISTED, subtype, country, how="name after a noun for places")


_OPENS_TOWN = word_set("opens a town of two words")


def _completes_town(row: Row, at: int) -> bool:
    """True for a word that may be the second of a town's name: no adjective of a country, no preposition, no verb."""
    norm = row.norms[at]
    return norm[0].isalpha() and len(norm) > 1 and nation(norm) is None and norm not in _PREPOSITIONS and norm not in speech()


def _common(row: Row, at: int) -> bool:
    """True for a word of the language that the news has often: اتفاق "جديد"."""
    share = row.lists.name_share(row.norms[at])
    return row.lists.frequency(row.norms[at]) >= _OFTEN and share is not None and share < _CHANCE


_OFTEN = 9
_PARTICLES = frozenset(map(key, "وفبلك"))


def opens(row: Row, at: int) -> bool:
    """True for a quotation mark that opens: the upright one is told by what it is glued to."""
    mark = row.norms[at]
    return mark in OPEN and (mark != '"' or at == 0 or row.ends[at - 1] < row.starts[at] or row.norms[at - 1] in _PARTICLES)


def _closing(row: Row, at: int, end: int, longest: int) -> int:
    """The mark that closes a quotation of so many words at most, opened by token `at`; `at` where there is none."""
    return next((other for other in range(at + 1, min(end, at + 2 + longest)) if row.norms[other] in CLOSE), at)


def quoted(row: Row, begin: int, end: int) -> Iterator[Found]:
    """شركة "آيفانهو بيكتشرز", فيلم «سكارفيس»: the words in quotation marks after a head noun (and the head's adjectives)."""
    for at in row.where(OPEN, begin + 1, end - 2):
        if not opens(row, at):
            continue
        head = None
        before = at - 1
        for back in range(3):
            if before < begin:
                break
            head = _head_at(row, before)
            norm = row.norms[before]
            adjective = norm.startswith("ال") and norm not in _PREPOSITIONS  # إلى
            if head is not None or (nation(norm) is None and not (back == 0 and norm in _AFTER_HEAD) and not adjective):
                break
            before -= 1
        if head is None and row.norms[at - 1] in _ENTITLED:
            head = _WORK
        if head is None:
            yield from _movement(row, at, end)
            yield from _by(row, at, end)
            continue
        last = _closing(row, at, end, _LONGEST_QUOTED)
        if any(norm[0] == "و" and any(record.type == LOC for record in row.lists.kept(norm[1:])) for norm in row.norms[at + 2 : last]):
            continue  # الدول "السعودية ومصر"
        if last <= at + 1 or (last == at + 2 and head.type == "MISC" and _common(row, at + 1)):
            continue
        yield Found(at + 1, last, 0, head.type, RULE, head.subtype, how="quoted name after a noun that announces it")
        if head.subtype in _WORKS:
            yield from _further(row, last + 1, end, head)


_AFTER_HEAD = word_set("between head and quotation")
#: What a title stands after, whatever it is the title of.
_ENTITLED, _WORK = frozenset((key("بعنوان"),)), Head("MISC", "", False, "name")
_BY, _OF = word_set("work by"), word_set("work of")
_FROM = key("من")
#: Subtypes of what a quoted phrase is the whole name of.
_MOVEMENTS = frozenset(("armed_group", "party"))
_SHORTEST_MOVEMENT, _LONGEST_MOVEMENT = 3, 5


def _movement(row: Row, at: int, end: int) -> Iterator[Found]:
    """ "كتائب صقور الوادي": quotation marks around a noun of fighters or parties and what it is of."""
    head = heads().get(row.norms[at + 1])
    if head is None or head.subtype not in _MOVEMENTS or not head.inside:
        return
    last = _closing(row, at, end, _LONGEST_MOVEMENT)
    if last - at > _SHORTEST_MOVEMENT and row.norms[last - 1].startswith("ال") and not row.norms[at + 2].startswith("ال"):
        yield Found(at + 1, last, 0, head.type, RULE, head.subtype, how="quoted name of a movement")


def _by(row: Row, at: int, end: int) -> Iterator[Found]:
    """ "لافلس" للمخرج فلان, "كذا" من بطولة فلان: quoted words that somebody made."""
    last = _closing(row, at, end, _LONGEST_QUOTED)
    if last <= at + 1:
        return
    after = last + 1
    if after < end and row.norms[after] in ("،", ","):
        after += 1
    if after < end and (row.norms[after] in _BY or (after + 1 < end and row.norms[after] == _FROM and row.norms[after + 1] in _OF)):
        yield Found(at + 1, last, 0, "MISC", RULE, "film", how="quoted name of a work and its maker")


#: Subtypes of works, of which several may stand in a row.
_WORKS = frozenset(("film",))
_BETWEEN = frozenset((key("و"), key("أو"), "،", ",", "(", ")", "-"))


def _further(row: Row, at: int, end: int, head: Head) -> Iterator[Found]:
    """أفلام "كذا" (2000) و"كذا" (2003): the quoted names that go on a row of works."""
    while at < end:
        if row.norms[at] in _BETWEEN or (row.norms[at].isdigit() and len(row.norms[at]) == 4):
            at += 1
            continue
        if row.norms[at] not in OPEN:
            return
        last = _closing(row, at, end, _LONGEST_QUOTED)
        if last <= at + 1:
            return
        yield Found(at + 1, last, 0, head.type, RULE, head.subtype, how="quoted name in a row of works")
        at = last + 1


_PAPERS, _ANNOUNCES, _SAYS = word_set("papers"), word_set("announces a paper"), word_set("says to a paper")
_TO = "ل"
_LONGEST_PAPER = 3
_SPEECH_WINDOW = 9


def papers(row: Row, begin: int, end: int) -> Iterator[Found]:
    """A paper called by a word of the language or by a place's name: صحيفة الوطن, وقال لـ«الشرق الأوسط»."""
    for at in sorted({*row.where(OPEN, begin + 1, end), *(at + 1 for at in row.where(_ANNOUNCES, begin, end - 1))}):
        before = row.norms[at - 1]
        if opens(row, at):
            last = _closing(row, at, end, _LONGEST_PAPER)
            name = " ".join(row.norms[at + 1 : last])
            if last > at + 1 and (
                (before == _TO and any(word in _SAYS for word in row.norms[max(begin, at - _SPEECH_WINDOW) : at - 1]))
                or (name in _PAPERS and (before == _TO or before in _ANNOUNCES or _is_place(row, name)))
            ):
                yield Found(at + 1, last, 0, "ORG", KEPT, "newspaper", how="quoted name of a paper")
        elif before in _ANNOUNCES:
            for last in range(min(end, at + _LONGEST_PAPER), at, -1):
                if " ".join(row.norms[at:last]) in _PAPERS:
                    yield Found(at, last, 0, "ORG", KEPT, "newspaper", how="name of a paper after a noun that announces it")
                    break
    if _DASH in row.norms[begin : begin + _LONGEST_PLACE]:
        yield from _dateline(row, begin, end)


_DASH, _LONGEST_PLACE = "-", 4


def _dateline(row: Row, begin: int, end: int) -> Iterator[Found]:
    """البحرين - الرأي - أعلن: the paper after the place that a text begins with."""
    at = row.norms.index(_DASH, begin) + 1
    for last in range(at + 1, min(end, at + _LONGEST_PAPER)):
        if row.norms[last] == _DASH:
            if " ".join(row.norms[at:last]) in _PAPERS:
                yield Found(at, last, 0, "ORG", KEPT, "newspaper", how="name of a paper in the line of the place")
            break


def _is_place(row: Row, name: str) -> bool:
    """True for الشرق الأوسط, which between quotation marks is the paper."""
    return any(record.type == LOC for record in row.lists.kept(name))


_FURTHEST_HEAD = 6


def translated(row: Row, begin: int, end: int) -> Iterator[Found]:
    """جبهة حراس البحيرة (Lake Guards Front): what stands before a Latin name in brackets, from the noun that opens a name on."""
    for at in range(begin + 2, end - 2):
        if row.norms[at] != "(" or not ("A" <= row.norms[at + 1][0] <= "Z") or not row.norms[at - 1][0].isalpha():
            continue
        for before in range(at - 2, max(begin, at - _FURTHEST_HEAD) - 1, -1):
            norm = row.norms[before]
            if not norm[0].isalpha() or norm in _PREPOSITIONS or norm in speech():
                break
            opened = next(((cut, heads()[stem]) for cut, stem in readings(norm) if stem in heads()), None)
            if opened is not None and opened[1].type == "ORG":
                cut, head = opened
                first, cut = (before, cut) if head.inside else (before + 1, 0)
                yield Found(first, at, cut, "ORG", RULE, head.subtype, how="name that brackets give in Latin letters")
                break
