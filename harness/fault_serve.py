"""The page killed while documents are handed in: what it answered must stay, and the next server must go on."""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from harness.fault_checks import Ledger
from harness.fault_commands import HEADFRAME, PROJECT, Done
from harness.fault_kills import Outcome
from harness.fault_records import records_of
from harness.fault_work import COMPANY, Work, document

FIELD = re.compile(r'name="(form_token|word)" value="([^"]+)"')
LONGEST_SECONDS = 120
WHOLE_ANSWER = "</html>"


def kill_page(store: str, kills: int, seed: int) -> Outcome:
    """Hand in one document after the other, and kill the server, or it and its workers, at a random moment."""
    chance, outcome, held = random.Random(seed), Outcome("serve", kills), dict[str, int]()
    with tempfile.TemporaryDirectory() as place, records_of(store, Path(place)) as records:
        folder = Path(place)
        ledger = Ledger(records.new(), held, outcome.counts, outcome.faults)
        usual = _usual_seconds(ledger.address, document(folder, 0))
        held[document(folder, 0).name] = document(folder, 0).facts
        for number in range(1, kills + 1):
            work = document(folder, number)
            with served(ledger.address) as (server, address):
                after = chance.uniform(0, 1.2 * usual)
                done = _handed_in_and_killed(server, address, work, after, whole_group=number % 2 == 0)
            ledger.after_fault(work, done)
            ledger.next_command(work)
    return outcome


@contextmanager
def served(record: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Yield a running server of its own process group, and its address."""
    port = _free_port()
    command = [*HEADFRAME, "serve", "--no-browser", "--port", str(port), "--record", record]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=PROJECT, start_new_session=True, **quiet)
    try:
        _wait_for(port)
        yield server, f"http://127.0.0.1:{port}"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def hand_in(address: str, work: Work) -> str:
    """Hand a document in as a browser does, and return the receipt's page."""
    arguments = dict(zip(work.arguments, work.arguments[1:], strict=False))
    said = {"company": COMPANY, "published": arguments["--published"]}
    with httpx.Client(base_url=address, headers={"Origin": address}, timeout=LONGEST_SECONDS, trust_env=False) as page:
        fields = dict(FIELD.findall(page.get("/documents").text))
        file = {"file": (work.name, work.file.read_bytes())}
        read = page.post("/documents/read", data=fields | said, files=file)
        told = page.post("/documents/ingest", data=dict(FIELD.findall(read.text)))
        return told.text if told.status_code == 200 else ""


def _handed_in_and_killed(
    server: subprocess.Popen[bytes], address: str, work: Work, after: float, *, whole_group: bool
) -> Done:
    answers: list[str] = []

    def ask() -> None:
        with suppress(httpx.HTTPError):
            answers.append(hand_in(address, work))

    asking = threading.Thread(target=ask)
    began = time.perf_counter()
    asking.start()
    time.sleep(after)
    (os.killpg if whole_group else os.kill)(server.pid, signal.SIGKILL)
    asking.join(LONGEST_SECONDS)
    answered = bool(answers) and WHOLE_ANSWER in answers[0]
    return Done(0 if answered else -9, answers[0] if answers else "", "", time.perf_counter() - began)


def _usual_seconds(record: str, work: Work) -> float:
    with served(record) as (_, address):
        began = time.perf_counter()
        if WHOLE_ANSWER not in hand_in(address, work):
            raise RuntimeError("the page took no document in")
        return time.perf_counter() - began


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError("the server does not listen")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
