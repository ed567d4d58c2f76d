"""Running one command of Headframe, and ending it at a chosen moment."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
HEADFRAME = (sys.executable, "-c", "from headframe.cli.main import run; run()")
LONGEST_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended: exit code (negative: the signal that ended it), output, and seconds [s]."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def acknowledged(self) -> bool:
        """Whether it answered: exit code 0, or a receipt printed to its end before it was killed."""
        return self.code == 0 or _is_whole(self.out)


@dataclass(frozen=True, slots=True)
class Size:
    """What a command's write offers to be killed at: seconds in all, calls of its write, seconds of its commit [s]."""

    seconds: float
    calls: int
    commit_seconds: float


def run(arguments: Sequence[str], **changed: str) -> Done:
    """Run a command to its end; it may be given other environment variables."""
    return _ended(_started([*HEADFRAME, *arguments], changed))


def limited(arguments: Sequence[str], largest_file: int) -> Done:
    """Run a command that may make no file larger than so many bytes, as on a disk that is full."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({largest_file}, {largest_file})); "
    return _ended(_started([sys.executable, "-c", limit + HEADFRAME[-1], *arguments], {}))


def at_another_time(arguments: Sequence[str], days: int) -> Done:
    """Run a command on a machine whose clock is wrong by so many days."""
    return _ended(_started([sys.executable, "-m", "harness.fault_clock", str(days), *arguments], {}))


def started(arguments: Sequence[str]) -> Callable[[], Done]:
    """Start a command, and return what waits for its end."""
    process = _started([*HEADFRAME, *arguments], {})
    return lambda: _ended(process)


def measured(counted: Sequence[str], timed: Sequence[str]) -> Size:
    """Run two commands of a kind to their end: one to count what can be chosen among, one to time it."""
    done = _ended(_started(_child("count", counted), {}))
    if done.code:
        raise RuntimeError(done.err)
    calls, seconds = done.err.split()[-2:]
    return Size(run(timed).seconds, int(calls), float(seconds))


def killed(arguments: Sequence[str], how: str, size: Size, chance: random.Random) -> Done:
    """Run a command and end it with SIGKILL: by the clock, at a call of its write, or within its commit."""
    if how == "call":
        return _ended(_started(_child(f"die:{chance.randint(1, size.calls)}", arguments), {}))
    if how == "commit":
        return _killed_in_commit(arguments, chance.uniform(0, 1.5 * size.commit_seconds))
    process = _started([*HEADFRAME, *arguments], {})
    return _ended(process, chance.uniform(0, 1.2 * size.seconds))


def _killed_in_commit(arguments: Sequence[str], after: float) -> Done:
    reading, writing = os.pipe()
    process = _started(_child(f"commit:{writing}", arguments), {}, keep=(writing,))
    os.close(writing)
    os.read(reading, 1)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    os.close(reading)
    return _ended(process)


def _child(order: str, arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "harness.fault_child", order, *arguments]


def _started(command: Sequence[str], changed: dict[str, str], keep: tuple[int, ...] = ()) -> subprocess.Popen[str]:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        command, cwd=PROJECT, env=os.environ | changed, pass_fds=keep, stdin=subprocess.DEVNULL, text=True, **pipes
    )


def _ended(process: subprocess.Popen[str], kill_after: float | None = None) -> Done:
    began = time.perf_counter()
    try:
        out, err = process.communicate(timeout=LONGEST_SECONDS if kill_after is None else kill_after)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        if kill_after is None:
            raise RuntimeError(f"a command hung over {LONGEST_SECONDS} s: {err[-500:]}") from None
    return Done(process.returncode, out, err, time.perf_counter() - began)


def _is_whole(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
