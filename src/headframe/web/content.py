"""What a page sends: bytes with their kind. Made once, kept, sent many times."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"
SVG = "image/svg+xml"
SCRIPT = "text/javascript; charset=utf-8"
STYLE = "text/css; charset=utf-8"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Content:
    """One answer to a browser."""

    body: bytes
    kind: str = HTML
    status: int = 200
    file_name: str = ""
    """Offered to whoever saves it; empty for what is shown."""

    @property
    def tag(self) -> str:
        """The entity tag: equal bytes, equal tag."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    @property
    def keeps(self) -> bool:
        """Whether it may be kept: a failure is asked again."""
        return self.status == 200


def page(html: str, status: int = 200) -> Content:
    """Return a page of HTML."""
    return Content(html.encode(), HTML, status)
