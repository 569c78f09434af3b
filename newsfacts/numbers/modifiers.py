"""How sure the writer was: نحو, أكثر من, ما لا يقل عن, تجاوزت … before a number, على الأقل after it, and negations that turn them."""

from __future__ import annotations

from newsfacts.numbers.context import CLAUSE_MARKS, Context
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import FUNCTION_WORDS, MODIFIERS, ModifierRow
from newsfacts.text.fold import key, keys

_NEGATIONS = keys("لا", "لم", "لن", "ما", "ألا", "وألا", "بألا", "ولا", "ولم", "ولن", "وما", "فلم", "أن لا", "ليس")
_THROUGH = keys("حاجز", "عتبة", "سقف", "حدود", "الـ")
_THAN = keys("عن", "على")
_LESS = keys("يقل", "تقل", "قل", "قلت")
_MORE = keys("يزيد", "تزيد", "يزد", "تزد", "زاد", "زادت", "يربو", "تربو")
_APPROACH = keys("اقترب", "اقتربت", "يقترب", "تقترب", "لتقترب", "ليقترب", "واقترب", "واقتربت")
_MAY, _TO, _FROM, _UNTIL = key("قد"), key("إلى"), key("من"), key("حتى")
_REACH = keys("يصل", "تصل", "يصلون", "يبلغ", "تبلغ")
_BEGIN = keys("تبدأ", "يبدأ", "وتبدأ", "ويبدأ", "بدءا", "ابتداء", "انطلاقا", "بداية", "تتراوح")
_WHAT = key("ما")
_SO_THAT = ("ليت", "لتت")  # ليتجاوز
_BACK, _FAR, _FAR_VERB = 6, 14, 10
_PLACES, _UNDER = keys("تحت", "فوق", "دون"), keys("تحت", "دون")
_CHANGED = frozenset({"cardinal", "percent", "money", "quantity", "duration", "age", "fraction"})


def attach(context: Context, draft: Draft) -> None:
    """Reads the modifiers around a draft and sets its `modifier`; the words next to it become part of the expression."""
    if draft.kind not in _CHANGED:
        return
    found = None
    for rule in (_before, _verb, _measured, _may_reach, _begins):
        found = rule(context, draft)
        if found is not None:
            draft.leans_on.append(f"modifiers.{rule.__name__}")
            break
    after = MODIFIERS["after"].starting_at(context.norms, draft.last)
    if after is not None and not context.line_break(draft.last - 1):
        last, (after_modifier, _) = after
        draft.include(draft.first, draft.start, last, context.ends[last - 1])
        draft.leans_on.append("modifiers.attach")
        if found is None or after_modifier != "approx":
            found = after_modifier
    if found is not None and draft.modifier == "exact":
        draft.modifier = found


def _before(context: Context, draft: Draft) -> str | None:
    """A phrase right before the number; two may follow each other (يصل إلى نحو)."""
    numeral = draft.numeral
    if numeral is not None and (numeral.conj or numeral.prep):
        return None
    modifier = None
    if context.norm(draft.first - 1) == "(" and context.norm(draft.first - 2) in _UNDER and draft.unit == "year":
        return "less_than"  # تحت (15 عاما)
    for _ in range(2):
        found = MODIFIERS["before"].ending_at(context.norms, draft.first)
        if found is None or context.line_break(draft.first - 1):
            break
        first, row, conj = found
        if draft.value == 1 and draft.noun is not None and draft.first < draft.figure_first and context.norm(first) in _PLACES:
            break  # تحت سقف واحد
        name = _turned(context, first, row)
        if modifier is None or modifier == "approx":
            modifier = name if modifier is None or name in ("approx", "exact") else modifier
        draft.include(first, context.starts[first] + conj, draft.last, draft.end)
    return None if modifier == "exact" else modifier


def _turned(context: Context, first: int, row: ModifierRow) -> str:
    modifier, negated = row
    if negated is not None and context.norm(first - 1) in _NEGATIONS and not (context.norm(first - 1) == _WHAT and modifier == "more_than"):
        return negated
    return modifier


def _verb(context: Context, draft: Draft) -> str | None:
    """A verb that its subject may part from the number: تجاوزت حصيلة القتلى 40."""
    numeral = draft.numeral
    if numeral is not None and (numeral.conj or numeral.prep):
        return None
    far = numeral is not None and numeral.definite and not context.functional(draft.first - 1)  # تجاوزت نسبتها في البلاد الـ30%
    for k in range(draft.first - 1, max(-1, draft.first - 1 - (_FAR_VERB if far else _BACK)), -1):
        norm = context.norm(k)
        if norm in CLAUSE_MARKS or norm in "،,()-" or norm[0].isdigit() or context.line_break(k):
            return None
        stem = norm[1:] if len(norm) > 4 and (norm[:1] in ("و", "ف", "س") or norm.startswith(_SO_THAT)) else norm
        for form in (norm, stem):
            found = MODIFIERS["verb"].starting_at([form], 0)
            if found is not None:
                if k == draft.first - 1:
                    draft.include(k, context.starts[k] + (len(norm) - len(form) if norm[0] in "وفل" else 0), draft.last, draft.end)
                return _turned(context, k, found[1])
        if FUNCTION_WORDS.get(norm) and norm not in _THROUGH and not far:
            return None
    return None


def _measured(context: Context, draft: Draft) -> str | None:
    """«لا تقل قيمتها عن 120», «يزيد عددهم على 40»: the verb and its preposition with the subject between."""
    near = context.norm(draft.first - 1) == _FROM  # اقترب العجز من 20%
    if not near and context.norm(draft.first - 1) not in _THAN:
        return None
    for k in range(draft.first - 2, max(-1, draft.first - 2 - (_BACK if near else _FAR_VERB)), -1):
        norm = context.norm(k)
        if near and norm in _APPROACH:
            return "approx"
        if norm in CLAUSE_MARKS or norm in "،," or norm[0].isdigit():
            return None
        if near:
            continue
        negated = context.norm(k - 1) in _NEGATIONS
        if norm in _LESS:
            return "at_least" if negated else "less_than"
        if norm in _MORE:
            return "at_most" if negated else "more_than"
    return None


def _may_reach(context: Context, draft: Draft) -> str | None:
    """«قد يصل عددهم إلى 90»: at most."""
    if context.norm(draft.first - 1) not in (_TO, _UNTIL):
        return None
    for k in range(draft.first - 2, max(0, draft.first - 2 - _BACK), -1):
        norm = context.norm(k)
        if norm in CLAUSE_MARKS or norm in "،,":
            return None
        if norm in _REACH and context.norm(k - 1) in (_MAY, "و" + _MAY, "ف" + _MAY):
            return "at_most"
    return None


def _begins(context: Context, draft: Draft) -> str | None:
    """«تبدأ أسعاره من 399 دولارا»: at least."""
    if context.norm(draft.first - 1) != _FROM:
        return None
    for k in range(draft.first - 2, max(-1, draft.first - 2 - _FAR), -1):
        norm = context.norm(k)
        if norm in CLAUSE_MARKS or norm in "،,":
            return None
        if norm in _BEGIN and draft.kind == "money":
            return "at_least"
    return None
