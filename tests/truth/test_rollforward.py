"""The roll-forward's known cases, worked by hand in the design from the printed figures."""

from __future__ import annotations

import pytest

from headframe.accounts.rollforward import Reconciliation, Step, Verdict, reconcile
from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure


@pytest.fixture(scope="module")
def riot() -> Reconciliation:
    return reconcile(Record().view(), "RIOT")


@pytest.fixture(scope="module")
def mara() -> Reconciliation:
    return reconcile(Record().view(), "MARA")


def step_to(told: Reconciliation, day: str) -> Step:
    return next(step for step in told.steps if step.end == day)


def value(figure: Figure | Missing) -> float:
    assert isinstance(figure, Figure), figure
    return figure.value


@pytest.mark.parametrize(
    ("day", "residual"),
    [("2025-11-30", -1), ("2025-12-31", -5), ("2023-12-31", -25), ("2025-01-31", -28), ("2025-06-30", -4)],
)
def test_riots_residuals(riot: Reconciliation, day: str, residual: int) -> None:
    assert round(value(step_to(riot, day).residual)) == residual


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2025-11-30", Verdict.CLOSES),
        ("2025-12-31", Verdict.WITHIN_USUAL),
        ("2025-06-30", Verdict.WITHIN_USUAL),
        ("2025-01-31", Verdict.UNEXPLAINED),
    ],
)
def test_riots_verdicts(riot: Reconciliation, day: str, verdict: Verdict) -> None:
    assert step_to(riot, day).verdict is verdict


def test_november_2025_was_expected_to_close_at_19369(riot: Reconciliation) -> None:
    assert value(step_to(riot, "2025-11-30").expected) == 19_369


def test_december_2025_was_expected_to_close_at_18010(riot: Reconciliation) -> None:
    assert value(step_to(riot, "2025-12-31").expected) == 18_010


def test_the_sale_of_may_2025_is_implied_by_its_proceeds_and_price(riot: Reconciliation) -> None:
    # 51.3M at about 102,591 a coin is 500; with June's 397 that makes 897.
    assert round(value(step_to(riot, "2025-06-30").sold)) == 897


def test_2023_leaves_53_which_the_filing_explains_to_the_coin(riot: Reconciliation) -> None:
    year = next(said for said in riot.explanations if str(said.period) == "2023")
    assert (year.residuals, value(year.received), value(year.paid), year.left_over) == (-53, -21, 32, 0)


def test_riots_second_quarter_of_2026_states_the_net_change_as_the_sale(riot: Reconciliation) -> None:
    step = step_to(riot, "2026-06-30")
    assert "states the net change as the sale" in step.flags[0]
    assert value(step.sold_implied) in (5_886, 5_887)


def test_mara_sold_20766_in_the_first_quarter_of_2026_by_the_identity(mara: Reconciliation) -> None:
    step = step_to(mara, "2026-03-31")
    assert value(step.sold_implied) == 20_766
    assert "15,133" in " ".join(step.flags)


def test_a_purchase_enters_the_month_it_was_made_in(riot: Reconciliation) -> None:
    step = step_to(riot, "2024-12-31")
    assert (value(step.purchased), value(step.residual)) == (5_784, -1)
