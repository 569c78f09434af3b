"""Which words a number may count: the lexicon's nouns, and unknown words of the form that the number asks for."""

from __future__ import annotations

from newsfacts.numbers.context import Context, is_word, unpossessed
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CUES, FUNCTION_WORDS, NOUNS, Noun
from newsfacts.numerals.words import WORDS
from newsfacts.text.fold import keys

_NOT_SINGULAR = ("ات", "ين", "ون", "ان", "ت")
_NO_NOUNS = keys("عدد", "عدم", "ملي", "مجموع", "حسب", "أجل", "جراء", "ناحية", "جهة")
_PRONOUNS = ("ها", "هم", "هما")
_NOUN_FIRST = frozenset("اتم")  # إصابات, تشوهات, معلومات
_ATTACHABLE = frozenset("بلوفك")


def may_follow_of(context: Context, i: int, draft: Draft) -> bool:
    """Whether the word after من is what is counted: of the whole (خمسة من الجنود), or of a part (ثلث من السكان)."""
    norm = context.norm(i)
    if not is_word(norm) or norm in FUNCTION_WORDS or norm in _NO_NOUNS or WORDS.find(norm) is not None:
        return False
    noun = NOUNS.find(norm)
    if draft.kind in ("percent", "fraction"):
        return not norm.startswith(("ا", "ي")) or context.definite(i) or noun is not None
    if context.definite(i):
        return True
    if noun is None and (stem := unpossessed(norm)) is not None and (owned := NOUNS.value(stem)) is not None:
        return owned.number == "plural" and (owned.human or not norm.endswith("هم"))  # 600 ألف من سكانها, not طرد الآلاف من منازلهم
    if noun is not None:
        return noun[0].cut == 0 and noun[1].number in ("plural", "construct")
    return draft.value is None or _plural_possessed(norm)


def _plural_possessed(norm: str) -> bool:
    """«طرازاتها»: a plural with its owner's pronoun."""
    participle = norm[0] == "م" and len(norm) > 6 and norm.endswith(("يها", "يهم", "يه"))  # مستخدميها
    return participle or any(norm.endswith("ات" + suffix) for suffix in ("ها", "ه", "هم", "نا"))


def may_be_counted(context: Context, i: int, draft: Draft, vague: bool) -> bool:
    """Whether token `i`, right behind a number, has the form of what it counts."""
    norm = context.norm(i)
    if not is_word(norm) or len(norm) < 2 or context.functional(i) or context.line_start(i) or context.stretched(i - 1):
        return False
    if context.named_day(i) or context.named_year(i):
        return False
    if draft.value == 2 and draft.numeral is not None and draft.numeral.form == "words":
        return False  # its noun stands before it, or is a dual
    found = NOUNS.find(norm)
    if found is not None and not found[0].conj and not found[0].prep:
        if found[0].article:
            return vague or _names_the_few(draft, found[1])
        return found[1].number not in ("dual", "construct") or found[1].sound
    if found is not None:
        return False  # a noun with و, ب …: the next clause
    if WORDS.find(norm) is not None or (norm[0] in "بلك" and context.mentions(norm[1:])):
        return False
    if norm.endswith("وا"):
        return False
    if norm.startswith("ال") and context.definite(i):
        return vague
    if norm[0] in _ATTACHABLE and norm.endswith("ه") and not context.feminine(i):
        return False  # (38) برأسه
    if vague and norm in CUES["describing"]:
        return False
    if vague:
        return not norm.startswith(("و", "ب", "ل", "ف", "ك"))
    return _fits(norm, draft)


def _names_the_few(draft: Draft, noun: Noun) -> bool:
    """«الثلاثة المرشحين»: a definite plural behind a definite number in words."""
    return draft.numeral is not None and draft.numeral.definite and draft.numeral.form == "words" and noun.number == "plural"


def _fits(norm: str, draft: Draft) -> bool:
    """Whether an unknown word has the form that the number asks of its noun."""
    if norm[0] == "ي":
        return False  # a verb: ثلاثة يبدأ
    if norm.endswith(_PRONOUNS) and len(norm) > 4:
        return False  # سجلها: a verb or noun with its object or owner
    if norm[:2] in ("سي", "ست", "سن", "سا") and len(norm) > 4 and not norm.endswith(("ه", "ات")):
        return False  # a verb of the future
    if norm.endswith("ت") and not norm.endswith("ات") and len(norm) > 3:
        return False
    if norm[:2] in ("لل", "با") and not norm.endswith("ا"):
        return False
    value = draft.value if draft.value is not None else draft.high
    if norm in CUES["describing"]:
        return False
    if not isinstance(value, int):
        return not norm.startswith(("و", "ب", "ل", "ف", "ك"))
    tail = value % 100
    if 11 <= tail <= 99:
        if not norm.endswith(("ا", "ه", "ء")):
            return _default(norm, draft)
        return norm[0] not in "ول" or norm.endswith("ا")
    if 3 <= tail <= 10 and norm.endswith("ه") and norm[0] != "ا" and not (len(norm) == 6 and norm[2] == "ا"):
        return False  # three are plural: أنظمة, مغاربة, not صادرة
    if norm[0] == "ب" and norm[1] in _NOUN_FIRST:
        return False  # ثلاثة آلاف بتشوهات
    return norm[0] not in "ولفبكت" or (norm.endswith(("ين", "ات")) and norm[0] not in "ول") or (norm.endswith("ه") and norm[0] in "تفكب")


def _default(norm: str, draft: Draft) -> bool:
    """«75 هيلوكبتر»: a word that no lexicon knows, behind a bare figure, is its noun unless it has the form of something else."""
    numeral = draft.numeral
    if numeral is None or numeral.form != "digits" or numeral.definite or draft.last != draft.figure_last:
        return False
    return len(norm) > 2 and norm[0] not in "ولفبكيتسن" and not norm.endswith(_NOT_SINGULAR) and norm not in _NO_NOUNS
