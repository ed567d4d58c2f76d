"""How cells look: colours by what they are, numbers by their unit. Blue is an input, black a formula, green a link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headframe.briefs.workbook.model import Kind

BLUE, GREEN, GREY, PALE, LINE = "#0033CC", "#1B7F3B", "#555555", "#EAF0FB", "#999999"
WHOLE, TWO = '#,##0;-#,##0;"–"', '#,##0.00;-#,##0.00;"–"'
NUMBERS: Mapping[str, str] = {
    "USD": WHOLE,
    "USD/year": WHOLE,
    "USD/MW": WHOLE,
    "shares": WHOLE,
    "USD/BTC": WHOLE,
    "BTC": TWO,
    "BTC/day": TWO,
    "USD/share": "#,##0.00",
    "USD/MWh": TWO,
    "USD/MW-day": TWO,
    "USD/kW-month": TWO,
    "USD/PH/day": TWO,
    "EH/s": TWO,
    "MW": TWO,
    "J/TH": TWO,
    "MWh": WHOLE,
    "hours": "0",
    "days": "0",
    "day": "yyyy-mm-dd",
    "number": "0",
    "1 to 12": "0",
    "1 or 0": "0",
    "month number": "0",
    "month of the year": "0",
    "months": "0.00",
    "years": "0.00",
    "ratio": "0.0000",
    "fraction": "0.0000",
    "curve": "0.0000",
    "tolerance": "0.0E+00",
    "difference": '0.0E+00;-0.0E+00;"0"',
    "text": "@",
}
OTHER = "0.00####"


def look(kind: Kind, unit: str, link: bool = False) -> dict[str, Any]:
    """Return the properties of a cell's format."""
    base: dict[str, Any] = {"font_name": "Arial", "font_size": 9}
    number = {"num_format": NUMBERS.get(unit, OTHER)}
    match kind:
        case Kind.TITLE:
            return base | {"bold": True, "font_size": 14}
        case Kind.SECTION:
            return base | {"bold": True, "bottom": 1, "bottom_color": LINE}
        case Kind.COLUMN:
            return base | {"bold": True, "bottom": 1, "bottom_color": LINE, "align": "right"}
        case Kind.HEAD:
            return base | {"bold": True, "font_size": 11} | (number if unit else {})
        case Kind.DAY:
            return base | {"bold": True, "bottom": 1, "num_format": "mmm yyyy", "align": "right"}
        case Kind.UNIT:
            return base | {"font_color": BLUE if link else GREY, "underline": 1 if link else 0, "indent": 1}
        case Kind.INPUT:
            return base | number | {"font_color": BLUE, "bg_color": PALE, "border": 4, "border_color": LINE}
        case Kind.TOTAL:
            return base | number | {"bold": True, "top": 1}
        case Kind.LINK:
            return base | number | {"font_color": GREEN}
        case Kind.PASTED:
            return base | number | {"font_color": GREY, "italic": True}
        case Kind.FORMULA:
            return base | number
        case _:
            return base
