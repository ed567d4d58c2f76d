"""What cannot be right is refused, and a failed stage says what would have to give."""

from __future__ import annotations

import pickle

import highspy
import numpy as np
import pytest

from headframe.ground.errors import InputRefused, UsageProblem
from headframe.solver.certificate import certify
from headframe.solver.cuts import Cuts
from headframe.solver.draft import Draft
from headframe.solver.failures import StageInfeasible, StageUnbounded
from headframe.solver.lattice import Lattice
from headframe.solver.pieces import Pieces
from headframe.solver.problem import Problem
from headframe.solver.quantize import quantize
from headframe.solver.solve import Limits, solve
from headframe.solver.stage_model import StageModel

COIN = Lattice.of("price", [[1.0], [0.5, 2.0], [0.25, 1.0, 4.0]], [[[0.5, 0.5]], [[0.5, 0.5, 0.0], [0.0, 0.5, 0.5]]])
FEW = Limits(seconds=1e9, trials=5)


class Cash(Problem):
    """Made up: cash that must stay above a floor, with spending that must be met."""

    states, start, discounts = ("cash",), np.array([10.0]), (1.0, 1.0)
    floor, spending, gain = 2.0, 3.0, 0.0

    def program(self, stage, drivers):
        draft = Draft(self.states)
        draft.carry("cash", low=self.floor)
        draft.control("borrowed", high=1.0, reward=-0.1)
        draft.control("printed", high=float("inf") if self.gain else 0.0, reward=self.gain)
        draft.row("cash account", {"cash'": 1, "cash": -1, "borrowed": -1}, equals=-self.spending)
        return draft.program()

    def terminal(self, drivers):
        return Pieces.of((0.0, [1.0]))

    def value_bounds(self, stage):
        return -100.0, 100.0


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([[[0.5, 0.4]]], "sum to 0.9"),
        ([[[1.5, -0.5]]], "negative"),
        ([[[float("nan"), 1.0]]], "no number"),
        ([[[1.0]]], "do not fit"),
    ],
)
def test_probabilities_that_cannot_be_are_refused(rows: list[list[list[float]]], said: str) -> None:
    with pytest.raises(InputRefused, match=said):
        Lattice.of("price", [[1.0], [0.5, 2.0]], rows)


def test_a_lattice_starts_from_one_node() -> None:
    with pytest.raises(InputRefused, match="one node"):
        Lattice.of("price", [[1.0, 2.0], [1.0]], [[[1.0], [1.0]]])


def test_a_node_that_forgot_its_uncertainty_is_seen() -> None:
    stuck = Lattice.of("price", [[1.0], [0.5, 2.0], [0.5, 2.0]], [[[0.5, 0.5]], [[1.0, 0.0], [0.5, 0.5]]])
    assert stuck.certain_moves == ((1, 0, 0),)


@pytest.mark.parametrize(("risk", "tail"), [(-0.1, 0.5), (1.1, 0.5), (0.5, 0.0), (0.5, 1.2), (float("nan"), 0.5)])
def test_a_weight_or_tail_outside_its_range_is_refused(risk: float, tail: float) -> None:
    with pytest.raises(UsageProblem):
        solve(Cash(), COIN, risk=risk, tail=tail, limits=FEW)


def test_a_floor_that_cannot_be_kept_is_named_with_what_is_missing() -> None:
    problem = Cash()
    problem.floor = 9.5
    with pytest.raises(StageInfeasible) as caught:
        solve(problem, COIN, limits=FEW)
    failure = caught.value
    assert (failure.stage, failure.node, failure.states) == (0, 0, {"cash": 10.0})
    by = {relaxation.name: relaxation.by for relaxation in failure.relaxations}
    assert by == pytest.approx({"cash carried out": 1.5, "cash account": 1.5, "borrowed": 1.5})
    assert all(relaxation.enough_alone for relaxation in failure.relaxations)
    assert "cash carried out by 1.5" in str(failure)


def test_a_later_stage_that_fails_says_that_the_plan_came_there() -> None:
    problem = Cash()
    problem.spending = 5.0
    with pytest.raises(StageInfeasible, match="stage 1, node") as caught:
        solve(problem, COIN, limits=FEW)
    assert "another might not come here" in str(caught.value)


def test_a_failed_stage_is_saved_so_that_another_solver_can_read_it(tmp_path) -> None:
    problem = Cash()
    problem.floor = 9.5
    with pytest.raises(StageInfeasible) as caught:
        solve(problem, COIN, limits=FEW)
    saved = tmp_path / "stage.lp"
    saved.write_text(caught.value.saved, "utf-8")
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(str(saved)) == highspy.HighsStatus.kOk
    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible


def test_a_failure_keeps_its_parts_between_processes() -> None:
    problem = Cash()
    problem.floor = 9.5
    with pytest.raises(StageInfeasible) as caught:
        solve(problem, COIN, limits=FEW, paths=2, workers=2)
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value) and again.relaxations == caught.value.relaxations


def test_gain_without_end_is_named() -> None:
    problem = Cash()
    problem.gain = 1.0
    with pytest.raises(StageUnbounded, match="printed"):
        solve(problem, COIN, limits=FEW)


def test_cuts_of_another_problem_are_refused() -> None:
    cuts = solve(Cash(), COIN, limits=FEW).cuts
    other = Cash()
    other.floor = 1.0
    with pytest.raises(InputRefused, match="another problem"):
        solve(other, COIN, limits=FEW, cuts=cuts)
    with pytest.raises(InputRefused, match="no set of cuts"):
        Cuts.from_json({"schema": "something else"})


def test_a_certificate_on_the_plans_own_paths_is_refused() -> None:
    with pytest.raises(UsageProblem, match="another seed"):
        certify(solve(Cash(), COIN, limits=FEW, seed=1), seed=1)


def test_a_program_names_the_column_it_does_not_have() -> None:
    with pytest.raises(InputRefused, match="'stok'"):
        Draft(states=("stock",)).row("account", {"stok": 1.0}, equals=0)


def test_whole_numbers_need_bounds() -> None:
    draft = Draft(states=("stock",))
    draft.control("plants", whole=True)
    with pytest.raises(InputRefused, match="whole-number"):
        draft.program()


def test_bounds_that_cross_are_refused_by_name() -> None:
    draft = Draft(states=("stock",))
    draft.carry("stock", low=3.0, high=2.0)
    with pytest.raises(InputRefused, match="stock has bounds 3 to 2"):
        draft.program()


def test_too_few_paths_for_the_nodes_are_refused() -> None:
    with pytest.raises(UsageProblem, match="too few"):
        quantize(np.ones((50, 3, 1)), ["price"], 10)


def test_paths_from_different_beginnings_are_refused() -> None:
    paths = np.ones((500, 3, 1))
    paths[0, 0] = 2.0
    with pytest.raises(InputRefused, match="today is known"):
        quantize(paths, ["price"], 3)


def test_a_status_that_is_not_optimal_is_solved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    model = StageModel(Cash().program(0, np.ones(1)), 1.0, 100.0, 0, 0)
    model.add_cuts(np.array([0.0]), np.array([[1.0]]))
    expected = model.solve(np.array([10.0]))
    model.highs.setOptionValue("simplex_iteration_limit", 0)
    model.highs.clearSolver()
    ran = []
    run = model.highs.run

    class Once:
        def __getattr__(self, name):
            if name == "run":
                return self.run
            return getattr(highs, name)

        def run(self):
            ran.append(1)
            if len(ran) == 2:
                highs.setOptionValue("simplex_iteration_limit", 2147483647)
            return run()

    highs = model.highs
    model.highs = Once()
    assert model.solve(np.array([10.0])) == pytest.approx(expected)
    assert len(ran) >= 2
