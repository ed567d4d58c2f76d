"""What the months ahead look like on the middle path: no chance, every volatility 0; by quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from headframe.economics.ahead import Ahead, look_ahead
from headframe.economics.assumed import made_with
from headframe.economics.balance_dates import balance_notes
from headframe.economics.build_miner import build_miner
from headframe.economics.figures_ahead import ahead_figure
from headframe.economics.forecast_lines import SHOWN, Over, ShownLine
from headframe.economics.lines import Books, MonthLine
from headframe.economics.miner import Miner
from headframe.economics.minorities import minority_notes
from headframe.economics.reference import forecast_path
from headframe.economics.reference_world import central_path
from headframe.economics.rules import rule_named
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.figure import Figure
from headframe.worlds.calibrate import World
from headframe.worlds.report_parameters import month_inputs, power_inputs, rent_figure

DEFAULT_MONTHS = 24
DEFAULT_POLICY = "hold-all"


@dataclass(frozen=True, slots=True)
class Quarter:
    """One calendar quarter of the middle path, or the months of it that the horizon holds. Fields: `SHOWN`."""

    period: Period
    bitcoin_price_usd_per_btc: Figure
    hash_price_usd_per_ph_day: Figure
    power_usd_per_mwh: Figure
    rent_usd_per_kw_month: Figure
    hash_rate_running_ehs: Figure
    bitcoin_mined_btc: Figure
    bitcoin_sold_btc: Figure
    bitcoin_held_btc: Figure
    mining_mw: Figure
    live_mw_it: Figure
    mining_revenue_usd: Figure
    power_cost_usd: Figure
    block_value_usd: Figure
    noi_usd: Figure
    corporate_cost_usd: Figure
    capex_usd: Figure
    interest_usd: Figure
    principal_usd: Figure
    project_loan_draws_usd: Figure
    tax_paid_usd: Figure
    bitcoin_sales_usd: Figure
    share_sales_usd: Figure
    funding_gap_usd: Figure
    debt_usd: Figure
    cash_usd: Figure
    shares: Figure


@dataclass(frozen=True, slots=True)
class Field:
    """One number of the company as it went in: its path in the profile, and where it came from."""

    path: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that nobody disclosed, with the reason and what stands in for it."""

    path: str
    missing: Missing


@dataclass(frozen=True, kw_only=True)
class Forecast(Answer):
    """The months ahead on the middle path, by quarter. Not what will happen: what follows if nothing varies."""

    verb: ClassVar[str] = "forecast"

    opening: Period
    policy: str
    months: int
    quarters: tuple[Quarter, ...]
    fields: tuple[Field, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]


def forecast(
    view: View,
    company: str | Miner,
    assumptions: Assumptions | None = None,
    months: int = DEFAULT_MONTHS,
    policy: str = DEFAULT_POLICY,
) -> Forecast:
    """Carry a company through the months ahead on the middle path.

    Parameters
    ----------
    view : View
        What was known; the world is calibrated on it.
    company : str or Miner
        A listed company, or one that was built from a private profile.
    assumptions : Assumptions, optional
        The numbers that are not facts; the packaged ones where none are given.
    months : int
        How far [months].
    policy : str
        hold-all, sell-production or sell-to-fund.

    Raises
    ------
    NotEnoughData
        Where a field is missing without which no month can be carried.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> ahead = forecast(Record().view(), "RIOT", months=6)
    >>> ahead.policy, len(ahead.quarters), ahead.quarters[0].cash_usd.unit
    ('hold-all', 3, 'USD')
    """
    held = assumptions or packaged_assumptions()
    miner = company if isinstance(company, Miner) else build_miner(view, company, held)
    ahead = look_ahead(view, miner, held, months)
    books = middle_path(ahead, policy)
    return Forecast(
        made_from=made_with(view, miner.company, held),
        opening=miner.opening,
        policy=policy,
        months=months,
        quarters=tuple(_quarters(ahead, books, policy)),
        fields=tuple(Field(path, figure) for path, figure in miner.stated.items()),
        gaps=tuple(Gap(path, gap) for path, gap in miner.gaps.items()),
        notes=(*balance_notes(view, miner), *minority_notes(miner), *ahead.tables.hub_notes),
    )


def middle_path(ahead: Ahead, policy: str) -> Books:
    """Return the months of the path on which nothing varies, under a named policy."""
    parameters, world = ahead.world.parameters, ahead.world.tables
    path = central_path(parameters, world, len(ahead.tables.projects), ahead.tables.terms.arrivals_per_month)
    return forecast_path(ahead.tables, world.shapes, path, rule_named(policy, ahead.assumptions))


def _quarters(ahead: Ahead, books: Books, policy: str) -> Iterator[Quarter]:
    pairs = list(zip(books.months, books.lines, strict=True))
    for _, held in groupby(pairs, key=lambda pair: _quarter_of(pair[0])):
        months, lines = zip(*held, strict=True)
        period = Period.span(months[0].first_day, months[-1].end)
        made = {line.name: _figure(ahead, line, period, lines, policy) for line in SHOWN}
        yield Quarter(period, **made)


def _figure(ahead: Ahead, line: ShownLine, period: Period, lines: tuple[MonthLine, ...], policy: str) -> Figure:
    values = [_value(line.name, month) for month in lines]
    value = {Over.SUM: sum(values), Over.LAST: values[-1], Over.MEAN: sum(values) / len(values)}[line.over]
    return ahead_figure(
        figure_id(ahead.miner.company, f"forecast_{line.name}", f"{period} {policy} {ahead.assumptions.digest}"),
        f"{line.words}; {line.over.value}",
        value,
        Interval.exact(value),
        line.unit,
        *_inputs(ahead, line),
        note="the middle path: what follows if nothing varies",
    )


def _value(name: str, month: MonthLine) -> float:
    if name == "bitcoin_held_btc":
        return month.bitcoin_free_btc + month.bitcoin_pledged_btc
    if name == "bitcoin_price_usd_per_btc":
        return month.price_usd_per_btc
    return float(getattr(month, name)) + (month.commitments_usd if name == "capex_usd" else 0.0)


SERIES: Mapping[str, Callable[[World], tuple[Figure, ...]]] = {
    "hash_price_usd_per_ph_day": month_inputs,
    "power_usd_per_mwh": power_inputs,
    "rent_usd_per_kw_month": lambda world: (rent_figure(world),),
}
"""Lines of the world that are carried from other series than bitcoin's price."""


def _inputs(ahead: Ahead, line: ShownLine) -> list[Figure]:
    if line.name in SERIES:
        return list(SERIES[line.name](ahead.world))
    stated = [figure for path, figure in ahead.miner.stated.items() if path.startswith(line.rests_on)]
    market = ahead.view.market.month("bitcoin_price_month_close", ahead.miner.opening)
    return [*stated, *([market] if isinstance(market, Figure) and ("market" in line.rests_on or not stated) else [])]


def _quarter_of(month: Period) -> Period:
    return Period.quarter(month.end.year, (month.end.month + 2) // 3)
