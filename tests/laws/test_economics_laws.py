"""What must hold of the engine on every path, for any rule, block, number of workers and seed."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headframe.economics.company_tables import CompanyTables, company_tables
from headframe.economics.kernel_inputs import EngineInputs, engine_inputs
from headframe.economics.kernel_rows import END_FIELDS, LANES
from headframe.economics.lines import CASH_SIGNS, COIN_SIGNS, DEBT_SIGNS, LINES, Books
from headframe.economics.miner import Miner
from headframe.economics.reference import forecast_path
from headframe.economics.reference_world import central_path, drawn_path
from headframe.economics.rules import BOUNDS, NEVER, Rule
from headframe.economics.simulate import run, value_of_rule
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.worlds.parameters import Floats, WorldParameters, WorldTables
from northfield import lease, made_up_parameters, made_up_world, northfield, option

MONTHS = 72
EXACT = 1e-9
PARAMETERS, WORLD = made_up_parameters(), made_up_world(MONTHS)
RULES = st.builds(
    Rule,
    sell_share_of_production=st.floats(*BOUNDS["sell_share_of_production"]),
    sell_above_usd_per_btc=st.floats(5e4, 3e5),
    sell_above_share=st.floats(0, 1),
    fund_ahead_months=st.sampled_from([0.0, 2.5, 12.0]),
    programme_first=st.sampled_from([0.0, 1.0]),
    start_rent_usd_per_kw_month=st.sampled_from([90.0, 130.0, NEVER]),
    start_cover=st.floats(0, 2),
)
MINERS = st.sampled_from(
    [
        northfield(),
        northfield(bitcoin_free_btc=50.0, bitcoin_pledged_btc=3_600.0),
        northfield(projects=(lease(), option(0), option(1)), cash_usd=60e6, atm_remaining_usd=0.0),
        northfield(debts=(), projects=(), blocks=()),
    ]
)
FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


def laid_out(miner: Miner, rule: Rule, seed: int = 7, **how: bool) -> tuple[CompanyTables, EngineInputs]:
    tables = company_tables(miner, PARAMETERS, WORLD, packaged_assumptions())
    return tables, engine_inputs(PARAMETERS, WORLD, tables, rule, seed, **how)


def single_paths(made: EngineInputs, tables: CompanyTables, first: int, count: int) -> tuple[Floats, Floats]:
    """Return every line and every end of each path, straight from the engine."""
    from headframe.economics.kernel import run_paths

    ends = np.zeros((len(END_FIELDS) + 11 + 4 * len(tables.projects), count))
    lines = np.zeros((len(LINES), MONTHS, count))
    sums, laws = np.zeros((MONTHS, len(LINES))), np.zeros(6)
    run_paths(made, first, count, sums, np.zeros((2, len(ends))), laws, lines, np.arange(len(LINES)), ends)
    return lines, ends


def reference(tables: CompanyTables, rule: Rule, path: int, seed: int = 7) -> Books:
    count, chance = len(tables.projects), tables.terms.arrival_chance
    return forecast_path(tables, WORLD.shapes, drawn_path(PARAMETERS, WORLD, count, chance, seed, path), rule)


def assert_same(books: Books, lines: Floats, ends: Floats) -> None:
    for at, line in enumerate(books.lines):
        for row, (name, ours) in enumerate(asdict(line).items()):
            small = 1e-3 if name.endswith("_usd") else 1e-6
            assert lines[row, at] == pytest.approx(ours, rel=EXACT, abs=small), (name, at)
    whole = (books.value_usd, books.end_equity_usd, books.value_per_share_usd)
    assert ends[:3] == pytest.approx(whole, rel=EXACT)
    assert ends[len(END_FIELDS) :] == pytest.approx(list(books.parts_usd.values()), rel=EXACT, abs=1e-3)


@FEW
@given(MINERS, RULES, st.integers(0, 1000))
def test_the_engine_equals_the_reference_on_a_path(miner: Miner, rule: Rule, path: int) -> None:
    tables, made = laid_out(miner, rule)
    first = path // LANES * LANES
    lines, ends = single_paths(made, tables, first, LANES)
    assert_same(reference(tables, rule, path), lines[:, :, path - first], ends[:, path - first])


@FEW
@given(MINERS, RULES)
def test_without_chance_every_path_is_the_forecast(miner: Miner, rule: Rule) -> None:
    tables, made = laid_out(miner, rule, chance=False)
    path = central_path(PARAMETERS, WORLD, len(tables.projects), tables.terms.arrivals_per_month)
    lines, ends = single_paths(made, tables, 0, LANES)
    assert_same(forecast_path(tables, WORLD.shapes, path, rule), lines[:, :, 0], ends[:, 0])
    assert (lines == lines[:, :, :1]).all()


@FEW
@given(MINERS, RULES, st.integers(0, 2**31))
def test_bitcoin_cash_debt_megawatts_shares_and_value_are_conserved_on_every_path(
    miner: Miner, rule: Rule, seed: int
) -> None:
    tables, made = laid_out(miner, rule, seed)
    found = run(made, tables, rule, paths=2000, seed=seed)
    assert max(found.laws.values()) <= EXACT
    gaps = np.abs(found.ends.parts_usd.sum(axis=0) - found.ends.value_usd)
    assert (gaps <= EXACT * np.maximum(np.abs(found.ends.value_usd), 1e6)).all()


@FEW
@given(MINERS, RULES, st.integers(0, 1000))
def test_the_reference_conserves_what_its_lines_say(miner: Miner, rule: Rule, path: int) -> None:
    tables, _ = laid_out(miner, rule)
    books = reference(tables, rule, path)
    opening = books.opening
    coins, cash = opening.bitcoin_free_btc + opening.bitcoin_pledged_btc, opening.cash_usd
    debt, shares = opening.debt_usd, opening.shares
    for line in books.lines:
        coins += sum(sign * getattr(line, name) for name, sign in COIN_SIGNS.items())
        cash += sum(sign * getattr(line, name) for name, sign in CASH_SIGNS.items())
        debt += sum(sign * getattr(line, name) for name, sign in DEBT_SIGNS.items())
        shares += line.shares_issued
        assert coins == pytest.approx(line.bitcoin_free_btc + line.bitcoin_pledged_btc, rel=EXACT, abs=1e-6)
        assert cash == pytest.approx(line.cash_usd, rel=EXACT)
        assert debt == pytest.approx(line.debt_usd, rel=EXACT, abs=1e-2)
        assert shares == pytest.approx(line.shares, rel=EXACT)
        assert line.mining_mw + line.displaced_mw == pytest.approx(tables.terms.developed_mw, rel=EXACT)
    assert sum(books.parts_usd.values()) == pytest.approx(books.value_usd, rel=EXACT)


@FEW
@given(RULES, st.integers(1, 40), st.booleans())
def test_a_path_is_the_same_in_whatever_block_it_is_worked(rule: Rule, blocks: int, antithetic: bool) -> None:
    tables, made = laid_out(northfield(), rule, antithetic=antithetic)
    lines, ends = single_paths(made, tables, 0, 40 * LANES)
    first, count = blocks * LANES - LANES, LANES - 3
    part, part_ends = single_paths(made, tables, first, count)
    assert (part == lines[:, :, first : first + count]).all()
    assert (part_ends == ends[:, first : first + count]).all()


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_the_numbers_are_the_same_for_any_number_of_workers(workers: int) -> None:
    tables, made = laid_out(northfield(), Rule())
    alone = run(made, tables, Rule(), paths=9000, seed=7, workers=1)
    found = run(made, tables, Rule(), paths=9000, seed=7, workers=workers)
    assert found.end_means == alone.end_means and found.fingerprint == alone.fingerprint
    assert all((found.means[name] == alone.means[name]).all() for name in LINES)
    assert (found.ends.value_usd == alone.ends.value_usd).all()


def test_more_paths_leave_the_first_ones_as_they_were() -> None:
    tables, made = laid_out(northfield(), Rule())
    few, many = (run(made, tables, Rule(), paths=paths, seed=7).ends.value_usd for paths in (1000, 5000))
    assert (many[:1000] == few).all()


@FEW
@given(RULES)
def test_the_value_of_a_rule_is_that_of_its_simulation(rule: Rule) -> None:
    tables, made = laid_out(northfield(), Rule())
    quick = value_of_rule(made, tables, rule, paths=1500)
    whole = run(laid_out(northfield(), rule)[1], tables, rule, paths=1500, seed=7)
    assert (quick == whole.ends.value_per_share_usd).all()


def test_opposite_paths_have_opposite_prices_where_volatility_is_steady() -> None:
    steady = made_up_parameters(variance_volatility=0.0, variance_variance=0.0, variance_start=0.0)
    tables = company_tables(northfield(), steady, WORLD, packaged_assumptions())
    made = engine_inputs(steady, WORLD, tables, Rule(), 7, antithetic=True)
    lines, _ = single_paths(made, tables, 0, LANES)
    prices = np.log(lines[LINES.index("price_usd_per_btc")])
    pairs = prices[:, 0::2] + prices[:, 1::2]
    assert pairs == pytest.approx(np.broadcast_to(pairs[:, :1], pairs.shape))


@pytest.mark.parametrize("changes", [{"network_same_month": False}, {"network_tail": 0.0, "spike_probability": 0.9}])
def test_the_engine_follows_the_world_that_it_is_given(changes: dict[str, float]) -> None:
    parameters: WorldParameters = made_up_parameters(**changes)
    world: WorldTables = WORLD
    tables = company_tables(northfield(), parameters, world, packaged_assumptions())
    lines, ends = single_paths(engine_inputs(parameters, world, tables, Rule(), 3), tables, 0, 8)
    path = drawn_path(parameters, world, len(tables.projects), tables.terms.arrival_chance, 3, 5)
    assert_same(forecast_path(tables, world.shapes, path, Rule()), lines[:, :, 5], ends[:, 5])
