"""One verb a file; each module has a function `command`."""
