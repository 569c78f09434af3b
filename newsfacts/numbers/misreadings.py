"""Numerals that are none: ألف the verb, نص the text, one of several, figures whose marks make no number."""

from __future__ import annotations

from decimal import Decimal

from newsfacts.numbers import currencies
from newsfacts.numbers.context import RIGHT_TO_LEFT, Context, is_word
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import NOUNS
from newsfacts.numerals.figures import read_figure
from newsfacts.numerals.model import times
from newsfacts.numerals.units import TIME_UNITS, UNITS, match_unit
from newsfacts.text.fold import key, keys

_THOUSAND, _TWO_THOUSAND, _OF = key("ألف"), key("ألفي"), key("من")
_WITH_A_THOUSAND, _FOLLOWED = key("بألف"), key("تلت")
_WISHES = keys("مبروك", "شكر", "تحية", "سلامة", "مبارك", "حساب", "ليلة", "خير")
_OF_AMONG = keys("أصل", "كل", "بين", "مجموع")
_YEAR, _OF_SCHOOL = keys("العام", "السنة"), keys("الدراسي", "الدراسية")
_AND, _AND_HALF = "و", key("ونص")
_TEXT = keys("نص", "النص", "والنص", "بالنص", "فالنص", "للنص", "ونص", "لنص", "بنص", "كنص", "فنص")


def is_one(context: Context, draft: Draft) -> bool:
    """Whether a cardinal or fraction just found is no number after all."""
    numeral = draft.numeral
    if numeral is None or numeral.form == "digits":
        return False
    if numeral.form == "words" and _unread(context.norm(draft.first - 1)):
        return True  # 1.75.3 مليون
    if (draft.value == 0 and numeral.definite) or _one_of(context, draft) or _text_not_half(context, draft):
        return True
    if context.norm(draft.figure_last) in _YEAR and context.norm(draft.figure_last + 1) in _OF_SCHOOL:
        return True  # عطلة نصف العام الدراسي
    word = context.norms[draft.figure_last - 1]
    if word == _FOLLOWED and _single(context.norm(draft.figure_last)):
        return True  # الفترة التي تلت معاهدة السلام
    return (word in (_THOUSAND, _WITH_A_THOUSAND) and _composed(context, draft)) or (word == _TWO_THOUSAND and _letter(context, draft))


def _single(norm: str) -> bool:
    noun, unit = NOUNS.find(norm), TIME_UNITS.find(norm)
    return (noun is None or noun[1].number != "plural") and (unit is None or unit[1].number != "plural")


def turn(context: Context, draft: Draft) -> None:
    """«04.5» with a mark for right-to-left behind its dot, which a page shows as 5.04: the figure as the reader sees it."""
    numeral = draft.numeral
    if numeral is None or numeral.form == "words" or numeral.value is None or not context.right_to_left:
        return
    for i in range(numeral.first, numeral.last):
        before, dot, after = context.article.surface(context.starts[i], context.ends[i]).partition("." + RIGHT_TO_LEFT)
        if dot and before.isdigit() and after.isdigit():
            draft.value = times(Decimal(f"{after}.{before}"), numeral.scale)


def _unread(norm: str) -> bool:
    """True for a figure whose marks make no number."""
    return norm[:1].isdigit() and sum(not c.isdigit() for c in norm) > 1 and read_figure(norm) is None


def _composed(context: Context, draft: Draft) -> bool:
    """«ألف كتبا»: who wrote books; «ألف مبروك»: a wish."""
    following = context.norm(draft.figure_last)
    books = NOUNS.value(following[:-1]) if following.endswith("ا") and draft.last == draft.first + 1 else None
    named = (
        draft.last == draft.first + 1
        and is_word(following)
        and not context.functional(draft.figure_last)
        and NOUNS.find(following) is None
        and UNITS.find(following) is None
    )
    wrote = (books is not None and books.number == "plural") or (
        named and context.definite(draft.figure_last + 1) and not context.definite(draft.figure_last) and not currencies.is_name(following)
    )  # لما ألف إسحاق الأنباري
    return wrote or following in _WISHES


def _letter(context: Context, draft: Draft) -> bool:
    """«الفي إكس»: no two thousand, where nothing behind it can be counted and its alif has no hamza."""
    if "أ" in context.article.surface(draft.start, draft.end):
        return False
    following = context.norm(draft.figure_last)
    return NOUNS.find(following) is None and not currencies.is_name(following) and match_unit(context.tokens, draft.figure_last) is None


def _one_of(context: Context, draft: Draft) -> bool:
    """«واحد من أبرز …» is one of several, no count; «واحد من كل ثلاثة» is."""
    numeral = draft.numeral
    if numeral is None or numeral.form != "words" or draft.value != 1 or context.norm(draft.last) != _OF:
        return False
    if context.norm(draft.last + 1) in _OF_AMONG:
        return False
    if context.norm(draft.first - 1).endswith("يا") and context.norm(draft.last - 1).endswith("ه"):
        return True  # تركيا واحدة من أكثر …
    before = NOUNS.find(context.norm(draft.first - 1)) or TIME_UNITS.find(context.norm(draft.first - 1))
    return before is None or before[0].article


def _text_not_half(context: Context, draft: Draft) -> bool:
    """«نص» is a text, unless a unit says that it is the colloquial half."""
    norm = context.norms[draft.figure_last - 1]
    if (norm == _AND_HALF or context.norms[draft.figure_first] == _AND) and UNITS.find(context.norm(draft.figure_first - 1)) is not None:
        return False  # لتر ونص
    return norm in _TEXT and draft.last == draft.figure_last and match_unit(context.tokens, draft.last) is None
