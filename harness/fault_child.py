"""One command of Headframe that dies at a chosen moment of its write, or says when it begins to commit.

Usage: python -m harness.fault_child count|die:N|commit:FD VERB … — N counts calls since the write began.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from headframe.record.store import Store

Watcher = Callable[[FrameType, str, Any], None]


class Counter:
    """Counts calls, of Python and of C alike, and acts at one of them."""

    def __init__(self, order: str) -> None:
        kind, _, number = order.partition(":")
        self.calls = 0
        self.last = int(number) if kind == "die" else 0
        self.pipe = int(number) if kind == "commit" else None
        self.committing = 0.0
        self.commit_seconds = 0.0

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        """Be told of a call or a return."""
        if event in ("call", "c_call"):
            self.calls += 1
            if self.calls == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
        if _is_commit(frame, event, argument):
            self._commit(event)

    def _commit(self, event: str) -> None:
        if event.endswith("call"):
            self.committing = time.perf_counter()
            if self.pipe is not None:
                os.write(self.pipe, b".")
        else:
            self.commit_seconds = max(self.commit_seconds, time.perf_counter() - self.committing)


def _is_commit(frame: FrameType, event: str, argument: Any) -> bool:
    """Say whether a driver's own commit begins or ends here."""
    if event in ("c_call", "c_return"):
        return getattr(argument, "__name__", "") == "commit"
    return frame.f_code.co_name == "commit" and "psycopg" in frame.f_code.co_filename


def watch_the_write(counter: Watcher) -> None:
    """Begin to count where the store begins to write or to change its shape."""
    for name in ("_shape", "append"):
        setattr(Store, name, _watched(getattr(Store, name), counter))


def _watched(plain: Callable[..., Any], counter: Watcher) -> Callable[..., Any]:
    def watched(*given: Any, **named: Any) -> Any:
        sys.setprofile(counter)
        return plain(*given, **named)

    return watched


def main(arguments: list[str]) -> int:
    """Run the command and return its exit code; with `count`, say on standard error what could be counted."""
    from headframe.cli.main import main as headframe

    counter = Counter(arguments[0])
    watch_the_write(counter)
    code = headframe(arguments[1:])
    sys.setprofile(None)
    if arguments[0] == "count":
        sys.stderr.write(f"\n{counter.calls} {counter.commit_seconds:.6f}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
