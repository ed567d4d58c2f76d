"""Bringing a record's tables to the newest shape with Alembic: imported only where the versions differ."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError

from headframe.ground.errors import RecordProblem

SCRIPTS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Return Alembic's configuration for the packaged scripts."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config


def newest_version() -> str:
    """Return the version of the last packaged script."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    assert head is not None
    return head


def upgrade(connection: sa.Connection, version: str | None, where: str, to: str = "head") -> None:
    """Run every script after `version` in the caller's transaction; refuse a record of a newer Headframe.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        One that holds the write lock.
    version : str, optional
        The version of the shape found; None for an empty database.
    where : str
        The record's address, as it may be shown.
    to : str
        The version to stop at: the newest, but for tests of a record that an earlier Headframe made.
    """
    config = configuration()
    try:
        if version is not None:
            ScriptDirectory.from_config(config).get_revision(version)
        config.attributes["connection"] = connection
        command.upgrade(config, to)
    except CommandError as error:
        raise RecordProblem(
            "this record was made by a newer Headframe",
            where=where,
            why=f"its shape is of version {version}, and this program knows up to {newest_version()}",
            next="upgrade: pip install -U headframe",
        ) from error
