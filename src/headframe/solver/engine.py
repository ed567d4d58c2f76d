"""The stages' programs, loaded once and kept in step with the cuts; solved for the nodes that are asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headframe.solver.arrays import Floats, Whole
from headframe.solver.instance import Instance
from headframe.solver.pool import Pool, least_somewhere
from headframe.solver.stage_block import StageBlock
from headframe.solver.stage_model import StageModel

NEWS_AT_LEAST = 1e-9
"""A cut is kept where it lowers the value at its own trial state by more than this fraction of the value."""

BLOCK_NODES = 24
"""Nodes solved side by side: measured, larger blocks gain nothing more (docs/why/solver.md)."""


@dataclass(frozen=True, slots=True, eq=False)
class News:
    """Tangents of the value at a stage: constants (k, nodes), slopes (k, nodes, S), at points (k, S)."""

    stage: int
    constants: Floats
    slopes: Floats
    points: Floats


class Engine:
    """Pools of cuts for stages 1 to T, and one loaded program for each stage and node that was ever asked for."""

    def __init__(self, instance: Instance, pools: list[Pool] | None = None) -> None:
        self.instance = instance
        size = len(instance.states)
        self.pools = pools or [Pool.empty(rows, size) for rows in instance.lattice.transitions]
        self._models: dict[tuple[int, int], StageModel] = {}
        self._used: dict[tuple[int, int], int] = {}
        self._order: dict[tuple[int, int], Whole] = {}
        self._blocks: dict[tuple[int, int], StageBlock] = {}
        self._blocks_used: dict[tuple[int, int], int] = {}
        self._selected: dict[int, NDArray[np.bool_]] = {}
        self.solves = 0
        if instance.plain_end and not len(self.pool(instance.stages)):
            origin = instance.start[None]
            self.pool(instance.stages).add(*instance.end_tangents(origin), origin)

    def pool(self, stage: int) -> Pool:
        """Return the cuts on the value at a stage, 1 to T."""
        return self.pools[stage - 1]

    def model(self, stage: int, node: int) -> StageModel:
        """Return the loaded program of a stage at a node, with every cut it should hold."""
        key = stage, node
        pool = self.pool(stage + 1)
        found = self._models.get(key)
        if found is None:
            instance = self.instance
            high = instance.bounds[stage + 1][1]
            chosen = self._chosen(stage + 1, node)
            cuts = pool.after_constants[chosen, node], pool.after_slopes[chosen, node]
            program, discount = instance.programs[stage][node], float(instance.discounts[stage])
            found = self._models[key] = StageModel(program, discount, high, stage, node, cuts)
            self._used[key], self._order[key] = len(pool), np.flatnonzero(chosen)
        used = self._used[key]
        if used < 0:
            chosen = self._chosen(stage + 1, node)
            found.replace_cuts(pool.after_constants[chosen, node], pool.after_slopes[chosen, node])
            self._order[key] = np.flatnonzero(chosen)
        elif used < len(pool):
            found.add_cuts(pool.after_constants[used:, node], pool.after_slopes[used:, node])
            self._order[key] = np.r_[self._order[key], np.arange(used, len(pool))]
        self._used[key] = len(pool)
        return found

    def future(self, stage: int, node: int) -> tuple[Floats, Floats]:
        """Return the tangent that a node's last choice took for the value at each next node: (nodes,), (nodes, S).

        The average of the cuts, each by its share in the choice. At a kink of the value many tangents touch, and only
        this one says what the choice went by.
        """
        shares, pool = self.model(stage, node).shares(), self.pool(stage + 1)
        counted = np.flatnonzero(shares)
        trials = self._order[stage, node][counted]
        return mixed(shares[counted], pool.constants[trials], pool.slopes[trials])

    def _chosen(self, stage: int, node: int) -> NDArray[np.bool_]:
        """Return which trials the program before `stage` at `node` should hold: the selected, and all since."""
        chosen = np.ones(len(self.pool(stage)), bool)
        selected = self._selected.get(stage)
        if selected is not None:
            chosen[: len(selected)] = selected[:, node]
        return chosen

    def sweep(self, nodes: Whole) -> list[News]:
        """Go forward along a path of node numbers (T + 1,) and back over all nodes; return what was learned."""
        stages = self.instance.stages
        states = self.instance.start
        reached = []
        for stage in range(stages):
            model = self.model(stage, int(nodes[stage]))
            model.solve(states)
            states = model.chosen()[: len(states)]
            reached.append(states)
        self.solves += stages
        learned = []
        for stage in range(stages, 0, -1):
            point = reached[stage - 1][None]
            if stage < stages:
                found = self._tangents(stage, reached[stage - 1])
            elif self.instance.plain_end:
                continue
            else:
                found = self.instance.end_tangents(point)
            news = News(stage, *found, point)
            if self.learn(news):
                learned.append(news)
        return learned

    def _tangents(self, stage: int, states: Floats) -> tuple[Floats, Floats]:
        """Return constants (1, nodes) and slopes (1, nodes, S) of the value's tangents at states (S,)."""
        count = self.instance.lattice.size(stage)
        parts = []
        for first in range(0, count, BLOCK_NODES):
            nodes = slice(first, min(first + BLOCK_NODES, count))
            parts.append(self._block(stage, nodes).tangents(states) or self._one_by_one(stage, nodes, states))
        self.solves += count
        return np.concatenate([c for c, _ in parts])[None], np.concatenate([s for _, s in parts])[None]

    def _one_by_one(self, stage: int, nodes: slice, states: Floats) -> tuple[Floats, Floats]:
        """Return tangents node by node; a node that cannot be solved says why."""
        constants, slopes = [], []
        for node in range(nodes.start, nodes.stop):
            model = self.model(stage, node)
            value = model.solve(states)
            slopes.append(model.slope())
            constants.append(value - slopes[-1] @ states)
        return np.array(constants), np.array(slopes)

    def _block(self, stage: int, nodes: slice) -> StageBlock:
        """Return the loaded program of several nodes of a stage, with every cut it should hold."""
        key = stage, nodes.start
        pool = self.pool(stage + 1)
        found = self._blocks.get(key)
        if found is None:
            programs = self.instance.programs[stage][nodes]
            high = self.instance.bounds[stage + 1][1]
            found = self._blocks[key] = StageBlock(programs, float(self.instance.discounts[stage]), high)
            self._blocks_used[key] = -1
        used = self._blocks_used[key]
        if used < 0:
            chosen = np.stack([self._chosen(stage + 1, node) for node in range(nodes.start, nodes.stop)], axis=1)
            found.replace_cuts(pool.after_constants[:, nodes], pool.after_slopes[:, nodes], chosen)
        elif used < len(pool):
            found.add_cuts(pool.after_constants[used:, nodes], pool.after_slopes[used:, nodes])
        self._blocks_used[key] = len(pool)
        return found

    def hear(self, learned: list[News]) -> None:
        """Learn what others have."""
        for news in learned:
            self.learn(news)

    def learn(self, news: News) -> bool:
        """Add tangents to their stage's pool, and say whether they said something new."""
        pool = self.pool(news.stage)
        if len(pool):
            known, found = pool.after(news.points), pool.seen_before(news.constants, news.slopes, news.points)
            if not (found < known - NEWS_AT_LEAST * (1 + np.abs(known))).any():
                return False
        pool.add(news.constants, news.slopes, news.points)
        return True

    def prune(self) -> None:
        """Drop cuts that are least nowhere the plan has been."""
        for stage in range(1, self.instance.stages + 1):
            pool = self.pool(stage)
            seen_before = least_somewhere(pool.after_constants, pool.after_slopes, pool.points)
            seen = least_somewhere(pool.constants, pool.slopes, pool.points)
            kept = np.asarray(seen.any(axis=1) | seen_before.any(axis=1))
            pool.keep(kept)
            self._selected[stage] = seen_before[kept]
        self._used = dict.fromkeys(self._used, -1)
        self._blocks_used = dict.fromkeys(self._blocks_used, -1)

    def upper(self) -> float:
        """Return what no plan on the lattice can exceed, today."""
        return self.model(0, 0).solve(self.instance.start)


def mixed(shares: Floats, constants: Floats, slopes: Floats) -> tuple[Floats, Floats]:
    """Return the average of cuts by their shares (m,): constants (m, nodes), slopes (m, nodes, S)."""
    return shares @ constants, np.asarray(np.tensordot(shares, slopes, axes=1))
