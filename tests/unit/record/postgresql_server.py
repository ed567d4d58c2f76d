"""A PostgreSQL server of one's own in a folder of one's own, for as long as it is used.

PostgreSQL refuses to run as root, so root hands it to another user of the machine.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

CANDIDATES = ("postgres", "nobody")
SMALL = "-c shared_buffers=16MB -c max_connections=20"
FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"""For tests, which throw the server away: a crash may lose what it was told."""


class NoServer(Exception):
    """Why there can be no server here."""


@dataclass
class Server:
    """A server that can be stopped, crashed and started again on the same files."""

    folder: Path
    binaries: Path
    user: str | None
    port: int
    settings: str

    @property
    def address(self) -> str:
        return f"postgresql://headframe@127.0.0.1:{self.port}"

    def make(self) -> None:
        if self.user is not None:
            shutil.chown(self.folder, self.user)
        self._run("initdb", "-U", "headframe", "-A", "trust", "-N")

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -k {self.folder} {self.settings}"
        self._run("pg_ctl", "-w", "-t", "60", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        with suppress(NoServer):
            self._run("pg_ctl", "-m", "immediate", "stop")

    def crash(self) -> None:
        """Kill the server and all its processes at once, as when the machine stops."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        mine = _children_of(first)
        for process in (first, *mine):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(Path(f"/proc/{process}").exists() for process in (first, *mine)):
            time.sleep(0.01)
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def _run(self, program: str, *arguments: str) -> None:
        # Its output goes to no pipe: the server would hold the pipe open and the call would never return.
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        command = [str(self.binaries / program), "-D", str(self.folder / "data"), *arguments]
        done = subprocess.run(command, user=self.user, cwd="/tmp", **quiet)
        if done.returncode:
            raise NoServer(f"{program} failed with code {done.returncode}")


@contextmanager
def running_server() -> Iterator[str]:
    """Yield the address of a running server, without a database's name."""
    with own_server(FORGETFUL) as server:
        yield server.address


@contextmanager
def own_server(settings: str = "") -> Iterator[Server]:
    """Yield a running server; without settings it keeps what it acknowledged through a crash."""
    binaries, user = _binaries(), _user()
    folder = Path(tempfile.mkdtemp(prefix="headframe-pg-", dir="/tmp"))
    server = Server(folder, binaries, user, _free_port(), f"{settings} {SMALL}")
    try:
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _children_of(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []


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
