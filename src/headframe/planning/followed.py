"""The answer of `headframe simulate --policy best`: a kept plan on paths that neither taught nor certified it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from headframe.ground.missing import Missing
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class FollowedYear:
    """Cash [USD] and coins [BTC] at the end of a year: the median, and 5 % to 95 % of paths as its interval."""

    year: int
    cash: Figure
    bitcoin: Figure


@dataclass(frozen=True, kw_only=True)
class Followed(Answer):
    """What the best policy of a kept plan comes to, and whether it is what its certificate says.

    `value` is the mean worth to today's holders over `paths` fresh paths with its standard `error` [USD]; `lower` what
    the certificate says it is worth at least [USD]; `apart` how many standard errors lie between them, those of both
    samples counted; `agrees` whether that is no more than `most_apart`. `worst` is the mean of the worst `tail` of
    paths [USD], `shortfall` the share of paths with shares sold in need [ratio].
    """

    verb: ClassVar[str] = "simulate-best"

    question: str
    quarters: int
    paths: int
    tail: float
    plan_seeds: tuple[int, ...]
    value: Figure
    error: Figure
    lower: Figure
    apart: Figure | Missing
    most_apart: float
    agrees: bool | Missing
    value_per_share: Figure | Missing
    worst: Figure
    shortfall: Figure
    phases: Figure
    years: tuple[FollowedYear, ...]
