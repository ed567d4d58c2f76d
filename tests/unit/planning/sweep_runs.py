"""What sweep tests have workers do: a task that costs nothing, and one that loses its worker once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from headframe.planning.sweep_task import COLUMNS, SweepTask, parquet_of


def cheap(task: SweepTask) -> bytes:
    """Return one row that depends on everything in the task."""
    import polars

    row = dict.fromkeys(COLUMNS) | task.names | {"where": "made up", "value": float(int(task.fingerprint, 16))}
    numbers = ("value", "low", "high")
    schema = {name: polars.Float64() if name in numbers else polars.String() for name in COLUMNS}
    return parquet_of(polars.DataFrame([row], schema=schema))


def loses_a_worker(folder: str, task: SweepTask) -> bytes:
    """Do the cheap task, but lose the worker at the first try of every third."""
    return loses_a_worker_of(cheap, folder, task)


def loses_a_worker_of(run: Callable[[SweepTask], bytes], folder: str, task: SweepTask) -> bytes:
    """End the process at the first try of every third task, as a lost machine would."""
    tried = Path(folder) / task.fingerprint
    if int(task.fingerprint, 16) % 3 == 0 and not tried.exists():
        tried.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return run(task)
