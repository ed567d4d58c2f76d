"""Bytes from outside: the only room that opens a socket. It knows no meaning: what bytes say is read elsewhere."""
