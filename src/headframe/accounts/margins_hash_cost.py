"""Hash cost in three definitions: what one PH/s of running hash rate cost in a day, beside the hash price it earned.

===== ==================================================================================================
power power of mining, less power credits
fleet site cash cost: the numerator of `cost_per_coin_cash`
total fleet + corporate cost paid in cash + interest expense: the numerator of `cash_and_company`
===== ==================================================================================================

Each divided by PH/s of running hash rate x days. The hash rate is the one that production implies: Riot's quarterly
averages are printed up to 25 % off it, some averaging each site over its own months only, while the formula holds to
0.2 % in single months. The reported one stands beside it, and is used for a miner in its own pool, whose production
holds luck. Where no power line is printed, power is estimated from efficiency and the price of power.

Since hash price = coins per PH-day x price, cost per coin / price = hash cost / hash price for the same coins. Averages
of a quarter keep to that within about 2 %: hash price is averaged by month, coins come more of the better months.
"""

from __future__ import annotations

from dataclasses import dataclass

from headframe.accounts.backcast_implied import implied_by
from headframe.accounts.cost_per_coin import CostStep, Level, amount_up_to
from headframe.accounts.cost_per_coin_lines import CostLines, Line
from headframe.accounts.cost_per_coin_sums import Signed, total
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.mining.hash_cost import hash_cost_power_usd_per_ph_day, hash_cost_usd_per_ph_day
from headframe.mining.work import PETAHASH_PER_EXAHASH
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive

UNIT = "USD/PH/day"
EFFICIENCY_MAY_BE_OLD_DAYS = 200
"""How old the fleet's efficiency may be when it stands in for a period's [days]."""
KWH_PER_MWH = 1000.0


@dataclass(frozen=True, slots=True)
class HashCosts:
    """The three hash costs of a period, the hash rate they were divided by, and the one that was reported."""

    hash_rate: Figure | Missing
    hash_rate_reported: Figure | Missing
    power: Figure | Missing
    fleet: Figure | Missing
    total: Figure | Missing


def hash_costs(view: View, ticker: str, span: Period, lines: CostLines, steps: tuple[CostStep, ...]) -> HashCosts:
    """Return what 1 PH/s cost in a day of the period, in three definitions [USD/PH/day]."""
    reported = view.figure(ticker, "hash_rate_operating_average", span)
    hash_rate = running_hash_rate(view, ticker, span, lines.coins, reported)
    signed: list[Signed] = [(1, lines.power), *((-1, part) for part in lines.credits)]
    power = total(f"{figure_id(ticker, 'hash_cost_power', span)} total", "power - power credits", signed)
    by_lines = _per_ph_day(ticker, "hash_cost_power", span, power, hash_rate)
    return HashCosts(
        hash_rate=hash_rate,
        hash_rate_reported=reported,
        power=_power_from_price(view, ticker, span, by_lines) if isinstance(by_lines, Missing) else by_lines,
        fleet=_per_ph_day(ticker, "hash_cost_fleet", span, amount_up_to(Level.CASH, ticker, span, steps), hash_rate),
        total=_per_ph_day(
            ticker, "hash_cost_total", span, amount_up_to(Level.COMPANY_CASH, ticker, span, steps), hash_rate
        ),
    )


def running_hash_rate(view: View, ticker: str, span: Period, coins: Line, reported: Line) -> Figure | Missing:
    """Return the average operating hash rate [EH/s]: implied by production, or reported for a miner in its own pool."""
    implied = implied_by(view, ticker, span, coins)
    first, second = (reported, implied) if find_company(ticker).own_pool == "yes" else (implied, reported)
    return second if isinstance(first, Missing) and isinstance(second, Figure) else first


def latest_efficiency(view: View, ticker: str, span: Period) -> Figure | Missing:
    """Return the fleet's efficiency on the last day printed by the period's end, if not too old [J/TH]."""
    days = [day for day in view.periods(ticker, "fleet_efficiency") if day.end <= span.end]
    for day in reversed(days):
        figure = view.figure(ticker, "fleet_efficiency", day)
        if isinstance(figure, Figure):
            age = (span.end - day.end).days
            if age <= EFFICIENCY_MAY_BE_OLD_DAYS:
                return figure
            return Missing(f"the last fleet efficiency of {ticker} is of {day}, {age} days before the end of {span}")
    return Missing(f"no source known by {view.as_of} prints the fleet efficiency of {ticker} by {span.end}")


def _per_ph_day(ticker: str, concept: str, span: Period, amount: Line, hash_rate: Line) -> Figure | Missing:
    if isinstance(amount, Missing):
        return amount
    if isinstance(hash_rate, Missing):
        return hash_rate
    work = hash_rate.interval.scaled(PETAHASH_PER_EXAHASH * span.days)
    return derive(
        figure_id(ticker, concept, span),
        f"dollars of the period / ({hash_rate.id} x {PETAHASH_PER_EXAHASH:g} x {span.days} days)",
        hash_cost_usd_per_ph_day(amount.value, hash_rate.value, span.days),
        amount.interval / work,
        UNIT,
        amount,
        hash_rate,
    )


def _power_from_price(view: View, ticker: str, span: Period, gap: Missing) -> Figure | Missing:
    """Return the power hash cost from efficiency and price of power, estimated; the first gap where that fails too."""
    price, efficiency = view.figure(ticker, "power_cost_all_in", span), latest_efficiency(view, ticker, span)
    if isinstance(price, Missing) or isinstance(efficiency, Missing):
        also = price if isinstance(price, Missing) else efficiency
        return Missing(f"{gap.reason}; nor can it be estimated: {also.reason if isinstance(also, Missing) else ''}")
    factor = hash_cost_power_usd_per_ph_day(1.0, KWH_PER_MWH)
    return derive(
        figure_id(ticker, "hash_cost_power", span),
        "24 x fleet_efficiency x power_cost_all_in",
        factor * efficiency.value * price.value,
        (efficiency.interval * price.interval).scaled(factor),
        UNIT,
        efficiency,
        price,
        estimated=True,
        note="machines only: cooling and other site load are in no figure of efficiency",
    )
