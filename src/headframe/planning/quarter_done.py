"""A printed quarter of a company: what it sold, mined and held before, and the rule that says the same in shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headframe.accounts.flows import flow_over
from headframe.accounts.measures_treasury import coins_sold
from headframe.economics.rules import Rule
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.planning.phase_terms import QUARTERS_PER_YEAR
from headframe.planning.rule_course import in_a_month
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

SOLD, PRODUCED, HELD = "bitcoin_sold", "bitcoin_produced", "bitcoin_held"
OBSERVED = QUARTERS_PER_YEAR
"""Printed quarters whose mean a company is taken to go on with: a year."""
LOOKED_BACK = OBSERVED + 2
"""How many quarters before a day printed ones are looked for: a year, and what may not be printed yet."""


@dataclass(frozen=True, slots=True)
class QuarterDone:
    """Coins sold and produced in a quarter, and held at its start [BTC]."""

    quarter: Period
    sold: Figure
    produced: Figure
    held: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All three."""
        return self.sold, self.produced, self.held


def quarter_of(year: int, month: int) -> Period:
    """Return the calendar quarter of a month.

    Examples
    --------
    >>> str(quarter_of(2025, 12))
    '2025-Q4'
    """
    return Period.quarter(year, (month - 1) // 3 + 1)


def printed_quarters(view: View, company: str, day: date) -> dict[Period, QuarterDone]:
    """Return the quarters from a year and a half before a day on of which the view knows all three numbers."""
    last = quarter_of(view.as_of.year, view.as_of.month)
    quarter, found = quarter_of(day.year, day.month), {}
    for _ in range(LOOKED_BACK):
        quarter = _before(quarter)
    while quarter.end <= last.end:
        held = view.figure(company, HELD, Period.day(quarter.first_day - timedelta(days=1)))
        sold = sold_in(view, company, quarter)
        produced = flow_over(view, company, PRODUCED, quarter)
        if isinstance(held, Figure) and isinstance(sold, Figure) and isinstance(produced, Figure):
            found[quarter] = QuarterDone(quarter, sold, produced, held)
        after = quarter.end + timedelta(days=1)
        quarter = quarter_of(after.year, after.month)
    return found


def sold_in(view: View, company: str, quarter: Period) -> Figure | Missing:
    """Return coins sold in a quarter with a printed sale [BTC]; implied where that is the net change."""
    printed = flow_over(view, company, SOLD, quarter)
    return coins_sold(view, company, quarter) if isinstance(printed, Figure) else printed


def _before(quarter: Period) -> Period:
    day = quarter.first_day - timedelta(days=1)
    return quarter_of(day.year, day.month)


def rule_of_quarters(done: Sequence[QuarterDone]) -> Rule:
    """Return the rule that sells as these quarters did: a share of what is mined, and of all coins where it sold more.

    Phases are left to whoever follows the rule: it asks for no rent, and only for means above nothing.
    """
    sold, produced = sum(each.sold.value for each in done), sum(each.produced.value for each in done)
    at_hand = sum(each.held.value + each.produced.value for each in done)
    beyond = sold > produced
    return Rule(
        sell_share_of_production=1.0 if beyond or not produced else sold / produced,
        sell_above_usd_per_btc=0.0,
        sell_above_share=in_a_month(min(sold / at_hand, 1.0)) if beyond and at_hand else 0.0,
        start_rent_usd_per_kw_month=0.0,
        start_cover=0.0,
    )
