"""Every kind of evidence on a sale: what it asks of the record, its anchors and prior weight (motive_prior.csv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from headframe.conduct import evidence_choices as choices
from headframe.conduct import evidence_debt as debt
from headframe.conduct import evidence_market as market
from headframe.conduct import evidence_means as means
from headframe.conduct import evidence_size as size
from headframe.conduct.evidence_kinds import Anchors, EvidenceKind, Finder
from headframe.vocabulary.tables import packaged_rows

PRIOR_TABLE = "motive_prior.csv"
FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "price_against_high": market.price_against_high,
        "hash_price_against_year": market.hash_price_against_year,
        "hash_price_against_cost": market.hash_price_against_cost,
        "sale_against_production": size.sale_against_production,
        "sale_against_holdings": size.sale_against_holdings,
        "sale_beyond_habit": size.sale_beyond_habit,
        "price_made": size.price_made,
        "cash_cover": means.cash_cover,
        "due_soon": means.due_soon,
        "loan_against_coins": debt.loan_against_coins,
        "loan_paid_down": debt.loan_paid_down,
        "debt_against_means": means.debt_against_means,
        "restricted_share": means.restricted_share,
        "restricted_rise": means.restricted_rise,
        "court_protection": debt.court_protection,
        "raised_against_sale": choices.raised_against_sale,
        "share_price_against_high": choices.share_price_against_high,
        "sale_against_market_value": choices.sale_against_market_value,
        "ai_step_near": choices.ai_step_near,
        "purchase_against_sale": choices.purchase_against_sale,
        "holdings_after": size.holdings_after,
    }
)
"""Name in motive_prior.csv → what computes it. Nothing here reads a label or a word about motive."""


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """One row of the prior: what is measured, what it means, and how much it weighs before any label is seen.

    `prior` is the weight at a signal of 1, in log odds of forced against strategic.
    """

    name: str
    kind: EvidenceKind
    unit: str
    anchors: Anchors
    prior: float
    words: str
    why: str
    find: Finder


@cache
def evidence_rules() -> tuple[EvidenceRule, ...]:
    """Return every rule, in the table's order.

    Examples
    --------
    >>> round(evidence_rules()[0].anchors.signal(0.3), 2)
    0.5
    """
    return tuple(_rule(row) for row in packaged_rows("headframe.conduct", PRIOR_TABLE))


def _rule(row: dict[str, str]) -> EvidenceRule:
    return EvidenceRule(
        name=row["evidence"],
        kind=EvidenceKind(row["kind"]),
        unit=row["unit"],
        anchors=Anchors(float(row["free_at"]), float(row["even_at"]), float(row["forced_at"])),
        prior=float(row["prior"]),
        words=row["words"],
        why=row["why"],
        find=FINDERS[row["evidence"]],
    )
