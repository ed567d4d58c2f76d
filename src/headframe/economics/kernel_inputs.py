"""World, company and rule as the arrays that the compiled engine reads."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from headframe.economics.company_tables import CompanyTables, numbers_of
from headframe.economics.counters import keys
from headframe.economics.kernel_rows import MONTHLY_FIELDS, NOTE, PLAN, WORLD_FIELDS
from headframe.economics.needs import needs_ahead
from headframe.economics.reference_world import NEVER_MONTHS, central_delay, still
from headframe.economics.rules import Rule
from headframe.ground.errors import InputRefused
from headframe.worlds.parameters import Floats, Integers, PowerShapes, WorldParameters, WorldTables

DRAWN = -1e6
"""A central delay that says: draw one instead [months]."""
TIER_NUMBERS = 3
UNSIGNED = np.uint64


class EngineInputs(NamedTuple):
    """Everything the engine reads; the order of each array's columns is that of `kernel_rows`.

    `grid` holds, for each calendar month, year and point: below, its rise to the next point, up, its rise. `halves` is
    2 for pairs of opposite paths. `still` is True for the world without chance, whose tenants come where `arrivals`
    steps up.
    """

    world: Floats
    months: Floats
    cholesky: Floats
    grid: Floats
    scales: Floats
    means: Floats
    years: Integers
    points: int
    step: float
    delays: Floats
    central_delay: float
    terms: Floats
    opening: Floats
    plans: Floats
    tiers: Floats
    tier_ehs: Floats
    notes: Floats
    coin_loan: Floats
    rule: Floats
    keys: Integers
    arrivals: Floats
    still: bool
    halves: int


def engine_inputs(
    parameters: WorldParameters,
    world: WorldTables,
    tables: CompanyTables,
    rule: Rule,
    seed: int,
    *,
    chance: bool = True,
    antithetic: bool = False,
) -> EngineInputs:
    """Lay out world, company and rule for the engine.

    Parameters
    ----------
    parameters : WorldParameters
        Scalars of the world.
    world : WorldTables
        The world by month.
    tables : CompanyTables
        The company by month, over the same months.
    rule : Rule
        What the company does.
    seed : int
        Of all streams.
    chance : bool
        False for the world without chance: each path is then `central_path`.
    antithetic : bool
        Paths in pairs of opposite shocks: for means, not for tails.

    Raises
    ------
    InputRefused
        For a number that is none anywhere in the world's tables.
    """
    drawn = parameters if chance else still(parameters)
    shapes = world.shapes
    made = EngineInputs(
        world=np.array([float(getattr(drawn, name)) for name in WORLD_FIELDS]),
        months=_months(world, tables, rule),
        cholesky=np.ascontiguousarray(world.cholesky, dtype=np.float64),
        grid=_grid(shapes),
        scales=np.ascontiguousarray(shapes.scale),
        means=np.ascontiguousarray(shapes.mean),
        years=np.ascontiguousarray(shapes.years, dtype=np.int64),
        points=shapes.below.shape[2],
        step=float(shapes.step),
        delays=np.minimum(world.delay_months, NEVER_MONTHS),
        central_delay=DRAWN if chance else central_delay(world.delay_months),
        terms=numbers_of(tables.terms),
        opening=numbers_of(tables.opening),
        plans=_rows(tables.projects, len(PLAN._fields)),
        tiers=_rows(tables.tiers, TIER_NUMBERS),
        tier_ehs=np.ascontiguousarray(tables.tier_ehs),
        notes=_rows(tables.notes, len(NOTE._fields)),
        coin_loan=numbers_of(tables.coin_loan),
        rule=rule.numbers(),
        keys=np.array(keys(seed), dtype=UNSIGNED),
        arrivals=np.floor(np.arange(tables.horizon + 1) * tables.terms.arrivals_per_month),
        still=not chance,
        halves=2 if antithetic else 1,
    )
    _refuse_no_numbers(made)
    return made


def with_rule(made: EngineInputs, tables: CompanyTables, rule: Rule) -> EngineInputs:
    """Return the same inputs under another rule: same worlds, same draws."""
    months = made.months.copy()
    months[:, MONTHLY_FIELDS.index("needs")] = needs_ahead(tables, rule.fund_ahead_months)
    return made._replace(rule=rule.numbers(), months=months)


def _months(world: WorldTables, tables: CompanyTables, rule: Rule) -> Floats:
    columns = np.empty((tables.horizon + 1, len(MONTHLY_FIELDS)))
    for at, name in enumerate(MONTHLY_FIELDS):
        if name == "needs":
            columns[:, at] = needs_ahead(tables, rule.fund_ahead_months)
        else:
            columns[:, at] = getattr(world if hasattr(world, name) else tables, name)
    return columns


def _grid(shapes: PowerShapes) -> Floats:
    """Return points and rises side by side; after the last point `below` goes on at the slope `up`."""
    rises = np.diff(shapes.below, axis=2, append=shapes.below[:, :, -1:] + shapes.last_step * shapes.up[:, :, -1:])
    up_rises = np.diff(shapes.up, axis=2, append=shapes.up[:, :, -1:])
    return np.ascontiguousarray(np.stack([shapes.below, rises, shapes.up, up_rises], axis=3)).reshape(12, -1)


def _rows(terms: tuple[object, ...], width: int) -> Floats:
    return np.array([numbers_of(each) for each in terms]).reshape(len(terms), width)


def _refuse_no_numbers(made: EngineInputs) -> None:
    for name, value in made._asdict().items():
        if not np.isfinite(value).all():
            raise InputRefused(
                f"{name} holds a number that is none",
                where=f"worlds.{name}",
                why="every path after it would be no number",
                next="mend the curve or table that it comes from",
            )
