"""Figures that are part of another, so that sums need not count twice: «12 قتيلا بينهم ثلاثة أطفال», «48 من القتلى», «خمسة من أصل 20»."""

from __future__ import annotations

from fractions import Fraction

from newsfacts.numbers.context import CLAUSE_MARKS, Context, is_word
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CASUALTIES, CUES, FUNCTION_WORDS, NOUNS
from newsfacts.text.fold import key, keys

_ADDITIVE = frozenset({"cardinal", "money", "quantity"})
_OF, _AND = key("من"), "و"
_TOTALS = keys("أصل", "مجموع", "إجمالي", "جملة", "بين")
_EACH = key("كل")
#: Tokens between the pronoun and its figure (بينهم قائد الشرطة و3 جنود), between two parts (3 أطفال رضع و4 نساء),
#: and between a whole and «منها», which often is no part (طلب منها 3).
_AFTER_PRONOUN, _CHAIN, _NEAR = 8, 3, 6
#: Figures back that are asked whether they are the whole, in a sentence and in the article: a text of figures alone stays linear.
_IN_SENTENCE, _IN_ARTICLE = 16, 64


def mark(context: Context, drafts: list[Draft]) -> None:
    """Sets `whole` of the drafts (in text order) that are part of another one."""
    for number, draft in enumerate(drafts):
        if draft.kind not in _ADDITIVE or draft.whole is not None:
            continue
        before = _earlier(context, drafts, number)
        draft.whole = (
            _of_total(context, drafts, number)
            or _after_pronoun(context, draft, before)
            or _before_pronoun(context, draft, before)
            or _of_casualties(context, draft, drafts[max(0, number - _IN_ARTICLE) : number])
            or _another_part(context, draft, drafts[number - 1] if number else None)
        )
        if draft.whole is not None:
            draft.leans_on.append("parts.mark")


def _earlier(context: Context, drafts: list[Draft], number: int) -> list[Draft]:
    """The figures before one in its sentence, the nearest first."""
    found = []
    for draft in reversed(drafts[max(0, number - _IN_SENTENCE) : number]):
        if not context.same_sentence(draft.start, drafts[number].start):
            break
        found.append(draft)
    return found


def _of_total(context: Context, drafts: list[Draft], number: int) -> Draft | None:
    """«5 من أصل 20», «ثلاثة لاعبين من بين 11»: the whole is the next figure."""
    draft = drafts[number]
    following = drafts[number + 1] if number + 1 < len(drafts) else None
    if following is None or not 2 <= following.first - draft.last <= 3 or context.norm(draft.last) != _OF:
        return None
    if context.norm(draft.last + 1) not in _TOTALS or _EACH in context.norms[draft.last : following.first]:
        return None
    return following if _holds(draft, following) else None


def _after_pronoun(context: Context, draft: Draft, before: list[Draft]) -> Draft | None:
    """«بينهم ثلاثة أطفال», «منها نحو 20 دبابة»: the pronoun in front, at most a few names between."""
    for k in range(draft.first - 1, max(-1, draft.first - 1 - _AFTER_PRONOUN), -1):
        norm = context.norm(k)
        if norm in CUES["part"]:
            if any(k < other.first < draft.first for other in before):
                return None
            return _antecedent(context, draft, before, k)
        near = k == draft.first - 1
        if norm in CLAUSE_MARKS or FUNCTION_WORDS.get(norm) == "verb" or context.line_break(k):
            return None
        if CASUALTIES["before"].ending_at(context.norms, k + 1) is not None and not (near and NOUNS.find(norm) is not None):
            return None
    return None


def _antecedent(context: Context, draft: Draft, before: list[Draft], pronoun: int) -> Draft | None:
    """The figure that a pronoun at a token stands for: the nearest that can hold the part."""
    norm = context.norm(pronoun)
    things = norm.endswith("ها")
    sure = (
        norm.endswith(_SURE)
        or norm[0] == _AND
        or context.norm(pronoun - 1) in (_OF, "،", ",", "(", "-")
        or (context.norm(pronoun - 1)[1:] == _OF)
    )
    for whole in before:
        if whole.last > pronoun or not _holds(draft, whole) or whole.human is things:
            continue
        if not sure and pronoun - whole.last > 0:
            return None
        if norm.endswith(_LOOSE) and pronoun - whole.last > _NEAR:
            return None
        return whole
    return None


_SURE = tuple(map(key, ("بينهم", "بينهن", "بينها", "ضمنهم", "ضمنها", "ضمنهن")))
_LOOSE = tuple(map(key, ("منها", "فيها")))


def _before_pronoun(context: Context, draft: Draft, before: list[Draft]) -> Draft | None:
    """«ثلاثة منهم في حال خطرة»: the pronoun behind a figure that names nothing itself."""
    k = draft.last
    if context.norm(k) not in _OF_THEM or (draft.noun is not None and not draft.other) or draft.unit is not None:
        return None
    if context.norm(k + 1)[:1].isdigit() or context.line_break(k - 1):
        return None
    things = context.norm(k).endswith("ها")
    return next((whole for whole in before if _holds(draft, whole) and whole.human is not things), None)


_OF_THEM = keys("منهم", "منهن", "منها")


def _of_casualties(context: Context, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """«48 من القتلى», «من بين الضحايا طفلان»: of people whom an earlier figure counted, in whatever sentence: the article says so."""
    if draft.noun is not None and draft.noun[0] >= draft.start and draft.head is not None and draft.head.startswith("ال"):
        k = next((k for k in range(draft.figure_last, draft.last) if context.starts[k] == draft.noun[0]), 0)
        group = draft.casualty if k and context.norm(k - 1) == _OF else None
    else:
        k = draft.first - 1
        found = NOUNS.find(context.norm(k))
        among = context.norm(k - 1) in _AMONG
        group = found[1].casualty if found is not None and found[0].article and among else None
    if group is None:
        return None
    return next((whole for whole in reversed(earlier) if whole.casualty == group and _holds(draft, whole)), None)


_AMONG = keys("بين", "وبين", "ومن", "ضمن")


def _another_part(context: Context, draft: Draft, previous: Draft | None) -> Draft | None:
    """«بينهم 3 أطفال و4 نساء»: joined to a part by و, with room left in the whole."""
    if previous is None or previous.whole is None or previous.whole.start > previous.start or draft.other:
        return None
    conjoined = draft.numeral is not None and draft.numeral.conj == _AND
    joined = conjoined or _AND in (context.norm(draft.first)[:1], context.norm(draft.first - 1))
    between = context.norms[previous.last : draft.figure_first]
    if not joined or len(between) > _CHAIN or not all(is_word(word) or word in "،(" for word in between):
        return None
    if any(FUNCTION_WORDS.get(word) == "verb" for word in between):
        return None
    whole = previous.whole
    if draft.casualty not in (None, whole.casualty, previous.casualty) or not _holds(draft, whole):
        return None
    rest, size, own = _most(whole), _least(previous), _least(draft)
    return whole if rest is None or size is None or own is None or size + own <= rest else None


def _holds(part: Draft, whole: Draft) -> bool:
    """True when one figure can be part of the other by kind, unit and size."""
    if whole.kind != part.kind or (part.unit is not None and whole.unit is not None and part.unit != whole.unit):
        return False
    least, most = _least(part), _most(whole)
    return most is None or (least is not None and least < most)


def _least(draft: Draft) -> Fraction | None:
    size = draft.value if draft.value is not None else draft.low
    return None if size is None else Fraction(size)


def _most(draft: Draft) -> Fraction | None:
    """The size of a whole; None where it is open (عشرات, أكثر من 100)."""
    size = draft.value if draft.value is not None else draft.high
    return None if size is None or draft.modifier in ("more_than", "at_least", "approx") else Fraction(size)
