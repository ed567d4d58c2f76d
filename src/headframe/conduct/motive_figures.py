"""The figures of motive and funding by the words of their id, for `headframe why`.

An id's period says of which sale a figure speaks; those of debts, programmes, purchases and share prices speak of their
own day.
"""

from __future__ import annotations

from collections.abc import Iterator

from headframe.accounts.figure_index import by_id
from headframe.accounts.figure_walk import named_figures
from headframe.accounts.funding_scope import asset_figure, build_costs
from headframe.conduct.evidence_choices import programmes_of
from headframe.conduct.evidence_debt import debts_of
from headframe.conduct.evidence_shares import market_value, share_close
from headframe.conduct.funding import bound_funding
from headframe.conduct.motive import weigh_motive
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.assets import assets
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure

OF_MONTHS = {"share_price_month_close": share_close, "market_value_month_end": market_value}


def conduct_figure(view: View, company: str, concept: str, period: Period, which: str = "") -> Figure | Missing:
    """Return a figure that motive or funding shows, or why there is none.

    Parameters
    ----------
    view : View
        What was known.
    company, concept : str
        Exact labels.
    period : Period
        The days of the sale, or the figure's own day.
    which : str
        The words after the period in the id: "core and shell Corsicana".

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> round(conduct_figure(Record().view(), "RIOT", "cash_cover", Period.month(2025, 12)).value, 1)
    3.8
    """
    ticker = find_company(company).ticker
    id = " ".join(filter(None, (figure_id(ticker, concept, period), which)))
    for figure in _own_days(view, ticker, concept, period):
        if figure.id == id:
            return figure
    if period.is_day:
        return Missing(f"no figure of conduct bears the id '{id}'")
    index = view.once(("figures of conduct", ticker, period), lambda: _of_a_sale(view, ticker, period))
    return index.get(id, Missing(f"no figure of conduct bears the id '{id}'"))


def _of_a_sale(view: View, ticker: str, span: Period) -> dict[str, Figure | Missing]:
    told = (weigh_motive(view, ticker, span), bound_funding(view, ticker, span))
    return by_id(named_figures(ticker, told))


def _own_days(view: View, ticker: str, concept: str, period: Period) -> Iterator[Figure]:
    if concept in OF_MONTHS and period.is_month:
        found = OF_MONTHS[concept](view, ticker, period)
        if isinstance(found, Figure):
            yield found
    if concept == "debt_balance":
        yield from (debt.amount for debt in debts_of(view, ticker))
    if concept == "equity_programme_opened":
        yield from programmes_of(view, ticker)
    if concept == "build_cost_per_mw":
        yield from build_costs(view)
    yield from (asset_figure(row) for row in assets(view.as_of, ticker) if row.metric == concept)
