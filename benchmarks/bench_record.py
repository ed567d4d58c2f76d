"""A view and a reconciliation at 1,500 and at 100,000 own facts, and how the time grows between them.

The hard case: all facts in one company, many concepts, months and printings. CPU time, the best of several runs.
"""

from __future__ import annotations

import gc
import math
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.made_up_record import made_up_record
from benchmarks.registry import Measure
from headframe.accounts.rollforward import reconcile
from headframe.record.record import Record
from headframe.vocabulary.company import companies

SMALL, LARGE = 1_500, 100_000
ONE = "BITZERO"
"""A company of which the packaged snapshot has no facts, so that all of them are the record's own."""
RUNS = {SMALL: 15, LARGE: 3}
LARGEST_EXPONENT = 1.05


def run() -> list[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        records = {size: made_up_record(Path(folder) / f"{size}.sqlite", size, [ONE]) for size in (SMALL, LARGE)}
        measures = [measure for step, work in STEPS.items() for measure in _grown(step, work, records)]
        spread = made_up_record(Path(folder) / "spread.sqlite", LARGE, list(companies()))
        loaded = len(spread.view().facts(ONE))
        seconds = _best(lambda: spread.view().facts(ONE), RUNS[LARGE])
    words = f"view of one company of {len(companies())}, {LARGE:,} facts in all"
    return [
        *measures,
        Measure(words, seconds, "s"),
        Measure("  facts loaded for it", loaded, "facts", limit=math.ceil(LARGE / len(companies()))),
    ]


def _view(record: Record) -> None:
    record.view().facts(ONE)


def _view_and_reconcile(record: Record) -> None:
    reconcile(record.view(), ONE)


STEPS: dict[str, Callable[[Record], None]] = {"view": _view, "view and reconcile": _view_and_reconcile}


def _grown(step: str, work: Callable[[Record], None], records: dict[int, Record]) -> list[Measure]:
    seconds = {size: _best(lambda record=record: work(record), RUNS[size]) for size, record in records.items()}
    exponent = math.log(seconds[LARGE] / seconds[SMALL]) / math.log(LARGE / SMALL)
    timed = [Measure(f"{step}, {size:,} facts", seconds[size], "s") for size in records]
    return [*timed, Measure(f"{step}, growth exponent", exponent, "", LARGEST_EXPONENT)]


def _best(work: Callable[[], object], runs: int) -> float:
    """Return the CPU time of the fastest run [s], after one that warms up."""
    work()
    found = []
    for _ in range(runs):
        gc.collect()
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)
