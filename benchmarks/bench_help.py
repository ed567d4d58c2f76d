"""`headframe --help`: CPU time over that of bare Python, which a shell's user waits for at every step."""

from __future__ import annotations

from benchmarks.processes import HEADFRAME, cost_of
from benchmarks.registry import Measure

RUNS = 10
MOST_OVER_PYTHON = 0.1
"""A tenth of a second: what a reader does not notice."""


def run() -> list[Measure]:
    bare = cost_of("-c", "pass", runs=RUNS)
    helped = cost_of(*HEADFRAME, "--help", runs=RUNS)
    verb = cost_of(*HEADFRAME, "brief", "--help", runs=RUNS)
    return [
        Measure("bare Python", bare.cpu, "s CPU"),
        Measure("headframe --help, over bare Python", helped.cpu - bare.cpu, "s CPU", MOST_OVER_PYTHON),
        Measure("headframe brief --help, over bare Python", verb.cpu - bare.cpu, "s CPU"),
    ]
