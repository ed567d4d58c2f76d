"""What a page sends: bytes with their kind. Made once, kept, sent many times."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace

from headframe.record.market import MARKET
from headframe.record.reads import EVERYTHING
from headframe.vocabulary.answer import RecordStamp

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"
SVG = "image/svg+xml"
SCRIPT = "text/javascript; charset=utf-8"
STYLE = "text/css; charset=utf-8"
TOML = "application/toml; charset=utf-8"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STAMP = rb"%b(, position |\"[,\s]+\"position\":\s*)%d\b"
"""How pages and JSON say which record they were made from: its digest and its position."""


@dataclass(frozen=True, slots=True)
class Content:
    """One answer to a browser."""

    body: bytes
    kind: str = HTML
    status: int = 200
    file_name: str = ""
    """Offered to whoever saves it; empty for what is shown."""

    reads: frozenset[str] = frozenset((EVERYTHING,))
    """The tickers whose facts it was made from."""
    tag: str = field(init=False)
    """The entity tag: equal bytes, equal tag."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tag", f'"{hashlib.sha256(self.body).hexdigest()[:32]}"')

    @property
    def keeps(self) -> bool:
        """Whether it may be kept: a failure is asked again."""
        return self.status == 200

    def hangs_on(self, added: frozenset[str]) -> bool:
        """Say whether facts about some companies may change it."""
        return bool(self.reads & added) or EVERYTHING in self.reads or MARKET in added

    def stamped(self, before: RecordStamp, after: RecordStamp) -> Content | None:
        """Return the same answer with another stamp; None where the old one stands in it in a form not known here."""
        old, new = before.digest.encode(), after.digest.encode()
        body, told = re.subn(STAMP % (old, before.position), rb"%b\g<1>%d" % (new, after.position), self.body)
        return replace(self, body=body) if told == self.body.count(old) else None


def page(html: str, status: int = 200) -> Content:
    """Return a page of HTML."""
    return Content(html.encode(), HTML, status)
