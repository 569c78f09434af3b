"""Statements that a frame attributes: «…، بحسب الوزارة», «وفقا لمسؤول، …», «…، حسبما أفاد مراسلنا»."""

from __future__ import annotations

from newsfacts.entities.lists import lists
from newsfacts.quotes.complements import Hit, complement, end_of, without_pronoun
from newsfacts.quotes.cues import Cue, Frame, cues, words
from newsfacts.quotes.sources import Sources
from newsfacts.quotes.speakers import Voice
from newsfacts.quotes.statements import LEADING, SPEECH, TRAILING
from newsfacts.quotes.subjects import after_verb, is_source, noun_phrase

#: A statement in the shape of «تتميز الهواتف، وفقا للشركة، بسرعتها» goes on after the frame when less than this stands before it.
_BARELY_BEGUN = 7
#: A source between commas takes at most so many tokens; a statement beside a frame at least so many.
_ASIDE, _SHORTEST = 12, 3
#: The subject of a verb stands within so many tokens.
REACH = 30
BETWEEN = frozenset(("،", ",", ".", "-", ":", "؛"))
_CLOSING = frozenset('"»”')
#: Whose words they are: حسب قوله, قولها, قولهم.
_PRONOUNS = {"ه": "m", "ها": "f", "هم": "p"}


class Framing(Sources):
    """Sources that frames name."""

    def _frame(self, number: int, hit: Hit, frame: Frame) -> None:
        page, after = self.page, hit.at + hit.length
        if self._is_framed:
            return
        self._close(hit.at)
        if self.nested:
            return
        voice, after = self._framed(hit, frame, after)
        if voice is None:
            return
        if frame.of != "verb after marks" and hit.at - self.first <= (
            1 if hit.at > self.first and page.norms[self.first] in LEADING else 0
        ):
            self._after_frame(number, hit, frame, voice, after)
            return
        begin = self.sentence_end
        while begin < hit.at and (page.norms[begin] in TRAILING or page.norms[begin] in words("as") or self._is_closer(begin)):
            begin += 1
        self.sentence_end = max(self.sentence_end, min(after, self.last))
        self._is_framed = True
        quoted = page.marks.closing.get(hit.at - 1) or page.marks.closing.get(hit.at - 2)
        if (
            quoted is not None
            and quoted.opening not in self._spoken
            and begin <= quoted.opening
            and quoted.opening <= begin + 2
            and quoted.words >= SPEECH
        ):
            self._direct(quoted, hit, frame.stance, voice, "quotation before a frame")
            return
        if frame.of == "verb after marks":
            self._thus(hit, frame, voice)
            return
        last = hit.at
        if page.norms[last - 1] in words("and that"):
            last -= 1
        if last - begin < _SHORTEST:
            self._passed_on_whole(hit, frame, voice)
            return
        if hit.at - begin < _BARELY_BEGUN and page.is_comma(hit.at - 1) and begin == self.first:
            after = next((k for k in range(after, min(after + _ASIDE, self.last)) if page.is_comma(k)), self.last - 1)
            last = end_of(page, self.hits, number, after + 1, self.last, self._taken)
        elif hit.at - begin < _BARELY_BEGUN and begin == self.first and self._goes_on(after):
            last = end_of(page, self.hits, number, after, self.last, self._taken)  # وتم خلال اللقاء وفق بلاغ للوزارة التباحث في كذا
        self._framed_statement(begin, last, hit, frame, voice, "before a frame")

    def _thus(self, hit: Hit, frame: Frame, voice: Voice) -> None:
        """A sentence that tells whose the quotation before it is: «…». هكذا تصف الطاهية مهنتها."""
        page = self.page
        quoted = page.marks.closing.get(self.first - 1) or page.marks.closing.get(self.first - 2)
        if hit.at <= self.first + 1 and quoted is not None and quoted.opening not in self._spoken and quoted.words >= SPEECH:
            self._direct(quoted, hit, frame.stance, voice, "quotation before a frame")

    def _is_closer(self, at: int) -> bool:
        """True for a mark that ends a quotation."""
        return at in self.page.marks.strays or (at in self.page.marks.closing and self.page.norms[at] in _CLOSING)

    def _goes_on(self, at: int) -> bool:
        """True when a sentence is far from over at a token, and no comma stands there."""
        return at + _BARELY_BEGUN < self.last and self.page.norms[at] not in BETWEEN

    def _passed_on_whole(self, hit: Hit, frame: Frame, voice: Voice) -> None:
        """A sentence with a statement of its own that a source passes on: «أعلن الوزير أن …، بحسب وكالة كذا»."""
        if not self._own or voice.span is None:
            return
        inner = self.found[self._own[-1]]
        begin = self.first
        same = inner.voice is not None and inner.voice.known == voice.known
        if same or inner.kind == "direct" or self.page.norms[hit.at - 1] in _CLOSING:
            return
        topic = self.topic
        self._framed_statement(begin, hit.at, hit, frame, voice, "before a frame")
        self.topic = topic

    def _framed_statement(self, begin: int, last: int, hit: Hit, frame: Frame, voice: Voice, rule: str) -> None:
        page = self.page
        kind = "mixed" if self._has_quotation(begin, last) else "indirect"
        before = len(self.found)
        self._add(begin, last, kind, hit, frame.stance, voice, rule)
        if len(self.found) > before and self._opens_with_and(begin):
            self.found[-1] = self.found[-1]._replace(start=page.starts[begin] + 1)

    def _opens_with_and(self, at: int) -> bool:
        """True when the و of a word is the conjunction, not its first letter."""
        norm = self.page.norms[at]
        if norm[0] not in "وف" or len(norm) < 4 or (at in self.page.named and not self.page.named[at].particle):
            return False
        return lists().frequency(norm[1:]) >= lists().frequency(norm)

    def _of_sentence_before(self, hit: Hit, frame: Frame, voice: Voice) -> None:
        """A frame that is a sentence of its own tells the source of the one before: «… السابقة. بحسب ما أوردت الوكالة»."""
        if self._before is None or voice.span is None:
            return
        article, starts = self.page.article, self.page.starts
        one, other = (article.sentences[article.sentence_at(starts[first])] for first in (self._before[0], self.first))
        if one.block == other.block:
            self._framed_statement(*self._before, hit, frame, voice, "before a frame")

    def _after_frame(self, number: int, hit: Hit, frame: Frame, voice: Voice, after: int) -> None:
        page = self.page
        while after < self.last and (
            page.norms[after] in BETWEEN or page.norms[after] in words("then") or page.norms[after] in words("time")
        ):
            after += 1
        if after >= self.last:
            self._of_sentence_before(hit, frame, voice)
            return
        quoted = page.marks.quoted.get(after)
        if quoted is not None and self._is_whole(quoted) and quoted.words >= SPEECH:
            self._direct(quoted, hit, frame.stance, voice, "quotation after a frame")
            return
        end = end_of(page, self.hits, number, after, self.last, self._taken)
        inside = [step for step, hit in enumerate(self.hits) if after <= hit.at < end and not hit.cut]
        if any(self._reports_what(step) for step in inside):
            return  # somebody else's words, which the source only passes on
        if end - after >= _SHORTEST:
            self._framed_statement(after, end, hit, frame, voice, "after a frame")
            self.nested.append(end)

    def _reports_what(self, number: int) -> bool:
        """True for a verb of saying with something that it reports: not for «توصلت إلى اتفاق»."""
        what = self.hits[number].what
        if not isinstance(what, Cue) or what.form != "verb" or "topic" in what.takes:
            return False
        return complement(self.page, self.hits, number, self.last, self._taken) is not None

    def _framed(self, hit: Hit, frame: Frame, after: int) -> tuple[Voice | None, int]:
        """The source that a frame names and the token after it."""
        page = self.page
        if frame.of.startswith("verb"):
            while after < self.last and page.norms[after] in words("auxiliary"):
                after += 1
            if after >= self.last:
                return None, after
            norm = page.norms[after]
            cue = cues().get(norm) or cues().get(without_pronoun(norm))
            if cue is None or cue.form != "verb":
                return None, after
            if hit.length == 1 and page.norms[hit.at] in words("as"):
                number = self._number_at(after)
                if (
                    number is None
                    or complement(page, self.hits, number, self.last, self._taken) is not None
                    or not page.is_comma(hit.at - 1)
                ):
                    return None, after
            span = after_verb(page, after, min(self.last, after + REACH))
            if hit.length == 1 and page.norms[hit.at] in words("as") and (span is None or not self._is_last(span)):
                return None, after
            self._skip.add(after)
            if span is None:
                return self._going_on(after, cue.gender), after + 1
            if "relay" in cue.takes and page.norms[span[1]] in words("passes on from"):
                behind = noun_phrase(page, span[1] + 1, self.last)
                if behind is not None:
                    return self.speakers.voice(behind, "", "passed on"), behind[1]
            return self.speakers.voice(span, cue.gender, "after the verb of a frame"), span[1]
        span = noun_phrase(page, after, self.last)
        if frame.of == "any":
            phrase = page.norms[after - 1]
            if phrase[-1:] in "هام" and phrase not in words("of somebody"):
                return self._going_on(hit.at, _PRONOUNS.get(phrase[-1], _PRONOUNS.get(phrase[-2:], ""))), after
            return (self.speakers.voice(span, "", "after a frame"), span[1]) if span is not None else (None, after)
        if span is None or not self._is_source(span):
            return None, after
        return self.speakers.voice(span, "", "after a frame"), span[1]

    def _is_last(self, span: tuple[int, int]) -> bool:
        """True for a source with which its clause ends."""
        page, after = self.page, span[1]
        while after < self.last and page.norms[after] in words("time"):
            after += 1
        sure = span[0] in page.named or is_source(page.norms[span[0]])
        return sure and (after >= self.last or page.norms[after] in BETWEEN)

    def _is_source(self, span: tuple[int, int]) -> bool:
        """True for what a frame may name: a person or organisation, words that a source is known by, a name between marks."""
        page = self.page
        first = span[0]
        named = page.named.get(first)
        if named is not None:
            return named.type != "LOC"
        norm = page.norms[first]
        written = (norm, norm[1:], "ا" + norm[1:]) if norm.startswith("ل") else (norm,)
        return first in page.marks.quoted or any(map(is_source, written)) or any(name.type == "PER" for name in page.names(*span))
