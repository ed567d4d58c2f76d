"""What the server holds while it runs."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.record.record import Record
from headframe.web.cache import PageCache
from headframe.web.forms import Forms
from headframe.web.jobs_running import Jobs
from headframe.web.kitchen import Kitchen
from headframe.web.position import Position
from headframe.web.settings import WebSettings
from headframe.web.shelf import Shelf
from headframe.web.tokens import Entry
from headframe.web.tray import Tray


@dataclass(slots=True)
class State:
    """One running server."""

    settings: WebSettings
    record: Record
    kitchen: Kitchen
    pages: PageCache
    position: Position
    entry: Entry
    forms: Forms
    jobs: Jobs
    tray: Tray
    shelf: Shelf
