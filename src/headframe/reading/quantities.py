"""Numbers in running text: their digits in any of six languages' habits, scale, currency and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from headframe.ground.interval import Interval
from headframe.ground.printed import interval_of_digits, number_of
from headframe.ground.units import factor_between
from headframe.reading.phrases import phrase
from headframe.vocabulary.tables import packaged_rows

HERE = "headframe.reading"
SCALES = {
    3: r"thousand|mille|tausend|тыс\.?|тысяч\w{0,2}|K(?![\w/])|k(?![\w/])",
    9: r"billion(?:s)?|bn|miliard[io]|Milliarden|Mrd\.?|mil millones|bilh(?:ões|ão)|млрд\.?|миллиард\w{0,3}|B(?![\w/])",
    6: r"million(?:s|en)?|Millionen|mln\.?|millones|millón|milion[ei]|milh(?:ões|ão)|Mio\.?|млн\.?|миллион\w{0,3}"
    r"|MM?(?![\w/])|m(?![\w/])",
}
CURRENCY_BEFORE = r"US\$|U\.S\. ?\$|USD ?\$?|C\$|CA\$|CAD ?\$?|A\$|AU\$|HK\$|R\$|\$|£|€|GBP|EUR"
CURRENCY_AFTER = (
    r"(?:de |di )?(?:U\.?S\.?[ -]?)?"
    r"(?:dollars?|Dollar|dólares(?: estadounidenses)?|dollari|доллар\w{0,3}|долл\.?|USD|US\$|\$)"
)
OTHER_MONEY_AFTER = r"(?:de |di )?(?:euros?|Euro|€|£|pounds?|libras|sterline|CAD|рубл\w{0,3})"
NUMBER = (
    r"\d{1,3}(?:[.,'’]\d{3})+(?:[.,]\d{1,4})?|\d{1,3}(?:[   ]\d{3})+(?:[.,]\d{1,3})?|\d{1,12}(?:[.,]\d{1,8})?|\.\d{1,4}"
)
MORE_DIGITS = re.compile(r"[.,]{1,2}\d")
"""Digits that go on behind a mark: "8,2999" is no eight, but no number at all."""
ABOUT = phrase("about")
SMALL_DECIMAL = re.compile(r"\d{1,3},\d{3}")
"""A hash rate of "2,204 EH/s" where a comma stands before decimals: no miner has two thousand exahashes."""


STRAY_SPACE = phrase("stray_space")
"""A grouping comma with a space behind it ("1, 479 bitcoin"), after punctuation only: "in 12, 479" is two numbers."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One printed number with what stands around it. `unit` is empty where the text gives none."""

    start: int
    end: int
    digits: str
    number: Decimal
    scale: int
    unit: str
    approximate: bool
    currency: str = ""
    negative: bool = False
    unit_text: str = ""

    @property
    def value(self) -> float:
        """The number in its own unit, scale applied."""
        return float(self.number.scaleb(self.scale)) * (-1.0 if self.negative else 1.0)

    def interval_in(self, unit: str) -> tuple[float, Interval]:
        """Return value and interval in `unit`."""
        factor = factor_between(self.unit, unit)
        interval = interval_of_digits(self.digits, scale=self.scale, approximate=self.approximate)
        scaled = interval.scaled(float(factor))
        value = float(self.number.scaleb(self.scale) * factor)
        return (-value, -scaled) if self.negative else (value, scaled)


@cache
def unit_pattern() -> re.Pattern[str]:
    """Return the pattern of every unit that can follow a number; the group's index names the unit."""
    rows = list(packaged_rows(HERE, "units.csv"))
    groups = [f"(?P<u{i}>{row['pattern']})" for i, row in enumerate(rows)]
    return re.compile(r"[\s ]{0,3}-?(?:" + "|".join(groups) + r")(?![\w])", re.IGNORECASE)


@cache
def unit_names() -> tuple[str, ...]:
    """Return the unit of each group of `unit_pattern`."""
    return tuple(row["unit"] for row in packaged_rows(HERE, "units.csv"))


_QUANTITY = re.compile(
    rf"(?P<open>\(\s?)?(?P<minus>[-−–‐‑⁻﹣－](?=[\d$£€.]))?(?P<before>{CURRENCY_BEFORE})?\s?(?P<inner>\()?"
    rf"(?<![\d.,'])(?P<digits>{NUMBER})(?![\d])(?P<close>\))?"
)
_AFTER = re.compile(
    rf"[\s-]?(?:(?:{'|'.join(f'(?P<s{power}>{words})' for power, words in SCALES.items())})(?!\w))?"
    rf"(?:\s?(?P<after>{CURRENCY_AFTER})(?!\w)|\s?(?P<other>{OTHER_MONEY_AFTER})(?!\w))?"
)


def quantities(text: str, *, comma_decimals: bool = False) -> list[Quantity]:
    """Return the numbers of `text` from left to right.

    Parameters
    ----------
    text : str
        One sentence or cell.
    comma_decimals : bool
        Whether the document writes 6,2 and 10.427 rather than 6.2 and 10,427.

    Examples
    --------
    >>> [(found.value, found.unit) for found in quantities("sold 1,818 BTC for $161.6 million")]
    [(1818.0, 'BTC'), (161600000.0, 'USD')]
    """
    text = STRAY_SPACE.sub(r" \1,\2", text)
    found = []
    position = 0
    while match := _QUANTITY.search(text, position):
        quantity = _quantity(text, match, comma_decimals)
        position = max(match.end(), quantity.end if quantity else 0)
        if quantity:
            found.append(quantity)
    return found


def _quantity(text: str, match: re.Match[str], comma_decimals: bool) -> Quantity | None:
    start, end = match.start("digits"), match.end("digits")
    if start and (text[start - 1].isalpha() or text[start - 1] == "_") and not match["before"]:
        return None
    digits = plain_digits(match["digits"], comma_decimals)
    if digits is None or MORE_DIGITS.match(text, end):
        return None
    shut = bool(match["close"]) and bool(match["open"] or match["inner"])
    after = _AFTER.match(text, match.end() if shut else end)
    scale, money_after, other = 0, False, False
    cursor = match.end() if shut else end
    if after and after.end() > cursor:
        powers = [power for power in SCALES if after[f"s{power}"]]
        scale, money_after, other = (powers[0] if powers else 0), bool(after["after"]), bool(after["other"])
        if powers or money_after or other:
            cursor = after.end()
    before = (match["before"] or "").replace(" ", "")
    currency = currency_of(before) if before else "USD" if money_after else "other" if other else ""
    unit, unit_text, end_of_unit = _unit_after(text, cursor)
    if unit == "EH/s" and comma_decimals and SMALL_DECIMAL.fullmatch(match["digits"]):
        digits = match["digits"].replace(",", ".")
    if currency:
        unit, cursor, unit_text = _money_unit(currency, unit, unit_text, cursor, end_of_unit)
    else:
        cursor = end_of_unit
    begin = match.start("before") if before else start
    approximate = bool(ABOUT.search(text[max(0, begin - 24) : begin])) or text[cursor : cursor + 1] == "+"
    negative = bool(match["minus"]) or shut
    return Quantity(begin, cursor, digits, number_of(digits), scale, unit, approximate, currency, negative, unit_text)


def _unit_after(text: str, cursor: int) -> tuple[str, str, int]:
    match = unit_pattern().match(text, cursor)
    if not match or not match.lastgroup:
        return "", "", cursor
    return unit_names()[int(match.lastgroup[1:])], match[0].strip(), match.end()


def _money_unit(currency: str, unit: str, unit_text: str, cursor: int, end: int) -> tuple[str, int, str]:
    if currency != "USD":
        return "money", cursor, unit_text
    if unit in ("USD/kWh", "USD/MWh"):
        return unit, end, unit_text
    if unit == "USD/BTC-word":
        return "USD/BTC", end, unit_text
    return "USD", cursor, ""


def currency_of(sign: str) -> str:
    """Return USD for the dollar's own signs, "other" for every other currency."""
    return "USD" if sign.upper().rstrip("$") in ("", "US", "U.S.", "USD") else "other"


def plain_digits(printed: str, comma_decimals: bool) -> str | None:
    """Return digits with a point for decimals and no grouping marks lost, or None where they cannot be one number.

    Examples
    --------
    >>> plain_digits("1.818", comma_decimals=True), plain_digits("161,6", comma_decimals=True)
    ('1818', '161.6')
    >>> plain_digits("11 717", comma_decimals=False)
    '11717'
    """
    text = re.sub(r"[\s'’]", "", printed)
    if text.startswith("."):
        return f"0{text}"
    if "," in text and "." in text:
        decimal = max(text.rfind(","), text.rfind("."))
        grouping, mark = (",", ".") if text[decimal] == "." else (".", ",")
        return text.replace(grouping, "").replace(mark, ".") if text.count(mark) == 1 else None
    mark = "," if "," in text else "." if "." in text else ""
    if not mark:
        return text if len(text) <= 15 else None
    parts = text.split(mark)
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0"
    if len(parts) > 2:
        return "".join(parts) if grouped else None
    groups_here = (mark == ".") == comma_decimals
    if grouped and (groups_here or mark == ","):
        return "".join(parts)
    if mark == "," and not comma_decimals and len(parts[1]) == 3:
        return None
    if mark == "," and not comma_decimals:
        return None
    return ".".join(parts)


def writes_comma_decimals(text: str, language: str) -> bool:
    """Say whether the document's own numbers, or else its language, put a comma before decimals."""
    comma = len(re.findall(r"(?<![\d.,])\d{1,3},\d{1,2}(?![\d,])", text))
    point = len(re.findall(r"(?<![\d.,])\d{1,3}\.\d{1,2}(?![\d.])", text))
    if language == "en":
        return False
    return comma >= point
