"""Worlds as they are asked for in one call: calibrated, then under a user's price, curves and correlations."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from headframe.ground.errors import UsageProblem
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.worlds.calendar import DEFAULT_HORIZON
from headframe.worlds.calibrate import DEFAULT_HUB, World, calibrate, with_correlation
from headframe.worlds.correlation import checked_correlation
from headframe.worlds.report import DEFAULT_PATHS, DEFAULT_SEED, WorldsReport, describe_worlds
from headframe.worlds.report_ids import told_apart
from headframe.worlds.shocks import Sampling
from headframe.worlds.user_curves import with_forwards, with_price_now, with_price_path
from headframe.worlds.user_files import BITCOIN, HASH_PRICE, POWER, PRICE_PATH, read_correlation, read_curves

File = tuple[str, str]
"""A file's name and its text."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one call asks for.

    Parameters
    ----------
    months : int
        Horizon [months].
    hub : str
        Where power is priced.
    paths : int
        Drawn.
    sampling : str
        plain, antithetic or sobol.
    price_usd_per_btc : float, optional
        Where paths start instead of the last close [USD/BTC].
    price_path, curves, correlations : (name, text), optional
        A user's CSV files.
    """

    months: int = DEFAULT_HORIZON
    hub: str = DEFAULT_HUB
    paths: int = DEFAULT_PATHS
    sampling: str = Sampling.PLAIN
    price_usd_per_btc: float | None = None
    price_path: File | None = None
    curves: File | None = None
    correlations: File | None = None


def asked_worlds(
    view: View, asked: Asked, assumptions: Assumptions | None = None, seed: int = DEFAULT_SEED
) -> WorldsReport:
    """Return the worlds of a call as figures.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> asked_worlds(Record().view(), Asked(months=6, paths=100)).horizon_months
    6
    """
    if asked.sampling not in list(Sampling):
        raise UsageProblem(f"'{asked.sampling[:40]}' is no way to draw", where="--sampling", next=", ".join(Sampling))
    held = assumptions or packaged_assumptions()
    world, notes = asked_world(view, asked, held)
    told = describe_worlds(view, world, asked.paths, seed, Sampling(asked.sampling), notes)
    return told_apart(told, _asked_words(asked, held, seed))


def _asked_words(asked: Asked, held: Assumptions, seed: int) -> str:
    """Return how worlds were asked for, as the ids of their figures end; nothing where without options."""
    digest = held.digest
    if (asked, digest, seed) == (Asked(), packaged_assumptions().digest, DEFAULT_SEED):
        return ""
    own = (asked.price_usd_per_btc, asked.price_path, asked.curves, asked.correlations)
    given = [] if own == (None,) * len(own) else ["own", blake2b(repr(own).encode(), digest_size=4).hexdigest()]
    drawn = (asked.paths, "paths", asked.months, "months", "seed", seed, str(asked.sampling), asked.hub, digest)
    return " ".join(map(str, (*drawn, *given)))


def asked_world(view: View, asked: Asked, assumptions: Assumptions) -> tuple[World, tuple[str, ...]]:
    """Return the world of a call, and what of it is the user's own, in words."""
    world, notes = calibrate(view, assumptions, asked.months, asked.hub), []
    if asked.price_usd_per_btc is not None:
        world = with_price_now(world, asked.price_usd_per_btc)
        notes.append(f"Paths start from the price stated, {asked.price_usd_per_btc:,.0f} dollars.")
    if asked.correlations is not None:
        name, text = asked.correlations
        names, numbers = read_correlation(text, name)
        world = with_correlation(world, checked_correlation(numbers, names, name))
        notes.append(f"Correlations are yours: {name}.")
    if asked.curves is not None:
        name, text = asked.curves
        forwards = read_curves(text, name, (BITCOIN, POWER, HASH_PRICE))
        world = with_forwards(world, forwards)
        notes.append(f"Means are yours, {', '.join(forwards.values)}: {name}.")
    if asked.price_path is not None:
        name, text = asked.price_path
        world = with_price_path(world, read_curves(text, name, (PRICE_PATH,)))
        notes.append(f"Bitcoin takes your path on every draw: {name}.")
    return world, tuple(notes)
