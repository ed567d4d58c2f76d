"""A block sold day by day: what the answer says, and that it says where each number comes from."""

from __future__ import annotations

from datetime import date

import jsonschema
import pytest

from headframe.briefs.charts import svg_of
from headframe.briefs.page import page_text
from headframe.briefs.schedule_charts import schedule_chart
from headframe.briefs.sections.schedule import schedule_sections
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.planning.schedule import Schedule, schedule_block
from headframe.planning.schedule_block import CashNeed
from headframe.planning.schedule_question import By, ImpactLaw, Limits, Question
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.vocabulary.figure import Badge, Figure

VIEW = Record().view()
RIOT_SPAN = Period.parse("2025-11-01/2025-12-31")


def told(question: Question | None = None, coins: float = 2201.0, days: int = 40) -> Schedule:
    return schedule_block(VIEW, coins, days, question)


def test_by_cost_the_slices_are_even() -> None:
    assert [one.sold.value for one in told().slices] == pytest.approx([2201 / 40] * 40, abs=0.05)


def test_the_slices_sum_to_the_block_and_nothing_is_left() -> None:
    answer = told(Question(by=By.RISK))
    assert sum(one.sold.value for one in answer.slices) == pytest.approx(2201.0, abs=1e-6)
    assert answer.slices[-1].left.value == 0


def test_by_risk_the_cap_is_sold_first() -> None:
    answer = told(Question(by=By.RISK))
    assert answer.slices[0].sold.value == pytest.approx(0.02 * 60_000, rel=1e-4)
    assert answer.chosen.worst.value < answer.rivals[0].worst.value


def test_a_tail_of_one_is_the_mean() -> None:
    mean, all_of_them = told(), told(Question(by=By.RISK, tail=1.0))
    assert all_of_them.chosen.cost.value == pytest.approx(mean.chosen.cost.value, rel=1e-5)


def test_cash_dates_are_met() -> None:
    needs = (CashNeed(50e6, 10), CashNeed(100e6, 20))
    answer = told(Question(limits=Limits(cash=needs)))
    for one in answer.cash:
        assert one.expected.value >= one.needed.value * (1 - 1e-4)


def test_a_cash_date_met_nearly_for_certain_seldom_falls_short() -> None:
    answer = told(Question(limits=Limits(cash=(CashNeed(50e6, 10),), sure=0.95)))
    assert answer.cash[0].chance_short.value <= 0.0501


def test_linear_impact_costs_an_even_schedule_the_same() -> None:
    root, linear = told(), told(Question(law=ImpactLaw.LINEAR))
    assert linear.rivals[0].cost.value == pytest.approx(root.rivals[0].cost.value, rel=1e-9)


def test_by_risk_on_linear_impact_without_a_cap_it_is_the_closed_form() -> None:
    answer = told(Question(by=By.RISK, law=ImpactLaw.LINEAR, limits=Limits(cap=1.0)))
    closed = next(one for one in answer.rivals if one.name == "closed form by risk")
    assert answer.chosen.worst.value == pytest.approx(closed.worst.value, rel=1e-3)


def test_the_cost_lies_in_its_range_and_longer_ranges_are_named() -> None:
    cost = told().chosen.cost
    assert cost.interval.low < cost.value < cost.interval.high
    assert cost.badge is Badge.ESTIMATED


def test_the_frontier_trades_cost_for_risk() -> None:
    points = [point.outcome for point in told().frontier]
    assert [one.cost.value for one in points] == sorted(one.cost.value for one in points)
    assert [one.risk.value for one in points] == sorted((one.risk.value for one in points), reverse=True)


def test_what_riot_made_stands_beside() -> None:
    sales = told(Question(company="RIOT", span=RIOT_SPAN)).realised
    # $37.0M for 383 BTC is 96,606 a coin, and November's average was 96,282; $161.6M for 1,818 is 88,889.
    assert [str(sale.period) for sale in sales] == ["2025-11", "2025-12"]
    assert sales[0].against_average.value == pytest.approx(37.0e6 / 383 / 96281.99, rel=1e-6)
    assert all(isinstance(sale.in_deviations, Figure) and abs(sale.in_deviations.value) < 1 for sale in sales)


def test_without_a_company_nothing_is_said_of_its_coins() -> None:
    assert isinstance(told().free, Missing)
    assert told().realised == ()


def test_an_old_price_is_estimated_and_says_its_age() -> None:
    price = told().market.price
    assert price.badge is Badge.ESTIMATED
    assert "days before" in price.note


def test_a_fresh_price_is_the_months_close() -> None:
    answer = schedule_block(Record().view(date(2025, 10, 31)), 383.0, 30)
    assert (answer.market.price.badge, answer.market.price.value) == (Badge.REPORTED, 109554.24)


def test_assumptions_younger_than_the_day_are_listed() -> None:
    answer = schedule_block(Record().view(date(2025, 10, 31)), 383.0, 30)
    assert "schedule.impact_prefactor" in answer.made_from.look_ahead
    assert told().made_from.look_ahead == ()


def test_volatility_knows_nothing_after_its_day() -> None:
    answer = schedule_block(Record().view(date(2025, 10, 31)), 383.0, 30)
    assert answer.market.volatility.known_at <= date(2025, 10, 31)


def test_changed_assumptions_change_the_digest_and_the_cost() -> None:
    held = packaged_assumptions().with_changes({"schedule.market_volume_btc_per_day": 30_000.0})
    thin = schedule_block(VIEW, 2201.0, 40, None, held)
    assert thin.made_from.assumptions != told().made_from.assumptions
    assert thin.chosen.cost.value > told().chosen.cost.value


def test_the_answer_keeps_its_schema() -> None:
    answer = told(Question(company="RIOT", limits=Limits(cash=(CashNeed(50e6, 10),))))
    jsonschema.validate(answer.to_json(), Schedule.json_schema())


def test_every_figure_has_unit_and_source_or_formula() -> None:
    for figure in told(Question(company="RIOT")).figures():
        assert figure.unit
        assert figure.sources or figure.formula, figure.id


def test_no_two_numbers_share_an_id() -> None:
    values: dict[str, set[float]] = {}
    for figure in told(Question(limits=Limits(cash=(CashNeed(50e6, 10),)))).figures():
        values.setdefault(figure.id, set()).add(figure.value)
    assert {id for id, found in values.items() if len(found) > 1} == set()


def test_the_frame_has_a_row_a_figure() -> None:
    answer = told()
    assert answer.frame().height >= len(list(answer.figures()))


def test_the_page_opens_with_what_it_costs_and_risks() -> None:
    text = page_text(answer := told(), "schedule", *schedule_sections(answer))
    assert "Impact and fee take" in text
    assert "one deviation" in " ".join(text.split())


def test_the_chart_is_drawn() -> None:
    drawn = svg_of(schedule_chart(told(Question(limits=Limits(cash=(CashNeed(50e6, 10),))))))
    assert "$50M by day 10" in drawn


def test_where_nothing_is_forgotten_the_evenest_schedule_is_shown() -> None:
    answer = told(Question(memory=1.0), days=20)
    assert [one.sold.value for one in answer.slices] == pytest.approx([2201 / 20] * 20, abs=0.05)
