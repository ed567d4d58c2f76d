"""A line of numbers under one label: its concept, fiscal reading, unit and sign, by what most of it fits.

One number alone can fit by chance or be wrong; a line of them tells what its author meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headframe.audit.retrofit_claim import Claim
from headframe.audit.retrofit_headings import period_of
from headframe.audit.retrofit_match import Grade, grade
from headframe.audit.retrofit_ours import Ours, opening_day
from headframe.audit.retrofit_units import SCALES, factors_for, stated_factor
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.concept import Concept, Kind
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.figure import Figure

OUT = (
    *("sold", "cost", "expense", "paid", "repaid", "repurchase", "purchase", "capex", "depreciation", "tax", "fees"),
    *("sg_and_a", "general_and_administrative", "withholding", "issuance_costs", "impairment", "loss", "compensation"),
)
"""Words in the names of flows that models show below zero."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One number of a line, the period it was read for, and the record's figure."""

    claim: Claim
    period: Period
    ours: Figure | Missing


@dataclass(frozen=True, slots=True)
class Reading:
    """A line read as one concept. `factor` and `sign` bring a typed number to the concept's unit."""

    concept: Concept
    asked: tuple[Asked, ...]
    factor: float
    sign: int
    score: int
    is_unit_known: bool

    @property
    def compared(self) -> list[tuple[Asked, Figure]]:
        """The numbers for which the record has a figure."""
        return [(one, one.ours) for one in self.asked if isinstance(one.ours, Figure)]


def read_line(claims: Sequence[Claim], ours: Ours, sheet_scale: float | None) -> Reading | None:
    """Return the best reading of a line's clear claims, or None where no concept fits what the label says.

    Parameters
    ----------
    claims : sequence of Claim
        Numbers of one line that name company, concept and period.
    ours : Ours
        The record.
    sheet_scale : float, optional
        The factor that other lines of the sheet showed for dollars.
    """
    readings = list(_readings(claims, ours, sheet_scale))
    return max(readings, key=lambda reading: reading.score, default=None)


def _readings(claims: Sequence[Claim], ours: Ours, sheet_scale: float | None) -> Iterator[Reading]:
    for name in claims[0].concepts:
        concept = find_concept(name)
        if any(_contradicts(claim.stated, concept) for claim in claims):
            continue
        for is_fiscal in (False, True) if _may_be_fiscal(claims) else (False,):
            asked = tuple(one for claim in claims if (one := _ask(claim, concept, is_fiscal, ours)))
            if asked:
                yield _reading(concept, asked, sheet_scale)


def _contradicts(stated: str, concept: Concept) -> bool:
    """Say whether a unit beside the numbers cannot be the concept's: "BTC sales ($mm)" counts no coins."""
    return bool(stated) and stated != "one" and stated_factor(stated, concept.unit) is None


def _may_be_fiscal(claims: Sequence[Claim]) -> bool:
    return any(
        find_company(claim.company).fiscal_year_end_month != 12
        and claim.heading is not None
        and claim.heading.kind in ("quarter", "half", "year")
        and not claim.heading.fiscal
        for claim in claims
    )


def _ask(claim: Claim, concept: Concept, is_fiscal: bool, ours: Ours) -> Asked | None:
    end = find_company(claim.company).fiscal_year_end_month
    if claim.heading is None:
        return None
    kind = Kind.FLOW if claim.is_opening and concept.kind is Kind.STOCK else concept.kind
    period = period_of(claim.heading, kind, fiscal_end=end, is_fiscal=is_fiscal, spacing=claim.spacing)
    if period is None:
        return None
    if claim.is_opening:
        if concept.kind is not Kind.STOCK:
            return None
        period = opening_day(period)
    return Asked(claim, period, ours.figure(claim.company, concept.name, period))


def _reading(concept: Concept, asked: tuple[Asked, ...], sheet_scale: float | None) -> Reading:
    compared = [(one.claim, one.ours) for one in asked if isinstance(one.ours, Figure)]
    votes: Counter[tuple[float, int]] = Counter()
    for claim, figure in compared:
        if claim.typed.value and figure.value:
            for factor in factors_for(concept.unit).values():
                for sign in (1, -1):
                    votes[factor, sign] += grade(claim.typed, factor * sign, figure)
    factor, is_known = _factor(concept, [one.claim for one in asked], votes, sheet_scale)
    sign = _sign(concept, asked[0].claim, votes[factor, 1], votes[factor, -1])
    score = sum(grade(claim.typed, factor * sign, figure) for claim, figure in compared)
    return Reading(concept, asked, factor, sign, score, is_known)


def _factor(
    concept: Concept, claims: Sequence[Claim], votes: Counter[tuple[float, int]], sheet_scale: float | None
) -> tuple[float, bool]:
    """Return the line's factor, and whether its label, its numbers or a title give it."""
    said = {stated_factor(claim.stated, concept.unit) for claim in claims if claim.stated}
    if len(said) == 1 and (stated := said.pop()) is not None:
        return stated, True
    by_factor: Counter[float] = Counter()
    for (factor, _), weight in votes.items():
        by_factor[factor] += weight
    takes_scale = concept.unit == "USD"
    titled = stated_factor(claims[0].titled, concept.unit) if takes_scale or claims[0].titled not in SCALES else None
    if titled is not None and by_factor[titled]:
        return titled, True
    likeliest = max(by_factor, key=lambda factor: by_factor[factor], default=1.0)
    if takes_scale and sheet_scale is not None and by_factor[likeliest] <= max(Grade.EXACT, by_factor[sheet_scale]):
        return sheet_scale, True
    if by_factor[likeliest]:
        return likeliest, True
    if titled is not None:
        return titled, True
    return next(iter(factors_for(concept.unit).values())), len(factors_for(concept.unit)) == 1


def _sign(concept: Concept, claim: Claim, plus: int, minus: int) -> int:
    """Return -1 where the line shows outflows or losses the other way round than the record does."""
    if minus <= plus:
        return 1
    is_outflow = concept.kind is Kind.FLOW and any(word in concept.name for word in OUT)
    by_habit = is_outflow or (claim.is_loss and concept.sign == "any")
    return -1 if by_habit or minus > Grade.EXACT + plus else 1
