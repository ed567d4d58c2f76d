"""Starting the server: the port is taken first, so that a second one is refused in words."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from headframe.ground.errors import UsageProblem
from headframe.record.record import Record
from headframe.web.app import make_app
from headframe.web.kitchen import Workers
from headframe.web.settings import WebSettings
from headframe.web.state import State
from headframe.web.tokens import tokens_of

MOST_CONNECTIONS = 200


def serve(
    record: Record, settings: WebSettings, *, cores: int, say: Callable[[str], None], open_browser: bool = False
) -> None:
    """Serve until interrupted.

    Parameters
    ----------
    record : Record
        What is shown.
    settings : WebSettings
        Address, names, tokens, limits.
    cores : int
        The machine's cores.
    say : callable
        Where a line for whoever started it goes.
    open_browser : bool
        Whether to open a browser.

    Raises
    ------
    UsageProblem
        Where the port is taken, the address is not this machine's, or a token is needed and there is none.
    """
    if not settings.is_loopback and not tokens_of(record):
        raise UsageProblem(
            f"on {settings.host} others can reach the record, and there is no token",
            where="--host",
            why="whoever can reach the page can read the record and add to it",
            next="make one with `headframe token new NAME`, or leave --host out",
        )
    taken = listening(settings)

    def started(state: State) -> None:
        say(f"Headframe is on {settings.address}  (Ctrl-C ends it)")
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(settings.address,), daemon=True).start()

    kitchen = Workers(record.url, settings.limits.page_seconds, cores)
    app = make_app(record, settings, kitchen, started)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=2,
        ws="none",
    )
    uvicorn.Server(config).run(sockets=[taken])


def listening(settings: WebSettings) -> socket.socket:
    """Return a socket on the settings' address.

    Raises
    ------
    UsageProblem
        Where it cannot be had.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there, the option would let a second server take the port from the first
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((settings.host, settings.port))
        opened.listen(128)
    except OSError as error:
        opened.close()
        raise UsageProblem(
            f"port {settings.port} on {settings.host} cannot be had",
            where="--port",
            why=error.strerror or str(error),
            next=f"another may be serving there: try --port {settings.port + 1}",
        ) from error
    return opened
