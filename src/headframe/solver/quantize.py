"""A lattice from the simulator's own paths: nodes by clustering each stage, probabilities by counting moves.

Löhndorf and Shapiro 2019, doi:10.1016/j.ejor.2018.08.001. What the chain gets wrong is told beside it (`Quantized`),
for a plan can be the best for its lattice and poor for the simulator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from headframe.ground.errors import InputRefused, UsageProblem
from headframe.ground.streams import stream
from headframe.solver.arrays import Floats, Whole
from headframe.solver.lattice import Lattice
from headframe.solver.tilt import tilted

ROUNDS = 25
"""Of Lloyd's iteration a stage; it starts from the stage before, and settles in fewer."""
PATHS_A_NODE = 20
"""Fewer paths than this for each node on average say too little about where a node leads."""


@dataclass(frozen=True, slots=True, eq=False)
class Quantized:
    """A lattice made from paths, and what it gets wrong.

    Parameters
    ----------
    lattice : Lattice
        The chain.
    lost_spread : array, (T + 1, drivers)
        Share of each driver's variance that lies inside nodes, and so is not there for a plan to react to.
    mean_error : array, (T, drivers)
        Largest difference over nodes between the mean the lattice expects and the mean of the paths from that node,
        as a share of the driver's standard deviation at the next stage. Near zero for drivers whose mean was kept.
    borrowed : int
        Rows that too few paths went through, and that were filled up from their neighbours'.
    """

    lattice: Lattice
    lost_spread: Floats
    mean_error: Floats
    borrowed: int


def quantize(
    paths: Floats,
    drivers: Sequence[str],
    nodes: int | Sequence[int],
    *,
    multiplicative: Sequence[str] = (),
    keep_mean: Sequence[str] = (),
    least_paths: int = 50,
    seed: int = 0,
) -> Quantized:
    """Make a lattice from paths of the simulator.

    Parameters
    ----------
    paths : array, (n, T + 1, drivers)
        All from the same drivers today.
    drivers : sequence of str
        Their names.
    nodes : int or sequence of int
        Nodes at each stage after the first, or at each of the T + 1 stages (the first 1).
    multiplicative : sequence of str
        Drivers that move in proportion: clustered by their logarithms.
    keep_mean : sequence of str
        Drivers whose conditional mean the lattice must keep at every node, as the paths have it: otherwise a plan earns
        a drift that is not there. Probabilities are tilted as little as that takes.
    least_paths : int
        A row that fewer paths went through borrows from the nearest nodes until it has as many.
    seed : int
        Of the first centres.

    Examples
    --------
    >>> draws = stream(1, "example").standard_normal((4000, 3))
    >>> walk = np.exp(np.c_[np.zeros(4000), np.cumsum(0.2 * draws - 0.02, axis=1)])[:, :, None]
    >>> made = quantize(walk, ["price"], 9, multiplicative=["price"], keep_mean=["price"])
    >>> made.lattice.size(3), bool(made.mean_error.max() < 1e-6)
    (9, True)
    """
    names = tuple(drivers)
    _check(paths, names, (*multiplicative, *keep_mean))
    sizes = _sizes(nodes, paths.shape)
    logs = np.array([name in set(multiplicative) for name in names])
    if (paths[:, :, logs] <= 0).any():
        raise InputRefused("a driver that moves in proportion is not positive on a path", where="quantization")
    draws = stream(seed, "solver: first centres")
    clusters = _Clusters.of(paths, logs, sizes, draws)
    kept = np.array([names.index(name) for name in keep_mean], np.int64)
    transitions, errors, borrowed = [], [], 0
    for stage in range(len(sizes) - 1):
        rows, filled = clusters.counted(stage, least_paths)
        wanted = clusters.wanted_mean(stage, paths)
        if len(kept):
            rows = tilted(rows, clusters.values[stage + 1][:, kept], wanted[:, kept])
        spread = _spread(paths[:, stage + 1])
        off = np.abs(rows @ clusters.values[stage + 1] - wanted).max(axis=0)
        errors.append(off / spread)
        transitions.append(rows)
        borrowed += filled
    lattice = Lattice(names, tuple(clusters.values), tuple(transitions), tuple(multiplicative))
    return Quantized(lattice, clusters.lost_spread(paths), np.array(errors), borrowed)


def _check(paths: Floats, names: tuple[str, ...], used: tuple[str, ...]) -> None:
    if paths.ndim != 3 or paths.shape[2] != len(names) or paths.shape[1] < 2:
        raise InputRefused(f"paths of shape {paths.shape} do not fit {len(names)} drivers", where="quantization")
    if not np.isfinite(paths).all():
        raise InputRefused("a path holds a value that is no number", where="quantization")
    if np.ptp(paths[:, 0], axis=0).max() > 0:
        raise InputRefused("paths start from different drivers", where="quantization", why="today is known")
    if strange := set(used) - set(names):
        raise UsageProblem(f"{', '.join(sorted(strange))} is none of the drivers {', '.join(names)}")


def _sizes(nodes: int | Sequence[int], shape: tuple[int, ...]) -> list[int]:
    count, stages = shape[0], shape[1]
    sizes = [1] + [nodes] * (stages - 1) if isinstance(nodes, int) else list(nodes)
    if len(sizes) != stages or sizes[0] != 1 or min(sizes) < 1:
        raise UsageProblem(f"numbers of nodes {sizes} do not fit {stages} stages, the first of one node")
    if count < PATHS_A_NODE * max(sizes):
        raise UsageProblem(
            f"{count} paths are too few for {max(sizes)} nodes",
            where="quantization",
            why=f"each node needs some {PATHS_A_NODE} to tell where it leads",
        )
    return sizes


@dataclass(slots=True, eq=False)
class _Clusters:
    """Node values by stage (nodes, drivers), and each path's node: (n, T + 1)."""

    values: list[Floats]
    members: Whole
    places: list[Floats]
    """Centres in the units of clustering."""

    @classmethod
    def of(cls, paths: Floats, logs: np.ndarray, sizes: list[int], draws: Generator) -> _Clusters:
        values, places = [paths[:1, 0]], [np.zeros((1, paths.shape[2]))]
        members = np.zeros(paths.shape[:2], np.int64)
        for stage in range(1, paths.shape[1]):
            found = paths[:, stage].astype(float)
            found[:, logs] = np.log(found[:, logs])
            points = (found - found.mean(axis=0)) / _spread(found)
            before = places[-1] if len(places[-1]) == sizes[stage] and stage > 1 else None
            centres, label = _lloyd(points, sizes[stage], before, draws)
            counts = np.bincount(label, minlength=len(centres))[:, None]
            totals = np.zeros((len(centres), paths.shape[2]))
            np.add.at(totals, label, paths[:, stage])
            values.append(totals / counts)
            places.append(centres)
            members[:, stage] = label
        return cls(values, members, places)

    def counted(self, stage: int, least: int) -> tuple[Floats, int]:
        """Return probabilities by counting moves, and how many rows borrowed from their neighbours."""
        now, then = self.members[:, stage], self.members[:, stage + 1]
        size, size_then = len(self.values[stage]), len(self.values[stage + 1])
        counts = np.zeros((size, size_then))
        np.add.at(counts, (now, then), 1.0)
        through = counts.sum(axis=1)
        rows = counts.copy()
        thin = np.flatnonzero(through < least)
        for node in thin:
            near = np.argsort(((self.places[stage] - self.places[stage][node]) ** 2).sum(axis=1), kind="stable")
            for other in near[1:]:
                short = least - rows[node].sum()
                if short <= 0:
                    break
                rows[node] += counts[other] * min(1.0, short / through[other])
        return rows / rows.sum(axis=1, keepdims=True), len(thin)

    def wanted_mean(self, stage: int, paths: Floats) -> Floats:
        """Return the mean of the next stage's drivers over the paths from each node: (nodes, drivers)."""
        label = self.members[:, stage]
        totals = np.zeros((len(self.values[stage]), paths.shape[2]))
        np.add.at(totals, label, paths[:, stage + 1])
        return totals / np.bincount(label, minlength=len(totals))[:, None]

    def lost_spread(self, paths: Floats) -> Floats:
        """Return the share of each driver's variance that lies inside nodes: (T + 1, drivers)."""
        shares = []
        for stage, values in enumerate(self.values):
            whole = np.where(np.ptp(paths[:, stage], axis=0) > 0, paths[:, stage].var(axis=0), 0.0)
            inside = ((paths[:, stage] - values[self.members[:, stage]]) ** 2).mean(axis=0)
            shares.append(np.where(whole > 0, inside / np.where(whole > 0, whole, 1.0), 0.0))
        return np.array(shares)


def _spread(values: Floats) -> Floats:
    """Return each driver's standard deviation over values (n, d); 1 where all are equal, rounding or not."""
    return np.where(np.ptp(values, axis=0) > 0, values.std(axis=0), 1.0)


def _lloyd(points: Floats, size: int, before: Floats | None, draws: Generator) -> tuple[Floats, Whole]:
    """Return centres (at most `size`, d), none of them empty, and each point's centre."""
    centres = _spread_out(points, size, draws) if before is None else before.copy()
    label = _nearest(points, centres)
    for _ in range(ROUNDS):
        counts = np.bincount(label, minlength=len(centres))
        totals = np.zeros_like(centres)
        np.add.at(totals, label, points)
        moved = np.where(counts[:, None] > 0, totals / np.maximum(counts, 1)[:, None], centres)
        again = _nearest(points, moved)
        settled = bool((again == label).all())
        centres, label = moved, again
        if settled:
            break
    used, label = np.unique(label, return_inverse=True)
    return centres[used], label.astype(np.int64)


def _spread_out(points: Floats, size: int, draws: Generator) -> Floats:
    """Return first centres, each drawn with the squared distance to those before (k-means++)."""
    centres = [points[draws.integers(len(points))]]
    distance = ((points - centres[0]) ** 2).sum(axis=1)
    while len(centres) < size and distance.sum() > 0:
        centres.append(points[draws.choice(len(points), p=distance / distance.sum())])
        distance = np.minimum(distance, ((points - centres[-1]) ** 2).sum(axis=1))
    return np.array(centres)


def _nearest(points: Floats, centres: Floats) -> Whole:
    squares = (centres**2).sum(axis=1) - 2 * points @ centres.T
    return np.asarray(squares.argmin(axis=1), np.int64)
