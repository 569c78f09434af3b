"""What the rules of the numbers room ask about an article: neighbours of a token, clauses, words of the whole text."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from newsfacts.numbers.lexicons import CUES, FUNCTION_WORDS
from newsfacts.parsing.article import Article
from newsfacts.text.clitics import Split, splits
from newsfacts.text.fold import key, keys

if TYPE_CHECKING:
    from newsfacts.numbers.currencies import Mentions

_SPORTING = 3
#: Words whose own letters look like the article.
_NO_ARTICLE = keys(
    "التزاما",
    "التهابا",
    "إلغاء",
    "إلقاء",
    "إلزام",
    "إلحاق",
    "إلمام",
    "إلهام",
    "التزام",
    "التهاب",
    "التحاق",
    "التقاط",
    "التقاء",
    "التماس",
    "التفاف",
    "التواء",
)
_YEAR_WORDS = keys("سنة", "عام")
_DAY, _DAYS = key("يوم"), keys("أمس", "غد", "غدا")
QUOTES = frozenset("\"«»“”'")
CLAUSE_MARKS = frozenset(".!?؟؛…:")
RIGHT_TO_LEFT = "\u200f"


class Context:
    """An article as the rules see it: the parallel lists of its tokens and a few questions on them."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.folded = article.folded
        self.tokens = article.tokens
        self.norms, self.starts, self.ends = self.tokens.norms, self.tokens.starts, self.tokens.ends
        self.size = len(self.norms)
        #: The currency that the article spoke of last, and the token behind it.
        self.money: tuple[str | None, int] | None = None
        #: The unit of bare degrees, by sentence.
        self.degrees: dict[int, str | None] = {}
        #: Where the article names the countries of currencies of one name, by their codes.
        self.countries: dict[tuple[str, ...], Mentions] = {}
        #: Whether the article uses the name for more than one of them.
        self.several: dict[tuple[str, ...], bool] = {}

    def norm(self, i: int) -> str:
        """The folded form of token `i`, empty outside the text."""
        return self.norms[i] if 0 <= i < self.size else ""

    def glued(self, i: int) -> bool:
        """True when nothing stands between token `i` and the next one."""
        return i >= 0 and self.tokens.glued(i)

    def is_cue(self, i: int, cue: str) -> bool:
        """True when token `i` is a word of the cue, with or without و or ف."""
        norm = self.norm(i)
        words = CUES[cue]
        return norm in words or (norm[:1] in ("و", "ف") and norm[1:] in words)

    def cue_stem(self, i: int, cue: str) -> bool:
        """True when token `i` is a word of the cue under any attached particles."""
        words = CUES[cue]
        return any(split.stem in words or (split.article and "ال" + split.stem in words) for split in splits(self.norm(i)))

    def cue_before(self, i: int, cue: str, reach: int) -> bool:
        """True when one of the `reach` tokens before `i`, in the same clause, is a word of the cue."""
        for k in range(i - 1, max(-1, i - 1 - reach), -1):
            if self.norms[k] in CLAUSE_MARKS or self.line_break(k):
                return False
            if self.cue_stem(k, cue):
                return True
        return False

    def cue_after(self, i: int, cue: str, reach: int) -> bool:
        """The same for the tokens from `i` on."""
        for k in range(i, min(self.size, i + reach)):
            if self.norms[k] in CLAUSE_MARKS or (k > i and self.line_break(k - 1)):
                return False
            if self.cue_stem(k, cue):
                return True
        return False

    def same_sentence(self, one: int, two: int) -> bool:
        """True when two folded offsets lie in one sentence."""
        return self.article.sentence_at(one) == self.article.sentence_at(two)

    def functional(self, i: int) -> bool:
        """True when token `i` is a function word, as it stands, under و, ب …, or with a pronoun (خارجها, ببقية)."""
        norm = self.norm(i)
        if not norm or norm in FUNCTION_WORDS:
            return True
        if FUNCTION_WORDS.get(norm[1:]) == "quantifier" and norm[0] in "وفبلك":
            return True
        if norm[0] == "ب" and norm[1:] in CUES["manner"]:
            return True
        stem = unpossessed(norm)
        return stem is not None and FUNCTION_WORDS.get(stem) == "place"

    def named_day(self, i: int) -> bool:
        """True when token `i` is the day of «يوم الخميس», which no figure before it counts."""
        return self.norm(i) == _DAY and (self.definite(i + 1) or self.norm(i + 1) in _DAYS)

    def stretched(self, i: int) -> bool:
        """True when a stretched stroke set apart by a space stands after token `i` for a dash: «3 ـ نادي», which the folded text drops."""
        if not 0 <= i < self.size - 1 or self.starts[i + 1] - self.ends[i] < 2:
            return False
        return "ـ" in self.article.surface(self.ends[i], self.starts[i + 1])

    @cached_property
    def right_to_left(self) -> bool:
        """True when marks for right-to-left stand in the text."""
        return RIGHT_TO_LEFT in self.article.source.text

    @cached_property
    def _breaks(self) -> frozenset[int]:
        """The tokens after which a new line begins, the last one aside."""
        found = set()
        at = self.folded.find("\n")
        while at >= 0:
            found.add(bisect_left(self.starts, at) - 1)
            at = self.folded.find("\n", at + 1)
        return frozenset(found - {-1, self.size - 1})

    def line_break(self, i: int) -> bool:
        """True when a new line begins after token `i`."""
        return i in self._breaks

    def line_start(self, i: int) -> bool:
        """True when token `i` is the first of its line."""
        return i == 0 or self.line_break(i - 1)

    def line_end(self, i: int) -> bool:
        """True when token `i` is the last of its line."""
        return i + 1 >= self.size or self.line_break(i)

    def alone(self, first: int, last: int) -> bool:
        """True when tokens `first` to `last` are all the words of the text (a caption of one figure, a cell)."""
        if self.size >= last - first + 6:
            return False
        around = self.norms[max(0, first - 3) : first] + self.norms[last : last + 3]
        return not any(norm[0].isalnum() for norm in around)

    def quoted(self, first: int, last: int) -> bool:
        """True when quotation marks stand right before token `first` and right after token `last - 1`: a title."""
        return self.norm(first - 1) in QUOTES and self.norm(last) in QUOTES

    @cached_property
    def sporting(self) -> bool:
        """True for an article on sport: three words of matches and results."""
        words = CUES["match"]
        return len(words & self.vocabulary) >= _SPORTING or bool(words & self.title_words)

    def named_year(self, i: int) -> bool:
        """True for «سنة», «عام» before a year of four digits: when, not what is counted."""
        year = self.norm(i + 1)
        return self.norm(i) in _YEAR_WORDS and len(year) == 4 and year[:2] in ("19", "20") and year.isdigit()

    def particles(self, i: int) -> Split:
        """The reading of a noun with the article: the split that finds ال behind particles, else the whole word."""
        for split in splits(self.norm(i)):
            if split.article:
                return split
        return splits(self.norm(i))[0]

    def definite(self, i: int) -> bool:
        """True when token `i` is a word with ال."""
        norm = self.norm(i)
        return len(norm) > 3 and norm[0].isalpha() and norm not in _NO_ARTICLE and self.particles(i).article

    def feminine(self, i: int) -> bool:
        """True for a word in ة, which the folded text takes for ه: طلبة has no owner, طلبه has."""
        return self.norm(i).endswith("ه") and "ة" in self.article.surface(self.starts[i], self.ends[i])[-2:]

    def mentions(self, word: str) -> bool:
        """True when the folded word is one of the article's."""
        return word in self.vocabulary

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The article's folded words, the title's too."""
        return frozenset(self.norms)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The folded words of the title that came with the document."""
        title = self.article.title
        return frozenset(key(title).split()) if title else frozenset()


_POSSESSIVES = ("هما", "ها", "هم", "هن", "نا", "كم", "ه", "ي", "ك")


def unpossessed(norm: str) -> str | None:
    """The noun in «دورته», «فوزه», «مباراتهم»: without its pronoun, ت turned back to ه; None when the word carries none."""
    for suffix in _POSSESSIVES:
        if norm.endswith(suffix) and len(norm) - len(suffix) >= 3:
            stem = norm[: -len(suffix)]
            return stem[:-1] + "ه" if stem.endswith("ت") else stem[:-1] + "ء" if stem[-1] in "ئؤ" else stem
    return None


def is_word(norm: str) -> bool:
    """True for a word in Arabic letters."""
    return bool(norm) and "ء" <= norm[0] <= "ي"
