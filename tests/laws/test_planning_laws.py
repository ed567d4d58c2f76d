"""What holds for every company that the plan is asked about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.plan_laws import (
    LAWS,
    Law,
    floor_and_margin_call_hold,
    limits_are_worth_something_and_floors_cost,
    no_rule_beats_the_plan,
)
from tests.unit.planning.planned import small_lattice, small_miner, small_model, solved

from headframe.planning.company_model import CompanyModel
from headframe.planning.names import CALL, COINS, EMERGENCY, LINE, REPAID
from headframe.solver.advice import first_decision

LATTICE = small_lattice(small_model(small_miner()))
EXAMPLES = {
    no_rule_beats_the_plan: 25,
    limits_are_worth_something_and_floors_cost: 20,
    floor_and_margin_call_hold: 20,
}
USUAL_EXAMPLES = 12


@st.composite
def models(draw: st.DrawFn) -> CompanyModel:
    miner = small_miner(
        options=draw(st.integers(0, 3)),
        loan_usd=draw(st.sampled_from([0.0, 60e6, 150e6])),
        bitcoin_free_btc=draw(st.floats(0.0, 20_000.0)),
        cash_usd=draw(st.floats(0.0, 900e6)),
        corporate_cost_usd_per_month=draw(st.floats(0.0, 20e6)),
        atm_remaining_usd=draw(st.sampled_from([0.0, 100e6, 500e6])),
    )
    return small_model(miner)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_law_holds_for_every_company(law: Law) -> None:
    @settings(max_examples=EXAMPLES.get(law, USUAL_EXAMPLES), deadline=None)
    @given(models(), st.floats(0.0, 1.0))
    def holds(model: CompanyModel, share: float) -> None:
        assert law(model, LATTICE, share) == 0.0

    holds()


def test_above_its_margin_call_it_sells_coins_and_repays() -> None:
    miner = small_miner(options=0, loan_usd=150e6, bitcoin_free_btc=0.0, bitcoin_pledged_btc=2000.0, cash_usd=0.0)
    model = small_model(miner)
    first = first_decision(solved(model, LATTICE))
    owed, coins, price = first.states[LINE], first.states[COINS], float(LATTICE.values[0][0, 0]) / 1e3
    assert model.call_ltv * price * 2.0 < 150
    assert first.controls[REPAID] > 0
    assert owed <= model.call_ltv * price * coins + 1e-6
    assert first.controls["coins sold 1"] > 0 or first.controls[EMERGENCY] > 0


def test_a_limit_that_is_never_reached_has_no_price() -> None:
    prices = first_decision(solved(small_model(small_miner(loan_usd=1e6)), LATTICE)).prices
    assert prices[CALL] == pytest.approx(0.0, abs=1e-9)
