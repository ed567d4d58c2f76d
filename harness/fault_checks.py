"""What must hold after every fault: nothing acknowledged lost, nothing half-written, the next command works."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa

from harness.fault_commands import Done, run
from harness.fault_work import Work
from headframe.ground.errors import RecordProblem
from headframe.record.address import file_of
from headframe.record.doctor_questions import JOURNALS
from headframe.record.schema import facts
from headframe.record.store import Batch, Store
from headframe.record.store_checks import damage, missing_guards, wrong_batches

ENDED_EARLY = "ended before it was done"
"""What the doctor says where a journal was left over."""


@dataclass(slots=True)
class Ledger:
    """What was acknowledged so far, and what was found wrong."""

    address: str
    acknowledged: dict[str, int]
    counts: Counter[str]
    faults: list[str]

    def after_fault(self, work: Work, done: Done) -> None:
        """Look at the record as the fault left it."""
        left_over = self._left_over()
        doctor = run(["doctor", "--record", self.address])
        self.expect(doctor.code == 0, "doctor", f"{work.name}: doctor said {doctor.code}: {doctor.out[:600]}")
        told = ENDED_EARLY in doctor.out
        self.expect(told == left_over, "doctor", f"{work.name}: left over {left_over}, told {told}: {doctor.out[:500]}")
        self.counts["named by doctor"] += told
        if done.acknowledged:
            self.acknowledged[work.name] = work.facts
        held = self._held()
        kept = held[work.name]
        self.expect(kept in (0, work.facts), "half-written", f"{work.name}: {kept} of {work.facts} facts are there")
        self._expect_nothing_lost(held)
        outcome = "acknowledged" if done.acknowledged else "kept whole" if kept else "nothing kept"
        self.counts[outcome] += 1

    def refused(self, work: Work, done: Done, codes: tuple[int, ...], words: str) -> None:
        """Ask that a command which could not do its work said so: by its exit code, and in words."""
        said = done.acknowledged or (done.code in codes and words in done.err)
        self.expect(said, "not said", f"{work.name}: left with {done.code}: {done.err[-600:]}")
        self.counts["refused in words"] += said and not done.acknowledged

    def next_command(self, work: Work, *, stays_held: bool = False) -> None:
        """Run the same command again: it must answer, and each of its facts be there once.

        Where a record that holds facts refuses it (`stays_held`), it must refuse, and all must be there already.
        """
        held = stays_held and self._held()[work.name] == work.facts
        again = run([*work.arguments, "--record", self.address])
        wanted = RecordProblem.exit_code if held else 0
        self.expect(again.code == wanted, "next command", f"{work.name}: again said {again.code}: {again.err[:600]}")
        if again.code == 0:
            self.acknowledged[work.name] = work.facts
        self._expect_nothing_lost(self._held())

    def _expect_nothing_lost(self, held: Counter[str]) -> None:
        for name, promised in self.acknowledged.items():
            self.expect(held[name] == promised, "lost", f"{name}: {held[name]} of {promised} acknowledged facts")

    def _held(self) -> Counter[str]:
        """Return the facts there by file, having asked the record whether it is sound."""
        store = Store(self.address)
        batches = store.batches()
        with store.reading() as connection:
            stored = self._sound(connection) if connection is not None and batches else 0
        total = sum(batch.rows for batch in batches)
        self.expect(total == stored, "half-written", f"{stored} facts stored, {total} in batches")
        held: Counter[str] = Counter()
        for batch in batches:
            held[file_in(batch)] += batch.rows
        return held

    def _sound(self, connection: sa.Connection) -> int:
        wrong, gone, hurt = wrong_batches(connection), missing_guards(connection), damage(connection)
        self.expect(not wrong, "half-written", f"batches {wrong} are not what was taken in")
        self.expect(not gone and not hurt, "half-written", f"guards {gone} missing, damage '{hurt}'")
        return int(connection.scalar(sa.select(sa.func.count()).select_from(facts)) or 0)

    def _left_over(self) -> bool:
        """Say whether a journal with something in it lies beside the record's file."""
        file = file_of(self.address)
        beside = [] if file is None else [file.with_name(file.name + end) for end in JOURNALS]
        return any(path.exists() and path.stat().st_size > 0 for path in beside)

    def expect(self, holds: bool, kind: str, words: str) -> None:
        """Note a fault where something does not hold."""
        if not holds:
            self.counts[kind] += 1
            self.faults.append(words)


def file_in(batch: Batch) -> str:
    """Return the file that a batch says it was taken from."""
    return next((word for word in batch.what.split() if word.endswith((".html", ".csv"))), batch.what)
