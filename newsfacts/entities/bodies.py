"""Long names of bodies: a noun, its adjectives, and what the body is for (الهيئة العامة للغذاء والدواء)."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.entities.kinds import LOC
from newsfacts.entities.lists import readings
from newsfacts.entities.mentions import RULE, Found, Row
from newsfacts.entities.phrases import nation, nation_after
from newsfacts.entities.vocabulary import heads, speech, titles, word_set

_BODIES, _IN_CONSTRUCT = word_set("bodies"), word_set("bodies in construct")
_OPENING = _BODIES | _IN_CONSTRUCT
_ADJECTIVES, _NO_ADJECTIVES = word_set("adjectives of bodies"), word_set("no adjectives of bodies")
_LONGEST = 14
_ITS = "ها"
#: How the names of this module are found.
BODY = "noun of a body and its purpose"
_VERBS = word_set("no purpose")
_GENERIC = word_set("generic parts of bodies")
_OVER = word_set("links a field to its object")


def bodies(row: Row, begin: int, end: int) -> Iterator[Found]:
    """A noun with ال, one adjective or more and its purpose (الاتحاد الإيسلندي لكرة القدم), or a noun in construct state that has both
    a purpose or a second part and no simpler reading (مجلس الشؤون الاقتصادية والتنمية)."""
    free = begin
    for at in row.where(_OPENING, begin, end - 2):
        if at < free:
            continue
        found = None
        for cut, stem in readings(row.norms[at]):
            if stem in _BODIES:
                found = _definite(row, at, cut, end)
            elif stem in _IN_CONSTRUCT:
                found = _construct(row, at, cut, end)
            if found is not None:
                yield _contest(row, found, begin)
                break
        free = found.last if found is not None else at + 1


def banks(row: Row, begin: int, end: int) -> Iterator[Found]:
    """البنك الأهلي المصري, البنك السعودي الفرنسي: a bank by its kind, or by two countries; البنك الألماني may be any of Germany."""
    for at in row.where(_BANK, begin, end - 1):
        last, kinds, country = at + 1, 0, None
        while last < end and (row.norms[last] in _KINDS or (row.norms[last].startswith("ال") and nation(row.norms[last]) is not None)):
            kinds += row.norms[last] in _KINDS
            country = country or nation(row.norms[last])
            last += 1
        if kinds or last - at > 2:
            cut = next(cut for cut, stem in readings(row.norms[at]) if stem in _BANK)
            yield Found(at, last, cut, "ORG", RULE, "bank", country or None, how="bank and its kind")


_BANK, _KINDS = word_set("bank"), word_set("kinds of banks")


def _contest(row: Row, found: Found, begin: int) -> Found:
    """كأس الاتحاد الأفريقي لكرة القدم: a contest that is named after its body."""
    at = found.first - 1
    if at >= begin and not found.cut:
        for cut, stem in readings(row.norms[at]):
            head = heads().get(stem)
            if head is not None and head.subtype == "event":
                return Found(at, found.last, cut, head.type, RULE, head.subtype, how=BODY)
    return found


def _definite(row: Row, at: int, cut: int, end: int) -> Found | None:
    first = _adjectives(row, at + 1, end)
    if first == at + 1:
        return None
    last = purpose(row, first, end)
    if last == first:
        return None
    return _body(row, at, cut, last, end)


def _construct(row: Row, at: int, cut: int, end: int) -> Found | None:
    """جمعية القضاة التونسيين, مركز المعلومات والتأهيل لحقوق الإنسان: one noun with ال does not tell a name, two parts or a country do."""
    norm = row.norms[at + 1]
    if not norm.startswith("ال"):
        return _called(row, at, cut, end)
    if norm in _GENERIC or norm in titles() or nation(norm) is not None or norm in heads():
        return None
    first = _adjectives(row, at + 2, end)
    last = _joined(row, first, end, at)
    last = purpose(row, last, end)
    if last == first:
        return None
    return _body(row, at, cut, last, end)


def _called(row: Row, at: int, cut: int, end: int) -> Found | None:
    """مؤسسة جانسين للبحوث والتطوير, مؤسسة راف القطرية: a noun, one or two words that the news hardly has, and a purpose or a country."""
    last = at + 1
    while last < min(end, at + 3) and _strange(row, last):
        last += 1
    if last == at + 1 or last >= end:
        return None
    after = purpose(row, last, end)
    if after == last:
        after, _ = nation_after(row, last, end)
    return _body(row, at, cut, after, end) if after > last else None


_SELDOM = 4


def _strange(row: Row, at: int) -> bool:
    """True for a word without ال that may be what a body is called: rare, without a particle, no plural, no adjective."""
    norm = row.norms[at]
    return (
        norm[0].isalpha()
        and len(norm) > 2
        and row.lists.frequency(norm) <= _SELDOM
        and row.lists.name_share(norm) is None
        and not norm.startswith(("ال", "لل", "و", "ب", "ل"))
        and not norm.endswith(_INFLECTED)
        and nation(norm) is None
        and norm not in heads()
        and norm not in titles()
        and norm not in speech()
    )


_INFLECTED = ("يه", "ها", "هم", "ات", "ا", "ه")


def _body(row: Row, at: int, cut: int, last: int, end: int) -> Found:
    last, country = nation_after(row, last, end)
    return Found(at, last, cut, "ORG", RULE, None, country or None, how=BODY)


def _adjectives(row: Row, at: int, end: int) -> int:
    """The end of the adjectives with ال that start at a token."""
    while at < end and is_adjective(row.norms[at]):
        at += 1
    return at


def is_adjective(norm: str) -> bool:
    """True for a word with ال that an adjective of a body may be."""
    return norm in _ADJECTIVES or (
        norm.startswith("ال")
        and norm.endswith(("يه", "ي"))
        and len(norm) > 4
        and norm not in _NO_ADJECTIVES
        and norm not in heads()
        and norm not in titles()
    )


def purpose(row: Row, at: int, end: int) -> int:
    """The end of the purpose that starts at a token (للأنباء, لكرة القدم, لحقوق الإنسان والحريات), or `at`."""
    if at >= end:
        return at
    norm = row.norms[at]
    if norm.startswith("لل") and len(norm) > 3:
        last = at + 1
        if any(
            record.type == LOC
            for record in (*row.lists.kept(norm[1:]), *row.lists.kept("ال" + norm[2:]), *row.lists.listed("ال" + norm[2:]))
        ):
            return _places(row, last, end)
        if _verbal(norm):
            return at
    elif norm[0] == "ل" and len(norm) > 3 and at + 1 < end and _construct_noun(row, at, at + 1):
        last = at + 2
    elif norm[0] == "ل" and len(norm) > 4 and at + 2 < end and _common_noun(row, at + 1) and _construct_noun(row, at, at + 2):
        last = at + 3  # لشركات صناعة السيارات
    else:
        return at
    if last + 1 < end and row.norms[last] in _OVER and row.norms[last + 1].startswith("ال"):
        last += 2  # للإشراف على القضاء
    last = _adjectives(row, last, end)
    return _joined(row, last, end, at)


def _common_noun(row: Row, at: int) -> bool:
    """True for صناعة, حقوق: a noun of fields of work in construct state."""
    return row.norms[at] in _FIELDS


_FIELDS = word_set("fields in construct")


def _construct_noun(row: Row, at: int, definite: int) -> bool:
    """لكرة القدم, لمكافحة الفساد: ل, a noun, and a noun with ال."""
    norm, after = row.norms[at], row.norms[definite]
    return (
        after.startswith("ال")
        and after not in titles()
        and after not in heads()
        and nation(after) is None
        and nation(norm[1:]) is None
        and norm[1:] not in _VERBS
        and row.lists.frequency(norm) <= row.lists.frequency(norm[1:]) + 3
        and not norm.endswith(("ها", "هم"))
        and not any(record.type == LOC for record in row.lists.kept(norm[1:]))
        and norm[1:] not in titles()
    )


def _places(row: Row, at: int, end: int) -> int:
    """للجبيل وينبع: a second place after و."""
    if at < end and row.norms[at][0] == "و" and any(record.type == LOC for record in row.lists.kept(row.norms[at][1:])):
        return at + 1
    return at


def _joined(row: Row, at: int, end: int, begin: int) -> int:
    """The end of further parts after و (والملابس والجلود, وعلومها) that start at a token."""
    while at < end and at - begin < _LONGEST:
        norm = row.norms[at]
        stem = norm[1:]
        if norm[0] == "و" and norm.endswith(_ITS) and at > begin and len(norm) > 5 and not row.norms[at - 1].startswith("لل"):
            at += 1  # لفنون السينما وعلومها
            continue
        if (
            not norm.startswith("وال")
            or len(norm) < 6
            or stem in titles()
            or stem in heads()
            or stem in speech()
            or nation(stem) is not None
        ):
            return at
        if any(record.strength > 100 for record in row.lists.kept(stem)):
            return at
        at = _adjectives(row, at + 1, end)
    return at


def _verbal(norm: str) -> bool:
    """للمشاركة, للاحتفال: what is done now, and no field of work; told by the titles and heads that a purpose has not."""
    stem = "ال" + norm[2:]
    return stem in titles() or stem in heads() or nation(stem) is not None or norm[2:] in _VERBS
