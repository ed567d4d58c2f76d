"""`headframe serve` as a process of its own, for a real browser."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMMAND = ("-c", "from headframe.cli.main import run; run()")
PATIENCE_SECONDS = 60.0


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a record in `folder` on a free port, and yield its address without the last slash."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    nowhere = {name: str(folder) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    asked = ["serve", "--port", str(port), "--record", str(folder / "own.sqlite")]
    process = subprocess.Popen([sys.executable, *COMMAND, *asked], env=os.environ | nowhere)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(port: int) -> None:
    last = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < last:
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/static/headframe.css")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server does not answer")
