"""Records to break: SQLite files, or databases of a PostgreSQL server of the harness's own on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

from postgresql_server import Server, own_server


class Records(Protocol):
    """Where records are made."""

    server: Server | None

    def new(self) -> str:
        """Return the address of a record that is not there yet."""


@dataclass
class Files:
    """SQLite files in one folder."""

    folder: Path
    server: Server | None = None
    _numbers: Iterator[int] = field(default_factory=count)

    def new(self) -> str:
        """Return a path."""
        return str(self.folder / f"record-{next(self._numbers)}.sqlite")


@dataclass
class Databases:
    """Databases of one server."""

    server: Server
    _numbers: Iterator[int] = field(default_factory=count)

    def new(self) -> str:
        """Make an empty database and return its address."""
        import psycopg

        name = f"record_{next(self._numbers)}"
        with psycopg.connect(f"{self.server.address}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"{self.server.address}/{name}"


@contextmanager
def records_of(store: str, folder: Path) -> Iterator[Records]:
    """Yield where to make records: on "sqlite" or "postgresql". The server keeps what it acknowledged (fsync on)."""
    if store == "sqlite":
        yield Files(folder)
        return
    with own_server() as server:
        yield Databases(server)
