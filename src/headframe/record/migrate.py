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
    config.set_main_option("script_location", str(SCRIPTS))
    return config


def newest_version() -> str:
    """Return the version of the last packaged script."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    assert head is not None
    return head


def upgrade(engine: sa.Engine, version: str | None, where: str) -> None:
    """Run every script after `version`, in one transaction; refuse a record of a newer Headframe."""
    config = configuration()
    try:
        if version is not None:
            ScriptDirectory.from_config(config).get_revision(version)
        with engine.connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise RecordProblem(
            "this record was made by a newer Headframe",
            where=where,
            why=str(error),
            next="upgrade: pip install -U headframe",
        ) from error
