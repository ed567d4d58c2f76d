"""Named policies on the plan's own paths, and the one value that all is measured against: holding everything."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headframe.economics.rules import Rule, rule_named
from headframe.ground.streams import stream
from headframe.planning.actual_course import ActualCourse
from headframe.planning.company_model import CompanyModel
from headframe.planning.drivers import PRICE, RENT
from headframe.planning.plan_question import ACTUAL, weighed
from headframe.planning.rule_course import Quarters, RuleCourse
from headframe.planning.rule_follow import follow_rule
from headframe.solver.arrays import Floats, Whole
from headframe.solver.lattice import Lattice

BASELINE = "hold-all"
BASELINE_PATHS = 4000
NEED = 1e-6
"""Shares sold in need below this count as none: rounding of the linear solver [million USD]."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What a policy came to along paths.

    `value` is each path's worth to today's holders [million USD]; `in_need` what was sold in need, `issued` by the
    programme [million USD]; `new_shares` over today's [ratio]; `cash` and `coins` by quarter; `started` phases a path.
    """

    name: str
    value: Floats
    in_need: Floats
    issued: Floats
    new_shares: Floats
    cash: Floats
    coins: Floats
    started: Floats

    @classmethod
    def of(cls, name: str, course: RuleCourse) -> Outcomes:
        """Return a rule's outcomes."""
        return cls(
            name=name,
            value=course.value,
            in_need=course.in_need.sum(axis=1),
            issued=course.issued.sum(axis=1),
            new_shares=course.issued_shares,
            cash=course.cash,
            coins=course.coins,
            started=course.started.sum(axis=1),
        )

    @property
    def shortfall(self) -> float:
        """Share of the paths on which shares had to be sold in need [ratio]."""
        return float((self.in_need > NEED).mean())


def node_drivers(lattice: Lattice, nodes: Whole) -> Floats:
    """Return the drivers along paths of nodes (n, T + 1): (n, T + 1, drivers)."""
    return np.stack([values[nodes[:, stage]] for stage, values in enumerate(lattice.values)], axis=1)


def rivals(quarters: Quarters, rules: dict[str, Rule]) -> tuple[Outcomes, ...]:
    """Return what rules come to on the same paths."""
    return tuple(Outcomes.of(name, follow_rule(quarters, rule)) for name, rule in rules.items())


def actual_outcomes(quarters: Quarters, course: ActualCourse) -> Outcomes:
    """Return what the company's own course comes to on the same paths."""
    return Outcomes.of(ACTUAL, follow_rule(quarters, course.rules, course.begun))


def baseline_value(model: CompanyModel, risk: float, tail: float, seed: int) -> float:
    """Return what holding all is worth in the simulator [million USD], less noise of price and rent."""
    drivers = model.simulator.sample_paths(BASELINE_PATHS, stream(seed, "planning: paths of the baseline"))
    course = follow_rule(Quarters.of(model, drivers), rule_named(BASELINE, model.assumptions))
    noise = course.value - controlled(model, drivers, course.value)
    return weighed(course.value, risk, tail) - (1 - risk) * float(noise.mean())


def controlled(model: CompanyModel, drivers: Floats, value: Floats) -> Floats:
    """Return values less what the surprises of price and rent explain of them: the same mean, less noise.

    The surprises of each year, discounted, have mean zero whatever the company does; how much of them is taken out is
    found by least squares (control variates: Glasserman 2003, section 4.1).
    """
    simulator, years = model.simulator, range(0, model.stages, QUARTERS)
    columns = []
    for mean, at in ((simulator.mean_price, PRICE), (simulator.mean_rent, RENT)):
        for year in years:
            stages = range(year, min(year + QUARTERS, model.stages))
            surprise = [drivers[:, stage + 1, at] - mean(stage, drivers[:, stage]) for stage in stages]
            columns.append(sum(surprise) / drivers[0, 0, at])
    table = np.stack(columns, axis=1)
    centred = table - table.mean(axis=0)
    found = np.linalg.lstsq(centred, value - value.mean(), rcond=None)[0]
    return np.asarray(value - table @ found)


QUARTERS = 4
