"""What a plan says to do now, and what its constraints cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headframe.solver.arrays import Floats
from headframe.solver.follow import Courses
from headframe.solver.instance import Instance
from headframe.solver.solve import Solution


@dataclass(frozen=True, slots=True)
class First:
    """The first decision: each control's value by name, the states carried out, and the price of each constraint.

    A price is what one more unit on the right of a row would be worth, in the value of today: of a limit from above it
    is not negative, of a floor not positive.
    """

    controls: dict[str, float]
    states: dict[str, float]
    prices: dict[str, float]


def first_decision(solution: Solution) -> First:
    """Return what the plan does at the first stage, whole numbers whole."""
    instance = solution.instance
    model = solution.engine().model(0, 0)
    _, chosen = model.choose_whole(instance.start)
    program, size = model.program, len(instance.states)
    return First(
        controls=dict(zip(program.controls, chosen[size:].tolist(), strict=True)),
        states=dict(zip(program.states, chosen[:size].tolist(), strict=True)),
        prices=dict(zip(program.rows, model.prices().tolist(), strict=True)),
    )


def mean_prices(instance: Instance, courses: Courses) -> dict[str, Floats]:
    """Return the mean price of each row along followed paths, by name: (T,), as of today; zero where it is no row."""
    found: dict[str, Floats] = {}
    for stage, prices in enumerate(courses.prices):
        mean = prices.mean(axis=0) * instance.to_today[stage]
        for name, price in zip(instance.programs[stage][0].rows, mean, strict=True):
            found.setdefault(name, np.zeros(instance.stages))[stage] = price
    return found
