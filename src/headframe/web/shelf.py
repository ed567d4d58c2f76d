"""Audits under addresses that stay: kept in memory for the browser that asked, bounded in bytes and time."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from headframe.web.content import Content
from headframe.web.problem import Refused
from headframe.web.task import Task

MOST_BYTES = 64_000_000
HOURS = 12
KEPT = f"It is kept for this browser for {HOURS} hours, or until the server ends, and in no record."


@dataclass(frozen=True, slots=True)
class Shelved:
    """One answer with what was handed in for it, its owner and the moment it was made."""

    owner: str
    task: Task
    content: Content
    since: float

    @property
    def bytes(self) -> int:
        """What it takes [bytes]."""
        return len(self.task.data) + len(self.content.body) + sum(len(value) for _, value in self.task.fields)


class Shelf:
    """Answers by what was asked: the same article judged at the same position has the same address."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._held: OrderedDict[str, Shelved] = OrderedDict()
        self._clock = clock

    def put(self, word: str, owner: str, task: Task, content: Content) -> None:
        """Keep an answer under the last word of its address."""
        self._held.pop(word, None)
        self._held[word] = Shelved(owner, task, content, self._clock())
        self._tidy()

    def find(self, word: str, owner: str) -> Shelved:
        """Return an answer.

        Raises
        ------
        Refused
            Where it is not kept any more, or was another browser's.
        """
        self._tidy()
        found = self._held.get(word)
        if found is None or found.owner != owner:
            raise Refused(410, "this audit is not kept any more", where="address", why=KEPT, next="hand it in again")
        return found

    def _tidy(self) -> None:
        oldest = self._clock() - 3600 * HOURS
        for word in [word for word, held in self._held.items() if held.since < oldest]:
            del self._held[word]
        while sum(held.bytes for held in self._held.values()) > MOST_BYTES:
            self._held.popitem(last=False)


def word_of(owner: str, task: Task) -> str:
    """Return the digest of what was asked, by whom, and at which position of the record."""
    asked = (owner, task.page, task.file_name, task.position, *sorted(dict(task.fields).items()))
    return hashlib.sha256(repr(asked).encode() + task.data).hexdigest()[:32]


def in_form(task: Task, form: str) -> Task:
    """Return a task that asks for another form of the same answer."""
    return replace(task, fields=tuple(sorted({**dict(task.fields), "form": form}.items())))
