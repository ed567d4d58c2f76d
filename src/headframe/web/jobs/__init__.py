"""Long questions, one a file; each module has `run(record, task, tell)`."""
