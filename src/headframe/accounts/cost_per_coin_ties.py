"""What was built from lines, held against what the company prints for the same thing (conventions §7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from headframe.accounts.cost_per_coin_lines import CostLines, Line, per_coin_total
from headframe.accounts.cost_per_coin_sums import Signed, plus, quotient, total
from headframe.accounts.flows import flow_over
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

CASH, WITH_DEPRECIATION = "cost_to_mine_per_btc", "cost_to_mine_per_btc_incl_depreciation"
PRINTED_SUM_SLACK_USD_PER_BTC = 1.0
"""Riot prints its cost with depreciation as the sum of two rounded costs [USD/BTC]."""


@dataclass(frozen=True, slots=True)
class CostTie:
    """One printed total against its parts: residual = ours - printed, and the tolerance of both roundings."""

    what: str
    ours: Figure
    printed: Figure
    residual: float
    tolerance: float
    closes: bool


def cost_ties(view: View, ticker: str, span: Period, lines: CostLines) -> tuple[CostTie, ...]:
    """Return every tie that the company's own printed totals allow."""
    if ticker == "RIOT":
        return tuple(_riot(view, span, lines))
    if ticker == "CLSK":
        return tuple(_cleanspark(view, span))
    return ()


def _riot(view: View, span: Period, lines: CostLines) -> Iterator[CostTie]:
    cash: list[Signed] = [*plus(lines.site_parts), *((-1, part) for part in lines.credits)]
    net = total(
        _from_lines("cost_of_revenue_self_mining_net_of_credits", span),
        "power + other direct cost - power credits",
        cash,
    )
    whole = total(
        f"{figure_id('RIOT', WITH_DEPRECIATION, span)} total",
        "net of credits + miner_depreciation",
        [*cash, (1, lines.renewal)],
    )
    if len(lines.site_parts) == 2:
        site = total(_from_lines("cost_of_revenue_mining", span), "power + other direct cost", plus(lines.site_parts))
        yield from _tie("cost of revenue, mining", site, flow_over(view, "RIOT", "cost_of_revenue_mining", span))
    yield from _tie(
        "mining cost net of credits", net, flow_over(view, "RIOT", "cost_of_revenue_self_mining_net_of_credits", span)
    )
    yield from _tie("cost to mine a bitcoin", _each(CASH, span, net, lines.coins), view.figure("RIOT", CASH, span))
    yield from _tie(
        "cost to mine with depreciation",
        _each(WITH_DEPRECIATION, span, whole, lines.coins),
        view.figure("RIOT", WITH_DEPRECIATION, span),
        PRINTED_SUM_SLACK_USD_PER_BTC,
    )
    credits = ("power_curtailment_credits", "demand_response_credits")
    parts = [flow_over(view, "RIOT", name, span) for name in credits]
    built = total(_from_lines("power_credits_total", span), " + ".join(credits), plus(parts))
    yield from _tie("power credits", built, lines.credits[0])


def _cleanspark(view: View, span: Period) -> Iterator[CostTie]:
    """Tie the per-coin tables, own and hosted, to the statement's cost of revenue."""
    own = per_coin_total(view, "CLSK", "cost_to_mine_per_btc_owned", "bitcoin_produced_owned", span)
    hosted = per_coin_total(view, "CLSK", "hosting_fee_per_btc", "bitcoin_produced_hosted", span)
    parts = [own] if isinstance(hosted, Missing) else [own, hosted]
    built = total(
        f"{figure_id('CLSK', 'cost_of_revenue_mining', span)} from its tables",
        "cost per own coin x own coins + hosting fee per coin x hosted coins",
        plus(parts),
    )
    yield from _tie("cost of revenue", built, flow_over(view, "CLSK", "cost_of_revenue_mining", span))


def _each(concept: str, span: Period, amount: Line, coins: Line) -> Line:
    return quotient(_from_lines(concept, span), "dollars / coins", amount, coins, "USD/BTC")


def _from_lines(concept: str, span: Period) -> str:
    """Return the id of what Riot prints as `concept`, built here from its lines: not the printed figure's own."""
    return f"{figure_id('RIOT', concept, span)} from its lines"


def _tie(what: str, ours: Line, printed: Line, slack: float = 0.0) -> Iterator[CostTie]:
    """Yield the tie where both sides are known."""
    if isinstance(ours, Missing) or isinstance(printed, Missing):
        return
    residual = ours.value - printed.value
    tolerance = ours.half_width + printed.half_width + slack
    yield CostTie(what, ours, printed, residual, tolerance, abs(residual) <= tolerance)
