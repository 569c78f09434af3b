"""Reads an article for statements: from each cue to what it takes and to its source."""

from __future__ import annotations

from bisect import bisect_left

from newsfacts.quotes.complements import Hit, complement
from newsfacts.quotes.cues import FIRST, Cue, Frame, words
from newsfacts.quotes.framing import BETWEEN, REACH, Framing
from newsfacts.quotes.preceding import before_verb
from newsfacts.quotes.sources import PASSING
from newsfacts.quotes.speakers import Voice
from newsfacts.quotes.statements import SPEECH, Statement
from newsfacts.quotes.subjects import after_verb, is_title, noun_phrase

#: Blocks in which nobody speaks.
_SILENT = frozenset(("credit", "dateline", "source"))
#: Reported speech in reported speech is followed so deep.
_DEEPEST = 2
#: A name before a colon takes at most so many tokens, what is said after it at least so many.
_NAME, _WORDS = 12, 4
#: A sentence that introduces speech without a verb of saying is at most so long, the speech at least, in tokens.
_INTRODUCTION, _INTRODUCED = 30, 6
#: A quotation further than so many tokens behind the verb of a relative clause whose subject cannot speak is not what it says.
_RELATIVE = 3


class Reader(Framing):
    """Reads one article from its first sentence to its last."""

    def read(self) -> list[Statement]:
        """The statements in order of start."""
        if self.hits_of_all or self.page.marks.quoted:
            blocks, starts = self.page.article.blocks, self.page.starts
            for sentence in self.page.article.sentences:
                if blocks[sentence.block].kind not in _SILENT:
                    self._begin(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))
                    self._read(blocks[sentence.block].kind)
        self.found.sort(key=lambda statement: (statement.start, -statement.end))
        unique: dict[tuple[int, int], Statement] = {}
        for statement in self.found:
            unique.setdefault((statement.start, statement.end), statement)
        return list(unique.values())

    def _read(self, kind: str) -> None:
        """Reads the sentence that was begun, in a block of a kind."""
        self._carried_on()
        self._announced(kind)
        for number, hit in enumerate(self.hits):
            if hit.at < self._until or hit.at in self._skip:
                continue
            if isinstance(hit.what, Frame):
                self._frame(number, hit, hit.what)
            else:
                self._cue(number, hit, hit.what)
        if kind == "paragraph":
            self._introduced()

    def _introduced(self) -> None:
        """Speech after a colon that no verb of saying introduces: «وهاجم المدرب الحكم: "…"». Its source is the sentence's subject."""
        page = self.page
        for colon in range(self.first + 2, min(self.first + _INTRODUCTION, self.last - 1)):
            quoted = page.marks.quoted.get(colon + 1)
            if page.norms[colon] != ":" or quoted is None:
                continue
            listed = page.norms[colon - 1] in words("lists") or page.norms[colon - 1] in words("work")
            if quoted.opening in self._spoken or quoted.words < _INTRODUCED or listed or any(hit.at < colon for hit in self.hits):
                return
            voice = self._main_subject(colon, near=True)
            if voice is not None and self._is_somebody(voice):
                self._direct(quoted, None, "neutral", voice, "colon after a sentence")
            return

    def _announced(self, kind: str) -> None:
        """A name and a colon before speech: «المدرب: "…"», a title's «الوزير: …»."""
        page, first = self.page, self.first
        colon = next((at for at in range(first, min(first + _NAME, self.last)) if page.norms[at] == ":"), None)
        if colon is None or colon + _WORDS > self.last or noun_phrase(page, first, colon) != (first, colon):
            return
        if page.norms[first] in words("heading") or not (is_title(page.norms[first]) or self._is_person(first, colon)):
            return
        if any(hit.at < colon for hit in self.hits):
            return
        quoted = page.marks.quoted.get(colon + 1)
        if quoted is not None and quoted.words >= SPEECH:
            self._direct(quoted, None, "neutral", self.speakers.voice((first, colon), "", "before a colon"), "colon after a name")
        elif kind == "title":
            voice = self.speakers.voice((first, colon), "", "before a colon")
            said = "mixed" if self._has_quotation(colon + 1, self.last) else "indirect"
            self._add(colon + 1, self.last, said, None, "neutral", voice, "colon after a name")

    def _is_person(self, first: int, last: int) -> bool:
        """True when tokens are nothing but a person's name."""
        named = self.page.named.get(first)
        return named is not None and named.type == "PER" and named.last == last

    def _cue(self, number: int, hit: Hit, cue: Cue) -> None:
        page = self.page
        self._close(hit.at)
        if cue.gender == FIRST and self.nested:
            return
        if len(self.nested) > _DEEPEST or (self.nested and "colon" not in cue.takes and not cue.takes & PASSING):
            return
        found = complement(page, self.hits, number, self.last, self._taken)
        if found is None or (found.kind == "quote" and found.at in self._spoken):
            self._without_complement(hit, cue)
            return
        if cue.form == "masdar" and self.nested and page.norms[hit.at - 1] in words("stands in"):
            return  # قال الوزير في تصريح إن
        voice = self._source(hit, cue, found)
        if found.kind == "quote" and found.at > hit.at + _RELATIVE and self._has_object(hit, voice):
            return
        if voice is None and (cue.form == "masdar" or (found.kind == "that" and self._is_impersonal(hit))):
            return
        if self.nested and (voice is None or voice.span is None) and found.kind == "that":
            return
        rule = f"{cue.form}, {found.kind}"
        self._taken.add(found.at)
        topic = self.topic
        self._said(number, hit, cue.stance, found, voice, rule)
        if hit.at and page.norms[hit.at - 1] in words("antecedent"):
            self.topic = topic  # a relative clause does not change whose sentence it is

    def _has_object(self, hit: Hit, voice: Voice | None) -> bool:
        """True for the verb of a relative clause before words that cannot speak: معلوماته التي تؤكد استخدام السلاح."""
        if voice is None or voice.span is None or self.page.norms[hit.at - 1] not in words("antecedent"):
            return False
        return not self._can_speak(voice.span)

    def _reports_next(self, at: int) -> bool:
        """True where a participle of saying comes next: أجابت فلانة قائلة."""
        number = self._number_at(at) if at < self.last else None
        what = self.hits[number].what if number is not None else None
        return isinstance(what, Cue) and what.form == "participle"

    def _without_complement(self, hit: Hit, cue: Cue) -> None:
        """A verb after the words it reports («…»، قال الوزير), or one that only tells whose sentence this is."""
        page = self.page
        if cue.form != "verb" or self.nested:
            return
        before = hit.at - 1
        while before >= self.first and page.norms[before] in BETWEEN:
            before -= 1
        quoted = page.marks.closing.get(before)
        said = quoted is not None and quoted.closed and quoted.opening not in self._spoken and quoted.words >= SPEECH and not hit.cut
        span = after_verb(page, hit.at, min(self.last, hit.at + REACH))
        speaks = page.norms[hit.at][hit.cut :] in words("opens speech")
        told = span is not None and (self._can_speak(span) or (speaks and self._reports_next(span[1])))
        if not hit.cut and hit.at > self.first and not said:
            ahead = before_verb(page, hit.at, self.first, cue.gender, aside=False)
            if ahead is not None and (self._can_speak(ahead) or self._heads_clause(ahead)):
                span, told = ahead, True
        if span is None:
            if said and quoted is not None and "quote" in cue.takes and not hit.cut:
                self._direct(quoted, hit, cue.stance, self._going_on(hit.at, cue.gender), "verb after the quotation")
            return
        voice = self.speakers.voice(span, cue.gender, "after the verb")
        if said and quoted is not None and "quote" in cue.takes:
            self._direct(quoted, hit, cue.stance, voice, "verb after the quotation")
            following = page.marks.quoted.get(span[1] + 1)
            if following is not None and following.words >= SPEECH and page.norms[span[1]] in BETWEEN:
                self._direct(following, hit, cue.stance, voice, "quotation taken up again")
        elif self.topic is None and told:
            self.topic = voice
