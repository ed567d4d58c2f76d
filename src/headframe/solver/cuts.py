"""Cuts as a value: kept in a file, taken up again, and refused by any other problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from headframe.ground.errors import InputRefused
from headframe.solver.arrays import Floats
from headframe.solver.instance import Instance
from headframe.solver.pool import Pool

SCHEMA = "headframe.cuts/1"


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """What a run learned, with the fingerprint of the problem it learned it on.

    For stage 1 to T: constants (trials, nodes), slopes (trials, nodes, S), points (trials, S).
    """

    fingerprint: str
    stages: tuple[tuple[Floats, Floats, Floats], ...]

    @classmethod
    def of(cls, instance: Instance, pools: list[Pool]) -> Cuts:
        """Return the cuts of pools."""
        return cls(instance.fingerprint(), tuple((p.constants.copy(), p.slopes.copy(), p.points.copy()) for p in pools))

    def pools(self, instance: Instance) -> list[Pool]:
        """Return pools that hold these cuts; refused where they belong to another problem."""
        if self.fingerprint != instance.fingerprint():
            raise InputRefused(
                "these cuts were made for another problem",
                where=f"fingerprint {self.fingerprint}",
                why="a cut is a bound for the programs, probabilities and end values it was made from, no others",
                next="solve afresh, or give the problem and lattice they were saved with",
            )
        pools = []
        for rows, (constants, slopes, points) in zip(instance.lattice.transitions, self.stages, strict=True):
            pool = Pool.empty(rows, len(instance.states))
            pool.add(constants, slopes, points)
            pools.append(pool)
        return pools

    def to_json(self) -> dict[str, Any]:
        """Return a plain object, exact to the last bit of each number."""
        return {
            "schema": SCHEMA,
            "fingerprint": self.fingerprint,
            "stages": [
                {"constants": c.tolist(), "slopes": s.tolist(), "points": p.tolist()} for c, s, p in self.stages
            ],
        }

    @classmethod
    def from_json(cls, saved: dict[str, Any]) -> Cuts:
        """Return cuts from what `to_json` made."""
        if saved.get("schema") != SCHEMA:
            raise InputRefused(
                f"{saved.get('schema')!r} is no set of cuts", where="saved cuts", next=f"expected {SCHEMA}"
            )
        names = ("constants", "slopes", "points")
        return cls(saved["fingerprint"], tuple(_three([np.array(s[n], float) for n in names]) for s in saved["stages"]))


def _three(arrays: list[Floats]) -> tuple[Floats, Floats, Floats]:
    constants, slopes, points = arrays
    if not len(constants):
        raise InputRefused("a stage without cuts was saved", where="saved cuts")
    return constants, slopes, points
