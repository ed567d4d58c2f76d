"""The lot measures by name, first in first out: `headframe lots` has the other methods."""

from __future__ import annotations

from headframe.accounts.lots import value_lots
from headframe.accounts.lots_total import LotTotal
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure


def cost_basis(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return the cost of the lots that a span's sales use up [USD]."""
    total = _total(view, company, period)
    return total if isinstance(total, Missing) else total.cost


def realised_gain(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return a span's net proceeds less the cost of the lots they used up [USD]."""
    total = _total(view, company, period)
    return total if isinstance(total, Missing) else total.gain


def gain_against_last_mark(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return a span's net proceeds less the coins' value on the last balance-sheet day before each sale [USD]."""
    total = _total(view, company, period)
    return total if isinstance(total, Missing) else total.gain_against_mark


def _total(view: View, company: str, period: Period) -> LotTotal | Missing:
    if period.is_day:
        return Missing("sales belong to a month, quarter or year, not to a day")
    report = value_lots(view, company, period)
    if report.total is None:
        return Missing(f"no sale of {company} is known in {period}") if report.missing is None else report.missing
    return report.total
