"""The tables of a user's record, and the version of their shape."""

from __future__ import annotations

import sqlalchemy as sa

APPLICATION_ID = 0x48454144
"""Written into every SQLite file of ours ("HEAD"), so that a foreign file is told apart before it is touched."""

metadata = sa.MetaData()

batches = sa.Table(
    "batches",
    metadata,
    sa.Column("batch", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("recorded_at", sa.String(32), nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
)

facts = sa.Table(
    "facts",
    metadata,
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
    sa.Index("facts_by_company", "company", "position"),
)

origins = sa.Table(
    "origins",
    metadata,
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.batch"), primary_key=True, autoincrement=False),
    sa.Column("address", sa.String(60), nullable=False),
    sa.Column("token", sa.String(60), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
)

tokens = sa.Table(
    "tokens",
    metadata,
    sa.Column("token", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("name", sa.String(60), nullable=False, unique=True),
    sa.Column("digest", sa.String(64), nullable=False, unique=True),
    sa.Column("made_at", sa.String(32), nullable=False),
)

revocations = sa.Table(
    "revocations",
    metadata,
    sa.Column("token", sa.Integer, sa.ForeignKey("tokens.token"), primary_key=True, autoincrement=False),
    sa.Column("revoked_at", sa.String(32), nullable=False),
)

APPENDED_ONLY = {"0001": ("facts", "batches"), "0002": ("facts", "batches", "origins", "tokens", "revocations")}
"""By version of the shape, the tables of which no row is ever changed or taken out."""
