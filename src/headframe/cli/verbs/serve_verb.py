"""`headframe serve`."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from headframe.cli.common import Common, verb


@verb("terminal")
def command(
    common: Common,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8400,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    host: Annotated[
        str,
        typer.Option("--host", metavar="ADDRESS", help="Where to listen; any but this machine's own needs a token."),
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="NAME", help="A further name that browsers may call it by.")
    ] = None,
) -> int:
    """The record as pages: watchlist, companies, every number's source, peers, audit, workbooks, documents.

    On this machine only, unless told otherwise (`headframe token`). Nothing leaves the machine. Ctrl-C ends it.
    """
    from headframe.web.serve import serve
    from headframe.web.settings import WebSettings

    interactive = sys.stdin.isatty() and sys.stderr.isatty()
    serve(
        common.record(),
        WebSettings(host=host, port=port, names=tuple(name or ())),
        cores=os.cpu_count() or 1,
        say=_say,
        open_browser=interactive and not no_browser,
    )
    return 0


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
