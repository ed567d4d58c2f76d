"""Documents to facts: bytes in, values out. Pure: no file is opened, no socket, nothing is stored."""
