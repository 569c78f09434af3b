"""Trains a linear-chain CRF by FTRL-proximal (McMahan et al. 2013): one sentence a step, sparse weights.

A token is a few symbols: the word, the listed names it stands in, pairs of words. A symbol has attributes at each offset it is
seen from, and the label weights of all attributes around a token add up. The same rows, in the same order, give the same weights.
Needs numpy; with numba it is a hundred times faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np

try:
    from numba import njit
except ModuleNotFoundError:  # slow, but the same
    njit = None

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _compiled(function: _Function) -> _Function:
    return njit(cache=True)(function) if njit else function


#: A token whose labels are expected within this is left alone; a label's slope below this too.
_SETTLED, _SLIGHT = 0.002, 1e-4


class Sentence(NamedTuple):
    """The symbols of each token (none twice), the number of each token's label, what the sentence counts, its domain.

    With `shares` (tokens by labels) the labels' weights learn those probabilities, and the labels teach their order alone.

    An attribute has weights for all domains together and weights for each domain; both count (Daumé 2007).
    """

    symbols: list[list[int]]
    labels: Sequence[int]
    weight: float
    domain: int = 0
    shares: Any = None


class Fitted(NamedTuple):
    """Weights of attributes by labels (those for all domains first, then each domain's), and of label pairs."""

    states: Any
    edges: Any
    attributes: int

    def mixed(self, shares: Any) -> Any:
        """The attributes' weights for all domains, with a share of each domain's own: `shares` is an array of domains by labels."""
        weights = self.states[: self.attributes].copy()
        for domain in range(1, len(self.states) // self.attributes):
            weights += self.states[domain * self.attributes : (domain + 1) * self.attributes] * shares[domain - 1]
        return weights


@_compiled
def chain(scores: Any, edges: Any, alpha: Any, beta: Any, pairs: Any) -> None:
    """Forward and backward: leaves the labels' shares in `alpha` and the sum of the pairs' shares in `pairs`."""
    count, size = scores.shape
    kinds = np.exp(edges)
    ways = np.empty((count, size))
    for t in range(count):
        top = scores[t].max()
        for j in range(size):
            ways[t, j] = np.exp(scores[t, j] - top)
    for t in range(count):
        total = 0.0
        for j in range(size):
            value = 1.0
            if t:
                value = 0.0
                for i in range(size):
                    value += alpha[t - 1, i] * kinds[i, j]
            alpha[t, j] = value * ways[t, j]
            total += alpha[t, j]
        for j in range(size):
            alpha[t, j] /= total
    for j in range(size):
        beta[count - 1, j] = 1.0
    for t in range(count - 2, -1, -1):
        total = 0.0
        for i in range(size):
            value = 0.0
            for j in range(size):
                value += kinds[i, j] * ways[t + 1, j] * beta[t + 1, j]
            beta[t, i] = value
            total += value
        for i in range(size):
            beta[t, i] /= total
    pairs[:, :] = 0.0
    here = np.empty((size, size))
    for t in range(count - 1):
        total = 0.0
        for i in range(size):
            for j in range(size):
                here[i, j] = alpha[t, i] * kinds[i, j] * ways[t + 1, j] * beta[t + 1, j]
                total += here[i, j]
        for i in range(size):
            for j in range(size):
                pairs[i, j] += here[i, j] / total
    for t in range(count):
        total = 0.0
        for j in range(size):
            alpha[t, j] *= beta[t, j]
            total += alpha[t, j]
        for j in range(size):
            alpha[t, j] /= total


@_compiled
def _step(table: Any, at: int, label: int, slope: float, rate: float, l1: float, l2: float) -> None:
    """One coordinate's update; `slope` is of the loss. A row of the table: weights, sums of slopes, sums of their squares."""
    before = table[at, 2, label]
    after = before + slope * slope
    table[at, 2, label] = after
    root = np.sqrt(after)
    z = table[at, 1, label] + slope - (root - np.sqrt(before)) / rate * table[at, 0, label]
    table[at, 1, label] = z
    if abs(z) <= l1:
        table[at, 0, label] = 0.0
    else:
        table[at, 0, label] = -(z - l1 if z > 0 else z + l1) / ((1.0 + root) / rate + l2)


@_compiled
def _around(t: int, begin: int, count: int, offset: int, k: int, token_symbols: Any) -> int:
    """The number of a token's `k`-th symbol at an offset; -1 where there is none."""
    beside = t + offset
    if 0 <= beside < count:
        return token_symbols[begin + beside, k]  # type: ignore[no-any-return]
    return 0 if k == 0 else -1


@_compiled
def _epoch(
    order: Any, domains: Any, begins: Any, token_symbols: Any, bounds: Any, attributes: Any, offsets: Any, labels: Any, wanted: Any,
    importance: Any, table: Any, edges: Any, rate: float, l1: float, l2: float, copy: int,
) -> float:  # fmt: skip
    """One pass over the sentences; gives the mean difference between what is wanted and expected of a token."""
    size = table.shape[2]
    per_token = token_symbols.shape[1]
    loss, tokens = 0.0, 0
    for number in order:
        begin, end = begins[number], begins[number + 1]
        count = end - begin
        own = domains[number] * copy
        got = np.zeros((count, size))
        for t in range(count):
            for o in range(len(offsets)):
                for k in range(per_token):
                    symbol = _around(t, begin, count, offsets[o], k, token_symbols)
                    if symbol < 0:
                        continue
                    for a in range(bounds[symbol, o], bounds[symbol, o + 1]):
                        at = attributes[a]
                        if at >= 0:
                            for j in range(size):
                                got[t, j] += table[at, 0, j]
                            if own:
                                for j in range(size):
                                    got[t, j] += table[at + own, 0, j]
        expected, work, pairs = np.empty((count, size)), np.empty((count, size)), np.empty((size, size))
        chain(got, edges[:, 0, :].copy(), expected, work, pairs)
        for t in range(count):
            for j in range(size):
                expected[t, j] -= wanted[begin + t, j]
            if t:
                pairs[labels[begin + t - 1], labels[begin + t]] -= 1.0
        weight = importance[number]
        for t in range(count):
            tokens += 1
            most = 0.0
            for j in range(size):
                most = max(most, abs(expected[t, j]))
                loss += abs(expected[t, j])
            if most < _SETTLED:
                continue
            for o in range(len(offsets)):
                for k in range(per_token):
                    symbol = _around(t, begin, count, offsets[o], k, token_symbols)
                    if symbol < 0:
                        continue
                    for a in range(bounds[symbol, o], bounds[symbol, o + 1]):
                        at = attributes[a]
                        if at >= 0:
                            for j in range(size):
                                slope = expected[t, j] * weight
                                if abs(slope) > _SLIGHT:
                                    _step(table, at, j, slope, rate, l1, l2)
                                    if own:
                                        _step(table, at + own, j, slope, rate, l1, l2)
        for i in range(size):
            for j in range(size):
                slope = pairs[i, j] * weight
                if slope != 0.0:
                    _step(edges, i, j, slope, rate, 0.0, l2)
    return loss / max(1, tokens)


def fit(
    sentences: Sequence[Sentence],
    symbols: Sequence[Sequence[Sequence[int]]],
    attributes: int,
    labels: Sequence[str],
    offsets: Sequence[int],
    *,
    epochs: int = 8,
    rate: float = 0.1,
    l1: float = 0.5,
    l2: float = 0.1,
    least: int = 2,
    averaged: int = 1,
    report: Callable[[int, float, Fitted], None] | None = None,
) -> Fitted:
    """Fits the weights. `symbols` has each symbol's attributes at each offset; symbol 0 stands beyond a sentence's ends.

    Attributes met fewer than `least` times are left out. The weights are the mean of those after the last `averaged` passes.
    `report` is called after each pass.
    """
    size = len(labels)
    begins = np.zeros(len(sentences) + 1, dtype=np.int64)
    begins[1:] = np.cumsum([len(each.symbols) for each in sentences])
    per_token = max(len(token) for each in sentences for token in each.symbols)
    token_symbols = np.full((int(begins[-1]), per_token), -1, dtype=np.int32)
    own = np.zeros(int(begins[-1]), dtype=np.int8)
    for number, each in enumerate(sentences):
        begin = begins[number]
        for t, token in enumerate(each.symbols):
            token_symbols[begin + t, : len(token)] = token
        own[begin : begin + len(each.labels)] = each.labels
    wanted = np.zeros((int(begins[-1]), size), dtype=np.float32)
    wanted[np.arange(len(own)), own] = 1.0
    for number, each in enumerate(sentences):
        if each.shares is not None:
            wanted[begins[number] : begins[number + 1]] = each.shares
    bounds, flat = _flat(symbols, len(offsets))
    _drop_rare(begins, token_symbols, bounds, flat, offsets, attributes, least)
    several = len({each.domain for each in sentences}) > 1
    domains = np.array([1 + each.domain if several else 0 for each in sentences])
    copies = 1 + int(domains.max())
    table, edges = np.zeros((copies * attributes, 3, size), dtype=np.float32), np.zeros((size, 3, size))
    states, pairs = np.zeros((copies * attributes, size), dtype=np.float32), np.zeros((size, size))
    importance = np.array([each.weight for each in sentences])
    random = np.random.default_rng(1)
    for epoch in range(epochs):
        order = random.permutation(len(sentences))
        loss = _epoch(
            order, domains, begins, token_symbols, bounds, flat, np.array(offsets), own, wanted, importance, table, edges, rate, l1, l2,
            attributes,
        )  # fmt: skip
        share = 1.0 / max(1, epoch - (epochs - averaged) + 1)
        states += share * (table[:, 0] - states)
        pairs += share * (edges[:, 0] - pairs)
        if report:
            report(epoch, float(loss), Fitted(states, pairs, attributes))
    return Fitted(states, pairs, attributes)


def _flat(symbols: Iterable[Sequence[Sequence[int]]], offsets: int) -> tuple[Any, Any]:
    """The symbols' attributes in one array, with where each offset's begin (and, last, end)."""
    bounds: list[list[int]] = []
    flat: list[int] = []
    for each in symbols:
        row = []
        for o in range(offsets):
            row.append(len(flat))
            if o < len(each):
                flat.extend(each[o])
        row.append(len(flat))
        bounds.append(row)
    return np.array(bounds, dtype=np.int64), np.array(flat, dtype=np.int32)


def _drop_rare(begins: Any, token_symbols: Any, bounds: Any, flat: Any, offsets: Sequence[int], attributes: int, least: int) -> None:
    """Makes -1 of the attributes that are met too seldom. The few that lie beyond a sentence's end count as met."""
    met = np.bincount(token_symbols[token_symbols >= 0], minlength=len(bounds))
    met[0] += 2 * (len(begins) - 1)
    counts = np.zeros(attributes, dtype=np.int64)
    for o in range(len(offsets)):
        spans = bounds[:, o + 1] - bounds[:, o]
        which = np.repeat(np.arange(len(bounds)), spans)
        starts = np.repeat(bounds[:, o] - np.concatenate([[0], np.cumsum(spans)[:-1]]), spans)
        np.add.at(counts, flat[starts + np.arange(len(which))], met[which])
    flat[counts[flat] < least] = -1
