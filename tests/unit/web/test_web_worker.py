"""The page process: asked in order of urgency, replaced where it dies or hangs."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import wait

import pytest

from headframe.web.ask import Ask
from headframe.web.worker import URGENT, WHEN_IDLE, Worker

PAGE = Ask("why", (), (("id", "RIOT bitcoin_held 2025-12-31"),))


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(None, page_seconds=60)
    yield made
    made.close()


def test_a_page_is_made_in_another_process(worker: Worker) -> None:
    content = worker.ask(PAGE).result(timeout=60)
    assert content.status == 200
    assert b"18,005" in content.body


def test_a_page_process_that_died_is_replaced_unseen(worker: Worker) -> None:
    worker.ask(PAGE).result(timeout=60)
    process = worker._process
    assert process is not None and process.pid is not None
    os.kill(process.pid, signal.SIGTERM)
    process.join(timeout=10)
    assert worker.ask(PAGE).result(timeout=60).status == 200


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_made() -> None:
    worker = Worker(None, page_seconds=0.0)
    try:
        assert worker.ask(PAGE).result(timeout=60).status == 503
        worker._page_seconds = 60
        assert worker.ask(PAGE).result(timeout=60).status == 200
    finally:
        worker.close()


def test_a_reader_comes_before_pages_made_ahead(worker: Worker) -> None:
    ended: list[str] = []
    first = worker.ask(Ask("peers"))
    ahead = worker.ask(Ask("leases"), WHEN_IDLE)
    ahead.add_done_callback(lambda _: ended.append("ahead"))
    reader = worker.ask(PAGE, URGENT)
    reader.add_done_callback(lambda _: ended.append("reader"))
    wait([first, ahead, reader], timeout=60)
    assert ended == ["reader", "ahead"]


def test_a_failure_comes_back_in_words(worker: Worker) -> None:
    content = worker.ask(Ask("company", (("company", "RIOTT"),))).result(timeout=60)
    assert content.status == 400
    assert b"did you mean RIOT" in content.body
