"""The packaged tables: facts with their sources, compiled on one day, never changed by a user."""
