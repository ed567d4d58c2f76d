"""Alembic's scripts: one a change of shape."""
