"""The fitted weights, as packaged: for each labelled company those learned from the others alone.

`benchmarks/motive_fit.py` writes the table; a test holds it to the packaged record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from headframe.conduct.evidence_table import evidence_rules
from headframe.conduct.motive_model import Example, bootstrap_errors, fit_weights
from headframe.conduct.motive_signals import pieces_of, row_of
from headframe.conduct.motive_truth import Label, episodes
from headframe.record.view import View
from headframe.vocabulary.tables import packaged_rows

WEIGHTS_TABLE = "motive_weights.csv"
COLUMNS = ("left_out", "evidence", "prior", "prior_why", "fitted", "se", "usual_signal", "unit")
NOBODY = "*"
"""The rows of a company without a labelled sale: learned from all that have one."""
UNIT = "log odds at a signal of 1"
FITTED_ON = date(2026, 11, 22)
DRAWS, SEED = 200, 20261122


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of one kind of evidence: fitted with its error, and how strong its signal usually is where known."""

    fitted: float
    se: float
    usual_signal: float


def weights_for(company: str) -> Mapping[str, Weight]:
    """Return the weights by evidence that judge a company (its ticker): its own labels had no part in them.

    Examples
    --------
    >>> weights_for("RIOT")["sale_against_holdings"].fitted > 0
    True
    """
    table = _tables()
    return table.get(company, table[NOBODY])


def examples(view: View) -> tuple[Example, ...]:
    """Return the labelled sales that have a side, with their signals as `view` has them."""
    return tuple(
        Example(episode.company, row_of(pieces_of(view, episode.company, episode.span)), episode.label is Label.FORCED)
        for episode in episodes()
        if episode.is_fitted
    )


def rows_of_table(view: View, draws: int = DRAWS) -> list[dict[str, str]]:
    """Return the table as `benchmarks/motive_fit.py` writes it, fitted to the sales as `view` has them."""
    known, rules = examples(view), evidence_rules()
    prior = [rule.prior for rule in rules]
    usual = _usual_signals(view)
    rows = []
    for left_out in (NOBODY, *sorted({example.company for example in known})):
        others = [example for example in known if example.company != left_out]
        fitted, errors = fit_weights(others, prior), bootstrap_errors(others, prior, draws, SEED)
        for at, rule in enumerate(rules):
            numbers = (rule.prior, fitted[at], errors[at], usual[rule.name])
            shown = [f"{number:.4f}" for number in numbers]
            cells = (left_out, rule.name, shown[0], rule.why, *shown[1:], UNIT)
            rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows


def _usual_signals(view: View) -> dict[str, float]:
    """Return the root mean square of each signal over all labelled sales, where it is known; 0 where nowhere."""
    seen: dict[str, list[float]] = {rule.name: [] for rule in evidence_rules()}
    for episode in episodes():
        for piece in pieces_of(view, episode.company, episode.span):
            if piece.known:
                seen[piece.rule.name].append(piece.signal**2)
    return {name: (sum(squares) / len(squares)) ** 0.5 if squares else 0.0 for name, squares in seen.items()}


@cache
def _tables() -> dict[str, dict[str, Weight]]:
    tables: dict[str, dict[str, Weight]] = {}
    for row in packaged_rows("headframe.conduct", WEIGHTS_TABLE):
        weight = Weight(float(row["fitted"]), float(row["se"]), float(row["usual_signal"]))
        tables.setdefault(row["left_out"], {})[row["evidence"]] = weight
    return tables
