"""What a sale can have paid of a use. Money is fungible: between max(0, use − other sources) and min(sale, use).

Where a source is not printed, other sources may be of any size, and the lower bound is 0; where a use is not printed,
the sale may have gone there whole. The bounds then name the lines that would narrow them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from headframe.accounts.funding import SourcesAndUses
from headframe.accounts.funding_lines import FundingLine, Side
from headframe.accounts.funding_scope import Scope, ScopeCost
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.record.choose import figure_id
from headframe.vocabulary.figure import Figure, derive


@dataclass(frozen=True, slots=True)
class FundingBound:
    """What the sale can have paid of one use [USD], and as a share of the sale [ratio].

    `amount` is the use, where printed. `narrowed_by` names the lines whose absence makes the bounds wide.
    """

    use: str
    amount: Figure | Missing
    at_least: Figure | Missing
    at_most: Figure | Missing
    share_at_least: float
    share_at_most: float
    narrowed_by: tuple[str, ...]


def bounds_of(money: SourcesAndUses) -> tuple[FundingBound, ...]:
    """Return the bounds for every use of the window; none where the sale is not known."""
    sale = money.sale
    if isinstance(sale, Missing):
        return ()
    uses = [
        _bound(money, sale, line.name, line.figure, line.at_least, line.top) for line in money.lines if _is_use(line)
    ]
    if isinstance(money.operations, Figure) and money.operations.value < 0:
        spent = -money.operations.value
        uses.append(_bound(money, sale, "operations", money.operations, spent, spent))
    if isinstance(money.cash_change, Figure) and money.cash_change.value > 0:
        kept = money.cash_change.value
        uses.append(_bound(money, sale, "kept as cash", money.cash_change, kept, kept))
    return tuple(uses)


def bounds_of_scopes(money: SourcesAndUses, scopes: tuple[ScopeCost, ...]) -> tuple[FundingBound, ...]:
    """Return the bounds for the scopes that a company budgets or buys, not for those taken from other companies.

    Land was paid on its day. What of a building was paid in the window is not printed: anything from nothing on.
    """
    sale = money.sale
    if isinstance(sale, Missing):
        return ()
    found = []
    for scope in scopes:
        if scope.scope in (Scope.LAND, Scope.CORE_AND_SHELL):
            least = scope.cost.interval.low if scope.scope is Scope.LAND else 0.0
            name = f"{scope.scope} {scope.site}"
            found.append(_bound(money, sale, name, scope.cost, least, scope.cost.value))
    return tuple(found)


def other_sources(money: SourcesAndUses) -> tuple[float, tuple[str, ...]]:
    """Return the most that sources but the sale can have brought [USD], and the lines that leave it open."""
    total, open_lines = 0.0, list[str]()
    for line in money.lines:
        if line.side is Side.SOURCE and isinstance(line.figure, Figure):
            total += line.top
        elif line.side is Side.SOURCE and isinstance(money.rest, Missing):
            total, open_lines = total + line.top, [*open_lines, line.concept]
    for concept, part, brings in (("cfo", money.operations, 1.0), ("cash_and_restricted_end", money.cash_change, -1.0)):
        if isinstance(part, Missing):
            total, open_lines = inf, [*open_lines, concept]
        else:
            total += max(0.0, brings * part.value)
    if isinstance(money.rest, Figure):
        total += max(0.0, money.rest.value)
    return total, tuple(open_lines)


def _is_use(line: FundingLine) -> bool:
    """Say whether a line is a use that was, or may have been, more than nothing."""
    return line.side is Side.USE and line.top > 0


def _bound(
    money: SourcesAndUses, sale: Figure, use: str, amount: Figure | Missing, least: float, most: float
) -> FundingBound:
    others, open_lines = other_sources(money)
    low, high = max(0.0, least - others), min(sale.value, most)
    if isinstance(money.rest, Figure):
        open_lines = ()
    own = (_concept(money, use),) if isinstance(amount, Missing) else ()
    inputs = [sale] if isinstance(amount, Missing) else [sale, amount]
    id = figure_id(money.company, "funding_bound", money.span)
    named = use.replace(",", "")
    return FundingBound(
        use=use,
        amount=amount,
        at_least=_end(f"{id} {named} at least", "max(0, use − other sources)", min(low, high), inputs),
        at_most=_end(f"{id} {named} at most", "min(sale, use)", high, inputs),
        share_at_least=min(low, high) / sale.value,
        share_at_most=high / sale.value,
        narrowed_by=(*own, *open_lines),
    )


def _end(id: str, formula: str, value: float, inputs: list[Figure]) -> Figure:
    return derive(id, formula, value, Interval.exact(value), "USD", *inputs, note="a bound, not an estimate")


def _concept(money: SourcesAndUses, use: str) -> str:
    return next((line.concept for line in money.lines if line.name == use), use)
