"""Figures that label or rank the noun before them: القرار 2254, الدورة الـ70, المادة 140."""

from __future__ import annotations

from newsfacts.numbers import nouns
from newsfacts.numbers.context import Context, is_word, unpossessed
from newsfacts.numbers.designations import is_bare_year
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CUES, FUNCTION_WORDS, NOUNS
from newsfacts.numbers.ordinals import BIRTHDAY, rank
from newsfacts.numerals.timeunits import TIME_UNITS
from newsfacts.text.fold import key, keys

_LAST_YEAR, _PLACE = 2100, key("الموقع")
_COUNT, _OF_YEAR = key("عدد"), key("لسنة")
_NUMBER = keys("رقم", "الرقم", "عدد")
_SHIRT = keys("العدد", "القميص", "رقم", "الرقم", "برقم", "المادة", "الفصل", "القانون")
_ARTICLE, _NISBA = "ال", ("يه", "ي", "يين", "يان")


def _labelled(context: Context, draft: Draft, k: int) -> bool:
    """«البعثة 44», «اللواء 15»: a figure with nothing to count, right behind a definite singular."""
    counts = draft.noun is not None and draft.noun[0] > draft.start
    marked = context.norm(draft.figure_last) in ("-", "/", ":") or context.norm(draft.figure_first - 1) == "("
    if counts or marked or not context.definite(k):
        return False
    found = NOUNS.find(context.norm(k))
    if draft.numeral is not None and is_bare_year(context, draft.numeral):
        return False  # خلال الفترة 1908
    return found is not None and found[1].number == "singular" and not found[1].human and draft.figure_last == draft.last


def _law_number(context: Context, k: int, last: int) -> bool:
    """«القانون عدد 61 لسنة 2016»: in Tunisia a law has its عدد."""
    if context.norm(last) == _OF_YEAR:
        return True
    return context.definite(k - 1) and any(context.cue_stem(j, "nominal") for j in (k - 1, k - 2) if context.definite(j))


def _described_label(context: Context, k: int) -> bool:
    """«الأمر التنفيذي 12170»: an adjective between the label and its number."""
    definite = context.definite(k) and context.definite(k - 1) and not context.line_break(k - 1)
    return definite and context.cue_stem(k - 1, "nominal") and (not nouns.known(context, k) or context.norm(k).endswith(_NISBA))


def _dated_law(context: Context, draft: Draft) -> bool:
    """«القانون 78/85»: the number of a law and its year, no part."""
    k, first = draft.figure_first - 1, context.norm(draft.figure_first)
    if context.norm(draft.figure_first + 1) != "/" or not first.isdigit() or not context.cue_stem(k, "nominal"):
        return False
    if not context.definite(k) and context.norm(k) not in _NUMBER:
        return False
    draft.kind, draft.value, draft.rule = "nominal", int(first), "labels.read_figure_label"
    return rank(context, draft, k, k)


def _resolution(context: Context, draft: Draft) -> int | None:
    """«قرار الأمم المتحدة 2231», «قرار مجلس الأمن الدولي 1701»: the token of the label that a body's name parts from its number."""
    numeral = draft.numeral
    if numeral is None or numeral.definite or draft.noun is not None or draft.unit is not None:
        return None
    if not isinstance(draft.value, int) or draft.value < _FIRST_RESOLUTION:
        return None
    k = draft.figure_first - 1
    while k > 0 and context.norm(k) in _BEFORE_NUMBER:
        k -= 1
    for head in range(k - 1, max(-1, k - 1 - _BODY), -1):
        if context.line_break(head):
            return None
        if context.cue_stem(head, "decree"):
            return head
        if not (context.definite(head + 1) or context.norm(head + 1) in _COUNCIL) or not is_word(context.norm(head)):
            return None
    return None


_FIRST_RESOLUTION, _BODY, _BEFORE_NUMBER, _COUNCIL = 10, 4, frozenset({'"', "(", "«", *keys("رقم")}), keys("مجلس", "الأمن")


def _tamyiz(context: Context, draft: Draft) -> bool:
    """«دعم القانون 61 نائبا»: a singular in the accusative behind a figure from 11 on is what it counts."""
    i = draft.figure_last + (context.norm(draft.figure_last) == ")")
    counted = draft.noun is not None and draft.noun[0] >= draft.start and context.norm(i).endswith("ا")
    known = NOUNS.find(context.norm(i)) is not None
    return counted and known and isinstance(draft.value, int) and draft.value > _LAST_OF_PLURALS


_LAST_OF_PLURALS = 10


def _one_thing(word: str) -> bool:
    found = NOUNS.find(word)
    if found is None:
        unit = TIME_UNITS.find(word)  # سيكمل عامه 20
        return unit is not None and not unit[0].cut and unit[1].number == "singular"
    return not found[0].cut and found[1].number == "singular" and not found[1].human


def read_figure_label(context: Context, draft: Draft) -> bool:
    """«القرار 2254» names, «الدورة الـ70» ranks: a figure behind a definite noun. True when the draft was read so."""
    numeral = draft.numeral
    if numeral is not None and numeral.kind == "fraction" and _dated_law(context, draft):
        return True
    if numeral is None or numeral.form != "digits" or not isinstance(draft.value, int) or numeral.prep or numeral.conj:
        return False
    if context.norm(draft.figure_last) == "-" and context.glued(draft.figure_last - 1):
        return False  # المباراة 2-0
    if context.norm(draft.figure_last) == "/" and context.norm(draft.figure_last + 1).isdigit() and context.sporting:
        return False  # فوزه 2/0
    k = draft.figure_first - 1
    while context.norm(k) in ('"', "(", "«", ":") and k > draft.figure_first - 3:
        k -= 1
    article = k < draft.figure_first - 1 and context.norm(k) == _ARTICLE  # البطولة العربية الـ «13»
    k = k - 1 if article else k
    if k < 0 or context.line_break(k) or not is_word(context.norm(k)):
        return False
    bracketed = context.norm(draft.figure_first - 1) == "(" and not article
    if bracketed and context.sporting and context.norm(k) not in _SHIRT and not context.cue_stem(k, "ranked"):
        return False  # في مرمى فريقه (77): a minute
    if _tamyiz(context, draft) and context.norm(k) not in _NUMBER:
        return False
    possessed = unpossessed(context.norm(k)) if NOUNS.value(context.norm(k)) is None else None
    definite = context.definite(k) or (possessed is not None and possessed in CUES["ranked"])
    if context.is_cue(k, "rank"):
        draft.kind, draft.rule = "ordinal", "labels.read_figure_label"
        draft.noun, draft.head, draft.last, draft.end = None, None, draft.figure_last, context.ends[draft.figure_last - 1]
        return True
    ranked = context.cue_stem(k, "ranked") or (possessed is not None and possessed in CUES["ranked"])
    resolution = _resolution(context, draft)
    if resolution is not None:
        draft.kind, draft.rule = "nominal", "labels.read_figure_label"
        last = k if context.norm(k) not in _NUMBER else k - 1
        return rank(context, draft, resolution, last)
    if article and not ranked and (context.definite(k) or possessed is not None):
        draft.kind, draft.rule = "ordinal", "labels.read_figure_label"
        return rank(context, draft, nouns.head_before(context, k), k)
    if ranked and (definite or numeral.definite):
        if NOUNS.find(context.norm(draft.figure_last)) is not None and not numeral.definite and draft.noun is not None:
            return False
        if draft.value > _LAST_YEAR or (not numeral.definite and is_bare_year(context, numeral)):
            return False
        draft.kind, draft.rule = "ordinal", "labels.read_figure_label"
        head = k - 1 if context.norm(k - 1).endswith(BIRTHDAY) else nouns.head_before(context, k)
        draft.last, draft.end = draft.figure_last, context.ends[draft.figure_last - 1]
        return rank(context, draft, head, k)
    alone = draft.noun is None and draft.unit is None and context.norm(draft.figure_last) != "-"
    if possessed is not None and alone and _one_thing(possessed):
        draft.kind, draft.rule = "ordinal", "labels.read_figure_label"  # هدفه 32
        return rank(context, draft, k, k)
    nominal_by_possession = possessed is not None and possessed in CUES["nominal"] and possessed != _COUNT
    if alone and not numeral.definite and _described_label(context, k):
        draft.kind, draft.rule = "nominal", "labels.read_figure_label"
        return rank(context, draft, k - 1, k)
    nominal = context.cue_stem(k, "nominal") or nominal_by_possession or _labelled(context, draft, k)
    if not nominal or numeral.definite or draft.unit is not None:
        return False
    if (
        context.norm(k).endswith(_COUNT)
        and not _law_number(context, k, draft.figure_last)
        and (draft.noun is not None or not context.definite(k))
    ):
        return False
    definite = definite or nominal_by_possession
    label = context.norm(k) in _NUMBER
    before = context.norm(k - 1)
    head = k - 1 if label and is_word(before) and before not in FUNCTION_WORDS and FUNCTION_WORDS.get(before[1:]) != "verb" else k
    if label and head == k - 1 and context.definite(head):
        head = nouns.head_before(context, head)
    if label and head == k - 1 and not context.cue_stem(head, "nominal"):
        head = next((j for j in range(head - 1, max(-1, head - 3), -1) if context.cue_stem(j, "nominal")), head)
    noun_follows = draft.noun is not None and draft.noun[0] >= draft.start and NOUNS.find(context.norm(draft.figure_last)) is not None
    if noun_follows and context.norm(k) == _PLACE:
        return False  # توجهت إلى الموقع 15 فرقة
    if noun_follows and not label and (not definite or (nominal_by_possession and not context.definite(k))):
        return False  # اعترضت طريقها 5 سفن
    draft.kind, draft.rule = "nominal", "labels.read_figure_label"
    draft.noun, draft.head, draft.last, draft.end = None, None, draft.figure_last, context.ends[draft.figure_last - 1]
    if label and head == k:
        draft.include(k, context.starts[k], draft.last, draft.end)
        return True
    return rank(context, draft, head, head)
