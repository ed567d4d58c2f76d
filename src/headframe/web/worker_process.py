"""What runs in the page process: questions in, content out, until the line closes."""

from __future__ import annotations

import os
import signal
from collections import deque
from importlib import import_module
from multiprocessing.connection import Connection

from headframe.record.record import Record
from headframe.web.desk import Desk
from headframe.web.render import form_pages, read_pages, render

NICE = 5
"""How far back; 0 is as any other process, 19 the furthest."""
DRAWING = ("altair", "vl_convert")
"""What the first picture needs, which takes longest to load."""


def work(line: Connection, record_url: str | None, stands_back: bool = False) -> None:
    """Answer questions until the other end is closed; load what later ones need while nobody asks.

    One that stands back works only where no other process wants the machine.
    """
    if stands_back and hasattr(os, "nice"):
        os.nice(NICE)
    # The terminal sends Ctrl-C to both processes; the server decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    desk = Desk(Record(record_url))
    unloaded = deque(_modules())
    while True:
        try:
            while unloaded and not line.poll():
                import_module(unloaded.popleft())
            ask = line.recv()
        except (EOFError, OSError):
            return
        line.send(render(desk, ask))


def _modules() -> list[str]:
    """Return what pages are made with, in the order in which a reader comes to it."""
    answers = [page.answer for page in form_pages().values() if page.answer]
    return list(dict.fromkeys((*(page.module for page in read_pages().values()), *DRAWING, *answers)))
