"""Who says it: the noun phrase after a verb of saying, after a frame, or before a verb."""

from __future__ import annotations

from functools import lru_cache

from newsfacts.entities.lists import lists
from newsfacts.entities.vocabulary import heads, nationalities, titles
from newsfacts.quotes.cues import cues, words
from newsfacts.quotes.page import Page

#: The longest noun phrase, and how far a subject may stand behind the adjuncts after its verb, in tokens.
_LONGEST, _FURTHEST = 30, 25
#: Longer quotations than this are no names.
NAME_WORDS = 5
_LONGEST_BRACKET = 5
_ITS = ("ه", "ها")
_HIS = ("ه", "ها", "هم")
_PLURAL = ("ون", "ين")
_SEVERAL = "ون"
#: What is left of a plural's ending before a genitive, and what it lacks.
_CONSTRUCT, _N = "و", "ن"
_MARKS_OFF = frozenset(".؟?!؛;…")


@lru_cache(maxsize=4096)
def bare(norm: str) -> str:
    """A folded word without و, ف and ال."""
    if len(norm) > 4 and norm[0] in "وف" and norm[1:3] == "ال":
        norm = norm[1:]
    return norm[2:] if norm.startswith("ال") and len(norm) > 4 else norm


@lru_cache(maxsize=4096)
def is_stop(norm: str) -> bool:
    """True for a word at which a noun phrase ends: prepositions, relatives, adverbs, days."""
    return (
        norm in words("preposition")
        or norm in words("relative")
        or norm in words("adverb")
        or norm in words("time")
        or norm in words("that")
        or norm in words("then")
        or (norm[:1] == "و" and len(norm) > 3 and (norm[1:] in words("relative") or norm[1:] in words("preposition")))
    )


@lru_cache(maxsize=4096)
def to_audience(norm: str) -> bool:
    """للصحفيين, لوكالة: whom it was said to."""
    if len(norm) < 4 or norm[0] != "ل":
        return False
    rest = norm[1:]
    return rest in words("audience") or "ا" + rest in words("audience") or ("ا" + rest)[2:] in words("audience")


@lru_cache(maxsize=4096)
def is_title(norm: str) -> bool:
    """True for a word that opens a title or an occupation (المتحدث, رئيس, طبيب)."""
    return titles().get(norm) in ("office", "calling") or bare(norm) in words("person") or titles().get(bare(norm)) in ("office", "calling")


@lru_cache(maxsize=4096)
def is_source(norm: str) -> bool:
    """True for a word that can head the name of a source: a person, an outlet, a body, a document."""
    stem = bare(norm)
    if stem.endswith(_CONSTRUCT) and len(stem) > 4 and (stem[:-1] in words("person") or stem + _N in words("person")):
        return True  # ممثلو الشركتين
    return stem in words("person") or stem in words("outlet") or norm in titles() or norm in heads() or stem in heads()


def is_part(norm: str) -> bool:
    """True for a word before «من» and those it is a part of: فكثير من الخبراء."""
    return bare(norm) in words("of a part") or (norm[0] in "وف" and norm[1:] in words("of a part"))


@lru_cache(maxsize=1)
def _definite_nationalities() -> frozenset[str]:
    return frozenset(norm for norm in nationalities() if norm.startswith("ال"))


def noun_phrase(page: Page, at: int, limit: int) -> tuple[int, int] | None:
    """The tokens of the noun phrase that begins at a token and ends before `limit`; None when none begins there."""
    norms, first = page.norms, at
    limit = min(limit, at + _LONGEST)
    if at < limit and (_is_verb(norms[at]) or norms[at] in words("demands")) and at not in page.named:
        return None
    person = False
    head_end = -1
    apposed = False
    while at < limit:
        norm = norms[at]
        named = page.named.get(at)
        if named is not None and named.last <= limit:
            if named.governed and at > first and ((person and not apposed) or to_audience(norm)):
                break
            if named.type == "PER" and not named.governed:
                if (person and not named.particle and not apposed) or (
                    at > first and norms[at - 1] not in words("parts") and (_is_plural(norms[first]) or norms[first] in words("of a part"))
                ):
                    break
                person = True
            elif at == head_end and not named.particle:
                break  # وأبلغت موسكو واشنطن
            elif named.type == "LOC" and not named.particle and at > first and norms[at - 1] in _definite_nationalities():
                break  # ونبه السفير الكندي طوكيو
            elif person and not apposed and not named.particle:
                break
            if at == first:
                head_end = named.last
            at = named.last
            continue
        if norm == "(":
            closing = next((k for k in range(at + 1, min(at + _LONGEST_BRACKET, limit)) if norms[k] == ")"), None)
            if closing is None or at == first:
                break
            at = closing + 1
            continue
        quoted = page.marks.quoted.get(at)
        if quoted is not None:
            if not quoted.closed or quoted.words > NAME_WORDS or person or quoted.after > limit or _told_to(page, at, quoted.after, limit):
                break
            named_by = norms[at - 1] if at > first else ""
            at = quoted.after
            if named_by in words("outlet") and at < limit and at not in page.named and norms[at][0].isalpha() and not _describes(norms[at]):
                break  # بحسب موقع «كذا» تفوق اللاعب
            continue
        if norm in "،,":
            following = page.named.get(at + 1)
            if at == first or at + 1 >= limit:
                break
            if following is None and norms[at + 1] in titles():
                following = page.named.get(at + 2)  # المتحدث، العقيد فلان
            if not person and following is not None and following.type == "PER" and not following.particle:
                at = following.first
                continue
            if person and not apposed and is_title(norms[at + 1]) and not is_stop(norms[at + 1]):
                apposed = True
                at += 1
                continue
            break
        if not (norm[0].isalnum() or norm in "#_/.") or (norm in _MARKS_OFF and not _initial(page, at)):
            break
        if norm == "/" or norm == "_" or norm == "#" or norm == ".":
            at += 1
            continue
        if at > first and norm[0].isdigit() and norms[at - 1].startswith("ال") and at not in page.inside:
            break  # وفقا لتقرير الوزارة 63 طنا
        if at > first and (norm in words("demonstrative") or norm in words("his words") or _reports(norm)):
            break
        if is_stop(norm) and not (at == first and norm in words("person")):  # والي المدينة is no وإلى
            if at == first or person:
                break
            if not (_carries_on(page, first, at, limit) or _names_after(page, first, at, limit)):
                break
            at += 1
            continue
        if at > first and to_audience(norm):
            break
        if at > first and not person and _is_object(page, first, at):
            break
        if person and not apposed:
            if is_title(norm) and norm.startswith("ال"):
                apposed = True
            elif (norm[0] == "و" and at + 1 < limit and not is_title(norm[1:])) or norm[0] != "و":
                break
        at += 1
    while at > first and (
        norms[at - 1] in "،,/._#-("
        or norms[at - 1] in words("particle")
        or norms[at - 1] in words("issued")
        or norms[at - 1] in words("then")
    ):
        at -= 1
    return (first, at) if at > first else None


def _describes(norm: str) -> bool:
    """True for a word that may go on with a name between marks: صحيفة «كذا» اليومية, وكالة «كذا» لحقوق كذا, قناة «كذا» وموقعها."""
    return norm.startswith(("ال", "ل", "وال")) or is_stop(norm) or (norm[0] == "و" and norm[1:] in words("outlet"))


def _told_to(page: Page, at: int, after: int, limit: int) -> bool:
    """True for لـ«كذا» that is whom it was said to, not what somebody is of: no name comes after it."""
    if page.norms[at - 1] not in words("to"):
        return False
    after += page.is_comma(after)
    named = page.named.get(after)
    return after >= limit or named is None or named.type != "PER"


def _is_object(page: Page, first: int, at: int) -> bool:
    """True for a word that does not go on with a definite noun phrase: أعلنت الشرطة المحلية تحقيقا."""
    norms = page.norms
    norm = norms[at]
    if at in page.inside or norm in words("same"):
        return False
    if norms[at - 1].startswith("لل") and norm[0].isalpha() and not norm.startswith(("ال", "وال")) and norm[0] not in "ولب":
        return True  # بلاغ للوزارة بحث كذا
    if not norms[first].startswith("ال"):
        several = at == first + 1 and norms[first].endswith(_SEVERAL) and bare(norms[first]) in words("person")
        return several and norm[0].isalpha() and norm in heads()  # دعا آخرون دولة كذا
    if at - 1 > first and norms[at - 1] in nationalities() and norm.startswith("ال") and norm not in nationalities() and not is_title(norm):
        return True  # رفضت السلطات البريطانية الاتهامات
    if norm.startswith(("ال", "لل", "وال", "بال")):
        return False
    if norm[-1] == "ا" and len(norm) > 4 and norm[0].isalpha() and not norm.startswith("و"):
        return True  # نشر الحوثيون بيانا
    if not norm[0].isalpha():
        return True
    if is_title(norms[first]) or norms[first] in titles():
        return norm[-1] == "ا" and len(norm) > 4 and first not in page.inside and norms[at - 1].startswith("ال")
    return norm[0] not in "لب" or len(norm) < 4


def _initial(page: Page, at: int) -> bool:
    """True for the stop of an abbreviation: د. محمد."""
    return page.norms[at] == "." and at > 0 and len(page.norms[at - 1]) <= 2


@lru_cache(maxsize=4096)
def _is_verb(norm: str) -> bool:
    """True for a verb of saying (وتقول)."""
    cue = cues().get(norm) or (cues().get(norm[1:]) if norm[0] in "وف" else None)
    return cue is not None and cue.form == "verb" and not is_source(norm)


@lru_cache(maxsize=4096)
def _reports(norm: str) -> bool:
    """True for قائلا, قوله: what follows a source, never part of it."""
    cue = cues().get(norm)
    return cue is not None and cue.form in ("participle", "masdar") and not is_source(norm)


def _is_plural(norm: str) -> bool:
    """قادة, مسؤولون: not the title of the person named next."""
    stem = bare(norm)
    return stem in words("people") or (stem.endswith(_PLURAL) and (stem in words("person") or stem[:-2] in words("person")))


def _carries_on(page: Page, first: int, at: int, limit: int) -> bool:
    """True for a preposition within a description: مسؤول في وزارة كذا, سفير كذا لدى كذا, عدد من كذا."""
    norms = page.norms
    norm = norms[at]
    if at + 1 >= limit:
        return False
    following = page.named.get(at + 1)
    if norm in words("passes on from"):
        member = norms[at - 1] in words("body of members") and (following is not None or norms[at + 1] in heads())
        return member or norms[at - 1] in words("issued")  # النائب عن حزب كذا
    if norm in words("parts"):
        return (
            norms[at + 1] not in words("time") and norms[at + 1] not in words("that") and (is_part(norms[first]) or _is_place(page, at + 1))
        )
    if norm in words("stands in"):
        if bare(norms[first]) not in words("person") and norms[first] not in titles():
            return False
        if following is None and norms[at + 1].startswith("ال") and not norms[first].startswith("ال") and not is_stop(norms[at + 1]):
            return True
        return (
            (following is not None and following.type == "ORG")
            or at + 1 in page.marks.quoted
            or (
                following is None
                and (norms[at + 1] in heads() or bare(norms[at + 1]) in words("outlet"))
                and norms[at + 1] not in words("document")
            )
        )
    return norm in words("sent to") and following is not None and following.type != "PER" and is_title(norms[first])


def _names_after(page: Page, first: int, at: int, limit: int) -> bool:
    """True where a clause within the description tells the name: مخرج الفيلم وهو فلان, الأرقام التي نشرتها الوزارة."""
    norms = page.norms
    near = range(at + 1, min(at + 6, limit))
    if norms[at] in words("apposition"):
        return is_title(norms[first]) and any(k in page.named and page.named[k].type == "PER" for k in near)
    if norms[at] in words("antecedent") and bare(norms[first]) in words("outlet") and at + 1 < limit and norms[at + 1].endswith(_ITS):
        return any(k in page.named and page.named[k].type in ("PER", "ORG") and not page.named[k].governed for k in near)
    return norms[at] in words("time") and any(norms[k] in words("antecedent") for k in range(max(first, at - 3), at))


def _is_place(page: Page, at: int) -> bool:
    following = page.named.get(at)
    return following is not None and following.type in ("ORG", "LOC")


def after_verb(page: Page, verb: int, limit: int) -> tuple[int, int] | None:
    """The subject that follows a verb, before `limit`, adjuncts between them left out; None when there is none."""
    norms = page.norms
    at = verb + 1
    end = min(limit, verb + _FURTHEST)
    while at < end:
        norm = norms[at]
        if norm in words("demonstrative") and at + 1 < end and norms[at + 1] in words("time"):
            at += 2  # هذا الأسبوع
            continue
        if norm in "،,-#" or norm in words("time") or norm in words("adverb") or norm.isdigit() or norm in "()/":
            at += 1
            continue
        if norm in words("preposition") or norm in words("to") or to_audience(norm) or _governed(page, at):
            at = _past_adjunct(page, at, end)
            continue
        verb_next = norm in cues() and at not in page.named
        if norm in words("relative") or norm in words("that") or norm == ":" or verb_next or not norm[0].isalnum():
            if page.marks.quoted.get(at) is not None and at + 1 < end:
                break
            return None
        break
    if at >= end or norms[at] in words("lists"):
        return None  # ذكر التالي: «…»
    return noun_phrase(page, at, limit)


def _governed(page: Page, at: int) -> bool:
    """True for a word with ل, ب or ك before it: no subject."""
    named = page.named.get(at)
    if named is not None:
        return named.governed
    norm = page.norms[at]
    if len(norm) <= 4 or norm[0] != "ل":
        return False
    his = norm.endswith(_HIS) and not is_source(norm) and lists().frequency(norm[1:]) > lists().frequency(norm)  # قال لخصمه
    return norm[1] == "ل" or his


def _past_adjunct(page: Page, at: int, end: int) -> int:
    """The token at which a subject may stand after an adjunct (في بيان، خلال مؤتمر صحفي): after its comma, or a source."""
    norms = page.norms
    begin = at
    at += 1
    together = False
    while at < end:
        norm = norms[at]
        if norm in "،,:" or norm in words("that") or norm in words("relative"):
            return at
        quoted = page.marks.quoted.get(at)
        if quoted is not None:
            at = quoted.after
            continue
        if norm in words("with") or norm.startswith("نظير"):
            together = True
        if (
            at > begin + 1
            and not together
            and norms[at - 1] not in words("preposition")
            and (
                (norm.startswith("ال") and is_title(norm) and norm not in words("audience") and not _qualifies(page, at))
                or ((norms[at - 1] in words("time") or at - 1 in page.inside or at - 1 in page.marks.closing) and is_source(norm))
            )
        ):
            return at
        at += 1
    return at


def _qualifies(page: Page, at: int) -> bool:
    """True for a title that is the adjective of the word before it: الحزب الحاكم."""
    before = page.norms[at - 1]
    return page.norms[at] in words("adjective too") and before.startswith("ال") and at - 1 not in page.inside
