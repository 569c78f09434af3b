"""Which of several words an ordinal ranks: gender, number and what names its owner tell."""

from __future__ import annotations

from newsfacts.numbers.context import Context, is_word
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CUES, NOUNS, Noun
from newsfacts.numerals.timeunits import TIME_UNITS
from newsfacts.text.fold import keys

_EITHER_GENDER = keys("نصف", "ربع", "قبل", "بعد")
_RULERS = keys("ملك", "أمير", "رئيس", "ابن", "بن", "شيخ")
_PRELIMINARY = "اولي"


def feminine(ordinal: str) -> bool:
    """True for the form of an ordinal that goes with a feminine noun: ثالثة, أولى."""
    return ordinal.endswith(("ه", _PRELIMINARY))


def several(norm: str) -> bool:
    """True for a plural of the lexicon, or of a unit of time."""
    found = NOUNS.find(norm) or TIME_UNITS.find(norm)
    return found is not None and found[1].number == "plural"


def names_owner(context: Context, head: int) -> bool:
    """True for an indefinite singular thing, which the name behind it owns: هدف ميسي."""
    found = NOUNS.find(context.norm(head))
    if found is not None:
        return not found[0].article and not found[1].human and found[1].number == "singular"
    unit = TIME_UNITS.find(context.norm(head))
    return unit is not None and not unit[0].article and unit[1].number == "singular"


def one_of_several(context: Context, draft: Draft, head: int) -> int:
    """«بطولة المنتخبات العربية الثالثة عشرة», «مهرجان أملج التراثي الثاني»: of what an ordinal from three on ranks there is one, and a
    nisba stands behind what it describes; the indefinite singular before is ranked, over a name between."""
    found = NOUNS.find(context.norm(head))
    plural = found is not None and found[1].number == "plural" and isinstance(draft.value, int) and draft.value > 2
    if plural:
        return head - 1 if names_owner(context, head - 1) and not context.line_break(head - 1) else head
    described = found is None and context.norm(head).endswith(("ي", "يه")) and TIME_UNITS.find(context.norm(head)) is None
    name, far = context.norm(head - 1), head - 2
    if not described or not is_word(name) or context.definite(head - 1) or context.functional(head - 1) or NOUNS.find(name) is not None:
        return head
    return far if far >= 0 and not context.line_break(far) and names_owner(context, far) and not context.functional(far) else head


def belongs_further(context: Context, draft: Draft, k: int) -> bool:
    """«أيام العسل الأولى»: of two nouns the one that agrees with the ordinal in gender, plurals of things being feminine."""
    head = context.norm(k - 1)
    found, owner = NOUNS.find(head) or TIME_UNITS.find(head), NOUNS.find(context.norm(k))
    if found is None or found[0].article or context.line_break(k - 1):
        return False
    thing = isinstance(found[1], Noun) and found[1].number == "singular" and not found[1].human
    person = isinstance(found[1], Noun) and found[1].number == "singular" and found[1].human and head not in _RULERS
    if (thing or person) and not head.endswith(("ه", "ات")) and head not in _EITHER_GENDER:
        spelled = context.norms[draft.figure_first : draft.figure_last]
        masculine = not any(map(feminine, spelled)) and not context.functional(k - 1)  # الجولة الثالثة عشر
        if masculine and context.norm(k).endswith(("ه", "ات")) and (owner is None or not owner[1].human):
            return True  # مهرجان التنمية الثاني
        if masculine and owner is None and head in CUES["event"] and TIME_UNITS.find(context.norm(k)) is None:
            return True  # مهرجان العسل الثامن
    if found[1].number == "singular" and owner is None and TIME_UNITS.find(context.norm(k)) is None:
        further = head.endswith("ه") and not context.norm(k).endswith("ه")
        return further and feminine(context.norm(draft.figure_last - 1))  # سيدة الصين الأولى
    if found[1].number != "plural":
        return False
    return (
        feminine(context.norm(draft.figure_last - 1))
        and not context.norm(k).endswith(("ه", "اء", "ات"))
        and (owner is None or owner[1].number == "singular")
    )
