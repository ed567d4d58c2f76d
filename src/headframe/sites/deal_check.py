"""The deal check: what the stated terms imply, and which of them cannot hold together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.sites.deal_file import DealFile
from headframe.sites.deal_numbers import DealNumbers
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.figure import Figure, plain

USUAL_GAP = 0.02
"""Computed and stated figures that differ by less than this share of the stated one agree: both are rounded [ratio]."""


class Verdict(StrEnum):
    """Whether a stated figure can hold with the others."""

    HOLDS = "holds"
    HOLDS_IN_PART = "holds_in_part"
    """For some of the stated range only."""
    CANNOT_HOLD = "cannot_hold"
    NOTHING_TO_CHECK = "nothing_to_check"
    """No stated figure is reached by the others."""


@dataclass(frozen=True, slots=True)
class Check:
    """One stated figure against what the others imply, in the same unit."""

    name: str
    stated: Figure
    computed: Figure
    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True)
class Implied:
    """A figure that nobody stated and the stated ones imply, or what is missing to compute it."""

    name: str
    figure: Figure | Missing


@dataclass(frozen=True, kw_only=True)
class DealCheck(Answer):
    """A deal weighed: what it implies, and each stated figure that another one reaches."""

    verb: ClassVar[str] = "check-deal"

    name: str
    basis: str
    tenant: str
    verdict: Verdict
    checks: tuple[Check, ...]
    implied: tuple[Implied, ...]


def check_deal(view: View, deal: DealFile) -> DealCheck:
    r"""Return what a deal's terms imply and which cannot hold together.

    Parameters
    ----------
    view : View
        For the answer's provenance; nothing of the record enters.
    deal : DealFile
        As read by `read_deal`.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> from headframe.sites.deal_file import read_deal
    >>> text = '[deal]\nname = "a"\nbasis = "it"\nannounced = 2024-12-23\nnoi_usd_per_mw_year = 1_050_000\n'
    >>> text += 'capex_usd_per_mw = [6_000_000, 8_000_000]\nyield_on_cost = [0.17, 0.18]'
    >>> check_deal(Record().view(), read_deal(text)).verdict.value
    'holds_in_part'
    """
    numbers = DealNumbers(deal)
    checks = tuple(_judge(name, stated, computed, words) for name, stated, computed, words in numbers.comparisons())
    return DealCheck(
        made_from=view.made_from(None if deal.company == "own" else deal.company),
        name=deal.name,
        basis=deal.basis.value,
        tenant=deal.tenant,
        verdict=_worst([check.verdict for check in checks]),
        checks=checks,
        implied=tuple(Implied(name, figure) for name, figure in numbers.implied().items()),
    )


def _judge(name: str, stated: Figure, computed: Figure, hint: str) -> Check:
    slack = USUAL_GAP * abs(stated.value)
    low, high = computed.interval.low, computed.interval.high
    reach = (stated.interval.low - slack, stated.interval.high + slack)
    if high < reach[0] or low > reach[1]:
        verdict = Verdict.CANNOT_HOLD
    elif (low >= reach[0] and high <= reach[1]) or not _is_wide(computed):
        verdict = Verdict.HOLDS
    else:
        verdict = Verdict.HOLDS_IN_PART
    return Check(name, stated, computed, verdict, _words(stated, computed, verdict, hint))


def _is_wide(figure: Figure) -> bool:
    """Say whether a figure was computed over a stated range, rather than from rounded numbers."""
    return any(part.note == "stated as a range" for part in figure.inputs) or any(
        _is_wide(part) for part in figure.inputs
    )


def _words(stated: Figure, computed: Figure, verdict: Verdict, hint: str) -> str:
    if verdict is Verdict.HOLDS:
        return f"{computed.formula}"
    if verdict is Verdict.HOLDS_IN_PART:
        return f"{computed.formula}; {hint}" if hint else computed.formula
    gap = computed.value / stated.value if stated.value else 0.0
    off = f"{computed.formula} gives {plain(round(gap, 2))} times the stated figure"
    return f"{off}; {hint}" if hint else off


def _worst(verdicts: list[Verdict]) -> Verdict:
    for verdict in (Verdict.CANNOT_HOLD, Verdict.HOLDS_IN_PART, Verdict.HOLDS):
        if verdict in verdicts:
            return verdict
    return Verdict.NOTHING_TO_CHECK
