"""One command of Headframe on a machine whose clock is wrong. Usage: python -m harness.fault_clock DAYS VERB …."""

from __future__ import annotations

import datetime as module
import sys
from importlib import import_module
from typing import Self


def main(arguments: list[str]) -> int:
    """Move the clock that the verb reads, run it, and return its exit code."""
    from headframe.cli.main import main as headframe

    moved = module.timedelta(days=int(arguments[0]))

    class Moved(module.datetime):
        @classmethod
        def now(cls, tz: module.tzinfo | None = None) -> Self:
            wrong = module.datetime.now(tz) + moved
            return cls.fromisoformat(wrong.isoformat())

    verb = import_module(f"headframe.cli.verbs.{arguments[1]}_verb")
    verb.datetime = Moved  # type: ignore[attr-defined]
    return headframe(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
