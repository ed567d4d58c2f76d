"""One page a file; each module has a function `content(desk, ask)` or, where something is handed in, `routes`."""
