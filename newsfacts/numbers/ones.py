"""What stands before a spelled one or two: سيارة إسعاف واحدة, سؤالا محرجا واحدا, مقعد أو اثنين."""

from __future__ import annotations

from newsfacts.numbers.context import Context, is_word
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import NOUNS
from newsfacts.text.fold import keys

OR = keys("أو", "او")


def or_two(context: Context, draft: Draft, k: int) -> bool:
    """«من مقعد أو اثنين»: the noun of one, at token `k`, and how many more it may be."""
    numeral = draft.numeral
    alone = numeral is not None and not numeral.prep and not numeral.conj and context.norm(draft.last) not in OR
    return alone and bare_noun(context.norm(k))


def owned_by(context: Context, k: int, one: str) -> bool:
    """«سيارة إسعاف واحدة»: a feminine one behind a masculine word belongs to the feminine noun before it."""
    norm, before = context.norm(k), context.norm(k - 1)
    if not one.endswith("ه") or norm.endswith(("ه", "اء", "ى", "ات")) or k == 0 or context.line_break(k - 1) or not before.endswith("ه"):
        return False
    found, owner = NOUNS.find(before), NOUNS.find(norm)
    masculine = owner is None or owner[1].number == "singular"
    return masculine and found is not None and found[1].number == "singular" and not found[0].article


def describable(context: Context, i: int, adjective: str) -> bool:
    """«أداة موسيقية»: a noun of the lexicon, or an unknown one in ة before an adjective in ية."""
    norm = context.norm(i)
    if bare_noun(norm):
        return True
    feminine = adjective.endswith("يه") and norm.endswith("ه") and NOUNS.find(adjective) is None
    return feminine and is_word(norm) and not context.functional(i) and not context.definite(i) and NOUNS.find(norm) is None


def bare_noun(norm: str) -> bool:
    """True for a singular of the lexicon without ال."""
    found = NOUNS.find(norm)
    return found is not None and not found[0].article and found[1].number == "singular"


def one_agrees(noun: str, one: str, *, followed: bool) -> bool:
    """«مرة واحدة», «كيانا واحدا»: the noun of one has its gender and case."""
    if NOUNS.find(noun) is None and followed:
        return False  # واحد من بين تسعة
    if one.endswith("ه"):
        return noun.endswith(("ه", "اء", "ى")) or NOUNS.value(noun) is not None
    return noun.endswith("ا") == one.endswith("ا") and not noun.endswith("ه")
