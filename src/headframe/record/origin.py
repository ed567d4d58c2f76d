"""From where a batch was sent: this machine, or an address elsewhere with the token it showed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headframe.record.rows_digest import origin_digest


@dataclass(frozen=True, slots=True)
class Origin:
    """Who appended.

    Parameters
    ----------
    address : str
        "here" for the command line of this machine; else the address that a request came from.
    token : str
        The name of the token it showed; empty where none was needed.
    """

    address: str
    token: str = ""


HERE = Origin("here")


def origin_row(batch: int, digest: str, origin: Origin) -> dict[str, Any]:
    """Return the row that notes a batch's origin, with a digest of its own."""
    address, token = origin.address[:60], origin.token[:60]
    return {"batch": batch, "address": address, "token": token, "digest": origin_digest(digest, address, token)}
