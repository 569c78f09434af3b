"""What a number counts: the noun after it (or before it), with its adjectives, without attached particles."""

from __future__ import annotations

from fractions import Fraction

from newsfacts.numbers.context import CLAUSE_MARKS, Context, is_word
from newsfacts.numbers.draft import Draft
from newsfacts.numbers.lexicons import CUES, FUNCTION_WORDS, NOUNS, Noun
from newsfacts.numerals.units import TIME_UNITS
from newsfacts.numerals.words import WORDS
from newsfacts.text.fold import key, keys

_LONG_WORD = 6
_OF, _AND = key("من"), "و"
_OTHER_PEOPLE = keys("آخرين", "آخرون", "أخرين", "أخرون")


def noun_at(norm: str) -> Noun | None:
    """The noun that a folded word is, without particles other than ال."""
    found = NOUNS.find(norm)
    return None if found is None or found[0].conj or found[0].prep else found[1]


def attach_after(context: Context, draft: Draft, i: int, previous: Draft | None) -> bool:
    """Finds the counted noun from token `i` on and puts it into the draft."""
    norm = context.norm(i)
    if norm in CUES["other"] and draft.kind == "cardinal":
        draft.other = True
        draft.include(draft.first, draft.start, i + 1, context.ends[i])
        draft.leans_on.append("nouns.name_others")
        return True  # whom or what it counts, name_others tells
    if draft.numeral is not None and draft.numeral.form == "words" and draft.value == 1:
        return False  # its noun stands before it
    vague = draft.value is None or isinstance(draft.value, Fraction) or draft.kind in ("fraction", "percent")
    if norm == _OF:
        if _may_follow_of(context, i + 1, draft):
            return _take(context, draft, i + 1, bare=False)
        return False
    if draft.kind == "percent":
        return False
    if not _may_be_counted(context, i, draft, vague):
        return False
    return _take(context, draft, i, bare=not vague)


def name_others(context: Context, drafts: list[Draft]) -> None:
    """«وإصابة خمسة آخرين»: what the others are, the nearest noun counted before in the sentence says; people, and no part of a whole."""
    for number, draft in enumerate(drafts):
        if not draft.other or draft.noun is not None:
            continue
        people = context.norm(draft.last - 1) in _OTHER_PEOPLE
        for before in reversed(drafts[:number]):
            if not context.same_sentence(before.start, draft.start):
                break
            if before.noun is None or before.kind != "cardinal" or (people and before.human is False):
                continue
            if context.norm(before.first - 1) not in CUES["part"]:
                draft.noun, draft.head, draft.human = before.noun, before.head, before.human
                break


def _may_follow_of(context: Context, i: int, draft: Draft) -> bool:
    norm = context.norm(i)
    if not is_word(norm) or norm in FUNCTION_WORDS or WORDS.find(norm) is not None:
        return False
    noun = NOUNS.find(norm)
    if draft.kind in ("percent", "fraction"):
        return not norm.startswith(("ا", "ي")) or context.definite(i) or noun is not None
    if context.definite(i):
        return True
    if noun is not None:
        return noun[0].cut == 0 and noun[1].number in ("plural", "construct")
    return draft.value is None or _plural_possessed(norm)


def _plural_possessed(norm: str) -> bool:
    """«طرازاتها»: a plural with its owner's pronoun."""
    return any(norm.endswith("ات" + suffix) for suffix in ("ها", "ه", "هم", "نا"))


def _may_be_counted(context: Context, i: int, draft: Draft, vague: bool) -> bool:
    norm = context.norm(i)
    if not is_word(norm) or len(norm) < 2 or norm in FUNCTION_WORDS or context.line_start(i) or norm.endswith("وا"):
        return False
    found = NOUNS.find(norm)
    if found is not None and not found[0].conj and not found[0].prep:
        if found[0].article:
            return vague
        return found[1].number not in ("dual", "construct") or found[1].sound
    if found is not None:
        return False  # a noun with و, ب …: the next clause
    if WORDS.find(norm) is not None:
        return False
    if norm.startswith("ال") and len(norm) > 4:
        return vague
    if vague:
        return not norm.startswith(("و", "ب", "ل", "ف", "ك"))
    return _fits(norm, draft)


def _fits(norm: str, draft: Draft) -> bool:
    """Whether an unknown word has the form that the number asks of its noun."""
    if norm.endswith("وا") or (norm[0] == "ي" and norm.endswith(("ون", "ان"))):
        return False
    if norm[:2] in ("سي", "ست", "سن") and len(norm) > 4 and not norm.endswith(("ه", "ات")):
        return False  # a verb of the future
    if norm.endswith("ت") and not norm.endswith("ات") and len(norm) > 3:
        return False
    if norm[:2] in ("لل", "با") and not norm.endswith("ا"):
        return False
    value = draft.value if draft.value is not None else draft.high
    if not isinstance(value, int):
        return not norm.startswith(("و", "ب", "ل", "ف", "ك"))
    tail = value % 100
    if 11 <= tail <= 99:
        if not norm.endswith(("ا", "ه", "ء")):
            return False
        return norm[0] not in "ول" or norm.endswith("ا")
    return norm[0] not in "ولفبكت" or (norm.endswith(("ين", "ات")) and norm[0] not in "ول")


def _take(context: Context, draft: Draft, i: int, *, bare: bool) -> bool:
    norm = context.norm(i)
    found = NOUNS.find(norm)
    start = context.starts[i]
    if found is not None:
        draft.human = found[1].human
        draft.casualty = draft.casualty or found[1].casualty
    last = _adjectives(context, i, i + 1)
    draft.noun = (start, context.ends[last - 1])
    draft.head = norm
    draft.leans_on.append("nouns.attach_after")
    draft.include(draft.first, draft.start, last, context.ends[last - 1])
    return True


def _adjectives(context: Context, head: int, i: int) -> int:
    """The token after the adjectives that agree with the head."""
    noun = context.norm(head)
    known = NOUNS.find(noun)
    human_plural = known is not None and known[1].human and known[1].number == "plural"
    definite = noun.startswith("ال")
    for k in range(i, min(i + 2, context.size)):
        norm = context.norm(k)
        if not is_word(norm) or norm in FUNCTION_WORDS or norm in CUES["adverb"] or norm in CUES["other"] or context.line_start(k):
            return k
        stem = norm
        if definite:
            if not norm.startswith("ال"):
                return k
            stem = norm[2:]
        elif norm.startswith("ال"):
            return k
        if not _agrees(noun, stem, human_plural) or WORDS.find(norm) is not None:
            return k
    return min(i + 2, context.size)


def _agrees(noun: str, adjective: str, human_plural: bool) -> bool:
    """Whether an indefinite word has the form that an adjective of the noun would have."""
    known = adjective in CUES["adjective"]
    if human_plural or noun.endswith(("ين", "ون")):
        if known:
            return not adjective.endswith(("ه", "ا"))
        participle = adjective.startswith("م") and len(adjective) > 5
        return adjective.endswith(("يين", "يون")) or (participle and adjective.endswith(("ين", "ون")))
    if adjective.endswith("ه"):
        if noun.endswith("ا") and not noun.endswith("ها"):
            return False
        passive = adjective[0] == "م" and adjective[-3:-2] == "و" and len(adjective) > 5
        return known or passive or (adjective.endswith("يه") and len(adjective) > 4)
    if noun.endswith("ا"):
        return known or (adjective.endswith("ا") and len(adjective) > 4 and NOUNS.find(adjective) is None)
    if noun.endswith(("ه", "ات")):
        return known and adjective.endswith("اء")
    return known or (adjective.endswith("ي") and NOUNS.value(adjective) is None and _nisba(adjective))


def _nisba(word: str) -> bool:
    return len(word) > 4 and not word.startswith(("ي", "ت", "ب", "ل"))


def attach_before(context: Context, draft: Draft) -> bool:
    """The noun before a number: القتلى الـ12, الأعمال التسعة, زواجا واحدا, عددهم 40."""
    numeral = draft.numeral
    k = draft.figure_first - 1
    if numeral is None or k < 0 or context.line_break(k):
        return False
    if _units_before(context, draft, k):
        return True
    if numeral.definite and not numeral.prep and not numeral.conj:
        if context.definite(k) and is_word(context.norm(k)):
            return _take_before(context, draft, head_before(context, k), k)
        return False
    norm = context.norm(k)
    if numeral.form != "words" or draft.value != 1 or numeral.prep or numeral.conj or not is_word(norm) or context.definite(k):
        return False
    if norm in FUNCTION_WORDS or norm in CUES["designation"] or not _one_agrees(norm, context.norm(draft.figure_last - 1)):
        return False
    return _take_before(context, draft, k, k)


def _one_agrees(noun: str, one: str) -> bool:
    """«مرة واحدة», «كيانا واحدا»: the noun of one has its gender and case."""
    if one.endswith("ه"):
        return noun.endswith(("ه", "اء", "ى")) or NOUNS.value(noun) is not None
    return noun.endswith("ا") == one.endswith("ا") and not noun.endswith("ه")


def _units_before(context: Context, draft: Draft, k: int) -> bool:
    """«السنوات الخمس», «يوم واحد»: a unit of time before its number."""
    numeral = draft.numeral
    found = TIME_UNITS.find(context.norm(k))
    if found is None or numeral is None or numeral.prep or numeral.conj:
        return False
    split, unit = found
    several = split.article and numeral.definite and unit.number == "plural"
    one = not split.article and unit.number == "singular" and draft.value == 1 and numeral.form == "words"
    if not (several or one):
        return False
    draft.kind, draft.unit, draft.rule = "duration", unit.name, "nouns.attach_before"
    draft.include(k, context.starts[k] + (split.outside if not (split.prep == "ل" and split.article) else split.cut), draft.last, draft.end)
    return True


def head_before(context: Context, k: int) -> int:
    """The head of a definite phrase that ends with token `k`: its adjectives lie between (الأعمال الأدبية التسعة)."""
    head = k
    while head > max(0, k - 2) and not _particled(context, head) and (not known(context, head) or _may_be_adjective(context, head)):
        if not context.definite(head - 1) or context.line_break(head - 1) or not is_word(context.norm(head - 1)):
            break
        head -= 1
    return head if known(context, head) or _particled(context, head) or not known(context, k) else k


def _may_be_adjective(context: Context, i: int) -> bool:
    """«الاجتماع الإيراني الثالث»: a nisba that is a person's name elsewhere, behind a definite noun."""
    found = NOUNS.find(context.norm(i))
    if found is None or not found[1].sound or not found[0].stem.endswith(("ي", "يه")):
        return False
    before = NOUNS.find(context.norm(i - 1))
    return before is not None and before[0].article and not before[1].human


def _particled(context: Context, i: int) -> bool:
    split = context.particles(i)
    return bool(split.article and (split.conj or split.prep))


def known(context: Context, i: int) -> bool:
    """True when token `i` is a noun of the lexicon, under any particles."""
    return NOUNS.find(context.norm(i)) is not None


def particle_length(context: Context, i: int) -> int:
    """How many characters of token `i` are particles that stay out of the noun (the whole لل, but not ال)."""
    found = NOUNS.find(context.norm(i))
    split = found[0] if found is not None else context.particles(i)
    if found is None and not split.article and context.norm(i)[0] in "لب" and len(context.norm(i)) >= _LONG_WORD:
        return 1
    return split.cut if split.prep == "ل" and split.article else split.outside


def _take_before(context: Context, draft: Draft, head: int, last: int) -> bool:
    """Tokens `head` to `last` are the noun; its particles stay out."""
    found = NOUNS.find(context.norm(head))
    cut = particle_length(context, head)
    start = context.starts[head] + cut
    draft.noun = (start, context.ends[last])
    draft.head = context.norm(head)[cut:]
    if found is not None:
        draft.human = found[1].human
        draft.casualty = draft.casualty or found[1].casualty
    draft.include(head, start, draft.last, draft.end)
    draft.leans_on.append("nouns.attach_before")
    return True


def attach_dual(context: Context, draft: Draft) -> bool:
    """«مدربين اثنين»: the dual before a spelled two."""
    k = draft.figure_first - 1
    norm = context.norm(k)
    if not is_word(norm) or not norm.endswith(("ين", "ان")) or context.definite(k) or context.line_break(k):
        return False
    return _take_before(context, draft, k, k)


def attach_counted_before(context: Context, draft: Draft) -> bool:
    """«عدد القتلى 12», «حصيلة القتلى إلى 12», «عددهم 40»: the noun after the word for a count, a few tokens before."""
    for k in range(draft.first - 1, max(-1, draft.first - 9), -1):
        norm = context.norm(k)
        if norm in CLAUSE_MARKS or context.line_break(k) or norm[0].isdigit():
            return False
        if context.is_cue(k, "count") and k + 1 < draft.figure_first:
            following = NOUNS.find(context.norm(k + 1))
            if following is not None and not following[0].conj and not following[0].prep:
                draft.noun = (context.starts[k + 1], context.ends[_adjectives(context, k + 1, k + 2) - 1])
                draft.head = context.norm(k + 1)
                draft.human = following[1].human
                draft.casualty = draft.casualty or following[1].casualty
                draft.leans_on.append("nouns.attach_counted_before")
                return True
            return False
    return False
