"""The packaged quantiles of hourly power prices, by hub and month, as far as the months were over on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from headframe.ground.errors import NotEnoughData, UsageProblem
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.mining.power_quantiles import PowerQuantiles
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure
from headframe.vocabulary.tables import packaged_rows

SNAPSHOT = "headframe.record.snapshot"
TABLE = Source(Witness.SECOND_HAND, "power_price_quantiles.csv, packaged series")
CENT = 0.01
"""The table prints prices to the cent [USD/MWh]."""


@dataclass(frozen=True, slots=True)
class PowerMonth:
    """A month's hourly prices at a hub; `hours` counts them [hours]."""

    hub: str
    month: Period
    hours: int
    quantiles: PowerQuantiles

    @property
    def mean_figure(self) -> Figure:
        """The month's mean as a figure [USD/MWh]."""
        mean = self.quantiles.mean_usd_per_mwh
        return Figure(
            id=f"power {self.hub} {self.month} mean",
            value=mean,
            interval=Interval.around(mean, CENT / 2),
            unit="USD/MWh",
            badge=Badge.REPORTED,
            known_at=self.month.end,
            sources=(TABLE,),
        )


def power_months(hub: str, as_of: date) -> tuple[PowerMonth, ...]:
    """Return a hub's months that were over on the day, oldest first.

    Raises
    ------
    UsageProblem
        For a hub the table does not hold.
    NotEnoughData
        Where no month was over.
    """
    months = _by_hub()
    if hub not in months:
        raise UsageProblem(
            f"'{hub[:40]}' is no hub of the table", where="hub", next=f"one of {', '.join(sorted(months))}"
        )
    known = tuple(each for each in months[hub] if each.month.end <= as_of)
    if not known:
        raise NotEnoughData(
            f"no month of power prices at {hub} was over on {as_of}",
            where="power_price_quantiles.csv",
            why=f"the table starts with {months[hub][0].month}",
            next="ask as of 2022 or later",
        )
    return known


def hubs() -> tuple[str, ...]:
    """Return the hubs of the table."""
    return tuple(sorted(_by_hub()))


@cache
def _by_hub() -> dict[str, tuple[PowerMonth, ...]]:
    months: dict[str, list[PowerMonth]] = {}
    for row in packaged_rows(SNAPSHOT, "power_price_quantiles.csv"):
        knots = [(float(name[1:]) / 100, float(text)) for name, text in row.items() if name.startswith("p")]
        quantiles = PowerQuantiles(
            tuple(share for share, _ in knots), tuple(price for _, price in knots), float(row["mean"])
        )
        month = Period.month(int(row["month"][:4]), int(row["month"][5:]))
        months.setdefault(row["hub"], []).append(PowerMonth(row["hub"], month, int(row["hours"]), quantiles))
    return {hub: tuple(sorted(known, key=lambda each: each.month)) for hub, known in months.items()}
