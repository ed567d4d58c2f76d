"""`forecast`: the months ahead on the middle path."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest

from headframe.briefs.numbers import quantity
from headframe.briefs.sections.forecast import forecast_pages
from headframe.cli.main import main
from headframe.economics.forecast import Forecast, forecast
from headframe.economics.why import explain
from headframe.ground.errors import UsageProblem
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.market import DAILY, MARKET
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.vocabulary.fact import Fact, KnownBy, Source, Witness

VIEW = Record().view(date(2026, 5, 31))
RIOT = forecast(VIEW, "RIOT", months=24)


def test_coins_of_every_quarter_are_those_before_plus_mined_less_sold() -> None:
    held = RIOT.quarters[0].bitcoin_held_btc.value - RIOT.quarters[0].bitcoin_mined_btc.value
    for quarter in RIOT.quarters:
        held += quarter.bitcoin_mined_btc.value - quarter.bitcoin_sold_btc.value
        assert quarter.bitcoin_held_btc.value == pytest.approx(held, rel=1e-9)


def test_the_first_quarter_starts_from_the_printed_coins() -> None:
    first = RIOT.quarters[0]
    opening = first.bitcoin_held_btc.value - first.bitcoin_mined_btc.value + first.bitcoin_sold_btc.value
    assert opening == pytest.approx(VIEW.figure("RIOT", "bitcoin_held", "2026-03-31").value, rel=1e-12)  # type: ignore[union-attr]


def test_a_dearer_megawatt_raises_capex_of_leases_whose_cost_nobody_prints() -> None:
    late = Record().view(date(2026, 11, 22))
    dear = packaged_assumptions().with_changes({"ai.capex_usd_per_mw_it": 12e6})
    capex = [
        sum(q.capex_usd.value for q in each.quarters) for each in (forecast(late, "RIOT"), forecast(late, "RIOT", dear))
    ]
    assert capex[1] > capex[0]


def test_sell_to_fund_never_issues_a_share_while_it_has_coins() -> None:
    told = forecast(VIEW, "RIOT", months=24, policy="sell-to-fund")
    assert sum(quarter.share_sales_usd.value for quarter in told.quarters) == 0.0


def test_every_figure_is_estimated_or_worse_and_says_its_formula() -> None:
    shown = [
        getattr(quarter, name) for quarter in RIOT.quarters for name in ("cash_usd", "noi_usd", "bitcoin_mined_btc")
    ]
    assert all(figure.badge.value in ("estimated", "disputed") and figure.formula for figure in shown)


def test_assumptions_younger_than_the_day_are_listed_as_look_ahead() -> None:
    made = RIOT.made_from
    assert made.assumptions == packaged_assumptions().digest and "ai.build_months" in made.look_ahead


def test_a_figure_ahead_answers_to_why() -> None:
    figure = RIOT.quarters[2].cash_usd
    company, concept, period, *words = figure.id.split()
    assert explain(VIEW, company, concept, period, " ".join(words)).figure == figure


def test_the_command_line_prints_what_the_function_returns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", "RIOT", "--as-of", "2026-05-31", "--form", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["data"] == json.loads(json.dumps(RIOT.data()))
    jsonschema.validate(printed, Forecast.json_schema())


def test_no_months_are_refused() -> None:
    with pytest.raises(UsageProblem, match="0 months"):
        forecast(VIEW, "RIOT", months=0)


def test_an_unknown_policy_is_refused_with_the_names() -> None:
    with pytest.raises(UsageProblem, match="no policy"):
        forecast(VIEW, "RIOT", policy="sell-everything")


def test_the_page_calls_a_quarter_only_what_holds_three_months() -> None:
    whole = [quarter for quarter in RIOT.quarters if quarter.period.is_quarter]
    assert len(whole) == len(RIOT.quarters) - 2  # June 2026 stands alone, April and May 2028 are two
    said = next(page.finding for page in forecast_pages(RIOT) if page.key == "money ahead")
    assert f"{quantity(whole[0].mining_revenue_usd.value, 'USD')} in {whole[0].period}" in said
    assert f"{quantity(whole[-1].mining_revenue_usd.value, 'USD')} in {whole[-1].period}" in said


def test_a_horizon_without_a_whole_quarter_names_its_months() -> None:
    short = forecast(VIEW, "RIOT", months=1)
    said = next(page.finding for page in forecast_pages(short) if page.key == "money ahead")
    assert f"{quantity(short.quarters[0].mining_revenue_usd.value, 'USD')} in 2026-06" in said


def test_days_of_ones_own_carry_the_opening_no_further_and_the_page_does_not_say_so(tmp_path: Path) -> None:
    record, source = Record(str(tmp_path / "own.sqlite")), Source(Witness.OWN, "made up by Northfield")
    series = {"bitcoin_price": 70e3, "network_hash_rate": 1e3, "difficulty": 1.35e14, "transaction_fees": 3.0}
    days = [date(2026, 6, 1) + timedelta(days=at) for at in range(30)]
    facts = [
        Fact(MARKET, DAILY[name], Period.day(day), value, Interval.exact(value), "", day, KnownBy.TYPED, source)
        for name, value in series.items()
        for day in days
    ]
    record.append(facts, "made up", datetime(2026, 11, 22, tzinfo=UTC))
    told = forecast(record.view(date(2026, 11, 22)), "RIOT", months=3)
    assert str(told.opening) == "2026-05"
    note = next(note for note in told.notes if "are known, but" in note)
    assert "adds days, and no month to start from" in note


def test_a_line_of_the_world_rests_on_the_series_it_is_carried_from() -> None:
    first = RIOT.quarters[0]
    rests_on = {
        name: {part.id.rsplit(" ", 1)[0] for part in getattr(first, name).inputs}
        for name in ("power_usd_per_mwh", "rent_usd_per_kw_month", "hash_price_usd_per_ph_day")
    }
    assert rests_on["power_usd_per_mwh"] == {"power HB_NORTH 2025-12"}
    assert rests_on["rent_usd_per_kw_month"] == {"market world_ai_rent 2026-05-06"}
    assert {"market network_hash_rate", "market network_fees"} <= rests_on["hash_price_usd_per_ph_day"]
