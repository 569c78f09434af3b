"""What a verb of saying takes: the clause, quotation or colon after it, and where a reported clause ends."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from newsfacts.quotes.cues import FIRST, Cue, Frame, cues, endings, frames, words
from newsfacts.quotes.marks import Quoted
from newsfacts.quotes.page import Page
from newsfacts.quotes.subjects import NAME_WORDS
from newsfacts.record import Record

#: How far after its verb a complement may begin, and how long a reported clause may be, in tokens.
_FARTHEST, _LONGEST = 50, 250
#: A verb that has an object more often than a clause has it so near: وجدت الدراسة أن.
_NEAR = 10
_FEW = 3
_COLON_AFTER = 20
#: «بين» governs an «وبين» so many tokens later.
_BETWEEN = 25
_AND, _THE, _SHADDA, _MADDA = "و", "ال", "ّ", "آ"


class Hit(Record):
    """A cue or frame in the text: its token, the characters of a conjunction before it, its length in tokens."""

    at: int
    cut: int
    length: int
    what: Cue | Frame


class Complement(Record):
    """`kind`: that, quote or colon; `at`: its first token; `start`: the first token of what was said; `before`: where its subject
    must end."""

    kind: str
    at: int
    start: int
    before: int


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset((*cues(), *frames()))


def find_hits(page: Page) -> list[Hit]:
    """Every cue and frame of the article, in order."""
    verbs, phrases, known = cues(), frames(), _known()
    found = []
    for at, norm in enumerate(page.norms):
        if norm not in known and not (norm[0] in "وف" and norm[1:] in known):
            continue
        for cut, stem in ((0, norm), (1, norm[1:])) if norm[0] in "وف" else ((0, norm),):
            if stem in phrases and norm not in words("only"):
                frame = _frame(page, at, stem, phrases)
                if frame is not None:
                    found.append(Hit(at, cut, frame.length - _prefixed(page, at, frame), frame))
                    break
            if stem in verbs:
                if at in page.inside and page.inside[at].type == "PER":
                    break
                if stem in words("among") and not _explains(page, at, norm[:cut]):
                    continue
                if at + 1 < len(page.norms) and (
                    page.norms[at + 1] in words("reaction") or (stem in words("impersonal") and page.norms[at + 1].isdigit())
                ):
                    break  # رد فعل, مبلغ يقدر 6400 دينار
                if stem in words("bare alef") and page.article.surface(page.starts[at] + cut, page.starts[at] + cut + 1) == "أ":
                    break  # أعتقد is the first person, اعتقد the third
                if stem in words("noun too") and at + 1 < len(page.norms) and page.norms[at + 1].startswith(_THE):
                    break  # مدعية المحكمة
                if stem in words("written") and at + 1 < len(page.norms) and page.norms[at + 1] in words("on it"):
                    break  # لافتة كتب عليها
                if at and (_is_no_cue(page, at, cut) or (not cut and _is_never_said(page, at, verbs[stem]))):
                    break
                if at and not cut and verbs[stem].form == "verb" and page.norms[at - 1] in words("no verb after"):
                    break  # في أول رد
                found.append(Hit(at, cut, 1, verbs[stem]))
                break
    return found


def _explains(page: Page, at: int, conjunction: str) -> bool:
    """True for «بين» that is a verb: وبين الوزير أن, من جانبه بين الوزير أن, بيّن; no «بين كذا» and no second of «بين كذا وبين كذا»."""
    if _SHADDA in page.article.surface(page.starts[at], page.ends[at]):
        return True
    if conjunction != _AND:
        before = at - 2 if page.is_comma(at - 1) else at - 1
        return not conjunction and before >= 0 and page.norms[before] in words("in turn")
    for before in range(at - 1, max(-1, at - _BETWEEN), -1):
        if page.norms[before] in _STOPS or page.article.folded.find("\n", page.ends[before], page.starts[before + 1]) >= 0:
            return True
        if page.norms[before] in words("among"):
            return False
    return True


def _is_no_cue(page: Page, at: int, cut: int) -> bool:
    """True for a verb of saying after which nothing is reported, by the word before it: ماذا قال, لن يقول, إعادة قول."""
    before = page.norms[at - 1]
    if before in words("asks"):
        return not (at > 1 and before in words("then") and page.norms[at - 2] in words("before"))  # قبل أن يضيف
    return not cut and before in words("governs nouns")


def _is_never_said(page: Page, at: int, cue: Cue) -> bool:
    """True for a verb that is negated (لم تعترف بأنها), unless it denies or doubts: لم يستبعد أن."""
    return cue.form == "verb" and cue.stance != "denies" and page.norms[at - 1] in words("never so")


def _frame(page: Page, at: int, stem: str, phrases: dict[str, tuple[tuple[tuple[str, ...], Frame], ...]]) -> Frame | None:
    for rest, frame in phrases[stem]:
        for step, word in enumerate(rest, 1):
            if at + step >= len(page.norms):
                break
            norm = page.norms[at + step]
            if norm != word and not (len(word) == 1 and step == len(rest) and norm.startswith(word)):
                break
        else:
            if frame.of.startswith("verb") and not _followed(page, at + frame.length):
                continue  # على ما يبدو
            return frame
    return None


def without_pronoun(norm: str) -> str:
    """أعلنته: أعلنت."""
    return norm[:-2] if norm.endswith("ها") else norm.removesuffix("ه")


def _followed(page: Page, at: int) -> bool:
    """True when a verb of saying comes next (بحسب ما أعلنته)."""
    while at < len(page.norms) and page.norms[at] in words("auxiliary"):
        at += 1
    if at >= len(page.norms):
        return False
    cue = cues().get(page.norms[at]) or cues().get(without_pronoun(page.norms[at]))
    return cue is not None and cue.form == "verb"


def _prefixed(page: Page, at: int, frame: Frame) -> int:
    """1 when the last word of a frame is written with the word after it (وفقا لمصادر)."""
    last = at + frame.length - 1
    return int(frame.length > 1 and frame.of == "source" and page.norms[last][0] == "ل" and page.norms[last] not in ("لسان", "ل"))


def complement(page: Page, hits: Sequence[Hit], number: int, end: int, taken: set[int]) -> Complement | None:
    """What the cue `hits[number]` takes, before token `end`; None when it takes nothing."""
    hit = hits[number]
    cue = hit.what
    norms = page.norms
    if not isinstance(cue, Cue) or "topic" in cue.takes:
        return None
    that, never = words("that"), words("not that")
    others = {other.at: other.what for other in hits[number + 1 : number + 12]}
    passing = bool(cue.takes & _PASSING)
    particle_seen = not cue.particle
    inner = obliged = aside = False
    at = hit.at + 1
    if "document" in cue.takes and not _stands_in(page, at, end):
        return None
    end = min(end, hit.at + (_NEAR if norms[hit.at][hit.cut :] in words("finds") else _FARTHEST))
    while at < end:
        norm = norms[at]
        quoted = page.marks.quoted.get(at)
        if quoted is not None:
            if not _is_name(page, quoted, hit, at, end) and (passing or "quote" in cue.takes or "as" in cue.takes):
                if inner or ("as" in cue.takes and not _as(page, at)):
                    return None
                return Complement("quote", at, at + 1, at)
            if quoted.words > 2 * NAME_WORDS:
                return None
            at = quoted.after
            continue
        if norm in words("obliges"):
            obliged = True
        that_follows = norm in that and norms[at - 1] not in never and at not in taken
        if that_follows and page.article.surface(page.starts[at], page.starts[at] + 1) == _MADDA:
            that_follows = False  # آن is a name
        if that_follows and not (at + 1 < end and norms[at + 1] in words("willing")):
            if obliged and page.article.surface(page.starts[at], page.starts[at] + 1) != "إ":
                return None
            if inner and not page.is_comma(at - 1):
                return None
            if not particle_seen or (cue.takes == _OPINION and not cue.particle and norms[at - 1] in words("particle")):
                return None
            if "as" in cue.takes:
                if norm in words("that him") and at + 1 in page.marks.quoted:
                    return Complement("quote", at + 1, at + 2, at)
                return None
            if passing or "that" in cue.takes:
                return Complement("that", at, at + 1, at)
            return None
        if norm == ":":
            if at + 1 < end and norms[at + 1] in that:
                return Complement("that", at + 1, at + 2, at)
            if at + 1 in page.marks.quoted and not inner:
                return Complement("quote", at + 1, at + 2, at)
            listed = (at + 1 < end and not norms[at + 1][0].isalpha()) or norms[at - 1] in words("lists")
            if ("colon" in cue.takes or passing) and not inner and not listed and at + 2 < end and at <= hit.at + _COLON_AFTER:
                return Complement("colon", at, at + 1, at)
            return None
        if norm in _STOPS and not (norm == "." and (len(norms[at - 1]) <= 2 or _is_inside(page, at))):
            return None
        if page.is_comma(at) and at + 1 < end and (norms[at + 1] in words("breaks") or norms[at + 1] in words("demands")):
            return None
        aside = aside or (page.is_comma(at - 1) and norm in words("antecedent"))  # المصدر، الذي رفض ذكر اسمه، أن
        other = others.get(at)
        if isinstance(other, Cue):
            if other.form == "participle":
                return None
            if other.form == "masdar" or other.takes & _WEAK:
                pass
            elif aside and "quote" not in other.takes and not other.particle:
                pass  # الذي تقدر ثروته بكذا، …: "…"
            elif aside or norms[at - 1] in words("relative") or page.is_comma(at - 1):
                inner = True
            elif not other.particle:
                return None
        elif norm == cue.particle:
            particle_seen = True
        at += 1
    return None


def _is_inside(page: Page, at: int) -> bool:
    """True for the stop of an abbreviation (إيه.بي.سي): letters touch it on both sides."""
    if not 0 < at < len(page.norms) - 1:
        return False
    return page.ends[at - 1] == page.starts[at] and page.ends[at] == page.starts[at + 1] and page.norms[at + 1][0].isalpha()


def _stands_in(page: Page, at: int, end: int) -> bool:
    """جاء في البيان, جاء فيه: a document that says something."""
    if at + 1 >= end:
        return False
    return page.norms[at] in words("in it") or (page.norms[at] in words("stands in") and page.norms[at + 1] in words("document"))


def _as(page: Page, at: int) -> bool:
    """True when بـ or بأنه stands before a quotation."""
    return page.norms[at - 1] in ("ب",) or page.norms[at - 1] in words("that him")


def _is_name(page: Page, quoted: Quoted, hit: Hit, at: int, end: int) -> bool:
    """True for a quotation after a verb that is a name or a scare quote within the subject: قالت صحيفة «كذا» إن."""
    norms = page.norms
    if not quoted.closed:
        return False
    if (
        quoted.words <= 3 * NAME_WORDS
        and hit.at + 2 < at <= hit.at + _COLON_AFTER
        and norms[at - 2] in words("points at")
        and _is_thing(page, at - 1, hit)
    ):
        return True  # أعلن عن تشكيل «كذا»
    if quoted.words > 2 * NAME_WORDS:
        return False
    before = norms[at - 1]
    if before == ":":
        return False
    named = page.named.get(at + 1)
    if named is not None and named.type == "PER" and named.last == quoted.last and quoted.words > 1:
        return True  # أوضح المدير "فلان الفلاني" أن
    after = quoted.after
    ends = after >= end or norms[after] in "،,.؛" or norms[after] in cues() or norms[after][1:] in cues()
    if norms[at + 1] in words("that") and ends:
        return False
    if before in words("about") and _says_more(page, after, end):
        return True  # قال خلال ندوة حول «كذا» إن
    if before in words("agency") or before in words("work") or before == "ل" or before in words("outlet"):
        return True
    last = norms[hit.at][hit.cut :] in words("says") and (after >= end or norms[after] == ".")
    if quoted.words > 1 and last and (named is None or named.last < quoted.last):
        return False
    if at == hit.at + 1 and quoted.words == _FEW:
        return _says_more(page, after, end)
    if quoted.words <= _FEW:
        return not (ends and at == hit.at + 1 and quoted.words > 1) or _says_more(page, after, end)
    if quoted.words <= NAME_WORDS:
        return not ends or at > hit.at + 12
    return False


def _is_thing(page: Page, at: int, hit: Hit) -> bool:
    """True for a word after «أعلن عن» and the like that names neither a person nor where it was said."""
    norm = page.norms[at]
    stem = norm[2:] if norm.startswith(_THE) else norm
    if page.norms[hit.at][hit.cut :] not in words("announces") or at in page.inside:
        return False
    return stem not in words("person") and norm not in words("document") and norm[0].isalpha()


def _says_more(page: Page, at: int, end: int) -> bool:
    """True when a clause or quotation comes that the verb takes (أوضح «أبو فلان»، أستاذ كذا، أن)."""
    for k in range(at, min(at + _FARTHEST // 2, end)):
        norm = page.norms[k]
        if norm in cues() or norm[1:] in cues() or norm in _STOPS:
            return False
        if norm in words("that") and page.norms[k - 1] not in words("not that"):
            return True
    return False


def end_of(page: Page, hits: Sequence[Hit], number: int, start: int, end: int, taken: set[int]) -> int:
    """The token after a reported clause that begins at `start`: the end of its sentence, or where somebody else's words begin."""
    norms = page.norms
    limit = min(end, start + _LONGEST)
    others: dict[int, int] = {}
    for place in range(number + 1, len(hits)):
        if hits[place].at >= limit:
            break
        others[hits[place].at] = place
    phrases = endings()
    at = start
    while at < limit:
        if at in page.marks.strays:
            return at
        quoted = page.marks.quoted.get(at)
        if quoted is not None:
            at = max(at + 1, quoted.after)
            continue
        step = others.get(at)
        if step is not None and at > start + 1 and _ends(page, hits, step, end, taken):
            return at
        ending = page.is_comma(at) and at + 1 < limit and _is_ending(norms, at + 1, phrases)
        if ending and (norms[at + 1] not in words("meanwhile") or not _goes_on_that(page, at + 2, limit, others)):
            return at
        stop = norms[at] == "." and at + 1 < limit and len(norms[at - 1]) > 2
        if stop and norms[at - 1][-1].isalpha() and norms[at + 1][0].isalpha() and not (norms[at + 1].isascii() and _is_inside(page, at)):
            return at  # marks that do not pair kept two sentences together
        if norms[at] in words("other side") and page.is_comma(at - 1) and at > start + 2:
            ahead = next((others[k] for k in range(at + 1, min(at + 12, limit)) if k in others), None)
            if ahead is not None and isinstance(hits[ahead].what, Cue) and complement(page, hits, ahead, end, taken) is not None:
                return at
        at += 1
    return max(end if limit == end else limit, start) if at >= limit else at


def _goes_on_that(page: Page, at: int, limit: int, others: Mapping[int, int]) -> bool:
    """True when «، وأن …» takes a reported clause up again before another cue: أن العدد ثلاثة، فيما يشتبه بستة، وأن العلاج مستمر."""
    for step in range(at, limit):
        if step in others:
            return False
        if takes_up_that(page, step):
            return True
    return False


def takes_up_that(page: Page, at: int) -> bool:
    """True for وأن after a comma."""
    norm = page.norms[at] if at < len(page.norms) else ""
    return norm[:1] == _AND and norm[1:] in words("that") and page.is_comma(at - 1)


def _ends(page: Page, hits: Sequence[Hit], step: int, end: int, taken: set[int]) -> bool:
    """True when a cue or frame begins something that is no longer part of the clause before it."""
    hit = hits[step]
    norms = page.norms
    apart = page.is_comma(hit.at - 1) or norms[hit.at - 1] in _CLOSERS
    if isinstance(hit.what, Frame):
        if hit.what.of == "verb" and hit.length == 1 and norms[hit.at] in words("as"):
            return apart
        if hit.what.of == "any":
            return True
        return apart or hit.what.of == "verb"
    if hit.what.form == "masdar" or hit.what.gender == FIRST:
        return False  # «وأقول له» is part of what somebody says
    if hit.what.form == "participle" and apart:
        return True
    found = complement(page, hits, step, end, taken)
    if found is None:
        following = hits[step + 1] if step + 1 < len(hits) else None
        says = following is not None and following.at == hit.at + 1 and isinstance(following.what, Cue)
        return apart and says and following is not None and following.what.form == "participle"  # type: ignore[union-attr]
    if hit.what.form == "participle":
        return found.at <= hit.at + 2
    if hit.cut:
        return apart or found.at <= hit.at + 3
    return apart and norms[hit.at - 1] in _CLOSERS


def _is_ending(norms: Sequence[str], at: int, phrases: dict[str, tuple[tuple[str, ...], ...]]) -> bool:
    for rest in phrases.get(norms[at], ()):
        if all(at + step < len(norms) and norms[at + step] == word for step, word in enumerate(rest, 1)):
            return True
    return False


_STOPS = frozenset(".؟?!؛…")
_CLOSERS = frozenset('"»”″')
_PASSING = frozenset(("relay", "document", "learn"))
#: يعتبر and the like take a clause without a particle: after «إلى أن» it is «until».
_OPINION = frozenset(("that",))
_WEAK = _PASSING | {"topic"}
