"""Units the record holds, and the exact factors between those that sources print."""

from __future__ import annotations

from decimal import Decimal

from headframe.ground.errors import InputRefused

UNITS = frozenset(
    {"BTC", "ETH", "USD", "USD/year", "USD/BTC", "USD/MW", "USD/MWh", "USD/kWh", "USD/share", "USD/PH/day"}
    | {
        "USD/kW-month",
        "USD/TH",
        "USD/EH/s",
        "EH/s",
        "J/TH",
        "MW",
        "MWh",
        "kWh",
        "shares",
        "BTC/share",
        "miners",
        "acres",
    }
    | {"ratio", "times", "days", "months", "years"}
)

CONVERSIONS: dict[tuple[str, str], Decimal] = {
    ("cents/kWh", "USD/kWh"): Decimal("0.01"),
    ("USD/MWh", "USD/kWh"): Decimal("0.001"),
    ("percent", "ratio"): Decimal("0.01"),
    ("fraction", "ratio"): Decimal(1),
    ("PH/s", "EH/s"): Decimal("0.001"),
    ("TH/s", "EH/s"): Decimal("0.000001"),
    ("W/TH", "J/TH"): Decimal(1),
    ("GW", "MW"): Decimal(1000),
    ("kW", "MW"): Decimal("0.001"),
    ("USD thousand", "USD"): Decimal(1000),
    ("USD million", "USD"): Decimal(1000000),
    ("GWh", "MWh"): Decimal(1000),
}
"""Factor from the first unit to the second, to multiply a value by. A watt for each TH/s is a joule for each TH."""


def factor_between(printed: str, wanted: str) -> Decimal:
    """Return the exact factor from `printed` to `wanted`.

    Raises
    ------
    InputRefused
        Where the two measure different things.

    Examples
    --------
    >>> factor_between("cents/kWh", "USD/kWh")
    Decimal('0.01')
    """
    if printed == wanted:
        return Decimal(1)
    if (printed, wanted) in CONVERSIONS:
        return CONVERSIONS[printed, wanted]
    if (wanted, printed) in CONVERSIONS:
        return Decimal(1) / CONVERSIONS[wanted, printed]
    raise InputRefused(
        f"'{printed}' cannot be turned into '{wanted}'",
        why="the two units measure different things, or nobody has stated the factor",
        next=f"give the value in {wanted}",
    )
