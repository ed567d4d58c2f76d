"""What peers are compared by: one definition a measure, and the other quantities that companies print instead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from headframe.vocabulary.tables import packaged_rows


@dataclass(frozen=True, slots=True)
class PeerMeasure:
    """One measure of the comparison.

    Parameters
    ----------
    name : str
        Its name in peers_measures.csv.
    concept : str
        What is compared: a name of concepts.csv.
    group : str
        treasury, mining, megawatts, ai or money: what a page shows together.
    label, heading : str
        In a sentence, and over a column.
    alternatives : tuple of str
        Concepts that a company may print instead: shown beside it, never in its place.
    definition : str
        The one definition all companies are held to.
    """

    name: str
    concept: str
    group: str
    label: str
    heading: str
    alternatives: tuple[str, ...]
    definition: str


@cache
def peer_measures() -> tuple[PeerMeasure, ...]:
    """Return every measure, in the table's order.

    Examples
    --------
    >>> [measure.concept for measure in peer_measures()][:2]
    ['bitcoin_held', 'bitcoin_restricted_share']
    """
    return tuple(
        PeerMeasure(
            name=row["name"],
            concept=row["concept"],
            group=row["group"],
            label=row["label"],
            heading=row["heading"],
            alternatives=tuple(filter(None, row["alternatives"].split("|"))),
            definition=row["definition"],
        )
        for row in packaged_rows("headframe.conduct", "peers_measures.csv")
    )
