"""Valuations, bridges and unknowns that cannot be answered are refused with what to do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from headframe.cli.main import main
from headframe.economics.build_miner import build_miner, miner_of
from headframe.economics.profile import profile_of, template
from headframe.economics.simulated import simulate_company
from headframe.ground.errors import HeadframeError, InputRefused, NotEnoughData, UsageProblem
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.worth.bridge import bridge_worth
from headframe.worth.priced_in import priced_in
from headframe.worth.priced_in_root import Unknown, interval_of, root_of, value_rises
from headframe.worth.share_value import Draw
from headframe.worth.worth import price_of, value_parts

VIEW, HELD = Record().view(), packaged_assumptions()
RIOT = build_miner(VIEW, "RIOT", HELD)
FEW = Draw(paths=64, months=12)
BELIEF = Unknown("ai.extra_mw_it", "more megawatts", 0.0, 10.0)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    assert main([*arguments, "--form", "json"]) in (2, 3, 4)
    found: dict[str, str] = json.loads(capsys.readouterr().err)
    return found


@pytest.mark.parametrize("price", [0.0, -13.5, float("nan"), float("inf")])
def test_a_price_that_is_not_above_zero(price: float) -> None:
    with pytest.raises(InputRefused):
        value_parts(VIEW, RIOT, HELD, price_usd=price, paths=20, months=12)
    with pytest.raises(InputRefused):
        price_of(VIEW, RIOT, price)


def test_a_price_below_zero_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert "share price" in refused(capsys, "priced-in", "RIOT", "--price", "-1", "--policy", "hold-all")["what"]


@pytest.mark.parametrize("paths", [0, -5, 65_537])
def test_paths_that_cannot_be_kept_one_by_one(paths: int) -> None:
    with pytest.raises(UsageProblem, match="paths"):
        value_parts(VIEW, RIOT, HELD, paths=paths, months=12)


@pytest.mark.parametrize("months", [0, 241])
def test_a_horizon_that_cannot_be_carried(months: int) -> None:
    with pytest.raises(UsageProblem, match="months"):
        value_parts(VIEW, RIOT, HELD, paths=20, months=months)


@pytest.mark.parametrize("tail", [0.0, -0.1, 1.5, float("nan")])
def test_a_tail_that_is_no_fraction_is_refused_before_anything_runs(tail: float) -> None:
    with pytest.raises(UsageProblem, match="tail"):
        simulate_company(VIEW, RIOT, HELD, paths=10_000_000, tail=tail)


def test_a_company_with_missing_fields_names_every_one() -> None:
    with pytest.raises(NotEnoughData, match="bitcoin_held_btc") as told:
        value_parts(VIEW, "WULF", HELD, paths=20)
    assert "efficiency_j_per_th" in str(told.value)


def solved_at(price: float, solve: str = "mw") -> object:
    paid = price_of(VIEW, RIOT, price)
    return priced_in(VIEW, lambda held: build_miner(VIEW, "RIOT", held), HELD, paid, solve, draw=FEW)


@pytest.mark.parametrize(("price", "which"), [(0.01, "less"), (1e6, "more")])
def test_a_price_nothing_gives_is_refused_with_what_the_market_would_have_to_believe(price: float, which: str) -> None:
    with pytest.raises(NotEnoughData, match=f"the market would have to believe in {which} than that"):
        solved_at(price)


def test_an_unknown_that_nobody_can_solve_for() -> None:
    with pytest.raises(UsageProblem, match="mw, usd-per-mw, rent, bitcoin-drift"):
        solved_at(13.5, "hash-price")


def test_a_company_without_open_megawatts_has_no_value_of_one() -> None:
    with pytest.raises(NotEnoughData, match="does not move"):
        paid = price_of(VIEW, build_miner(VIEW, "CLSK", HELD), 10.0)
        priced_in(VIEW, lambda held: build_miner(VIEW, "CLSK", held), HELD, paid, "usd-per-mw", draw=FEW)


def test_a_value_that_turns_back_has_no_one_answer() -> None:
    with pytest.raises(NotEnoughData, match="does not move one way"):
        value_rises(BELIEF, lambda at: (at - 5.0) ** 2, 0.0, 10.0)


def test_a_value_that_jumps_past_the_price_has_no_root() -> None:
    with pytest.raises(NotEnoughData, match="jumps past"):
        root_of(BELIEF, lambda at: 1.0 if at < 3.0 else 2.0, 1.5, 0.0, 10.0)


def test_an_unknown_is_never_told_outside_its_range() -> None:
    found = interval_of(0.1, {0.1: (10.0, 5.0), 1.0: (10.9, 5.0)}, 0.0, 10.0)
    assert (found.low, found.high) == (0.0, 10.0)


@pytest.mark.parametrize("since", [VIEW.as_of, date(2027, 1, 1)])
def test_a_bridge_from_the_same_day_or_a_later_one(since: date) -> None:
    with pytest.raises(UsageProblem, match="is not before"):
        bridge_worth(VIEW, "RIOT", since, draw=FEW)


@pytest.mark.parametrize("option", [("--since", "2026-01-31"), ("--rules", "all"), ("--through",)])
def test_a_private_company_has_no_record_to_look_into(
    option: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "northfield.toml"
    file.write_text(template(), "utf-8")
    assert option[0] in refused(capsys, "worth", str(file), *option, "--policy", "hold-all")["what"]


@pytest.mark.parametrize(
    "options",
    [
        ("--bitcoin-price", "50000"),
        ("--since", "2026-01-31", "--price", "13.5"),
        ("--rules", "all", "--policy", "hold-all"),
        ("--rules", "all", "--scenario", "no-tenants"),
        ("--through", "--months", "12"),
        ("--rules", "all", "--through"),
    ],
)
def test_an_option_the_question_does_not_read(options: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "worth", "RIOT", *options)["where"].startswith("--")


def test_a_plan_that_nobody_saved(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no plan of RIOT is saved" in refused(capsys, "worth", "RIOT", "--policy", "best")["what"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("# owned_share = 0.6 ", "owned_share = 0.0 ", "owned share"),
        ("# owned_share = 0.6 ", "owned_share = 1.2 ", "owned share"),
        ("# minority_share_of_mining = 0.2 ", "minority_share_of_mining = 1.0 ", "minority_share_of_mining"),
        ("# minority_share_of_mining = 0.2 ", "minority_share_of_mining = -0.1 ", "minority_share_of_mining"),
    ],
)
def test_a_share_that_partners_cannot_have(old: str, new: str, field: str) -> None:
    text = template()
    assert old in text
    with pytest.raises(HeadframeError, match=field):
        miner_of(profile_of(text.replace(old, new), "northfield.toml"), VIEW, HELD, "northfield.toml")
