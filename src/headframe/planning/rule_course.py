"""Paths on which rules are followed, and what following one came to."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.planning.company_model import CompanyModel, QuarterTerms
from headframe.planning.drivers import MONTHS_PER_QUARTER
from headframe.solver.arrays import Floats


def in_a_quarter(share_a_month: float) -> float:
    """Return which share of the coins is sold in a quarter where so large a share is sold each month [ratio].

    Examples
    --------
    >>> in_a_quarter(0.5), in_a_quarter(1.0)
    (0.875, 1.0)
    """
    return float(1.0 - (1.0 - share_a_month) ** MONTHS_PER_QUARTER)


def in_a_month(share_a_quarter: float) -> float:
    """Return which share of the coins is sold each month where so large a share is sold in a quarter [ratio].

    Examples
    --------
    >>> in_a_month(0.875), in_a_month(1.0)
    (0.5, 1.0)
    """
    return float(1.0 - (1.0 - share_a_quarter) ** (1 / MONTHS_PER_QUARTER))


@dataclass(frozen=True, slots=True, eq=False)
class RuleCourse:
    """A rule followed along n paths.

    Parameters
    ----------
    value : float64 array, shape (n,)
        Worth to today's holders, discounted [million USD].
    cash, coins : float64 arrays, shape (n, stages + 1)
        At the start of each quarter and the end [million USD], [thousand BTC].
    sold, issued, in_need, started : float64 arrays, shape (n, stages)
        Coins sold [thousand BTC]; shares sold by the programme and in need [million USD]; phases.
    issued_shares : float64 array, shape (n,)
        New shares over shares today [ratio].
    """

    value: Floats
    cash: Floats
    coins: Floats
    sold: Floats
    issued: Floats
    in_need: Floats
    started: Floats
    issued_shares: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Quarters:
    """Paths of drivers (n, T + 1, 7) with every quarter's terms worked out once, for any number of rules."""

    model: CompanyModel
    drivers: Floats
    terms: tuple[QuarterTerms, ...]

    @classmethod
    def of(cls, model: CompanyModel, drivers: Floats) -> Quarters:
        """Work out the terms of every quarter."""
        return cls(model, drivers, tuple(model.quarter(stage, drivers[:, stage]) for stage in range(model.stages)))
