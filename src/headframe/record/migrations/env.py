"""What Alembic runs: the connection is handed in by `headframe.record.migrate`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
