"""What runs in the page process: questions in, content out, until the line closes."""

from __future__ import annotations

import signal
from importlib import import_module
from multiprocessing.connection import Connection

from headframe.record.record import Record
from headframe.web.desk import Desk
from headframe.web.render import form_pages, read_pages, render


def work(line: Connection, record_url: str | None) -> None:
    """Answer questions until the other end is closed."""
    # The terminal sends Ctrl-C to both processes; the server decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    desk = Desk(Record(record_url))
    answers = [page.answer for page in form_pages().values() if page.answer]
    for module in (*(page.module for page in read_pages().values()), *answers):
        import_module(module)
    while True:
        try:
            ask = line.recv()
        except (EOFError, OSError):
            return
        line.send(render(desk, ask))
