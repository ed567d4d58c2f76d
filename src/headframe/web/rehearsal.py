"""A record that keeps nothing: what would become of a document, before it is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from headframe.record.record import Record
from headframe.vocabulary.fact import Fact


class Rehearsal(Record):
    """Reads like its record; what is appended is only counted."""

    def append(self, facts: Sequence[Fact], what: str, recorded_at: datetime, *, after: int | None = None) -> int:
        """Return the position as it stands."""
        return self.position()
