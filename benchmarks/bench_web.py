"""`headframe serve`: start-up, first page, and twenty readers at once, also while one moves the day."""

from __future__ import annotations

import http.client
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.bench_audit import thousand_words
from benchmarks.processes import HEADFRAME
from benchmarks.registry import Measure

READERS = 20
REQUESTS_EACH = 60
"""A bound on the load: it stops by itself."""
WARM_SECONDS = 120.0
PAGES = (
    "/",
    "/peers",
    "/alerts",
    "/leases",
    "/why?id=RIOT+bitcoin_held+2025-12-31",
    *(f"/c/{ticker}" for ticker in ("RIOT", "MARA", "CLSK", "CORZ", "IREN", "HUT")),
    *(f"/c/RIOT/{verb}" for verb in ("reconcile", "lots", "margins", "shifts", "funding", "motive", "megawatts")),
    "/c/RIOT/reconcile.json",
    "/c/RIOT/reconcile.csv",
    "/c/RIOT/chart/holdings.svg",
)
DAYS = tuple(f"2025-{month:02d}-{day:02d}" for month in range(6, 12) for day in (5, 20))
"""Days that nobody asked for before: each page of one has to be made."""


def run() -> list[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        began = time.perf_counter()
        with served(Path(folder), port):
            answers = until_it_answers(port) - began
            took, _ = asked(port, "/")
            made = wait_until_warm(port)
            marked = audited(port)
            warm = sorted(asked(port, "/")[0] for _ in range(20))
            quiet = readers(port, REQUESTS_EACH)
            with mover(port) as moved:
                busy = readers(port, REQUESTS_EACH)
    return [
        Measure("from the command to the first answer", answers, "s", 1.5),
        Measure("first page, nothing made before", took, "s"),
        Measure("until every page asked for here was made", made, "s"),
        Measure("a pasted article of 1,000 words marked up", marked, "s", 2.0),
        Measure("first page, warm, median of 20", 1000 * warm[10], "ms", 300),
        Measure(f"p50 of {READERS} readers", 1000 * part(quiet, 0.5), "ms"),
        Measure(f"p99 of {READERS} readers", 1000 * part(quiet, 0.99), "ms", 250),
        Measure("pages a second", len(quiet) / (sum(quiet) / READERS), "1/s"),
        Measure(f"p99 of {READERS} readers while one moves the day", 1000 * part(busy, 0.99), "ms", 250),
        Measure("a day nobody asked for, median", 1000 * part(moved, 0.5), "ms"),
    ]


def part(times: list[float], share: float) -> float:
    """Return the time that a share of requests stayed below."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(folder: Path, port: int) -> Iterator[None]:
    """Serve the packaged record for a while."""
    nowhere = {name: str(folder) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    line = [sys.executable, *HEADFRAME, "serve", "--port", str(port), "--no-browser"]
    process = subprocess.Popen(line, env=os.environ | nowhere, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def until_it_answers(port: int) -> float:
    """Return the moment at which the server first answered."""
    for _ in range(2000):
        try:
            asked(port, "/static/headframe.css")
            return time.perf_counter()
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("the server does not answer")


def asked(port: int, path: str, line: http.client.HTTPConnection | None = None) -> tuple[float, int]:
    """Return how long a page took [s], and its size [bytes]."""
    connection = line or http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    size = len(response.read())
    took = time.perf_counter() - began
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}")
    if line is None:
        connection.close()
    return took, size


def audited(port: int) -> float:
    """Return how long it takes to have an article of a thousand words marked up [s]."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", "/audit")
    form = line.getresponse()
    cookie = str(form.headers["set-cookie"]).split(";")[0]
    token = re.search(rb'name="form_token" value="(\w+)"', form.read())
    if token is None:
        raise RuntimeError("the page of audits has no form")
    body = urlencode({"form_token": token[1].decode(), "article": thousand_words()})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    headers["Origin"] = f"http://127.0.0.1:{port}"
    began = time.perf_counter()
    line.request("POST", "/audit", body, headers)
    page = line.getresponse()
    if page.status != 200 or b"<mark" not in page.read():
        raise RuntimeError(f"the audit answered {page.status}")
    return time.perf_counter() - began


def wait_until_warm(port: int) -> float:
    """Ask for every page once, and return how long that took [s]."""
    began = time.perf_counter()
    for path in PAGES:
        asked(port, path)
        if time.perf_counter() - began > WARM_SECONDS:
            raise RuntimeError("the pages take too long")
    return time.perf_counter() - began


def readers(port: int, requests: int) -> list[float]:
    """Return how long each page took [s] that all readers asked for, one after the other without a pause."""
    times: list[float] = []

    def reader(seed: int) -> None:
        choice = random.Random(seed)
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        times.extend([asked(port, choice.choice(PAGES), line)[0] for _ in range(requests)])
        line.close()

    threads = [threading.Thread(target=reader, args=(seed,)) for seed in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


@contextmanager
def mover(port: int) -> Iterator[list[float]]:
    """Have one more reader move the as-of day all the while."""
    times: list[float] = []
    over = threading.Event()

    def move() -> None:
        for day in DAYS:
            if over.is_set() and times:
                return
            times.append(asked(port, f"/c/RIOT?as_of={day}")[0])

    thread = threading.Thread(target=move)
    thread.start()
    yield times
    over.set()
    thread.join()
