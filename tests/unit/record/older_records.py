"""Records as an earlier Headframe left them: made by the packaged scripts up to a version, then filled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from headframe.record.migrate import upgrade
from headframe.record.rows import row_of
from headframe.record.rows_digest import FIRST, batch_digest
from headframe.record.schema import batches, facts
from headframe.record.store import Store
from headframe.record.store_engine import WRITING, switch_to_wal
from headframe.vocabulary.fact import Fact

EARLIER = ("0001",)


def made_by(version: str, address: str, new: Sequence[Fact], what: str, now: datetime) -> None:
    """Make a record of an earlier shape with one batch of facts."""
    store = Store(address)
    if store.path is not None:
        store.path.parent.mkdir(parents=True, exist_ok=True)
        switch_to_wal(store.engine)
    rows = [row_of(fact, now) for fact in new]
    digest = batch_digest(FIRST, now.isoformat(), what, rows)
    values = {"recorded_at": now.isoformat(), "what": what, "digest": digest, "rows": len(rows)}
    with store.engine.connect() as connection:
        connection.execution_options(**{WRITING: True})
        with connection.begin():
            upgrade(connection, None, store.where, to=version)
            batch = connection.execute(sa.insert(batches).values(values)).inserted_primary_key
            assert batch is not None
            connection.execute(sa.insert(facts), [row | {"batch": batch[0]} for row in rows])
