"""Whether a word has the form that an adjective of a noun would have, as far as spelling shows gender, number and case."""

from __future__ import annotations

from newsfacts.numbers.lexicons import CUES, NOUNS

_PARTICLES = ("بال", "لل", "وال", "كال", "فال")


def circumstance(word: str) -> bool:
    """«118 مرشحا تمهيدا لتعيينهم»: a verbal noun in the accusative says why or how, and describes nothing."""
    if word in CUES["circumstance"]:
        return True
    return word[0] in "تا" and word.endswith("ا") and len(word) > 5 and not word.endswith("يا") and word not in CUES["adjective"]


def agrees(noun: str, adjective: str, human_plural: bool) -> bool:
    """Whether an indefinite word has the form that an adjective of the noun would have."""
    known = adjective in CUES["adjective"]
    if adjective.startswith(_PARTICLES) and not known:
        return False  # 100 وظيفة بالسعودية
    if human_plural or noun.endswith(("ين", "ون")):
        if known:
            return not adjective.endswith(("ه", "ا"))
        participle = adjective.startswith("م") and len(adjective) > 5
        return adjective.endswith(("يين", "يون")) or (participle and adjective.endswith(("ين", "ون")))
    if adjective.endswith("ه"):
        if noun.endswith("ا") and not noun.endswith("ها"):
            return False
        passive = adjective[0] == "م" and adjective[-3:-2] == "و" and len(adjective) > 5
        nisba = adjective.endswith("يه") and len(adjective) > 4
        if nisba and adjective[0] in "لب" and (adjective.endswith("ايه") or adjective[1:] in CUES["manner"]):
            return False  # دولة لحماية الخليج
        return known or passive or nisba
    if noun.endswith("ا"):
        return known or (adjective.endswith("ا") and len(adjective) > 4 and (NOUNS.find(adjective) is None or adjective.endswith("يا")))
    if noun.endswith(("ه", "ات")):
        return known and adjective.endswith("اء")
    return known or (adjective.endswith("ي") and _nisba(adjective))


def _nisba(word: str) -> bool:
    return len(word) > 4 and not word.startswith(("ي", "ت", "ب", "ل"))
