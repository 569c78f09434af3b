"""What is no part of a name that the tagger gives: words at its edges, told by grammar, the lists and the counts of the news."""

from __future__ import annotations

from collections.abc import Sequence

from newsfacts.entities import latin, persons
from newsfacts.entities.kinds import LOC, ORG, PER
from newsfacts.entities.lists import readings
from newsfacts.entities.mentions import Row
from newsfacts.entities.vocabulary import company, heads, nationalities, never, speech, titles, word_set
from newsfacts.text.fold import key

_PLACE = 60
_CHANCE = 0.1
_OFTEN = 5
_USUAL = 0.2
_LINKS = word_set("name links")
_OPENS_NAME = word_set("name links before a name")
_SON = word_set("son")
_PARTICLES = word_set("particles before a clause")
_POSSESSIVE = ("ه", "ها", "هم")
_REGNAL = word_set("regnal")
_BY_GOD, _THAT = key("بالله"), key("أن")


def governed(row: Row, at: int) -> bool:
    """True for a place's name after the title of who governs it."""
    return (
        at > 0
        and any(titles().get(stem) == "office" for _, stem in readings(row.norms[at - 1]))
        and persons.given_strength(row, row.norms[at]) < _PLACE
        and any(record.type == LOC for record in row.lists.kept(row.norms[at]))
    )


def dual(row: Row, at: int) -> bool:
    """True for جيشي البلدين: two of what a noun announces, and what they are of."""
    norm = row.norms[at]
    return norm[-1] == "ي" and norm[:-1] in heads() and row.norms[at + 1 : at + 2] != [] and row.norms[at + 1].startswith("ال")


def common_word(row: Row, at: int) -> bool:
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


def given(row: Row, at: int) -> bool:
    """True for a title that is a given name here: خليفة بن زايد, أمين لعلو."""
    norm, after = row.norms[at], row.norms[at + 1]
    if norm.startswith("ال"):
        return False
    if norm in nationalities():
        return not is_nation(after)
    if norm in _SON:
        return not any(record.type == PER for record in row.lists.kept(after))  # ابن سينا, less ابن ترامب
    known = persons.given_strength(row, norm) >= persons.TITLE_OR_NAME
    return after in _SON or (known and not after.startswith("ال") and not is_title(after))


def announces_office(row: Row, at: int) -> bool:
    """True for a word such as مدير or ضيف that is no usual given name."""
    norm = row.norms[at]
    return titles().get(norm) in ("office", "calling") and not norm.startswith("ال") and persons.given_strength(row, norm) < USUAL_GIVEN


def announced_only(row: Row, at: int) -> bool:
    """True after صحيفة, قناة: a noun that announces a name and is no part of it."""
    return at > 0 and any(stem in heads() and not heads()[stem].inside for _, stem in readings(row.norms[at - 1]))


def in_town(row: Row, at: int) -> bool:
    """True for بنابل: ب and a place of the kept lists."""
    norm = row.norms[at]
    return norm[0] == "ب" and any(record.type == LOC for record in row.lists.kept(norm[1:])) and not row.lists.kept(norm)


def alone(row: Row, at: int) -> bool:
    """True for حماس in an article that has no word of those it goes with: enthusiasm."""
    words = next((company(stem) for _, stem in readings(row.norms[at]) if company(stem)), None)
    return words is not None and not any(word in row.seen for word in words)


def is_body(row: Row, at: int) -> bool:
    """True for a word that the kept lists are sure is an organisation."""
    records = row.lists.kept(row.norms[at])
    return bool(records) and all(record.type == ORG and record.strength > _SURE for record in records)


def described(row: Row, at: int) -> bool:
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


def is_head(row: Row, at: int) -> bool:
    """True for a noun that opens or announces names: of حركة أمل it is no name."""
    return any(stem in heads() for _, stem in readings(row.norms[at]))


def completed(row: Row, at: int) -> bool:
    """True for a token that says what the title before it is of."""
    norm = row.norms[at]
    return norm.startswith("ال") or norm in heads() or any(stem in heads() for _, stem in readings(norm))


def is_nation(norm: str) -> bool:
    return any(stem in nationalities() for _, stem in readings(norm))


def definite_with_nation(row: Row, at: int) -> bool:
    """الجيشان التشادي: two words with ال, the second an adjective of nationality, the first on no list of names."""
    first, second = row.norms[at], row.norms[at + 1]
    return first.startswith("ال") and second.startswith("ال") and second in nationalities() and persons.name_strength(row, first) == 0


def common(row: Row, at: int) -> bool:
    """True for a word that no list of names knows and that the news has often, and hardly ever in names."""
    norm = row.norms[at]
    if norm == persons.ALI:
        return row.is_on(at)  # counts do not tell علي from على
    if not norm[0].isalpha() or row.lists.frequency(norm) < _OFTEN or norm in _LINKS or persons.name_strength(row, norm):
        return False
    share = row.lists.name_share(norm)
    return share is not None and share < _USUAL


def plural(row: Row, at: int) -> bool:
    """True for المهاجمان, الماسيين, مبتكرو: a dual or plural that no list knows as a name."""
    norm = row.norms[at]
    if norm[0] == "م" and norm[-1] == "و" and len(norm) > 4 and not row.lists.listed(norm):
        return True
    return norm.startswith(("ال", "وال", "لل")) and norm.endswith(("ان", "ين", "ون", "ات")) and len(norm) > 6 and not row.lists.listed(norm)


#: A noun this common is no part of a foreign surname (لسال is one).
_COMMON_NOUN = 8
#: A given name of this strength may be one even where it is a title too (أمين).
USUAL_GIVEN = 100
_SURE = 100


def before_name(row: Row, at: int) -> bool:
    """True for a verb, a conjunction, a preposition or a common word at the beginning of a person's tagged name."""
    norm = row.norms[at]
    if norm in _SON or row.norms[at + 1] in _SON:
        return False  # ابن سينا, إياد بن فلان
    if norm in _PARTICLES:
        return not _bare_alef(row, at)
    if norm[0] in "بل" and persons.name_strength(row, norm[1:]) >= _PLACE:
        return False  # لروبرتو كارلوس
    return verb(row, at) or common(row, at) or _preposition(row, at, long=False)


def after_name(row: Row, first: int, at: int) -> bool:
    """True for a common word or a preposition at the end of a person's tagged name that begins at `first`."""
    before = row.norms[at - 1]
    if before in _OPENS_NAME or row.norms[at] == _BY_GOD:
        return False  # عمر بن الخطاب, المعتصم بالله
    if row.norms[at] in _REGNAL and at - first < 3:
        return False  # لويس الرابع عشر
    return common(row, at) or _preposition(row, at, long=at - first > 1) or persons.clause(row, first, at)


def _bare_alef(row: Row, at: int) -> bool:
    """True for بان and فان, written without hamza in an article that writes أن with it: names, and no particles."""
    norm = row.norms[at]
    if norm[0] == "ا" or norm[1] != "ا" or row.written(row.starts[at] + 1) != "ا":
        return False
    return any(norm == _THAT and row.written(start) != "ا" for norm, start in zip(row.norms, row.starts, strict=True))


def with_pronoun(row: Row, at: int, *, sure: bool) -> bool:
    """True for a word with an ending of verbs and nouns that is no name: استقبل فلان ضيوفه. Not `sure`, it must be known otherwise."""
    if row.norms[at].startswith("ال") or row.norms[at - 1] in _OPENS_NAME or not persons.inflected(row, at):
        return False
    return (
        sure
        or (row.norms[at][0] == "و" and row.norms[at].endswith(_POSSESSIVE))
        or (row.misspelled(at) and row.lists.frequency(row.norms[at]) > 0)
    )


#: ليغير, لوين: names of other languages have a long vowel after ل.
_LONG = "اوي"


def _preposition(row: Row, at: int, *, long: bool) -> bool:
    """True for على, and for a word with ب or ل that the news has more often without (بن جاسم بنادي)."""
    norm = row.norms[at]
    if norm[0] in "بل":
        often = row.lists.frequency(norm[1:])
        return persons.with_particle(row, norm) and (
            long
            or often >= _COMMON_NOUN
            or (norm[0] == "ل" and norm[1] not in _LONG and often >= _OFTEN and row.lists.name_share(norm[1:]) == 0)
        )
    return row.is_on(at)


def verb(row: Row, at: int) -> bool:
    """True for a verb of saying, and for a word with a prefix of the imperfect that the news hardly ever has in names."""
    norm = row.norms[at]
    if norm in speech():
        return persons.name_strength(row, norm) < _PLACE
    share = row.lists.name_share(norm)
    return norm[0] in "يت" and len(norm) > 3 and share is not None and share < _CHANCE and persons.name_strength(row, norm) == 0


def stray(row: Row, at: int) -> bool:
    """True for a last word that is hardly ever in a name, as a verb after it is (جامعة هارفرد سبق)."""
    norm = row.norms[at]
    share = row.lists.name_share(norm)
    return share is not None and share < _CHANCE and not norm.startswith(("ال", "لل")) and norm not in nationalities()


def chance(row: Row, first: int, last: int, kind: str) -> bool:
    """True when every word of a find is one that the news hardly ever has in names."""
    if kind == "ORG" and last - first > 1:
        return False
    for at in range(first, last):
        share = row.lists.name_share(row.norms[at])
        if share is None or share >= _CHANCE:
            return False
    return True


_AND_VERB = ("وت", "وسي", "وست", "وسن")


def no_name(row: Row, norm: str) -> bool:
    """True for a word of two letters, and for و with a verb's prefix, that no list knows."""
    if len(norm) > 2 and not norm.startswith(_AND_VERB):
        return False
    return not any(row.lists.kept(stem) or (len(norm) > 2 and row.lists.listed(stem)) for _, stem in readings(norm))


def one_script(row: Row, first: int, last: int) -> tuple[int, int]:
    """A span of Arabic and Latin words cut down to the Latin ones (هواتف iPhone XS), which the lists of Latin names know better."""
    latins = row.matching(latin.is_latin, first, last)
    if not latins or all(not row.norms[at][0].isalpha() or latin.is_latin(row.norms[at]) for at in range(first, last)):
        return first, last
    return latins[0], latins[-1] + 1


def is_never(words: Sequence[str]) -> bool:
    """True for currencies, months and forms of address."""
    known = never()
    if any(" ".join((stem, *words[1:])) in known for _, stem in readings(words[0])):
        return True
    return all(any(stem in known for _, stem in readings(word)) for word in words)


def is_title(norm: str) -> bool:
    return any(titles().get(stem) is not None for _, stem in readings(norm))


def only_announces(norm: str, kind: str) -> bool:
    """True for a head noun that is no part of the name after it (مدينة, صحيفة)."""
    for _, stem in readings(norm):
        head = heads().get(stem)
        if head is not None:
            return not head.inside and head.type == kind
    return False
