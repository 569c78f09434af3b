"""What has been said so far in an article, and how statements are added: quotations whole, reported clauses to their end."""

from bisect import bisect_left

from newsfacts.quotes.complements import Complement, Hit, end_of, find_hits, takes_up_that
from newsfacts.quotes.cues import FIRST, Cue, words
from newsfacts.quotes.marks import Quoted
from newsfacts.quotes.page import Page
from newsfacts.quotes.speakers import Speakers, Voice
from newsfacts.quotes.subjects import NAME_WORDS
from newsfacts.record import Record

#: Quotations of fewer words than the first are no speech without a cue right before them; of fewer than the second not without any cue.
SPEECH, LONG_SPEECH = 4, 5
#: A reported clause has at least so many tokens.
_SHORTEST = 2
#: Between two paragraphs of one speech stand at most so many tokens, none of them a word.
_FAR = 8
#: A cue that ends speech without marks stands among so many first tokens of its sentence.
_NEAR = 4
LEADING = frozenset(("،", ",", "-", ":", "*", "•"))
TRAILING = frozenset(("،", ",", ".", "-", ":", "؛", "و", "!", "…"))


def _is_first(hit: Hit) -> bool:
    """True for a verb in the first person: what is said there goes on with it."""
    return isinstance(hit.what, Cue) and hit.what.gender == FIRST


class Statement(Record):
    """What was said: folded offsets, kind, the cue's class and folded offsets (None for a name and a colon), the source, the rule."""

    start: int
    end: int
    kind: str
    stance: str
    cue: tuple[int, int] | None
    voice: Voice | None
    rule: str


class Statements:
    """The statements of an article, added sentence by sentence."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.speakers = Speakers(page)
        self.found: list[Statement] = []
        self.hits_of_all = find_hits(page)
        self._places = [hit.at for hit in self.hits_of_all]
        self._spoken: set[int] = set()  # opening tokens of quotations that are statements
        self._taken: set[int] = set()  # tokens of complements that have their cue
        self._until = 0  # direct speech reaches so far
        self._last_end = -1  # the token after the last statement
        self._last_direct = False
        # Of the sentence that is read: its tokens, cues, the source it speaks of, the token after its last statement, where the reported
        # clauses that are open end, its statements among `found`, cues that a frame has used; and the tokens of the sentence before, where
        # nobody is quoted in that: it tells whom this one may be about.
        self.first = self.last = self.sentence_end = 0
        self.hits: list[Hit] = []
        self.topic: Voice | None = None
        self.nested: list[int] = []
        self._own: list[int] = []
        self._skip: set[int] = set()
        self._is_framed = False
        self._before: tuple[int, int] | None = None

    def _begin(self, first: int, last: int) -> None:
        """Begins the sentence in tokens `first` up to `last`."""
        self._before = (self.first, self.last) if self.first < self.last <= first and self.sentence_end == self.first else None
        self.first, self.last, self.sentence_end = first, last, first
        self.hits = self.hits_of_all[bisect_left(self._places, first) : bisect_left(self._places, last)]
        self.topic = None
        self.nested, self._own, self._skip = [], [], set()
        self._is_framed = False

    def _close(self, at: int) -> None:
        """Leaves the reported clauses that end before a token."""
        while self.nested and self.nested[-1] <= at:
            self.nested.pop()

    def _number_at(self, at: int) -> int | None:
        """The number, in this sentence, of the cue at a token."""
        number = bisect_left(self._places, at)
        if number == len(self._places) or self._places[number] != at:
            return None
        return number - bisect_left(self._places, self.first)

    def _said(self, number: int, hit: Hit, stance: str, found: Complement, voice: Voice | None, rule: str) -> None:
        """Adds what the cue `hits[number]` takes."""
        page = self.page
        quoted = page.marks.quoted.get(found.at) if found.kind == "quote" else page.marks.quoted.get(found.start)
        if found.kind == "quote" and quoted is not None:
            self._direct(quoted, hit, stance, voice, rule)
            return
        goes_on = quoted is not None and quoted.closed and takes_up_that(page, quoted.after + 1)
        if quoted is not None and not goes_on and self._is_whole(quoted):
            self._direct(quoted, hit, stance, voice, rule)
            return
        end = end_of(page, self.hits, number, found.start, self.last, self._taken)
        if end - found.start < _SHORTEST and not (quoted is not None):
            return
        if found.kind == "colon" and end >= self.last:
            end = self._until = self._runs_on()
        kind = "direct" if found.kind == "colon" else "mixed" if self._has_quotation(found.start, end) else "indirect"
        self._add(found.start, end, kind, hit, stance, voice, rule)
        self.nested.append(end)

    def _runs_on(self) -> int:
        """The token after speech without marks that a paragraph's first sentence begins: to the sentence that another cue opens."""
        page, article = self.page, self.page.article
        number = article.sentence_at(page.starts[self.first])
        block, end = article.sentences[number].block, self.last
        if number and article.sentences[number - 1].block == block:
            return end
        for at in range(number + 1, len(article.sentences)):
            following = article.sentences[at]
            if following.block != block:
                break
            first, last = bisect_left(page.starts, following.start), bisect_left(page.starts, following.end)
            near = bisect_left(self._places, first)
            while near < len(self._places) and _is_first(self.hits_of_all[near]):
                near += 1
            if near < len(self._places) and self._places[near] < last and self.hits_of_all[near].at < first + _NEAR:
                break
            end = last
        return end

    def _is_whole(self, quoted: Quoted) -> bool:
        """True when a quotation is all that was said: the sentence, a clause or another cue comes after it."""
        page = self.page
        after = quoted.after
        if not quoted.closed or after >= self.last:
            return True
        norm = page.norms[after]
        if norm in "،,.؛:-)…" or after in page.marks.strays:
            following = after + 1
            return quoted.words > NAME_WORDS or following >= self.last or page.norms[following] not in words("relative")
        if quoted.words <= 2:
            return False
        return self._number_at(after) is not None or (norm[0] == "و" and quoted.words > 2 * NAME_WORDS) or quoted.words > 3 * NAME_WORDS

    def _direct(self, quoted: Quoted, hit: Hit | None, stance: str, voice: Voice | None, rule: str) -> None:
        """Adds a quotation, and those after it that go on with it (قال «…»، لكن «…»)."""
        following: Quoted | None = quoted
        while following is not None:
            quoted = following
            last = quoted.last if quoted.closed else self._unclosed_end(quoted)
            self._spoken.add(quoted.opening)
            self._add(quoted.opening + 1, last, "direct", hit, stance, voice, rule)
            self._until = max(self._until, last)
            self._last_direct = True
            following, rule = self._again(quoted), "quotation taken up again"

    def _again(self, quoted: Quoted) -> Quoted | None:
        """The quotation that goes on with one in its sentence."""
        at = quoted.after if quoted.closed else self.last
        while at < min(quoted.after + 4, self.last) and self.page.norms[at] in words("goes on"):
            at += 1
        again = self.page.marks.quoted.get(at)
        if again is None or not quoted.after < at < self.last or again.opening in self._spoken or again.words < LONG_SPEECH:
            return None
        return again

    def _unclosed_end(self, quoted: Quoted) -> int:
        """Where speech ends whose mark nobody closed: with its block when nothing else is said there, else with its sentence."""
        if quoted.last <= self.last:
            return max(quoted.last, quoted.opening + 2)
        after = bisect_left(self._places, self.last)
        if after < len(self._places) and self._places[after] < quoted.last:
            return self.last
        return quoted.last

    def _has_quotation(self, first: int, last: int) -> bool:
        """True for words between marks that are somebody's words, not a name or a title."""
        page = self.page
        if not page.marks.quoted:
            return False
        for at in range(first, last):
            quoted = page.marks.quoted.get(at)
            if quoted is None or quoted.last > last or quoted.words < 2:
                continue
            if at + 1 in page.inside or page.norms[at - 1] in words("agency") or page.norms[at - 1] in words("work"):
                continue
            if page.norms[at + 1].isascii():
                continue
            return True
        return False

    def _add(self, first: int, last: int, kind: str, hit: Hit | None, stance: str, voice: Voice | None, rule: str) -> None:
        """Adds the statement in tokens `first` up to `last`, without the punctuation at its edges."""
        page = self.page
        while last > first and page.norms[last - 1] in TRAILING and not (page.norms[last - 1] == "." and last in page.marks.closing):
            last -= 1
        while last - 1 > first and page.norms[last - 1] in words("and that"):
            last -= 1 + page.is_comma(last - 2)
        while first < last and page.norms[first] in LEADING:
            first += 1
        if last <= first:
            return
        cue = (page.starts[hit.at] + hit.cut, page.ends[hit.at + hit.length - 1]) if hit is not None else None
        self._own.append(len(self.found))
        self.found.append(Statement(page.starts[first], page.ends[last - 1], kind, stance, cue, voice, rule))
        self.speakers.hear(voice)
        if voice is not None:
            self.topic = voice
        self.sentence_end = max(self.sentence_end, last)
        self._last_end, self._last_direct = last, kind == "direct"

    def _carried_on(self) -> None:
        """A quotation that opens a sentence right after direct speech goes on with it."""
        page = self.page
        at = self.first
        quoted = page.marks.quoted.get(at)
        if quoted is None or quoted.opening in self._spoken or at < self._until or not self._last_direct or not self.found:
            return
        between = page.norms[self._last_end : at]
        if len(between) > _FAR or any(norm[0].isalnum() for norm in between) or quoted.words < LONG_SPEECH:
            return
        if any(quoted.after <= hit.at <= quoted.after + 2 and not hit.cut for hit in self.hits):
            return
        before = self.found[-1]
        voice = before.voice.carried("carried over") if before.voice is not None else None
        self._spoken.add(quoted.opening)
        last = quoted.last if quoted.closed else self._unclosed_end(quoted)
        start, end = page.starts[at + 1], page.ends[last - 1]
        self.found.append(Statement(start, end, "direct", before.stance, before.cue, voice, "direct speech goes on"))
        self._until, self._last_end = last, quoted.after
        self.sentence_end = max(self.sentence_end, min(quoted.after, self.last))
