"""What a command costs as a process of its own: wall time, CPU time and the most memory it held."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HEADFRAME = ("-c", "from headframe.cli.main import run; run()")
MEBIBYTE = 1024 * 1024
UNIT_OF_MAXRSS = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one run: wall and CPU time [s], and resident memory [MiB]."""

    wall: float
    cpu: float
    memory: float


def cost_of(*arguments: str, runs: int) -> Cost:
    """Return the least of each cost of `python ARGUMENTS` over several runs, after one that warms the disk's cache."""
    with tempfile.TemporaryDirectory() as folder:
        costs = [_one(arguments, Path(folder)) for _ in range(runs + 1)][1:]
    return Cost(*(min(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory")))


def _one(arguments: tuple[str, ...], folder: Path) -> Cost:
    nowhere = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, env=os.environ | nowhere)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"python {' '.join(arguments)} failed")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * UNIT_OF_MAXRSS / MEBIBYTE)
