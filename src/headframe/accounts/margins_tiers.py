"""The fleet's tiers and the power price at which each stops paying."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.ground.missing import Missing
from headframe.mining.break_even import break_even_power_usd_per_mwh
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

WHOLE_FLEET = "whole fleet"
ONE_TIER_ONLY = (
    "one tier: companies print one average efficiency, so machines better and worse than it are not told apart; "
    "the worst stop at a lower power price than the one shown"
)


@dataclass(frozen=True, slots=True)
class BreakEvenTier:
    """Machines taken together, and the power price that leaves them nothing [USD/MWh]."""

    name: str
    efficiency: Figure | Missing
    break_even_month: Figure | Missing
    break_even_now: Figure | Missing
    note: str


def break_even_tiers(
    view: View, ticker: str, hash_price_month: Figure | Missing, hash_price_now: Figure | Missing
) -> tuple[BreakEvenTier, ...]:
    """Return the fleet as the tiers that are known: one, at the last printed efficiency."""
    efficiency = _last_efficiency(view, ticker)
    month = str(view.market.last_month())
    return (
        BreakEvenTier(
            name=WHOLE_FLEET,
            efficiency=efficiency,
            break_even_month=break_even(ticker, month, hash_price_month, efficiency),
            break_even_now=break_even(ticker, _when(view, hash_price_now), hash_price_now, efficiency),
            note=ONE_TIER_ONLY,
        ),
    )


def _when(view: View, hash_price: Figure | Missing) -> str:
    """Return the period and words of what rests on a stated price: its hash price's own."""
    return str(view.as_of) if isinstance(hash_price, Missing) else hash_price.id.split(" ", 2)[2]


def break_even(ticker: str, when: str, hash_price: Figure | Missing, efficiency: Figure | Missing) -> Figure | Missing:
    """Return the power price that leaves nothing [USD/MWh]."""
    if isinstance(hash_price, Missing):
        return hash_price
    if isinstance(efficiency, Missing):
        return efficiency
    per_unit = break_even_power_usd_per_mwh(1.0, 1.0)
    return derive(
        figure_id(ticker, "break_even_power_price", when),
        "hash_price x 1000 / (24 x fleet_efficiency)",
        break_even_power_usd_per_mwh(hash_price.value, efficiency.value),
        (hash_price.interval / efficiency.interval).scaled(per_unit),
        "USD/MWh",
        hash_price,
        efficiency,
    )


def _last_efficiency(view: View, ticker: str) -> Figure | Missing:
    figures = [view.figure(ticker, "fleet_efficiency", day) for day in view.periods(ticker, "fleet_efficiency")]
    known = [figure for figure in figures if isinstance(figure, Figure)]
    return known[-1] if known else Missing(f"no source known by {view.as_of} prints the fleet efficiency of {ticker}")
