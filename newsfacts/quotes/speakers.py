"""The sources of an article: who a noun phrase names, and who goes on speaking where nobody is named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from newsfacts.quotes.cues import words
from newsfacts.quotes.page import Named, Page
from newsfacts.quotes.subjects import bare, is_source, is_title, noun_phrase
from newsfacts.text.fold import key, keys

#: How many earlier speakers an anaphor (الوزير) is looked for among.
_REMEMBERED = 40
#: A definite noun phrase of at most so many words may take up a speaker again: المسؤول البريطاني.
_ANAPHOR = 4
#: What one definite word takes up stands at most so many tokens before it, is at most so long, and has one of these particles or none.
_INTRODUCED, _LONGEST = 80, 8
_PARTICLES = frozenset("ولبف")
#: The gender of several speakers.
_MANY = "p"


class Voice:
    """A source: the tokens that name it (None where the sentence does not), its `name` (an entity's, or a description), its gender."""

    __slots__ = ("cut", "description", "entity", "gender", "how", "name", "span")

    def __init__(self, span: tuple[int, int] | None, name: str | None, description: str, entity: int | None, gender: str, how: str) -> None:
        self.span, self.name, self.description, self.entity, self.gender, self.how = span, name, description, entity, gender, how
        self.cut = 0

    @property
    def known(self) -> str:
        """The name, else the description."""
        return self.name or self.description

    def carried(self, how: str) -> Voice:
        """The same source where the sentence does not name it."""
        return Voice(None, self.known, self.description, self.entity, self.gender, how)


class Speakers:
    """The speakers of an article so far, the last one last."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard: list[Voice] = []
        self._roles: dict[str, list[int]] | None = None
        self._places: dict[int, list[int]] | None = None
        self._told: dict[str, frozenset[str]] = {}

    def hear(self, voice: Voice | None) -> None:
        """Remembers who spoke."""
        if voice is not None and voice.known and (not self.heard or self.heard[-1] is not voice):
            self.heard.append(voice)

    def last(self, gender: str = "") -> Voice | None:
        """Who spoke last, of the gender that the verb has, else whoever spoke last."""
        if not self.heard:
            return None
        for voice in islice(reversed(self.heard), 4):
            person = voice.entity is not None and self.page.entities[voice.entity].type == "PER"
            if not gender or (voice.gender in ("", gender) if gender != _MANY else not person):
                return voice
        return self.heard[-1]

    def voice(self, span: tuple[int, int], gender: str, how: str) -> Voice:
        """The source that a noun phrase names."""
        first, last = span
        page = self.page
        cut = self._attached(first)
        description = " ".join(page.article.surface(page.starts[first] + cut, page.ends[last - 1]).split())
        found = self._voice(span, self._named(first, last), description, gender, how)
        found.cut = cut
        return found

    def _attached(self, first: int) -> int:
        """How many characters of the first word are particles (لوكالة, والوزارة)."""
        norm, named = self.page.norms[first], self.page.named.get(first)
        if named is not None:
            return len(named.particle)
        if len(norm) > 4 and norm[0] in "وف" and norm[1:3] == "ال":
            return 1
        if norm in words("kin"):
            return 0  # والدة
        return int(norm[0] in "لوف" and len(norm) > 4 and not is_source(norm) and (is_source(norm[1:]) or is_source("ال" + norm[2:])))

    def _voice(self, span: tuple[int, int], named: Named | None, description: str, gender: str, how: str) -> Voice:
        first, last = span
        page = self.page
        if named is not None:
            return Voice(span, named.entity.name, description, named.number, gender, how)
        if page.norms[first] in words("demonstrative") and first + 1 < last:
            first += 1
        before = self._antecedent(first, last)
        if before is not None:
            return Voice(span, before.known, before.description, before.entity, gender or before.gender, f"{how}, taken up again")
        entity = self._role_holder(first, last)
        if entity is not None:
            return Voice(span, page.entities[entity].name, description, entity, gender, f"{how}, by title")
        introduced = self._introduced(first, last)
        if introduced is not None:
            return Voice(span, introduced, introduced, None, gender, f"{how}, told of before")
        return Voice(span, None, description, None, gender, how)

    def _introduced(self, first: int, last: int) -> str | None:
        """The words that introduced what one definite word takes up, though it has not spoken: لجنة من الخبراء … اللجنة."""
        page = self.page
        head = page.norms[first]
        if last - first > 1 or not head.startswith("ال") or not is_source(head):
            return None
        stem = bare(head)
        for at in range(first - 1, max(-1, first - _INTRODUCED), -1):
            norm = page.norms[at]
            if norm.endswith(stem) and (norm == stem or norm[: -len(stem)] in _PARTICLES) and at not in page.inside:
                found = noun_phrase(page, at, min(at + _LONGEST, first))
                if found is not None and found[1] == at + 1 and page.norms[at + 1] in words("parts"):
                    found = noun_phrase(page, at + 2, min(at + _LONGEST, first))
                if found is not None and found[1] > at + 1:
                    start = page.starts[at] + len(norm) - len(stem)
                    return " ".join(page.article.surface(start, page.ends[found[1] - 1]).split())
        return None

    def _named(self, first: int, last: int) -> Named | None:
        page = self.page
        names = page.names(first, last)
        persons = [
            named
            for named in names
            if named.type == "PER"
            and (not named.governed or named.first == first)
            and (named.first == first or page.norms[named.first - 1] not in words("complement"))
        ]
        if persons and persons[0].first == first + 1 and page.norms[first] in words("kin"):
            del persons[0]  # صديق فلان: somebody else
        if persons:
            heading = persons[0] if persons[0].first == first else None
            return heading or next((named for named in persons if named.last == last or page.norms[named.last] in "،,("), persons[-1])
        if bare(page.norms[first]) in words("document") or page.norms[first][1:] in words("document"):
            issuers = [named for named in names if named.type in ("PER", "ORG")]
            return issuers[-1] if issuers else None
        at = first
        while at < last and (page.norms[at] in words("agency") or page.norms[at] in _MARKS):
            at += 1
        for begin in (first, at):
            named = page.named.get(begin)
            if named is not None and (not named.governed or begin == first) and named.type in ("ORG", "LOC", "MISC"):
                return named
        return None

    def _antecedent(self, first: int, last: int) -> Voice | None:
        """The earlier speaker that a definite noun phrase takes up again."""
        norms = self.page.norms
        head = norms[first]
        if head.startswith("لل"):
            head = "ال" + head[2:]
        if not head.startswith("ال") or last - first > _ANAPHOR:
            return None
        stem = bare(head)
        person = is_title(head)
        rest = {bare(norm) for norm in norms[first + 1 : last]} - words("same")
        for voice in islice(reversed(self.heard), _REMEMBERED):
            if voice.entity is not None and person != (self.page.entities[voice.entity].type == "PER"):
                continue
            if voice.entity is None and person != is_title(key(voice.description.split()[0])):
                continue
            told = self._words(voice)
            if stem in told and (not rest or rest & told):
                return voice
        if not rest and (head in words("general") or {*norms[first + 1 : last]} & words("same")):
            for voice in islice(reversed(self.heard), 3):
                if head not in words("general") or person == self._is_person(voice):
                    return voice
        return None

    def _is_person(self, voice: Voice) -> bool:
        if voice.entity is not None:
            return self.page.entities[voice.entity].type == "PER"
        return is_title(key(voice.description.split()[0]))

    def _words(self, voice: Voice) -> frozenset[str]:
        """The bare words of a speaker's description and titles."""
        told = self._told.get(voice.description)
        if told is None:
            roles = self.page.entities[voice.entity].roles if voice.entity is not None else ()
            told = frozenset(bare(key(word)) for text in (voice.description, *roles) for word in text.split()[:8])
            self._told[voice.description] = told
        return told

    def _role_holder(self, first: int, last: int) -> int | None:
        """The entity, named before, that a definite noun phrase describes: الوزير, الشركة."""
        page = self.page
        head = page.norms[first]
        if head.startswith("لل"):
            head = "ال" + head[2:]
        if not head.startswith("ال") or last - first > _ANAPHOR:
            return None
        if self._roles is None:
            self._roles = {}
            for number, entity in enumerate(page.entities):
                heads = {bare(key(word)) for role in entity.roles for word in role.split()[:1]}
                if entity.type == "ORG":
                    heads.add(bare(key(entity.name.split()[0])))
                    heads |= _SUBTYPES.get(entity.subtype or "", frozenset())
                for stem in heads:
                    self._roles.setdefault(stem, []).append(number)
        holders: Sequence[int] = self._roles.get(bare(head), ())
        if head in words("anonymous"):
            return None
        if not holders and head in words("general"):
            rest = {bare(norm) for norm in page.norms[first + 1 : last]}
            holders = [
                number
                for number, entity in enumerate(page.entities)
                if entity.type == "PER" and entity.roles and rest <= {bare(key(word)) for role in entity.roles for word in role.split()}
            ]
        person = is_title(head)
        best, at = None, -1
        for number in holders:
            firsts = self._mentions(number)
            place = bisect_left(firsts, first)
            if place and firsts[place - 1] > at and person == (page.entities[number].type == "PER"):
                best, at = number, firsts[place - 1]
        if best is None and head in words("general") and not self.heard:
            persons = [number for number, entity in enumerate(page.entities) if entity.type == "PER"]
            told = {number: bisect_left(self._mentions(number), first) for number in persons}
            most = max(persons, key=lambda number: told[number], default=None)
            return most if most is not None and told[most] else None
        return best

    def _mentions(self, number: int) -> list[int]:
        if self._places is None:
            self._places = {}
            for named in self.page.names(0, len(self.page.norms)):
                self._places.setdefault(named.number, []).append(named.first)
        return self._places.get(number, [])


_MARKS = frozenset('"«“')
_SUBTYPES = {
    "company": keys("شركة", "مجموعة"),
    "newspaper": keys("صحيفة", "جريدة"),
    "magazine": keys("مجلة"),
    "news_agency": keys("وكالة"),
    "broadcaster": keys("قناة", "شبكة", "إذاعة", "محطة"),
    "club": keys("نادي", "فريق"),
    "ministry": keys("وزارة"),
    "party": keys("حزب", "حركة"),
    "armed_group": keys("تنظيم", "جماعة", "حركة"),
    "university": keys("جامعة"),
    "international_organization": keys("منظمة"),
    "ngo": keys("منظمة"),
}
