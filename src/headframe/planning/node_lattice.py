"""The lattice: nodes of price, rent and hash rate by quantization of the simulator's own paths.

Cells are found stage by stage (Lloyd 1982, doi:10.1109/TIT.1982.1056489) and probabilities counted (Löhndorf and
Shapiro 2019, doi:10.1016/j.ejor.2018.08.001). Counted rows are then tilted as little as possible (in relative entropy)
until the expected price of the next quarter is the simulator's own: a chain whose price drifts would teach to trade it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headframe.ground.streams import stream
from headframe.planning.drivers import DRIVERS, MULTIPLICATIVE, PRICE, RENT, Simulator
from headframe.solver.arrays import Floats, Whole
from headframe.solver.lattice import Lattice

SHAPED = len(MULTIPLICATIVE)
"""Drivers that nodes tell apart; the others are at their mean, in every node of a stage."""
BINARY = 1024
ROUNDS = 12
"""Rounds of Lloyd's method a stage: cells hardly move after ten."""
NEWTON_ROUNDS = 60
MOST_TILT = 1e3
MARGIN_OF_REACH = 0.02
"""Extreme nodes keep so far inside the next quarter's prices [ratio]."""
LEAST_CHANCE = 1e-30
UNSEEN = 1e-4
"""Probability spread over moves that no path made, so that rows can lean [ratio]."""


@dataclass(frozen=True, slots=True, eq=False)
class NodeLattice:
    """A lattice, and its largest misses of the expected price and rent of the next quarter [ratio]."""

    lattice: Lattice
    price_miss: float
    rent_miss: float


def node_lattice(simulator: Simulator, nodes: int, paths: int, seed: int) -> NodeLattice:
    """Return a lattice of `nodes` nodes a quarter from so many paths of the simulator."""
    drawn = simulator.sample_paths(paths, stream(seed, "planning: paths of the lattice"))
    values, cells = [drawn[:1, 0]], [np.zeros(paths, np.int64)]
    for stage in range(1, simulator.stages + 1):
        found, cell = _quantized(drawn[:, stage], nodes, stream(seed, "planning: first cells", stage))
        values.append(found)
        cells.append(cell)
    for stage in range(simulator.stages - 1, 0, -1):
        _keep_within_reach(values[stage], values[stage + 1], simulator.mean_price(stage, values[stage]))
    rows, price_miss, rent_miss = [], 0.0, 0.0
    for stage in range(simulator.stages):
        counted = _counted(cells[stage], cells[stage + 1], len(values[stage]), len(values[stage + 1]))
        prices, rents = values[stage + 1][:, PRICE], values[stage + 1][:, RENT]
        wanted_price, wanted_rent = (mean(stage, values[stage]) for mean in (simulator.mean_price, simulator.mean_rent))
        leaned = tilt(counted, rents, wanted_rent)
        tilted = tilt(leaned, prices, wanted_price)
        rows.append(tilted)
        price_miss = max(price_miss, float(np.abs(tilted @ prices / wanted_price - 1).max()))
        rent_miss = max(rent_miss, float(np.abs(tilted @ rents / wanted_rent - 1).max()))
    return NodeLattice(Lattice(DRIVERS, tuple(values), tuple(rows), MULTIPLICATIVE), price_miss, rent_miss)


def _keep_within_reach(now: Floats, then: Floats, wanted: Floats) -> None:
    """Draw the prices of extreme nodes in, so that the next quarter's nodes can have them as their mean."""
    reach = then[:, PRICE].min() * (1 + MARGIN_OF_REACH), then[:, PRICE].max() * (1 - MARGIN_OF_REACH)
    now[:, PRICE] *= np.clip(wanted, *reach) / wanted


def _quantized(drawn: Floats, nodes: int, generator: np.random.Generator) -> tuple[Floats, Whole]:
    """Return node values (nodes, 7) and each path's cell, nodes in the order of their price."""
    logs = np.log(drawn[:, :SHAPED])
    points = (logs - logs.mean(axis=0)) / np.maximum(logs.std(axis=0), 1e-12)
    centres = points[generator.choice(len(points), nodes, replace=False)]
    for _ in range(ROUNDS):
        cell = _nearest(points, centres)
        centres = np.stack([_mean_or(points[cell == at], centres[at]) for at in range(nodes)])
    cell = _nearest(points, centres)
    kept, cell = np.unique(cell, return_inverse=True)
    values = np.repeat(drawn.mean(axis=0)[None], len(kept), axis=0)
    # Binary fractions, so that a driver that nodes share has a spread of zero and not of rounding noise.
    values[:, SHAPED:] = np.round(values[:, SHAPED:] * BINARY) / BINARY
    for at in range(len(kept)):
        values[at, :SHAPED] = drawn[cell == at, :SHAPED].mean(axis=0)
    order = np.argsort(values[:, 0], kind="stable")
    rank = np.argsort(order)
    return values[order], rank[cell]


def _nearest(points: Floats, centres: Floats) -> Whole:
    # Column by column: for three of them a matrix product spends its time on starting threads.
    inner = sum(np.multiply.outer(points[:, at], centres[:, at]) for at in range(points.shape[1]))
    far = (centres**2).sum(axis=1)[None] - 2 * inner
    return np.asarray(far.argmin(axis=1))


def _mean_or(found: Floats, otherwise: Floats) -> Floats:
    return found.mean(axis=0) if len(found) else otherwise


def _counted(now: Whole, then: Whole, before: int, after: int) -> Floats:
    table = np.zeros((before, after))
    np.add.at(table, (now, then), 1.0)
    seen = table / table.sum(axis=1, keepdims=True)
    return np.asarray((1 - UNSEEN) * seen + UNSEEN / after)


def tilt(rows: Floats, values: Floats, wanted: Floats) -> Floats:
    """Return probabilities (m, n) nearest to `rows` whose mean of `values` (n,) is `wanted` (m,).

    Notes
    -----
    p ∝ row x exp(θ x value), θ by Newton's method within what was bracketed: the least relative entropy. Where `wanted`
    lies outside what the values reach, the row leans as far as θ may go.

    Examples
    --------
    >>> rows = tilt(np.array([[0.5, 0.5]]), np.array([80.0, 125.0]), np.array([100.0]))
    >>> round(float(rows[0] @ np.array([80.0, 125.0])), 6)
    100.0
    """
    scaled = values[None] / wanted[:, None] - 1.0
    low, high = np.full(len(rows), -MOST_TILT), np.full(len(rows), MOST_TILT)
    theta, logs = np.zeros(len(rows)), np.log(np.maximum(rows, LEAST_CHANCE))
    for _ in range(NEWTON_ROUNDS):
        lean = logs + theta[:, None] * scaled
        weights = np.exp(lean - lean.max(axis=1, keepdims=True))
        found = weights / weights.sum(axis=1, keepdims=True)
        mean = (found * scaled).sum(axis=1)
        spread = (found * scaled**2).sum(axis=1) - mean**2
        low, high = np.where(mean < 0, theta, low), np.where(mean >= 0, theta, high)
        newton = theta - mean / np.maximum(spread, 1e-300)
        theta = np.where((newton > low) & (newton < high), newton, (low + high) / 2)
    return np.asarray(found)
