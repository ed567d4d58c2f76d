"""The server on standard input and output: one line a message, and nothing else on standard output."""

from __future__ import annotations

import os
import sys
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import anyio
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from headframe.mcp.server import build_server
from headframe.record.record import Record

GONE = (anyio.ClosedResourceError, anyio.BrokenResourceError, BrokenPipeError)


def serve_stdio(record: Record, as_of: date | None = None, cache: Path | None = None) -> None:
    """Answer until the caller closes standard input.

    The protocol gets a copy of standard output, and standard output becomes standard error: whatever prints from now
    on, a library's C code included, cannot break a message.
    """
    sys.stdout.flush()
    spoken = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        with os.fdopen(spoken, "wb") as out:
            anyio.run(_serve, build_server(record, as_of, cache), TextIOWrapper(out, encoding="utf-8", newline="\n"))
    except* GONE:
        # The caller left while something was still to be said to it: that is how a conversation ends.
        pass


async def _serve(server: Server[Any, Any], out: TextIOWrapper) -> None:
    async with stdio_server(stdout=anyio.wrap_file(out)) as (heard, said):
        await server.run(heard, said, server.create_initialization_options())
