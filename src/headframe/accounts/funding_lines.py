"""The lines of sources and uses: which printed flows they are, and what bounds a line that the window lacks.

A line that was never printed for a company is not asked of it. One that is printed for other periods but not for this
one lies between what was printed for parts of the window and what was printed for a period that holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from headframe.accounts.flows import flow_over
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure


class Side(StrEnum):
    """Where the money stands."""

    SOURCE = "source"
    USE = "use"


LINES: tuple[tuple[Side, str, tuple[str, ...]], ...] = (
    (Side.SOURCE, "shares sold, equity programme", ("equity_issued_atm",)),
    (Side.SOURCE, "shares sold, public offering", ("equity_issued_public_offering",)),
    (Side.SOURCE, "shares sold, registered direct", ("equity_issued_registered_direct",)),
    (Side.SOURCE, "subsidiary's offering", ("subsidiary_ipo_proceeds",)),
    (
        Side.SOURCE,
        "convertible notes, and loans drawn with them",
        ("debt_drawn_incl_convertible", "convertible_notes_issued"),
    ),
    (Side.SOURCE, "loans drawn", ("debt_drawn",)),
    (Side.SOURCE, "securities sold", ("marketable_securities_sold",)),
    (Side.SOURCE, "machines sold", ("proceeds_equipment_sales",)),
    (Side.USE, "property and equipment", ("capex_property", "capex_and_deposits_property")),
    (Side.USE, "deposits on equipment", ("deposits_on_equipment", "deposits_and_payments_on_miners")),
    (Side.USE, "land", ("land_purchase",)),
    (Side.USE, "acquisitions", ("acquisitions",)),
    (Side.USE, "debt repaid", ("debt_repaid",)),
    (Side.USE, "costs of shares", ("equity_issuance_costs",)),
    (Side.USE, "costs of debt", ("debt_issuance_costs",)),
    (Side.USE, "bitcoin bought", ("bitcoin_purchases",)),
    (Side.USE, "securities bought", ("marketable_securities_purchased",)),
    (Side.USE, "own shares bought", ("treasury_stock_purchased",)),
    (Side.USE, "capped calls", ("capped_call_payments",)),
    (Side.USE, "tax on staff's shares", ("tax_withholding_share_repurchase",)),
)
"""Side, name, and the concepts that may carry the line, the first printed for a company being its own."""


@dataclass(frozen=True, slots=True)
class FundingLine:
    """One line of a window [USD]: printed or added up; else bounds, of which the upper may be open."""

    side: Side
    name: str
    concept: str
    figure: Figure | Missing
    at_least: float
    at_most: float | None
    """None where nothing bounds it from above."""

    @property
    def top(self) -> float:
        """The upper bound, infinite where there is none [USD]."""
        return inf if self.at_most is None else self.at_most


def lines_over(view: View, company: str, span: Period) -> tuple[FundingLine, ...]:
    """Return every line that a company prints, over `span`."""
    found = []
    for side, name, concepts in LINES:
        concept = next((known for known in concepts if view.periods(company, known)), None)
        if concept is not None:
            found.append(line_over(view, company, concept, span, side, name))
    return tuple(found)


def line_over(view: View, company: str, concept: str, span: Period, side: Side, name: str) -> FundingLine:
    """Return one line over `span`, with its bounds [USD]."""
    figure = flow_over(view, company, concept, span)
    if isinstance(figure, Figure):
        return FundingLine(side, name, concept, figure, figure.interval.low, figure.interval.high)
    bounds = _bounds(view, company, concept, span)
    top = None if bounds.high == inf else bounds.high
    return FundingLine(side, name, concept, figure, bounds.low, top)


def _bounds(view: View, company: str, concept: str, span: Period) -> Interval:
    """Return what printed parts and wholes say of a flow that is never negative [USD]."""
    parts = [flow_over(view, company, concept, quarter) for quarter in _quarters(span)]
    low = sum(max(0.0, part.interval.low) for part in parts if isinstance(part, Figure))
    wholes = [period for period in view.periods(company, concept) if not period.is_day and period.covers(span)]
    printed = [view.figure(company, concept, period) for period in wholes]
    high = min((figure.interval.high for figure in printed if isinstance(figure, Figure)), default=inf)
    return Interval(min(low, high), high)


def _quarters(span: Period) -> list[Period]:
    """Return the whole calendar quarters inside `span`."""
    touched = {Period.quarter(month.end.year, (month.end.month + 2) // 3) for month in span.months()}
    return sorted(quarter for quarter in touched if span.covers(quarter) and quarter != span)
