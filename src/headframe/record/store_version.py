"""Whose database this is, and of which shape: asked before anything else is done with it."""

from __future__ import annotations

import sqlalchemy as sa

from headframe.ground.errors import RecordProblem
from headframe.record.schema import APPLICATION_ID

OURS = {"alembic_version", "batches", "facts"}


def version_of(connection: sa.Connection, where: str) -> str | None:
    """Return the version of a record's shape, None for an empty database.

    Raises
    ------
    RecordProblem
        Where the database is somebody else's.
    """
    tables = set(sa.inspect(connection).get_table_names())
    if not tables:
        return None
    if not (tables >= OURS and _is_stamped(connection)):
        raise RecordProblem(
            "this database was not made by Headframe, so it is left alone",
            where=where,
            why=f"it holds other tables: {', '.join(sorted(tables)[:3])}",
            next="name another file with --record",
        )
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def _is_stamped(connection: sa.Connection) -> bool:
    if connection.dialect.name != "sqlite":
        return True
    return connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
