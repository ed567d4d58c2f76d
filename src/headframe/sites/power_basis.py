"""Megawatts that know what they count: gross from the grid or critical IT. The two are never added as they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval

LARGEST_PUE = 3.0
NOT_STATED = re.compile(r"\bbasis (?:\((?:IT or gross|gross or IT)\) )?not stated\b")
"""Words of a note that take the basis away from the name of a column."""


class PowerBasis(StrEnum):
    """What a number of megawatts counts."""

    GROSS = "gross"
    """Drawn from the grid: machines, cooling and losses."""
    IT = "it"
    """Critical IT: what the tenant's machines may draw, and what rent is paid on."""
    UNSTATED = "unstated"
    """The source does not say: such megawatts are shown and add up to nothing."""


@dataclass(frozen=True, slots=True)
class Megawatts:
    """Megawatts on one basis, with the PUE of their site where it is known.

    Parameters
    ----------
    value : float
        The number [MW], not below 0.
    interval : Interval
        Every value it can stand for [MW].
    basis : PowerBasis
        What is counted.
    pue : Interval, optional
        Gross over critical IT of the same site [ratio], from 1 to 3.

    Examples
    --------
    >>> both = Megawatts.of(700, PowerBasis.GROSS) + Megawatts.of(25, PowerBasis.IT, pue=1.4)
    >>> (both.value, both.basis.value)
    (735.0, 'gross')
    """

    value: float
    interval: Interval
    basis: PowerBasis
    pue: Interval | None = None

    def __post_init__(self) -> None:
        if self.interval.low < 0 or self.value < 0:
            raise InputRefused(
                f"{self.value:g} MW is below zero", where="megawatts", next="capacity is counted from 0 up"
            )
        if self.pue is not None:
            check_pue(self.pue)

    @classmethod
    def of(cls, value: float, basis: PowerBasis, pue: float | None = None) -> Megawatts:
        """Return megawatts taken as exact [MW]."""
        return cls(float(value), Interval.exact(float(value)), basis, None if pue is None else Interval.exact(pue))

    def __add__(self, other: Megawatts) -> Megawatts:
        """Return the sum on this one's basis; the other is converted by its own PUE where the two differ.

        Raises
        ------
        InputRefused
            Where gross meets critical IT without a PUE, or a basis is not stated.
        """
        same = other.on(self.basis)
        pue = self.pue if self.pue == other.pue else None
        return Megawatts(self.value + same.value, self.interval + same.interval, self.basis, pue)

    def on(self, basis: PowerBasis) -> Megawatts:
        """Return the same capacity on another basis.

        Raises
        ------
        InputRefused
            Where no PUE ties the two, or one basis is not stated.
        """
        if PowerBasis.UNSTATED in (self.basis, basis):
            raise InputRefused(
                "megawatts whose basis nobody stated cannot be added or converted",
                where=f"{self.value:g} MW",
                why="they may be gross or critical IT, which differ by a fifth to a half",
                next="find the basis in the source",
            )
        if basis is self.basis:
            return self
        if self.pue is None:
            raise _mixed(self, basis)
        if basis is PowerBasis.GROSS:
            return Megawatts(self.value * self.pue.middle, self.interval * self.pue, basis, self.pue)
        return Megawatts(self.value / self.pue.middle, self.interval / self.pue, basis, self.pue)


def check_pue(pue: Interval) -> None:
    """Refuse a PUE that no site can have: below 1, or above 3."""
    if pue.high < 1 or pue.low > LARGEST_PUE or pue.low <= 0:
        raise InputRefused(
            f"a PUE of {pue.middle:g} cannot be",
            where="pue",
            why="gross power holds the IT power, so the quotient is at least 1",
            next="give gross over critical IT, such as 1.3",
        )


def _mixed(held: Megawatts, wanted: PowerBasis) -> InputRefused:
    words = {PowerBasis.GROSS: "gross", PowerBasis.IT: "critical IT"}
    return InputRefused(
        f"{held.value:g} MW {words[held.basis]} cannot be taken as {words[wanted]}",
        where="megawatts",
        why="gross and critical IT differ by the PUE of the site, and none is given",
        next="give the PUE, or keep the two apart",
    )
