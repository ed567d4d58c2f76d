"""A grid of companies, days, policies and assumption sets, worked by one process or many machines, into one table.

Each task's rows are kept in a file of their own as soon as they come, so a sweep that was ended goes on where it was.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from headframe.ground.errors import RecordProblem
from headframe.planning.sweep_file import SweepFile
from headframe.planning.sweep_task import SweepTask, parquet_of, run_task
from headframe.planning.sweep_workers import Run, worked
from headframe.record.record import Record
from headframe.vocabulary.answer import Answer


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A cell that could not be worked, and why."""

    company: str
    as_of: str
    policy: str
    assumptions: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Sweep(Answer):
    """What a sweep did. `digest` is the SHA-256 of the table: the same for any number of workers."""

    verb: ClassVar[str] = "sweep"

    work: str
    tasks: int
    worked: int
    kept_from_before: int
    rows: int
    transfer_bytes: int
    unanswered: tuple[Unanswered, ...]
    table: str
    digest: str


def sweep(
    record: Record,
    file: SweepFile,
    table: Path,
    *,
    workers: int = 1,
    cluster: str | None = None,
    run: Run = run_task,
) -> Sweep:
    """Work every cell of a sweep and write one Parquet table.

    Parameters
    ----------
    record : Record
        What was known. Workers on other machines need the same record at the same address.
    file : SweepFile
        The grid.
    table : Path
        Where the table goes; a folder beside it keeps the parts, by which an ended sweep goes on.
    workers, cluster, run
        As `worked` takes them.

    Raises
    ------
    RecordProblem
        Where the table or its parts cannot be written.
    """
    tasks = file.tasks(record)
    parts = table.with_name(table.name + ".parts")
    waiting = [task for task in tasks if not _is_kept(parts, task)]
    try:
        for task, rows in worked(waiting, workers=workers, cluster=cluster, run=run):
            _keep(_part(parts, task), rows)
        data, unanswered, rows_in_all = _assembled(parts, tasks)
        _keep(table, data)
    except OSError as error:
        raise RecordProblem(
            "the sweep's table cannot be written", where=str(table), why=str(error.strerror or error), next="make room"
        ) from error
    return Sweep(
        made_from=record.view().made_from(),
        work=file.work,
        tasks=len(tasks),
        worked=len(waiting),
        kept_from_before=len(tasks) - len(waiting),
        rows=rows_in_all,
        transfer_bytes=sum(_part(parts, task).stat().st_size for task in waiting),
        unanswered=unanswered,
        table=table.name,
        digest=hashlib.sha256(data).hexdigest(),
    )


def _assembled(parts: Path, tasks: Sequence[SweepTask]) -> tuple[bytes, tuple[Unanswered, ...], int]:
    """Put the parts together in the order of the tasks, whoever finished first."""
    import polars

    frame = polars.concat([polars.read_parquet(_part(parts, task)) for task in tasks])
    named = frame.filter((polars.col("where") == "") & polars.col("missing").is_not_null())
    columns = ("company", "as_of", "policy", "assumptions", "missing")
    return parquet_of(frame), tuple(Unanswered(*row) for row in named.select(columns).iter_rows()), frame.height


def _is_kept(parts: Path, task: SweepTask) -> bool:
    """Say whether a task's rows are there and whole."""
    import polars

    part = _part(parts, task)
    try:
        return part.exists() and polars.read_parquet(part, columns=["task"])["task"].unique().to_list() == [
            task.fingerprint
        ]
    except (polars.exceptions.PolarsError, OSError):
        return False


def _part(parts: Path, task: SweepTask) -> Path:
    return parts / f"{task.fingerprint}.parquet"


def _keep(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    with draft.open("wb") as sink:
        sink.write(data)
        sink.flush()
        os.fsync(sink.fileno())
    draft.replace(path)
