"""Who sweeps: one engine for each trial path of an iteration, in this process or in helpers.

Each engine sweeps its own path, forward and back, and then hears what the others learned. Where an engine lives changes
the time and nothing else: with the same number of paths an iteration the plan is the same, bit for bit.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from headframe.ground.errors import HeadframeError, UsageProblem
from headframe.solver.arrays import Whole
from headframe.solver.engine import Engine, News
from headframe.solver.instance import Instance
from headframe.solver.pool import Pool
from headframe.solver.wire import receive, send


class Helper:
    """One helper process and its pipes."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "headframe.solver.helper"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, task: str, *arguments: Any) -> None:
        """Send a task; `answer` reads what came of it."""
        assert self._process.stdin is not None
        send(self._process.stdin, (task, arguments))

    def answer(self) -> Any:
        """Return what came of the task asked longest ago, or raise its failure here."""
        assert self._process.stdout is not None
        try:
            done, reply = receive(self._process.stdout)
        except EOFError as gone:
            raise HeadframeError("a helper process of the solver ended early", where="workers") from gone
        if not done:
            raise reply
        return reply

    def end(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.kill()
        self._process.wait()


class Crew:
    """As many engines as an iteration has paths: the first here, the others here or in helpers."""

    def __init__(self, instance: Instance, pools: list[Pool] | None, paths: int, helpers: list[Helper]) -> None:
        self.engines = [Engine(instance, _copied(pools)) for _ in range(paths)]
        self._helpers = helpers
        self._home = [at % (1 + len(helpers)) for at in range(paths)]
        for at, home in enumerate(self._home):
            if home:
                self._of(home).ask("begin", at, self.engines[at])
                self._of(home).answer()

    @property
    def engine(self) -> Engine:
        """The engine of the first path, which has heard of everything."""
        return self.engines[0]

    def _of(self, home: int) -> Helper:
        return self._helpers[home - 1]

    def sweep(self, nodes: Whole) -> None:
        """Let each engine sweep its path of node numbers (paths, T + 1), and tell all what each learned."""
        found: list[list[News]] = [[] for _ in self._home]
        for at, home in enumerate(self._home):
            if home:
                self._of(home).ask("sweep", at, nodes[at])
        for at, home in enumerate(self._home):
            if not home:
                found[at] = self.engines[at].sweep(nodes[at])
        for at, home in enumerate(self._home):
            if home:
                found[at] = self._of(home).answer()
        for at, home in enumerate(self._home):
            heard = [news for other, learned in enumerate(found) if other != at for news in learned]
            self._do(at, home, "hear", heard)

    def prune(self) -> None:
        """Drop cuts that are least nowhere, everywhere."""
        for at, home in enumerate(self._home):
            self._do(at, home, "prune")

    def _do(self, at: int, home: int, task: str, *arguments: Any) -> None:
        """Have an engine do something that nobody waits for: a helper does it before what it is asked next."""
        if home:
            self._of(home).ask("quietly", at, task, *arguments)
        else:
            getattr(self.engines[at], task)(*arguments)

    def alone(self) -> None:
        """Go on with the engine here only: what helpers were doing is lost, what was learned is kept."""
        for helper in self._helpers:
            helper.end()
        self._helpers, self._home = [], [0]


def _copied(pools: list[Pool] | None) -> list[Pool] | None:
    return None if pools is None else [pool.copy() for pool in pools]


@contextmanager
def crew(instance: Instance, pools: list[Pool] | None, paths: int, workers: int) -> Iterator[Crew]:
    """Give a crew for so many paths an iteration in so many processes, this one among them; end the others after."""
    if paths < 1 or workers < 1:
        raise UsageProblem(f"{paths} paths an iteration in {workers} processes teach nothing", where="paths, workers")
    helpers = [Helper() for _ in range(min(workers, paths) - 1)]
    try:
        yield Crew(instance, pools, paths, helpers)
    finally:
        for helper in helpers:
            helper.end()


def spread(task: Callable[..., Any], calls: Iterator[tuple[Any, ...]], workers: int) -> Iterator[Any]:
    """Yield what a task of `helper.TASKS` returns for each call, in order, done by so many processes."""
    if workers < 1:
        raise UsageProblem(f"{workers} processes cannot do anything", where="workers")
    helpers: list[Helper] = []
    try:
        while batch := list(islice(calls, workers)):
            if len(batch) > 1 and not helpers:
                helpers = [Helper() for _ in range(workers - 1)]
            for helper, call in zip(helpers, batch[1:], strict=False):
                helper.ask(task.__name__, *call)
            yield task(*batch[0])
            for helper, _ in zip(helpers, batch[1:], strict=False):
                yield helper.answer()
    finally:
        for helper in helpers:
            helper.end()
