"""Bad curves, correlations and questions are refused in four sentences; nothing of them is used."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.cli.main import main
from headframe.ground.errors import HeadframeError, InputRefused, NotEnoughData, UsageProblem
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.worlds.asked import Asked, asked_world
from headframe.worlds.backtest import backtest
from headframe.worlds.calibrate import calibrate
from headframe.worlds.user_files import BITCOIN, HASH_PRICE, POWER, PRICE_PATH, read_curves

VIEW = Record().view()
FORWARDS = (BITCOIN, POWER, HASH_PRICE)
START = "2026-06"


def months(count: int) -> list[str]:
    return [str(month) for month in calibrate(VIEW, months=count).tables.months[1:]]


def path_file(values: list[str], first: str = START) -> str:
    """Return a made-up price path of Northfield."""
    names = months(len(values))
    assert names[0] == first
    return "month,price_usd_per_btc\n" + "".join(f"{m},{v}\n" for m, v in zip(names, values, strict=True))


def refused(text: str, columns: tuple[str, ...] = (PRICE_PATH,)) -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        read_curves(text, "northfield.csv", columns)
    assert caught.value.next
    assert "northfield.csv" in caught.value.where
    return caught.value


@pytest.mark.parametrize("bad", ["nan", "NaN", "", " ", "inf", "-70000", "0", "70,000 dollars", "seventy", "1e999"])
def test_a_price_that_is_none_is_refused_with_row_and_column(bad: str) -> None:
    text = f'month,price_usd_per_btc\n2026-06,70000\n2026-07,"{bad}"\n2026-08,70000\n'
    assert refused(text).where == "northfield.csv, row 3, column price_usd_per_btc"


def test_a_row_without_its_cell_is_refused() -> None:
    assert "row 3" in refused("month,price_usd_per_btc\n2026-06,70000\n2026-07\n").where


@pytest.mark.parametrize("third", ["2026-09", "2026-06", "2026-07", "2025-08"])
def test_months_with_a_gap_or_out_of_order_are_refused(third: str) -> None:
    text = f"month,price_usd_per_btc\n2026-06,1\n2026-07,1\n{third},1\n"
    problem = refused(text)
    assert problem.where == "northfield.csv, row 4, column month"
    assert "2026-08" in problem.next


@pytest.mark.parametrize("month", ["2026", "2026-13", "June", "", "2026-06-30", "2026-Q2"])
def test_what_is_no_month_is_refused(month: str) -> None:
    assert "row 2" in refused(f"month,price_usd_per_btc\n{month},1\n").where


@pytest.mark.parametrize(
    "text",
    [
        "",
        "month\n2026-06\n",
        "price_usd_per_btc\n1\n",
        "month,price\n2026-06,1\n",
        "month,price_usd_per_btc,price_usd_per_btc\n2026-06,1,2\n",
    ],
)
def test_columns_that_are_not_understood_are_refused(text: str) -> None:
    assert "row 1" in refused(text).where


def test_a_file_without_rows_is_refused() -> None:
    refused("month,price_usd_per_btc\n")


def test_a_path_shorter_than_the_horizon_is_refused() -> None:
    asked = Asked(months=12, price_path=("northfield.csv", path_file(["70000"] * 11)))
    with pytest.raises(InputRefused) as caught:
        asked_world(VIEW, asked, packaged_assumptions())
    assert "row 12" in caught.value.where
    assert "2027-05" in caught.value.what
    assert "fewer months" in caught.value.next


@pytest.mark.parametrize("column", FORWARDS)
def test_a_forward_curve_shorter_than_the_horizon_is_refused(column: str) -> None:
    text = f"month,{column}\n" + "".join(f"{month},50\n" for month in months(5))
    with pytest.raises(InputRefused, match="horizon"):
        asked_world(VIEW, Asked(months=6, curves=("northfield.csv", text)), packaged_assumptions())


def test_a_path_that_starts_too_late_is_refused() -> None:
    rows = "".join(f"{month},70000\n" for month in months(13)[1:])
    asked = Asked(months=12, price_path=("northfield.csv", "month,price_usd_per_btc\n" + rows))
    with pytest.raises(InputRefused) as caught:
        asked_world(VIEW, asked, packaged_assumptions())
    assert START in caught.value.next


NAMES = "price,network,fees,power,rent,variance"


def correlations(first_row: str = "1,0,0,0,0,0", second_row: str = "0,1,0,0,0,0", names: str = NAMES) -> str:
    rows = [first_row, second_row, "0,0,1,0,0,0", "0,0,0,1,0,0", "0,0,0,0,1,0", "0,0,0,0,0,1"]
    down = names.split(",")
    return f",{names}\n" + "".join(f"{name},{row}\n" for name, row in zip(down, rows, strict=False))


def correlation_problem(text: str) -> HeadframeError:
    with pytest.raises(HeadframeError) as caught:
        asked_world(VIEW, Asked(months=6, correlations=("northfield.csv", text)), packaged_assumptions())
    return caught.value


def test_correlations_that_are_whole_are_taken() -> None:
    text = correlations("1,0.5,0,0,0,0", "0.5,1,0,0,0,0")
    world, _ = asked_world(VIEW, Asked(months=6, correlations=("northfield.csv", text)), packaged_assumptions())
    assert world.tables.correlation[0, 1] == 0.5


def test_correlations_that_cannot_be_are_refused_with_eigenvalue_and_fix() -> None:
    text = (
        f",{NAMES}\nprice,1,0.9,-0.9,0,0,0\nnetwork,0.9,1,0.9,0,0,0\nfees,-0.9,0.9,1,0,0,0\n"
        "power,0,0,0,1,0,0\nrent,0,0,0,0,1,0\nvariance,0,0,0,0,0,1\n"
    )
    problem = correlation_problem(text)
    assert "least eigenvalue -0.8" in problem.what
    assert "multiply every off-diagonal entry by 0.555" in problem.next


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (correlations("1,0.5,0,0,0,0"), "row price, column network"),
        (correlations("1,1.5,0,0,0,0", "1.5,1,0,0,0,0"), "row price, column network"),
        (correlations("0.9,0,0,0,0,0"), "row price, column price"),
        (correlations("1,nan,0,0,0,0", "nan,1,0,0,0,0"), "row price, column network"),
        (correlations("1,x,0,0,0,0"), "row 2, column network"),
        (correlations("1,0,0,0,0"), "row 2"),
        (correlations(names="price,network,fees,power,rent,luck"), "northfield.csv"),
        ("", "northfield.csv"),
    ],
)
def test_correlations_that_are_none_are_refused_with_their_place(text: str, words: str) -> None:
    problem = correlation_problem(text)
    assert words in problem.where or words in problem.what
    assert problem.next


@pytest.mark.parametrize("price", [0.0, -1.0, float("nan"), float("inf")])
def test_a_price_now_that_is_none_is_refused(price: float) -> None:
    with pytest.raises(InputRefused):
        asked_world(VIEW, Asked(months=6, price_usd_per_btc=price), packaged_assumptions())


@pytest.mark.parametrize("count", [0, -1, 361])
def test_an_impossible_horizon_is_refused(count: int) -> None:
    with pytest.raises(UsageProblem):
        calibrate(VIEW, months=count)


def test_a_hub_nobody_prints_is_refused() -> None:
    with pytest.raises(UsageProblem, match="HB_PAN"):
        calibrate(VIEW, hub="HB_PAN")


@pytest.mark.parametrize("day", [date(2015, 1, 31), date(2017, 6, 30), date(2021, 6, 30)])
def test_a_day_on_which_too_little_was_known_is_refused(day: date) -> None:
    with pytest.raises(NotEnoughData):
        calibrate(Record().view(day))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("worlds.bitcoin_drift_premum=0.1", 2),
        ("worlds.bitcoin_drift_premium=7", 3),
        ("worlds.bitcoin_drift_premium=nan", 3),
        ("worlds.bitcoin_drift_premium", 2),
    ],
)
def test_an_assumption_that_is_none_is_refused(change: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["worlds", "--months", "6", "--paths", "50", "--set", change]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert "worlds.bitcoin_drift_premium" in told.err


@pytest.mark.parametrize(
    "words", [["--sampling", "luck"], ["--price-path", "nowhere.csv"], ["--seed", "-1"], ["--paths", "0"]]
)
def test_a_question_put_wrongly_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["worlds", "--months", "6", *words]) == 2
    assert "next" in capsys.readouterr().err


def test_a_company_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", "--company", "RIOTT"]) == 2
    assert "RIOT" in capsys.readouterr().err


@pytest.mark.parametrize("day", [date(2019, 6, 30), date(2020, 1, 15)])
def test_a_backtest_before_anything_could_come_is_refused_with_the_first_day(day: date) -> None:
    with pytest.raises(NotEnoughData) as caught:
        backtest(Record().view(day), paths=50)
    assert "2019-12-31" in caught.value.why and caught.value.next
