"""Taking in: read, check against the record, append, and say what happened."""
