"""Learn the policy filter's parameters, leaving one company out, and calibrate its threshold by simulation.

Writes src/headframe/conduct/policy_parameters.csv and policy_thresholds.csv. No label is read. Run from the root:

    uv run --group bench python benchmarks/shifts_calibrate.py
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from math import exp, log
from pathlib import Path

from headframe.conduct import policy_parameters
from headframe.conduct.policy_evidence import policy_evidence
from headframe.conduct.policy_learning import learn
from headframe.conduct.policy_model import PolicyParameters
from headframe.conduct.policy_simulation import false_alarms_per_decade
from headframe.record.record import Record
from headframe.vocabulary.company import companies

FOLDER = Path(policy_parameters.__file__).parent
RATES = (0.25, 0.5, 1.0, 2.0)
DOUBTS = tuple(0.5 * 0.75**step for step in range(40))
DECADES, SEED = 100, 20261122


def main() -> None:
    view = Record().view()
    series = {ticker: policy_evidence(view, ticker) for ticker in companies()}
    series = {ticker: evidence for ticker, evidence in series.items() if evidence}
    parameters, thresholds = [], []
    for left_out in (policy_parameters.ANY_OTHER, *sorted(series)):
        learned = learn([evidence for ticker, evidence in series.items() if ticker != left_out])
        row = policy_parameters.row_of(left_out, learned)
        parameters.append(row)
        found = calibrated(learned)
        thresholds += [
            {"company": left_out, "false_alarms_per_decade": rate, "threshold": f"{at:.6f}"} for rate, at in found
        ]
        print(left_out, *(f"{rate}: {at:.4f}" for rate, at in found), flush=True)
    write(policy_parameters.PARAMETERS_TABLE, list(policy_parameters.columns()), parameters)
    write(policy_parameters.THRESHOLDS_TABLE, ["company", "false_alarms_per_decade", "threshold"], thresholds)


def calibrated(parameters: PolicyParameters) -> list[tuple[float, float]]:
    """Return, for each rate, the threshold at which simulated companies that change nothing provoke it."""
    rates = false_alarms_per_decade(parameters, [1 - doubt for doubt in DOUBTS], DECADES, SEED)
    return [(rate, threshold_at(rate, rates)) for rate in RATES]


def threshold_at(rate: float, rates: Sequence[float]) -> float:
    """Return the lowest threshold whose simulated rate is no more than asked, between the points of the grid."""
    for index, seen in enumerate(rates):
        if seen <= rate:
            if index == 0 or seen <= 0:
                return 1 - DOUBTS[index]
            before = rates[index - 1]
            share = (log(before) - log(rate)) / (log(before) - log(seen)) if before > seen else 1.0
            return 1 - exp((1 - share) * log(DOUBTS[index - 1]) + share * log(DOUBTS[index]))
    return 1 - DOUBTS[-1]


def write(name: str, header: list[str], rows: Sequence[dict[str, object]] | Sequence[dict[str, str]]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, header, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    main()
