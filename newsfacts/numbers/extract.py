"""Numerals to number facts: one pass over the drafts, each rule in its own module."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from newsfacts.facts import Number, Rule
from newsfacts.numbers import (
    ages,
    casualties,
    currencies,
    designations,
    duals,
    labels,
    listmarks,
    misreadings,
    modifiers,
    nouns,
    ordinals,
    parts,
    quantities,
    ranges,
    series,
)
from newsfacts.numbers.context import Context, unpossessed
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import NOUNS
from newsfacts.numerals import Numeral
from newsfacts.numerals.model import plus, times
from newsfacts.numerals.timeunits import TIME_UNITS
from newsfacts.numerals.words import WORDS
from newsfacts.parsing.article import Article
from newsfacts.text.fold import key, keys

if TYPE_CHECKING:
    from typing import Protocol

    class Consuming(Protocol):
        """A time expression, as far as numbers care: the folded spans of day, month, year and clock that are no numbers."""

        @property
        def consumed(self) -> Iterable[tuple[int, int]]: ...


_OTHER_WORDS = keys("تلت", "وتلت", "ستون", "تمن", "ثمان", "الألفي", "المئتي", "وست")  # followed; the names Stone and Alfi
#: From where on a dot before three digits groups them: a dinar has a thousand parts, and a rate of exchange three or four decimals.
_GROUPED_MONEY, _GROUPED_FROM = 10, dict.fromkeys(("TND", "KWD", "BHD", "JOD", "IQD", "LYD", "OMR"), 100)
_PLUS = keys("زائد")
_WORLDWIDE = keys("عالميا", "عربيا", "قاريا", "دوليا", "أوروبيا", "إفريقيا", "آسيويا")
_HUNDRED_NORMS = keys("ميت", "الميت")
_OF = key("من")
_SPELLED_YEARS, _YEAR_CUES = range(2001, 2041), keys("في", "منذ", "عام", "سنة", "حتى", "العام")
_FIFTHS = keys("خمس", "سبع", "تسع", "عشر")
_WHOLES = keys("السكان", "سكان", "المجتمع", "الإنتاج", "إنتاج", "الناتج", "مساحة", "العالم")
_SHARES, _BY = keys("الخمس", "السبع", "التسع", "العشر"), keys("نسبة", "بنسبة", "بمقدار", "بواقع", "مقدار")
_SHORT_YEARS, _YEAR_WORDS = range(40, 100), keys("عام", "سنة", "العام", "لعام", "بعام")
_NUMBER_WORDS = keys("رقم", "الرقم", "برقم")
#: What makes a part a name: نصف النهائي, ربع الأخير, النصف الجنوبي, نصف القطر.
_FINALS = keys(
    "السنوية", "السنوي", "سنوية", "سنوي", "الشهرية", "الشهري", "شهرية", "الدائرية",
    "النهائي", "نهائي", "النهائية", "نهائية", "الماراثون", "ماراثون", "الأخير", "الأخيرة", "الأعلى", "الجنوبي", "الشمالي", "قطر", "القطر",
    "قطرها", "قطره", "الكرة", "القمر", "المصنعة", "مصنعة", "الآلية", "نفسه", "ذاته", "المماثل", "المالي", "نقل",
)  # fmt: skip


def extract(article: Article, numerals: Sequence[Numeral], matches: Iterable[Consuming]) -> list[Number]:
    """The numbers of an article, in text order, none overlapping another; what `matches` consumed is left out."""
    context, drafts = _read_all(article, numerals, matches)
    places = {id(draft): place for place, draft in enumerate(drafts)}
    return [_fact(context, draft, places.get(id(draft.whole))) for draft in drafts]


def explain(article: Article, numerals: Sequence[Numeral], matches: Iterable[Consuming]) -> list[Rule]:
    """How each number of `extract` came about: the rule that gave it its kind, then the numeral's form and the rules that added to it."""
    context, drafts = _read_all(article, numerals, matches)
    return [Rule(draft.rule, tuple(dict.fromkeys((_numeral(context, draft), *draft.leans_on)))) for draft in drafts]


def _numeral(context: Context, draft: Draft) -> str:
    """The numeral itself, its kind and form: «cardinal, words: ثلاثة»."""
    words = context.article.surface(context.starts[draft.figure_first], context.ends[draft.figure_last - 1])
    return f"{draft.numeral.kind}, {draft.numeral.form}: {words}" if draft.numeral is not None else f"no numeral: {words}"


def _read_all(article: Article, numerals: Sequence[Numeral], matches: Iterable[Consuming]) -> tuple[Context, list[Draft]]:
    context = Context(article)
    drafts = _drafts(context, list(numerals), _taken(context, matches))
    return context, [draft for draft in drafts if not draft.dropped]


def _taken(context: Context, matches: Iterable[Consuming]) -> set[int]:
    """The tokens of dates and addresses."""
    taken: set[int] = set()
    spans = [tuple(span) for match in matches for span in match.consumed] + designations.address_spans(context.folded)
    for start, end in spans:
        taken.update(context.tokens.within(start, end))
        opening = bisect_right(context.starts, start) - 1
        if opening >= 0 and context.ends[opening] > start:
            taken.add(opening)  # في الأول والثاني من سبتمبر: the و is a word's own letter
    return taken


def _drafts(context: Context, numerals: list[Numeral], taken: set[int]) -> list[Draft]:
    drafts: list[Draft] = []
    previous: Draft | None = None
    for numeral in numerals:
        if any(i in taken for i in range(numeral.last - 1, numeral.first - 1, -1)) or designations.is_designation(context, numeral):
            continue
        if numeral.kind == "fraction" and numeral.conj and numeral.definite and numeral.first - 1 in taken:
            continue  # الثالثة والربع
        if previous is not None and numeral.first < previous.last and numeral.last <= previous.last:
            continue  # the hundred of «في المئة»
        draft = Draft(numeral, numeral.first, numeral.last, numeral.start, numeral.end, numeral.value)
        near = previous if previous is not None and context.same_sentence(previous.start, draft.start) else None
        if _read(context, draft, near):
            if near is not None and series.restates(context, near, draft):
                drafts.pop()
            drafts.append(draft)
            previous = draft
    inside = {i for draft in drafts for i in range(draft.first, draft.last)}
    drafts += duals.find(context, inside | taken)
    drafts.sort(key=lambda draft: draft.start)
    drafts = _joined(context, drafts)
    for draft in drafts:
        if draft.numeral is None:
            quantities.read_rate(context, draft)
            quantities.read_sign(context, draft)
    drafts = ranges.merge(context, drafts)
    ranges.spelled_scores(context, drafts)
    drafts = [draft for draft in drafts if not draft.dropped]
    series.share(context, drafts)
    series.or_more(context, drafts)
    for draft in drafts:
        ages.read_age_frame(context, draft)
        last = draft.last
        modifiers.attach(context, draft)
        if draft.last > last and draft.per is None and draft.kind in ("money", "quantity", "cardinal"):
            quantities.read_rate(context, draft)  # مليار دولار تقريبا شهريا
        if draft.kind == "percent" and draft.noun is None and context.norm(draft.last) == _OF:
            nouns.attach_after(context, draft, draft.last, None)  # 99 في المئة على الأقل من السكان
        ages.read_age(context, draft)
    for before, draft in pairwise(drafts):
        ages.read_second_age(context, before, draft)
    drafts = listmarks.without(context, [draft for draft in drafts if not _is_year(context, draft)])
    drafts = _without_overlaps(drafts)
    nouns.name_others(context, drafts)
    casualties.mark(context, drafts)
    parts.mark(context, drafts)
    casualties.mark_parts(context, drafts)
    return drafts


def _without_overlaps(drafts: list[Draft]) -> list[Draft]:
    """The drafts by their place; where two expressions share words, the later one begins with its numeral, or goes."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: draft.start):
        if kept and draft.start < kept[-1].end:
            own = draft.numeral.start if draft.numeral is not None else draft.start
            if own < kept[-1].end:
                continue
            draft.first, draft.start = draft.figure_first, own
        kept.append(draft)
    return kept


def _read(context: Context, draft: Draft, previous: Draft | None) -> bool:
    """Reads the words around one numeral; False when it is no number after all."""
    numeral = draft.numeral
    if numeral is None:
        return False
    if numeral.kind == "ordinal":
        return ordinals.read_ordinal(context, draft, previous)
    if misreadings.is_one(context, draft):
        return False
    misreadings.turn(context, draft)
    if context.norm(draft.figure_first - 1) in _PLUS or context.norm(draft.figure_last) in _PLUS:
        return numeral.form == "digits"  # مجموعة الخمسة زائد واحد
    if numeral.kind == "vague":
        draft.kind, draft.modifier = "cardinal", "vague"
    if numeral.kind == "fraction" and (context.norm(draft.last) in _FINALS or _names_a_part(context, draft) or _quarter(context, draft)):
        return False
    if numeral.form == "words" and numeral.last == numeral.first + 1 and draft.value in (1, 2):
        if numeral.definite and numeral.kind == "cardinal":
            return False  # الاثنين is Monday, الواحد is each
        if draft.value == 2 and nouns.attach_dual(context, draft):
            return True
    if numeral.kind == "fraction" and ranges.slash_score(context, draft):
        return True
    if numeral.form == "digits" and numeral.kind == "fraction" and draft.value == 1 and context.definite(draft.first - 1):
        return False  # صندوق التضامن الوطني 26/26
    if context.norms[draft.figure_last - 1] in _FIFTHS and numeral.last == numeral.first + 1 and _owned_thing(context, draft.figure_last):
        draft.value, draft.kind, draft.rule = Fraction(1, int(draft.value or 1)), "fraction", "extract._read"  # خمس قيمتها, خمس الأمريكيين
        return nouns.attach_after(context, draft, draft.last, previous) or True
    if context.norms[draft.figure_last - 1] in _SHARES and context.norm(draft.first - 1) in _BY and not context.definite(draft.figure_last):
        draft.value, draft.kind, draft.rule = Fraction(1, int(draft.value or 1)), "fraction", "extract._read"  # بنسبة الخمس
        return True
    if not (numeral.form == "words" and draft.value == 1):  # the noun of one stands before it
        quantities.attach_right(context, draft, previous)
    elif not quantities.attach_percent(context, draft) and context.norm(numeral.first - 1) in _NUMBER_WORDS:
        draft.kind, draft.rule = "nominal", "labels.read_figure_label"
    if draft.kind in ("cardinal", "fraction") and labels.read_figure_label(context, draft):
        return not (draft.kind == "nominal" and context.quoted(draft.first, draft.last))
    if _rest_of_name(context, draft, previous):
        return False
    countless = draft.unit is None and draft.noun is None and not draft.other and draft.kind in ("cardinal", "fraction")
    if countless and not nouns.attach_before(context, draft):
        nouns.attach_counted_before(context, draft)
    if series.ranks_too(context, draft, previous) or _worldwide(context, draft):
        return True
    ordinals.read_definite_cardinal(context, draft)
    if numeral.grouped is not None and _groups(draft, numeral):
        draft.value = numeral.grouped
    if _negative_by_dash(context, draft):
        draft.value = None if draft.value is None else times(draft.value, -1)
        draft.start = draft.start + 1 if context.folded[draft.start] == "-" else draft.start
    if context.norms[numeral.last - 1] in _HUNDRED_NORMS and draft.unit is None:
        return False
    single = numeral.last == numeral.first + 1 and draft.unit is None and not context.alone(draft.first, draft.last)
    if single and context.norms[numeral.first] in _OTHER_WORDS and (draft.head is None or NOUNS.find(draft.head) is None):
        return False
    nothing = numeral.form == "words" and draft.kind == "cardinal" and draft.value == 1 and draft.noun is None and draft.unit is None
    return not nothing or context.alone(draft.first, draft.last)


def _owned_thing(context: Context, i: int) -> bool:
    """«قيمتها»: one thing with its owner's pronoun."""
    norm = context.norm(i)
    if norm in _WHOLES or (
        context.definite(i) and (people := NOUNS.find(norm)) is not None and people[1].human and people[1].number == "plural"
    ):
        return not context.norms[i - 1].startswith("ال") and not norm.startswith(("وال", "بال", "لل"))
    stem = unpossessed(norm) if norm.endswith("ها") else None
    if stem is None or len(stem) < 3 or NOUNS.value(norm) is not None:
        return False
    noun = NOUNS.value(stem)
    return stem.endswith("ه") if noun is None else noun.number == "singular"


def _rest_of_name(context: Context, draft: Draft, previous: Draft | None) -> bool:
    """«المنشور عدد 2016/10»: the second figure of a number that names."""
    i = draft.figure_first - 1
    return previous is not None and previous.kind == "nominal" and previous.last == i and context.norm(i) == "/"


def _worldwide(context: Context, draft: Draft) -> bool:
    """«(18 عالميا)»: a place in a ranking."""
    numeral = draft.numeral
    if numeral is None or numeral.form != "digits" or draft.kind != "cardinal" or draft.noun is not None or draft.unit is not None:
        return False
    before = context.norm(draft.figure_first - 1)
    if context.norm(draft.figure_last) not in _WORLDWIDE or not (
        before == "(" or numeral.definite or context.is_cue(draft.first - 1, "rank")
    ):
        return False
    draft.kind, draft.rule = "ordinal", "ordinals.read_ordinal"
    return True


def _groups(draft: Draft, numeral: Numeral) -> bool:
    """Whether the dot of 2.300 groups thousands: of things counted, and of money but where prices have three decimals."""
    if draft.kind == "cardinal":
        return draft.noun is not None
    least = _GROUPED_FROM.get(draft.unit or "", _GROUPED_MONEY)
    return (
        draft.kind == "money"
        and draft.subunit == 1
        and numeral.scale == 1
        and isinstance(numeral.value, Decimal)
        and numeral.value >= least
    )


def _negative_by_dash(context: Context, draft: Draft) -> bool:
    """A dash at the start of a line before a counted noun is a list's."""
    return (
        isinstance(draft.value, int)
        and draft.value < 0
        and draft.noun is not None
        and context.norm(draft.figure_first) == "-"
        and context.line_start(draft.figure_first)
    )


def _names_a_part(context: Context, draft: Draft) -> bool:
    """«الربع الأول», «النصف الثاني»: a part that is named."""
    numeral = draft.numeral
    if numeral is None or not context.definite(draft.last):
        return False
    found = WORDS.find(context.norm(draft.last))
    owned = context.norm(draft.last - 1).endswith(("ه", "ها"))  # نصفه الثاني
    return numeral.definite or (owned and found is not None and found[1][0] == "ordinal")


def _quarter(context: Context, draft: Draft) -> bool:
    """«ربعة الحصون»: a word in ة, or one with ال that could not have a pronoun, is no quarter of anything."""
    i = draft.figure_last - 1
    return context.norm(i).endswith("ه") and (context.feminine(i) or context.norm(i).startswith("ال"))


def _joined(context: Context, drafts: list[Draft]) -> list[Draft]:
    """«عامين ونصف العام», «20 دولارا و43 سنتا»: a part that follows with و is added to the number before it."""
    merged: list[Draft] = []
    for draft in drafts:
        before = merged[-1] if merged else None
        if before is not None and _adds(before, draft) and before.value is not None and draft.value is not None:
            if draft.subunit > 1:
                parts = currencies.parts_of(before.unit, draft.subunit)
                draft.value = times(draft.value, Fraction(draft.subunit, parts))
            before.value = plus(before.value, draft.value)
            before.unit = before.unit or draft.unit
            before.include(before.first, before.start, draft.last, draft.end)
            continue
        merged.append(draft)
    return merged


def _adds(before: Draft, draft: Draft) -> bool:
    numeral = draft.numeral
    if numeral is None or draft.first != before.last or before.value is None:
        return False
    if before.kind == "money" and draft.kind == "money" and draft.subunit > 1 and before.subunit == 1:
        return draft.unit in (before.unit, None) or before.unit is None or draft.subunit == 100
    if numeral.conj != "و" or numeral.kind != "fraction" or before.unit is None or before.kind not in ("duration", "quantity", "money"):
        return False
    if not isinstance(draft.value, Fraction) or not 0 < draft.value < 1:
        return False
    if draft.unit is None:
        draft.last, draft.end = draft.figure_last, numeral.end
        return True
    return draft.unit == before.unit


def _spelled_zero(context: Context, draft: Draft) -> bool:
    """«صفر» that counts nothing: صفر اليدين, a name."""
    bare = draft.kind == "cardinal" and draft.unit is None and (draft.noun is None or context.definite(draft.figure_last))
    digits = draft.numeral is None or draft.numeral.form != "words"
    return bare and not digits and draft.value == 0 and not context.functional(draft.first - 1)


def _is_year(context: Context, draft: Draft) -> bool:
    numeral = draft.numeral
    if numeral is None or (_spelled_zero(context, draft) and not context.alone(draft.first, draft.last)):
        return numeral is not None
    if numeral.form == "words" and draft.value in _SPELLED_YEARS and draft.noun is None and draft.unit is None:
        return context.norm(draft.first - 1) in _YEAR_CUES  # في ألفين وخمسة عشر
    if numeral.form == "words" and draft.value in _SHORT_YEARS and draft.noun is None and draft.unit is None:
        return context.norm(draft.first - 1) in _YEAR_WORDS  # عام ثلاثة وتسعين
    return (
        draft.kind == "cardinal"
        and draft.modifier in ("exact", "range")
        and draft.unit is None
        and (draft.noun is None or draft.noun[1] <= draft.start or (draft.head is not None and not _counted(context, draft, draft.head)))
        and not draft.other
        and designations.is_bare_year(context, numeral)
        and not context.alone(draft.first, draft.last)
    )


def _counted(context: Context, draft: Draft, head: str) -> bool:
    """A known noun, or a unit in the accusative: 1973 عقدا."""
    unit = head.endswith("ا") and TIME_UNITS.find(head) is not None and context.norm(draft.first - 1) not in _YEAR_CUES
    return unit or NOUNS.find(head) is not None


def _fact(context: Context, draft: Draft, part_of: int | None) -> Number:
    article = context.article
    span = article.span(draft.start, draft.end)
    value, low, high = draft.value, draft.low, draft.high
    if draft.modifier == "exact" and draft.kind != "score":
        low = high = value
    elif draft.modifier in ("more_than", "at_least"):
        low, high = value if value is not None else low, None
    elif draft.modifier in ("less_than", "at_most"):
        low, high = None, value
    elif draft.modifier == "approx":
        low = high = None
    noun = None if draft.kind in ("money", "quantity", "duration", "age", "score") or draft.noun is None else article.surface(*draft.noun)
    return Number(
        text=article.surface(draft.start, draft.end), start=span.start, end=span.end, kind=draft.kind, value=value, min=low, max=high,
        modifier=draft.modifier, unit=draft.unit, per=draft.per, noun=noun, casualty=draft.casualty,
        sentence=article.sentence_at(draft.start), part_of=part_of,
    )  # fmt: skip
