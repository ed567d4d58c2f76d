"""The months ahead as sections: one table a subject, lines down and quarters across."""

from __future__ import annotations

from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.economics.forecast import Forecast, Quarter
from headframe.economics.forecast_lines import SHOWN, ShownLine

SUBJECTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "world ahead",
        "THE WORLD ON ITS MIDDLE PATH",
        ("bitcoin_price_usd_per_btc", "hash_price_usd_per_ph_day", "power_usd_per_mwh", "rent_usd_per_kw_month"),
    ),
    (
        "machines ahead",
        "COINS AND MEGAWATTS",
        (
            *("hash_rate_running_ehs", "mining_mw", "live_mw_it"),
            *("bitcoin_mined_btc", "bitcoin_sold_btc", "bitcoin_held_btc"),
        ),
    ),
    (
        "money ahead",
        "REVENUE, COST AND CAPEX",
        (
            *("mining_revenue_usd", "power_cost_usd", "block_value_usd", "noi_usd"),
            *("corporate_cost_usd", "interest_usd", "tax_paid_usd", "capex_usd", "principal_usd"),
        ),
    ),
    (
        "funds ahead",
        "WHERE THE MONEY COMES FROM, AND WHAT IS LEFT",
        (
            *("project_loan_draws_usd", "bitcoin_sales_usd", "share_sales_usd", "funding_gap_usd"),
            *("debt_usd", "cash_usd", "shares"),
        ),
    ),
)
MOST_QUARTERS = 6
HASH_PRICE = "hash_price_usd_per_ph_day"
NAMED = {
    "bitcoin_price_usd_per_btc": "bitcoin price",
    "hash_price_usd_per_ph_day": "hash price",
    "power_usd_per_mwh": "power",
    "rent_usd_per_kw_month": "rent",
    "hash_rate_running_ehs": "hash rate running",
    "mining_mw": "mining",
    "live_mw_it": "critical IT live",
    "bitcoin_mined_btc": "bitcoin mined",
    "bitcoin_sold_btc": "bitcoin sold",
    "bitcoin_held_btc": "bitcoin held",
    "block_value_usd": "power bought ahead",
    "noi_usd": "NOI of leases",
}
"""Lines whose name is no plain words once its unit is taken off."""
SAID_UNITS = ("USD", "shares")
"""Units that a line does not name: a dollar sign, or the line itself, says them."""


def _words(line: ShownLine) -> str:
    words = NAMED.get(line.name) or line.name.removesuffix("_usd").replace("_", " ")
    return words if line.unit in SAID_UNITS else f"{words} [{line.unit}]"


WORDS = {line.name: _words(line) for line in SHOWN}


def forecast_pages(told: Forecast) -> tuple[Section, ...]:
    """Return the tables of a forecast; a page has room for six quarters, the data holds all."""
    quarters = told.quarters[:MOST_QUARTERS]
    return (*(_page(told, quarters, *subject) for subject in SUBJECTS), _inputs(told))


def _page(told: Forecast, quarters: tuple[Quarter, ...], key: str, title: str, names: tuple[str, ...]) -> Section:
    return Section(
        key=key,
        title=title,
        finding=_finding(told, key),
        columns=(words_column(""), *(Column(str(quarter.period)) for quarter in quarters)),
        rows=tuple(_row(name, quarters) for name in names),
        notes=_notes(told, key),
        reaches=None,
        verb=f"headframe forecast {told.made_from.company} --months {told.months} --policy {told.policy}",
        shown_rows=len(names),
    )


def _row(name: str, quarters: tuple[Quarter, ...]) -> tuple[Cell, ...]:
    return (WORDS[name], *(getattr(quarter, name) for quarter in quarters))


def _finding(told: Forecast, key: str) -> str:
    first, last = told.quarters[0], told.quarters[-1]
    shown = {name: (getattr(first, name), getattr(last, name)) for name in WORDS}

    def span(name: str) -> str:
        start, end = shown[name]
        return f"{quantity(start.value, start.unit)} to {quantity(end.value, end.unit)}"

    if key == "world ahead":
        return f"If nothing varies: bitcoin {span('bitcoin_price_usd_per_btc')}, hash price {span(HASH_PRICE)}."
    if key == "machines ahead":
        return f"Coins held {span('bitcoin_held_btc')}; critical IT that pays {span('live_mw_it')} MW."
    if key == "money ahead":
        return _money(told)
    gap = sum(quarter.funding_gap_usd.value for quarter in told.quarters)
    ends = f"cash {span('cash_usd')}, debt {span('debt_usd')}"
    return f"Under {told.policy}: {ends}" + (f"; {quantity(gap, 'USD')} that no source could find." if gap else ".")


def _money(told: Forecast) -> str:
    """Return what mining and leases bring in the first and the last whole quarter: a horizon may end inside one."""
    shown = [quarter for quarter in told.quarters if quarter.period.is_quarter] or list(told.quarters)
    ends = (shown[0], shown[-1]) if len(shown) > 1 else (shown[0],)

    def brought(name: str) -> str:
        figures = ((getattr(quarter, name), quarter.period) for quarter in ends)
        return ", ".join(f"{quantity(figure.value, figure.unit)} in {period}" for figure, period in figures)

    return f"Mining brings {brought('mining_revenue_usd')}; leases {brought('noi_usd')}."


def _notes(told: Forecast, key: str) -> tuple[str, ...]:
    if key == "machines ahead":
        return told.notes
    more = len(told.quarters) - MOST_QUARTERS
    return (f"{more} more quarters in --form csv and json",) if key == "funds ahead" and more > 0 else ()


def _inputs(told: Forecast) -> Section:
    printed = [each for each in told.fields if not each.figure.id.startswith("assumption")]
    return Section(
        key="fields ahead",
        title="WHAT WENT IN",
        finding=f"{len(printed)} figures, {len(told.fields) - len(printed)} assumptions, {len(told.gaps)} gaps.",
        columns=(words_column("field"), Column("value"), words_column("since"), words_column("taken from")),
        rows=tuple(
            (each.path, each.figure, each.figure.known_at.isoformat(), each.figure.formula or each.figure.id)
            for each in printed
        ),
        notes=tuple(f"missing: {gap.path}: {gap.missing.reason}" for gap in told.gaps),
        reaches=None,
        verb="headframe assumptions",
        shown_rows=len(printed),
    )
