"""What a filing's tables say beside its tags: coin roll-forwards and management's metrics."""

from __future__ import annotations

from collections.abc import Iterator

from headframe.reading.found import Found, Passed
from headframe.reading.ixbrl_document import Element
from headframe.reading.ixbrl_grid import grids
from headframe.reading.ixbrl_metrics import read_metrics
from headframe.reading.ixbrl_rollforward import read_rollforwards


def read_plain_tables(root: Element, company: str | None) -> Iterator[Found | Passed]:
    """Yield what the page's tables state in words.

    Parameters
    ----------
    root : Element
        The page; its superscripts are taken out, so tags must have been read before.
    company : str, optional
        The ticker whose page it is.
    """
    for grid in grids(root):
        yield from read_rollforwards(grid, company)
        yield from read_metrics(grid, company)
