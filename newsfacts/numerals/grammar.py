"""The number grammar: how number words and figures compose to one value.

A group is a number below a thousand in words (ثلاثمئة وخمسة وستون) or a figure; a term is a group and its scale word (365 ألفا);
a number is terms of falling scales joined by و, and a fraction (مليون و200 ألف, مليونان ونصف المليون).
"""

from decimal import Decimal
from fractions import Fraction

from newsfacts.numerals.atoms import Atom, find_atoms
from newsfacts.numerals.model import Numeral, Value, plus, tidy, times
from newsfacts.numerals.words import AFTER, CLOSING, EXCEPT, FINAL, OPENING
from newsfacts.parsing.article import Article

_SCALES = frozenset({"scale", "scales"})
_BELOW_HUNDRED = frozenset({"unit", "eleven", "ten", "teen", "tens"})
_GROUP = _BELOW_HUNDRED | {"hundred", "hundreds", "figure", "zero"}
_FRACTION = frozenset({"fraction", "fraction2", "part"})
_TANWIN = "\u064b"
_LARGEST = 10**18


class _Term:
    """A value and where it ends; `scale` is the scale word it closes with (1: none), `base` the value before that word."""

    __slots__ = ("base", "kind", "last", "scale", "value")

    def __init__(self, value: Value, last: int, scale: int, base: Value, kind: str = "cardinal") -> None:
        self.value = value
        self.last = last
        self.scale = scale
        self.base = base
        self.kind = kind


class Grammar:
    """Composes the numerals of one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.tokens = article.tokens
        self.atoms = find_atoms(article)

    def find(self) -> list[Numeral]:
        """Every numeral, in text order, none overlapping another."""
        found: list[Numeral] = []
        done = 0
        for first, atom in self.atoms.items():
            if first < done:
                continue
            numeral = self._numeral(atom)
            if numeral is not None:
                found.append(numeral)
                done = numeral.last
        return found

    def _numeral(self, atom: Atom) -> Numeral | None:
        if atom.cls == "minus":
            return self._negative(atom)
        if atom.cls in ("vague", "few", "scales"):
            return self._vague(atom)
        if atom.cls == "ordinal":
            term = self._ordinal(atom)
        elif atom.cls in _FRACTION and not self._scale_after(atom.last):
            term = self._fraction(atom)
        else:
            term = self._number(atom)
        return self._make(atom, term) if term is not None else None

    def _make(self, atom: Atom, term: _Term, sign: int = 1) -> Numeral:
        span = range(atom.first, term.last)
        digits = any(self.tokens.norms[i][0].isdigit() for i in span)
        lexical = any(self.atoms[i].cls not in ("figure", "part") for i in span if i in self.atoms)
        form = "mixed" if digits and lexical else "digits" if digits else "words"
        first, start = atom.first, atom.start
        if term.last > atom.last and atom.cls == "figure" and self._enclosed(atom):
            first, start = first - 1, self.tokens.starts[first - 1]  # the bracket of (174) مليون
        return Numeral(
            first, term.last, start, self.tokens.ends[term.last - 1], times(term.value, sign), term.kind, form, atom.article,
            atom.conj, atom.prep, None, None, term.scale, times(term.base, sign), atom.grouped if term.last == atom.last else None,
        )  # fmt: skip

    def _negative(self, atom: Atom) -> Numeral | None:
        following = self._adjacent(atom.last)
        if following is None or (atom.norm == "ناقص" and following.cls != "figure"):
            return None
        term = self._number(following)
        return None if term is None else self._make(atom, term, -1)

    # -- what follows -------------------------------------------------------------------------------------------------

    def _adjacent(self, i: int) -> Atom | None:
        """The atom that begins at token `i`, without و or a preposition, on the same line."""
        atom = self.atoms.get(i)
        return atom if atom is not None and not atom.conj and not atom.prep and self._same_line(i) else None

    def _joined(self, i: int) -> Atom | None:
        """The atom that begins at token `i` with و."""
        atom = self.atoms.get(i)
        return atom if atom is not None and atom.conj == "و" and not atom.prep and self._same_line(i) else None

    def _same_line(self, i: int) -> bool:
        return i == 0 or "\n" not in self.article.folded[self.tokens.ends[i - 1] : self.tokens.starts[i]]

    def _scale_after(self, i: int) -> Atom | None:
        """A scale word that a fraction multiplies: نصف مليون, ربع المليار, نصف مئة."""
        atom = self._adjacent(i)
        return atom if atom is not None and (atom.cls in _SCALES or atom.cls == "hundred") else None

    # -- groups, terms, numbers ---------------------------------------------------------------------------------------

    def _group(self, atom: Atom) -> _Term | None:
        cls, value, last = atom.cls, atom.value, atom.last
        if cls == "figure":
            following = self._adjacent(last)
            if following is not None and following.cls == "hundred" and isinstance(value, int) and 3 <= value <= 9:
                return self._under_hundred(atom, value * 100, following.last)
            return _Term(value, last, 1, value)
        if cls in ("hundred", "hundreds"):
            return self._under_hundred(atom, value, last)
        if cls in ("unit", "eleven"):
            following = self._adjacent(last)
            if following is not None and not following.article:
                if 3 <= value <= 9 and (following.cls == "hundred" or (following.cls == "vague" and following.value == 100)):
                    return self._under_hundred(atom, times(value, 100), following.last)
                if following.cls == "ten":
                    return _Term(plus(value, 10), following.last, 1, plus(value, 10))
            following = self._joined(last)
            if following is not None and following.cls == "tens" and (atom.article or not following.article):
                return _Term(plus(value, following.value), following.last, 1, value)
            return _Term(value, last, 1, value) if cls == "unit" else None
        if cls == "tens":
            following = self._joined(last)
            if following is not None and following.cls == "unit" and not following.article and not self._continues(following.last):
                return _Term(plus(value, following.value), following.last, 1, value)
        return _Term(value, last, 1, value) if cls in ("ten", "teen", "tens", "zero") else None

    def _continues(self, i: int) -> bool:
        """True when a unit that ends at token `i` opens a number of its own (عشرين وخمسة وثلاثين, عشرين وخمسة آلاف)."""
        adjacent, joined = self._adjacent(i), self._joined(i)
        return (adjacent is not None and adjacent.cls in ("ten", "hundred", "scales")) or (joined is not None and joined.cls == "tens")

    def _under_hundred(self, head: Atom, value: Value, last: int) -> _Term:
        following = self._joined(last)
        if following is not None and (head.article or not following.article):
            if following.cls == "ordinal" and following.article:
                rest = self._ordinal(following)
                if rest is not None:
                    return _Term(plus(value, rest.value), rest.last, 1, value, "ordinal")
            if following.cls in _BELOW_HUNDRED and not self._counts_parts(following):
                rest = self._group(following)
                if rest is not None and rest.value < 100:
                    return _Term(plus(value, rest.value), rest.last, 1, value)
            if following.cls == "figure" and isinstance(following.value, int) and 0 < following.value < 100:
                return _Term(plus(value, following.value), following.last, 1, value)
        return _Term(value, last, 1, value)

    def _counts_parts(self, atom: Atom) -> bool:
        """True for the three of ثلاثة أرباع."""
        following = self._adjacent(atom.last)
        return following is not None and following.cls == "fractions"

    def _term(self, atom: Atom) -> _Term | None:
        cls = atom.cls
        if cls == "scale":
            return self._higher(_Term(atom.value, atom.last, int(atom.value), 1))
        if cls == "scale2":
            count = 1 if self._is_singular(atom) else 2
            return self._higher(_Term(times(atom.value, count), atom.last, int(atom.value), count))
        if cls in _FRACTION:
            scale = self._scale_after(atom.last)
            return None if scale is None else _Term(times(scale.value, Fraction(atom.value)), scale.last, int(scale.value), atom.value)
        if cls not in _GROUP:
            return None
        group = self._group(atom)
        if group is None or group.kind == "ordinal":
            return group
        if cls == "figure" and self._enclosed(atom):
            outside = self._scaled(_Term(group.value, group.last + 1, 1, group.value))
            if outside.last > group.last + 1 and outside.kind == "cardinal":
                return outside  # (174) مليون ريال
        return self._scaled(group)

    def _enclosed(self, atom: Atom) -> bool:
        """True for a figure that stands alone in brackets or quotation marks."""
        norms = self.tokens.norms
        return atom.first > 0 and atom.last < len(norms) and norms[atom.first - 1] in OPENING and norms[atom.last] in CLOSING

    def _scaled(self, group: _Term) -> _Term:
        """A group with the scale word after it: 30 مليونا, ثلاثة أرباع المليون, خمسة أثمان."""
        following = self._adjacent(group.last)
        if following is None:
            return group
        if following.cls == "fractions" and isinstance(group.value, int) and 1 < group.value <= 10:
            part = _Term(times(group.value, Fraction(following.value)), following.last, 1, group.value, "fraction")
            scale = self._scale_after(part.last)
            return part if scale is None else _Term(times(part.value, int(scale.value)), scale.last, int(scale.value), part.value)
        if following.article or not (following.cls in _SCALES or (following.cls == "scale2" and following.norm.endswith("ا"))):
            return group
        factor = int(following.value)
        if following.cls == "scales" and factor == 1000 and group.value >= 1000 and isinstance(group.value, int):
            return _Term(group.value, following.last, 1, group.value)  # 6000 آلاف says the thousand twice
        value = times(group.value, factor)
        return self._higher(_Term(value, following.last, factor, group.value)) if -_LARGEST < value < _LARGEST else group

    def _higher(self, term: _Term) -> _Term:
        """A second, higher scale word: مئة ألف مليون, ألف مليار."""
        following = self._adjacent(term.last)
        if following is None or following.article or following.cls not in _SCALES or following.value <= term.scale:
            return term
        scale = int(following.value)
        return term if term.value * scale > _LARGEST else _Term(times(term.value, scale), following.last, scale, term.value)

    def _is_singular(self, atom: Atom) -> bool:
        """«ألفا» is a dual before its noun (ألفا مقاتل), the accusative of one thousand before و or with tanwin (ألفا و200)."""
        if not atom.norm.endswith("ا"):
            return False
        return self._joined(atom.last) is not None or _TANWIN in self.article.surface(atom.start, self.tokens.ends[atom.last - 1])

    def _number(self, atom: Atom) -> _Term | None:
        term = self._term(atom)
        if term is None or term.kind == "ordinal":
            return term
        term = self._decimal(term)
        value, last, scale, base = term.value, term.last, term.scale, term.base
        single = True
        while True:
            following = self._joined(last)
            if following is None:
                break
            part = self._added_fraction(following, value, scale)
            if part is not None:
                value, last, scale, base = part.value, part.last, part.scale, part.base
                single = False
                break
            if scale < 1000:
                break
            rest = self._term(following)
            if rest is None or rest.kind != "cardinal" or (following.article and not atom.article):
                break
            if rest.value < scale and rest.value > 0:
                value, last, scale, base, single = plus(value, rest.value), rest.last, rest.scale, rest.base, False
            elif scale == 1000 and single and rest.scale > 1000 and rest.base < 1000:
                base = plus(value, rest.base)  # ألف ومئتا مليون
                value, last, scale, single = times(base, rest.scale), rest.last, rest.scale, False
            else:
                break
        value, last = self._less_fraction(value, last, scale)
        kind = term.kind if single else "cardinal"
        if atom.article and atom.cls in _BELOW_HUNDRED and isinstance(value, int):
            after = self._after_hundred(last)
            if after is not None:
                return _Term(plus(value, after.value), after.last, 1, value, "ordinal")
        return _Term(value, last, scale if single else 1, base if single else value, kind)

    def _added_fraction(self, atom: Atom, value: Value, scale: int) -> _Term | None:
        """«ونصف», «ونصف المليون», «وثلاثة أرباع» after a number of the given scale."""
        if atom.cls in _FRACTION:
            part, last = Fraction(atom.value), atom.last
        elif atom.cls == "unit":
            fraction = self._adjacent(atom.last)
            if fraction is None or fraction.cls != "fractions" or self._scale_after(fraction.last):
                return None
            part, last = Fraction(atom.value) * Fraction(fraction.value), fraction.last
        else:
            return None
        if last < len(self.tokens) and self.tokens.norms[last] in FINAL:
            return None
        named = self._scale_after(last)
        if named is not None and scale == 1 and value < 1000 and not isinstance(value, Fraction):
            base = plus(value, part)  # ثلاثة ونصف مليون
            return _Term(times(base, int(named.value)), named.last, int(named.value), base)
        if named is not None:
            return _Term(plus(value, times(part, int(named.value))), named.last, 1, value) if named.value <= scale else None
        total = plus(value, times(part, scale))
        return _Term(total, last, 1, total)

    def _less_fraction(self, value: Value, last: int, scale: int) -> tuple[Value, int]:
        """«إلا ربعا» takes a part off the scale word, or off the hundred."""
        if last < len(self.tokens) and self.tokens.norms[last] == EXCEPT:
            atom = self._adjacent(last + 1)
            if atom is not None and atom.cls in _FRACTION:
                unit = scale if scale > 1 else 100 if value == 100 else 1
                return plus(value, times(-Fraction(atom.value), unit)), atom.last
        return value, last

    def _decimal(self, term: _Term) -> _Term:
        """«ثلاثة فاصلة خمسة»: the digits after the mark, as said."""
        point = self._adjacent(term.last)
        if point is None or point.cls != "point" or term.scale != 1 or not isinstance(term.value, int):
            return term
        following = self._adjacent(point.last)
        if following is None or following.cls not in _GROUP | {"scale"}:
            return term
        group = _Term(following.value, following.last, 1, 1) if following.cls == "scale" else self._group(following)
        if group is None or not isinstance(group.value, int) or group.kind != "cardinal":
            return term
        if following.cls == "scale":
            rest = self._number(following)
            group = rest if rest is not None and isinstance(rest.value, int) else group
        value = tidy(Decimal(f"{term.value}.{group.value}"))
        return self._scaled(_Term(value, group.last, 1, value))

    # -- fractions, ordinals, vague numbers ---------------------------------------------------------------------------

    def _fraction(self, atom: Atom) -> _Term | None:
        if atom.last < len(self.tokens) and self.tokens.norms[atom.last] in FINAL:
            return None
        kind = "fraction"
        return _Term(tidy(Fraction(atom.value)), atom.last, 1, tidy(Fraction(atom.value)), kind)

    def _ordinal(self, atom: Atom) -> _Term | None:
        value, last = int(atom.value), atom.last
        first_of_eleven = atom.norm.startswith("حادي")
        following = self._adjacent(last)
        if following is not None and following.cls == "ten" and (value > 1 or first_of_eleven) and value < 10:
            value, last = value + 10, following.last
        else:
            following = self._joined(last)
            if following is not None and following.cls == "tens" and value < 10 and atom.article == following.article:
                value, last = value + int(following.value), following.last
            elif first_of_eleven:
                return None
        after = self._after_hundred(last)
        if after is not None:
            value, last = value + int(after.value), after.last
        return _Term(value, last, 1, value, "ordinal")

    def _after_hundred(self, last: int) -> Atom | None:
        """«بعد المئة», «بعد الألف» after an ordinal: الخامس والعشرون بعد المئة."""
        if last >= len(self.tokens) or self.tokens.norms[last] != AFTER:
            return None
        following = self._adjacent(last + 1)
        return following if following is not None and following.article and following.cls in ("hundred", "hundreds", "scale") else None

    def _vague(self, atom: Atom) -> Numeral | None:
        low, high, last = int(atom.value), None, atom.last
        if atom.cls == "few":
            low, high = 3, 10
            following = self._joined(last)
            if following is not None and following.cls == "tens":
                low, high, last = int(following.value) + 3, int(following.value) + 9, following.last
            else:
                following = self._adjacent(last)
                if following is not None and following.cls == "ten":
                    low, high, last = 13, 19, following.last
                elif following is not None and following.cls in ("vague", "hundred"):
                    low, high, last = low * int(following.value), high * int(following.value), following.last
        scale = 1
        for _ in range(2):
            following = self._adjacent(last)
            if following is None or following.cls not in _SCALES or following.value <= (low if atom.cls == "scales" else 1):
                break
            scale = int(following.value)
            low, high, last = low * scale, None if high is None else high * scale, following.last
        end = self.tokens.ends[last - 1]
        return Numeral(atom.first, last, atom.start, end, None, "vague", "words", atom.article, atom.conj, atom.prep, low, high, scale)
