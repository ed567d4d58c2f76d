"""What a coin cost and whether mining pays, against what the filings print."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import jsonschema
import pytest

from headframe.accounts.cost_per_coin import LEVELS, CoinCost, Level, cost_of_coins
from headframe.accounts.margins import Covers, Margins, weigh_margins
from headframe.briefs.sections.margins import margins_page
from headframe.ground.errors import UsageProblem
from headframe.ground.missing import Missing
from headframe.mining.curtailment import margin_at_hub_usd_per_mwh
from headframe.mining.power_quantiles import PowerQuantiles
from headframe.record.record import Record
from headframe.record.view import View
from headframe.vocabulary.figure import Badge, Figure
from headframe.vocabulary.tables import packaged_rows


@pytest.fixture(scope="module")
def view() -> View:
    return Record().view(date(2026, 11, 22))


@pytest.fixture(scope="module")
def riot(view: View) -> Margins:
    return weigh_margins(view, "RIOT")


def known(figure: Figure | Missing | float) -> Figure:
    assert isinstance(figure, Figure), figure
    return figure


PRINTED_BY_RIOT = [
    ("2022", 8_461, 24_561),
    ("2023", 3_831, 36_521),
    ("2024", 32_216, 64_421),
    ("2023-Q3", -22_741, 27_484),
    ("2024-Q1", 23_034, 39_485),
    ("2024-Q2", 25_329, 56_582),
    ("2025-Q2", 48_992, 91_244),
    ("2025-Q3", 46_324, 89_074),
]


@pytest.mark.parametrize(("period", "cost", "with_depreciation"), PRINTED_BY_RIOT)
def test_riots_printed_cost_to_mine_is_rebuilt_from_its_lines(
    view: View, period: str, cost: int, with_depreciation: int
) -> None:
    built = cost_of_coins(view, "RIOT", period)
    assert known(built.cash).value == pytest.approx(cost, abs=0.5)
    assert known(built.company).value == cost
    ties = {tie.what: tie for tie in built.ties}
    assert all(tie.closes for tie in built.ties)
    assert ties["mining cost net of credits"].residual == 0
    # Printed as the sum of two rounded costs.
    assert ties["cost to mine with depreciation"].printed.value == with_depreciation
    assert abs(ties["cost to mine with depreciation"].residual) <= 1.0


def test_riot_q3_2025_line_by_line(view: View) -> None:
    built = cost_of_coins(view, "RIOT", "2025-Q3")
    amounts = {step.name: known(step.amount).value for step in built.steps}
    assert amounts == {
        "power": 82_370_000,
        "other direct cost": 13_395_000,
        "power credits": 30_634_000,
        "corporate cost in cash": 69_832_000 - 32_858_000,
        "interest expense": 8_052_000,
        "depreciation of miners": 60_106_000,
        "stock compensation": 32_858_000,
    }
    assert known(built.cash_and_company).value == pytest.approx((65_131_000 + 36_974_000 + 8_052_000) / 1406)
    assert known(built.all_in).value == pytest.approx((65_131_000 + 69_832_000 + 8_052_000 + 60_106_000) / 1406)
    assert known(built.sustaining).badge is Badge.ESTIMATED


def test_cleansparks_tables_tie_to_its_statement(view: View) -> None:
    for quarter in ("2024-Q1", "2024-Q2", "2024-Q4", "2025-Q2"):
        (tie,) = cost_of_coins(view, "CLSK", quarter).ties
        assert tie.closes, (quarter, tie.residual, tie.tolerance)
        assert abs(tie.residual) < 25_000


def at(cost: CoinCost, level: Level) -> Figure | Missing:
    value = getattr(cost, level.value)
    assert isinstance(value, Figure | Missing)
    return value


@pytest.mark.parametrize("company", ["RIOT", "CLSK", "CORZ", "BTBT"])
def test_each_definition_is_the_sum_of_its_steps_to_the_dollar(view: View, company: str) -> None:
    seen = 0
    for row in weigh_margins(view, company).history:
        cost = row.cost
        for level in LEVELS:
            inside = [step for step in cost.steps if LEVELS.index(step.enters_at) <= LEVELS.index(level)]
            shown = at(cost, level)
            if isinstance(shown, Figure) and all(isinstance(step.amount, Figure) for step in inside):
                total = sum(step.sign * known(step.amount).value for step in inside)
                assert shown.value * known(cost.coins).value == pytest.approx(total, abs=1.0)
                assert shown.value == pytest.approx(sum(step.sign * known(step.per_coin).value for step in inside))
                seen += 1
    assert seen > 0


def test_the_definitions_are_in_order(riot: Margins) -> None:
    for row in riot.history:
        values = [shown.value for level in LEVELS if isinstance(shown := at(row.cost, level), Figure)]
        assert values == sorted(values)


@pytest.mark.parametrize("company", ["RIOT", "CLSK", "CORZ", "BTBT"])
def test_cost_of_a_coin_over_price_is_hash_cost_over_hash_price(view: View, company: str) -> None:
    """Same coins, so the two ratios agree, but for averaging.

    Hash price and bitcoin price are plain means of months, while coins weigh the months by what each paid; in the
    quarters with the halving or a steep price the two means part by up to 1.6 %. The dollars cancel exactly.
    """
    compared = 0
    for row in weigh_margins(view, company).history:
        pair = (row.cost.cash, row.bitcoin_price, row.hash_cost.fleet, row.hash_price)
        if all(isinstance(figure, Figure) for figure in pair):
            cash, price, fleet, hash_price = (known(figure).value for figure in pair)
            assert cash / price == pytest.approx(fleet / hash_price, rel=0.02)
            compared += 1
    assert compared > 0


def test_riots_quarterly_hash_rate_of_mid_2024_is_shown_beside_the_implied_one(riot: Margins) -> None:
    row = next(row for row in riot.history if str(row.period) == "2024-Q2")
    assert known(row.hash_cost.hash_rate_reported).value == 11.3
    assert known(row.hash_cost.hash_rate).value == pytest.approx(9.1, abs=0.1)


def test_the_latest_quarter_of_riot(riot: Margins) -> None:
    assert not isinstance(riot.latest, Missing)
    assert str(riot.latest.period) == "2025-Q3"
    costs = riot.latest.hash_cost
    assert known(costs.power).value == pytest.approx(18.0, abs=0.1)
    assert known(costs.fleet).value == pytest.approx(22.7, abs=0.1)
    assert known(costs.total).value == pytest.approx(38.4, abs=0.1)
    assert known(costs.fleet).id == "RIOT hash_cost_fleet 2025-Q3"
    assert riot.latest.squeeze.covers is Covers.TOTAL


def test_nothing_is_priced_beyond_the_last_month_without_a_price(riot: Margins) -> None:
    assert str(riot.last_month) == "2026-05"
    assert isinstance(riot.hash_price_now, Missing)
    assert "2026-05" in riot.hash_price_now.reason
    assert riot.squeeze_now.covers is Covers.CANNOT_TELL
    assert known(riot.hash_price_month).value == pytest.approx(36.58, abs=0.01)


def test_a_stated_price_gives_now_as_an_estimate(view: View) -> None:
    now = weigh_margins(view, "RIOT", price=80_000)
    assert known(now.hash_price_now).badge is Badge.ESTIMATED
    assert known(now.hash_price_now).value == pytest.approx(36.4, abs=0.1)
    assert "2026-05-29" in known(now.hash_price_now).note
    half = weigh_margins(view, "RIOT", price=40_000)
    assert known(half.hash_price_now).value == pytest.approx(known(now.hash_price_now).value / 2)
    assert half.squeeze_now.covers is Covers.POWER


@pytest.mark.parametrize("price", [0.0, -1.0, float("inf"), float("nan")])
def test_no_price_is_refused(view: View, price: float) -> None:
    with pytest.raises(UsageProblem):
        weigh_margins(view, "RIOT", price=price)


def test_the_fleet_is_one_tier_and_says_so(riot: Margins) -> None:
    (tier,) = riot.tiers
    assert known(tier.efficiency).value == 20.5
    assert known(tier.break_even_month).value == pytest.approx(36.5816 * 1000 / (24 * 20.5))
    assert "one tier" in tier.note


def test_corporate_cost_of_another_business_is_not_charged_to_coins(view: View) -> None:
    cost = cost_of_coins(view, "BTBT", "2025-Q3")
    assert known(cost.cash).value == pytest.approx(5_032_692 / 64.9)
    assert isinstance(cost.all_in, Missing)
    assert "24%" in cost.all_in.reason


def test_a_company_without_cost_lines_says_so(view: View) -> None:
    mara = cost_of_coins(view, "MARA", "2025-Q3")
    assert isinstance(mara.cash, Missing)
    assert known(mara.company).value == 39_235
    assert "own sites" in known(mara.company).note
    iren = weigh_margins(view, "IREN")
    assert isinstance(iren.latest, Missing)
    assert iren.squeeze_month.covers is Covers.CANNOT_TELL


@pytest.mark.parametrize("company", ["RIOT", "IREN", "BTBT"])
def test_the_answer_fits_its_schema(view: View, company: str) -> None:
    answer = weigh_margins(view, company, price=65_000)
    jsonschema.validate(answer.to_json(), Margins.json_schema())
    assert all(figure.known_at <= view.as_of for figure in answer.figures())


def test_no_figure_is_younger_than_the_view() -> None:
    then = Record().view(date(2025, 8, 15))
    answer = weigh_margins(then, "RIOT")
    assert str(answer.last_month) == "2025-07"
    assert not isinstance(answer.latest, Missing)
    assert str(answer.latest.period) == "2025-Q2"
    assert all(figure.known_at <= then.as_of for figure in answer.figures())


KNOTS = ("p0", "p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p99", "p99.5", "p99.9", "p100")


@pytest.mark.shared
@pytest.mark.parametrize("hub", ["HB_WEST", "HB_NORTH", "HB_HOUSTON"])
def test_a_years_margin_from_quantiles_stays_near_the_hours(shared: Path, hub: str) -> None:
    hours: dict[str, list[float]] = defaultdict(list)
    with (shared / "reference" / f"ercot_hourly_{hub}.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            local = datetime.fromisoformat(row["timestamp_utc"]).astimezone(ZoneInfo("America/Chicago"))
            hours[f"{local:%Y-%m}"].append(float(row["price_usd_mwh"]))
    built: dict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in packaged_rows("headframe.record.snapshot", "power_price_quantiles.csv"):
        if row["hub"] != hub:
            continue
        shares = tuple(float(name[1:]) / 100 for name in KNOTS)
        curve = PowerQuantiles(shares, tuple(float(row[name]) for name in KNOTS), float(row["mean"]))
        prices = hours[row["month"]]
        for break_even in (50, 75, 100, 150):
            sums = built[row["month"][:4], break_even]
            sums[0] += margin_at_hub_usd_per_mwh(break_even, curve) * len(prices)
            sums[1] += sum(max(break_even - price, 0.0) for price in prices)
    assert len(built) == 24
    assert max(abs(ours / truth - 1) for ours, truth in built.values()) < 0.024


def test_a_cost_that_nobody_prints_is_not_said_to_be_uncovered(view: View) -> None:
    spark = weigh_margins(view, "CLSK")
    assert not isinstance(spark.latest, Missing) and isinstance(spark.latest.hash_cost.total, Missing)
    said = margins_page(spark).finding
    assert "pays for power and sites" in said and "total is not known" in said
    assert "not for the company" not in said and "squeezed" not in said
