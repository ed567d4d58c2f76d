"""Who says it, for tables that keep a link but no witness: by the link, or by the note's own words."""

from __future__ import annotations

from headframe.record.snapshot_row import title_of
from headframe.vocabulary.fact import Source, Witness

FILED = ("sec.gov", "secwatch.observer", "fast-edgar.com")
COMPANY = ("riotplatforms.com", "ir.mara.com", "investors.cleanspark.com", "irisenergy.gcs-web.com")
WIRES = ("globenewswire.com", "businesswire.com", "stocktitan.net", "einpresswire.com", "quantisnow.com")


def source_of(url: str, note: str) -> Source:
    """Return the source of a row; a row noted second-hand, or without a link, ranks last.

    Examples
    --------
    >>> source_of("https://www.sec.gov/Archives/x.htm", "").witness.value
    'filing'
    """
    return Source(_witness(url, note), title_of(url), url)


def _witness(url: str, note: str) -> Witness:
    if not url or "second-hand" in note or "second_hand" in note:
        return Witness.SECOND_HAND
    for places, witness in ((FILED, Witness.FILING), (COMPANY, Witness.COMPANY), (WIRES, Witness.RELEASE_COPY)):
        if any(place in url for place in places):
            return witness
    return Witness.PRESS
