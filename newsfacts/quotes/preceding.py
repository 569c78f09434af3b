"""Who says it where the verb comes last: the noun phrase before a verb in its clause."""

from __future__ import annotations

from newsfacts.quotes.cues import cues, frames, words
from newsfacts.quotes.page import Page
from newsfacts.quotes.subjects import is_part, is_source, is_stop, noun_phrase

#: The longest noun phrase, in tokens.
_LONGEST = 30
#: The head of a noun phrase stands at most so many tokens before the adjective before its preposition.
_HEAD = 2
_FEMININE = "التي"
_MARKS_OFF = frozenset(".؟?!؛;…")


def before_verb(page: Page, verb: int, begin: int, gender: str = "", *, aside: bool = True) -> tuple[int, int] | None:
    """The subject that stands before a verb in its clause (لكن وسائل إعلام ذكرت), not before token `begin`; None when there is none."""
    norms = page.norms
    at = verb
    while at > begin and norms[at - 1] in words("auxiliary"):
        at -= 1
    related = at > begin and norms[at - 1] in words("antecedent")
    if related:
        feminine = norms[at - 1].endswith(_FEMININE)
        if feminine != (gender == "f") and (gender == "m" or feminine):
            return None  # السرقات التي يقول إنه: nobody's relative
        at -= 1
    if related and page.is_comma(at - 1):
        at -= 1  # مع مسؤول أمني، الذي قال
    elif at > begin and page.is_comma(at - 1):  # وثائق، اطلعت عليها رويترز، أشارت
        if not aside:
            return None
        inner = at - 2
        while inner > max(begin, at - _LONGEST) and not page.is_comma(inner):
            inner -= 1
        if not page.is_comma(inner):
            return None
        at = inner
    stop = at
    start = at
    while start > begin and stop - start < _LONGEST:
        norm = norms[start - 1]
        if page.is_comma(start - 1):
            named = page.named.get(start)
            if named is None or named.type != "PER" or named.last != stop:
                break
        elif (
            norm in _MARKS_OFF
            or norm in ":-"
            or norm in words("that")
            or norm in words("clause")
            or norm in cues()
            or norm in frames()
            or norm in words("preposition")
            or (norm in words("relative") and norm not in words("auxiliary"))
        ):
            break
        start -= 1
    while start < stop and (norms[start] in words("clause") or norms[start] in words("auxiliary")):
        start += 1
    if start >= stop:
        return None
    if start - 2 >= begin and norms[start - 1] in words("parts") and is_part(norms[start - 2]):
        start -= 2  # فكثير من الخبراء يقولون
    found = noun_phrase(page, start, stop)
    if found is not None and not related and norms[start - 1] in words("governs") and not _is_own(page, found):
        return _with_head(page, start, stop, begin)  # نشرت الصحيفة تغريدة على موقع كذا تقول
    if found is None or (found[1] < stop and norms[found[1]] not in "،," and not is_stop(norms[found[1]])):
        names = [named for named in page.names(start, stop) if named.type in ("PER", "ORG") and not named.governed]
        if names and names[-1].last == stop:
            return names[-1].first, names[-1].last
        return found if found is not None and (is_source(norms[start]) or start in page.named) else None
    return found


def _with_head(page: Page, start: int, stop: int, begin: int) -> tuple[int, int] | None:
    """The indefinite source that what stands after its preposition belongs to: دراسة موسعة من جامعة كذا أكدت."""
    body = page.named.get(start)
    if body is None or body.type != "ORG" or page.norms[start - 1] not in words("parts"):
        return None
    for head in range(start - 2, max(begin, start - 2 - _HEAD) - 1, -1):
        norm = page.norms[head]
        if is_stop(norm) or not norm[0].isalpha():
            return None
        if is_source(norm) and not norm.startswith("ال") and head not in page.inside:
            return head, stop
    return None


def _is_own(page: Page, span: tuple[int, int]) -> bool:
    """True for a noun phrase after a preposition that can have the next verb for itself: a person, a part, something indefinite."""
    first, last = span
    if page.norms[first - 1] in words("parts") and any(map(is_part, page.norms[max(0, first - 3) : first - 1])):
        return True  # عدد آخر من الجنود اعتبروا
    names = page.names(first, last)
    definite = bool(names) or page.norms[first].startswith("ال")
    return any(named.type == "PER" for named in names) or (not definite and is_source(page.norms[first]))
