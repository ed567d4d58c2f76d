"""A server of its own for these tests, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from headframe.record.record import Record
from headframe.web.app import make_app
from headframe.web.kitchen import InThread
from headframe.web.settings import WebSettings

BASE = "http://127.0.0.1:8400"


def served(record: Record, settings: WebSettings) -> TestClient:
    """Return a browser on a record."""
    return TestClient(make_app(record, settings, InThread(record)), base_url=BASE, follow_redirects=False)


@pytest.fixture(scope="session")
def reader() -> Iterator[TestClient]:
    """A browser on the packaged record."""
    with served(Record(), WebSettings(warms=False)) as client:
        yield client


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TestClient]:
    """A browser on a record that can be added to."""
    with served(Record(str(tmp_path / "own.sqlite")), WebSettings(warms=False)) as client:
        yield client
