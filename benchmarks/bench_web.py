"""`headframe serve`: start-up, first page, and twenty readers at once, also while one moves the day."""

from __future__ import annotations

import http.client
import json
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
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.bench_audit import thousand_words
from benchmarks.processes import HEADFRAME
from benchmarks.registry import Measure

READERS = 20
REQUESTS_EACH = 60
"""A bound on the load: it stops by itself."""
SHOWN = 8
WARM_SECONDS = 300.0
"""How long each of them may take to be made once, on a busy machine."""
AT_ONCE = (
    *("reconcile", "lots", "margins", "encumbrance", "tie-out", "balanced", "backcast", "shifts", "motive", "funding"),
    *("watch", "megawatts", "leases", "facts?concept=bitcoin_held", "forecast", "rules", "yardsticks", "drivers"),
)
FORMS = ("plan", "hindsight", "schedule", "simulate", "worth", "priced-in", "drivers-daily", "event-study")
PAGES = (
    *("/", "/peers", "/peers?over_time=yes", "/industry", "/leases", "/alerts", "/worlds", "/assumptions"),
    *("/audit", "/retrofit", "/documents", "/private/forecast", "/private/plan", "/worlds/curves", "/jobs"),
    "/why?id=RIOT+bitcoin_held+2025-12-31",
    *(f"/c/{ticker}" for ticker in ("RIOT", "MARA", "CLSK", "CORZ", "IREN", "HUT")),
    *(f"/c/RIOT/{name}" for name in (*AT_ONCE, *FORMS)),
    *("/c/RIOT/reconcile.json", "/c/RIOT/reconcile.csv", "/c/RIOT/forecast.json", "/worlds.csv"),
    *("/c/RIOT/chart/holdings.svg", "/c/RIOT/yardsticks/chart/yardsticks.svg"),
)
"""Every page there is that reads, and the forms; results of a job and of an audit come with a run."""
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
            browser = visited(port)
            marked, audit = audited(port, browser)
            results = (audit, scheduled(port, browser))
            warm = sorted(asked(port, "/")[0] for _ in range(20))
            quiet, slowest = readers(port, REQUESTS_EACH, browser, results)
            with mover(port) as moved:
                busy, _ = readers(port, REQUESTS_EACH, browser, results)
    print(f"slowest pages, p99 [ms]: {', '.join(f'{page} {1000 * took:.0f}' for page, took in slowest[:SHOWN])}")
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


def asked(port: int, path: str, line: http.client.HTTPConnection | None = None, cookie: str = "") -> tuple[float, int]:
    """Return how long a page took [s], and its size [bytes]."""
    connection = line or http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    response = connection.getresponse()
    size = len(response.read())
    took = time.perf_counter() - began
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}")
    if line is None:
        connection.close()
    return took, size


@dataclass(frozen=True, slots=True)
class Browser:
    """What a browser knows that has been on a page with a form."""

    cookie: str
    token: str


def visited(port: int) -> Browser:
    """Return a browser that has seen the page of audits."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", "/audit")
    form = line.getresponse()
    cookie = str(form.headers["set-cookie"]).split(";")[0]
    token = re.search(rb'name="form_token" value="(\w+)"', form.read())
    if token is None:
        raise RuntimeError("the page of audits has no form")
    return Browser(cookie, token[1].decode())


def posted(port: int, browser: Browser, path: str, fields: dict[str, str]) -> str:
    """Hand a form in, and return the address that the answer is found under."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": browser.cookie}
    headers["Origin"] = f"http://127.0.0.1:{port}"
    line.request("POST", path, urlencode(fields | {"form_token": browser.token}), headers)
    page = line.getresponse()
    if page.status != 303:
        raise RuntimeError(f"{path} answered {page.status}")
    return str(page.headers["location"])


def audited(port: int, browser: Browser) -> tuple[float, str]:
    """Return how long it takes until an article of a thousand words is shown marked up [s], and its address."""
    began = time.perf_counter()
    place = posted(port, browser, "/audit", {"article": thousand_words()})
    asked(port, place, cookie=browser.cookie)
    return time.perf_counter() - began, place


def scheduled(port: int, browser: Browser) -> str:
    """Return the address of a job that is done: a block's schedule."""
    place = posted(port, browser, "/c/RIOT/schedule", {"coins": "500", "days": "10"})
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(int(WARM_SECONDS)):
        line.request("GET", f"{place}.json", headers={"Cookie": browser.cookie})
        if json.loads(line.getresponse().read())["stage"] == "done":
            return place
        time.sleep(1)
    raise RuntimeError("the job does not end")


def wait_until_warm(port: int) -> float:
    """Ask for every page once, and return how long that took [s]."""
    began = time.perf_counter()
    for path in PAGES:
        asked(port, path)
        if time.perf_counter() - began > WARM_SECONDS:
            raise RuntimeError("the pages take too long")
    return time.perf_counter() - began


def readers(
    port: int, requests: int, browser: Browser, results: tuple[str, ...]
) -> tuple[list[float], list[tuple[str, float]]]:
    """Return how long each page took [s] that all readers asked for, without a pause, and the p99 of each page."""
    pages = (*PAGES, *results)
    times: list[tuple[str, float]] = []

    def reader(seed: int) -> None:
        choice = random.Random(seed)
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(requests):
            page = choice.choice(pages)
            times.append((page, asked(port, page, line, browser.cookie)[0]))
        line.close()

    threads = [threading.Thread(target=reader, args=(seed,)) for seed in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    by_page: dict[str, list[float]] = {}
    for page, took in times:
        by_page.setdefault(page, []).append(took)
    worst = sorted(((page, part(each, 0.99)) for page, each in by_page.items()), key=lambda pair: -pair[1])
    return [took for _, took in times], worst


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
