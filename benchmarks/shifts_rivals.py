"""The rivals of the policy filter on the very same series: PELT, KernelCPD (RBF) and a 3-month threshold rule.

Each is given what the filter is given, a row a month (a quarter is three), and has its segments named by the
thresholds of `accounts.behaviour`. They see the whole series when they date a shift, and only its past when their delay
is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import ruptures

from headframe.accounts.behaviour import HELD_BELOW, LIQUIDATES_FROM, PRODUCTION_FROM
from headframe.conduct.policy_evidence import Evidence
from headframe.conduct.policy_model import MOST_MONTHS
from headframe.conduct.shift_truth import DatedCall

Signal = np.ndarray
Breaks = Callable[[Signal], list[int]]
BUYS_OFTEN = 0.25
MOST_SOLD = 3.0
SHORTEST = 8
"""Rows below which ruptures refuses to look for segments of three [months]."""


def signal_of(evidence: Sequence[Evidence]) -> tuple[Signal, list[int]]:
    """Return one row a month (sell-through, fall in tenths, bought) and the index of the evidence of each row."""
    rows, owner = [], []
    for index, piece in enumerate(evidence):
        share = min(MOST_SOLD, max(0.0, piece.sell_through.middle)) if piece.sell_through else 0.0
        fall = min(1.0, max(-1.0, piece.fall.middle)) if piece.fall else 0.0
        for _ in range(min(piece.months, MOST_MONTHS)):
            rows.append((share, 10 * max(0.0, fall), float(bool(piece.bought))))
            owner.append(index)
    return np.array(rows), owner


def pelt(penalty: float, smallest: int) -> Breaks:
    return lambda signal: ruptures.Pelt(model="l2", min_size=smallest, jump=1).fit(signal).predict(pen=penalty)[:-1]


def kernel(penalty: float, smallest: int) -> Breaks:
    return lambda signal: ruptures.KernelCPD(kernel="rbf", min_size=smallest).fit(signal).predict(pen=penalty)[:-1]


def named(rows: Signal) -> str:
    """Return the policy of a stretch by the thresholds of the definitions, on its median month."""
    share, fall, bought = float(np.median(rows[:, 0])), float(np.median(rows[:, 1])) / 10, float(rows[:, 2].mean())
    if share > 1 and fall > LIQUIDATES_FROM:
        return "liquidate"
    if bought >= BUYS_OFTEN:
        return "accumulate"
    if share < HELD_BELOW:
        return "hold"
    return "sell_production" if share >= PRODUCTION_FROM else "sell_part"


def calls_by_breaks(signal: Signal, breaks: Breaks) -> list[tuple[int, str, str]]:
    """Return (row, from, to) where the name of a segment differs from the one before."""
    if len(signal) < SHORTEST:
        return []
    edges = [0, *breaks(signal), len(signal)]
    names = [(start, named(signal[start:end])) for start, end in pairwise(edges)]
    return [(b[0], a[1], b[1]) for a, b in pairwise(names) if a[1] != b[1]]


def calls_by_threshold(signal: Signal, months: int, stays: int) -> list[tuple[int, str, str]]:
    """Return calls of the trailing-mean rule: the name of the last `months`, once it has stayed `stays` months."""
    names = [named_mean(signal[max(0, row - months + 1) : row + 1]) for row in range(len(signal))]
    calls, current = [], names[0] if names else ""
    for row in range(stays - 1, len(names)):
        run = names[row - stays + 1 : row + 1]
        if run[0] != current and len(set(run)) == 1:
            calls.append((row - stays + 1, current, run[0]))
            current = run[0]
    return calls


def named_mean(rows: Signal) -> str:
    mean = rows.mean(axis=0, keepdims=True)
    return named(mean)


def dated(
    company: str, evidence: Sequence[Evidence], find: Callable[[Signal], list[tuple[int, str, str]]]
) -> list[DatedCall]:
    """Return a rival's calls, dated with hindsight, each decided by the first period from which it is always made."""
    signal, owner = signal_of(evidence)
    spans = [piece.span for piece in evidence]
    final = find(signal)
    decided = dict.fromkeys(final, owner[-1])
    for last in range(len(evidence) - 1, 0, -1):
        rows = sum(1 for index in owner if index <= last)
        seen = find(signal[:rows])
        for call in final:
            near = any(abs(owner[row] - owner[call[0]]) <= 1 and to == call[2] for row, _, to in seen)
            if near and decided[call] in (last, last + 1):
                decided[call] = last
    return [
        DatedCall(company, spans[owner[row]], spans[max(decided[row, before, to], owner[row])], before, to)
        for row, before, to in final
    ]
