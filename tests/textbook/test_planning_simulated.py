"""A plan followed on fresh seeds lands where its certificate says."""

from __future__ import annotations

import pytest
from tests.unit.planning.planned import small_lattice, small_miner, small_model, solved

from headframe.ground.missing import Missing
from headframe.planning.company_problem import CompanyProblem, CompanyProcess
from headframe.solver.certificate import certify

PATHS = 60


@pytest.mark.parametrize("risk", [0.0, 0.4])
def test_on_a_fresh_seed_the_plan_is_worth_what_it_was_on_another(risk: float) -> None:
    model = small_model(small_miner(loan_usd=100e6))
    solution = solved(model, small_lattice(model, 6), risk=risk, tail=0.2)
    process = CompanyProcess(CompanyProblem(model), with_level=risk > 0)
    found = [certify(solution, process=process, paths=PATHS, paired=PATHS, draws=64, seed=seed) for seed in (2, 3)]
    values = [each.simulator for each in found]
    assert not any(isinstance(each, Missing) for each in values)
    one, two = (each.value for each in values if not isinstance(each, Missing))
    assert abs(one.mean - two.mean) <= 3 * (one.error**2 + two.error**2) ** 0.5
    for each in found:
        assert each.lower <= each.upper
        assert 0 <= each.gap_lattice < 0.02
