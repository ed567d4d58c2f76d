"""The figures of peers, pivot, industry and watch by the words of their id, for `headframe why`."""

from __future__ import annotations

from headframe.accounts.figure_index import Index, by_id
from headframe.accounts.figure_walk import named_figures
from headframe.conduct.industry import INDUSTRY, industry_by_quarter
from headframe.conduct.peers import peer_of
from headframe.conduct.pivot import pivot_of
from headframe.conduct.pivot_weights import EQUAL, weights_of_words
from headframe.conduct.watch_ladder import headrooms
from headframe.ground.errors import UsageProblem
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.sites.megawatts import count_megawatts
from headframe.sites.register import lease_register
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure

SCORE = "pivot_score"


def peer_figure(view: View, company: str, concept: str, period: Period, which: str = "") -> Figure | Missing:
    """Return a figure that peers or watch show, or why there is none.

    Parameters
    ----------
    view : View
        What was known.
    company, concept : str
        Exact labels; "market" for the industry's.
    period : Period
        The figure's own days; the view's day for scores and shares.
    which : str
        The words after the period in the id: "equal weights", "by quarters".

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> view = Record().view()
    >>> round(peer_figure(view, "RIOT", "pivot_score", Period.day(view.as_of), "equal weights").value, 2)
    0.43
    """
    ticker = INDUSTRY if company == INDUSTRY else find_company(company).ticker
    id = " ".join(filter(None, (figure_id(ticker, concept, period), which)))
    index = _of_industry(view) if ticker == INDUSTRY else _of_company(view, ticker, _words(concept, which))
    return index.get(id, Missing(f"neither peers nor watch show '{id}' as of {view.as_of}"))


def _words(concept: str, which: str) -> str:
    return which if concept == SCORE and which else EQUAL


def _of_industry(view: View) -> Index:
    def every() -> Index:
        everywhere = (industry_by_quarter(view), lease_register(view).leases)
        return by_id(named_figures(INDUSTRY, everywhere))

    return view.once("figures of the industry", every)


def _of_company(view: View, ticker: str, words: str) -> Index:
    return view.once(
        ("figures of peers", ticker, words), lambda: by_id(named_figures(ticker, _shown(view, ticker, words)))
    )


def _shown(view: View, ticker: str, words: str) -> tuple[object, ...]:
    row = peer_of(view, ticker)
    shown = (row, headrooms(view, ticker), count_megawatts(view, ticker), lease_register(view, ticker))
    try:
        return (*shown, pivot_of(view, ticker, row.by_measure, weights_of_words(words)))
    except UsageProblem:
        return shown
