"""The version of the record's shape, alone in a file that needs no database library."""

SCHEMA_VERSION = "0002"
"""The newest migration. Alembic is imported only where a record is written to that says another."""

READABLE = frozenset({"0001", SCHEMA_VERSION})
"""Versions whose facts read as they are. Reading never changes a record's shape: the next write does."""
