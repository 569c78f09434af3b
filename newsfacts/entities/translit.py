"""A skeleton of consonants that a name has in common in Arabic and in Latin letters: بوتين and Putin, شويغو and Shoigu."""

from __future__ import annotations

from functools import lru_cache

#: Letters to classes of sound; vowels and semivowels, which transcriptions write or leave out at will, fall away.
_ARABIC = {
    "ب": "b",
    "پ": "b",
    "ت": "t",
    "ط": "t",
    "ث": "t",
    "د": "t",
    "ض": "t",
    "ذ": "t",
    "ج": "j",
    "چ": "j",
    "غ": "k",
    "ك": "k",
    "ق": "k",
    "خ": "k",
    "گ": "k",
    "ح": "h",
    "ه": "h",
    "ر": "r",
    "ز": "s",
    "س": "s",
    "ص": "s",
    "ظ": "s",
    "ش": "s",
    "ف": "f",
    "ڤ": "f",
    "ل": "l",
    "م": "m",
    "ن": "n",
}
_LATIN_PAIRS = (
    ("sch", "s"),
    ("tch", "ts"),
    ("sh", "s"),
    ("ch", "s"),
    ("zh", "j"),
    ("kh", "k"),
    ("gh", "k"),
    ("th", "t"),
    ("ph", "f"),
    ("dj", "j"),
    ("ck", "k"),
    ("qu", "k"),
)
_LATIN = {
    "b": "b",
    "p": "b",
    "t": "t",
    "d": "t",
    "j": "j",
    "g": "k",
    "k": "k",
    "c": "k",
    "q": "k",
    "x": "ks",
    "h": "h",
    "r": "r",
    "z": "s",
    "s": "s",
    "f": "f",
    "v": "f",
    "l": "l",
    "m": "m",
    "n": "n",
}


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """The classes of the consonants of a word, doubled ones once, weak h left out."""
    if "ء" <= word[:1] <= "\u06ff":
        if word.startswith("ال") and len(word) > 4:
            word = word[2:]
        raw = "".join(_ARABIC.get(letter, "") for letter in word)
    else:
        plain = word.lower()
        if not plain.isascii():
            import unicodedata  # a megabyte of tables that few names need

            plain = unicodedata.normalize("NFD", plain)
        plain = "".join(letter for letter in plain if "a" <= letter <= "z")
        for pair, sound in _LATIN_PAIRS:
            plain = plain.replace(pair, sound.upper())
        for vowel in "eiy":
            plain = plain.replace("c" + vowel, "s")
        raw = "".join(_LATIN.get(letter, letter.lower() if letter.isupper() else "") for letter in plain)
    raw = raw.replace("h", "").replace("j", "k")
    return "".join(letter for at, letter in enumerate(raw) if at == 0 or raw[at - 1] != letter)


def alike(first: str, second: str) -> bool:
    """True when two words, in whichever scripts, can be one name."""
    a, b = skeleton(first), skeleton(second)
    return (len(a) >= 2 and a == b) or (len(a) == 1 and a == b and abs(len(first) - len(second)) <= 2)
