"""Why a number is what it is, those of conduct included: the accounts are asked first.

The accounts lie below conduct and cannot know its figures, so whoever explains any number asks here.
"""

from __future__ import annotations

from dataclasses import replace

from headframe.accounts.figure_index import by_id
from headframe.accounts.figure_walk import named_figures
from headframe.accounts.market_figures import MARKET
from headframe.accounts.why import Why
from headframe.accounts.why import explain as explain_accounts
from headframe.conduct.motive_figures import conduct_figure
from headframe.conduct.peers_figures import peer_figure
from headframe.conduct.shifts import find_shifts
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure


def explain(view: View, company: str, concept: str, period: Period | str, which: str = "") -> Why:
    """Explain one number by its id, whichever room shows it: COMPANY CONCEPT PERIOD and further words.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> explain(Record().view(), "RIOT", "motive_log_odds", "2026-01").figure.unit
    'ratio'
    """
    why = explain_accounts(view, company, concept, period, which)
    if not isinstance(why.figure, Missing):
        return why
    found = peer_figure(view, company, concept, why.period, which)
    if company != MARKET and isinstance(found, Missing):
        found = conduct_figure(view, company, concept, why.period, which)
    if company != MARKET and isinstance(found, Missing):
        found = _of_shifts(view, why.figure, company, " ".join(filter(None, (concept, str(why.period), which))))
    return why if isinstance(found, Missing) else replace(why, figure=found, inputs=found.inputs)


def _of_shifts(view: View, gap: Missing, company: str, words: str) -> Figure | Missing:
    """Return a figure that the policy's filter went by: production bridged over unprinted months, and the like."""
    ticker = find_company(company).ticker
    made = view.once(("figures of shifts", ticker), lambda: by_id(named_figures(ticker, find_shifts(view, ticker))))
    return made.get(f"{ticker} {words}", gap)
