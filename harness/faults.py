"""Breaks commands on purpose, and keeps what came of it for docs/why/trust.md.

Usage: python -m harness.faults kills [--store sqlite|postgresql] [--times N] [--seed S] [VERB …]
       python -m harness.faults page [--store sqlite|postgresql] [--times N] [--seed S]
       python -m harness.faults surroundings [--times N] [--seed S]: full and read-only disks, cut bodies, wrong clocks
"""

from __future__ import annotations

import argparse
import sys

from harness.fault_kills import MOMENTS, Outcome, kill_commands
from harness.fault_trials import TRIALS
from harness.measured_figures import Cell, keep
from harness.trust_page import main as write_page

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
OUTCOMES = ("acknowledged", "kept whole", "nothing kept")
WORDS = {
    "ingest": "`headframe ingest`, 3 facts",
    "import": "`headframe import`, 200 facts",
    "migration": "a migration 0001 to 0002 by `headframe import`",
    "serve": "`headframe serve`, a document of 3 facts handed in",
    "restore": "`headframe restore`, 200 facts",
    "limit": "no file may grow beyond a random size (`RLIMIT_FSIZE`), `headframe import`",
    "small disk": "a disk of 3 MiB with a random number of bytes left, `headframe import`",
    "read-only": "a disk mounted read-only, `headframe import`; facts must still read",
    "cut": "the index or the filing breaks off at a random byte, `fetch_filings`",
    "clock": "the clock is wrong by -55 to +55 years, `headframe ingest` and `import`",
}
SAYS = {
    "sqlite": (
        "`kill -9` at a moment of the clock, at a call within the write, or within the commit, in turn. Ingests and "
        "imports go into one record that grows; a migration or restore has a record of its own each time."
    ),
    "postgresql": (
        "The same, and every fourth time the command lives and the server with all its processes is killed, then "
        "started again on the same files (fsync on)."
    ),
    "page": (
        "`kill -9` by the clock, of the server alone or with its workers in turn, while a browser hands a document in. "
        "*Acknowledged* is the receipt's page to its end; the next command is `headframe ingest` of the same document."
    ),
    "surroundings": (
        "After each, the surroundings are mended and the same command is run again. *Refused in words* means exit code "
        "5 (disk), 6 (network) or 3 (a day that the clock says is yet to come), with the reason."
    ),
}
BROKEN = ("lost", "half-written", "next command", "doctor")


def main(arguments: list[str]) -> int:
    """Run the asked faults and return 0 where everything held."""
    asked = argparse.ArgumentParser(prog="python -m harness.faults", description=__doc__)
    asked.add_argument("kind", choices=list(KINDS))
    asked.add_argument("verbs", nargs="*", metavar="VERB", help=", ".join(TRIALS))
    asked.add_argument("--store", choices=list(MOMENTS), default="sqlite")
    asked.add_argument("--times", "--kills", type=int, default=50)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args(arguments)
    outcomes = KINDS[given.kind](given)
    write_page()
    faults = [words for outcome in outcomes for words in outcome.faults]
    told = [f"{outcome.verb} {outcome.kills}: {dict(outcome.counts)}" for outcome in outcomes]
    sys.stdout.write("\n".join([*faults, *told]) + "\n")
    return 1 if faults else 0


def _kills(given: argparse.Namespace) -> list[Outcome]:
    outcomes = [kill_commands(verb, given.store, given.times, given.seed) for verb in given.verbs or TRIALS]
    command = f"python -m harness.faults kills --store {given.store} --times {given.times} --seed {given.seed}"
    rows = [_row(outcome) for outcome in outcomes]
    keep(f"1-kills-{given.store}", f"Killed in the middle, on {NAMES[given.store]}", SAYS[given.store], command, rows)
    return outcomes


def _page(given: argparse.Namespace) -> list[Outcome]:
    from harness.fault_serve import kill_page

    outcome = kill_page(given.store, given.times, given.seed)
    command = f"python -m harness.faults page --store {given.store} --times {given.times} --seed {given.seed}"
    keep(
        f"1-kills-page-{given.store}",
        f"The page killed, on {NAMES[given.store]}",
        SAYS["page"],
        command,
        [_row(outcome)],
    )
    return [outcome]


def _surroundings(given: argparse.Namespace) -> list[Outcome]:
    from harness.fault_disk import can_mount, fill_by_limit, fill_small_disk, forbid_writing
    from harness.fault_network import cut_bodies, move_clock

    on_disks = (fill_small_disk, forbid_writing) if can_mount() else ()
    faults = (fill_by_limit, *on_disks, cut_bodies, move_clock)
    outcomes = [fault(given.times, given.seed) for fault in faults]
    command = f"python -m harness.faults surroundings --times {given.times} --seed {given.seed}"
    rows = [_surroundings_row(outcome) for outcome in outcomes]
    keep("2-surroundings", "Disks, lines and clocks that fail", SAYS["surroundings"], command, rows)
    return outcomes


def _surroundings_row(outcome: Outcome) -> dict[str, Cell]:
    columns = ("acknowledged", "refused in words", "nothing kept", "not said", *BROKEN)
    return {"what failed": WORDS[outcome.verb], "times": outcome.kills} | {
        _words(name): outcome.counts[name] for name in columns
    }


def _row(outcome: Outcome) -> dict[str, Cell]:
    counts = outcome.counts
    return (
        {"what was killed": WORDS[outcome.verb], "kills": outcome.kills}
        | {name: counts[name] for name in OUTCOMES}
        | {"journal left over, told by doctor": counts["named by doctor"]}
        | {_words(name): counts[name] for name in BROKEN}
    )


def _words(name: str) -> str:
    return {"next command": "next command failed", "doctor": "doctor wrong"}.get(name, name)


KINDS = {"kills": _kills, "page": _page, "surroundings": _surroundings}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
