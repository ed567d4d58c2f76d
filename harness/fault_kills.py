"""Commands killed in the middle, over and over: what was acknowledged must stay, the rest be whole or not there."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from postgresql_server import Server

from harness.fault_checks import Ledger
from harness.fault_commands import Done, Size, killed, measured, started
from harness.fault_records import records_of
from harness.fault_trials import TRIALS, Trial

MOMENTS = {"sqlite": ("clock", "call", "commit"), "postgresql": ("clock", "call", "commit", "server")}
"""When a command dies: at a moment of the clock, at a call of its write, within its commit; or its server does."""


@dataclass(slots=True)
class Outcome:
    """What came of all kills of one command."""

    verb: str
    kills: int
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def kill_commands(verb: str, store: str, kills: int, seed: int) -> Outcome:
    """Kill a command at random moments.

    Parameters
    ----------
    verb : str
        One of `TRIALS`.
    store : str
        "sqlite" or "postgresql".
    kills : int
        How many times.
    seed : int
        Of the moments.
    """
    chance, outcome, promised = random.Random(seed), Outcome(verb, kills), dict[str, dict[str, int]]()
    with tempfile.TemporaryDirectory() as place, records_of(store, Path(place)) as records:
        trials = TRIALS[verb](records, Path(place))
        size = measured(*(next(trials).arguments for _ in range(2)))
        for number, trial in zip(range(kills), trials, strict=False):
            held = promised.setdefault(trial.address, dict(trial.before))
            ledger = Ledger(trial.address, held, outcome.counts, outcome.faults)
            moment = MOMENTS[store][number % len(MOMENTS[store])]
            done = _killed(trial, moment, size, chance, records.server)
            ledger.after_fault(trial.work, done)
            ledger.next_command(trial.work, stays_held=trial.stays_held)
            outcome.counts[f"moment {moment}"] += 1
    return outcome


def _killed(trial: Trial, moment: str, size: Size, chance: random.Random, server: Server | None) -> Done:
    if moment != "server" or server is None:
        return killed(trial.arguments, moment, size, chance)
    running = started(trial.arguments)
    time.sleep(chance.uniform(0.5, 1.1) * size.seconds)
    server.crash()
    done = running()
    server.start()
    return done
