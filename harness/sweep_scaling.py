"""A sweep of simulations by 1, 2 and 8 workers, with a worker lost, and through a scheduler's address; how it scales.

Usage: python -m harness.sweep_scaling [--tasks N] [--paths N]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from sweep_runs import cheap, loses_a_worker_of

from harness.measured_figures import Cell, keep
from harness.trust_page import main as write_page
from headframe.planning.sweep import Sweep, sweep
from headframe.planning.sweep_file import SweepFile
from headframe.planning.sweep_task import SweepTask, run_task
from headframe.planning.sweep_workers import LOOPBACK
from headframe.record.record import Record

MONTHS = 36
PLANNED_WORKERS = 1_000
LEAST_GAIN = 1.7
WARM_RUNS = 2
SAYS = (
    "The same grid of `simulate` tasks each time, each with a part file and one table at the end. The digest is of the "
    "table's bytes. A worker is one process that works its task in one thread. Seconds are from the call to the table, "
    "with the start of the workers; but the warm ones had worked tasks before, and of two runs the shorter counts."
)
PLAN_SAYS = (
    "Computed from the table above and one more measure, not run: the one process that hands out tasks and keeps their "
    "rows needs a certain time for each, and the network carries each task's rows once. Workers are kept busy while a "
    "task's own seconds are more than that time by their number."
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One run."""

    name: str
    seconds: float
    told: Sweep
    paths: int


def main(arguments: list[str]) -> int:
    """Measure, keep, and return 0 where the tables are equal and the gain is large enough."""
    asked = argparse.ArgumentParser(prog="python -m harness.sweep_scaling", description=__doc__)
    asked.add_argument("--tasks", type=int, default=16)
    asked.add_argument("--paths", type=int, default=262_144)
    given = asked.parse_args(arguments)
    grid = _grid(given.tasks, given.paths)
    with tempfile.TemporaryDirectory() as place:
        runs = _runs(grid, Path(place))
    command = f"python -m harness.sweep_scaling --tasks {given.tasks} --paths {given.paths}"
    rows, planned = [_row(run) for run in runs], _plan(runs)
    keep("7-sweep", "A sweep on many workers", SAYS, command, rows)
    keep("8-sweep-plan", f"A sweep on {PLANNED_WORKERS:,} workers, on paper", PLAN_SAYS, command, planned)
    write_page()
    sys.stdout.write("\n".join(map(str, [*rows, *planned])) + "\n")
    same = len({run.told.digest for run in runs}) == 1
    return 0 if same and runs[-2].seconds / runs[-1].seconds >= LEAST_GAIN else 1


def _grid(tasks: int, paths: int) -> SweepFile:
    first = date(2025, 6, 30)
    days = tuple((first + timedelta(days=7 * week)).isoformat() for week in range(tasks))
    return SweepFile("simulate", ("RIOT",), days, ("sell-production",), MONTHS, paths, 1, {"base": {}})


def _runs(grid: SweepFile, folder: Path) -> list[Measured]:
    tried = folder / "tried"
    tried.mkdir()
    lost = partial(loses_a_worker_of, run_task, str(tried))
    run_task(grid.tasks(Record())[0])  # compiles what every process then finds compiled
    runs = [_timed(f"{workers} workers", grid, folder, workers=workers) for workers in (1, 2, 8)]
    runs.append(_timed("2 workers, one lost at every third task", grid, folder, workers=2, run=lost))
    return [*runs, *(_by_address(grid, folder, workers) for workers in (1, 2))]


def _timed(
    name: str,
    grid: SweepFile,
    folder: Path,
    *,
    workers: int = 1,
    cluster: str | None = None,
    run: Callable[[SweepTask], bytes] = run_task,
) -> Measured:
    began = time.perf_counter()
    told = sweep(Record(), grid, folder / name.replace(" ", "-"), workers=workers, cluster=cluster, run=run)
    return Measured(name, time.perf_counter() - began, told, grid.paths)


def _by_address(grid: SweepFile, folder: Path, workers: int) -> Measured:
    """Work the grid through a scheduler that another call started, as on a cluster; its workers are warm."""
    from distributed import LocalCluster

    here = {"host": LOOPBACK, "dashboard_address": None, "threads_per_worker": 1, "n_workers": workers}
    with LocalCluster(processes=True, **here) as cluster:
        address = cluster.scheduler_address
        _timed(f"warming {workers}", replace(grid, paths=1), folder, cluster=address)
        name = f"{workers} warm by --cluster ADDRESS"
        # Another's work on the machine only ever lengthens a run.
        runs = [_timed(name, grid, folder / f"run {run}", cluster=address) for run in range(WARM_RUNS)]
        return min(runs, key=lambda run: run.seconds)


def _row(run: Measured) -> dict[str, Cell]:
    return {
        "workers": run.name,
        "tasks": run.told.tasks,
        "seconds": round(run.seconds, 1),
        "rows": run.told.rows,
        "bytes a task": run.told.transfer_bytes // run.told.tasks,
        "digest of the table": run.told.digest[:16],
    }


def _plan(runs: list[Measured]) -> list[dict[str, Cell]]:
    """Return what a thousand workers would need of the one process that hands out the tasks."""
    one, two = runs[-2:]
    task = one.seconds / one.told.tasks
    carried = one.told.transfer_bytes / one.told.tasks
    handing = _seconds_to_hand_out()
    busy = min(PLANNED_WORKERS, task / handing)
    return [
        {"what": "load of the machine while measured [running processes]", "value": os.getloadavg()[1]},
        {"what": "a task, one warm worker [s]", "value": task},
        {"what": "gain from 1 to 2 warm workers [times]", "value": one.seconds / two.seconds},
        {
            "what": "handing out a task and keeping its rows, measured with tasks that cost nothing [s]",
            "value": handing,
        },
        {"what": "workers kept busy by one scheduler with tasks of this size", "value": float(int(busy))},
        {"what": f"size of a task that keeps {PLANNED_WORKERS:,} workers busy [s]", "value": handing * PLANNED_WORKERS},
        {"what": f"paths in such a task, of {MONTHS} months", "value": handing * PLANNED_WORKERS / task * one.paths},
        {"what": "rows carried a task [bytes]", "value": carried},
        {"what": f"carried to the scheduler by {PLANNED_WORKERS:,} busy workers [bytes/s]", "value": carried / handing},
    ]


def _seconds_to_hand_out() -> float:
    """Return what one task more costs the process that hands them out [s]: many that cost nothing, less a few."""
    few, many = 20, 220
    with tempfile.TemporaryDirectory() as place:
        runs = [_timed(f"{tasks} cheap", _grid(tasks, 1), Path(place), workers=2, run=cheap) for tasks in (few, many)]
    return max(1e-4, (runs[1].seconds - runs[0].seconds) / (many - few))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
