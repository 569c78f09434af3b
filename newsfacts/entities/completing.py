"""Persons' names made whole: the given name before a surname, the surname after a given name, the parts that belong together."""

from __future__ import annotations

from collections.abc import Sequence

from newsfacts.entities.mentions import Found, Row
from newsfacts.entities.persons import (
    LEAST_FORENAME,
    TITLE_OR_NAME,
    can_be_name,
    clause,
    given,
    given_strength,
    is_nisba,
    name_strength,
    unknown,
)
from newsfacts.entities.vocabulary import nationalities, never, titles, word_set
from newsfacts.text.fold import key

_LINKS = word_set("name links before a name")
_GOD = frozenset((key("الله"),))
_SURE_GIVEN = 120
_RARE = 6
_LONGEST = 5
_INITIALS = word_set("initials")
_SON = word_set("son")
_WORDS = word_set("names that are words")
_NAME_STRENGTH = 60


def join(row: Row, found: list[Found]) -> None:
    """Two persons without a word between them are one (إدوارد فيليب), unless the first is known by a name of one word."""
    at = 1
    while at < len(found):
        left, right = found[at - 1], found[at]
        gap = row.norms[left.last : right.first]
        if (
            left.type == right.type == "PER"
            and (
                not gap
                or gap == ["#"]
                or (gap == ["-"] and _glued(row, left.last))
                or (gap == ["."] and row.norms[left.last - 1] in _INITIALS)
            )
            and not right.cut
            and (
                row.norms[right.first] in _LINKS
                or row.norms[left.last - 1] in _SON
                or not (left.row or (left.last - left.first > 1 and right.last - right.first > 1))
            )
            and right.last - left.first <= _LONGEST
        ):
            left.last = right.last
            left.force = max(left.force, right.force)
            del found[at]
        else:
            at += 1


def _glued(row: Row, at: int) -> bool:
    """True for a mark with no space on either side: تشونغ مونغ-جون."""
    return row.ends[at - 1] == row.starts[at] and row.ends[at] == row.starts[at + 1]


def complete(row: Row, found: list[Found], begin: int, end: int) -> None:
    """Adds to a person's name of one word the given name before it or the surname after it (ميشال بارنييه, توني كروس)."""
    for number, mention in enumerate(found):
        if mention.type != "PER":
            continue
        floor = found[number - 1].last if number else begin
        if mention.row:
            at = mention.first - 1
            if at >= floor and mention.last - at > 2 and not mention.cut and _surely_given(row, row.norms[at]):
                mention.first = at  # محمد حسني مبارك
            continue
        ceiling = found[number + 1].first if number + 1 < len(found) else end
        if mention.last < ceiling and row.norms[mention.last - 1] in _LINKS and row.norms[mention.last][0].isalpha():
            mention.last += 1  # سهام بن سدرين
        if not mention.cut:
            extend_left(row, mention, floor)
        if mention.last < ceiling and given(row, mention.last - 1) >= _NAME_STRENGTH and mention.last - mention.first <= 2:
            after = row.norms[mention.last]
            if (
                can_be_name(row, mention.last, first=False)
                and not clause(row, mention.first, mention.last)
                and (name_strength(row, after) >= 90 or row.lists.frequency(after) <= 5)
                and after not in _LINKS
                and after[0] not in "وفبل"
                and not (after in _WORDS and row.norms[mention.last + 1 : mention.last + 2] and row.norms[mention.last + 1][0] == "ب")
            ) or (mention.last - mention.first == 1 and (is_nisba(row, after) or row.is_ali(mention.last))):
                mention.last += 1
        elif (
            mention.last < ceiling
            and mention.last - mention.first > 2
            and row.norms[mention.last - 2] in _SON
            and (is_nisba(row, row.norms[mention.last]) or unknown(row, mention.last))
        ):
            mention.last += 1  # عبدالإله بن عبدالعزيز باناجة


def extend_left(row: Row, mention: Found, floor: int) -> None:
    """Takes in the given name before a mention: of one word, or of two that do not begin with a given name (حافظ قائد السبسي)."""
    at = mention.first - 1
    if at > floor and row.norms[at] == "#" and mention.first - 1 > floor:
        at -= 1
    if at > floor and row.norms[at] in _GOD and name_strength(row, row.norms[at - 1]) >= _NAME_STRENGTH:
        at -= 1  # فتح الله غولن
        if (
            name_strength(row, row.norms[at]) >= _NAME_STRENGTH
            and row.norms[at] not in titles()
            and f"{row.norms[at]} {row.norms[at + 1]}" not in titles()  # آية الله
        ):
            mention.first = at
            mention.cut = row.attached(at)
        return
    if at < floor:
        return
    if row.norms[at] in _SON and at > floor and _named_by_father(row, at - 1):
        mention.first = at - 1  # جمال بن أحمد خاشقجي
        mention.cut = row.attached(at - 1)
        return
    if mention.last - mention.first > 2:
        return
    before = row.norms[at]
    if (
        mention.last - mention.first == 2
        and not row.is_ali(at)
        and given_strength(row, before) <= given_strength(row, row.norms[mention.first])
    ):
        return
    if before[0] in "وبل" and not given_strength(row, before) and _surely_given(row, before[1:]):
        mention.first, mention.cut = at, 1  # وأسامة حسني
        return
    if row.is_ali(at) or (
        given_strength(row, before) >= (_NAME_STRENGTH if before not in titles() else TITLE_OR_NAME)
        and titles().get(before, "office") == "office"
        and row.lists.frequency(before) <= 10
        and before not in never()
    ):
        mention.first = at
        mention.cut = row.attached(at)


def _surely_given(row: Row, word: str) -> bool:
    """True for محمد, أسامة: a given name that the news has in names more often than not."""
    return (
        given_strength(row, word) >= _SURE_GIVEN
        and (row.lists.name_share(word) or 0.0) >= _MOSTLY
        and word not in titles()
        and word not in _GOD
    )


_MOSTLY = 0.5
_SERVANT = key("عبدال")


def _named_by_father(row: Row, at: int) -> bool:
    """True for a word before بن that may be a given name: no title, no adjective of a country, no word of the news (فتاوى ابن تيمية)."""
    norm = row.norms[at]
    if not norm[0].isalpha() or norm in titles() or (norm.startswith("ال") and norm in nationalities()):
        return False
    return given_strength(row, norm) > 0 or (row.lists.name_share(norm) or 0) >= 0.5 or row.lists.frequency(norm) <= _RARE


def forename(row: Row, found: Sequence[Found]) -> None:
    """Adds the unknown word before it to a lone name that no fuller one explains (هيذر نويرت): who is named first is named in full."""
    full = {word for mention in found if mention.type == "PER" and mention.last - mention.first > 1 for word in mention.words(row.norms)}
    floor = 0
    for mention in found:
        at = mention.first - 1
        if (
            mention.type == "PER"
            and mention.last - mention.first == 1
            and not mention.row
            and not mention.cut
            and at >= floor
            and row.norms[mention.first] not in full
            and unknown(row, at)
        ):
            mention.first = at
            mention.cut = 1 if row.norms[at][0] == "و" and len(row.norms[at]) > LEAST_FORENAME else 0
        floor = mention.last
