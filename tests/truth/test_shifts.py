"""The labelled shifts of treasury policy, found with parameters that saw neither labels nor the company."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.conduct.policy_evidence import policy_evidence
from headframe.conduct.shift_truth import DatedCall, Score, labelled_shifts, score
from headframe.conduct.shifts import Shifts, find_shifts
from headframe.record.record import Record

JUDGED = ("RIOT", "MARA", "CLSK")


@pytest.fixture(scope="module")
def told() -> dict[str, Shifts]:
    view = Record().view()
    return {ticker: find_shifts(view, ticker) for ticker in JUDGED}


@pytest.fixture(scope="module")
def scored(told: dict[str, Shifts]) -> Score:
    return score_of(told)


def score_of(told: dict[str, Shifts]) -> Score:
    calls = [
        DatedCall(ticker, one.period, one.decided_by, one.from_policy, one.to_policy)
        for ticker, answer in told.items()
        for one in answer.shifts
    ]
    return score(labelled_shifts(), calls, {ticker: [one.period for one in told[ticker].periods] for ticker in told})


def test_at_most_one_of_the_thirteen_is_missed(scored: Score) -> None:
    assert len(scored.matches) == 13
    assert scored.found >= 12, [match.label for match in scored.matches if not match.found]


def test_false_alarms_keep_to_one_a_company_decade(scored: Score) -> None:
    assert scored.false_alarms_per_decade <= 1, scored.false_alarms


def test_the_median_delay_is_at_most_one_reporting_period(scored: Score) -> None:
    assert scored.median_delay is not None
    assert scored.median_delay <= 1


@pytest.mark.parametrize("rate", [0.25, 0.5, 2.0])
def test_the_finding_does_not_hang_on_the_one_parameter(rate: float) -> None:
    view = Record().view()
    other = score_of({ticker: find_shifts(view, ticker, rate) for ticker in JUDGED})
    assert other.found >= 12
    assert other.false_alarms_per_decade <= 1


def test_riot_begins_to_sell_in_april_2025_not_in_november(told: dict[str, Shifts]) -> None:
    in_2025 = [one for one in told["RIOT"].shifts if one.date.end.year == 2025]
    assert [(str(one.date), one.from_policy, one.to_policy) for one in in_2025] == [
        ("2025-04", "hold", "sell_production"),
        ("2025-12", "sell_production", "liquidate"),
    ]
    assert in_2025[0].callable_on == date(2025, 6, 3)


def test_cleansparks_april_2025_stands_on_implied_flows_alone() -> None:
    april = next(one for one in policy_evidence(Record().view(), "CLSK") if str(one.span) == "2025-04")
    assert april.how == "implied"
    assert april.sell_through is not None
    assert 0.63 <= april.sell_through.middle <= 0.64


def test_hut_8s_wrong_balance_of_february_2023_is_no_liquidation() -> None:
    told = find_shifts(Record().view(), "HUT")
    assert "liquidate" not in {one.to_policy for one in told.shifts}
    assert ("2023-Q1", "sell_production") in {(str(one.period), one.to_policy) for one in told.shifts}
