"""What may be asked of a block: by what it is judged, by which law the price gives way, under which limits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from headframe.ground.errors import UsageProblem
from headframe.ground.period import Period
from headframe.planning.schedule_block import CashNeed


class By(StrEnum):
    """What is made least."""

    COST = "cost"
    """The mean cost: what impact and fee take."""
    RISK = "risk"
    """The mean cost of the worst fraction of outcomes: the price may fall while coins wait."""


class ImpactLaw(StrEnum):
    """How the price gives way to a day's slice."""

    SQUARE_ROOT = "square-root"
    LINEAR = "linear"
    """In proportion, at the same cost for an even slice: the case of the closed form."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a schedule must keep to.

    Parameters
    ----------
    cash : tuple of CashNeed
        Money that must be in by given days.
    sure : float
        Chance at which each need is met, in [0.5, 1): one half meets it on average [ratio].
    cap : float or None
        Most to sell in a day, as a share of the market's volume [ratio]; None for the assumption's.
    """

    cash: tuple[CashNeed, ...] = ()
    sure: float = 0.5
    cap: float | None = None


Words = TypeVar("Words", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a block, besides the block."""

    by: By = By.COST
    law: ImpactLaw = ImpactLaw.SQUARE_ROOT
    limits: Limits = Limits()
    price_usd: float | None = None
    memory: float | None = None
    tail: float | None = None
    company: str | None = None
    span: Period | None = None


def asked(
    *,
    by: str,
    law: str,
    limits: Limits,
    price_usd: float | None,
    memory: float | None,
    tail: float | None,
    company: str | None,
    span: Period | None,
) -> Question:
    """Return the question that words put: `by` cost or risk, `law` square-root or linear.

    Raises
    ------
    UsageProblem
        For another word; for a span without a company.
    """
    if span is not None and company is None:
        raise UsageProblem("a span of sales needs their company", where="--from", next="give --company")
    return Question(
        by=_word(By, by, "--by"),
        law=_word(ImpactLaw, law, "--impact"),
        limits=limits,
        price_usd=price_usd,
        memory=memory,
        tail=tail,
        company=company,
        span=span,
    )


def _word(kind: type[Words], word: str, where: str) -> Words:
    try:
        return kind(word)
    except ValueError:
        offered = ", ".join(member.value for member in kind)
        raise UsageProblem(f"'{word[:40]}' is none of its words", where=where, next=f"one of {offered}") from None
