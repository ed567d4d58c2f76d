"""Many readers and some writers at once on one `headframe serve`, for bounded minutes; what they met, and its memory.

Usage: python -m harness.load [--store sqlite|postgresql] [--minutes N] [--readers N] [--writers N] [--think SECONDS]
           [--pause SECONDS] [--companies T,T] [--seed S] [--out NAME]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from harness.fault_kills import MOMENTS
from harness.fault_records import records_of
from harness.fault_serve import hand_in, served
from harness.fault_work import COMPANY, document
from harness.load_figures import FLAT_GROWTH, Memory, memory_of, percentile
from harness.load_memory import watched
from harness.load_pages import asked_once, pages_of, until_it_answers
from harness.load_readers import Read, read_until
from harness.load_writers import Writers, Written, lost, seconds_until_shown
from harness.measured_figures import Cell, keep
from harness.trust_page import main as write_page

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
P99_MS = 250.0
SETTLING_SHARE = 0.25
"""The share of the load in which what is kept in memory still fills up; memory is judged from then on."""
SAYS = (
    "{readers} readers for {minutes} minutes, each with one connection, {think} s in the mean (exponential) between an "
    "answer and the next request, for one of {pages} addresses: each page that reads, and each picture, JSON and CSV "
    "that these lead to, of the sector and of {companies}; first a kind is drawn, then one of it. Whole answers are "
    "asked for: no reader keeps a page. At the same time {by_page} writers hand documents in through the page and "
    "{by_command} by `headframe ingest`, {pause} s apart in the mean, all about {company}. Before, each address was "
    "asked for once; {refused} further ones have nothing to show and said so. Readers, writers and server share the "
    "cores. An *error* is an answer other than 2xx, a connection that broke, or an answer that is not whole. Memory is "
    "the PSS of the server and all its processes, each second after the first {settling} of the time; it is *flat* "
    "where the median of the last quarter lies at most {growth} above that of the first."
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a load."""

    pages: int
    refused: int
    first_seconds: float
    seconds: float
    read: Read
    written: Written
    lost: list[str]
    until_shown: list[float]
    memory: Memory

    @property
    def errors(self) -> int:
        """Requests and writes that did not answer as they should."""
        return self.read.faults.total() + len(self.written.faults)

    @property
    def p99_ms(self) -> float:
        """What 99 of 100 requests of readers stayed below [ms]."""
        return 1_000 * percentile(self.read.every, 0.99)

    @property
    def holds(self) -> bool:
        """Whether everything that must hold does."""
        return not self.errors and not self.lost and self.p99_ms <= P99_MS and self.memory.is_flat


def main(arguments: list[str]) -> int:
    """Load a server, keep what came of it, and return 0 where everything held."""
    given = _asked(arguments)
    loaded = load(given)
    names = ("minutes", "readers", "writers", "think", "pause", "companies")
    words = " ".join(f"--{name} {getattr(given, name)}" for name in names)
    command = f"python -m harness.load --store {given.store} {words} --seed {given.seed}"
    out = given.out or f"9-load-{given.store}"
    keep(out, f"Readers and writers at once, on {NAMES[given.store]}", _says(given, loaded), command, _rows(loaded))
    write_page()
    faults = [f"{count} × {words}" for words, count in loaded.read.faults.most_common(20)]
    told = [*faults, *loaded.written.faults[:20], *(f"lost: {name}" for name in loaded.lost), *map(str, _rows(loaded))]
    sys.stdout.write("\n".join(told) + "\n")
    return 0 if loaded.holds else 1


def _asked(arguments: list[str]) -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m harness.load", description=__doc__)
    asked.add_argument("--store", choices=list(MOMENTS), default="sqlite")
    asked.add_argument("--minutes", type=float, default=4.0)
    asked.add_argument("--readers", type=int, default=50)
    asked.add_argument("--writers", type=int, default=4)
    asked.add_argument("--think", type=float, default=5.0, help="mean pause of a reader between two pages [s]")
    asked.add_argument("--pause", type=float, default=15.0, help="mean pause of a writer between two documents [s]")
    asked.add_argument("--companies", default=f"RIOT,MARA,CLSK,{COMPANY}")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--out", help="name of the table's file; otherwise by the store")
    return asked.parse_args(arguments)


def load(given: argparse.Namespace) -> Loaded:
    """Serve a record of its own, ask for everything once, then let all readers and writers at it."""
    with tempfile.TemporaryDirectory() as place, records_of(given.store, Path(place)) as records:
        folder, record = Path(place), records.new()
        with served(record) as (server, address):
            until_it_answers(address)
            hand_in(address, document(folder, 0))
            until_it_answers(address, f"/c/{COMPANY}")
            began = time.perf_counter()
            pages, refused = asked_once(address, pages_of(given.companies.split(",")))
            first_seconds = time.perf_counter() - began
            seconds = 60.0 * given.minutes
            with watched(server.pid) as samples:
                read, written = _at_once(given, address, record, folder, pages, seconds)
            settled = [sample for sample in samples if sample[0] >= SETTLING_SHARE * seconds]
        gone = lost(record, written.acknowledged)
        until = seconds_until_shown(record, written, read.shown)
        return Loaded(len(pages), len(refused), first_seconds, seconds, read, written, gone, until, memory_of(settled))


def _at_once(
    given: argparse.Namespace, address: str, record: str, folder: Path, pages: list[str], seconds: float
) -> tuple[Read, Written]:
    over = threading.Event()
    stop = threading.Timer(seconds, over.set)
    writers = Writers(address, record, folder, given.pause, given.seed)
    stop.start()
    writers.start(given.writers)
    read = read_until(address, pages, given.readers, given.think, over, given.seed)
    writers.stop()
    return read, writers.written


def _says(given: argparse.Namespace, loaded: Loaded) -> str:
    return SAYS.format(
        readers=given.readers,
        minutes=f"{given.minutes:g}",
        think=f"{given.think:g}",
        pause=f"{given.pause:g}",
        pages=loaded.pages,
        refused=loaded.refused,
        companies=given.companies.replace(",", ", "),
        by_page=(given.writers + 1) // 2,
        by_command=given.writers // 2,
        company=COMPANY,
        settling=f"{SETTLING_SHARE:.0%}",
        growth=f"{FLAT_GROWTH:.0%}",
    )


def _rows(loaded: Loaded) -> list[dict[str, Cell]]:
    read, written, memory = loaded.read, loaded.written, loaded.memory
    kinds = [row for kind in sorted(read.seconds) for row in _kind(kind, read.seconds[kind])]
    ways = (("through the page", written.page_seconds), ("by the command line", written.command_seconds))
    return [
        _row("requests of readers", len(read.every), ""),
        _row("requests a second", len(read.every) / loaded.seconds, "1/s"),
        _row("errors, of readers and writers", loaded.errors, "", "0"),
        _row("p50, all requests of readers", 1_000 * percentile(read.every, 0.5), "ms"),
        _row("p95, all requests of readers", 1_000 * percentile(read.every, 0.95), "ms"),
        _row("p99, all requests of readers", loaded.p99_ms, "ms", f"≤ {P99_MS:g}"),
        _row("longest, all requests of readers", 1_000 * max(read.every), "ms"),
        *kinds,
        *(_row(f"documents handed in {way}", len(seconds), "") for way, seconds in ways),
        *(_row(f"p50, a document {way}", percentile(seconds, 0.5), "s") for way, seconds in ways if seconds),
        *(_row(f"longest, a document {way}", max(seconds), "s") for way, seconds in ways if seconds),
        _row("documents acknowledged", len(written.acknowledged), ""),
        _row("acknowledged documents not found whole afterwards", len(loaded.lost), "", "0"),
        _row("p50, from a receipt until readers are shown it", percentile(loaded.until_shown, 0.5), "s"),
        _row("longest, from a receipt until readers are shown it", max(loaded.until_shown), "s"),
        _row("asking for each address once, before", loaded.first_seconds, "s"),
        _row("memory, median of the first quarter", memory.first, "MiB"),
        _row("memory, median of the last quarter", memory.last, "MiB", f"≤ {memory.first * (1 + FLAT_GROWTH):,.4g}"),
        _row("memory, most", memory.most, "MiB"),
        _row("memory, slope", memory.slope, "MiB/hour"),
    ]


def _kind(kind: str, seconds: list[float]) -> list[dict[str, Cell]]:
    shares = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("longest", 1.0))
    return [_row(f"{name}, {kind}", 1_000 * percentile(seconds, share), "ms") for name, share in shares]


def _row(what: str, value: Cell, unit: str, limit: str = "") -> dict[str, Cell]:
    return {"what": what, "value": value, "unit": unit, "limit": limit}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
