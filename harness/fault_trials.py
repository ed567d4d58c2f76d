"""What is killed: a command, the record it works on, and what that record had acknowledged before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from older_records import made_by

from harness.fault_commands import run
from harness.fault_records import Records
from harness.fault_work import COMPANY, Work, document, table
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.vocabulary.fact import Fact, KnownBy, Source, Witness

NOW = datetime(2026, 1, 31, tzinfo=UTC)
BEFORE = 40
"""Facts that a record holds before it is migrated."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One command to be killed. Where `stays_held`, running it again on a record that kept it is refused with 5."""

    work: Work
    address: str
    before: dict[str, int] = field(default_factory=dict)
    stays_held: bool = False

    @property
    def arguments(self) -> list[str]:
        """The whole command line."""
        return [*self.work.arguments, "--record", self.address]


Trials = Callable[[Records, Path], Iterator[Trial]]


def ingests(records: Records, folder: Path) -> Iterator[Trial]:
    """Yield one document after the other into one record."""
    address = records.new()
    yield from (Trial(document(folder, number), address) for number in count())


def imports(records: Records, folder: Path) -> Iterator[Trial]:
    """Yield one file after the other into one record."""
    address = records.new()
    yield from (Trial(table(folder, number), address) for number in count())


def migrations(records: Records, folder: Path) -> Iterator[Trial]:
    """Yield a record of the earliest shape each time, which the import must bring to the newest first."""
    for number in count():
        address = records.new()
        made_by("0001", address, _facts(), "before.csv sha256 made-up", NOW)
        yield Trial(table(folder, number, 20), address, {"before.csv": BEFORE})


def restores(records: Records, folder: Path) -> Iterator[Trial]:
    """Yield an empty record each time, into which one backup is taken."""
    work, full, backup = table(folder, 0), records.new(), folder / "full.backup"
    for arguments in ([*work.arguments], ["backup", str(backup)]):
        done = run([*arguments, "--record", full])
        if done.code:
            raise RuntimeError(done.err)
    taken = Work("restore", work.file, ("restore", str(backup), "--form", "json"), work.facts)
    yield from (Trial(taken, records.new(), stays_held=True) for _ in count())


TRIALS: dict[str, Trials] = {"ingest": ingests, "import": imports, "migration": migrations, "restore": restores}


def _facts() -> list[Fact]:
    source = Source(Witness.OWN, "made up for Northfield")
    return [
        Fact(
            company=COMPANY,
            concept="bitcoin_produced",
            period=Period.month(2015 + number // 12, 1 + number % 12),
            value=float(number),
            interval=Interval(float(number), float(number)),
            unit="BTC",
            known_at=NOW.date(),
            known_by=KnownBy.TYPED,
            source=source,
        )
        for number in range(BEFORE)
    ]
