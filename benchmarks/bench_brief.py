"""`headframe brief RIOT` on the packaged snapshot: wall time, CPU time and memory of the whole process."""

from __future__ import annotations

from benchmarks.processes import HEADFRAME, cost_of
from benchmarks.registry import Measure


def run() -> list[Measure]:
    cost = cost_of(*HEADFRAME, "brief", "RIOT", runs=3)
    return [
        Measure("wall", cost.wall, "s"),
        Measure("CPU", cost.cpu, "s"),
        Measure("most memory", cost.memory, "MiB"),
    ]
