"""What a number is measured in: percents, money, units of measurement and time, ages, and rates."""

from __future__ import annotations

from fractions import Fraction

from newsfacts.numbers import currencies, nouns
from newsfacts.numbers.context import QUOTES, Context, is_word
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CUES, RATES
from newsfacts.numerals.model import Value, times
from newsfacts.numerals.units import UnitMatch, match_unit
from newsfacts.text.fold import key, keys

_HUNDREDTH = keys("بالمئة", "بالمائة", "بالمية", "بالمئه", "بالماية")
_IN, _HUNDRED = keys("في", "فى", "ب"), keys("المئة", "المائة", "المية", "الماية", "المئه")
_POINT, _OF_PERCENT = keys("نقطة", "نقاط"), key("مئوية")
_DEGREE_UNITS = frozenset({"celsius", "fahrenheit", "kelvin", "degree"})
_BELOW, _ZERO = key("تحت"), key("الصفر")
_SPRINGS = keys("ربيعا", "خريفا")
_AGE_UNITS = frozenset({"year", "month", "week", "day"})
_DECADE_CUES = keys("منذ", "قبل", "خلال", "مدى", "مدار", "طوال", "لمدة", "بعد", "نحو", "قرابة", "من", "حوالي", "عبر", "امتداد")
_AGE_WORDS = keys("سن", "بسن", "لسن", "السن", "عمر", "بعمر")
_OF_LIFE = keys("العمر", "عمره", "عمرها", "سنه", "سنها")
_PER_UNIT = key("لل")
_WEALTH = 1_000_000


def attach_right(context: Context, draft: Draft, previous: Draft | None) -> None:
    """Reads what follows the numeral (or stands before it, for symbols) and sets kind, unit, noun and rate."""
    i = draft.last
    opener = context.norm(draft.figure_first - 1)
    enclosed = (opener == "(" and context.norm(i) == ")") or (opener in QUOTES and context.norm(i) in QUOTES)
    if enclosed and not context.line_break(i) and nouns.attach_after(context, draft, i + 1, None):
        draft.include(draft.figure_first - 1, context.starts[draft.figure_first - 1], draft.last, draft.end)
        return
    if context.line_break(i - 1):
        i = context.size
    if _percent(context, draft, i):
        nouns.attach_after(context, draft, draft.last, previous)
        return
    if _money(context, draft, i, previous) or _unit(context, draft, i):
        read_rate(context, draft)
        return
    if draft.numeral is not None and draft.numeral.kind == "ordinal":
        return
    if nouns.attach_after(context, draft, i, previous):
        read_rate(context, draft)
        return
    _elliptic_money(context, draft, previous)


def attach_percent(context: Context, draft: Draft) -> bool:
    """Reads a percent sign or phrase alone: واحد في المئة."""
    return _percent(context, draft, draft.last)


def _percent(context: Context, draft: Draft, i: int) -> bool:
    norm = context.norm(i)
    last = None
    if norm == "%" or norm in _HUNDREDTH:
        last = i + 1
    elif (norm in _IN and context.norm(i + 1) in _HUNDRED) or (norm in _POINT and context.norm(i + 1) == _OF_PERCENT):
        last = i + 2
    first, start = draft.first, draft.start
    if last is None:
        before = draft.figure_first - 1
        sign = context.norm(before) == "%" and context.glued(before)
        phrase = context.norm(before) in _HUNDREDTH and context.alone(before, draft.last)
        if context.norm(before - 1)[:1].isdigit() or not (sign or phrase):
            return False
        first, start, last = before, context.starts[before], draft.last
    draft.kind, draft.unit, draft.rule = "percent", "percent", "quantities.attach_percent"
    draft.include(first, start, last, context.ends[last - 1])
    return True


def _money(context: Context, draft: Draft, i: int, previous: Draft | None) -> bool:
    if draft.numeral is not None and draft.numeral.kind == "ordinal":
        return False
    before = currencies.symbol_before(context, draft.figure_first) if _digits(draft) else None
    if before is not None and (context.glued(draft.figure_first - 1) or not context.norm(before[1] - 1)[:1].isdigit()):
        draft.include(before[1], context.starts[before[1]], draft.last, draft.end)
        _set_money(draft, before[0], 1)
        return True
    after = currencies.symbol_at(context, i)
    if after is not None:
        draft.include(draft.first, draft.start, after[1], context.ends[after[1] - 1])
        _set_money(draft, after[0], 1)
        return True
    near = previous.unit if previous is not None and previous.kind == "money" else None
    bracket = 1 if context.norm(i) == "(" else 0
    found = currencies.name_at(context, i + bracket, near, definite=draft.value is None)
    if found is None or found.number == "dual" or (bracket and context.norm(found.last) != ")"):
        return False
    draft.include(draft.first, draft.start, found.last, context.ends[found.last - 1])
    _set_money(draft, found.code, found.parts)
    return True


def _digits(draft: Draft) -> bool:
    return draft.numeral is not None and draft.numeral.form != "words"


def _set_money(draft: Draft, code: str | None, parts: int) -> None:
    draft.kind, draft.unit, draft.subunit, draft.rule = "money", code, parts, "quantities._money"
    if parts > 1:
        draft.value = _part(draft.value, parts)
        draft.low, draft.high = _part(draft.low, parts), _part(draft.high, parts)


def _part(value: Value | None, parts: int) -> Value | None:
    return None if value is None else times(value, Fraction(1, parts))


def _elliptic_money(context: Context, draft: Draft, previous: Draft | None) -> None:
    """«4.5 مليار دولار، بواقع 3.5 مليار لتركيا»: millions without a noun, after money in the same sentence, are money too."""
    numeral = draft.numeral
    if previous is None or previous.kind != "money" or numeral is None or draft.kind != "cardinal" or numeral.scale < _WEALTH:
        return
    if context.article.sentence_at(previous.start) == context.article.sentence_at(draft.start) and numeral.value is not None:
        draft.kind, draft.unit, draft.rule = "money", previous.unit, "quantities._elliptic_money"


def _unit(context: Context, draft: Draft, i: int) -> bool:
    numeral = draft.numeral
    if numeral is not None and numeral.kind == "ordinal":
        return False
    norm = context.norm(i)
    if norm in _SPRINGS:
        draft.kind = "age"
        draft.include(draft.first, draft.start, i + 1, context.ends[i])
        return True
    found = match_unit(context.tokens, i, symbols=numeral is not None and numeral.form != "words")
    if found is None or not _fits(context, draft, found):
        return False
    unit = found.unit
    draft.unit, draft.kind, draft.rule = unit.name, "duration" if unit.dimension == "time" else "quantity", "quantities._unit"
    last = found.last
    draft.include(draft.first, draft.start, last, context.ends[last - 1])
    if unit.name == "degree":
        _degrees(context, draft)
    if draft.unit in _DEGREE_UNITS and draft.value is not None:
        _sign(context, draft)
    return True


def _fits(context: Context, draft: Draft, found: UnitMatch) -> bool:
    if found.split.conj or found.split.prep:
        return False
    if found.split.article and not isinstance(draft.value, Fraction) and draft.kind != "fraction":
        return draft.value is None
    if found.unit.number == "dual":
        return False
    if found.unit.name == "decade" and context.norm(found.first) != key("عقود"):
        return False  # عشرون عقدا are contracts
    if found.unit.name == "decade" and draft.numeral is not None and draft.numeral.form == "digits":
        return context.norm(draft.first - 1) in _DECADE_CUES
    return True


def _degrees(context: Context, draft: Draft) -> None:
    """Bare degrees are of heat, or of an earthquake, when the sentence speaks of one."""
    sentence = context.article.sentences[context.article.sentence_at(draft.start)] if context.article.sentences else None
    if sentence is None:
        return
    around = context.tokens.within(sentence.start, sentence.end)
    words = context.norms[around.start : around.stop]
    if any(word in CUES["quake"] or word[-6:] in CUES["quake"] for word in words):
        draft.unit = "richter"
    elif any(word in CUES["heat"] or word[1:] in CUES["heat"] for word in words):
        draft.unit = "celsius"


def read_sign(context: Context, draft: Draft) -> None:
    """«درجتين تحت الصفر»: below zero."""
    if draft.unit in _DEGREE_UNITS and draft.value is not None:
        _sign(context, draft)


def _sign(context: Context, draft: Draft) -> None:
    if context.norm(draft.last) == _BELOW and context.norm(draft.last + 1) == _ZERO:
        draft.include(draft.first, draft.start, draft.last + 2, context.ends[draft.last + 1])
    elif not (context.norm(draft.first - 1) == "-" and (context.line_start(draft.first - 1)) and not context.glued(draft.first - 1)):
        return
    else:
        draft.include(draft.first - 1, context.starts[draft.first - 1], draft.last, draft.end)
    if draft.value is not None:
        draft.value = times(draft.value, -1) if draft.value > 0 else draft.value


def read_rate(context: Context, draft: Draft) -> None:
    found = RATES.starting_at(context.norms, draft.last)
    if found is not None and not context.line_break(draft.last - 1):
        last, draft.per = found
        draft.include(draft.first, draft.start, last, context.ends[last - 1])
        return
    i = draft.last
    if context.norm(i) == "/" and draft.kind in ("money", "quantity"):
        unit = match_unit(context.tokens, i + 1)
        if context.norm(i + 1) == "س":
            draft.per = "hour"
            draft.include(draft.first, draft.start, i + 2, context.ends[i + 1])
        elif unit is not None:
            draft.per = unit.unit.name
            draft.include(draft.first, draft.start, unit.last, context.ends[unit.last - 1])
    elif context.norm(i).startswith(_PER_UNIT) and draft.kind == "money":
        unit = match_unit(context.tokens, i, symbols=False)
        if unit is not None and unit.split.article and unit.unit.number == "singular":
            draft.per = unit.unit.name
            draft.include(draft.first, draft.start, unit.last, context.ends[unit.last - 1])


def read_age_frame(context: Context, draft: Draft) -> None:
    """«سن 18», «عمره 37», «دون سن الـ18»: a bare figure after a word for age."""
    if draft.kind != "cardinal" or draft.noun is not None or not isinstance(draft.value or draft.high, int):
        return
    k = draft.first - 1
    if context.norm(k) in _AGE_WORDS:
        draft.kind, draft.rule = "age", "quantities.read_age_frame"
        draft.include(k, context.starts[k], draft.last, draft.end)
    elif context.norm(k) in _OF_LIFE and context.cue_stem(k, "age"):
        draft.kind, draft.rule = "age", "quantities.read_age_frame"


def read_age(context: Context, draft: Draft) -> None:
    """Turns years into an age where the words around say so: (37 عاما), البالغ 51 عاما, عن عمر 80, السادسة من عمره."""
    if draft.kind == "duration" and draft.unit in _AGE_UNITS and _is_age(context, draft):
        draft.kind, draft.rule = "age", "quantities.read_age"
        if draft.unit == "year":
            draft.unit = None


def _is_age(context: Context, draft: Draft) -> bool:
    before, after = context.norm(draft.first - 1), context.norm(draft.last)
    if before == "(" and after in (")", "،", ","):
        return True
    apart = before in ("،", ",", "-") and after in ("،", ",", "-")
    if apart and draft.unit == "year" and draft.numeral is not None and draft.numeral.form == "digits":
        return True
    reach = 3
    for k in range(draft.first - 1, max(-1, draft.first - 1 - reach), -1):
        norm = context.norm(k)
        if not is_word(norm) or norm[0].isdigit():
            break
        if context.cue_stem(k, "age"):
            return True
    return context.is_cue(draft.last, "age") or (context.norm(draft.last) == key("من") and context.is_cue(draft.last + 1, "age"))
