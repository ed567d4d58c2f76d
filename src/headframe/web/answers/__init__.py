"""What is said to something handed in, one a file: `answer(desk, task)`, run in a page process."""
