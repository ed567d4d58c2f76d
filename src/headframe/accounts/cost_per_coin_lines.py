"""The lines of each company's accounts, each in the role it plays in the cost of a coin.

No two companies print the same lines. What a role is filled with:

========== ===================================== ================================== =============================
role       RIOT                                  CLSK                               CORZ
========== ===================================== ================================== =============================
site       cost of power + other direct cost     cost_of_revenue_mining             cost_of_revenue_mining less
                                                                                    mining_depreciation
power      cost_of_power_self_mining             energy per coin x own coins,       mining_power_fees
                                                 hosts' fee per coin x hosted coins
credits    power_credits_total (curtailment and  none printed                       none printed
           demand response)
corporate  sg_and_a                              payroll + professional fees + G&A  sg_and_a
stock      stock_compensation                    stock_compensation                 stock_compensation
interest   interest_expense                      interest_expense                   only net of income: Missing
renewal    miner_depreciation                    per coin x own coins               mining_depreciation
========== ===================================== ================================== =============================

BTBT prints cost_of_revenue_mining without depreciation and general_and_administrative; its interest and the
depreciation of its miners alone are not in the record. Every other company's cost lines are not in the record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from headframe.accounts.cost_per_coin_sums import plus, product, total
from headframe.accounts.flows import flow_over
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

Line = Figure | Missing
CLEANSPARK_LAST_HOSTED_DAY = date(2025, 3, 31)
"""CLSK 10-Q 2025-06-30, hosted facilities table: no hosted mining in the June 2025 quarter."""
NOT_SPLIT = "the company's accounts do not split its mining cost into power and the rest"


@dataclass(frozen=True, slots=True)
class CostLines:
    """One period's lines in US dollars, each in its role; `coins` in BTC.

    `site_parts` add up to the site's cash cost before credits; `credits` is empty where the company has no such line.
    """

    coins: Line
    power: Line
    site_parts: tuple[Line, ...]
    credits: tuple[Line, ...]
    corporate: Line
    stock: Line
    interest: Line
    renewal: Line
    notes: tuple[str, ...] = ()


def cost_lines(view: View, ticker: str, period: Period) -> CostLines:
    """Return the lines that a company's accounts print for a period, in their roles."""
    reader = READERS.get(ticker)
    if reader is None:
        gap = Missing(f"no filing with {ticker}'s mining cost lines is in the record")
        coins = flow_over(view, ticker, "bitcoin_produced", period)
        return CostLines(coins, gap, (gap,), (), gap, gap, gap, gap)
    return reader(view, period)


def riot_lines(view: View, period: Period) -> CostLines:
    """Return Riot's lines: the cost-to-mine table of its 10-Q and 10-K, and its statement of operations."""
    power = flow_over(view, "RIOT", "cost_of_power_self_mining", period)
    other = flow_over(view, "RIOT", "other_direct_cost_self_mining", period)
    split = isinstance(power, Figure) and isinstance(other, Figure)
    return CostLines(
        coins=flow_over(view, "RIOT", "bitcoin_produced", period),
        power=power,
        site_parts=(power, other) if split else (flow_over(view, "RIOT", "cost_of_revenue_mining", period),),
        credits=(flow_over(view, "RIOT", "power_credits_total", period),),
        corporate=flow_over(view, "RIOT", "sg_and_a", period),
        stock=flow_over(view, "RIOT", "stock_compensation", period),
        interest=flow_over(view, "RIOT", "interest_expense", period),
        renewal=flow_over(view, "RIOT", "miner_depreciation", period),
    )


def cleanspark_lines(view: View, period: Period) -> CostLines:
    """Return CleanSpark's lines: statement of operations, and the per-coin tables of its 10-Q."""
    corporate = ("payroll_expenses", "professional_fees", "general_and_administrative")
    return CostLines(
        coins=_cleanspark_coins(view, period),
        power=_cleanspark_power(view, period),
        site_parts=(flow_over(view, "CLSK", "cost_of_revenue_mining", period),),
        credits=(),
        corporate=total(
            f"{figure_id('CLSK', 'sg_and_a', period)} from its lines",
            " + ".join(corporate),
            plus([flow_over(view, "CLSK", name, period) for name in corporate]),
        ),
        stock=flow_over(view, "CLSK", "stock_compensation", period),
        interest=flow_over(view, "CLSK", "interest_expense", period),
        renewal=per_coin_total(view, "CLSK", "miner_depreciation_per_btc", "bitcoin_produced_owned", period),
        notes=("the power of hosted machines is their hosts' whole fee",),
    )


def core_lines(view: View, period: Period) -> CostLines:
    """Return Core Scientific's lines: its self-mining segment, whose cost of revenue holds depreciation."""
    depreciation = flow_over(view, "CORZ", "mining_depreciation", period)
    site = total(
        f"{figure_id('CORZ', 'cost_of_revenue_mining', period)} without depreciation",
        "cost_of_revenue_mining - mining_depreciation",
        [(1, flow_over(view, "CORZ", "cost_of_revenue_mining", period)), (-1, depreciation)],
    )
    return CostLines(
        coins=flow_over(view, "CORZ", "bitcoin_produced", period),
        power=flow_over(view, "CORZ", "mining_power_fees", period),
        site_parts=(site,),
        credits=(),
        corporate=flow_over(view, "CORZ", "sg_and_a", period),
        stock=flow_over(view, "CORZ", "stock_compensation", period),
        interest=Missing("CORZ prints interest net of income only"),
        renewal=depreciation,
        notes=("some stock compensation stands in the cost of revenue and is not told apart",),
    )


def bit_digital_lines(view: View, period: Period) -> CostLines:
    """Return Bit Digital's lines: its machines stand at hosts, so its power is not told apart."""
    return CostLines(
        coins=flow_over(view, "BTBT", "bitcoin_produced", period),
        power=Missing(NOT_SPLIT),
        site_parts=(flow_over(view, "BTBT", "cost_of_revenue_mining", period),),
        credits=(),
        corporate=flow_over(view, "BTBT", "general_and_administrative", period),
        stock=flow_over(view, "BTBT", "stock_compensation", period),
        interest=Missing("no interest expense of BTBT is in the record"),
        renewal=Missing("BTBT prints the depreciation of all its lines together"),
    )


READERS: MappingProxyType[str, Callable[[View, Period], CostLines]] = MappingProxyType(
    {"RIOT": riot_lines, "CLSK": cleanspark_lines, "CORZ": core_lines, "BTBT": bit_digital_lines}
)


def per_coin_total(view: View, ticker: str, price_concept: str, coins_concept: str, period: Period) -> Line:
    """Return the dollars behind a cost that is printed per coin: the price of the period times its coins."""
    return product(
        f"{figure_id(ticker, price_concept, period)} x coins",
        f"{price_concept} x {coins_concept}",
        view.figure(ticker, price_concept, period),
        flow_over(view, ticker, coins_concept, period),
        "USD",
    )


def _cleanspark_coins(view: View, period: Period) -> Line:
    owned = flow_over(view, "CLSK", "bitcoin_produced_owned", period)
    if period.first_day > CLEANSPARK_LAST_HOSTED_DAY and isinstance(owned, Figure):
        return owned
    hosted = flow_over(view, "CLSK", "bitcoin_produced_hosted", period)
    both = total(
        f"{figure_id('CLSK', 'bitcoin_produced', period)} own and hosted",
        "bitcoin_produced_owned + bitcoin_produced_hosted",
        plus([owned, hosted]),
    )
    return flow_over(view, "CLSK", "bitcoin_produced", period) if isinstance(both, Missing) else both


def _cleanspark_power(view: View, period: Period) -> Line:
    own = per_coin_total(view, "CLSK", "cost_of_energy_per_btc", "bitcoin_produced_owned", period)
    if period.first_day > CLEANSPARK_LAST_HOSTED_DAY:
        return own
    hosted = per_coin_total(view, "CLSK", "hosting_fee_per_btc", "bitcoin_produced_hosted", period)
    return total(
        f"{figure_id('CLSK', 'cost_of_power_self_mining', period)} from its tables",
        "energy per coin x own coins + hosting fee per coin x hosted coins",
        plus([own, hosted]),
    )
