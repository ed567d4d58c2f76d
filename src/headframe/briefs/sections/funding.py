"""Funding: what a sale can have paid for, and what it covers of each scope."""

from __future__ import annotations

from headframe.accounts.funding_lines import FundingLine
from headframe.accounts.funding_scope import Scope, ScopeCost
from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.conduct.funding import Funding, bound_funding
from headframe.conduct.funding_bounds import FundingBound
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

BOUND_COLUMNS = (
    words_column("use"),
    Column("in the window"),
    Column("the sale paid\nat least"),
    Column("at most"),
    words_column("share of\nthe sale"),
)
SCOPE_COLUMNS = (
    words_column("scope"),
    words_column("site"),
    Column("MW of IT"),
    words_column("cost"),
    words_column("a MW"),
    words_column("the sale covers"),
)
ALL_ROWS = 40
SMALLEST_SHARE = 0.005


def funding_section(view: View, company: str, span: Period | None = None) -> Section | None:
    """Return the coverage of each scope, for the last sale by default; None where there is nothing to say."""
    told = bound_funding(view, company, span)
    return scopes_page(told) if told.scopes and told.missing is None else None


def bounds_page(told: Funding) -> Section:
    """Return what the sale can have paid of each use, as a section."""
    return Section(
        key="funding",
        title="WHAT IT PAID",
        finding=_finding(told),
        columns=BOUND_COLUMNS,
        rows=(*(_bound_row(bound) for bound in told.bounds if _says_something(bound)), *_anything_else(told)),
        notes=tuple(_notes(told)),
        reaches=told.span.end if told.span else None,
        verb=_verb(told),
        shown_rows=ALL_ROWS,
    )


def money_page(told: Funding) -> Section | None:
    """Return the window's sources and uses as far as they are printed; None where only the sale is."""
    money = told.money
    if money is None or isinstance(money.operations, Missing):
        return None
    rows: list[tuple[Cell, ...]] = [("source", "bitcoin sold, net", money.sale)]
    rows += [(line.side.value, line.name, line.figure) for line in money.lines if _is_printed(line)]
    rows.append(("use" if money.operations.value < 0 else "source", "operations without bitcoin", money.operations))
    kept = isinstance(money.cash_change, Figure) and money.cash_change.value > 0
    rows.append(("use" if kept else "source", "cash, closing less opening", money.cash_change))
    rested = isinstance(money.rest, Figure) and money.rest.value < 0
    rows.append(("use" if rested else "source", "the rest of the statement", money.rest))
    return Section(
        key="money",
        title="SOURCES AND USES",
        finding="What came in and what it went to, by the cash-flow statement:",
        columns=(words_column("side"), words_column("line"), Column("amount")),
        rows=tuple(sorted(rows, key=lambda row: str(row[0]))),
        notes=("operations, cash and the rest carry the sign of their own definition",),
        reaches=told.span.end if told.span else None,
        verb=_verb(told),
        shown_rows=ALL_ROWS,
    )


def _is_printed(line: FundingLine) -> bool:
    return isinstance(line.figure, Figure) and line.figure.value != 0


def scopes_page(told: Funding) -> Section:
    """Return what the sale covers of each scope, as a section."""
    return Section(
        key="coverage",
        title="WHAT IT PAID",
        finding=_scope_finding(told),
        columns=SCOPE_COLUMNS,
        rows=tuple(_scope_row(scope) for scope in told.scopes),
        notes=(
            "turnkey: lowest to highest cost a MW that leases of the year before print; fit-out is the rest",
            "coverage is proceeds over cost: money is fungible, so it bounds what the sale can have paid",
        ),
        reaches=told.span.end if told.span else None,
        verb=_verb(told),
        shown_rows=ALL_ROWS,
    )


def _finding(told: Funding) -> str:
    if told.money is None or isinstance(told.money.sale, Missing):
        return f"No bounds: {told.missing.reason if told.missing is not None else 'the sale is not known'}."
    sale = quantity(told.money.sale.value, "USD")
    tied = "; ".join(f"{tie.coins.value:,.0f} BTC went into land at {tie.site}: {tie.words}" for tie in told.ties)
    opened = "The bounds are wide: cash-flow lines are missing." if told.narrowed_by else "All lines are printed."
    if told.money and isinstance(told.money.rest, Figure):
        opened = "Money is fungible: a printed statement bounds each use."
    return f"{sale} net of bitcoin sold over {told.span}. {opened} {tied}".strip()


def _bound_row(bound: FundingBound) -> tuple[Cell, ...]:
    share = f"{100 * bound.share_at_least:.0f} to {100 * bound.share_at_most:.0f} %"
    return (bound.use, bound.amount, bound.at_least, bound.at_most, share)


def _says_something(bound: FundingBound) -> bool:
    """Say whether a bound is more than a line nobody printed, or a crumb."""
    unknown = isinstance(bound.amount, Missing) and bound.share_at_most >= 1
    return not unknown and bound.share_at_most >= SMALLEST_SHARE


def _anything_else(told: Funding) -> list[tuple[Cell, ...]]:
    unknown = [bound for bound in told.bounds if isinstance(bound.amount, Missing) and bound.share_at_most >= 1]
    if not unknown:
        return []
    nothing = Missing("not printed for the window")
    return [(f"any of {len(unknown)} uses not printed", nothing, unknown[0].at_least, unknown[0].at_most, "0 to 100 %")]


def _scope_row(scope: ScopeCost) -> tuple[Cell, ...]:
    return (
        scope.scope.value,
        scope.site,
        scope.megawatts,
        _ends(scope.cost, "USD"),
        _ends(scope.cost_per_mw, "USD"),
        _ends(scope.coverage, "ratio"),
    )


def _ends(figure: Figure | Missing, unit: str) -> str:
    """Return a number, or its two ends where they part by more than rounding; with the badge."""
    if isinstance(figure, Missing):
        return "–"
    low, high = figure.interval.low, figure.interval.high
    if high - low > 0.05 * abs(figure.value):
        shown = (
            f"{100 * low:.0f} to {100 * high:.0f} %"
            if unit == "ratio"
            else f"{quantity(low, unit)} to {quantity(high, unit)}"
        )
    else:
        shown = f"{100 * figure.value:.0f} %" if unit == "ratio" else _money(figure.value)
    return f"{shown} {figure.badge.mark}"


def _money(value: float) -> str:
    return f"${value / 1e6:,.2f}M" if value < 1e7 else quantity(value, "USD")


def _scope_finding(told: Funding) -> str:
    covered = {scope.scope: scope for scope in told.scopes}
    core = covered.get(Scope.CORE_AND_SHELL)
    if core is None or isinstance(core.coverage, Missing) or isinstance(core.megawatts, Missing):
        return "What the sale covers of what was bought:"
    said = f"Core and shell of {core.megawatts.value:,.0f} MW is {quantity(core.cost.value, 'USD')}: the sale is "
    said += f"{100 * core.coverage.value:.0f} % of that scope"
    turnkey = covered.get(Scope.TURNKEY)
    if turnkey is not None and isinstance(turnkey.coverage, Figure):
        ends = turnkey.coverage.interval
        said += f", {100 * ends.low:.0f}–{100 * ends.high:.0f} % of a full build"
    per_mw = told.sale_per_mw
    return said + (f"; {_money(per_mw.value)} of sale a MW." if isinstance(per_mw, Figure) else ".")


def _notes(told: Funding) -> list[str]:
    if not told.narrowed_by:
        return []
    lines = ", ".join(told.narrowed_by)
    closed = told.money is not None and isinstance(told.money.rest, Figure)
    if closed:
        return [f"the statement does not print, so they are within the rest: {lines}"]
    return [f"printed, each of these would narrow the bounds: {lines}"]


def _verb(told: Funding) -> str:
    days = f" --from {told.span.first_day} --to {told.span.end}" if told.span else ""
    return f"headframe funding {told.made_from.company}{days}"
