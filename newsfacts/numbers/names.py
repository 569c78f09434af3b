"""Figures and number words inside names: courts of a town, editions of a festival, streets, forms, idioms of one and a thousand."""

from __future__ import annotations

from newsfacts.numbers import currencies
from newsfacts.numbers.context import Context, is_word, unpossessed
from newsfacts.numbers.lexicons import CUES, NOUNS
from newsfacts.numerals import Numeral
from newsfacts.numerals.units import UNITS
from newsfacts.text.fold import key, keys

_ALIF, _LETTERS, _SERIES = "ا", frozenset("ابجدم"), frozenset("سنصطج")
_LAST_EDITION, _EVENT_REACH = 50, 3
_HOURS, _MINUTES, _LONG_NOTE, _ENDS = 24, 60, 4, frozenset('.!؟»"')
_FORENOON, _EXTENSION, _KILOMETRE, _OF = key("ص"), key("تحويلة"), key("كلم"), key("من")
_METRES = keys("م", "سم", "كم", "متر", "مم")
_STATES = frozenset((("5", "+", "1"), ("1", "+", "5")))
_ATTACHED, _SHORT_WORD = frozenset("بول"), 3
_TIMES = frozenset("×xX*")
_LOCAL_PHONE = 8
_EMERGENCY = frozenset(("190", "193", "197", "198", "911", "937", "940", "985", "989", "990", "993", "994", "996", "997", "998", "999"))
_GUARDS, _PHONES = keys("حرس", "شرطة", "أمن", "الحرس", "الشرطة", "حماية"), keys("الأرقام", "الرقم", "الأخضر", "هاتف", "الاتصال")
_NUMBERED, _CIVIL, _DEFENCE = keys("رقم", "الرقم", "برقم", "بالرقم", "للرقم"), key("المدني"), keys("الدفاع", "للدفاع", "والدفاع", "بالدفاع")
_THOUSAND, _LEAGUES = key("ألف"), keys("الوطني", "الوطنية", "القسم", "الصنف", "صنف")
_THE_THOUSAND, _UP_TO, _THE_LAST_LETTER = key("الألف"), keys("إلى", "الى"), keys("الياء", "الياءِ")
_AND_A_THOUSAND, _NO = keys("وألف", "والف"), key("لا")
_STREETS = keys("شارع", "بشارع", "لشارع", "وشارع", "طريق", "بطريق", "لطريق", "ميدان", "بميدان", "ساحة", "بساحة", "بئر")
_FATHER, _ALPHA, _CONDE = keys("أبو"), keys("ألفا"), keys("كوندي", "كونداي", "روميو", "بيتا")
_COMPANY, _GOOD = keys("العشرة"), keys("طيب", "حسن", "جميل", "الصداقة")
_OWNERS = keys("أصحاب", "لأصحاب", "وأصحاب", "صاحب")
_PRAYERS, _IMAM = keys("خمس", "الخمس"), keys("إمام", "الإمام", "لإمام", "وإمام")
_DIFFER = keys("يختلف", "يتناطح", "يتجادل")
_CORES, _EIGHT = keys("النواة", "الأنوية", "الأبعاد", "الأضلاع"), keys("ثماني", "ثمانية")
_INITIALS, _NAME_LETTERS = keys("الاف", "اف"), keys("بي", "اي", "آي", "سي", "إم")
_MAYA, _DEAD = key("مية"), key("ميتين")
_ONE = keys("واحد", "واحدة", "واحدا")
#: What is said of unity or of one side alone, by the word before «one» and, where that word counts too, the one before it.
_UNITED = keys("يدا", "صفا", "جسدا", "كيد", "يد", "جسد", "كجسد")
_ALIKE = {
    key("رجل"): keys("قلب", "بقلب", "كقلب", "بقوة", "قوة", "بروح", "كلمة"),
    key("جانب"): keys("من"),
    key("طرف"): keys("من"),
    key("صف"): keys("في"),
    key("خندق"): keys("في"),
    key("آن"): keys("في"),
    key("وقت"): keys("في"),
}
_VOICES = keys("بصوت", "بآن")


def names_figure(context: Context, i: int, last: int, numeral: Numeral) -> bool:
    """True when the figure of tokens `i` to `last` stands inside a name or code."""
    return (
        _lettered_form(context, i, last)
        or _product(context, i, last)
        or _short_number(context, i)
        or _local_telephone(context, i, last)
        or _edition(context, numeral, last)
        or _hour(context, i, last)
        or _footnote(context, i, last)
        or _post(context, i, last)
    )


def names_words(context: Context, numeral: Numeral) -> bool:
    """True when number words are part of a name or an idiom that counts nothing."""
    word, before, after = context.norms[numeral.last - 1], context.norm(numeral.first - 1), context.norm(numeral.last)
    if numeral.last == numeral.first + 1:
        if word in _ONE:
            return _united(context, numeral.first - 1, before)
        if word == _THOUSAND and before in _LEAGUES:
            return NOUNS.find(after) is None and UNITS.find(after) is None  # القسم الوطني ألف
        if word == _THE_THOUSAND:
            return after in _UP_TO and context.norm(numeral.last + 1) in _THE_LAST_LETTER  # من الألف إلى الياء
        if (word in _AND_A_THOUSAND and after == _NO) or (word in _INITIALS and after in _NAME_LETTERS):
            return True
        if (word in _PRAYERS and before in _IMAM) or (word in _EIGHT and after in _CORES):
            return True
        if word == _MAYA:
            return context.definite(numeral.last)  # مية الجريبي
        if word == _DEAD:
            return is_word(after) and NOUNS.find(after) is None and UNITS.find(after) is None and not currencies.is_name(after)
        if before in _FATHER or (word in _ALPHA and after in _CONDE) or (word in _COMPANY and before in _GOOD):
            return True
    if numeral.definite and (before in _STREETS or (before in _OWNERS and numeral.value is None)):
        return not context.line_break(numeral.first - 1)
    return before in _DIFFER and numeral.value == 2 and not numeral.definite


def _united(context: Context, k: int, before: str) -> bool:
    """«صفا واحدا», «على قلب رجل واحد», «من جانب واحد»: unity, and what one side does alone."""
    if before in _UNITED or before in _VOICES:
        return True
    return before in _ALIKE and context.norm(k - 1).removeprefix("و") in _ALIKE[before]


def _lettered_form(context: Context, i: int, last: int) -> bool:
    """«نموذج 101/أ», «الأمر الملكي أ / 267», «س1:»: a figure and a letter."""
    if context.norm(last) == "/" and context.norm(last + 1) in _LETTERS and context.glued(last - 1) and context.glued(last):
        return context.norm(i - 1) not in _NUMBERED and (not is_word(context.norm(last + 2)) or not context.glued(last + 1))
    before = context.norm(i - 1)
    if before == "/" and context.norm(i - 2) in _LETTERS and not context.norm(i - 3)[:1].isdigit():
        return True
    if before == _ALIF and len(context.norm(i)) == 1 and not context.norm(last)[:1].isdigit():
        return True  # الصنف أ 1
    return before in _SERIES and context.glued(i - 1) and not context.glued(i - 2) and len(context.norm(i)) == 1


def _product(context: Context, i: int, last: int) -> bool:
    """«1080×2220»: the two sides of a screen or a plot, where no unit stands behind them."""
    if context.norm(last) in _TIMES and context.norm(last + 1)[:1].isdigit():
        return not _measured(context.norm(last + 2))
    return context.norm(i - 1) in _TIMES and context.norm(i - 2)[:1].isdigit() and not _measured(context.norm(last))


def _measured(norm: str) -> bool:
    return norm in _METRES or UNITS.find(norm) is not None


def _short_number(context: Context, i: int) -> bool:
    """«على الرقم "997"», «الدفاع المدني 998»: the number of an emergency service."""
    if context.norm(i) not in _EMERGENCY:
        return False
    k = i - 1
    while k > i - 3 and not is_word(context.norm(k)):
        k -= 1
    if context.norm(i + 1) in _GUARDS and _PHONES & context.vocabulary:
        return True  # 193 حرس 197 شرطة
    return context.norm(k) in _NUMBERED or (context.norm(k) == _CIVIL and context.norm(k - 1) in _DEFENCE)


def _local_telephone(context: Context, i: int, last: int) -> bool:
    """«صادق المنصوري : 98674959»: eight digits without marks behind a colon, with nothing to count behind them."""
    text = context.norm(i)
    if len(text) != _LOCAL_PHONE or not text.isdigit() or last != i + 1 or text.endswith("000"):
        return False
    return context.norm(i - 1) in (":", "/", "-") and NOUNS.find(context.norm(last)) is None and UNITS.find(context.norm(last)) is None


def _hour(context: Context, i: int, last: int) -> bool:
    """«14:30 : نادي …», «من 10 ص»: a clock time that no day places."""
    if context.norm(last) == _FORENOON or context.norm(i - 1) == _EXTENSION:
        return True
    for first, colon, second in ((i, last, last + 1), (i - 2, i - 1, i)):
        if context.norm(colon) == ":" and context.glued(first) and context.glued(colon):
            hours, minutes = context.norm(first), context.norm(second)
            if (
                len(hours) == len(minutes) == 2
                and hours.isdigit()
                and minutes.isdigit()
                and int(hours) <= _HOURS
                and int(minutes) < _MINUTES
            ):
                return True
    return False


def _footnote(context: Context, i: int, last: int) -> bool:
    """«… إسرائيل»!(13)»: a figure in brackets right behind the end of a sentence or a quotation."""
    enclosed = context.norm(i - 1) == "(" and context.norm(last) == ")" and context.norm(i).isdigit() and len(context.norm(i)) < _LONG_NOTE
    return enclosed and context.norm(i - 2) in _ENDS and context.glued(i - 2) and context.glued(i - 1) and not context.sporting


def _post(context: Context, i: int, last: int) -> bool:
    """«طريق السلطنية كلم 8», «دول 5 + 1»: a kilometre post; a group of states."""
    if context.norm(i - 1) == _KILOMETRE:
        return not context.norm(i - 2)[:1].isdigit() and UNITS.find(context.norm(last)) is None
    if context.sporting:
        return False
    states = (context.norm(i), context.norm(last), context.norm(last + 1)) in _STATES
    return states or (context.norm(i - 2), context.norm(i - 1), context.norm(i)) in _STATES


def _apart(word: str) -> bool:
    """«بتاريخ», «وذلك»: a word that goes on, and is not counted."""
    found = NOUNS.find(word)
    return word[0] in _ATTACHED and len(word) > _SHORT_WORD and (found is None or found[0].cut > 0) and UNITS.find(word) is None


def _edition(context: Context, numeral: Numeral, last: int) -> bool:
    """«مهرجان صيف جدة 36», «مؤتمر باريس 4», «المحكمة الابتدائية بتونس 2»: a figure behind the name of a town or a season."""
    value, k = numeral.value, numeral.first - 1
    if not isinstance(value, int) or not 0 < value <= _LAST_EDITION or numeral.conj or numeral.prep or numeral.definite:
        return False
    name, after = context.norm(k), context.norm(last)
    if not is_word(name) or context.functional(k) or context.line_break(k):
        return False
    if context.definite(k) and context.norm(k - 1) not in CUES["edition"]:
        return False
    if is_word(after) and not context.line_break(last - 1) and not (context.functional(last) or context.definite(last) or _apart(after)):
        return False
    if after in ("%", "-", "/", ":") or after == _OF or unpossessed(name) in CUES["ranked"]:
        return False
    return context.cue_before(k, "edition", _EVENT_REACH) and NOUNS.find(name) is None and UNITS.find(name) is None
