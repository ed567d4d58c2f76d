"""Laws of a share by parts: parts add up, no chance is the plain present value, what is priced in gives the price."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headframe.economics.ahead import look_ahead
from headframe.economics.build_miner import build_miner
from headframe.economics.kernel_inputs import engine_inputs
from headframe.economics.miner import Debt, DebtKind, Miner
from headframe.economics.reference import forecast_path
from headframe.economics.reference_world import central_path
from headframe.economics.rules import Rule
from headframe.economics.simulate import run
from headframe.record.record import Record
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.worth.bridge import bridge_worth
from headframe.worth.dilution import Capital, Convertible, Warrant, diluted_worth
from headframe.worth.path_ends import drawn_ends, middle_ends
from headframe.worth.path_prices import claims_of_price, path_prices
from headframe.worth.priced_in import priced_in
from headframe.worth.share_value import Draw, valuation_of
from headframe.worth.valuation import capital_of_miner, value_ends, without_notes
from headframe.worth.worth import price_of, value_parts

VIEW, HELD = Record().view(), packaged_assumptions()
COMPANIES = ("CLSK", "MARA", "RIOT")
FEW = Draw(paths=128, months=24)
STARTS = Rule(start_rent_usd_per_kw_month=0.0)
money = st.floats(-5e9, 5e10)


@cache
def miner(company: str) -> Miner:
    return build_miner(VIEW, company, HELD)


def mean(company: Miner, held: Assumptions = HELD, rule: Rule | None = None) -> float:
    return float(valuation_of(VIEW, company, held, rule or Rule(), FEW).prices.mean())


@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize("rule", [Rule(), STARTS])
def test_parts_add_up_to_the_shares_on_every_path(company: str, rule: Rule) -> None:
    found = valuation_of(VIEW, miner(company), HELD, rule, FEW)
    whole = np.sum([group.usd for group in found.groups], axis=0)
    size = np.sum([np.abs(group.usd) for group in found.groups], axis=0)
    assert np.all(np.abs(whole - found.prices * found.shares) <= 1e-9 * size)


@pytest.mark.parametrize("company", COMPANIES)
def test_parts_by_share_add_up_to_the_answer(company: str) -> None:
    told = value_parts(VIEW, miner(company), HELD, paths=FEW.paths, months=FEW.months)
    for case in (told.middle, told.drawn):
        parts = sum(part.per_share.value for part in case.parts)
        size = sum(abs(part.per_share.value) for part in case.parts)
        assert parts == pytest.approx(case.value_per_share.value, abs=1e-9 * size)


@pytest.mark.parametrize("company", COMPANIES)
def test_without_chance_every_path_is_the_present_value_of_the_middle_one(company: str) -> None:
    plain = without_notes(miner(company))
    ahead = look_ahead(VIEW, plain, HELD, 36)
    parameters, world = ahead.world.parameters, ahead.world.tables
    made = engine_inputs(parameters, world, ahead.tables, Rule(), 7, chance=False)
    result = run(made, ahead.tables, Rule(), paths=8, seed=7)
    path = central_path(parameters, world, len(ahead.tables.projects), ahead.tables.terms.arrivals_per_month)
    books = forecast_path(ahead.tables, world.shapes, path, Rule())
    middle = middle_ends(ahead, Rule())
    assert result.ends.value_usd == pytest.approx(np.full(8, books.value_usd), rel=1e-9)
    assert pytest.approx(np.repeat(middle.parts_usd, 8, axis=0), rel=1e-9, abs=1.0) == result.ends.parts_usd.T
    assert result.ends.raised_usd == pytest.approx(np.full(8, middle.raised_usd[0]), rel=1e-9, abs=1.0)


def with_note(conversion_price: float) -> Miner:
    """RIOT with one made-up note in place of its own."""
    plain = without_notes(miner("RIOT"))
    note = Debt("note", DebtKind.CONVERTIBLE, 5e8, 0.0, plain.opening, conversion_price_usd=conversion_price)
    return replace(plain, debts=(*plain.debts, note))


def test_a_convertible_far_out_of_the_money_is_its_principal() -> None:
    none, some = (valuation_of(VIEW, each, HELD, Rule(), FEW) for each in (with_note(1e30), with_note(1e6)))
    assert none.prices == pytest.approx(some.prices, rel=1e-9)
    paid = next(group.usd for group in some.groups if group.name == "convertibles and awards")
    awards = 1_996_391.0 * some.prices
    alive = some.prices > 0
    assert paid[alive] == pytest.approx(-(5e8 + awards[alive]), rel=1e-6)


def test_a_convertible_far_in_the_money_is_its_shares() -> None:
    cheap, plain = with_note(0.01), without_notes(miner("RIOT"))
    found, base = (valuation_of(VIEW, each, HELD, Rule(), FEW) for each in (cheap, plain))
    added = 5e8 / 0.01
    awards = sum(each.shares for each in capital_of_miner(VIEW, plain).warrants)
    far = base.prices * (base.shares + awards) > 1e9
    diluted = base.prices * (base.shares + awards) / (base.shares + awards + added)
    assert far.any()
    assert found.prices[far] == pytest.approx(diluted[far], rel=1e-9)


@given(st.lists(money, min_size=1, max_size=8), st.floats(1e6, 1e9), st.floats(1.0, 60.0), st.floats(0.0, 3e9))
def test_prices_of_paths_are_those_of_the_fixed_point(
    values: list[float], shares: float, conversion: float, principal: float
) -> None:
    capital = Capital(1.0, (Convertible("note", principal, conversion, 2 * conversion),), (Warrant("right", 1e6, 5.0),))
    found = path_prices(capital, np.array(values), np.full(len(values), shares))
    plain = [diluted_worth(replace(capital, shares_basic=shares), value).price_usd for value in values]
    assert found == pytest.approx(plain, rel=1e-9, abs=1e-9)
    owned = found * shares + claims_of_price(capital, found)
    covered = found > 0
    assert owned[covered] == pytest.approx(np.array(values)[covered], rel=1e-9)


@pytest.mark.parametrize("company", COMPANIES)
def test_more_cash_never_lowers_the_value_of_a_share(company: str) -> None:
    richer = replace(miner(company), cash_usd=miner(company).cash_usd + 1e8)
    assert mean(richer) >= mean(miner(company))


@pytest.mark.parametrize("solve", ["mw", "usd-per-mw", "rent", "bitcoin-drift"])
def test_worth_with_what_is_priced_in_gives_the_price(solve: str) -> None:
    rule = STARTS if solve == "rent" else Rule()
    base = mean(miner("RIOT"), HELD, rule)
    price = price_of(VIEW, miner("RIOT"), round(base * 1.15, 2))
    told = priced_in(VIEW, lambda held: build_miner(VIEW, "RIOT", held), HELD, price, solve, rule=rule, draw=FEW)
    held = HELD.with_changes({told.assumption: told.solved.value})
    again = value_parts(VIEW, "RIOT", held, rule=rule, paths=FEW.paths, months=FEW.months, seed=FEW.seed)
    assert again.drawn.value_per_share.value == pytest.approx(price.value, rel=1e-6)
    assert told.solved.interval.low < told.solved.value < told.solved.interval.high and told.rises
    assert told.value_as_assumed.value == pytest.approx(base, rel=1e-12)


@pytest.mark.parametrize("company", ["MARA", "RIOT"])
def test_the_steps_of_a_bridge_lead_from_one_value_to_the_other(company: str) -> None:
    from datetime import date

    day = date(2026, 2, 28)
    told = bridge_worth(VIEW, company, day, draw=FEW)
    assert told.start.value + sum(step.change.value for step in told.steps) == pytest.approx(told.end.value, abs=1e-9)
    assert told.end.value == pytest.approx(mean(miner(company)), rel=1e-12)
    then = VIEW.earlier(day)
    before = valuation_of(then, build_miner(then, company, HELD), HELD, Rule(), FEW)
    assert told.start.value == pytest.approx(float(before.prices.mean()), rel=1e-12)


def test_the_same_seed_gives_the_same_worlds_and_another_gives_others() -> None:
    ahead = look_ahead(VIEW, without_notes(miner("RIOT")), HELD, 12)
    one, same, other = (drawn_ends(ahead, Rule(), 64, seed) for seed in (7, 7, 8))
    assert np.array_equal(one.parts_usd, same.parts_usd)
    assert not np.array_equal(one.parts_usd, other.parts_usd)


def test_what_others_own_grows_with_the_worth_of_the_company() -> None:
    capital = capital_of_miner(VIEW, miner("RIOT"))
    ahead = look_ahead(VIEW, without_notes(miner("RIOT")), HELD, 12)
    ends = drawn_ends(ahead, Rule(), 64, 7)
    richer = replace(ends, raised_usd=ends.raised_usd + 1e9)
    poor, rich = (value_ends(miner("RIOT"), capital, each) for each in (ends, richer))
    assert np.all(rich.prices >= poor.prices)
