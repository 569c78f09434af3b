"""Terms: what a word stands for when one asks whether two sentences speak of the same thing."""

from __future__ import annotations

from collections.abc import Collection

from newsfacts.text.lexicon import cells

_CONJUNCTIONS, _PREPOSITIONS = "وف", "بلك"
_ATTACHED = frozenset(_CONJUNCTIONS + _PREPOSITIONS)
_SUFFIXES = frozenset(("هما", "تين", "تان", "يون", "يين", "ات", "ون", "ين", "ان", "ها", "هم", "يه", "نا", "ه", "ي"))
_SHORTEST = 3
_MEMO_LIMIT = 20_000

_stopwords: frozenset[str] = frozenset()


class _Terms(dict[str, str]):
    """Words and their terms, worked out when first asked for."""

    def __missing__(self, norm: str) -> str:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        found = self[norm] = _stem(norm)
        return found


#: term(norm): the light stem of a folded word, without the article, attached particles and common endings; empty for
#: figures, punctuation and stop words. Light stemming over the root, as in Larkey et al. (2002), whose light10 it follows:
#: كاتب and مكتب are two things to a reader. Bound to the dictionary itself, since every word of every article passes here.
term = _Terms().__getitem__


def unprefixed(terms: Collection[str]) -> dict[str, str]:
    """For terms with an attached و ف ب ل ك («وفرنسا») the term without it, where the article has that too."""
    return {t: t[1:] for t in terms if t[:1] in _ATTACHED and len(t) > _SHORTEST and t[1:] in terms}


def _stem(norm: str) -> str:
    global _stopwords
    if not _stopwords:
        _stopwords = frozenset(form for _, words in cells("summary/stopwords", folded=True)[1:] for form in words.split("|"))
    if len(norm) < 2 or not norm[0].isalpha() or norm in _stopwords:
        return ""
    word = norm
    if word[0] in _CONJUNCTIONS and (word.startswith(("ال", "لل", "بال", "كال"), 1) or word[1:] in _stopwords):
        word = word[1:]
    if word.startswith(("ال", "لل")) and len(word) >= 2 + _SHORTEST:
        word = word[2:]
    elif word[0] in _PREPOSITIONS and word.startswith("ال", 1) and len(word) >= 3 + _SHORTEST:
        word = word[3:]
    if word in _stopwords:
        return ""
    for length in (3, 2, 1):
        if word[-length:] in _SUFFIXES and len(word) - length >= _SHORTEST:
            return word[:-length]
    return word
