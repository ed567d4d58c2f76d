"""A door that leads to the loopback server, with a cache of its own and short patience."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback_server import LoopbackServer, PatientClock

from headframe.sources.door import Door, Limits
from headframe.sources.guard import Guard


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    running = LoopbackServer()
    yield running
    running.close()


@pytest.fixture
def clock() -> PatientClock:
    return PatientClock()


@pytest.fixture
def open_door(server: LoopbackServer, clock: PatientClock, tmp_path: Path) -> Iterator[Callable[..., Door]]:
    """Return a maker of doors to the loopback server, with a cache of their own and short patience."""
    opened: list[Door] = []

    def make(**changes: object) -> Door:
        settings: dict[str, object] = {
            "identity": "Jane Doe jane@example.org",
            "cache": tmp_path / "fetched",
            "guard": Guard(trusted=frozenset({server.netloc})),
            "limits": Limits(connect_seconds=0.5, read_seconds=0.3, total_seconds=60, most_bytes=10_000, tries=3),
            "time": clock.keeper(),
        }
        opened.append(Door(**(settings | changes)))  # type: ignore[arg-type]
        return opened[-1]

    yield make
    for door in opened:
        door.close()
