"""Figures that are no numbers: parts of names and codes, addresses, hashtags, telephone numbers, list marks, years."""

from __future__ import annotations

import re

from newsfacts.numbers.context import QUOTES, Context, is_word
from newsfacts.numbers.lexicons import CUES, FUNCTION_WORDS, NOUNS
from newsfacts.numbers.names import names_figure, names_words
from newsfacts.numerals import Numeral
from newsfacts.numerals.units import TIME_UNITS, UNITS
from newsfacts.numerals.words import WORDS
from newsfacts.text.fold import key, keys

#: A string, which `re` compiles when a text first has an address.
_ADDRESS = (
    r"(?:https?://|www\.)\S+|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}\.\w+|#\w+|@[A-Za-z0-9_]+"
    r"|(?<![\w-])[A-Za-z0-9-]{1,64}\.(?:com|net|org|tn|ae|sa)\b\S*"
)
_LATIN = re.compile(r"[A-Za-z]")
_UNIT_LETTERS = frozenset(
    ("km", "kg", "kw", "mw", "gw", "cm", "mm", "mb", "gb", "tb", "ml", "mhz", "ghz", "c", "f", "m", "usd", "eur", "gbp", "mp")
)
_LONGEST_SERIES = 20
_LONG_CODE, _LONGEST_CODE, _SHORT_CODE, _FEWEST_PAIRS = 9, 4, 3, 4
_DIALLED, _FAR_DIAL = keys("رقم", "الرقم", "برقم", "بالرقم", "للرقم"), 6
_PERCENTS, _IN, _HUNDRED = keys("%", "بالمئة", "بالمائة", "نقطة", "نقاط"), key("في"), keys("المئة", "المائة")
_ZERO = key("صفر")
_MODELS = keys("جهاز", "هاتف", "الهاتف", "نسخة", "سيارة", "طراز", "لعبة", "فيلم", "قمر", "صاروخ", "طائرة")
_MARKS_AFTER = frozenset("-/:%$")
_OPERATORS = keys("موبايلي", "زين", "الاتصالات", "STC")
_CARRIERS = frozenset(("stc", "mobily", "zain"))
_FORMULA = frozenset({"فورمولا", "الفورمولا"})
_GROUP = frozenset({"مجموعه", "بمجموعه", "لمجموعه", "ومجموعه", "قمه", "وقمه", "عصابه", "بعصابه"})
_ROUND = frozenset({"دور", "الدور", "لدور", "بدور", "للدور", "بالدور", "ودور"})
_LEAGUE, _LAST_ROUNDS = key("دوري"), (8, 16, 32, 64)
_FIRST_YEAR, _LAST_YEAR, _HIJRI_YEARS = 1900, 2100, range(1410, 1446)
_EARLIEST_YEAR, _DATED = 1500, keys("في", "منذ", "حتى")
_ZONED, _ZONE, _ZONES = keys("بتوقيت", "بالتوقيت", "توقيت"), key("ت"), keys("غ", "ج", "م")
_OF_IT, _LAST_DAY = key("منه"), 31
_BEFORE_CHRIST = [key("ق"), ".", key("م")]
_CHRISTIAN, _ERAS = key("م"), keys("م", "ه", "هـ")
_HIJRI = "ه"
_HOUR, _HOURS, _HOUR_REACH = key("الساعة"), 24, 6
_DAY_PARTS = keys("صباحا", "مساء", "ظهرا", "عصرا", "ليلا", "فجرا", "مساءا", "صباحاً")
_YEAR_WORDS, _FEWEST_YEARS = keys("عام", "سنة", "لعام", "العام"), 100
_SHORT_YEARS, _COMMAS = range(40, 100), ("،", ",")
_DATES = keys("عام", "سنة", "العام", "لعام", "لسنة", "سنوات", "أعوام", "عامي", "سنتي", "حرب", "نكسة", "هزيمة", "انتفاضة", "ثورة")
_LADY = keys("ست", "الست")
_CENTURIES, _MONTHS = ("13", "14", "19", "20"), 12
_DESIGNED = keys("آي", "في")
_POET, _MILLION = key("شاعر"), key("المليون")
_OF_SIX, _AND_MORE = keys("من", "منها", "منهم", "منهن", "أخرى", "في", "إلى", "أو"), "و"
_MAKES, _SHORTEST_NAME = keys("طراز", "موديل", "نوع"), 3
_ARTICLE, _MINUTE = "ال", "'"


def address_spans(folded: str) -> list[tuple[int, int]]:
    """Folded offsets of web addresses, mail addresses, mentions and hashtags."""
    if not any(mark in folded for mark in ("http", "www.", "@", "#", ".com", ".net", ".org", ".tn", ".ae", ".sa")):
        return []
    return [match.span() for match in re.finditer(_ADDRESS, folded)]


def is_designation(context: Context, numeral: Numeral) -> bool:
    """True when a figure names, dials or marks instead of counting."""
    if numeral.form != "digits":
        return numeral.form == "words" and (_spelled_name(context, numeral) or names_words(context, numeral))
    before = context.norm(numeral.first - 1)
    if before in _ROUND or (before in _GROUP and numeral.definite and NOUNS.find(context.norm(numeral.last)) is None):
        return True
    if before == _LEAGUE and numeral.definite and numeral.value in _LAST_ROUNDS:
        return True  # دوري الـ16
    if before == "(" and context.norm(numeral.last) == ")" and context.norm(numeral.first - 2) in _ROUND:
        return True  # دور (32)
    if before in QUOTES and context.norm(numeral.first - 2) == _ARTICLE and context.norm(numeral.first - 3) in _ROUND:
        return True  # دور الـ «32»
    i, last = numeral.first, numeral.last
    digits = next(k for k in range(i, last) if context.norms[k][0].isdigit())
    return (
        _hyphenated(context, digits, last)
        or _added(context, last)
        or _clock(context, numeral)
        or _bare_after_year(context, numeral)
        or _short_year(context, numeral)
        or _titled(context, numeral)
        or _stamped_year(context, digits, last)
        or _lettered(context, digits, last, numeral)
        or _telephone(context, numeral, digits, last)
        or _list_mark(context, digits, last)
        or names_figure(context, digits, last, numeral)
    )


def _added(context: Context, last: int) -> bool:
    """«مجموعة 5+1»: a group of states; in sport it is a minute."""
    plus = context.norm(last) == "+" and context.glued(last - 1) and context.glued(last)
    return plus and context.norm(last + 1).isdigit() and not context.sporting


def _bare_after_year(context: Context, numeral: Numeral) -> bool:
    """«عام 1040 للهجرة»: a year that no calendar of the timeline reads."""
    if context.norm(numeral.first - 1) not in _YEAR_WORDS or not isinstance(numeral.value, int) or context.line_break(numeral.first - 1):
        return False
    after = context.norm(numeral.last)
    return _FEWEST_YEARS <= numeral.value <= _LAST_YEAR and NOUNS.find(after) is None and UNITS.find(after) is None


def _short_year(context: Context, numeral: Numeral) -> bool:
    """«حرب 73», «سنوات 93، 94»: a year of the last century in two figures, where nothing behind it is counted."""
    i = numeral.first
    if numeral.conj or numeral.prep or numeral.definite or not isinstance(numeral.value, int) or numeral.value not in _SHORT_YEARS:
        return False
    after = context.norm(numeral.last)
    if after == "%" or NOUNS.find(after) is not None or UNITS.find(after) is not None or context.line_break(i - 1):
        return False
    listed = context.norm(i - 1) in _COMMAS and context.norm(i - 2).isdigit() and context.norm(i - 3) in _DATES
    return listed or context.norm(i - 1) in _DATES


def _spelled_name(context: Context, numeral: Numeral) -> bool:
    before = context.norm(numeral.first - 1)
    word = context.norms[numeral.last - 1]
    if numeral.last == numeral.first + 1 and word in _LADY and not numeral.prep:
        return _lady(context, numeral)
    if before == _POET and word == _MILLION:
        return True  # a programme
    if numeral.definite and numeral.kind == "cardinal" and context.article.surface(numeral.start, numeral.start + 1) == "أ":
        return True  # ألستون
    if before in _FORMULA and numeral.value == 1:
        return True
    if (before in _GROUP | _ROUND or (before == _LEAGUE and numeral.value in _LAST_ROUNDS)) and numeral.definite:
        return True
    return numeral.definite and context.quoted(numeral.first, numeral.last) and not _quoted_rank(context, numeral)


def _quoted_rank(context: Context, numeral: Numeral) -> bool:
    """«المادة “الثامنة”»: an ordinal in quotation marks behind what it ranks."""
    k = numeral.first - 2
    return numeral.kind == "ordinal" and (context.cue_stem(k, "nominal") or context.cue_stem(k, "ranked")) and context.definite(k)


def _lady(context: Context, numeral: Numeral) -> bool:
    """«روح الست», «يا ست»: a lady, where nothing follows that six could count."""
    after = context.norm(numeral.last)
    if not is_word(after) or context.line_break(numeral.last - 1):
        return not context.alone(numeral.first, numeral.last) and not context.definite(numeral.first - 1)
    counted = after in _OF_SIX and not (numeral.definite and after == _IN)
    if counted or after.startswith(_AND_MORE) or context.definite(numeral.first - 1):
        return False
    if context.definite(numeral.last):
        return not numeral.definite  # ست الكل
    return numeral.definite and UNITS.find(after) is None and NOUNS.find(after) is None


def _hyphenated(context: Context, i: int, last: int) -> bool:
    """«تو-22», «كوفيد-19», «3-R», «F-16»: letters and a hyphen on one side, without spaces."""
    if context.norm(i - 1) == "-" and context.glued(i - 2) and context.glued(i - 1):
        before = context.norm(i - 2)
        if before[:1].isalpha() and before not in FUNCTION_WORDS and before != _ZERO:
            return True
        if before[:1].isdigit() and _in_code(context, i - 2):
            return True
    if context.norm(last) == "-" and context.glued(last - 1) and context.glued(last):
        after = context.norm(last + 1)
        if _LATIN.match(after) or (is_word(after) and len(after) <= 2):
            return True
    return False


def _in_code(context: Context, i: int) -> bool:
    """True when figure `i` hangs by hyphens on Latin letters or a name: cap-180-300, بوينغ 737-200."""
    if context.norm(i - 1) in CUES["designation"]:
        return True
    for k in range(i, max(1, i - 2 * _LONGEST_CODE), -2):
        if not (context.norm(k - 1) == "-" and context.glued(k - 1) and context.glued(k - 2)):
            return False
        if _LATIN.match(context.norm(k - 2)):
            return True
    return False


def _lettered(context: Context, i: int, last: int, numeral: Numeral) -> bool:
    """«إف 16», «آيفون 8», «iPhone 7», «4G»."""
    before, after = context.norm(i - 1), context.norm(last)
    if _LATIN.match(after) and context.glued(last - 1) and after.lower() not in _UNIT_LETTERS:
        return True
    if _LATIN.match(before) and before.lower() not in _UNIT_LETTERS and not context.line_break(i - 1):
        return True
    if before == "_" or after == "_" or (before[:1].isalpha() and not is_word(before) and not _LATIN.match(before)):
        return True
    name = before
    if before in ('"', "»", "”", "'") and not context.glued(i - 1):
        name = context.norm(i - 2)
    if before == "-" and not context.glued(i - 1):
        made = context.norm(i - 3) in _MAKES and NOUNS.find(context.norm(i - 2)) is None and NOUNS.find(after) is None  # طراز فينوم – 300
        name = context.norm(i - 2) if len(context.norm(i - 2)) <= _SHORTEST_NAME else ""  # إف - 16
        if made:
            return True
    if _glued_to_name(context, i, last, numeral):
        return True
    designation = CUES["designation"]
    named = (
        name in designation
        or (name in _DESIGNED and context.norm(i - 2) in designation)
        or (len(name) > 5 and name[0] in "لبو" and name[1:] in designation)
        or (name == before and context.cue_stem(i - 1, "place"))
        or (name == before and _model(context, i, after))
    )
    measured = UNITS.find(after) is not None and TIME_UNITS.find(after) is None  # طول الطائرة "إكس" 29 مترا
    return named and numeral.prep == "" and not context.line_break(i - 1) and not measured


def _model(context: Context, i: int, after: str) -> bool:
    """«طائرة أنطونوف 26», «هاتف نيكسوس 4»: a name that no lexicon knows behind the word for what it is, and nothing to count."""
    name = context.norm(i - 1)
    if context.norm(i - 2) not in _MODELS or not is_word(name) or context.functional(i - 1) or context.definite(i - 1):
        return False
    return NOUNS.find(name) is None and UNITS.find(name) is None and NOUNS.find(after) is None and UNITS.find(after) is None


def _glued_to_name(context: Context, i: int, last: int, numeral: Numeral) -> bool:
    """«سلتة2»: a short figure at the end of a word that no lexicon knows, with nothing behind it to count."""
    before, after = context.norm(i - 1), context.norm(last)
    if not (context.glued(i - 1) and is_word(before) and len(before) > 3 and len(context.norms[i]) < 3) or numeral.conj or numeral.prep:
        return False
    if NOUNS.find(before) is not None or before in FUNCTION_WORDS or after in _MARKS_AFTER:
        return False
    return NOUNS.find(after) is None and UNITS.find(after) is None


def _telephone(context: Context, numeral: Numeral, i: int, last: int) -> bool:
    text = context.norms[i]
    size = sum(len(context.norms[k]) for k in range(i, last))
    if size >= 7 and not text.isdigit() and "." in text and (not is_word(context.norm(last)) or context.functional(last)):
        several = text.count(".") > 1 and bool(CUES["phone"] & context.vocabulary)
        if several or context.cue_before(i, "phone", 3):
            return True  # 73.275.800
    if text[0] == "0" and len(text) > 5 and text.isdigit():
        return True
    if text[0] == "0" and len(text) > 2 and text.isdigit() and last == i + 1 and not is_word(context.norm(last)):
        return not context.alone(i, last)  # (0158)
    opened = context.norm(i - 1) == "(" or context.norm(i - 1) in QUOTES
    if text.isdigit() and context.norm(i - 1 - opened) in _DIALLED and context.cue_before(i - 1, "dial", _FAR_DIAL):
        return True  # الاتصال على رقم 940
    if last == i + 1 and _in_pairs(context, i):
        return True
    if context.norm(last) == "+" and context.norm(last + 1) in ("(", ")") and context.glued(last - 1):
        return True  # 216+(
    if context.norm(i - 1) == "+" and context.glued(i - 1):
        percent = context.norm(last) in _PERCENTS or (context.norm(last) == _IN and context.norm(last + 1) in _HUNDRED)
        return not percent and UNITS.find(context.norm(last)) is None  # +3,8% is no telephone
    if size >= 7 and text.isdigit() and context.cue_before(i, "phone", 4):
        return True
    if (
        size >= _SHORT_CODE
        and text.isdigit()
        and last == i + 1
        and (context.norm(last) in _OPERATORS or context.norm(i - 1).lower() == "sms" or (context.norm(i - 2).lower() == "sms"))
    ):
        return True
    if size >= _LONG_CODE // 2 and context.norm(last) == "-" and context.norm(last + 1).lower() in _CARRIERS:
        return True  # 88591 - Stc
    if size < _LONG_CODE or not text.isdigit() or last > i + 1 or is_word(context.norm(last)):
        return False
    return not context.alone(numeral.first, last)


def _in_pairs(context: Context, i: int) -> bool:
    """«81 10 77 77»: four figures of two or three digits in a row."""
    first = last = i
    while i - first < _FEWEST_PAIRS and _short_figure(context.norm(first - 1)):
        first -= 1
    while last - i < _FEWEST_PAIRS and _short_figure(context.norm(last + 1)):
        last += 1
    return last - first >= _FEWEST_PAIRS - 1 and _short_figure(context.norm(i))


def _short_figure(norm: str) -> bool:
    return 2 <= len(norm) <= 3 and norm.isdigit()


def _clock(context: Context, numeral: Numeral) -> bool:
    """«(15.30 بتوقيت غرينتش)», «22,00 ت غ», «9 منه»: an hour, or the day of a month named before."""
    after = context.norm(numeral.last)
    if after in _ZONED or context.norms[numeral.last : numeral.last + 3] == _BEFORE_CHRIST:
        return True
    if numeral.value is not None and 0 <= numeral.value <= _HOURS:
        if context.norm(numeral.first - 1) == _HOUR:
            return True  # الساعة 11
        if after in _DAY_PARTS and _HOUR in context.norms[max(0, numeral.first - _HOUR_REACH) : numeral.first]:
            return True  # من الساعة 7.15 إلى 8.30 مساء
    if after == _OF_IT:
        return isinstance(numeral.value, int) and numeral.value <= _LAST_DAY
    return after == _ZONE and context.norm(numeral.last + (2 if context.norm(numeral.last + 1) == "." else 1)) in _ZONES


def _titled(context: Context, numeral: Numeral) -> bool:
    """«"فالكون 9"»: a figure that closes a quotation of at most four words, and counts nothing."""
    if context.norm(numeral.last) not in QUOTES or numeral.conj or numeral.prep or numeral.definite:
        return False
    if context.norm(numeral.last) == _MINUTE and context.glued(numeral.last - 1) and context.sporting:
        return False  # 77' جابري
    if context.norm(numeral.first - 1) in QUOTES and context.norm(numeral.first - 2) in _MODELS:
        return True  # هاتف "8110"
    part = context.norm(numeral.first - 1) == "«" and context.norm(numeral.last) == "»" and context.norm(numeral.last + 1) == "("
    if part and isinstance(numeral.value, int) and numeral.value <= _LONGEST_SERIES:
        return True  # أزمة التعليم «2» (تحليل)
    for k in range(numeral.first - 1, max(-1, numeral.first - 5), -1):
        norm = context.norm(k)
        if norm in QUOTES:
            return k < numeral.first - 1 and not context.line_break(k)
        if not norm[0].isalpha() or context.functional(k):
            return False
    return False


def _stamped_year(context: Context, i: int, last: int) -> bool:
    """«1982م», «1433هـ»: a year with its calendar's letter."""
    norm = context.norms[i]
    if last == i + 1 and len(norm) == 4 and norm.isdigit() and context.norm(i - 1) == "/" and context.norm(i - 2) == _HIJRI:
        return True  # عام 1271هـ/ 1855
    if last == i + 1 and len(norm) == 3 and norm.isdigit() and context.norm(last) == _HIJRI and context.glued(i):
        return True  # 626هـ
    return (
        last == i + 1
        and len(norm) == 4
        and norm.isdigit()
        and context.norm(last) in _ERAS
        and (_FIRST_YEAR <= int(norm) <= _LAST_YEAR if context.norm(last) == _CHRISTIAN else norm[:2] in ("13", "14"))
        and (context.glued(i) or context.norm(last) != _CHRISTIAN)
    )


def _list_mark(context: Context, i: int, last: int) -> bool:
    """«1- …», «2. …», «3) …» at the start of a line; «1- … 2- …» within one."""
    if context.line_end(last - 1) or len(context.norms[i]) > 2:
        return False
    mark = context.norm(last)
    year = context.norm(last + 1)
    if mark == "/" and len(year) == 4 and year.isdigit() and year[:2] in _CENTURIES and int(context.norms[i]) <= _MONTHS:
        return True  # خلال 3 / 1436 هـ: a month
    if context.stretched(last - 1) and is_word(mark):
        return True
    if mark == "-" and context.glued(last - 1) and not context.glued(last) and not context.glued(i - 1):
        if context.norm(last + 1) == "*":
            return True
        if is_word(context.norm(last + 1)):
            return WORDS.find(context.norm(last + 1)) is None
    if context.line_start(i) and mark == "-" and context.glued(last - 1) and is_word(context.norm(last + 1)):
        return True
    if context.line_start(i):
        return mark in "-.)/:" and not context.glued(last) and (context.glued(last - 1) or mark == "-")
    if mark == "/" and not context.glued(last) and context.definite(last + 1) and not context.glued(i - 1):
        return True  # 2/ المساعدة
    return context.norm(i - 1) in ".:؛" and mark == "-" and not context.glued(last) and is_word(context.norm(last + 1))


def is_bare_year(context: Context, numeral: Numeral) -> bool:
    """A figure of four digits that looks like a year and counts nothing (مونديال 2018)."""
    value = numeral.value
    if numeral.form != "digits" or not isinstance(value, int):
        return False
    before = numeral.first - 1
    hijri = value in _HIJRI_YEARS and is_word(context.norm(before)) and not context.functional(before)  # مهرجان صيف الباحة 1436
    dated = context.norm(before) in _DATED and _EARLIEST_YEAR <= value < _FIRST_YEAR  # تأسس في 1889
    if not hijri and not dated and not _FIRST_YEAR <= value <= _LAST_YEAR:
        return False
    return context.norms[numeral.last - 1].isdigit() and len(context.norms[numeral.last - 1]) == 4
