"""The version of the record's shape, alone in a file that needs no database library."""

SCHEMA_VERSION = "0001"
"""The newest migration. Alembic is imported only where a record says another."""
