"""The first shape: batches of facts, and triggers that forbid changing them (conventions §1)."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPLICATION_ID = 0x48454144


def upgrade() -> None:
    """Make the two tables, appendable only."""
    op.create_table(
        "batches",
        sa.Column("batch", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
    )
    op.create_table(
        "facts",
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("batch", sa.Integer, sa.ForeignKey("batches.batch"), nullable=False),
        sa.Column("company", sa.String(40), nullable=False),
        sa.Column("concept", sa.String(80), nullable=False),
        sa.Column("period_start", sa.String(10)),
        sa.Column("period_end", sa.String(10), nullable=False),
        sa.Column("value", sa.Double, nullable=False),
        sa.Column("low", sa.Double, nullable=False),
        sa.Column("high", sa.Double, nullable=False),
        sa.Column("unit", sa.String(20), nullable=False),
        sa.Column("known_at", sa.String(10), nullable=False),
        sa.Column("known_by", sa.String(20), nullable=False),
        sa.Column("witness", sa.String(20), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("basis", sa.String(20), nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("standing", sa.String(20), nullable=False),
        sa.Column("restated", sa.Boolean, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.CheckConstraint("low <= value AND value <= high", name="value_in_interval"),
    )
    op.create_index("facts_by_company", "facts", ["company", "position"])
    if op.get_bind().dialect.name == "sqlite":
        _forbid_change_on_sqlite()
    else:
        _forbid_change_on_postgresql()


def _forbid_change_on_sqlite() -> None:
    op.execute(f"PRAGMA application_id={APPLICATION_ID}")
    for table in ("facts", "batches"):
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_never_{action.lower()} BEFORE {action} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'a fact is never overwritten'); END"
            )
    # INSERT OR REPLACE deletes without firing a delete trigger.
    for table, key in (("facts", "position"), ("batches", "batch")):
        op.execute(
            f"CREATE TRIGGER {table}_never_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
            "BEGIN SELECT RAISE(ABORT, 'a fact is never overwritten'); END"
        )


def _forbid_change_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION headframe_never() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a fact is never overwritten'; END $$"
    )
    for table in ("facts", "batches"):
        op.execute(
            f"CREATE TRIGGER {table}_never BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION headframe_never()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION headframe_never()"
        )
