"""Documents that were read and not yet taken in: held in memory for a while, for the browser that handed them in."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from headframe.web.problem import Refused
from headframe.web.task import Task

MOST_BYTES = 128_000_000
SECONDS = 1800.0


@dataclass(frozen=True, slots=True)
class Held:
    """One document with its owner and the moment it came."""

    owner: str
    task: Task
    since: float


class Tray:
    """Bounded in bytes and time; the oldest goes first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._clock = clock

    def put(self, owner: str, task: Task) -> str:
        """Hold a document and return the word to ask for it by."""
        word = secrets.token_urlsafe(18)
        self._held[word] = Held(owner, task, self._clock())
        self._tidy()
        return word

    def take(self, word: str, owner: str) -> Task:
        """Return a document and let go of it.

        Raises
        ------
        Refused
            Where it is not held any more, or was another browser's.
        """
        self._tidy()
        held = self._held.get(word)
        if held is None or held.owner != owner:
            raise Refused(
                410, "the document is not held any more", where="document", next="choose the file and read it again"
            )
        del self._held[word]
        return held.task

    def _tidy(self) -> None:
        old = [word for word, held in self._held.items() if self._clock() - held.since > SECONDS]
        for word in old:
            del self._held[word]
        while sum(len(held.task.data) for held in self._held.values()) > MOST_BYTES:
            self._held.popitem(last=False)
