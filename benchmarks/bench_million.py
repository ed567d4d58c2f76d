"""A record of a million facts: import, view, reconciliation, backup and doctor, and how each grows from a tenth of it.

Two cases: all facts of one company (the hard one), and spread over all companies. CPU time; memory of the process.
"""

from __future__ import annotations

import io
import math
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.made_up_record import NOW, made_up_record
from benchmarks.processes import MEBIBYTE, UNIT_OF_MAXRSS
from benchmarks.registry import Measure
from headframe.accounts.rollforward import reconcile
from headframe.record.backup import back_up
from headframe.record.doctor import examine
from headframe.record.record import Record
from headframe.record.restore import restore
from headframe.vocabulary.company import companies

TENTH, MILLION = 100_000, 1_000_000
ONE = "BITZERO"
"""A company of which the packaged snapshot has no facts, so that all of them are the record's own."""
LARGEST_EXPONENT = 1.1


def run() -> list[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        alone = {size: _made(Path(folder) / f"one-{size}.sqlite", size, [ONE]) for size in (TENTH, MILLION)}
        spread = {
            size: _made(Path(folder) / f"all-{size}.sqlite", size, list(companies())) for size in (TENTH, MILLION)
        }
        measures = [*_grown("append", {size: seconds for size, (_, seconds) in alone.items()})]
        for name, records in (("all of one company", alone), ("spread over all", spread)):
            for step, work in STEPS.items():
                seconds = {size: _cpu(work, record) for size, (record, _) in records.items()}
                measures += _grown(f"{step}, {name}", seconds)
        measures += [_restored(spread[MILLION][0], Path(folder) / "restored.sqlite")]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT_OF_MAXRSS / MEBIBYTE
    return [*measures, Measure("most memory held by all of this", peak, "MiB")]


def _made(path: Path, size: int, of: Sequence[str]) -> tuple[Record, float]:
    began = time.process_time()
    record = made_up_record(path, size, of)
    return record, time.process_time() - began


def _view(record: Record) -> None:
    record.view().facts(ONE)


def _reconcile(record: Record) -> None:
    reconcile(record.view(), ONE)


def _doctor(record: Record) -> None:
    if not examine(record, {}).sound:
        raise RuntimeError("the record is not sound")


def _back_up(record: Record) -> None:
    back_up(record, io.StringIO(), "record.backup", NOW)


STEPS: dict[str, Callable[[Record], None]] = {
    "view": _view,
    "view and reconcile": _reconcile,
    "doctor": _doctor,
    "backup": _back_up,
}


def _restored(record: Record, path: Path) -> Measure:
    copy = io.StringIO()
    back_up(record, copy, "record.backup", NOW)
    copy.seek(0)
    seconds = _cpu(lambda restored: restore(restored, copy, "record.backup"), Record(str(path)))
    return Measure(f"restore, spread over all, {MILLION:,} facts", seconds, "s")


def _grown(step: str, seconds: dict[int, float]) -> list[Measure]:
    exponent = math.log(seconds[MILLION] / seconds[TENTH]) / math.log(MILLION / TENTH)
    timed = [Measure(f"{step}, {size:,} facts", cpu, "s") for size, cpu in seconds.items()]
    return [*timed, Measure(f"{step}, growth exponent", exponent, "", LARGEST_EXPONENT)]


def _cpu(work: Callable[[Record], object], record: Record) -> float:
    began = time.process_time()
    work(record)
    return time.process_time() - began
