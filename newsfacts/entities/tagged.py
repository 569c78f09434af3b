"""The tagger's names, less what grammar and the counts of the news say is no part of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from newsfacts.entities import latin, persons
from newsfacts.entities.homographs import other_word
from newsfacts.entities.kinds import LOC, ORG, PER
from newsfacts.entities.lists import Hit, readings
from newsfacts.entities.mentions import TAGGED, Found, Row, stem_after
from newsfacts.entities.tagger import tagger
from newsfacts.entities.vocabulary import company, heads, nationalities, never, speech, titles, word_set
from newsfacts.text.fold import key

_EDGE_MARKS = frozenset("\"«»“”'()[]،,.:;-/#؛…!؟?_*")
_SUPERVISED = frozenset((key("أشرف"), key("وأشرف")))
_PLACE = 60
_CHANCE = 0.1
_OFTEN = 5
_USUAL = 0.2
_LINKS = word_set("name links")
_OPENS_NAME = word_set("name links before a name")
_SON = word_set("son")
_TOWN = word_set("before a town only")
_OFFICE = word_set("completes an office")
_PARTICLES = word_set("particles before a clause")
_ENDS_PLACE = word_set("ends a place")
_DIVINE = word_set("divine")
_POSSESSIVE = ("ه", "ها", "هم")
_REGNAL = word_set("regnal")
_GOD, _BY_GOD, _THAT, _TEENS = key("الله"), key("بالله"), key("أن"), key("عشر")
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
    first, last = _one_script(row, first, last)
    while first < last and (
        norms[first] in _EDGE_MARKS
        or norms[first] == "و"
        or (kind != "MISC" and norms[first][0].isdigit())
        or (kind == "PER" and last - first > 1 and (_is_title(norms[first]) or norms[first] in nationalities()) and not _given(row, first))
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
    while last - first > 1 and _only_announces(norms[first], kind):
        first += 1
        while first < last and norms[first] in _EDGE_MARKS:
            first += 1
    while kind == "PER" and last - first > 1 and norms[first] in _OFFICE:
        first += 1  # رئيس الوزراء بالإنابة فلان
    if kind == "PER" and first < last and persons.pronoun(row, first):
        return None
    if kind == "PER" and last - first > 1 and " ".join(norms[first : first + 2]) in titles():
        first += 2
    if kind == "ORG" and last - first == 2 and norms[last - 1] in nationalities() and _announced_only(row, first):
        last -= 1  # صحيفة بيلد الألمانية
    if first >= last or all(not norm[0].isalpha() for norm in norms[first:last]):
        return None
    if last - first == 1 and (
        norms[first] in nationalities()
        or len(norms[first]) < 2
        or (kind != "PER" and any(stem in heads() for _, stem in readings(norms[first])))
    ):
        return None
    if last - first == 2 and " ".join(norms[first:last]) in nationalities():
        return None
    if kind == "PER" and last - first == 2 and _definite_with_nation(row, first):
        return None
    if all(_is_title(norm) or _is_nation(norm) for norm in norms[first:last]) or _is_never(norms[first:last]):
        return None
    if kind == "ORG":
        while last - first > 1 and _stray(row, last - 1):
            last -= 1
            if last - first == 1 and _is_head(row, first):
                return None  # منظمة إرهابية
    if kind == "PER":
        inner = next((at for at in range(first + 2, last) if _announces_office(row, at)), last)
        last = inner  # رضا شرف الدين ضيف
        if last - first > 1 and _company(row, first):
            kind = "ORG"  # ميتسوبيشي مايننغ
        if last - first > 1 and norms[last - 1] in _ENDS_PLACE:
            kind = "LOC"  # كلارينس هاوس
        if norms[first] in _SUPERVISED and first + 1 < row.count and norms[first + 1] == persons.ALI:
            return None  # أشرف على العملية
        if last - first > 2 and _governed(row, first):
            first += 1  # محافظ العقيق فلان الفلاني
        while last - first > 1 and _before_name(row, first):
            first += 1
        while last - first > 1 and _after_name(row, first, last - 1):
            last -= 1
        if last - first == 1 and norms[first].startswith("ال") and _common(row, first):
            return None
    if last - first == 1 and (_alone(row, first) or norms[first] in persons.ADDRESS):
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
            and (persons.name_strength(row, norms[first]) < _USUAL_GIVEN or _common_word(row, first))
        ):
            return None
    if last - first == 1 and (
        first in row.adverbs or indefinite(row, first) or other_word(row, first) or (kind != "PER" and row.misspelled(first))
    ):
        return None
    if kind == "PER" and last - first == 1 and norms[first][0] in "بل" and persons.with_particle(row, norms[first]):
        share = row.lists.name_share(norms[first][1:])
        if share is not None and share < _CHANCE:
            return None  # بأمس الحاجة
    if last - first == 1 and (_verb(row, first) or (kind == "PER" and _plural(row, first))):
        return None
    if kind != "LOC" and first > 0 and last - first <= 3 and row.norms[first - 1] in _TOWN:
        kind = "LOC"
    if kind == "PER" and last - first > 1 and norms[last - 1] in _REGNAL and norms[last : last + 1] == [_TEENS]:
        last += 1  # لويس الرابع عشر
    if kind == "PER" and last - first > 1 and _with_pronoun(row, last - 1, sure=last - first > 2):
        last -= 1
    if kind == "ORG" and last - first > 1 and _in_town(row, last - 1):
        last -= 1  # الوكالة العقارية بنابل
    if (
        kind == "PER"
        and last - first > 1
        and last < row.count
        and titles().get(norms[last - 1]) == "office"
        and _completed(row, last)
        and (last - first > 2 or not norms[last - 1].startswith("ال"))
    ):
        last -= 1  # هاني أبوراس أمين محافظة جدة
    if kind == "ORG" and last - first > 1 and _described(row, first):
        return None
    if all(latin.is_latin(norm) and norm.lower() in latin.vocabulary().common for norm in norms[first:last]):
        return None
    if _chance(row, first, last, kind) or (last - first == 1 and _no_name(row, norms[first])):
        return None
    cut = row.attached(first, after_name=after_name)
    if last - first > 1:
        stem = stem_after(norms[first], cut)
        if stem in OPENS:
            kind = heads()[stem].type
    return Found(first, last, cut, kind, TAGGED, how="tagger")


def _governed(row: Row, at: int) -> bool:
    """True for a place's name after the title of who governs it."""
    return (
        at > 0
        and any(titles().get(stem) == "office" for _, stem in readings(row.norms[at - 1]))
        and persons.given_strength(row, row.norms[at]) < _PLACE
        and any(record.type == LOC for record in row.lists.kept(row.norms[at]))
    )


def _common_word(row: Row, at: int) -> bool:
    """True for لقاء: a word that the news hardly ever has in names, be it a given name too."""
    share = row.lists.name_share(row.norms[at])
    return share is not None and share < _CHANCE


def indefinite(row: Row, at: int) -> bool:
    """True for صيدا, إداريا, متأسفا: an ending of objects and adverbs on a word that the news has without it, and hardly ever in names."""
    norm = row.norms[at]
    if norm[-1] != "ا" or len(norm) < 4 or norm.startswith("ال"):
        return False
    word = norm[:-1]
    frequency = row.lists.frequency(word)
    if persons.name_strength(row, norm) or frequency < max(_OFTEN, row.lists.frequency(norm)):
        return False
    share = row.lists.name_share(word)
    return share is not None and share < _CHANCE


def _given(row: Row, at: int) -> bool:
    """True for a title that is a given name here: خليفة بن زايد, أمين لعلو."""
    norm, after = row.norms[at], row.norms[at + 1]
    if norm.startswith("ال"):
        return False
    if norm in nationalities():
        return not _is_nation(after)
    if norm in _SON:
        return not any(record.type == PER for record in row.lists.kept(after))  # ابن سينا, less ابن ترامب
    known = persons.given_strength(row, norm) >= persons.TITLE_OR_NAME
    return after in _SON or (known and not after.startswith("ال") and not _is_title(after))


def _announces_office(row: Row, at: int) -> bool:
    """True for a word such as مدير or ضيف that is no usual given name."""
    norm = row.norms[at]
    return titles().get(norm) in ("office", "calling") and not norm.startswith("ال") and persons.given_strength(row, norm) < _USUAL_GIVEN


def _announced_only(row: Row, at: int) -> bool:
    """True after صحيفة, قناة: a noun that announces a name and is no part of it."""
    return at > 0 and any(stem in heads() and not heads()[stem].inside for _, stem in readings(row.norms[at - 1]))


def _in_town(row: Row, at: int) -> bool:
    """True for بنابل: ب and a place of the kept lists."""
    norm = row.norms[at]
    return norm[0] == "ب" and any(record.type == LOC for record in row.lists.kept(norm[1:])) and not row.lists.kept(norm)


def _alone(row: Row, at: int) -> bool:
    """True for حماس in an article that has no word of those it goes with: enthusiasm."""
    words = next((company(stem) for _, stem in readings(row.norms[at]) if company(stem)), None)
    return words is not None and not any(word in row.seen for word in words)


def _company(row: Row, at: int) -> bool:
    """True for a word that the kept lists are sure is an organisation."""
    records = row.lists.kept(row.norms[at])
    return bool(records) and all(record.type == ORG and record.strength > _SURE for record in records)


def _described(row: Row, at: int) -> bool:
    """True for منظمة معنية بكذا, هيئة طبية: a noun and an adjective without ال, no name."""
    norm = row.norms[at + 1]
    share = row.lists.name_share(norm)
    return (
        any(stem in heads() for _, stem in readings(row.norms[at]))
        and norm[-1] == "ه"
        and at + 2 < row.count
        and not row.norms[at + 2].startswith("ال")
        and not norm.startswith(("ال", "لل"))
        and (norm in nationalities() or (share is not None and share < _USUAL))
    )


def _is_head(row: Row, at: int) -> bool:
    """True for a noun that opens or announces names: of حركة أمل it is no name."""
    return any(stem in heads() for _, stem in readings(row.norms[at]))


def _completed(row: Row, at: int) -> bool:
    """True for a token that says what the title before it is of."""
    norm = row.norms[at]
    return norm.startswith("ال") or norm in heads() or any(stem in heads() for _, stem in readings(norm))


def _is_nation(norm: str) -> bool:
    return any(stem in nationalities() for _, stem in readings(norm))


def _definite_with_nation(row: Row, at: int) -> bool:
    """الجيشان التشادي: two words with ال, the second an adjective of nationality, the first on no list of names."""
    first, second = row.norms[at], row.norms[at + 1]
    return first.startswith("ال") and second.startswith("ال") and second in nationalities() and persons.name_strength(row, first) == 0


def _common(row: Row, at: int) -> bool:
    """True for a word that no list of names knows and that the news has often, and hardly ever in names."""
    norm = row.norms[at]
    if norm == persons.ALI:
        return row.is_on(at)  # counts do not tell علي from على
    if not norm[0].isalpha() or row.lists.frequency(norm) < _OFTEN or norm in _LINKS or persons.name_strength(row, norm):
        return False
    share = row.lists.name_share(norm)
    return share is not None and share < _USUAL


def _plural(row: Row, at: int) -> bool:
    """True for المهاجمان, الماسيين, مبتكرو: a dual or plural that no list knows as a name."""
    norm = row.norms[at]
    if norm[0] == "م" and norm[-1] == "و" and len(norm) > 4 and not row.lists.listed(norm):
        return True
    return norm.startswith(("ال", "وال", "لل")) and norm.endswith(("ان", "ين", "ون", "ات")) and len(norm) > 6 and not row.lists.listed(norm)


#: A noun this common is no part of a foreign surname (لسال is one).
_COMMON_NOUN = 8
#: A given name of this strength may be one even where it is a title too (أمين).
_USUAL_GIVEN = 100
_SURE = 100


def _before_name(row: Row, at: int) -> bool:
    """True for a verb, a conjunction, a preposition or a common word at the beginning of a person's tagged name."""
    norm = row.norms[at]
    if norm in _SON or row.norms[at + 1] in _SON:
        return False  # ابن سينا, إياد بن فلان
    if norm in _PARTICLES:
        return not _bare_alef(row, at)
    if norm[0] in "بل" and persons.name_strength(row, norm[1:]) >= _PLACE:
        return False  # لروبرتو كارلوس
    return _verb(row, at) or _common(row, at) or _preposition(row, at, long=False)


def _after_name(row: Row, first: int, at: int) -> bool:
    """True for a common word or a preposition at the end of a person's tagged name that begins at `first`."""
    before = row.norms[at - 1]
    if before in _OPENS_NAME or row.norms[at] == _BY_GOD:
        return False  # عمر بن الخطاب, المعتصم بالله
    if row.norms[at] in _REGNAL and at - first < 3:
        return False  # لويس الرابع عشر
    return _common(row, at) or _preposition(row, at, long=at - first > 1) or persons.clause(row, first, at)


def _bare_alef(row: Row, at: int) -> bool:
    """True for بان and فان, written without hamza in an article that writes أن with it: names, and no particles."""
    norm = row.norms[at]
    if norm[0] == "ا" or norm[1] != "ا" or row.written(row.starts[at] + 1) != "ا":
        return False
    return any(norm == _THAT and row.written(start) != "ا" for norm, start in zip(row.norms, row.starts, strict=True))


def _with_pronoun(row: Row, at: int, *, sure: bool) -> bool:
    """True for a word with an ending of verbs and nouns that is no name: استقبل فلان ضيوفه. Not `sure`, it must be known otherwise."""
    if row.norms[at].startswith("ال") or row.norms[at - 1] in _OPENS_NAME or not persons.inflected(row, at):
        return False
    return (
        sure
        or (row.norms[at][0] == "و" and row.norms[at].endswith(_POSSESSIVE))
        or (row.misspelled(at) and row.lists.frequency(row.norms[at]) > 0)
    )


def _preposition(row: Row, at: int, *, long: bool) -> bool:
    """True for على, and for a word with ب or ل that the news has more often without (بن جاسم بنادي)."""
    norm = row.norms[at]
    if norm[0] in "بل":
        often = row.lists.frequency(norm[1:])
        return persons.with_particle(row, norm) and (
            long or often >= _COMMON_NOUN or (norm[0] == "ل" and often >= _OFTEN and row.lists.name_share(norm[1:]) == 0)
        )
    return row.is_on(at)


def _verb(row: Row, at: int) -> bool:
    """True for a verb of saying, and for a word with a prefix of the imperfect that the news hardly ever has in names."""
    norm = row.norms[at]
    if norm in speech():
        return persons.name_strength(row, norm) < _PLACE
    share = row.lists.name_share(norm)
    return norm[0] in "يت" and len(norm) > 3 and share is not None and share < _CHANCE and persons.name_strength(row, norm) == 0


def _stray(row: Row, at: int) -> bool:
    """True for a last word that is hardly ever in a name, as a verb after it is (جامعة هارفرد سبق)."""
    norm = row.norms[at]
    share = row.lists.name_share(norm)
    return share is not None and share < _CHANCE and not norm.startswith(("ال", "لل")) and norm not in nationalities()


def _chance(row: Row, first: int, last: int, kind: str) -> bool:
    """True when every word of a find is one that the news hardly ever has in names."""
    if kind == "ORG" and last - first > 1:
        return False
    for at in range(first, last):
        share = row.lists.name_share(row.norms[at])
        if share is None or share >= _CHANCE:
            return False
    return True


_AND_VERB = ("وت", "وسي", "وست", "وسن")


def _no_name(row: Row, norm: str) -> bool:
    """True for a word of two letters, and for و with a verb's prefix, that no list knows."""
    if len(norm) > 2 and not norm.startswith(_AND_VERB):
        return False
    return not any(row.lists.kept(stem) or (len(norm) > 2 and row.lists.listed(stem)) for _, stem in readings(norm))


def _one_script(row: Row, first: int, last: int) -> tuple[int, int]:
    """A span of Arabic and Latin words cut down to the Latin ones (هواتف iPhone XS), which the lists of Latin names know better."""
    latins = row.matching(latin.is_latin, first, last)
    if not latins or all(not row.norms[at][0].isalpha() or latin.is_latin(row.norms[at]) for at in range(first, last)):
        return first, last
    return latins[0], latins[-1] + 1


def _is_never(words: Sequence[str]) -> bool:
    """True for currencies, months and forms of address."""
    known = never()
    if any(" ".join((stem, *words[1:])) in known for _, stem in readings(words[0])):
        return True
    return all(any(stem in known for _, stem in readings(word)) for word in words)


def _is_title(norm: str) -> bool:
    return any(titles().get(stem) is not None for _, stem in readings(norm))


def _only_announces(norm: str, kind: str) -> bool:
    """True for a head noun that is no part of the name after it (مدينة, صحيفة)."""
    for _, stem in readings(norm):
        head = heads().get(stem)
        if head is not None:
            return not head.inside and head.type == kind
    return False
