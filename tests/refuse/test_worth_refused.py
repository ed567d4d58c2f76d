"""Bad closes, prices, holdings and events are refused by day and row; what is missing is named and never zero."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from headframe.cli.main import main
from headframe.ground.errors import HeadframeError, InputRefused, NotEnoughData, UsageProblem
from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.worth.arithmetic import worked_out
from headframe.worth.closes import read_closes
from headframe.worth.dilution import Capital, Convertible, diluted_at
from headframe.worth.event_list import read_events
from headframe.worth.market_returns import daily_returns
from headframe.worth.owners_file import holdings_of_13f, holdings_of_csv
from headframe.worth.rules import run_rules
from headframe.worth.yardsticks import measure_yardsticks

VIEW = Record().view()
DAY = date(2030, 1, 1)
HEAD = "date,ticker,close\n"


@pytest.mark.parametrize("price", [0.0, -13.5, float("nan"), float("inf")])
def test_a_price_that_is_not_above_zero(price: float) -> None:
    with pytest.raises(InputRefused, match="share price"):
        measure_yardsticks(VIEW, "RIOT", price)
    with pytest.raises(HeadframeError):
        diluted_at(Capital(1.0), price if price == price and price < 1e9 else -1.0)


def test_missing_shares_leave_every_multiple_missing_and_say_so() -> None:
    row = measure_yardsticks(VIEW, "BTBT", 3.0).newest
    assert row is not None
    assert isinstance(row.market_value, Missing)
    assert "shares_outstanding" in row.market_value.reason
    assert isinstance(row.mnav, Missing)


@pytest.mark.parametrize(
    ("principal", "price", "cap"), [(-1.0, 10.0, None), (1.0, 0.0, None), (1.0, 10.0, 9.0), (float("nan"), 1.0, None)]
)
def test_a_convertible_that_cannot_be(principal: float, price: float, cap: float | None) -> None:
    with pytest.raises(InputRefused):
        Convertible("note", principal, price, cap)


def test_no_shares_at_all() -> None:
    with pytest.raises(InputRefused, match="shares in issue"):
        Capital(0.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("date,ticker\n2026-01-05,RIOT\n", "no column close"),
        (HEAD, "no rows"),
        (HEAD + "2026-01-05,RIOT,-1\n", "row 2"),
        (HEAD + "2026-01-05,RIOT,\n", "row 2"),
        (HEAD + "2026-01-05,RIOT,nan\n", "row 2"),
        (HEAD + "05.01.2026,RIOT,10\n", "no day"),
        (HEAD + "2026-01-05,RIOT,10\n2026-01-05,RIOT,11\n", "two closes of 2026-01-05"),
        ("date,ticker,close,adj_close\n2026-01-05,RIOT,10,10\n2026-01-06,RIOT,10,\n", "2026-01-06"),
    ],
)
def test_closes_that_cannot_be_right(text: str, words: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_closes(text, "closes.csv", DAY)
    assert words in str(refused.value)


def with_tickers(riot: list[tuple[str, float]], market: list[str]) -> str:
    rows = [f"{day},RIOT,{price}" for day, price in riot]
    rows += [f"{day},{ticker},{100 + at % 3}" for ticker in ("SPY", "NVDA") for at, day in enumerate(market)]
    return HEAD + "\n".join(rows) + "\n"


def test_a_split_names_its_day() -> None:
    days = ["2026-01-05", "2026-01-06", "2026-01-07"]
    text = with_tickers(list(zip(days, (30.0, 31.0, 10.3), strict=True)), days)
    closes = read_closes(text, "closes.csv", DAY, "date,price_usd\n2026-01-05,1\n2026-01-06,1\n2026-01-07,1\n")
    with pytest.raises(InputRefused, match="2026-01-07: a split"):
        daily_returns(closes, "RIOT", packaged_assumptions())


def test_a_hole_in_the_market_names_its_ends() -> None:
    days = ["2026-01-05", "2026-01-06", "2026-01-20"]
    closes = read_closes(
        with_tickers([(day, 10.0) for day in days], days), "closes.csv", DAY, "date,price_usd\n2026-01-05,1\n"
    )
    with pytest.raises(InputRefused, match="between 2026-01-06 and 2026-01-20"):
        daily_returns(closes, "RIOT", packaged_assumptions())


def test_a_hole_in_bitcoin_names_its_ends() -> None:
    days = ["2026-01-05", "2026-01-06", "2026-01-07"]
    text = with_tickers([(day, 10.0) for day in days], days)
    closes = read_closes(text, "closes.csv", DAY, "date,price_usd\n2026-01-05,1\n2026-01-07,1\n")
    with pytest.raises(InputRefused, match="bitcoin has no price between 2026-01-05 and 2026-01-07"):
        daily_returns(closes, "RIOT", packaged_assumptions())


@pytest.mark.parametrize("lacking", ["RIOT", "SPY", "NVDA"])
def test_a_series_that_is_not_there_is_named(lacking: str) -> None:
    days = ["2026-01-05", "2026-01-06"]
    text = with_tickers([(day, 10.0) for day in days], days)
    text = "\n".join(line for line in text.splitlines() if f",{lacking}," not in line) + "\n"
    with pytest.raises(NotEnoughData) as refused:
        daily_returns(
            read_closes(text, "closes.csv", DAY, "date,price_usd\n2026-01-05,1\n"), "RIOT", packaged_assumptions()
        )
    assert lacking in str(refused.value)


def test_an_event_study_without_daily_closes_ends_with_code_4_and_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["event-study", "RIOT", "2026-01-16", "--form", "json"]) == 4
    said = json.loads(capsys.readouterr().err)
    assert "month-end closes" in said["what"]
    assert "--prices" in said["next"]


@pytest.mark.parametrize("arguments", [["event-study", "RIOT"], ["event-study", "RIOT", "2026-01"]])
def test_an_event_study_needs_one_day_or_a_list(arguments: list[str]) -> None:
    assert main(arguments) == 2


def test_bitcoin_apart_stands_beside_closes(tmp_path: Path) -> None:
    file = tmp_path / "btc.csv"
    file.write_text("date,price_usd\n2026-01-05,1\n", "utf-8")
    assert main(["drivers", "RIOT", "--bitcoin", str(file)]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "holder,shares\nNorthfield,5\n",
        "holder,quarter,shares\nNorthfield,2025-Q5,5\n",
        "holder,quarter,shares\nNorthfield,2025-11-30,5\n",
        "holder,quarter,shares\nNorthfield,2025-Q4,-5\n",
        "holder,quarter,shares\n,2025-Q4,5\n",
        "holder,quarter,shares\nNorthfield,2025-Q4,5\nNorthfield,2025-Q4,6\n",
        "holder,quarter,shares,filed\nNorthfield,2025-Q4,5,2025-11-01\n",
    ],
)
def test_holdings_that_cannot_be_right(text: str) -> None:
    with pytest.raises(InputRefused):
        holdings_of_csv(text, "holdings.csv", "RIOT")


@pytest.mark.parametrize(
    "data",
    [
        b"no xml",
        b"<other/>",
        b"<informationTable/>",
        b"<informationTable><infoTable><nameOfIssuer>A</nameOfIssuer></infoTable></informationTable>",
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><informationTable>&e;</informationTable>',
    ],
)
def test_13f_that_cannot_be_used(data: bytes) -> None:
    with pytest.raises(InputRefused):
        holdings_of_13f(data, "holdings.xml", "RIOT")


@pytest.mark.parametrize(
    "text",
    ["day\n2026-01-16\n", "date\n16/01/2026\n", "date,time\n2026-01-16,25:00\n", "date,company\n2026-01-16,CLSK\n"],
)
def test_lists_of_events_that_cannot_be_right(text: str) -> None:
    with pytest.raises(InputRefused):
        read_events(text, "events.csv", "RIOT")


def test_the_market_is_not_explained_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["drivers", "SPY"]) == 2
    assert "SPY is the market" in capsys.readouterr().err


def test_a_rule_nobody_published() -> None:
    with pytest.raises(UsageProblem, match="no rule"):
        run_rules(VIEW, "RIOT", "northfield-2020")


@pytest.mark.parametrize("formula", ["__import__('os')", "a ** 2", "a if a else b", "a(", "a.b", "[a]"])
def test_a_formula_is_arithmetic_and_nothing_else(formula: str) -> None:
    with pytest.raises(InputRefused):
        worked_out(formula, {})
