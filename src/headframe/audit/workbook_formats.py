"""Number formats: which of them show a date, and how fine, and which a percentage."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from headframe.audit.workbook_xml import broken, local, parsed

STYLES = "xl/styles.xml"


class Shown(StrEnum):
    """How a number is shown."""

    PLAIN = "plain"
    PERCENT = "percent"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    TIME = "time"

    @property
    def is_date(self) -> bool:
        """Whether the number is a day in disguise."""
        return self in (Shown.DAY, Shown.MONTH, Shown.YEAR)


BUILT_IN = {9: Shown.PERCENT, 10: Shown.PERCENT, 14: Shown.DAY, 15: Shown.DAY, 16: Shown.DAY, 17: Shown.MONTH}
BUILT_IN |= {22: Shown.DAY, **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), Shown.TIME)}
BUILT_IN |= dict.fromkeys((*range(27, 32), 34, 35, 36, *range(50, 59)), Shown.DAY)
QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
GENERAL = re.compile("general", re.IGNORECASE)


def shown_by(code: str) -> Shown:
    """Return how a format code shows a number.

    Examples
    --------
    >>> shown_by('mmm-yy').value, shown_by('#,##0.0,,"mm"').value, shown_by('0.0%').value
    ('month', 'plain', 'percent')
    """
    bare = GENERAL.sub("", QUOTED.sub("", code)).lower().split(";")[0]
    if "%" in bare:
        return Shown.PERCENT
    if "d" in bare:
        return Shown.DAY
    if "y" in bare:
        return Shown.MONTH if "m" in bare else Shown.YEAR
    if "h" in bare or "s" in bare or ":" in bare:
        return Shown.TIME
    return Shown.MONTH if "mm" in bare else Shown.PLAIN


def formats_of(styles: bytes | None) -> tuple[Shown, ...]:
    """Return how each cell style of a workbook shows a number, by the style's index."""
    if styles is None:
        return ()
    root = parsed(styles, STYLES)
    try:
        return _formats(root)
    except ValueError as error:
        raise broken(STYLES, error) from error


def _formats(root: Any) -> tuple[Shown, ...]:
    own = {
        int(element.get("numFmtId") or 0): shown_by(element.get("formatCode") or "")
        for group in root
        if local(group) == "numFmts"
        for element in group
    }
    known = {**BUILT_IN, **own}
    listed = (element for group in root if local(group) == "cellXfs" for element in group if local(element) == "xf")
    return tuple(known.get(int(element.get("numFmtId") or 0), Shown.PLAIN) for element in listed)


def day_of(serial: float, is_1904: bool) -> date | None:
    """Return the day that a serial number means, or None where it lies outside the years of miners."""
    if not 0 <= serial < 80_000:
        return None
    start = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    day = start + timedelta(days=int(serial))
    return day if 2008 <= day.year <= 2060 else None
