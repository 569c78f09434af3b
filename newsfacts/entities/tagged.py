"""The tagger's names, less what grammar and the counts of the news say is no part of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from newsfacts.entities import edges, latin, persons
from newsfacts.entities.homographs import other_word
from newsfacts.entities.lists import Hit, readings
from newsfacts.entities.mentions import TAGGED, Found, Row, stem_after
from newsfacts.entities.tagger import tagger
from newsfacts.entities.vocabulary import heads, nationalities, titles, word_set
from newsfacts.text.fold import key

_EDGE_MARKS = frozenset("\"«»“”'()[]،,.:;-/#؛…!؟?_*")
_SUPERVISED = frozenset((key("أشرف"), key("وأشرف")))
_PLACE = 60
_CHANCE = 0.1
_TOWN = word_set("before a town only")
_OFFICE = word_set("completes an office")
_ENDS_PLACE = word_set("ends a place")
_DIVINE = word_set("divine")
_REIGNS = word_set("reigns")
_REGNAL = word_set("regnal")
_GOD, _TEENS = key("الله"), key("عشر")
#: Heads that make a name of whatever name follows; others (قوات, مركز) need the tagger.
OPENS = word_set("opens a name")


#: Labels a sentence: folded tokens, the tagger's words, where the sentence begins and ends, the listed names in it.
Tagging = Callable[[Sequence[str], Sequence[str], int, int, Sequence[Hit]], list[str]]


def tagged(row: Row, words: Sequence[str], hits: Sequence[Hit], begin: int, end: int, tag: Tagging | None = None) -> Iterator[Found]:
    """The tagger's names, with the particles before them and the marks around them taken off."""
    labels = (tag or tagger().tag)(row.norms, words, begin, end, hits)
    at, after = begin, -1
    while at < end:
        label = labels[at - begin]
        if label == "O":
            at += 1
            continue
        kind = label[2:]
        last = at + 1
        while last < end and labels[last - begin] == "I-" + kind:
            last += 1
        found = _trimmed(row, at, last, kind, after_name=after == at)
        if found is not None:
            yield from _apart(row, found)
            after = found.last if kind == "PER" else -1
        at = last


def _apart(row: Row, found: Found) -> Iterator[Found]:
    """A tagged person, or two persons where و joins one name to another (وليام وكاثرين)."""
    if found.type == "PER":
        for at in range(found.first + 1, found.last):
            norm = row.norms[at]
            if norm[0] == "و" and persons.name_strength(row, norm[1:]) >= _PLACE > persons.name_strength(row, norm):
                yield Found(found.first, at, found.cut, "PER", TAGGED, how="tagger")
                yield Found(at, found.last, 1, "PER", TAGGED, how="tagger")
                return
    yield found


def _trimmed(row: Row, first: int, last: int, kind: str, *, after_name: bool) -> Found | None:
    """A tagged span without marks, titles, announcing nouns and stray words at its edges; None when nothing is left of it."""
    norms = row.norms
    first, last = edges.one_script(row, first, last)
    while first < last and (
        norms[first] in _EDGE_MARKS
        or norms[first] == "و"
        or (kind != "MISC" and norms[first][0].isdigit())
        or (
            kind == "PER"
            and last - first > 1
            and (edges.is_title(norms[first]) or norms[first] in nationalities())
            and not edges.given(row, first)
        )
    ):
        first += 1
    while first < last and norms[first] in _DIVINE and (last - first == 1 or persons.name_strength(row, norms[first]) == 0):
        if kind != "PER":
            return None
        first += 1
    while last > first and (
        norms[last - 1] in _EDGE_MARKS
        or norms[last - 1] == "و"
        or (kind == "PER" and norms[last - 1].startswith("لل") and len(norms[last - 1]) > 4)
    ):
        last -= 1
    while last - first > 1 and edges.only_announces(norms[first], kind):
        first += 1
        while first < last and norms[first] in _EDGE_MARKS:
            first += 1
    while kind == "PER" and last - first > 1 and norms[first] in _OFFICE:
        first += 1  # رئيس الوزراء بالإنابة فلان
    if kind == "PER" and first < last and persons.pronoun(row, first):
        return None
    if kind == "PER" and last - first > 1 and " ".join(norms[first : first + 2]) in titles():
        first += 2
    if kind == "ORG" and last - first == 2 and norms[last - 1] in nationalities() and edges.announced_only(row, first):
        last -= 1  # صحيفة بيلد الألمانية
    if first >= last or all(not norm[0].isalpha() for norm in norms[first:last]) or latin.within_address(row, first):
        return None
    if last - first == 1 and (
        norms[first] in nationalities()
        or len(norms[first]) < 2
        or (kind != "PER" and any(stem in heads() for _, stem in readings(norms[first])))
    ):
        return None
    if last - first == 2 and " ".join(norms[first:last]) in nationalities():
        return None
    if kind == "PER" and last - first == 2 and edges.definite_with_nation(row, first):
        return None
    if all(edges.is_title(norm) or edges.is_nation(norm) for norm in norms[first:last]) or edges.is_never(norms[first:last]):
        return None
    if kind == "ORG":
        while last - first > 1 and edges.stray(row, last - 1):
            last -= 1
            if last - first == 1 and edges.is_head(row, first):
                return None  # منظمة إرهابية
    if kind == "PER":
        inner = next((at for at in range(first + 1, last - 1) if norms[at] in _REIGNS), last)
        last = inner  # والد هاري الأمير تشارلز
        inner = next((at for at in range(first + 2, last) if edges.announces_office(row, at)), last)
        last = inner  # رضا شرف الدين ضيف
        if last - first > 1 and edges.is_body(row, first):
            kind = "ORG"  # ميتسوبيشي مايننغ
        if last - first > 1 and norms[last - 1] in _ENDS_PLACE:
            kind = "LOC"  # كلارينس هاوس
        if norms[first] in _SUPERVISED and first + 1 < row.count and norms[first + 1] == persons.ALI:
            return None  # أشرف على العملية
        if last - first > 2 and edges.governed(row, first):
            first += 1  # محافظ العقيق فلان الفلاني
        while last - first > 1 and edges.before_name(row, first):
            first += 1
        while last - first > 1 and edges.after_name(row, first, last - 1):
            last -= 1
        if last - first == 1 and norms[first].startswith("ال") and edges.common(row, first):
            return None
    if last - first == 1 and (edges.alone(row, first) or norms[first] in persons.ADDRESS):
        return None
    if kind == "PER" and first < last and norms[first] == _GOD:
        return None  # سائلا الله العلي القدير
    if kind == "PER" and row.adverbs:
        while last - first > 1 and first in row.adverbs:
            first += 1
        last = next((at for at in range(first + 1, last) if at in row.adverbs), last)  # لقاء وظيفيا with its tanwin
        if (
            last - first == 1
            and last in row.adverbs
            and (persons.name_strength(row, norms[first]) < edges.USUAL_GIVEN or edges.common_word(row, first))
        ):
            return None
    if last - first == 1 and (
        first in row.adverbs or edges.indefinite(row, first) or other_word(row, first) or (kind != "PER" and row.misspelled(first))
    ):
        return None
    if kind == "PER" and last - first == 1 and norms[first][0] in "بل" and persons.with_particle(row, norms[first]):
        share = row.lists.name_share(norms[first][1:])
        if share is not None and share < _CHANCE:
            return None  # بأمس الحاجة
    if last - first == 1 and (edges.verb(row, first) or edges.dual(row, first) or (kind == "PER" and edges.plural(row, first))):
        return None
    if kind != "LOC" and first > 0 and last - first <= 3 and row.norms[first - 1] in _TOWN:
        kind = "LOC"
    if kind == "PER" and last - first > 1 and norms[last - 1] in _REGNAL and norms[last : last + 1] == [_TEENS]:
        last += 1  # لويس الرابع عشر
    if kind == "PER" and last - first > 1 and edges.with_pronoun(row, last - 1, sure=last - first > 2):
        last -= 1
    if kind == "ORG" and last - first > 1 and edges.in_town(row, last - 1):
        last -= 1  # الوكالة العقارية بنابل
    if (
        kind == "PER"
        and last - first > 1
        and last < row.count
        and titles().get(norms[last - 1]) == "office"
        and edges.completed(row, last)
        and (last - first > 2 or not norms[last - 1].startswith("ال"))
    ):
        last -= 1  # هاني أبوراس أمين محافظة جدة
    if kind == "ORG" and last - first > 1 and edges.described(row, first):
        return None
    if all(latin.is_latin(norm) and norm.lower() in latin.vocabulary().common for norm in norms[first:last]):
        return None
    if edges.chance(row, first, last, kind) or (last - first == 1 and edges.no_name(row, norms[first])):
        return None
    cut = row.attached(first, after_name=after_name)
    if last - first > 1:
        stem = stem_after(norms[first], cut)
        if stem in OPENS:
            kind = heads()[stem].type
    return Found(first, last, cut, kind, TAGGED, how="tagger")
