"""The command line's verbs as pages: the same function, the same answer, the same sections."""
