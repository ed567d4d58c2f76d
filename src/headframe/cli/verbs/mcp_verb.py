"""`headframe mcp`."""

from __future__ import annotations

from headframe.cli.common import Common, verb
from headframe.ground.errors import UsageProblem


@verb("json")
def command(common: Common) -> int:
    """The same questions as read-only tools for an assistant, by the Model Context Protocol on standard input.

    An assistant starts it; by hand it waits for messages. The record is only read, no file is opened for the caller.
    --as-of is the day of every question that names none.
    """
    from headframe.cli.runs_folder import cache_folder
    from headframe.mcp.stdio import serve_stdio

    if common.out is not None:
        raise UsageProblem("the answers go to the assistant", where="--out", next="leave --out away")
    serve_stdio(common.record(), common.as_of, cache_folder())
    return 0
