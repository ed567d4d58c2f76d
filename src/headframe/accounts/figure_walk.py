"""Every figure and gap inside an answer, inputs included, each under the id that `headframe why` takes.

A figure bears its id. A gap bears none, so `GAP_NAMES` says what would have stood in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.vocabulary.figure import Figure

GAP_NAMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Step": {
            "produced": "bitcoin_produced {period}",
            "purchased": "bitcoin_purchased {period}",
            "received": "bitcoin_receivable_change {period}",
            "sold": "bitcoin_sold {period}",
            "paid": "bitcoin_exchanged_compensation {period}",
            "expected": "bitcoin_expected_closing {period}",
            "residual": "bitcoin_residual {period}",
            "sold_implied": "bitcoin_sold_implied {period}",
        },
        "Sale": {
            "net_proceeds": "bitcoin_sale_net_proceeds {period}",
            "realised_price": "realised_price {period}",
            "realised_against_month_average": "realised_against_month_average {period}",
        },
        "SalesTotal": {
            "sold": "bitcoin_sold {period} sales",
            "net_proceeds": "bitcoin_sale_net_proceeds {period} sales",
            "realised_price": "realised_price {period}",
            "month_average": "bitcoin_price_month_average {period} weighted",
            "realised_against_month_average": "realised_against_month_average {period}",
        },
        "LotSale": {
            "cost": "lots_cost_basis {period}{method}",
            "gain": "lots_realised_gain {period}{method}",
            "gain_against_mark": "lots_gain_against_last_mark {period}",
        },
        "LotTotal": {
            "cost": "lots_cost_basis {period}{method}",
            "gain": "lots_realised_gain {period}{method}",
            "gain_against_mark": "lots_gain_against_last_mark {period}",
        },
        "BackedLoan": {
            "loan_to_value": "loan_to_value {period} {row.name}",
            "price_at_first_limit": "loan_price_at_first_limit {period} {row.name}",
            "liquidation_price": "liquidation_price {period} {row.name}",
            "price_at_par": "loan_price_at_par {period} {row.name}",
        },
        "QuarterMargin": {"break_even_power_price": "break_even_power_price {period}"},
        "BreakEvenTier": {"break_even_month": "break_even_power_price {period}"},
        "HashCosts": {
            "power": "hash_cost_power {period}",
            "fleet": "hash_cost_fleet {period}",
            "total": "hash_cost_total {period}",
        },
        "CoinCost": {
            "company": "cost_per_coin_company {period}",
            "cash": "cost_per_coin_cash {period}",
            "cash_and_company": "cost_per_coin_cash_and_company {period}",
            "sustaining": "cost_per_coin_sustaining {period}",
            "all_in": "cost_per_coin_all_in {period}",
            "mining_share_of_revenue": "revenue_bitcoin_mining {period} share of revenue",
        },
        "CostStep": {"per_coin": "cost_per_coin_{row.enters_at.value} {period} {row.name}"},
        "BackcastMonth": {
            "hash_rate_implied": "hash_rate_implied {period}",
            "luck": "block_luck_deviations {period}",
        },
        "Tie": {"parts_sum": "{row.concept} {period} {row.by.value}"},
        "BalancedEntry": {"best": "{row.name} {period} balanced"},
        "EncumbranceDay": {
            "restricted": "bitcoin_restricted {period}",
            "free": "bitcoin_free {period}",
            "restricted_share": "bitcoin_restricted_share {period}",
        },
    }
)
"""Class of a row → field → what stands after the company in the id of the field's figure."""

DAYS_FIELDS = ("span", "period", "day", "last_month", "terms_of")
"""Fields in which a row says its days, the nearest first."""
DEFAULT_METHOD = "fifo"
"""The lots' method that ids leave out (`lots_sale.lots_id`)."""


@dataclass(frozen=True, slots=True)
class _Where:
    """What a row says of the gaps inside it."""

    company: str
    period: str = ""
    method: str = ""


Named = tuple[str, Figure | Missing]


def named_figures(company: str, answer: object) -> Iterator[Named]:
    """Yield every figure of an answer and every gap that has a name, with its id.

    Parameters
    ----------
    company : str
        Whose the gaps are: its ticker.
    answer : object
        A dataclass of any verb; a tuple of such; or a mapping from ids to figures and gaps.
    """
    seen: dict[int, object] = {}
    yield from _inside(answer, _Where(company), seen)


def _inside(value: Any, where: _Where, seen: dict[int, object]) -> Iterator[Named]:
    """Walk a value; `seen` holds the figures met, for an input of many is the same object in each."""
    if isinstance(value, Figure):
        if id(value) not in seen:
            seen[id(value)] = value
            yield value.id, value
            for part in value.inputs:
                yield from _inside(part, where, seen)
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item, where, seen)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from [(name, item)] if isinstance(item, Missing) else _inside(item, where, seen)
    elif is_dataclass(value) and not isinstance(value, Missing):
        yield from _of_row(value, _of(value, where), seen)


def _of_row(row: Any, where: _Where, seen: dict[int, object]) -> Iterator[Named]:
    names = GAP_NAMES.get(type(row).__name__, {})
    for field in fields(row):
        item = getattr(row, field.name)
        if not isinstance(item, Missing):
            yield from _inside(item, where, seen)
        elif field.name in names and where.period:
            name = names[field.name].format(row=row, period=where.period, method=where.method)
            yield f"{where.company} {name}", item


def _of(row: Any, where: _Where) -> _Where:
    """Return where `row` stands: its own days, else those of the row around it; and the lots' method."""
    where = replace(where, period=_days_of(row) or where.period)
    method = getattr(row, "method", None)
    if method is None:
        return where
    return replace(where, method="" if method.value == DEFAULT_METHOD else f" {method.value}")


def _days_of(row: Any) -> str:
    """Return the days a row speaks of as an id writes them; empty where it does not say."""
    said = next((days for name in DAYS_FIELDS if (days := getattr(row, name, None)) is not None), None)
    if said is None and hasattr(row, "start") and hasattr(row, "end"):
        said = Period.parse(f"{row.start}/{row.end}")
    return "" if said is None else str(said)
