"""One task of a sweep: a company, a day, a policy and a set of assumptions, and the rows that come of it.

A task is plain values, so that it can be sent to another machine; all that its rows depend on is in it, so that equal
tasks give equal rows wherever they are worked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from headframe.ground.errors import HeadframeError

if TYPE_CHECKING:
    import polars

    from headframe.economics.ahead import Ahead
    from headframe.vocabulary.assumptions import Assumptions

DIGITS = 24


@dataclass(frozen=True, slots=True)
class SweepTask:
    """One cell of the grid.

    Parameters
    ----------
    work : str
        What is done: one of `WORKS`.
    company, policy : str
        Ticker, and the name of a rule.
    as_of : str
        What was known through the end of this day: an ISO date.
    assumptions : str
        The name of the set.
    changes : tuple of (str, float)
        What the set changes of the packaged assumptions, in their units.
    months, paths, seed : int
        How far [months], along how many paths, of which streams; a forecast has one path.
    record : str or None
        The address of the user's own facts.
    made_from : str
        Digest of the record and version of the program: another one is another task.
    """

    work: str
    company: str
    as_of: str
    policy: str
    assumptions: str
    changes: tuple[tuple[str, float], ...]
    months: int
    paths: int
    seed: int
    record: str | None
    made_from: str

    @property
    def fingerprint(self) -> str:
        """Name of the task's result; the record's address is no part of it, its digest is."""
        said = {name: value for name, value in asdict(self).items() if name != "record"}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:DIGITS]

    @property
    def names(self) -> dict[str, str]:
        """The columns that tell this task's rows from others'."""
        return {
            "company": self.company,
            "as_of": self.as_of,
            "policy": self.policy,
            "assumptions": self.assumptions,
            "task": self.fingerprint,
        }


def run_task(task: SweepTask) -> bytes:
    """Work a task and return its rows as Parquet.

    A company that cannot be carried on that day has one row, with the reason in `missing`: the others go on.
    """
    try:
        rows = list(WORKS[task.work](task))
    except HeadframeError as problem:
        rows = [{"where": "", "missing": str(problem)}]
    return parquet_of(_framed(task, rows))


def _framed(task: SweepTask, rows: list[Mapping[str, Any]]) -> polars.DataFrame:
    import polars

    schema = {name: polars.Float64() if name in NUMBERS else polars.String() for name in COLUMNS}
    return polars.DataFrame([{**task.names, **row} for row in rows], schema=schema)


NUMBERS = ("value", "low", "high")
COLUMNS = (
    *("company", "as_of", "policy", "assumptions", "task"),
    *("where", "period", "value", "low", "high", "unit", "missing"),
)
"""Of every result. `low` and `high` are a figure's interval, or the 5 and 95 percent paths of a simulated month."""


def parquet_of(frame: polars.DataFrame) -> bytes:
    """Return a frame as a Parquet file: equal frames, equal bytes."""
    import io

    sink = io.BytesIO()
    frame.write_parquet(sink, compression="zstd", statistics=False)
    return sink.getvalue()


def _forecast(task: SweepTask) -> Iterator[Mapping[str, Any]]:
    from headframe.economics.forecast import forecast
    from headframe.record.record import Record

    view = Record(task.record).view(date.fromisoformat(task.as_of))
    told = forecast(view, task.company, _held(task), task.months, task.policy)
    for row in told.frame().iter_rows(named=True):
        yield {key: row[key] for key in ("where", "value", "low", "high", "unit", "missing")}


def _simulate(task: SweepTask) -> Iterator[Mapping[str, Any]]:
    from headframe.economics.rules import rule_named
    from headframe.economics.simulate import simulate
    from headframe.economics.simulation import FAN_SHARES

    ahead, held = _ahead(task), _held(task)
    rule = rule_named(task.policy, held)
    world = ahead.world
    told = simulate(
        ahead.miner, world.parameters, world.tables, held, rule, paths=task.paths, seed=task.seed, workers=1
    )
    for line, means in told.means.items():
        fan = told.fans.get(line)
        for at, month in enumerate(told.months):
            low, high = (float(fan[at, 0]), float(fan[at, len(FAN_SHARES) - 1])) if fan is not None else (None, None)
            yield {"where": f"mean {line}", "period": str(month), "value": float(means[at]), "low": low, "high": high}
    for name, mean in told.end_means.items():
        yield {"where": f"end {name}", "period": str(told.months[-1]), "value": float(mean)}


def _ahead(task: SweepTask) -> Ahead:
    from headframe.economics.ahead import look_ahead
    from headframe.economics.build_miner import build_miner
    from headframe.record.record import Record

    held = _held(task)
    view = Record(task.record).view(date.fromisoformat(task.as_of))
    return look_ahead(view, build_miner(view, task.company, held), held, task.months)


def _held(task: SweepTask) -> Assumptions:
    from headframe.vocabulary.assumptions import packaged_assumptions

    return packaged_assumptions().with_changes(dict(task.changes), f"sweep: {task.assumptions}")


def _reconcile(task: SweepTask) -> Iterator[Mapping[str, Any]]:
    from headframe.accounts.rollforward import reconcile
    from headframe.record.record import Record

    view = Record(task.record).view(date.fromisoformat(task.as_of))
    for row in reconcile(view, task.company).frame().iter_rows(named=True):
        yield {key: row[key] for key in ("where", "value", "low", "high", "unit", "missing")}


WORKS: dict[str, Callable[[SweepTask], Iterator[Mapping[str, Any]]]] = {
    "simulate": _simulate,
    "forecast": _forecast,
    "reconcile": _reconcile,
}
"""What a sweep can do in each cell; a reconciliation looks back, and takes neither policy nor months."""
