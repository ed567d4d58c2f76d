"""The second shape: from where each batch came, and the tokens of those who may write from elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = (("origins", "batch"), ("tokens", "token"), ("revocations", "token"))


def upgrade() -> None:
    """Make three tables, appendable only; what is there already is left as it is."""
    op.create_table(
        "origins",
        sa.Column("batch", sa.Integer, sa.ForeignKey("batches.batch"), primary_key=True, autoincrement=False),
        sa.Column("address", sa.String(60), nullable=False),
        sa.Column("token", sa.String(60), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("token", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(60), nullable=False, unique=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", sa.String(32), nullable=False),
    )
    op.create_table(
        "revocations",
        sa.Column("token", sa.Integer, sa.ForeignKey("tokens.token"), primary_key=True, autoincrement=False),
        sa.Column("revoked_at", sa.String(32), nullable=False),
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, key in TABLES:
        _forbid_change_on_sqlite(table, key) if on_sqlite else _forbid_change_on_postgresql(table)


def _forbid_change_on_sqlite(table: str, key: str) -> None:
    says = f"BEGIN SELECT RAISE(ABORT, 'a row of {table} is never overwritten'); END"
    for action in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {table}_never_{action.lower()} BEFORE {action} ON {table} {says}")
    # INSERT OR REPLACE deletes without firing a delete trigger.
    taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"
    op.execute(f"CREATE TRIGGER {table}_never_replace BEFORE INSERT ON {table} {taken} {says}")


def _forbid_change_on_postgresql(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_never BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION headframe_never()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION headframe_never()"
    )
