"""`simulate` on a made-up miner, 100,000 paths x 120 months, against numpy and JAX on one model; memory; growth."""

from __future__ import annotations

import importlib.util
import math
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.processes import cost_of
from benchmarks.registry import Measure

PATHS, MONTHS, SEED = 100_000, 120, 7
RUNS = 5
ALONE = "from benchmarks.bench_simulate import alone; alone({})"
COMPILE = "from benchmarks.bench_simulate import first_compile; first_compile()"


def northfield() -> ModuleType:
    """Return the tests' made-up miner and world."""
    path = Path(__file__).parents[1] / "tests" / "northfield.py"
    spec = importlib.util.spec_from_file_location("northfield", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def inputs() -> tuple[Any, Any, Any, Any]:
    from headframe.economics.company_tables import company_tables
    from headframe.economics.rules import Rule
    from headframe.vocabulary.assumptions import packaged_assumptions

    made_up = northfield()
    parameters, world = made_up.made_up_parameters(), made_up.made_up_world(MONTHS)
    return parameters, world, company_tables(made_up.northfield(), parameters, world, packaged_assumptions()), Rule()


def alone(paths: int) -> None:
    """Simulate once: what a process of its own costs."""
    from headframe.economics.kernel_inputs import engine_inputs
    from headframe.economics.simulate import run

    parameters, world, tables, rule = inputs()
    run(engine_inputs(parameters, world, tables, rule, SEED), tables, rule, paths=paths, seed=SEED)


def first_compile() -> None:
    """Compile the engine where nothing is kept, and print the seconds."""
    from headframe.economics import kernel_compile

    kernel_compile.compiled_folder = lambda: None  # type: ignore[assignment]
    start = time.perf_counter()
    alone(128)
    print(time.perf_counter() - start)


def least(work: Callable[[int], Any], runs: int = RUNS, *, warm: bool = True) -> float:
    """Return the least wall time of several runs, after one that warms up where there is something to compile."""
    if warm:
        work(0)
    times = []
    for at in range(1, runs + 1):
        start = time.perf_counter()
        work(at)
        times.append(time.perf_counter() - start)
    return min(times)


def run() -> list[Measure]:
    from benchmarks.simulate_rivals import blocked, jax_program, naive
    from headframe.economics.kernel_inputs import engine_inputs
    from headframe.economics.simulate import run as simulate_run
    from headframe.economics.simulate import value_of_rule

    # first of all: a child starts with its parent's most memory, which the rivals are about to raise
    memory = {paths: cost_of("-c", ALONE.format(paths), runs=1).memory for paths in (PATHS // 10, 10 * PATHS)}
    compiling = subprocess.run([sys.executable, "-c", COMPILE], capture_output=True, text=True, check=True).stdout
    parameters, world, tables, rule = inputs()
    made = engine_inputs(parameters, world, tables, rule, SEED)
    case = (parameters, world, tables)

    def ours(paths: int) -> Callable[[int], Any]:
        return lambda _: simulate_run(made, tables, rule, paths=paths, seed=SEED)

    engine = least(ours(PATHS))
    cpu = time.process_time()
    ours(PATHS)(0)
    cpu = time.process_time() - cpu
    small, large = least(ours(PATHS // 10), 3), least(ours(10 * PATHS), 1)
    rivals = {
        "naive numpy": least(lambda seed: naive(case, PATHS, seed), 1, warm=False),
        "blocked numpy, 2 threads": least(lambda seed: blocked(case, PATHS, seed), 1, warm=False),
        "JAX, 64-bit": least(jax_program(case, PATHS, single=False), 2),
        "JAX, 32-bit, fastest generator": least(jax_program(case, PATHS, single=True), 3),
    }
    times = {name: Measure(name, seconds, "s") for name, seconds in rivals.items()}
    means = _means(case, made, rule)
    return [
        Measure(f"engine, {PATHS:,} x {MONTHS}", engine, "s", 0.5),
        Measure("... CPU time of both cores together", cpu, "s", 1.0),
        *times.values(),
        Measure("engine over naive numpy", engine / rivals["naive numpy"], "ratio", 1 / 20),
        Measure(
            "engine over the faster JAX",
            engine / min(rivals["JAX, 64-bit"], rivals["JAX, 32-bit, fastest generator"]),
            "ratio",
            1 / 3,
        ),
        Measure("growth exponent, 10,000 to 1,000,000 paths", math.log(large / small) / math.log(100), "", 1.05),
        *(Measure(f"most memory, {paths:,} paths", used, "MiB", 400) for paths, used in memory.items()),
        Measure("first compile, nothing kept", float(compiling), "s", 30),
        Measure("value of a rule, 4,096 paths", least(lambda _: value_of_rule(made, tables, rule, paths=4096)), "s"),
        *means,
    ]


def _means(case: Any, made: Any, rule: Any) -> list[Measure]:
    """Return how far the rivals' mean value lies from ours, in standard errors: they are the same model."""
    from benchmarks.simulate_rivals import blocked
    from headframe.economics.simulate import run as simulate_run

    found = simulate_run(made, case[2], rule, paths=PATHS, seed=SEED)
    theirs = np.asarray(blocked(case, PATHS, SEED)[0])
    apart = abs(theirs.mean() - found.end_means["value_usd"])
    error = math.hypot(found.standard_error(), float(theirs.std()) / math.sqrt(PATHS))
    return [Measure("mean value, blocked numpy against ours", apart / error, "standard errors", 3.5)]
