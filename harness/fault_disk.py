"""Disks that fill up and disks that cannot be written: nothing is lost, and the command says which it was."""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.fault_checks import Ledger
from harness.fault_commands import limited, run
from harness.fault_kills import Outcome
from harness.fault_work import Work, table

DISK_FULL = "the disk is full"
READ_ONLY = "read-only"
SMALL_DISK = 3 * 1024 * 1024
LARGEST_FILE = 250_000
"""Bytes: an import of 200 facts needs about half of it in its journal. A limit is drawn from 0 to this."""
RECORD_PROBLEM = (5,)


def fill_by_limit(times: int, seed: int) -> Outcome:
    """Import again and again where no file may grow beyond a random size."""
    chance, outcome, held = random.Random(seed), Outcome("limit", times), dict[str, int]()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path = folder / "record.sqlite"
        ledger = Ledger(str(path), held, outcome.counts, outcome.faults)
        for number in range(times):
            work = table(folder, number)
            done = limited([*work.arguments, "--record", str(path)], chance.randint(0, LARGEST_FILE))
            ledger.refused(work, done, RECORD_PROBLEM, DISK_FULL)
            ledger.after_fault(work, done)
            ledger.next_command(work)
    return outcome


def fill_small_disk(times: int, seed: int) -> Outcome:
    """Import again and again on a small disk with a random number of bytes left, then make room."""
    chance, outcome, held = random.Random(seed), Outcome("small disk", times), dict[str, int]()
    with tempfile.TemporaryDirectory() as place, small_disk() as disk:
        path, ballast = disk / "record.sqlite", disk / "ballast"
        ledger = Ledger(str(path), held, outcome.counts, outcome.faults)
        for number in range(times):
            work = table(Path(place), number, 40)
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            ballast.write_bytes(bytes(max(0, free - chance.randint(0, LARGEST_FILE))))
            done = run([*work.arguments, "--record", str(path)])
            ledger.refused(work, done, RECORD_PROBLEM, DISK_FULL)
            ballast.unlink()
            ledger.after_fault(work, done)
            ledger.next_command(work)
    return outcome


def forbid_writing(times: int, seed: int) -> Outcome:
    """Make the disk read-only between imports. Facts must read on, and a write say why it cannot be."""
    outcome, held = Outcome("read-only", times), dict[str, int]()
    with tempfile.TemporaryDirectory() as place, small_disk() as disk:
        path = disk / "record.sqlite"
        ledger = Ledger(str(path), held, outcome.counts, outcome.faults)
        for number in range(times):
            work = table(Path(place), number, 40)
            with read_only(disk):
                done = run([*work.arguments, "--record", str(path)])
                ledger.refused(work, done, RECORD_PROBLEM, READ_ONLY if path.exists() else "written")
                _expect_readable(ledger, work, held)
            ledger.after_fault(work, done)
            ledger.next_command(work)
    return outcome


def _expect_readable(ledger: Ledger, work: Work, held: dict[str, int]) -> None:
    """Ask that the facts can be read, and that the doctor says that they cannot be added to."""
    export = run(["export", "--own", "--record", ledger.address])
    doctor = run(["doctor", "--record", ledger.address])
    there = export.code == 0 and len(export.out.splitlines()) - 1 == sum(held.values())
    ledger.expect(there, "next command", f"{work.name}: export said {export.code}: {export.err[:400]}")
    ledger.expect(doctor.code == 5, "doctor", f"{work.name}: doctor said {doctor.code}: {doctor.out[:400]}")


@contextmanager
def small_disk() -> Iterator[Path]:
    """Yield a disk of `SMALL_DISK` bytes in memory. Only root may make one."""
    with tempfile.TemporaryDirectory() as place:
        _mount("-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", place)
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", place], check=True)


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Let nothing on a disk be written."""
    _mount("-o", "remount,ro", str(disk))
    try:
        yield
    finally:
        _mount("-o", "remount,rw", str(disk))


def can_mount() -> bool:
    """Say whether small disks can be made here."""
    try:
        with small_disk():
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
