"""Which mentions are of one thing: by name, a kept list's aliases, short forms, spellings, scripts, brackets, a ministry's country."""

from __future__ import annotations

from collections.abc import Sequence

from newsfacts.entities.latin import is_latin, vocabulary
from newsfacts.entities.mentions import Found, Row
from newsfacts.entities.translit import alike
from newsfacts.entities.vocabulary import nationalities, word_set
from newsfacts.parsing import Article
from newsfacts.text.fold import key

_ABD = key("عبد")
_OR = key("أو")
_SON = word_set("son")
_MINISTRY = word_set("ministry")
_MOST_GROUPS = 400  # pairs are compared; an article that names more things than this is a list
_OPENERS = frozenset('("«“[')
_TITLE_WINDOW = 60


class Group:
    """The mentions of one thing, in text order."""

    __slots__ = ("country", "kept", "mentions", "row", "type", "words")

    def __init__(self, row: Row, type: str, words: tuple[str, ...], kept: int = 0) -> None:
        self.row, self.type, self.words, self.kept = row, type, words, kept
        self.mentions: list[Found] = []
        self.country: str | None = None

    @property
    def first(self) -> int:
        """The first token of the first mention."""
        return self.mentions[0].first

    @property
    def latin(self) -> bool:
        """True for a name in Latin letters."""
        return is_latin(self.words[0])

    @property
    def fullest(self) -> int:
        """The number of the mention that heads the record: Arabic before Latin, the longest, the usual one, the first."""

        forms = [tuple(mention.words(self.row.norms)) for mention in self.mentions]

        def rank(at: int) -> tuple[bool, int, int, int, int]:
            mention = self.mentions[at]
            letters = self.row.ends[mention.last - 1] - self.row.starts[mention.first] - mention.cut
            often = forms.count(forms[at]) if self.kept else 0  # ريال مدريد rather than النادي الملكي
            return (is_latin(self.row.norms[mention.last - 1]), -(mention.last - mention.first), -often, -letters, at)

        return min(range(len(self.mentions)), key=rank)


def _unit(words: Sequence[str]) -> tuple[str, ...]:
    """The words with عبد joined to the next, so that عبد الله and عبدالله are one."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == _ABD:
            joined[-1] += word
        elif word not in ("_", "#", "-"):
            joined.append(word)
    return tuple(joined)


def link(row: Row, found: Sequence[Found], article: Article) -> list[Group]:
    """The mentions grouped, in order of first mention."""
    groups = _by_name(row, found)
    if len(groups) <= _MOST_GROUPS:
        groups = _merged(row, groups)
    for group in groups:
        group.mentions.sort(key=lambda mention: mention.first)
        group.country = next((mention.country for mention in group.mentions if mention.country), None)
    return sorted(groups, key=lambda group: group.first)


def _by_name(row: Row, found: Sequence[Found]) -> list[Group]:
    """One group for each name; a bare ministry goes to the ministry of the country that the text spoke of last."""
    groups: dict[tuple[str, tuple[str, ...] | int], Group] = {}
    for mention in found:
        words = _unit(mention.words(row.norms))
        place: tuple[str, tuple[str, ...] | int] = (mention.type, mention.row or words)
        group = groups.get(place)
        if group is None:
            group = groups[place] = Group(row, mention.type, words, kept=mention.row)
        group.mentions.append(mention)
        if len(words) > len(group.words) or (is_latin(group.words[0]) and not is_latin(words[0])):
            group.words = words
        group.country = group.country or mention.country
    return list(groups.values())


def _merged(row: Row, groups: list[Group]) -> list[Group]:
    """Each group put into the fuller one it belongs to, longest names first."""
    order = sorted(groups, key=lambda group: (group.latin, -len(group.words), group.first))
    kept: list[Group] = []
    for group in order:
        if _is_bare_ministry(group) and _split_by_country(row, group, kept):
            continue
        fits = [other for other in kept if other.type == group.type and _same(group, other)]
        home = _bracketed(row, group, kept) if not fits else None
        if fits:
            home = _nearest(fits, group)
            if group.type == "PER" and len(group.words) == 1 and len(fits) > 1:
                _share_out(group, fits)
                continue
        if home is None:
            kept.append(group)
        else:
            home.mentions.extend(group.mentions)
            home.country = home.country or group.country
    return kept


def _nearest(fits: Sequence[Group], group: Group) -> Group:
    """The fitting group mentioned last before this one, else the first."""
    before = [other for other in fits if min(mention.first for mention in other.mentions) < group.first]
    return (
        max(before, key=lambda other: max(mention.first for mention in other.mentions if mention.first < group.first))
        if before
        else fits[0]
    )


def _share_out(group: Group, fits: Sequence[Group]) -> None:
    """A surname of two persons: each mention goes to the one named in full last before it."""
    full = sorted(((mention.first, number) for number, other in enumerate(fits) for mention in other.mentions), key=lambda pair: pair[0])
    for mention in group.mentions:
        before = [number for at, number in full if at < mention.first]
        fits[before[-1] if before else full[0][1]].mentions.append(mention)


def _same(short: Group, full: Group) -> bool:
    """True when the shorter name can be a form of the fuller one."""
    a, b = short.words, full.words
    if short.kept and full.kept and short.kept != full.kept and not (short.type == "ORG" and len(a) > 1 and a == b[: len(a)]):
        return False
    if short.latin != full.latin:
        return _across_scripts(a, b, short.type)
    if short.type == "PER":
        return _same_person(a, b)
    if len(a) == len(b):
        return _spelled_alike(a, b) and not (short.type == "LOC" and _two_places(short, full))
    return _short_form(a, b, short, full)


def _two_places(one: Group, other: Group) -> bool:
    """True for two names that the lists have, each its own place (العين, العيون)."""
    lists = one.row.lists
    first, second = (" ".join(group.words) for group in (one, other))
    return first != second and all(lists.kept(name) or lists.listed(name) for name in (first, second))


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if len(a) == len(b):
        return _spelled_alike(a, b)
    if len(a) == 1:
        return a[0] == b[-1] or a[0] == b[0] or _near(a[0], b[-1]) or _bare(a[0]) == _bare(b[-1])
    if a == b[-len(a) :] or a == b[: len(a)]:
        return True
    return a[0] == b[0] and a[-1] == b[-1]  # جمال خاشقجي in جمال بن احمد خاشقجي


def _bare(surname: str) -> str:
    """A surname without its article: وائل السرحان is called سرحان too."""
    return surname[2:] if surname.startswith("ال") and len(surname) > 4 else surname


def _short_form(a: tuple[str, ...], b: tuple[str, ...], short: Group, full: Group) -> bool:
    if len(a) > len(b):
        return False
    if short.type == "ORG" and b[0] in _MINISTRY and a == b[1:]:
        return True  # الخارجية السورية
    if a == b[: len(a)]:
        rest = b[len(a) :]
        if all(word in nationalities() for word in rest):
            return True
        return (
            short.type == "ORG"
            and len("".join(a)) > 4
            and full.first < short.first
            and short.type == full.type
            and (len(a) > 1 or _is_club(full))
        )
    if short.type == "ORG" and _is_club(full) and len(a) == 1 and a[0] == b[-1] and full.first < short.first:
        return True
    return short.type == "MISC" and len(a) >= 1 and a == b[-len(a) :] and len("".join(a)) > 5


def _is_club(group: Group) -> bool:
    return any(mention.subtype == "club" for mention in group.mentions)


def _spelled_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """غوغل and جوغل, سموتريش and سموتريتش: every word the same or near, at least one long enough to tell."""
    return all(x == y or _near(x, y) for x, y in zip(a, b, strict=True))


#: Letters that the press writes for one foreign sound (غوغل, جوجل), as one.
_LOOSE = str.maketrans("جقؤئ", "غغوي")


def _near(x: str, y: str) -> bool:
    """True for two spellings of one foreign name: five letters or more, the same consonants, at most two letters apart."""
    if min(len(x), len(y)) < 5 or abs(len(x) - len(y)) > 2 or is_latin(x) != is_latin(y):
        return False
    u, v = x.translate(_LOOSE), y.translate(_LOOSE)
    return u == v or (u[0] == v[0] and _distance_one(u, v))


def _distance_one(u: str, v: str) -> bool:
    """True when one letter more, less or other makes one word of the other (and not a first or feminine ending)."""
    if len(u) > len(v):
        u, v = v, u
    if len(v) - len(u) > 1:
        return False
    at = 0
    while at < len(u) and u[at] == v[at]:
        at += 1
    if len(u) == len(v):
        return u[at + 1 :] == v[at + 1 :] and u[at : at + 1] in "اويهئؤء" and v[at : at + 1] in "اويهئؤء"
    return u[at:] == v[at + 1 :] and (v[at] in "اويء" or len(u) >= 6) and not (at == len(u) and v[at] in "هي" and len(u) < 7)


def _across_scripts(latin: tuple[str, ...], arabic: tuple[str, ...], kind: str) -> bool:
    """Vladimir Putin and فلاديمير بوتين; a single Latin word is compared with the last name."""
    if is_latin(arabic[0]):
        latin, arabic = arabic, latin
    names = [word for word in latin if word[0].isalpha() and word.lower() not in ("al", "el", "bin", "ben", "ibn")]
    plain = [word for word in arabic if word not in _SON]
    if not names or not plain:
        return False
    if kind in ("LOC", "ORG") and len(names) == len(plain) == 2 and _translated(names, plain):
        return True
    if len(names) == len(plain):
        return all(alike(x, y) for x, y in zip(names, plain, strict=True))
    if kind == "PER" and len(names) == 1:
        return alike(names[0], plain[-1]) and len(names[0]) > 3
    if kind == "PER" and len(plain) == 1:
        return alike(names[-1], plain[0]) and len(plain[0]) > 3
    return kind == "PER" and alike(names[0], plain[0]) and alike(names[-1], plain[-1])


def _translated(latin: Sequence[str], arabic: Sequence[str]) -> bool:
    """Lake Chad and بحيرة تشاد: the nouns are each other's translation, the names alike."""
    for noun, name in ((latin[0], latin[1]), (latin[1], latin[0])):
        if arabic[0] in vocabulary().translated.get(noun, ()):
            return alike(name, arabic[1])
    return False


def _bracketed(row: Row, group: Group, kept: Sequence[Group]) -> Group | None:
    """The group whose mention stands right before one of this group's in brackets or quotation marks (منظمة كذا (الاسم))."""
    if group.type not in ("ORG", "MISC", "PER") or (group.type == "PER" and not group.latin):
        return None
    for mention in group.mentions:
        at = mention.first - 1
        if at < 2 or row.norms[at] not in _OPENERS or mention.last >= row.count or row.norms[mention.last] not in ')"»”]':
            continue
        if row.norms[at - 1] == _OR and row.norms[at - 2] in ')"»”]' and group.type == "MISC":
            at -= 2  # "كذا" أو "كذا": one work by two titles
        elif row.norms[at] != "(" and not (row.norms[at] in '"«“' and len(group.words) == 1 and group.type == "ORG"):
            continue
        for other in kept:
            if (
                other.type == group.type
                and any(before.last == at for before in other.mentions)
                and not (other.kept and group.kept and other.kept != group.kept)
            ):
                return other
    return None


def _is_bare_ministry(group: Group) -> bool:
    return (
        group.type == "ORG"
        and any(mention.subtype == "ministry" for mention in group.mentions)
        and group.words[-1] not in nationalities()
        and len(group.words) > 1
    )


def _split_by_country(row: Row, group: Group, kept: Sequence[Group]) -> bool:
    """Gives each bare mention (وزارة الدفاع) to the ministry of that name whose country was spoken of last before it."""
    homes = [
        other
        for other in kept
        if other.type == "ORG" and other.words[: len(group.words)] == group.words and len(other.words) > len(group.words)
    ]
    if not homes:
        return False
    countries = {other.country: other for other in homes if other.country}
    for mention in group.mentions:
        home = None
        for at in range(mention.first - 1, max(-1, mention.first - _TITLE_WINDOW), -1):
            country = nationalities().get(row.norms[at])
            if country in countries:
                home = countries[country]
                break
        (home or homes[0]).mentions.append(mention)
    return True
