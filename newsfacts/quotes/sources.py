"""Whose words a cue reports: named after it, before it, behind an agency, or by the sentence or speech that goes on."""

from __future__ import annotations

from newsfacts.quotes.complements import Complement, Hit
from newsfacts.quotes.cues import FIRST, Cue, cues, frames, words
from newsfacts.quotes.page import Named
from newsfacts.quotes.preceding import before_verb
from newsfacts.quotes.speakers import Voice
from newsfacts.quotes.statements import Statements
from newsfacts.quotes.subjects import after_verb, bare, is_part, is_source, is_stop, is_title, noun_phrase, to_audience

#: What a verb takes when it passes on what somebody else says.
PASSING = frozenset(("relay", "document", "learn"))
#: In tokens: how far a source may stand behind نقلت … عن, before a verbal noun in its clause, and from the beginning of its sentence.
_BEHIND, _WITHIN, _DEEP = 25, 12, 40
_OPENING = 4
#: A longer description may hold more than its subject.
_BRIEF = 5
#: A name has at most so many tokens.
_NAME = 6
BETWEEN_CLAUSES = frozenset("،,؛:")


class Sources(Statements):
    """Statements whose sources are looked for."""

    def _is_impersonal(self, hit: Hit) -> bool:
        """يُذكر أن, يُتوقع أن: nobody says it."""
        return self.page.norms[hit.at][hit.cut :] in words("impersonal")

    def _source(self, hit: Hit, cue: Cue, found: Complement) -> Voice | None:
        """Who says it; None when nobody can be told."""
        page, at = self.page, hit.at
        limit = found.before
        if cue.takes & PASSING:
            return self._passed_on(hit, cue, limit)
        if cue.gender == FIRST:
            return None  # who writes cannot be told
        if cue.form == "verb":
            told = page.norms[at - 1] in words("antecedent") and page.norms[at][hit.cut :] in words("addresses")
            span = before_verb(page, at, self.first, cue.gender) if told else None  # ترامب الذي حذر روسيا من
            if span is not None and self._can_speak(span):
                return self.speakers.voice(span, cue.gender, "before the verb")
            if page.norms[at + 1] in words("in it") and not hit.cut:
                names = [named for named in page.names(max(self.first, at - _DEEP), at) if named.type == "PER"]
                if names and names[-1].last == at:  # تصريحات للرئيس فلان أكد فيها
                    return self.speakers.voice((names[-1].first, names[-1].last), cue.gender, "before the verb")
            one = page.norms[at - 1] in words("that one")  # ذكر بأنه أبلغ الوزير: whom he told
            span = after_verb(page, at, limit) if not one else None
            alone = at > 0 and page.norms[at - 1] not in words("auxiliary")  # فقد أبلغت المنظمة أنها has its subject
            if span is not None and alone and page.norms[at][hit.cut :] in words("tells whom") and self._is_one(span, found):
                span = None  # كما اتهم الصحيفة بأنها: whom he accuses
            if span is not None and found.kind == "that" and page.norms[at][hit.cut :] not in words("addresses"):
                span = self._to_clause(span, found.at)
            if span is not None and ("as" not in cue.takes or self._can_speak(span)):  # وصف الحالة بأنها: whom or what he describes
                return self.speakers.voice(span, cue.gender, "after the verb")
            attached = bool(hit.cut) or at == self.first
            if not attached:
                begin = self.first if self.nested else max(self.first, self.sentence_end)
                span = before_verb(page, at, begin, cue.gender, aside=self.topic is None)
                apart = page.is_comma(at - 1) or self._is_impersonal(hit)
                if span is not None and self._tells(span, apart) and page.norms[at + 1] not in words("in it"):
                    return self.speakers.voice(span, cue.gender, "before the verb")
            if self._is_impersonal(hit):
                return None
            return self._going_on(at, cue.gender)
        if cue.form == "masdar":
            span = noun_phrase(page, at + 1, limit) if at + 1 < limit and at + 1 not in page.marks.quoted else None
            told = at + 1 < limit and to_audience(page.norms[at + 1])  # في تصريح للوكالة
            if span is not None and not told and (is_source(page.norms[span[0]]) or span[0] in page.named):
                return self.speakers.voice(span, "", "after the noun")
            return self._of_clause(at) or self.topic
        return self._going_on(at, cue.gender)

    def _is_one(self, span: tuple[int, int], found: Complement) -> bool:
        """True for a single name, alone between a verb that takes an object and its clause."""
        names = self.page.names(*span)
        return span[1] == found.at and len(names) == 1 and names[0].last == span[1] and names[0].first <= span[0] + 1

    def _to_clause(self, span: tuple[int, int], clause: int) -> tuple[int, int]:
        """A title without a name, with the words up to the clause where these can only be the name: الرئيس، فلان الفلاني، أن."""
        page, (first, last) = self.page, span
        if not is_title(page.norms[first]) or any(named.type == "PER" for named in page.names(first, last)):
            return span
        begin = last + page.is_comma(last)
        while page.norms[clause - 1] in words("particle") or page.is_comma(clause - 1):
            clause -= 1
        apart = begin > last and page.is_comma(clause)
        told = 0 < clause - begin <= _NAME and (apart or (begin == last and last in page.inside and not page.inside[last].governed))
        if told and all(self._is_of_name(page.norms[at]) for at in range(begin, clause)):
            return first, clause
        return span

    def _is_of_name(self, norm: str) -> bool:
        """True for a word that may be part of an unknown name."""
        return norm[0].isalpha() and not (is_stop(norm) or to_audience(norm) or bare(norm) in words("outlet") or norm in frames())

    def _is_told(self, named: Named) -> bool:
        """True for the name in «لوكالة فرانس برس»: whom somebody told it."""
        before = self.page.norms[named.first - 1] if named.first else ""
        return before.startswith("ل") and to_audience(before)

    def _tells(self, span: tuple[int, int], apart: bool) -> bool:
        """True for a noun phrase that can be a source; before a comma only one that must be."""
        return (
            self._can_speak(span)
            or is_part(self.page.norms[span[0]])
            or (not apart and (self._heads_clause(span) or self.page.norms[span[0]].startswith(("ال", "وال"))))
        )

    def _heads_clause(self, span: tuple[int, int]) -> bool:
        """True for a noun phrase that begins a clause: لكن جماعات طبية تقول."""
        norms = self.page.norms
        return norms[span[0] - 1] in words("clause") and len(norms[span[0]]) > 2

    def _can_speak(self, span: tuple[int, int]) -> bool:
        """True for a name, or words that a source is known by."""
        page = self.page
        return span[0] in page.named or is_source(page.norms[span[0]]) or any(name.type == "PER" for name in page.names(*span))

    def _of_clause(self, at: int) -> Voice | None:
        """The last name before a token in its clause: سارعت فلانة إلى توضيح أن."""
        page = self.page
        begin = at
        while begin > max(self.first, at - _WITHIN) and not page.is_comma(begin - 1):
            begin -= 1
        names = [named for named in page.names(begin, at) if named.type != "MISC" and not (named.governed or self._is_told(named))]
        return self.speakers.voice((names[-1].first, names[-1].last), "", "before the noun") if names else None

    def _passed_on(self, hit: Hit, cue: Cue, limit: int) -> Voice | None:
        """نقلت رويترز عن مسؤول قوله: the source behind the agency; جاء في بيان للوزارة: the document, or who is named with it."""
        page = self.page
        particle = words("passes on from" if "relay" in cue.takes else "parts" if "learn" in cue.takes else "stands in")
        for at in range(hit.at + 1, min(limit, hit.at + _BEHIND)):
            if page.norms[at] in particle and at + 1 < limit:
                span = noun_phrase(page, at + 1, limit)
                if span is not None:
                    return self.speakers.voice(span, "", "passed on")
        if "document" in cue.takes:
            return None
        span = after_verb(page, hit.at, limit)
        return self.speakers.voice(span, cue.gender, "after the verb") if span is not None else self._going_on(hit.at, cue.gender)

    def _going_on(self, at: int, gender: str) -> Voice | None:
        """Who speaks where the cue names nobody: the sentence's own subject, else who spoke last."""
        topic = self.topic
        if topic is not None and (not gender or topic.gender in ("", gender) or gender == "p" or topic.gender == "p"):
            return topic
        if topic is None and at > self.first + 1:
            named = self._main_subject(at, gender=gender)
            if named is not None:
                return named
        if topic is None and self._before is not None:
            told = self._main_subject(self._before[1], self._before[0], near=True)
            last = self.speakers.last(gender)
            unlike = last is None or (gender != "" and last.gender not in ("", gender)) or (gender == "f" and self._is_body(told, last))
            if told is not None and ((unlike and (told.entity is not None or last is None)) or self._is_somebody(told)):
                return told.carried("the subject of the sentence before")
        last = self.speakers.last(gender)
        return last.carried("carried over") if last is not None else topic

    def _is_body(self, told: Voice | None, last: Voice) -> bool:
        """True for an organisation after a person: «ندد المبعوث …. وأعلنت الحركة …. وقالت إنها»."""
        types = [self.page.entities[voice.entity].type if voice is not None and voice.entity is not None else "" for voice in (told, last)]
        return types == ["ORG", "PER"] and last.gender == ""

    def _past_time(self, at: int) -> int:
        """The token after words that tell a time: وصف اليوم الاثنين المتحدث."""
        while at < self.last and self.page.norms[at] in words("time"):
            at += 1
        return at

    def _is_somebody(self, voice: Voice) -> bool:
        """True for a person, named or known by a title."""
        if voice.entity is not None:
            return self.page.entities[voice.entity].type == "PER"
        return voice.span is not None and voice.span[1] - voice.span[0] <= _BRIEF and is_title(self.page.norms[voice.span[0]])

    def _opens_clause(self, at: int) -> bool:
        """True for the first word of a clause, or the one after its verb of saying."""
        norms = self.page.norms
        before = norms[at - 1]
        return at == self.first or before in words("clause") or before in BETWEEN_CLAUSES or before in cues() or before[1:] in cues()

    def _main_subject(self, at: int, first: int | None = None, *, near: bool = False, gender: str = "") -> Voice | None:
        """The subject of a sentence (this one's first clause before a token): a source right after the first word, else, unless it
        must be `near`, the first name that nothing governs."""
        page = self.page
        first = self.first if first is None else first
        opening = first
        while opening < at - 1 and page.norms[opening] in words("clause") and page.norms[opening] not in words("was"):
            opening += 1
        begins = opening in page.named or (opening > first and is_source(page.norms[opening]))
        span = noun_phrase(page, opening, at) if begins else after_verb(page, opening, at)  # لكن وزير كذا قلل من ذلك
        if (
            span is not None
            and (span[0] in page.named or is_source(page.norms[span[0]]))
            and span[0] <= (self._past_time(opening + 1) if near else opening + _OPENING)
        ):
            return self.speakers.voice(span, "", "the sentence's subject")
        if near:
            return None
        if page.norms[opening] in words("preposition") or page.norms[opening] in words("time"):  # بعد أسبوع من كذا، تراجع فلان
            for comma in range(opening + 1, min(at - 2, first + _DEEP)):
                if page.is_comma(comma):
                    span = after_verb(page, comma + 1, at)
                    if span is not None and span[0] == comma + 2 and self._can_speak(span):
                        return self.speakers.voice(span, "", "the sentence's subject")
        adjunct = page.norms[opening] in words("preposition")
        for named in page.names(first, min(at, first + _DEEP)):
            if gender == "p" and named.type == "PER":
                continue
            if named.type != "PER" and (adjunct or named.type == "LOC") and named.first > opening and not self._opens_clause(named.first):
                continue  # زعيم كوريا الشمالية, لمستشفيات عسير, في رده على سؤال عن مواجهة برشلونة
            if named.type != "MISC" and not named.governed and page.norms[named.first - 1] not in words("preposition"):
                return self.speakers.voice((named.first, named.last), "", "the sentence's subject")
        return None
