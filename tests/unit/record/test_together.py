"""Writers and readers in processes of their own, at once: positions only grow, nothing is half-seen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from facts_made_up import NOW, held

from headframe.record.doctor import examine
from headframe.record.record import Record

WRITERS, TIMES, EACH = 4, 5, 6
WRITE = """
from facts_made_up import NOW, held
from headframe.record.record import Record
for n in range({times}):
    Record({address!r}).append([held({base} + n) for _ in range({each})], "writer {base}", NOW)
"""
READ = """
from headframe.record.record import Record
seen = []
for _ in range({times}):
    record = Record({address!r})
    facts = record.own_facts()
    assert len(facts) % {each} == 0, len(facts)
    assert [fact.position for fact in facts] == sorted(fact.position for fact in facts)
    seen.append(len(facts))
assert seen == sorted(seen), seen
"""
HEADFRAME = (sys.executable, "-c", "from headframe.cli.main import run; run()")


def started(*command: str) -> subprocess.Popen[str]:
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    return subprocess.Popen(command, env=here, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(*processes: subprocess.Popen[str]) -> list[str]:
    said = [(process.communicate(timeout=120), process.returncode) for process in processes]
    assert [code for _, code in said] == [0] * len(processes), said
    return [out for (out, _), _ in said]


def test_writers_and_readers_in_processes_of_their_own(address: str) -> None:
    Record(address).append([held(0)] * EACH, "first", NOW)
    writers = [WRITE.format(address=address, base=1_000 * n, times=TIMES, each=EACH) for n in range(WRITERS)]
    readers = [READ.format(address=address, times=3 * TIMES, each=EACH)] * 2
    ended(*(started(sys.executable, "-c", source) for source in (*writers, *readers)))
    facts = Record(address).own_facts()
    assert len(facts) == EACH * (1 + WRITERS * TIMES)
    batches = [{fact.value for fact in facts[at : at + EACH]} for at in range(0, len(facts), EACH)]
    assert all(len(values) == 1 for values in batches), "two batches lie in one another"
    assert examine(Record(address), {}).sound


def test_the_command_line_and_another_process_at_once(address: str, tmp_path: Path) -> None:
    files = [tmp_path / f"own-{n}.csv" for n in range(2)]
    for n, file in enumerate(files):
        file.write_text(f"company,concept,period,value,unit\nRIOT,bitcoin_held,2026-0{n + 7}-28,11500,BTC\n")
    other = WRITE.format(address=address, base=0, times=TIMES, each=EACH)
    waiting = [started(*HEADFRAME, "export", "--own", "--record", address)]
    waiting += [started(sys.executable, "-c", other)]
    ended(*waiting)
    for file in files:
        again = started(*HEADFRAME, "import", str(file), "--record", address)
        ended(started(sys.executable, "-c", WRITE.format(address=address, base=9, times=1, each=EACH)), again)
    assert len(Record(address).own_facts()) == EACH * (TIMES + 2) + 2
    assert examine(Record(address), {}).sound
