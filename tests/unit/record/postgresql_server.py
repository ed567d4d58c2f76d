"""A PostgreSQL server of one's own in a folder of one's own, for as long as the tests run.

PostgreSQL refuses to run as root, so root hands it to another user of the machine.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CANDIDATES = ("postgres", "nobody")
SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=16MB -c max_connections=20"


class NoServer(Exception):
    """Why there can be no server here."""


@contextmanager
def running_server() -> Iterator[str]:
    """Yield the address of a running server, without a database's name."""
    binaries = _binaries()
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="headframe-pg-", dir="/tmp"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        _run([binaries / "initdb", "-D", folder / "data", "-U", "headframe", "-A", "trust", "-N"], user)
        port = _free_port()
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -k {folder} {SETTINGS}"
        control = [binaries / "pg_ctl", "-D", folder / "data", "-w", "-t", "30"]
        _run([*control, "-l", folder / "log", "-o", options, "start"], user)
        try:
            yield f"postgresql://headframe@127.0.0.1:{port}"
        finally:
            with suppress(NoServer):
                _run([*control, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    beside = shutil.which("initdb")
    if not found and beside is None:
        raise NoServer("PostgreSQL's binaries are not on this machine")
    return (found[-1] if found else Path(str(beside))).parent


def _user() -> str | None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    user = next((name for name in CANDIDATES if name in known), None)
    if user is None:
        raise NoServer("PostgreSQL does not run as root, and there is no other user here")
    return user


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _run(command: list[object], user: str | None) -> None:
    # Its output goes to no pipe: the server would hold the pipe open and the call would never return.
    done = subprocess.run(
        [str(part) for part in command], user=user, cwd="/tmp", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if done.returncode:
        raise NoServer(f"{Path(str(command[0])).name} failed with code {done.returncode}")
