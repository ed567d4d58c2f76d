"""Peers: the same measures for all companies as of one day, on one definition each; the pivot score; the industry.

See docs/why/peers.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from headframe.conduct.industry import IndustryQuarter, industry_by_quarter
from headframe.conduct.peers_companies import NotCompared, not_compared, peers_known
from headframe.conduct.peers_finders import value_of
from headframe.conduct.peers_measures import PeerMeasure, peer_measures
from headframe.conduct.peers_value import PeerValue
from headframe.conduct.pivot import Pivot, pivot_of, ranked
from headframe.conduct.pivot_weights import checked, equal_weights
from headframe.ground.errors import NotEnoughData
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company


@dataclass(frozen=True, slots=True)
class Peer:
    """One company's measures, in the order of peers_measures.csv."""

    company: str
    name: str
    values: tuple[PeerValue, ...]

    def value(self, measure: str) -> PeerValue:
        """Return the cell of one measure."""
        return next(cell for cell in self.values if cell.measure == measure)

    @property
    def by_measure(self) -> dict[str, PeerValue]:
        """The cells by measure."""
        return {cell.measure: cell for cell in self.values}


@dataclass(frozen=True, kw_only=True)
class Peers(Answer):
    """Every company on the same measures, as known on a day.

    `pivot` is in order of score; `industry` is empty unless it was asked for.
    """

    verb: ClassVar[str] = "peers"

    measures: tuple[PeerMeasure, ...]
    companies: tuple[Peer, ...]
    weights: dict[str, float]
    pivot: tuple[Pivot, ...]
    industry: tuple[IndustryQuarter, ...]
    left_out: tuple[NotCompared, ...]

    def peer(self, company: str) -> Peer:
        """Return the row of one company, by its ticker."""
        return next(peer for peer in self.companies if peer.company == company)

    def measure(self, name: str) -> PeerMeasure:
        """Return the measure of a name."""
        return next(measure for measure in self.measures if measure.name == name)


def compare_peers(view: View, weights: Mapping[str, float] | None = None, *, over_time: bool = False) -> Peers:
    """Compare all companies as of the view's day.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`.
    weights : mapping, optional
        Weight of each part of the pivot score; equal without it. Parts that it does not name weigh nothing.
    over_time : bool
        Whether to add the industry by quarter.

    Raises
    ------
    NotEnoughData
        Where no company printed anything by the view's day.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> told = compare_peers(Record().view())
    >>> told.peer("RIOT").value("held").figure.value
    11380.0
    """
    weighed = checked(weights) if weights is not None else equal_weights()
    rows = tuple(peer_of(view, company.ticker) for company in peers_known(view))
    if not rows:
        what = f"nothing of any company was known by {view.as_of}"
        raise NotEnoughData(what, where="peers", next="ask for a later --as-of, or add figures of your own")
    pivots = tuple(pivot_of(view, row.company, row.by_measure, weighed) for row in rows)
    return Peers(
        made_from=view.made_from(),
        measures=peer_measures(),
        companies=rows,
        weights=weighed,
        pivot=ranked(pivots),
        industry=industry_by_quarter(view) if over_time else (),
        left_out=not_compared(view),
    )


def peer_of(view: View, company: str) -> Peer:
    """Return one company's measures.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker or any name of the company, exactly.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> peer_of(Record().view(), "IREN").value("leased").figure.value
    200.0
    """
    found = find_company(company)
    return view.lasting(("peer", found.ticker), lambda: _peer(view, found.ticker, found.name))


def _peer(view: View, ticker: str, name: str) -> Peer:
    return Peer(ticker, name, tuple(value_of(view, ticker, measure) for measure in peer_measures()))
