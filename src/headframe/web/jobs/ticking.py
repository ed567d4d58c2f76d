"""Progress by the clock: what was last said is said again every second, with the part of the time that has gone."""

from __future__ import annotations

import threading
import time
from types import TracebackType

from headframe.web.job_words import Progress, Tell

EVERY_SECONDS = 1.0
QUIET_SECONDS = 4.0
"""After so long without news, what follows is taken to have begun."""
MOST_DONE = 0.97


class Ticking:
    """Tells a reader that work goes on while nothing new is known.

    Parameters
    ----------
    tell : callable
        The job's own.
    seconds : float
        How long the work should take [s].
    """

    def __init__(self, tell: Tell, seconds: float) -> None:
        self._tell, self._seconds = tell, seconds
        self._began = time.monotonic()
        self._said_at = self._began
        self._words, self._then = "", ""
        self._numbers: tuple[tuple[str, str], ...] = ()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._tick, name="headframe job clock", daemon=True)

    def __enter__(self) -> Ticking:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def say(self, words: str, numbers: tuple[tuple[str, str], ...] = (), then: str = "") -> None:
        """Say what is being done and what is known; raises where the reader gave up.

        `then` is what is being done once nothing new has come for a while.
        """
        with self._lock:
            self._words, self._numbers, self._then = words, numbers, then
            self._said_at = time.monotonic()
            self._tell(self._progress())

    def _progress(self) -> Progress:
        now = time.monotonic()
        quiet = now - self._said_at > QUIET_SECONDS
        words = self._then if self._then and quiet else self._words
        return Progress(words, min((now - self._began) / self._seconds, MOST_DONE), self._numbers)

    def _tick(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            with self._lock:
                try:
                    self._tell(self._progress())
                except Exception:
                    # Given up: the computation hears of it when it next speaks, or its process is ended.
                    return
