"""The command line: one verb a file. The roof alone reads the environment, the clock and folders."""
