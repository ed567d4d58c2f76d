"""Companies, worlds and rules that cannot be, each refused with the field and the fix."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from headframe.economics.company_tables import company_tables
from headframe.economics.kernel_inputs import engine_inputs
from headframe.economics.miner import Debt, DebtKind, Miner
from headframe.economics.risk import conditional_value_at_risk
from headframe.economics.rules import Rule, rule_named
from headframe.economics.simulate import simulate
from headframe.ground.errors import HeadframeError, InputRefused, UsageProblem
from headframe.ground.period import Period
from headframe.vocabulary.assumptions import packaged_assumptions
from northfield import build, lease, made_up_parameters, made_up_world, northfield, option

LATE = Period.month(2030, 1)
MINERS: list[tuple[Callable[[], Miner], str]] = [
    (lambda: northfield(opening=Period.month(2026, 5)), "opening"),
    (lambda: northfield(cash_floor_usd=-1.0), "cash_floor_usd"),
    (lambda: northfield(cash_usd=float("nan")), "cash_usd"),
    (lambda: northfield(uptime=1.2), "uptime"),
    (lambda: northfield(credits_usd_by_month_of_year=(0.0,) * 11), "credits_usd_by_month_of_year"),
    (lambda: northfield(projects=(option(0, mining_mw_displaced=900.0),)), "projects"),
    (lambda: northfield(projects=(build(start=None),)), "start"),
    (lambda: northfield(projects=(build(rent_usd_per_kw_month=0.0),)), "rent_usd_per_kw_month"),
    (lambda: northfield(projects=(build(mw_it=90.0),)), "mw_it"),
    (lambda: northfield(projects=(lease(spent_usd=600e6),)), "spent_usd"),
    (lambda: northfield(projects=(build(chips_usd=1e6),)), "chips_usd"),
    (lambda: northfield(debts=(Debt("old", DebtKind.TERM, 1e6, 0.1, Period.month(2026, 6)),)), "debts.old"),
    (lambda: northfield(debts=(Debt("odd", DebtKind.TERM, 1e6, 0.1, LATE, ((LATE, 2e6),)),)), "debts.odd"),
    (lambda: northfield(debts=(Debt("bare", DebtKind.CONVERTIBLE, 1e6, 0.1, LATE),)), "debts.bare"),
    (
        lambda: northfield(debts=(Debt("air", DebtKind.BITCOIN_BACKED, 1e6, 0.1, LATE),), bitcoin_pledged_btc=0.0),
        "debts.air",
    ),
]


@pytest.mark.parametrize(("made", "field"), MINERS, ids=[field for _, field in MINERS])
def test_a_miner_that_cannot_be_is_refused_by_its_field(made: Callable[[], Miner], field: str) -> None:
    with pytest.raises(InputRefused) as refused:
        company_tables(made(), made_up_parameters(), made_up_world(12), packaged_assumptions())
    assert field in refused.value.where and refused.value.next


def test_a_world_that_holds_no_number_is_refused_by_its_table() -> None:
    holed = made_up_world(12, power_level=np.full(13, np.nan))
    tables = company_tables(northfield(), made_up_parameters(), holed, packaged_assumptions())
    with pytest.raises(InputRefused, match="none") as refused:
        engine_inputs(made_up_parameters(), holed, tables, Rule(), 7)
    assert refused.value.where == "worlds.months"


@pytest.mark.parametrize(
    "wrong", [{"sell_share_of_production": 1.5}, {"fund_ahead_months": -1.0}, {"start_cover": -2.0}]
)
def test_a_rule_that_nobody_could_follow_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InputRefused):
        Rule(**wrong)


def test_an_unknown_policy_is_refused_with_a_near_one() -> None:
    with pytest.raises(UsageProblem, match="hold-all"):
        rule_named("hold-al", packaged_assumptions())


@pytest.mark.parametrize("counts", [{"paths": 0}, {"paths": 10, "workers": 0}, {"paths": 11, "antithetic": True}])
def test_a_number_of_paths_or_workers_that_cannot_be_is_refused(counts: dict[str, int]) -> None:
    with pytest.raises(UsageProblem):
        simulate(northfield(), made_up_parameters(), made_up_world(3), packaged_assumptions(), Rule(), seed=7, **counts)


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(UsageProblem):
        simulate(northfield(), made_up_parameters(), made_up_world(3), packaged_assumptions(), Rule(), paths=8, seed=-1)


def test_books_that_do_not_balance_are_a_bug_and_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    from headframe.economics import simulate as module

    monkeypatch.setattr(module, "BREACH", -1.0)
    with pytest.raises(HeadframeError) as broken:
        simulate(northfield(), made_up_parameters(), made_up_world(3), packaged_assumptions(), Rule(), paths=8, seed=7)
    assert broken.value.exit_code == 70


@pytest.mark.parametrize("tail", [0.0, -0.1, 1.1, float("nan")])
def test_a_tail_outside_nothing_to_all_is_refused(tail: float) -> None:
    with pytest.raises(UsageProblem):
        conditional_value_at_risk(np.ones(3), tail)
