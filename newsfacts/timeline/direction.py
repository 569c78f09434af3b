"""Whether the words around a bare weekday, day or month point ahead (سيزور … الخميس) or behind (قال … الخميس)."""

from __future__ import annotations

from functools import lru_cache

from newsfacts.text.clitics import stems
from newsfacts.text.fold import key, keys
from newsfacts.text.lexicon import table
from newsfacts.timeline.words import Words, word_set

_REACH_BACK = 30
_REACH_ON = 6
_START_REACH = 4
_FIXTURE_REACH = 12
_COMING_REACH = 6
_SOURCE_REACH = 8
_SHORTEST_FUTURE = 5
_SHORTEST_PRESENT = 4
_TOLD = frozenset(("past", "perfect"))
_OBJECTS = (key("ه"), key("ها"), key("هم"))
_IMPERFECT = ("ي", "ت", "ن")
_MAY = keys("قد", "وقد", "عندما", "حينما")  # «قد يوقعون الاتفاق في ديسمبر», «عندما يبلغ العشرين في يوليو»
_NOUN_AFTER = keys("في", "من", "إلى", "على", "عن", "مع", "خلال", "كل", "يتم", "تتم")
_RELATIVE = keys("الذي", "التي", "الذين", "الذى")
_SINCE = keys("منذ", "ومنذ")
_WAS = word_set("was")
_HAD = keys("كان", "كانت", "وكان", "وكانت")
_COMING = keys("المقبل", "المقبلة", "القادم", "القادمة")
_THAT = key("أن")
_COMPLEMENT = word_set("complement")
_BEFORE = keys("قبل", "بعد")
_FINAL, _RANKED = keys("نهائي", "النهائي"), key("قبل")  # «الدور قبل النهائي»
_AHEAD_OF = keys("قبل", "وقبل", "قبيل", "وقبيل")
_IF = keys("إذا", "وإذا", "فإذا")
_WHAT = key("ما")
_ON, _IN, _CASE, _TO, _FROM = key("على"), keys("في", "وفي"), key("حال"), key("إلى"), key("من")
_HOUR = key("الساعة")
_AND_FROM = key("ومن")
_BY = keys("بحلول", "وبحلول")
_LASTING = word_set("lasting")
_SAID = word_set("said")


#: Tokens around اليوم that may say what happened on it.
_EVENT_BEFORE, _EVENT_AFTER = 8, 5
_OF_EVENTS = frozenset(("past", "future", "present", "fixture", "purpose"))
_NEWS = word_set("news_of_today")
_UP_TO_NOW = keys("حتى", "وحتى", "إلى", "حد", "غاية", "لغاية", "من", "منذ")
_OPENING = frozenset((":", "(", '"', "«"))


@lru_cache(maxsize=1)
def _cues() -> tuple[dict[str, str], frozenset[str], tuple[str, ...]]:
    cues: dict[str, str] = {}
    refused: set[str] = set()
    for row in table("timeline/cues", folded=True):
        if row["direction"] == "refused":
            refused.update(row["forms"].split("|"))
            continue
        for form in row["forms"].split("|"):
            cues.setdefault(form, row["direction"])
    return cues, frozenset(refused), tuple(word[:-1] for word in refused if word.endswith("*"))


@lru_cache(maxsize=16384)
def cue(word: str) -> str | None:
    """The class of a word in data/timeline/cues.tsv, `future` too for a verb with a future س (سيزور); None for most words."""
    cues, refused, beginnings = _cues()
    if word not in cues and word[:1] in ("و", "ف"):
        word = word[1:]
    if word in cues:
        return cues[word]
    if word.endswith(_OBJECTS):  # «نشرته», «أصدرها», «أجراه»: the verb is one of feminine ending or of a form whose noun is another
        verb = word[: -2 if word.endswith(_OBJECTS[1:]) else -1]
        verb = verb[:-1] + "ي" if verb.endswith("ا") else verb
        noun = verb.startswith("ا") and verb[-3:-2] == "ا"  # «استعادتها», «إقامتها»
        if not noun and (verb.endswith("ت") or verb.startswith("ا")) and cues.get(verb) in _TOLD:
            return cues[verb]
    if len(word) >= _SHORTEST_FUTURE and word[0] == "س" and word[1] in "يتن" and word not in refused and not word.startswith(beginnings):
        return "future"
    return None


def _before(w: Words, i: int, first: int, begin: int) -> bool | None:
    """What token `i`, in a sentence from token `begin`, says of the expression from token `first` on: True ahead, False behind."""
    word = w.norms[i]
    if word == _THAT:
        return True if w[i - 1] == _ON and w[i + 1][:1] in ("ي", "ت") else None  # «على أن يعود السبت»
    if word == _CASE:
        return True if w[i - 1] in _IN else None
    if word in _IF:
        return None if w[i - 1] == _WHAT else True
    if word in _COMING and ((i == first - 2 and w[i + 1] in _IN) or (i >= first - _COMING_REACH and _fixture_before(w, i))):
        return True  # «الانتخابات المقبلة في نوفمبر», «انتخابات التجديد النصفية المقبلة في الولايات المتحدة في نوفمبر»
    said = cue(word)
    if word in _SINCE:
        return False if i >= first - _START_REACH - 1 else None  # «منذ توليه مهامه في فبراير»
    if word in _MAY:
        may = w[i + 1][:1] in _IMPERFECT and cue(w[i + 1]) not in _TOLD and i >= first - _FIXTURE_REACH
        return True if may and _RELATIVE.isdisjoint(w.norms[i + 2 : first]) else None
    if said == "source":
        return False if i >= first - _SOURCE_REACH else None
    if said in _TOLD:
        if w[i - 1] in _NOUN_AFTER or cue(w[i - 1]) == "future":
            return None  # «في عرض», «على رد», «سيتم نقل»
        return w[i - 1] in _IF and w[i - 2] != _WHAT
    if said == "start" and cue(w[i - 1]) in _TOLD:
        return False  # «أتى اعتبارا من السبت على …»
    if said == "start":
        return (
            True
            if i >= first - _START_REACH and w[i + 1] != _HOUR and (w[i + 1] == _FROM or w[i + 1] in _IN or i == first - 1 or word in _BY)
            else None
        )
    if said == "fixture":
        to_come = (w[i - 1] in _AHEAD_OF and not (word in _FINAL and w[i - 1] == _RANKED)) or _begins_in_the_present(w, begin, i)
        return True if to_come and i >= first - _FIXTURE_REACH else None
    had = (w[i - 1] == _FROM and w[i - 2] in _HAD) or (w[i - 1] in _HAD and w[i + 1] == _THAT)
    if said == "future" and had and i >= first - _FIXTURE_REACH:
        return None  # «كان من المقرر أن يبدأ الجمعة», «كان يفترض أن يبدأ الجمعة»
    if said == "purpose":
        return None if i == first - 1 and word in _AHEAD_OF else True  # «وقع قبيل ظهر الاثنين»
    return _verb(w, i, said)


def _fixture_before(w: Words, i: int) -> bool:
    """True when token `i`, a word for what is to come, says that of a match, a meeting or an election."""
    return any(cue(w[j]) == "fixture" for j in range(i - 1, i - 4, -1))


def _verb(w: Words, i: int, said: str | None) -> bool | None:
    """What a word of the class `said` says on either side of the expression."""
    if said == "future" and w[i][0] == "س" and w[i - 1] in _NOUN_AFTER:
        return None  # «في سيلهيت» is a town
    if said == "future" or said in _TOLD:
        return said == "future"
    if said != "present" or (w[i + 1] == _TO and i + 2 in w.by_first):
        return None  # «قد تصل إلى 5 سنوات»
    if w[i - 1] == _THAT and (w[i - 3] in _HAD or (w[i - 3] == _FROM and w[i - 4] in _HAD)):
        return None  # «كان من المقرر أن تبدأ الأحد», «كان يفترض أن تبدأ الأحد»
    return not (w[i - 1] in _WAS or w[i - 2] in _WAS or (w[i - 1] == _THAT and w[i - 2] in _BEFORE))


def _begins_in_the_present(w: Words, begin: int, stop: int) -> bool:
    """True when the sentence begins with a verb that looks like the present: «ويأمل المدرب …»."""
    if begin >= stop:
        return False
    word = w.norms[begin]
    if word[:1] in ("و", "ف"):
        word = word[1:]
    return len(word) >= _SHORTEST_PRESENT and word[0] == "ي" and word not in _SAID and cue(word) not in _TOLD


def points_ahead(w: Words, first: int, last: int, begin: int, stop: int) -> tuple[int, bool] | None:
    """The nearest cue to the expression of tokens `first` to `last` in the sentence of tokens `begin` to `stop`: token, and whether it
    points ahead."""
    if w[first - 1] in _SINCE:
        return first - 1, False
    for i in range(first - 1, max(begin, first - _REACH_BACK) - 1, -1):
        said = _before(w, i, first, begin)
        if said is not None:
            return i, said
    for i in range(last, min(stop, last + _REACH_ON)):
        if w.norms[i] in _COMPLEMENT or w.norms[i] == _AND_FROM:
            return None  # what comes is said, not when; or another clause, «ومن المقرر …»
        said = _verb(w, i, cue(w.norms[i]))
        if said is not None:
            return i, said
    return None


def may_be_ahead(w: Words, first: int, begin: int) -> bool:
    """True when a match or a meeting is spoken of before token `first`, or the sentence from token `begin` begins with a verb that looks
    like the present. That is little, but nobody calls a day of last week by its bare name when tomorrow has the same."""
    if _begins_in_the_present(w, begin, first):
        return True
    return any(cue(w.norms[i]) == "fixture" for i in range(max(begin, first - _FIXTURE_REACH), first))


def is_news_of_today(w: Words, i: int, begin: int, stop: int) -> bool:
    """True when something around اليوم, token `i` of a sentence from token `begin` to `stop`, happens on one day: a verb of events, a
    plan, a statement, a match. What is left says how things are these days."""
    if w[i - 1] in _UP_TO_NOW or w[i + 1] in _OPENING or w[i + 1] in _COMPLEMENT or w[i - 1] == "(":
        return True
    near = (*range(max(begin, i - _EVENT_BEFORE), i), *range(i + 1, min(stop, i + _EVENT_AFTER + 1)))
    return any(_is_news(w.norms[j]) for j in near)


@lru_cache(maxsize=16384)
def _is_news(word: str) -> bool:
    return cue(word) in _OF_EVENTS or not _NEWS.isdisjoint(stems(word))


def says_future(w: Words, begin: int, stop: int) -> bool:
    """True when a verb in the future stands among the tokens from `begin` to `stop`: «ستجتمع», no «كان من المقرر أن»."""
    return any(cue(w.norms[i]) == "future" and w[i - 1] not in _HAD and w[i - 2] not in _HAD for i in range(begin, stop))


def says_start(word: str) -> bool:
    """True for اعتبارا and its like, which say where something begins."""
    return cue(word) == "start"


def says_surely(word: str) -> bool:
    """True for المقبلة and its like, and for منذ: «الانتخابات المقبلة في نوفمبر» is none that was."""
    return word in _COMING or word in _SINCE


def is_weak(word: str) -> bool:
    """True for a verb in the perfect that tells no news: it does not say which weekend is meant."""
    return cue(word) == "perfect"


def is_verb(word: str) -> bool:
    """True for a cue that says when something happens, not what it is for or when it begins."""
    return cue(word) in ("future", "present") and word not in _LASTING
