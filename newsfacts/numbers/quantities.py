"""What a number is measured in: percents, money, units of measurement and time, ages, and rates."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from newsfacts.numbers import currencies, nouns
from newsfacts.numbers.context import QUOTES, Context, is_word
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CUES, RATES
from newsfacts.numerals.model import Value, times
from newsfacts.numerals.units import TIME_UNITS, UnitMatch, match_unit
from newsfacts.numerals.words import WORDS
from newsfacts.text.fold import key, keys

_HUNDREDTH = keys("بالمئة", "بالمائة", "بالمية", "بالمئه", "بالماية")
_IN, _HUNDRED = keys("في", "فى", "ب"), keys("المئة", "المائة", "المية", "الماية", "المئه")
_POINT, _OF_PERCENT = keys("نقطة", "نقاط"), key("مئوية")
_DEGREE_UNITS = frozenset({"celsius", "fahrenheit", "kelvin", "degree"})
_BELOW, _ZERO = key("تحت"), key("الصفر")
_SPRINGS = keys("ربيعا", "خريفا")
_DECADE_CUES = keys("منذ", "قبل", "خلال", "مدى", "مدار", "طوال", "لمدة", "بعد", "نحو", "قرابة", "من", "حوالي", "عبر", "امتداد")
_PER_UNIT = key("لل")
_WEALTH, _BILLION, _FAR_PRICE, _FAR_MONEY = 1_000_000, 1_000_000_000, 9, 60
_BETWEEN, _EXPLOSIVE = key("بين"), key("متفجر")
_DINAR, _DINAR_SIGN, _DINARS = key("دينار"), key("د"), keys("دينار", "دينارا", "دنانير")
_DEFINITE, _EACH, _WITHIN = "ال", keys("الواحد", "الواحدة"), key("في")
_EITHER, _AT_THE_RATE = keys("أو", "او"), keys("بنسبة", "وبنسبة", "نسبة", "نسبته")
_MILLION_SIGN = key("م")
_COLDEST, _HOTTEST = -60, 60
_OF = key("من")
_SPELLED_TOO = keys("كم", "كلم", "سم", "ملم", "مم")  # abbreviations that follow a numeral in words too


def attach_right(context: Context, draft: Draft, previous: Draft | None) -> None:
    """Reads what follows the numeral (or stands before it, for symbols) and sets kind, unit, noun and rate."""
    i = draft.last
    opener = context.norm(draft.figure_first - 1)
    slashed = opener == "/" and context.norm(i) == "/" and not context.glued(draft.figure_first - 2) and not context.glued(i)
    enclosed = (opener == "(" and context.norm(i) == ")") or (opener in QUOTES and context.norm(i) in QUOTES) or slashed
    if enclosed and not context.line_break(i):
        last, k = draft.last, i + 1
        if (
            _percent(context, draft, k)
            or _money(context, draft, k, previous)
            or _unit(context, draft, k)
            or nouns.attach_after(context, draft, k, None)
        ):
            if draft.last > last + 1:
                draft.include(draft.figure_first - 1, context.starts[draft.figure_first - 1], draft.last, draft.end)
            return
    if context.line_break(i - 1):
        i = context.size
    if _percent(context, draft, i):
        nouns.attach_after(context, draft, draft.last, previous)
        return
    many = draft.value is None or (draft.numeral is not None and draft.numeral.scale >= _WEALTH)
    of = 1 if many and context.norm(i) == _OF and context.definite(i + 1) else 0  # عشرات الملايين من الدولارات
    if _money(context, draft, i + of, previous, of=of > 0) or _unit(context, draft, i + (of if draft.value is None else 0)):
        read_rate(context, draft)
        return
    if draft.numeral is not None and draft.numeral.kind == "ordinal":
        return
    if context.norm(i) in CUES["other"] and draft.kind == "cardinal":
        _elliptic(context, draft, previous)
        if draft.kind == "money":  # 30 مليون يورو إضافة إلى 9 ملايين أخرى
            draft.include(draft.first, draft.start, i + 1, context.ends[i])
            return
    if nouns.attach_after(context, draft, i, previous):
        read_rate(context, draft)
        return
    if context.norm(i) in QUOTES and nouns.noun_at(context.norm(i + 1)) is not None and nouns.attach_after(context, draft, i + 1, previous):
        return  # ستة "إرهابيين"
    _elliptic(context, draft, previous)
    if draft.kind in ("cardinal", "money"):
        read_rate(context, draft)
        if draft.per is not None and previous is not None and previous.kind == "money" and previous.per == draft.per:
            draft.kind, draft.unit, draft.rule = "money", previous.unit, "quantities._elliptic"  # 395 ريالا للتر البنزين و370 للتر الديزل


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
    if context.norm(draft.first - 1) == "-" and context.norm(draft.first - 2) == "(" and draft.value is not None and draft.value > 0:
        draft.value = times(draft.value, -1)  # (- 0.3%)
        draft.include(draft.first - 1, context.starts[draft.first - 1], draft.last, draft.end)
    return True


def _money(context: Context, draft: Draft, i: int, previous: Draft | None, *, of: bool = False) -> bool:
    if draft.numeral is not None and draft.numeral.kind == "ordinal":
        return False
    before = currencies.symbol_before(context, draft.figure_first) if _digits(draft) else None
    if before is not None and (context.glued(draft.figure_first - 1) or not context.norm(before[1] - 1)[:1].isdigit()):
        draft.include(before[1], context.starts[before[1]], draft.last, draft.end)
        _set_money(context, draft, before[0], 1)
        return True
    after = currencies.symbol_at(context, i)
    if after is not None:
        draft.include(draft.first, draft.start, after[1], context.ends[after[1] - 1])
        _set_money(context, draft, after[0], 1)
        return True
    near = previous.unit if previous is not None and previous.kind == "money" else None
    if context.norm(i) == _DINAR_SIGN and _digits(draft) and any(context.mentions(word) for word in _DINARS):
        draft.include(draft.first, draft.start, i + 1, context.ends[i])
        _set_money(context, draft, currencies.code_of(context, _DINAR, near, i), 1)
        return True
    if _millions_of_dinars(context, draft, i, near):
        return True
    bracket = 1 if context.norm(i) == "(" else 0
    found = currencies.name_at(context, i + bracket, near, definite=of or draft.value is None)
    if found is None or found.number == "dual" or (bracket and context.norm(found.last) != ")"):
        return False
    draft.include(draft.first, draft.start, found.last, context.ends[found.last - 1])
    _set_money(context, draft, found.code, found.parts)
    return True


def _millions_of_dinars(context: Context, draft: Draft, i: int, near: str | None) -> bool:
    """«7043.8 م د», «7043.8 م.د»: millions of dinars, as the Tunisian press writes."""
    if context.norm(i) != _MILLION_SIGN or not _digits(draft) or draft.value is None:
        return False
    last = i + 2 if context.norm(i + 1) == "." else i + 1
    if context.norm(last) != _DINAR_SIGN or not (last == i + 1 or any(context.mentions(word) for word in _DINARS)):
        return False
    draft.include(draft.first, draft.start, last + 1, context.ends[last])
    _set_money(context, draft, currencies.code_of(context, _DINAR, near, i) or "TND", 1)
    draft.value = times(draft.value, _WEALTH)
    return True


def _digits(draft: Draft) -> bool:
    return draft.numeral is not None and draft.numeral.form != "words"


def _set_money(context: Context, draft: Draft, code: str | None, parts: int) -> None:
    draft.kind, draft.unit, draft.subunit, draft.rule = "money", code, parts, "quantities._money"
    context.money = code, draft.last
    if parts > 1:
        draft.value = _part(draft.value, parts)
        draft.low, draft.high = _part(draft.low, parts), _part(draft.high, parts)


def _part(value: Value | None, parts: int) -> Value | None:
    return None if value is None else times(value, Fraction(1, parts))


def _elliptic(context: Context, draft: Draft, previous: Draft | None) -> None:
    """«4.5 مليار دولار، بواقع 3.5 مليار لتركيا»: millions without a noun, after money in the same sentence, are money too;
    «بين 22 و26 درجة بالشمال وبين 28 و32 ببقية الجهات»: bare figures after degrees of heat are degrees."""
    numeral = draft.numeral
    if numeral is None or draft.kind != "cardinal" or numeral.value is None:
        return
    if context.norm(draft.first - 1) in _EITHER and numeral.form == "words":
        pair = TIME_UNITS.find(context.norm(draft.first - 2))
        if pair is not None and pair[1].number == "dual" and not pair[0].article:
            draft.kind, draft.unit, draft.rule = "duration", pair[1].name, "quantities._elliptic"  # يومين أو ثلاثة
            return
        if pair is not None and previous is not None and previous.last == draft.first - 1 and previous.kind == "duration":
            draft.kind, draft.unit, draft.rule = "duration", previous.unit, "quantities._elliptic"  # خمس سنوات أو عشر
            return
    spelled = numeral.form != "digits" and isinstance(draft.value, int) and draft.value >= _WEALTH  # المليار ونصف
    if (numeral.scale >= _WEALTH or spelled) and _priced(context, draft):
        draft.kind, draft.unit, draft.rule = "money", context.money[0] if context.money else None, "quantities._elliptic"
        return
    if previous is None:
        return
    if context.article.sentence_at(previous.start) != context.article.sentence_at(draft.start):
        return
    if previous.kind == "money" and numeral.scale >= _WEALTH:
        draft.kind, draft.unit, draft.rule = "money", previous.unit, "quantities._elliptic"
    elif (
        previous.kind == "percent"
        and isinstance(draft.value, Decimal)
        and numeral.form == "digits"
        and (numeral.conj or _rated(context, draft))
    ):
        draft.kind, draft.unit, draft.rule = "percent", "percent", "quantities._elliptic"  # 4 بالمئة للمغرب و2.9 للجزائر
    elif previous.unit == "celsius" and numeral.form == "digits" and not numeral.definite and _COLDEST <= numeral.value <= _HOTTEST:
        draft.kind, draft.unit, draft.rule = "quantity", previous.unit, "quantities._elliptic"


def _rated(context: Context, draft: Draft) -> bool:
    """«بنسبة 12,8»: a rate that says its percents only the first time."""
    return context.norm(draft.first - 1) in _AT_THE_RATE


def _priced(context: Context, draft: Draft) -> bool:
    """«بكلفة تناهز المليار», «خفضه بمقدار 200 مليار» after billions of dollars: whether millions without a noun are money."""
    if is_word(context.norm(draft.last)) and not context.functional(draft.last):
        return False
    if context.cue_before(draft.first, "price", _FAR_PRICE):
        return True
    near = context.money is not None and draft.first - context.money[1] < _FAR_MONEY
    return near and draft.numeral is not None and draft.numeral.scale >= _BILLION and context.norm(draft.first - 1) != _BETWEEN


def _unit(context: Context, draft: Draft, i: int) -> bool:
    numeral = draft.numeral
    if numeral is not None and numeral.kind == "ordinal":
        return False
    norm = context.norm(i)
    if norm in _SPRINGS:
        draft.kind = "age"
        draft.include(draft.first, draft.start, i + 1, context.ends[i])
        return True
    found = match_unit(context.tokens, i, symbols=numeral is not None and (numeral.form != "words" or norm in _SPELLED_TOO))
    if found is None or not _fits(context, draft, found) or context.named_year(i):
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
    if found.split.conj or found.split.prep or (found.unit.name == "barrel" and _EXPLOSIVE in context.norm(found.last)):
        return False  # عشرات البراميل المتفجرة are bombs
    if (
        found.split.article
        and draft.value is None
        and draft.numeral is not None
        and draft.numeral.definite
        and context.norm(draft.last) != _OF
    ):
        return False
    if found.split.article and found.unit.number == "plural" and draft.numeral is not None and isinstance(draft.value, int):
        return draft.numeral.definite and draft.numeral.form == "words"  # الخمسة الأيام
    if found.split.article and not isinstance(draft.value, Fraction) and draft.kind != "fraction":
        return draft.value is None
    if found.unit.number == "dual":
        return False
    if context.named_day(found.first):
        return False  # بنتيجة 1-1 يوم الخميس
    if found.unit.name == "decade" and context.norm(found.first) != key("عقود"):
        return False  # عشرون عقدا are contracts
    if found.unit.name == "decade" and draft.numeral is not None and draft.numeral.form == "digits":
        return context.norm(draft.first - 1) in _DECADE_CUES
    return True


def _degrees(context: Context, draft: Draft) -> None:
    """Bare degrees are of heat, or of an earthquake, when the sentence speaks of one."""
    number = context.article.sentence_at(draft.start)
    if number not in context.degrees:
        context.degrees[number] = _measured_by_degrees(context, number)
    draft.unit = context.degrees[number] or draft.unit


def _measured_by_degrees(context: Context, number: int) -> str | None:
    """What the words of a sentence say that its degrees measure."""
    sentences = context.article.sentences
    if not 0 <= number < len(sentences):
        return None
    around = context.tokens.within(sentences[number].start, sentences[number].end)
    words = context.norms[around.start : around.stop]
    if any(word in CUES["quake"] or word[-6:] in CUES["quake"] for word in words):
        return "richter"
    return "celsius" if any(word in CUES["heat"] or word[1:] in CUES["heat"] for word in words) else None


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


def _ranked_day(context: Context, i: int) -> bool:
    """«15 ميدالية في اليوم الخامس», «في الأسبوع المنتهي يوم الجمعة»: a day or week that is ranked or described, no rate."""
    norm = context.norm(i)
    if norm.startswith(_DEFINITE) and norm not in _EACH and context.norm(i - 2) == _WITHIN:
        return not context.functional(i)
    found = WORDS.find(norm)
    return found is not None and found[0].article and found[1][0] == "ordinal" and context.definite(i - 1)


def _dated(context: Context, i: int) -> bool:
    """«مرحلتين في العام 2017»: the year, no rate."""
    year = context.norm(i)
    return len(year) == 4 and year[:2] in ("19", "20") and year.isdigit()


def read_rate(context: Context, draft: Draft) -> None:
    found = RATES.starting_at(context.norms, draft.last)
    if (
        found is not None
        and not context.line_break(draft.last - 1)
        and not _dated(context, found[0])
        and not _ranked_day(context, found[0])
    ):
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
