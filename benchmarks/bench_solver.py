"""The allocation problem to its bounds: gap against time, on the lattice and in the simulator; growth with size.

Seconds are of CPU in this process, one of two alike: what the clock shows where two cores are free.
"""

from __future__ import annotations

import math
import time

from benchmarks.registry import Measure
from benchmarks.solver_allocation import Allocation, Deviation, chain
from benchmarks.solver_stores import Stores, prices
from headframe.solver.certificate import certify
from headframe.solver.problem import Process
from headframe.solver.solve import Limits, solve
from headframe.solver.statement import Certificate

PROCESSES = 2
SECONDS, SECONDS_FINE = 20.0, 40.0
"""Of training with 9 and with 21 nodes, a core."""
CURVE = (2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0)
MOST_GAP, MOST_SECONDS = 0.5, 30.0
TRIALS = 60
BASE, DOUBLED = {"stages": 20, "nodes": 10, "goods": 4}, {"stages": 40, "nodes": 20, "goods": 8}


def run() -> list[Measure]:
    measures = []
    for nodes, seconds, process in ((9, SECONDS, None), (21, SECONDS_FINE, Deviation())):
        measures += _certified(nodes, seconds, process)
    return [*measures, *_growth()]


def _certified(nodes: int, seconds: float, process: Process | None) -> list[Measure]:
    """Return the bounds after so many seconds, and the way there."""
    began, wall = time.process_time(), time.perf_counter()
    seen: list[tuple[float, float]] = []
    solution = solve(
        Allocation(),
        chain(nodes),
        limits=Limits(seconds=math.inf, stop=lambda: time.process_time() - began >= seconds),
        paths=PROCESSES,
        workers=PROCESSES,
        progress=lambda progress: seen.append((time.process_time() - began, progress.upper)),
    )
    found = certify(solution, process=process, paths=300, paired=100 if process else 20, draws=300, workers=PROCESSES)
    spent = time.process_time() - began
    return [
        *_curve(nodes, seen, found.lattice.lower),
        Measure(f"{nodes} nodes, trial paths", solution.log[-1].trials, "paths"),
        *_bounds(nodes, found),
        Measure(f"{nodes} nodes, plan and certificate", spent, "s a core", MOST_SECONDS if nodes == 9 else None),
        Measure(f"{nodes} nodes, the same by the clock", time.perf_counter() - wall, "s"),
    ]


def _curve(nodes: int, seen: list[tuple[float, float]], lower: float) -> list[Measure]:
    """Return how far the upper bound was from the plan's certified value as time went by."""
    measures = []
    for seconds in CURVE:
        uppers = [upper for at, upper in seen if at <= seconds]
        if uppers and seen[-1][0] >= seconds - 1:
            gap = 100 * (uppers[-1] - lower) / uppers[-1]
            measures.append(Measure(f"{nodes} nodes, upper bound after {seconds:g} s over the plan", gap, "%"))
    return measures


def _bounds(nodes: int, found: Certificate) -> list[Measure]:
    limit = MOST_GAP if nodes == 9 else None
    measures = [Measure(f"{nodes} nodes, gap for the lattice", 100 * found.gap_lattice, "%", limit)]
    if isinstance(found.gap_simulator, float):
        measures.append(Measure(f"{nodes} nodes, gap for the simulator", 100 * found.gap_simulator, "%"))
    return measures


def _growth() -> list[Measure]:
    """Return CPU seconds of a fixed number of trial paths, and how they grow when one size doubles."""
    _cpu(stages=2, nodes=2, goods=1)  # what is loaded on first use is not growth
    base = _cpu(**BASE)
    measures = [Measure(f"{TRIALS} paths, 20 stages, 10 nodes, 4 states", base, "s of CPU")]
    for size, doubled in DOUBLED.items():
        grown = _cpu(**{**BASE, size: doubled})
        measures.append(Measure(f"growth with {size}, as a power", math.log2(grown / base), ""))
    return measures


def _cpu(stages: int, nodes: int, goods: int) -> float:
    began = time.process_time()
    solve(Stores(stages, goods), prices(stages, nodes), limits=Limits(seconds=1e9, trials=TRIALS))
    return time.process_time() - began
