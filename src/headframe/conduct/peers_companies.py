"""Who is a peer: whoever in companies.csv is no aggregate, fund or counterparty, and of whom anything is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headframe.record.view import View
from headframe.vocabulary.company import Company, companies

NO_PEER = re.compile(r"(?:Not a company|Counterparty)\b")
"""How the note of companies.csv begins where a label names a sum, a fund, or somebody's tenant."""


@dataclass(frozen=True, slots=True)
class NotCompared:
    """A label of companies.csv that is not among the peers, and why."""

    company: str
    why: str


def peers_known(view: View) -> tuple[Company, ...]:
    """Return the companies to compare as of the view's day, in order of ticker.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> {"SECTOR", "QQQ", "NVDA"} & {company.ticker for company in peers_known(Record().view())}
    set()
    """
    return tuple(company for company in companies().values() if not _why_not(view, company))


def not_compared(view: View) -> tuple[NotCompared, ...]:
    """Return every label left out, with the reason."""
    reasons = ((company.ticker, _why_not(view, company)) for company in companies().values())
    return tuple(NotCompared(ticker, why) for ticker, why in reasons if why)


def _why_not(view: View, company: Company) -> str:
    if NO_PEER.match(company.note):
        return company.note.split(":")[0].split(",")[0].rstrip(".").lower()
    return "" if view.facts(company.ticker) else f"nothing was printed of it by {view.as_of}"
