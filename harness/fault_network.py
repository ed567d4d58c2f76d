"""Bodies that break off on the way, and clocks that are wrong: nothing half-taken in, and the next try gets it all."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path

from loopback_server import LoopbackServer, PatientClock, Reply
from test_fetch_into_record import ACCESSION, CIK, NOW, SUBMISSION, index, places

from harness.fault_checks import Ledger
from harness.fault_commands import at_another_time
from harness.fault_kills import Outcome
from harness.fault_work import document, table
from headframe.ground.errors import NetworkProblem
from headframe.intake.fetch import Fetch, fetch_filings
from headframe.record.record import Record
from headframe.sources.door import Door, Limits
from headframe.sources.guard import Guard

TRIES = 2
MOVED_DAYS = (-20_000, -4_000, -1, 1, 400, 20_000)
REFUSED = (3,)
DATED = ("--as-of", "2026-01-31")
"""Figures that name no day are known since the day of the clock, so a wrong clock is told the day."""


def cut_bodies(times: int, seed: int) -> Outcome:
    """Fetch a filing whose index or text breaks off at a random byte, then once more with the line whole."""
    chance, outcome = random.Random(seed), Outcome("cut", times)
    for number in range(times):
        with tempfile.TemporaryDirectory() as place:
            _cut_once(Path(place), chance, outcome, of_index=number % 3 == 0)
    return outcome


def _cut_once(folder: Path, chance: random.Random, outcome: Outcome, *, of_index: bool) -> None:
    server = LoopbackServer()
    try:
        record = Record(str(folder / "record.sqlite"))
        ledger = Ledger(str(record.url), {}, outcome.counts, outcome.faults)
        first, second = index(), SUBMISSION.encode()
        _lay_down(server, _cut(first, chance) if of_index else first, second if of_index else _cut(second, chance))
        said = _fetched(server, folder, record)
        ledger.expect(bool(said), "not said", "a body that broke off was not named")
        outcome.counts["refused in words"] += bool(said)
        ledger.expect(record.position() == 0, "half-written", f"{record.position()} facts of a body that broke off")
        outcome.counts["nothing kept"] += record.position() == 0
        _lay_down(server, first, second)
        again = _fetched(server, folder, record)
        ledger.expect(not again and record.position() > 0, "next command", f"the next fetch said {again}")
    finally:
        server.close()


def _fetched(server: LoopbackServer, folder: Path, record: Record) -> str:
    """Fetch and return what went wrong; empty where nothing did."""
    limits = Limits(connect_seconds=2, read_seconds=2, total_seconds=600, tries=TRIES)
    guard = Guard(trusted=frozenset({server.netloc}))
    with Door("Made Up made.up@example.org", folder / "fetched", False, guard, limits, PatientClock().keeper()) as door:
        try:
            told: Fetch = fetch_filings(record, "RIOT", NOW.date().replace(month=1), door, NOW, places(server))
        except NetworkProblem as problem:
            return str(problem)
    return "; ".join(filing.problem for filing in told.filings if filing.problem)


def _lay_down(server: LoopbackServer, listed: Reply | bytes, text: Reply | bytes) -> None:
    server.answer(f"/submissions/CIK{CIK}.json", listed)
    server.answer(f"/edgar/data/{int(CIK)}/{ACCESSION.replace('-', '')}/{ACCESSION}.txt", text)


def _cut(body: bytes, chance: random.Random) -> Reply:
    return Reply(body=body[: chance.randrange(len(body))], promised=len(body))


def move_clock(times: int, seed: int) -> Outcome:
    """Ingest and import with the clock of the machine wrong by days to decades, then once more with it right."""
    chance, outcome, held = random.Random(seed), Outcome("clock", times), dict[str, int]()
    with tempfile.TemporaryDirectory() as place:
        ledger = Ledger(str(Path(place) / "record.sqlite"), held, outcome.counts, outcome.faults)
        for number in range(times):
            work = (document, table)[number % 2](Path(place), number)
            dated = replace(work, arguments=(*work.arguments, *(DATED if work.verb == "import" else ())))
            done = at_another_time([*dated.arguments, "--record", ledger.address], chance.choice(MOVED_DAYS))
            ledger.refused(work, done, REFUSED, "")
            ledger.after_fault(work, done)
            ledger.next_command(dated)
    return outcome
