"""Records to test on: the same tests run on a SQLite file and on a PostgreSQL server."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgresql_server import NoServer, running_server


@pytest.fixture(scope="session")
def postgresql_address() -> Iterator[str]:
    """A running server, or a skip that says why there is none."""
    pytest.importorskip("psycopg", reason="PostgreSQL's driver is not installed")
    try:
        with running_server() as address:
            yield address
    except NoServer as reason:
        pytest.skip(str(reason))


@pytest.fixture
def empty_database(postgresql_address: str) -> str:
    """The address of a new and empty database."""
    import psycopg

    name = f"record_{uuid.uuid4().hex}"
    with psycopg.connect(f"{postgresql_address}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{postgresql_address}/{name}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a record that is not there yet."""
    if request.param == "postgresql":
        found: str = request.getfixturevalue("empty_database")
        return found
    return str(tmp_path / "folder" / "record.sqlite")
