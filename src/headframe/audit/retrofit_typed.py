"""Hard-coded numbers: what was typed, with its own digits; also numbers that a sheet keeps as text, "$161.6M"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from headframe.audit.workbook_cells import Cell, Held
from headframe.audit.workbook_formats import Shown
from headframe.ground.printed import last_nonzero_place
from headframe.reading.quantities import quantities

NUMBER_AS_TEXT = re.compile(r"\s*[-−–(]?\s*(?:US)?\$?\s?\(?\d[\d,.]*\)?\s?[A-Za-z/%¢$ ]{0,14}\)?\s*")
TEXT_UNITS = {"percent": "percent", "cents/kWh": "cents/kWh", "USD/kWh": "USD/kWh", "USD/MWh": "USD/MWh"}
TEXT_UNITS |= {"PH/s": "PH/s", "EH/s": "EH/s", "GW": "GW"}


@dataclass(frozen=True, slots=True)
class Typed:
    """One hard-coded number. `stated` is the unit it carries itself, if any."""

    row: int
    column: int
    value: float
    digits: Decimal
    stated: str = ""

    @property
    def significant(self) -> int:
        """The number of digits between the first and the last that is not zero."""
        return _shape(self.digits)[0]

    @property
    def half_place(self) -> float:
        """Half the unit of the last digit that is not zero: how coarse the number may have been rounded."""
        return _shape(self.digits)[1]


@lru_cache(maxsize=65_536)
def _shape(digits: Decimal) -> tuple[int, float]:
    count = len(digits.normalize().as_tuple().digits) if digits else 0
    return count, float(last_nonzero_place(digits)) / 2


def typed_number(cell: Cell, shown: Shown) -> Typed | None:
    """Return the hard-coded number in a cell, or None where it is a day, a time, or text that is no number."""
    if cell.held is Held.NUMBER:
        if shown.is_date or shown is Shown.TIME:
            return None
        digits = Decimal(f"{cell.number:.12g}")
        return Typed(cell.row, cell.column, cell.number, digits, "one" if shown is Shown.PERCENT else "")
    if cell.held is Held.TEXT and (found := number_in_text(cell.text)):
        value, digits, stated = found
        return Typed(cell.row, cell.column, value, digits, stated)
    return None


@lru_cache(maxsize=65_536)
def number_in_text(text: str) -> tuple[float, Decimal, str] | None:
    """Return the number that a whole text cell prints, its digits, and the unit it states.

    Examples
    --------
    >>> number_in_text("$161.6M")[0], number_in_text("18,005 BTC")[0], number_in_text("Q4 2025") is None
    (161600000.0, 18005.0, True)
    """
    if len(text) > 32 or not NUMBER_AS_TEXT.fullmatch(text):
        return None
    found = quantities(text.strip())
    if len(found) != 1 or found[0].currency == "other":
        return None
    quantity = found[0]
    digits = quantity.number.scaleb(quantity.scale)
    stated = "one" if quantity.scale else TEXT_UNITS.get(quantity.unit, "")
    return quantity.value, -digits if quantity.negative else digits, stated
