"""Fit the weights of motive, score them leaving one company out, and try each kind of evidence by leaving it out.

Writes src/headframe/conduct/motive_weights.csv and prints the tables of docs/why/motive.md. Run from the root:

    uv run --group bench python benchmarks/motive_fit.py
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import exp, log
from pathlib import Path

import numpy as np

from headframe.conduct import motive_weights
from headframe.conduct.evidence_kinds import EvidenceKind
from headframe.conduct.evidence_table import evidence_rules
from headframe.conduct.motive import weigh_motive
from headframe.conduct.motive_model import Example, fit_weights, log_loss
from headframe.conduct.motive_score import Score
from headframe.conduct.motive_signals import pieces_of, row_of
from headframe.conduct.motive_truth import Label, episodes
from headframe.record.record import Record
from headframe.record.view import View

FOLDER = Path(motive_weights.__file__).parent
DRAWS, SEED = 4000, 20261122
JUDGED_AFTER = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Scored:
    """One labelled sale: what it was, the log odds from the other companies, and their base rate's."""

    company: str
    forced: bool
    odds: float
    base_odds: float

    @property
    def loss(self) -> float:
        return log_loss(self.odds, self.forced)

    @property
    def base_loss(self) -> float:
        return log_loss(self.base_odds, self.forced)


def main() -> None:
    view = Record().view()
    write(motive_weights.rows_of_table(view))
    known = list(motive_weights.examples(view))
    prior = [rule.prior for rule in evidence_rules()]
    scored = left_out_scores(known, prior)
    report(scored)
    point_in_time(prior)
    ablation(known, prior)
    episodes_table(view)


def write(rows: Sequence[dict[str, str]]) -> None:
    with (FOLDER / motive_weights.WEIGHTS_TABLE).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, motive_weights.COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def left_out_scores(known: Sequence[Example], prior: Sequence[float]) -> list[Scored]:
    """Return each sale scored by weights, and by a base rate, from the other companies alone."""
    scored = []
    for example in known:
        others = [other for other in known if other.company != example.company]
        weights = fit_weights(others, prior)
        share = sum(other.forced for other in others) / len(others)
        odds = sum(weight * signal for weight, signal in zip(weights, example.row, strict=True))
        scored.append(Scored(example.company, example.forced, odds, log(share / (1 - share))))
    return scored


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def bootstrap(scored: Sequence[Scored], measure: Callable[[Scored], float]) -> tuple[float, float]:
    """Return the 5th and 95th percentile of a mean over companies drawn anew."""
    companies = sorted({row.company for row in scored})
    by_company = {name: [measure(row) for row in scored if row.company == name] for name in companies}
    stream = np.random.default_rng([SEED, 0])
    means = []
    for _ in range(DRAWS):
        drawn = stream.choice(companies, size=len(companies))
        means.append(mean([loss for name in drawn for loss in by_company[name]]))
    low, high = np.quantile(means, [0.05, 0.95])
    return float(low), float(high)


def report(scored: Sequence[Scored]) -> None:
    share = mean([float(row.forced) for row in scored])
    entropy = -(share * log(share) + (1 - share) * log(1 - share))
    loss, base = mean([row.loss for row in scored]), mean([row.base_loss for row in scored])
    brier = mean([(1 / (1 + exp(-row.odds)) - row.forced) ** 2 for row in scored])
    right = sum((row.odds > 0) == row.forced for row in scored)
    low, high = bootstrap(scored, lambda row: row.loss)
    gain_low, gain_high = bootstrap(scored, lambda row: row.base_loss - row.loss)
    fixed_low, fixed_high = bootstrap(scored, lambda row: entropy - row.loss)
    print(f"n {len(scored)} sales of {len({row.company for row in scored})} companies, {share:.3f} forced")
    print(
        f"log loss {loss:.3f}, 90 % bootstrap over companies {low:.3f} to {high:.3f}; Brier {brier:.3f}; {right} right"
    )
    print(f"base rate of all labels {entropy:.3f}, of the other companies {base:.3f}")
    print(f"gain on the second {base - loss:.3f}, {gain_low:.3f} to {gain_high:.3f}")
    print(f"gain on the first {entropy - loss:.3f}, {fixed_low:.3f} to {fixed_high:.3f}")
    for low_odds, high_odds in ((-9, -1), (-1, 0), (0, 1), (1, 9)):
        inside = [row for row in scored if low_odds <= row.odds < high_odds]
        told = mean([1 / (1 + exp(-row.odds)) for row in inside]) if inside else 0.0
        happened = sum(row.forced for row in inside)
        print(f"calibration {low_odds} to {high_odds}: {len(inside)} sales, told {told:.2f}, forced {happened}")


def point_in_time(prior: Sequence[float]) -> None:
    """Score each sale with what was known 45 days after it."""
    record, known = Record(), []
    for episode in episodes():
        if episode.is_fitted:
            view = record.view(episode.span.end + JUDGED_AFTER)
            row = row_of(pieces_of(view, episode.company, episode.span))
            known.append(Example(episode.company, row, episode.label is Label.FORCED))
    print(f"as known 45 days after: log loss {mean([row.loss for row in left_out_scores(known, prior)]):.3f}")


def ablation(known: Sequence[Example], prior: Sequence[float]) -> None:
    """Print the log loss without each kind of evidence, and with that kind alone."""
    rules = evidence_rules()
    everything = mean([row.loss for row in left_out_scores(known, prior)])
    print("| left out | log loss | change | alone |\n|---|---|---|---|")
    for kind in EvidenceKind:
        without = [masked(example, [rule.kind != kind for rule in rules]) for example in known]
        alone = [masked(example, [rule.kind == kind for rule in rules]) for example in known]
        loss = mean([row.loss for row in left_out_scores(without, prior)])
        only = mean([row.loss for row in left_out_scores(alone, prior)])
        print(f"| {kind.value} | {loss:.3f} | {loss - everything:+.3f} | {only:.3f} |")
    scaled = [(f, mean([r.loss for r in left_out_scores(known, [f * w for w in prior])])) for f in (0.5, 1.0, 2.0)]
    print("prior scaled:", ", ".join(f"{factor:g} {loss:.3f}" for factor, loss in scaled))
    unlearned = [log_loss(sum(p * s for p, s in zip(prior, e.row, strict=True)), e.forced) for e in known]
    print(f"prior alone, nothing fitted: {mean(unlearned):.3f}")


def masked(example: Example, keep: Sequence[bool]) -> Example:
    row = tuple(signal if kept else 0.0 for signal, kept in zip(example.row, keep, strict=True))
    return Example(example.company, row, example.forced)


def episodes_table(view: View) -> None:
    print("| company | span | label | score | interval | verdict |\n|---|---|---|---|---|---|")
    for episode in episodes():
        told = weigh_motive(view, episode.company, episode.span)
        assert isinstance(told.score, float) and isinstance(told.low, float) and isinstance(told.high, float)
        shown = Score(told.score, told.low, told.high)
        print(
            f"| {episode.company} | {episode.span} | {episode.label.value} | {shown.score:+.2f} | "
            f"{shown.low:+.2f} to {shown.high:+.2f} | {shown.verdict.value} |"
        )


if __name__ == "__main__":
    main()
