"""From a window's evidence to the row of signals that weights multiply.

Pieces of one kind speak of much the same thing, so k of them known together count as √k, not k: each is divided by √k.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt

from headframe.conduct.evidence_table import EvidenceRule, evidence_rules
from headframe.conduct.evidence_window import window_of
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence on one sale: its rule, its number, its signal and how far others of its kind thin it.

    `signal` runs from −1 (free) to +1 (pressed) and is 0 where the number is missing; `thinned` is 1/√k.
    """

    rule: EvidenceRule
    figure: Figure | Missing
    signal: float
    thinned: float

    @property
    def known(self) -> bool:
        """Whether the record has the number."""
        return isinstance(self.figure, Figure)


def pieces_of(view: View, ticker: str, span: Period) -> tuple[Piece, ...]:
    """Return every piece of evidence on a company's sale over `span`, missing ones too.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> pieces = pieces_of(Record().view(), "RIOT", Period.month(2025, 12))
    >>> [round(piece.figure.value, 2) for piece in pieces if piece.rule.name == "sale_against_production"]
    [3.95]
    """
    window = window_of(view, ticker, span)
    found = [(rule, rule.find(view, window)) for rule in evidence_rules()]
    known = Counter(rule.kind for rule, figure in found if isinstance(figure, Figure))
    return tuple(
        Piece(rule, figure, rule.anchors.signal(figure.value), 1 / sqrt(known[rule.kind]))
        if isinstance(figure, Figure)
        else Piece(rule, figure, 0.0, 0.0)
        for rule, figure in found
    )


def row_of(pieces: tuple[Piece, ...]) -> tuple[float, ...]:
    """Return the thinned signals, in the rules' order."""
    return tuple(piece.signal * piece.thinned for piece in pieces)
