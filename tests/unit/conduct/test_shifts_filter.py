"""`find_shifts`: what it answers, refuses and writes."""

from __future__ import annotations

import jsonschema
import pytest

from headframe.conduct.policy_evidence import Evidence, policy_evidence
from headframe.conduct.policy_filter import find_calls, track
from headframe.conduct.policy_learning import EXPECTED, learn
from headframe.conduct.policy_model import HOLD, LIQUIDATE, POLICIES, SELL_PRODUCTION, likelihood
from headframe.conduct.policy_parameters import parameters_for, row_of, threshold_for
from headframe.conduct.policy_simulation import false_alarms_per_decade
from headframe.conduct.shifts import Shifts, find_shifts
from headframe.ground.errors import UsageProblem
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.record import Record


def month(index: int, share: float, fall: float = -0.03) -> Evidence:
    span = Period.month(2024 + index // 12, index % 12 + 1)
    return Evidence(span, Interval.exact(share), Interval.exact(fall), False, span.end, "printed", ())


def calls(*shares: float, threshold: float = 0.97) -> list[tuple[int, str, str]]:
    evidence = [month(index, share, (share - 1) / 20) for index, share in enumerate(shares)]
    found = find_calls(track(evidence, EXPECTED), threshold)
    return [(call.at, POLICIES[call.from_policy].value, POLICIES[call.to_policy].value) for call in found]


def test_twelve_points_are_enough() -> None:
    assert calls(0, 0, 0, 0, 0, 0, 1, 0.95, 1.02, 0.9, 1, 1) == [(6, "hold", "sell_production")]


def test_one_odd_month_is_no_shift() -> None:
    assert calls(0, 0, 0, 0, 0.6, 0, 0, 0, 0, 0) == []


def test_a_return_is_a_second_shift() -> None:
    assert [call[2] for call in calls(0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0)] == ["sell_production", "hold"]


def test_the_same_sell_through_is_a_liquidation_only_where_holdings_fall() -> None:
    steady, falling = (likelihood(month(0, 1.05, fall), EXPECTED) for fall in (0.001, 0.05))
    assert steady[SELL_PRODUCTION] > steady[LIQUIDATE]
    assert falling[LIQUIDATE] / falling[SELL_PRODUCTION] > steady[LIQUIDATE] / steady[SELL_PRODUCTION]


def test_a_sale_known_only_between_bounds_says_little() -> None:
    vague = Evidence(Period.month(2024, 1), Interval(0, 1.5), None, None, month(0, 0).known_at, "implied", ())
    ratios = [weight / max(likelihood(vague, EXPECTED)) for weight in likelihood(vague, EXPECTED)]
    assert ratios[HOLD] > 0.5
    assert ratios[SELL_PRODUCTION] > 0.5


def test_fewer_false_alarms_mean_a_higher_threshold() -> None:
    assert threshold_for("RIOT", 0.25) > threshold_for("RIOT", 0.7) > threshold_for("RIOT", 2.0)


@pytest.mark.parametrize("rate", [0.0, 0.1, 5.0])
def test_a_rate_that_was_not_simulated_is_refused(rate: float) -> None:
    with pytest.raises(UsageProblem, match="cannot be asked for"):
        find_shifts(Record().view(), "RIOT", rate)


@pytest.mark.parametrize("ticker", ["IREN", "WULF", "APLD"])
def test_a_thin_company_is_a_gap_with_its_reason(ticker: str) -> None:
    told = find_shifts(Record().view(), ticker)
    assert told.shifts == ()
    assert isinstance(told.missing, Missing)


@pytest.mark.parametrize("ticker", ["RIOT", "MARA", "HUT", "IREN"])
def test_the_answer_is_what_its_schema_says(ticker: str) -> None:
    told = find_shifts(Record().view(), ticker)
    written = told.to_json()
    jsonschema.validate(written, Shifts.json_schema())
    for shift in written["data"]["shifts"]:
        assert {"date", "from", "to", "probability", "callable_on", "rival"} <= set(shift)
        assert len(shift["date"]) == len("2025-04")


def test_every_probability_and_rival_is_one() -> None:
    for ticker in ("RIOT", "MARA", "CLSK", "HUT", "BITF"):
        for shift in find_shifts(Record().view(), ticker).shifts:
            assert shift.rival.probability + shift.probability > 0
            assert 0 <= shift.rival.probability <= 1
            assert shift.probability > 0.5


def test_the_packaged_parameters_are_learned_from_the_other_companies_of_this_record() -> None:
    from headframe.vocabulary.company import companies

    view = Record().view()
    others = [policy_evidence(view, ticker) for ticker in sorted(companies()) if ticker != "RIOT"]
    learned = learn([evidence for evidence in others if evidence])
    packaged = row_of("RIOT", parameters_for("RIOT"))
    for name, text in row_of("RIOT", learned).items():
        if name != "company":
            assert float(text) == pytest.approx(float(packaged[name]), abs=2e-3), name


def test_the_packaged_threshold_keeps_its_promise_on_fresh_companies() -> None:
    rate = false_alarms_per_decade(parameters_for("MARA"), [threshold_for("MARA", 1.0)], 12, seed=7)[0]
    assert rate < 2.5
