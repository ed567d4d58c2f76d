"""`headframe refresh`."""

from __future__ import annotations

from datetime import UTC, datetime

from headframe.cli.common import Common, emit, verb
from headframe.cli.door import open_door


@verb("terminal", "json")
def command(common: Common) -> int:
    """Market series into your record: daily price, hash rate, difficulty and fees since the packaged ones end."""
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.fetch import refresh_section
    from headframe.intake.refresh import refresh

    with open_door(common, needs_identity=False) as door:
        told = refresh(common.record(), door, datetime.now(UTC))
    return emit(common, told, {"terminal": lambda answer: page_text(answer, "market", refresh_section(answer))})
