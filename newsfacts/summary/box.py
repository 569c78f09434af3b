"""The box beside a newspaper story: who, where, when, how many. What matters is what stands in the sentences that matter."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from newsfacts.facts import Amount, Entity, Event, Number, When
from newsfacts.text.fold import key, keys

#: The most that the box has of each.
MOST = 5
#: What weighs less than this share of the weightiest is no matter for the box. Names are told often, days and figures once.
_SHARE, _SHARE_ONCE = 0.2, 0.35
#: A person is more of a who than an organisation that is told as often.
_PERSON = 2.0
#: A name in the title counts like one mention in the best sentence and a half.
_IN_TITLE = 1.5
#: Kinds of numbers that say how many; the others (ordinals, nominals, …) are for the full list. A count of nobody knows what says nothing.
_KINDS = {"cardinal": 1.0, "money": 1.0, "quantity": 0.8, "percent": 0.8, "score": 1.0, "duration": 0.4, "fraction": 0.4, "age": 0.3}
_VAGUE = 0.5
#: Less is said by what is counted up to two («مباراتين»), by times («ثلاث مرات») and by how many known things there are («الدول الخمس»);
#: one of a thing says nothing.
_FEW, _LESS = 2, 0.5
_TIMES = keys("مرة", "مرات", "مرتين", "مرتان")
#: A story's weightiest figure or day weighs at least so much: what is lighter than the shares of that is told in passing, except the dead.
_ENOUGH = 0.35
#: A year alone («عام 2003») is background more often than the story's time.
_YEAR, _YEAR_ALONE = 4, 0.4
#: The order of a casualty report.
_CASUALTIES = ("killed", "injured", "missing", "kidnapped", "detained", "displaced")

#: Who brings the news is seldom who it is about; nor is where it was posted, unless the title has it.
_MESSENGERS = frozenset(("news_agency", "broadcaster", "newspaper"))
# fmt: off
_PLATFORMS = keys(
    "تويتر", "فيسبوك", "فيس بوك", "الفيسبوك", "إنستغرام", "إنستجرام", "انستقرام", "يوتيوب", "سناب شات", "تليغرام", "تلغرام",
    "واتساب", "واتس آب", "اليوتيوب", "الفايسبوك", "فايسبوك", "التويتر", "الواتساب", "الواتس آب", "الإنستغرام", "السناب شات",
)
# fmt: on

_THE = "ال"
_DISTRICTS = keys("محافظة", "مدينة", "ولاية", "منطقة", "بلدة", "قرية")

Thing = TypeVar("Thing", bound=Hashable)


def who(entities: Sequence[Entity], importance: Mapping[int, float], title: str | None) -> tuple[str, ...]:
    """The persons and organisations at the centre of the article, persons rather. `importance` has the weight of each sentence, 0 to 1."""
    headline = key(title or "")
    named = [e for e in entities if e.type in ("PER", "ORG") and e.subtype not in _MESSENGERS]
    named = [e for e in named if key(e.name) in headline or not (key(e.name) in _PLATFORMS or _is_hardly_known(e))]
    called = {e.name for e in entities if e.type in ("ORG", "LOC")}  # «مستشفى فرحات حشاد» is not about him
    named = [e for e in named if e.type == "ORG" or not any(e.name in name and e.name != name for name in called)]
    weight = _weights(named, importance, title)
    weight = {name: weight[name] for name in _once(sorted(weight, key=lambda name: -weight[name]))}
    least = _SHARE * max(weight.values(), default=0.0)
    persons = {e.name for e in named if e.type == "PER"}
    weight = {name: value * (_PERSON if name in persons else 1.0) for name, value in weight.items() if value >= least}
    return tuple(_weightiest(weight, 0.0))


def _is_hardly_known(entity: Entity) -> bool:
    """True for one word, told once, of which nothing else is known: part of a name, or none at all."""
    told = entity.roles or entity.aliases or entity.subtype or entity.count > 1
    return not told and " " not in entity.name


def where(entities: Sequence[Entity], importance: Mapping[int, float], title: str | None) -> tuple[str, ...]:
    """The places at the centre of the article."""
    weight = _weights([entity for entity in entities if entity.type == "LOC"], importance, title)
    weight = {name: weight[name] for name in _once(sorted(weight, key=lambda name: -weight[name]), begins=True)}
    return tuple(_weightiest(weight, _SHARE * max(weight.values(), default=0.0)))


def when(events: Sequence[Event], importance: Mapping[int, float]) -> tuple[When, ...]:
    """The days and periods at the centre of the article, weightiest first, each once, in the words of the sentence that matters most."""
    weight: dict[tuple[str, str | None], float] = {}
    best: dict[tuple[str, str | None], Event] = {}
    for event in events:
        if event.value is None or event.first is None:
            continue
        days = (event.first, event.last)  # «الجمعة» and «صباح الجمعة» are one
        share = importance.get(event.sentence, 0.0)
        if event.resolved_from == "absolute" and len(event.value) <= _YEAR:
            share *= _YEAR_ALONE
        weight[days] = weight.get(days, 0.0) + share
        if days not in best or share > importance.get(best[days].sentence, 0.0):
            best[days] = event
    least = _SHARE_ONCE * max((_ENOUGH, *weight.values()))
    return tuple(When(best[days].text, best[days].value) for days in _weightiest(weight, least))


def amounts(numbers: Sequence[Number], importance: Mapping[int, float], entities: Sequence[Entity] = ()) -> tuple[Amount, ...]:
    """The figures at the centre of the article: the dead and injured first, no ordinals, no figures that only name; each once."""
    weight: dict[Hashable, float] = {}
    first: dict[Hashable, Number] = {}
    names = {place for e in entities if e.type == "PER" for mention in e.mentions for place in range(mention.start, mention.end)}
    for number in numbers:
        share = importance.get(number.sentence, 0.0) * _KINDS.get(number.kind, 0.0)
        if number.modifier == "vague":
            share *= _VAGUE
        elif number.kind == "cardinal" and number.casualty is None:
            share *= _telling(number)
        if number.start in names or (number.kind == "cardinal" and number.noun is None and number.casualty is None):
            continue
        if share:
            figure = number.value if number.value is not None else (number.min, number.max)  # «95 في المئة» and «أكثر من 95 في المئة»
            same = (figure, number.unit, number.casualty or number.noun)
            weight[same] = weight.get(same, 0.0) + share
            first.setdefault(same, number)
    dead = {same: value for same, value in weight.items() if first[same].casualty in _CASUALTIES}
    counted = {(first[same].value, first[same].noun) for same in dead}  # ثمانية أطفال, told again without «قتل»
    others = {same: value for same, value in weight.items() if same not in dead and (first[same].value, first[same].noun) not in counted}
    chosen = [first[same] for same in _weightiest(dead, _SHARE_ONCE * max(dead.values(), default=0.0))]
    chosen.sort(key=lambda number: _CASUALTIES.index(number.casualty or ""))
    chosen += [first[same] for same in _weightiest(others, _SHARE_ONCE * max((_ENOUGH, *weight.values())))]
    return tuple(Amount(number.text, number.value, number.unit, number.noun) for number in chosen[:MOST])


def _once(names: Sequence[str], *, begins: bool = False) -> list[str]:
    """Names of different things, weightiest first: of «برشلونة» and «نادي برشلونة», all words of one in the other, the first.

    With `begins` the shorter one must begin the longer one: «كوريا» and «كوريا الشمالية», but not «عدن» and «مطار عدن».
    """
    kept: list[str] = []
    told: list[list[str]] = []
    for name in names[: 2 * MOST]:
        words = [word.removeprefix(_THE) for word in key(name).split()]
        if not any(_same(*sorted((words, other), key=len), begins=begins) for other in told):
            kept.append(name)
            told.append(words)
    return kept


def _same(shorter: Sequence[str], longer: Sequence[str], *, begins: bool) -> bool:
    if begins:
        return longer[: len(shorter)] == shorter or (longer[0] in _DISTRICTS and longer[1:] == shorter)
    return set(shorter) <= set(longer)


def _telling(number: Number) -> float:
    """How much a count says, 0 to 1."""
    if number.value == 1:
        return 0.0
    words = key(number.text).split()
    few = number.value == _FEW or (words[0].startswith(_THE) and not any(map(str.isdigit, number.text)))
    return _LESS if few or not _TIMES.isdisjoint(words) else 1.0


def _weights(entities: Sequence[Entity], importance: Mapping[int, float], title: str | None) -> dict[str, float]:
    headline = key(title or "")
    weight: dict[str, float] = {}
    for entity in entities:
        total = sum(importance.get(mention.sentence, 0.0) for mention in entity.mentions)
        if headline and any(key(name) in headline for name in (entity.name, *entity.aliases)):
            total += _IN_TITLE
        weight[entity.name] = total
    return weight


def _weightiest(weight: Mapping[Thing, float], least: float) -> list[Thing]:
    """At most `MOST`, from the weightiest down to `least`; equals in the order they came."""
    ordered = sorted(weight, key=lambda thing: -weight[thing])[:MOST]
    return [thing for thing in ordered if weight[thing] > 0 and weight[thing] >= least]
