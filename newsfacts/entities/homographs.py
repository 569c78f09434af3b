"""Places' names that are other words where they stand: مهاجرا سوريا (a Syrian), درعا تذكارية (a shield), مصر على موقفه."""

from __future__ import annotations

from newsfacts.entities.mentions import Row
from newsfacts.entities.vocabulary import followers, nationalities, word_set
from newsfacts.text.fold import key

_OBJECT = "ا"
_NISBA = key("ية")
_INSISTS, _ON = key("مصر"), key("على")
_FOLLOWERS = followers()
_INSISTED = word_set("what one insists on")
_SUNSET, _PRAYERS = key("المغرب"), word_set("prayers")
_TEEN, _YEAR = 10, 4
#: So often the news has a noun, and so long an adjective is.
_USUAL = 4
#: Endings of verbs and particles that are no ending of objects: أعلنتها روسيا.
_OTHERWISE = ("ها", "ما", "نا", "وا")
_ADVERB = "يا"


def other_word(row: Row, at: int, cut: int = 0) -> bool:
    """True for a place's name of one word, after `cut` characters, that is an adjective or a noun of the language here."""
    norm = row.norms[at][cut:]
    if norm in _FOLLOWERS:
        return at + 1 < row.count and row.norms[at + 1] in _FOLLOWERS[norm]
    if cut:
        return False
    if norm == _SUNSET and at and row.norms[at - 1] in _PRAYERS:
        return True
    if norm[-1] != _OBJECT:
        return norm == _INSISTS and row.norms[at + 1 : at + 2] == [_ON] and at + 2 < row.count and row.norms[at + 2] in _INSISTED
    before = row.norms[at - 1] if at else ""
    after = row.norms[at + 1] if at + 1 < row.count else ""
    if norm[:-1] in nationalities():
        if before.isdigit():
            return len(before) < _YEAR and int(before[-2:]) > _TEEN  # 25 سوريا
        if before[-1:] != _OBJECT or len(before) < _USUAL or before.endswith(_OTHERWISE):
            return False
        if before.endswith(_ADVERB) and not (at > 1 and row.norms[at - 2].isdigit()):
            return False  # حاليا روسيا, but 12 جنديا روسيا
        return _object(row, before)
    if row.lists.frequency(norm[:-1]) < _USUAL or len(after) < _USUAL or not after[0].isalpha() or after.startswith("ال"):
        return False
    return _adjective(row, after)


def _object(row: Row, word: str) -> bool:
    """True for مهاجرا: the news has the word, and it has it without its ending at least as often."""
    return not row.lists.kept(word) and row.lists.frequency(word[:-1]) >= row.lists.frequency(word) > 0


def _adjective(row: Row, word: str) -> bool:
    """True for سهلا, تذكارية: an adjective with the ending of objects, or a feminine one that is no name."""
    if row.lists.kept(word) or word in nationalities():
        return False
    return word.endswith(_NISBA) or (word[-1] == _OBJECT and row.lists.frequency(word[:-1]) + 2 > row.lists.frequency(word) > 0)
