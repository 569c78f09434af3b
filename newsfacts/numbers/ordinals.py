"""Ordinals and numbers that only name: what they rank or label, and the ordinals that are parts of names and idioms."""

from __future__ import annotations

from newsfacts.numbers import nouns
from newsfacts.numbers.context import Context, is_word, unpossessed
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CUES, FUNCTION_WORDS, NOUNS
from newsfacts.numerals.units import TIME_UNITS
from newsfacts.numerals.words import WORDS
from newsfacts.text.fold import key, keys

_WHO = keys("من", "ما", "أمس", "ال")
_PRELIMINARY, _FIRST_FEMININE = "اولي", "ى"
_AGE_FRAME = keys("في", "سن", "بلوغ", "بلغ", "بلغت", "تجاوز", "دون", "تحت", "فوق", "بسن", "لسن", "بعمر")
_OF = key("من")
_PAST = keys("قد", "وقد", "لقد", "ولقد", "فقد")
_SECONDS = frozenset({key("ثانية"), key("وثانية")})
_BIRTHDAY = key("عيد")


def read_ordinal(context: Context, draft: Draft, previous: Draft | None) -> bool:
    """Finds what an ordinal ranks and puts it into the draft; False when it ranks nothing."""
    numeral = draft.numeral
    if numeral is None:
        return False
    draft.rule = "ordinals.read_ordinal"
    i, last = draft.figure_first, draft.figure_last
    if _preliminary(context, draft):
        return False
    if _age(context, draft):
        return True
    k = i - 1
    before = context.norm(k) if k >= 0 and not context.line_break(k) else ""
    if context.is_cue(k, "name") or context.is_cue(k, "idiom") or context.cue_stem(k, "idiom"):
        return False
    if numeral.definite and numeral.conj and previous is not None and previous.kind == "ordinal" and previous.last == draft.first:
        draft.noun, draft.head = previous.noun, previous.head  # المركزان الأول والثاني
        return True
    if numeral.definite:
        return _definite(context, draft, k, before)
    return _indefinite(context, draft, i, last, k, before)


def _preliminary(context: Context, draft: Draft) -> bool:
    """«أولي» (preliminary) and «أولى» (first) have one folded form: the untouched letter tells."""
    word = context.norm(draft.figure_last - 1)
    return word.endswith(_PRELIMINARY) and not context.article.surface(draft.start, draft.end).endswith(_FIRST_FEMININE)


def _age(context: Context, draft: Draft) -> bool:
    """«في السادسة والعشرين من عمره», «تحت سن الثامنة»."""
    numeral = draft.numeral
    if numeral is None or not numeral.definite or not isinstance(draft.value, int):
        return False
    k, last = draft.figure_first - 1, draft.figure_last
    of_age = context.norm(last) == _OF and context.is_cue(last + 1, "age")
    if of_age and (context.norm(k) in _AGE_FRAME or context.is_cue(k, "age") or numeral.prep or context.definite(k) is False):
        draft.kind = "age"
        draft.include(draft.first, draft.start, last + 2, context.ends[last + 1])
    elif context.norm(k) in (key("سن"), key("بسن"), key("لسن"), key("عمر"), key("بعمر")):
        draft.kind = "age"
        draft.include(k, context.starts[k], last, draft.end)
    else:
        return False
    return True


def _definite(context: Context, draft: Draft, k: int, before: str) -> bool:
    if not is_word(before) or (before in FUNCTION_WORDS and TIME_UNITS.find(before) is None):
        return True  # الثاني, with its noun left out
    if context.definite(k):
        head = nouns.head_before(context, k)
        if context.cue_stem(head, "name") or (_ruler_before(context, draft, k) and not nouns.known(context, k)):
            return False
        return _rank(context, draft, head, k)
    if _ruler_before(context, draft, k):
        return False
    if nouns.known(context, k) or _possessed(before):
        head = k - 1 if context.norm(k - 1).endswith(_BIRTHDAY) else k
        return _rank(context, draft, head, k)
    for head in (k - 1, k - 2):  # هدف ميسي الثاني
        if head >= 0 and not context.line_break(head) and _names_owner(context, head):
            return _rank(context, draft, head, head)
    return False


def _possessed(norm: str) -> bool:
    stem = unpossessed(norm)
    return stem is not None and (NOUNS.find(stem) is not None or len(norm) > 4)


def _names_owner(context: Context, head: int) -> bool:
    found = NOUNS.find(context.norm(head))
    if found is not None:
        return not found[0].article and not found[1].human
    unit = TIME_UNITS.find(context.norm(head))
    return unit is not None and not unit[0].article and unit[1].number == "singular"


def _ruler_before(context: Context, draft: Draft, k: int) -> bool:
    """«الملك عبد الله الثاني»: the ordinal belongs to a ruler's name."""
    return any(context.is_cue(j, "ruler") for j in range(max(0, k - 3), k + 1))


def _indefinite(context: Context, draft: Draft, i: int, last: int, k: int, before: str) -> bool:
    after = context.norm(last) if last < context.size and not context.line_break(last - 1) else ""
    word = context.norm(last - 1)
    first = draft.value == 1
    if word in _SECONDS and not (before and _agreeing(context, k, word)):
        return False
    for head in (k, k - 1):
        if before and _agreeing(context, head, word) and (head == k or _adjective(context, head, k)):
            return _rank(context, draft, head, k)
    if first and (before in _PAST or context.is_cue(k, "rankname") or after in CUES["once"]):
        return False
    if word.endswith("ا") and not first:
        return context.is_cue(k, "rank") or context.cue_before(k, "rank", 3)
    if context.is_cue(k, "rank"):
        return True
    if not is_word(after) or (after in FUNCTION_WORDS and after not in _WHO):
        return context.alone(draft.first, draft.last)
    if after in _WHO:
        return after == _OF and first
    if TIME_UNITS.find(word) is not None and not first and not context.definite(last):
        return draft.value != 2 or word == key("ثاني")
    superlative = after.startswith("ا") and len(after) == 4 and not nouns.known(context, last) and TIME_UNITS.find(after) is None
    noun = last + 1 if superlative and is_word(context.norm(last + 1)) else last
    if WORDS.find(context.norm(noun)) is not None and noun == last:
        return True
    found = NOUNS.find(context.norm(noun))
    if found is not None and (found[0].conj or found[0].prep):
        return True
    draft.noun = (context.starts[noun], context.ends[noun])
    draft.head = context.norm(noun)
    draft.include(draft.first, draft.start, noun + 1, context.ends[noun])
    return True


def _adjective(context: Context, head: int, k: int) -> bool:
    """«ولاية رئاسية رابعة»: an indefinite adjective of the noun's gender between it and its ordinal."""
    word = context.norm(k)
    feminine = context.norm(head).endswith("ه")
    return is_word(word) and word not in FUNCTION_WORDS and not context.definite(k) and word.endswith("يه") == feminine


def _agreeing(context: Context, k: int, word: str) -> bool:
    """«مرة ثالثة», «طرف ثالث», «هدفا ثانيا»: an indefinite noun before an ordinal of its gender and case."""
    before = context.norm(k)
    found = NOUNS.find(before)
    if found is None or found[0].article or found[1].number != "singular":
        return False
    return before.endswith("ه") == word.endswith("ه") and (before.endswith("ا") == word.endswith("ا"))


def _rank(context: Context, draft: Draft, head: int, last: int) -> bool:
    cut = nouns.particle_length(context, head)
    start = context.starts[head] + cut
    draft.noun = (start, context.ends[last])
    draft.head = context.norm(head)[cut:]
    draft.include(head, start, draft.last, draft.end)
    return True


def read_definite_cardinal(context: Context, draft: Draft) -> None:
    """«الذكرى الثلاثون», «البيت الحادي عشر»: a definite number in words after a singular noun ranks it."""
    numeral = draft.numeral
    if numeral is None or numeral.form != "words" or not numeral.definite or draft.kind != "cardinal" or not isinstance(draft.value, int):
        return
    k = draft.figure_first - 1
    if draft.unit is not None or (draft.noun is not None and draft.noun[0] >= draft.start and draft.last > draft.figure_last):
        return
    if k < 0 or not is_word(context.norm(k)):
        if draft.value > 10 and context.alone(draft.first, draft.last):
            draft.kind, draft.rule = "ordinal", "ordinals.read_definite_cardinal"
        return
    possessed = unpossessed(context.norm(k))
    if possessed is not None and NOUNS.find(possessed) is None:
        possessed = None
    if draft.value > 10 and (possessed or context.definite(k)):
        norm = possessed or context.norm(k)
        found, unit = NOUNS.find(norm), TIME_UNITS.find(norm)
        number = found[1].number if found is not None else unit[1].number if unit is not None else None
        if number == "singular" or number == "dual" or (number is None and not norm.endswith(("ات", "ين", "ون"))):
            draft.kind, draft.rule = "ordinal", "ordinals.read_definite_cardinal"
            _rank(context, draft, k, k)


def _labelled(context: Context, draft: Draft, k: int) -> bool:
    """«البعثة 44», «اللواء 15»: a figure with nothing to count, right behind a definite singular."""
    counts = draft.noun is not None and draft.noun[0] > draft.start
    marked = context.norm(draft.figure_last) in ("-", "/", ":") or context.norm(draft.figure_first - 1) == "("
    if counts or marked or not context.definite(k):
        return False
    found = NOUNS.find(context.norm(k))
    return found is not None and found[1].number == "singular" and not found[1].human and draft.figure_last == draft.last


def _one_thing(word: str) -> bool:
    found = NOUNS.find(word)
    return found is not None and not found[0].cut and found[1].number == "singular" and not found[1].human


def read_figure_label(context: Context, draft: Draft) -> bool:
    """«القرار 2254» names, «الدورة الـ70» ranks: a figure behind a definite noun. True when the draft was read so."""
    numeral = draft.numeral
    if numeral is None or numeral.form != "digits" or not isinstance(draft.value, int) or numeral.prep or numeral.conj:
        return False
    if context.norm(draft.figure_last) == "-" and context.glued(draft.figure_last - 1):
        return False  # المباراة 2-0
    k = draft.figure_first - 1
    while context.norm(k) in ('"', "(", "«", ":") and k > draft.figure_first - 3:
        k -= 1
    if k < 0 or context.line_break(k) or not is_word(context.norm(k)):
        return False
    possessed = unpossessed(context.norm(k))
    definite = context.definite(k) or (possessed is not None and possessed in CUES["ranked"])
    if context.is_cue(k, "rank"):
        draft.kind, draft.rule = "ordinal", "ordinals.read_figure_label"
        draft.noun, draft.head, draft.last, draft.end = None, None, draft.figure_last, context.ends[draft.figure_last - 1]
        return True
    ranked = context.cue_stem(k, "ranked") or (possessed is not None and possessed in CUES["ranked"])
    if ranked and (definite or numeral.definite):
        if NOUNS.find(context.norm(draft.last)) is not None and not numeral.definite and draft.noun is not None:
            return False
        draft.kind, draft.rule = "ordinal", "ordinals.read_figure_label"
        head = k - 1 if context.norm(k - 1).endswith(_BIRTHDAY) else nouns.head_before(context, k)
        return _rank(context, draft, head, k)
    alone = draft.noun is None and draft.unit is None and context.norm(draft.figure_last) != "-"
    if possessed is not None and alone and _one_thing(possessed):
        draft.kind, draft.rule = "ordinal", "ordinals.read_figure_label"  # هدفه 32
        return _rank(context, draft, k, k)
    nominal_by_possession = possessed is not None and possessed in CUES["nominal"]
    nominal = context.cue_stem(k, "nominal") or nominal_by_possession or _labelled(context, draft, k)
    if not nominal or numeral.definite or draft.unit is not None:
        return False
    if context.norm(k) == key("عدد"):
        return False
    definite = definite or nominal_by_possession
    label = context.norm(k) in (key("رقم"), key("الرقم"))
    head = k - 1 if label and is_word(context.norm(k - 1)) and context.norm(k - 1) not in FUNCTION_WORDS else k
    if label and head == k - 1 and not context.cue_stem(head, "nominal"):
        head = next((j for j in range(head - 1, max(-1, head - 3), -1) if context.cue_stem(j, "nominal")), head)
    noun_follows = draft.noun is not None and draft.noun[0] >= draft.start and NOUNS.find(context.norm(draft.figure_last)) is not None
    if noun_follows and not definite and not label:
        return False
    draft.kind, draft.rule = "nominal", "ordinals.read_figure_label"
    draft.noun, draft.head, draft.last, draft.end = None, None, draft.figure_last, context.ends[draft.figure_last - 1]
    if label and head == k:
        draft.include(k, context.starts[k], draft.last, draft.end)
        return True
    return _rank(context, draft, head, head)
