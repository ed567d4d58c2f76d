"""What a benchmark is. One lies in each module `bench_*.py`, with a function `run` that returns its measures."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

import benchmarks

PREFIX = "bench_"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured figure; with a limit, it must not exceed it."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def holds(self) -> bool:
        return self.limit is None or self.value <= self.limit


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One module's measures, under the module's name without its prefix."""

    name: str
    module: ModuleType

    @property
    def summary(self) -> str:
        return (self.module.__doc__ or "").strip().splitlines()[0]

    @property
    def run(self) -> Callable[[], list[Measure]]:
        found: Callable[[], list[Measure]] = self.module.run
        return found


def all_benchmarks() -> dict[str, Benchmark]:
    """Return every benchmark by name."""
    names = sorted(found.name for found in pkgutil.iter_modules(benchmarks.__path__) if found.name.startswith(PREFIX))
    found = [Benchmark(name.removeprefix(PREFIX), import_module(f"benchmarks.{name}")) for name in names]
    return {benchmark.name: benchmark for benchmark in found}
