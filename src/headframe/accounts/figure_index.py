"""Every figure that the accounts' answers hold for a company, by the id that `headframe why` takes.

To add an answer, add its function to `MAKERS`. Ids must tell figures apart: `tests/house/test_figure_ids.py` finds two
figures under one id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from headframe.accounts.backcast import backcast
from headframe.accounts.backcast_implied import hash_rate_implied
from headframe.accounts.balanced import balance
from headframe.accounts.behaviour import net_change, sell_through
from headframe.accounts.encumbrance import encumbrance
from headframe.accounts.figure_walk import Named, named_figures
from headframe.accounts.lots import value_lots
from headframe.accounts.lots_queue import Method
from headframe.accounts.margins import weigh_margins
from headframe.accounts.measures import DERIVED, OF_SALES, series
from headframe.accounts.rollforward import reconcile
from headframe.accounts.sales import sale_ledger
from headframe.accounts.tie_out import tie_out
from headframe.ground.missing import Missing
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.sites.answers import MAKERS as SITE_MAKERS
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Badge, Figure

Index = dict[str, Figure | Missing]
Maker = Callable[[View, str], object]


def figures_by_id(view: View, company: str) -> Index:
    """Return every figure and gap of a company's answers by id, the inputs of each included.

    Parameters
    ----------
    view : View
        What was known. The index is made once for it.
    company : str
        Exact label.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> round(figures_by_id(Record().view(), "RIOT")["RIOT sg_and_a 2025-Q3 in cash"].value / 1e6, 1)
    37.0
    """
    ticker = find_company(company).ticker
    made = [_made_by(view, ticker, place) for place in range(len(MAKERS))]
    return view.once(("figures by id", ticker), lambda: by_id(pair for index in made for pair in index.items()))


def figure_called(view: View, company: str, id: str) -> Figure | Missing | None:
    """Return the figure of `figures_by_id` under one id, or its gap, without making more answers than it takes."""
    ticker, gap = find_company(company).ticker, None
    for place in range(len(MAKERS)):
        found = _made_by(view, ticker, place).get(id)
        if isinstance(found, Figure):
            return found
        gap = gap if gap is not None else found
    return gap


def _made_by(view: View, ticker: str, place: int) -> Index:
    return view.once(
        ("figures by id", ticker, place), lambda: by_id(named_figures(ticker, _answer(view, ticker, place)))
    )


def _answer(view: View, ticker: str, place: int) -> object:
    return view.once(("answer", ticker, place), lambda: MAKERS[place](view, ticker))


def every_figure(view: View, ticker: str) -> Iterator[Named]:
    """Yield every figure and gap of every answer, as often as it is shown."""
    for place in range(len(MAKERS)):
        yield from named_figures(ticker, _answer(view, ticker, place))


def by_id(named: Iterable[Named]) -> Index:
    """Return figures by id. Under one id a figure goes before a gap, and one that an answer disputes before the same.

    A number as printed is disputed by the answer that cannot make it fit: whoever asks must be told.
    """
    index: Index = {}
    for name, found in named:
        if name not in index or _goes_before(found, index[name]):
            index[name] = found
    return index


def _goes_before(found: Figure | Missing, other: Figure | Missing) -> bool:
    if isinstance(found, Missing) or isinstance(other, Missing):
        return isinstance(other, Missing) and isinstance(found, Figure)
    return found.badge is Badge.DISPUTED and other.badge is not Badge.DISPUTED


def steps_measured(view: View, ticker: str) -> Index:
    """Return what a brief says of each step of the roll-forward beyond its entries."""
    steps = reconcile(view, ticker).steps
    changes = {figure_id(ticker, "bitcoin_net_change", step.span): net_change(step) for step in steps}
    ratios = {figure_id(ticker, "sell_through", step.span): sell_through(step) for step in steps}
    return {**changes, **ratios}


def implied_hash_rates(view: View, ticker: str) -> Index:
    """Return the hash rate that production implies, wherever production is printed for whole months."""
    periods = [period for period in view.periods(ticker, "bitcoin_produced") if period.is_whole_months]
    return {
        figure_id(ticker, "hash_rate_implied", period): hash_rate_implied(view, ticker, period) for period in periods
    }


def measured(view: View, ticker: str) -> Index:
    """Return every measure over all periods it can be asked for; those of sales stand in the sale ledger and lots."""
    return {
        figure_id(ticker, name, point.period): point.value
        for name in sorted(set(DERIVED) - OF_SALES)
        for point in series(view, ticker, name).points
    }


MAKERS: tuple[Maker, ...] = (
    reconcile,
    steps_measured,
    sale_ledger,
    *(partial(value_lots, method=method) for method in Method),
    weigh_margins,
    backcast,
    implied_hash_rates,
    encumbrance,
    measured,
    tie_out,
    balance,
    *SITE_MAKERS,
)
"""What the accounts say of a company over its whole history, the quickest to make first."""
