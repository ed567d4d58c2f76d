"""How the company ends: on the middle path, and on drawn ones."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from headframe.economics.ahead import Ahead
from headframe.economics.kernel_inputs import engine_inputs
from headframe.economics.reference import forecast_path
from headframe.economics.reference_world import central_path
from headframe.economics.rules import Rule
from headframe.economics.simulate import ENDS_KEPT, run
from headframe.ground.errors import UsageProblem
from headframe.worth.valuation import Ends

Announce = Callable[[str], None]
"""Told in words before some seconds go into compiling."""


def middle_ends(ahead: Ahead, rule: Rule) -> Ends:
    """Return the end of the path on which nothing varies."""
    parameters, world, tables = ahead.world.parameters, ahead.world.tables, ahead.tables
    path = central_path(parameters, world, len(tables.projects), tables.terms.arrivals_per_month)
    books = forecast_path(tables, world.shapes, path, rule)
    shares = books.lines[-1].shares
    raised = books.value_per_share_usd * shares - books.value_usd if tables.terms.share_price_usd > 0 else 0.0
    return Ends(
        names=tuple(books.parts_usd),
        parts_usd=np.array([list(books.parts_usd.values())]),
        raised_usd=np.array([raised]),
        shares=np.array([shares]),
        gap_usd=np.array([sum(line.funding_gap_usd for line in books.lines)]),
    )


def drawn_ends(ahead: Ahead, rule: Rule, paths: int, seed: int, announce: Announce | None = None) -> Ends:
    """Return how drawn paths end; the same seed gives the same worlds for any company.

    Owners of a private company put money in without shares: it buys them nothing that the parts do not hold.

    Raises
    ------
    UsageProblem
        For more paths than whose ends are kept one by one.
    """
    if not 1 <= paths <= ENDS_KEPT:
        raise UsageProblem(
            f"parts are kept path by path, and {paths:,} paths are none or too many",
            where="--paths",
            next=f"1 to {ENDS_KEPT:,}; headframe simulate takes more",
        )
    made = engine_inputs(ahead.world.parameters, ahead.world.tables, ahead.tables, rule, seed)
    result = run(made, ahead.tables, rule, paths=paths, seed=seed, announce=announce)
    listed = ahead.tables.terms.share_price_usd > 0
    return Ends(
        names=result.part_names,
        parts_usd=result.ends.parts_usd.T,
        raised_usd=result.ends.raised_usd if listed else np.zeros(paths),
        shares=result.ends.shares,
        gap_usd=result.ends.funding_gap_usd,
    )
