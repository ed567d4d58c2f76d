"""A helper process: `python -m headframe.solver.helper`. It solves what it is sent, and ends with its pipe.

It is handed data, never a user's own class, so that a problem written in a script or a notebook needs no guard.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from typing import Any

from headframe.solver.block import follow_block, value_block, value_nodes
from headframe.solver.engine import Engine
from headframe.solver.wary_paths import value_wary_block, value_wary_nodes
from headframe.solver.wire import receive, send

TASKS: dict[str, Callable[..., Any]] = {
    "follow_block": follow_block,
    "value_block": value_block,
    "value_nodes": value_nodes,
    "value_wary_block": value_wary_block,
    "value_wary_nodes": value_wary_nodes,
}
"""What a helper does without an engine of its own."""


def main() -> None:
    """Answer messages (task, arguments) until there are none. Tasks done quietly send no answer, unless they fail."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inward, outward = sys.stdin.buffer, sys.stdout.buffer
    engines: dict[int, Engine] = {}
    while True:
        try:
            task, arguments = receive(inward)
        except EOFError:
            return
        try:
            reply = _done(engines, task, *arguments)
        except Exception as failure:
            send(outward, (False, failure))
        else:
            if task != "quietly":
                send(outward, (True, reply))


def _done(engines: dict[int, Engine], task: str, *arguments: Any) -> Any:
    if task in TASKS:
        return TASKS[task](*arguments)
    at, *rest = arguments
    if task == "begin":
        engines[at] = rest[0]
        return None
    if task == "quietly":
        task, *rest = rest
    return getattr(engines[at], task)(*rest)


if __name__ == "__main__":
    main()
