"""Mutated inputs of every kind: no crash, no hang, no silent number, nothing opened outside.

Usage: python -m harness.mutated [--times N] [--seed S] [--keep] [KIND …]
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from harness.measured_figures import Cell, keep, kept
from harness.mutated_documents import Hung, forbid_the_outside, mutated, too_long
from harness.mutated_kinds import KINDS, Kind
from harness.mutated_web import WEB_KINDS
from harness.trust_page import main as write_page
from headframe.ground.errors import HeadframeError

LONGEST_SECONDS = 10
SHARES = {"document": 0.35, "deal": 0.15, "assumptions": 0.15, "csv": 0.1, "json": 0.1, "backup": 0.05}
"""Of all inputs by kind; the rest is shared by the slower kinds."""
SHOWN_FAULTS = 20


@dataclass(slots=True)
class Told:
    """What became of the inputs of one kind."""

    kind: str
    counts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


def main(arguments: list[str]) -> int:
    """Run the harness and return 0 where nothing went wrong."""
    every = KINDS | WEB_KINDS
    asked = argparse.ArgumentParser(prog="python -m harness.mutated", description=__doc__)
    asked.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(every))
    asked.add_argument("--times", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--keep", action="store_true", help="write the figures into docs/why/trust.md")
    given = asked.parse_args(arguments)
    kinds = given.kinds or list(every)
    rest = 1 - sum(SHARES.get(kind, 0) for kind in every)
    other = rest / sum(kind not in SHARES for kind in every)
    forbid_the_outside()
    told = [_run(kind, every[kind], round(given.times * SHARES.get(kind, other)), given.seed) for kind in kinds]
    if given.keep:
        command = f"python -m harness.mutated --times {given.times} --seed {given.seed} --keep"
        # Each kind has random numbers of its own, so one that is run again alone is what it was among all.
        before = {row["kind"]: row for table in kept() if table.title == TITLE for row in table.rows}
        rows = before | {one.kind: _row(one) for one in told}
        keep("4-mutated", TITLE, SAYS, command, [rows[kind] for kind in every if kind in rows])
        write_page()
    faults = [words for one in told for words in one.faults]
    sys.stdout.write("\n".join([*faults[:SHOWN_FAULTS], *(str(_row(one)) for one in told)]) + "\n")
    return 1 if faults else 0


TITLE = "Mutated inputs"
SAYS = (
    "Each input is a whole one with one to eight changes: bytes flipped, cut, doubled, spliced, hidden and "
    "bidirectional characters, odd numbers in the place of others. It must be read or refused in words within ten "
    "CPU seconds, open no file or connection, and give no silent number: none that is not finite, lies outside what "
    "its concept can be, or does not stand in the quote it comes from."
)


def _row(told: Told) -> dict[str, Cell]:
    counts = told.counts
    return {
        "kind": told.kind,
        "inputs": counts.total(),
        "read": counts["read"],
        "refused in words": counts["refused"],
        "crashed": counts["crashed"],
        "hung": counts["hung"],
        "silent numbers": counts["silent number"],
        "slowest [CPU s]": round(told.slowest, 2),
    }


def _run(name: str, kind: Kind, times: int, seed: int) -> Told:
    chance, seeds, told = random.Random(f"{seed} {name}"), kind.seeds(), Told(name)
    for whole in seeds[: kind.whole]:
        if wrong := kind.read(kind.close(whole)):
            raise RuntimeError(f"{name}: what mutation starts from is not whole: {wrong}")
    for number in range(times):
        data = kind.close(mutated(chance, seeds, kind.most_changes))
        began = time.process_time()
        outcome, words = _outcome(kind, data)
        told.slowest = max(told.slowest, time.process_time() - began)
        told.counts[outcome] += 1
        if words:
            told.faults.append(f"{name} {number} of seed {seed} {outcome}: {words}\n  {data[:200]!r}")
    return told


def _outcome(kind: Kind, data: bytes) -> tuple[str, str]:
    signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, LONGEST_SECONDS)  # of CPU: other work on the machine is no fault of ours
    try:
        wrong = kind.read(data)
        return ("silent number", wrong) if wrong else ("read", "")
    except (HeadframeError, UnicodeDecodeError):
        return "refused", ""
    except Hung:
        return "hung", f"over {LONGEST_SECONDS} s"
    except Exception as error:  # any other exception is what the harness is for
        return "crashed", f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
