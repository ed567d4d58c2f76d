"""What a reader hands in: fields and a file, at a record position. Never kept, never repeated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from headframe.ground.period import Period
from headframe.record.origin import Origin


@dataclass(frozen=True, slots=True)
class Task:
    """One thing handed in, for the module of a form page to answer."""

    page: str
    fields: tuple[tuple[str, str], ...]
    file_name: str
    data: bytes
    position: int
    now: datetime
    """When, in UTC, as the server's clock says."""
    origin: Origin
    """From where it was sent: the record notes it beside what it takes in."""
    place: str = ""
    """The address under which the answer is found again; empty for what is kept nowhere."""

    def value(self, name: str) -> str:
        """Return a field; empty where it was not filled in."""
        return dict(self.fields).get(name, "").strip()

    @property
    def as_of(self) -> date | None:
        """The day asked for, if any."""
        text = self.value("as_of")
        return Period.parse(text).end if text else None
