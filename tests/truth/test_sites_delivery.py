"""What was promised and what came of it, against the table read by eye."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.record.promises import promises
from headframe.record.record import Record
from headframe.sites.delivery import ON_THE_CURVE, Delivery, deliveries, delivery_log, observation
from headframe.sites.projects import Promised, project_of
from headframe.sites.promise_line import Outcome
from headframe.vocabulary.figure import Figure
from headframe.vocabulary.tables import packaged_rows

VIEW = Record().view()


def delivery(company: str, name: str) -> Delivery:
    return next(each for each in deliveries(VIEW) if (each.company, each.name) == (company, name))


def test_all_84_promises_are_in_the_log_once() -> None:
    rows = [line.row for each in deliveries(VIEW) for line in each.promises]
    assert len(rows) == len(set(rows)) == 84


@pytest.mark.parametrize(
    ("company", "name", "days", "interval"),
    [
        ("IREN", "Horizon 1", 225, Interval(225, 225)),
        ("APLD", "Polaris Forge 1, building 1", -37, Interval(-37, -37)),
        ("GLXY", "phase I 133 MW", 31, Interval(1, 211)),
        ("WULF", "Core42 72.5 MW", 182, Interval(182, 454)),
        ("WULF", "CB-3", 5, Interval(5, 185)),
        ("CIFR", "data hall 1", -61, Interval(-91, -31)),
    ],
)
def test_slips_count_from_the_first_promise(company: str, name: str, days: float, interval: Interval) -> None:
    slip = delivery(company, name).slip_days
    assert isinstance(slip, Figure) and (slip.value, slip.interval) == (days, interval)


def test_riots_second_mining_phase_was_cancelled_and_not_delivered() -> None:
    halted = delivery("RIOT", "mining phase II 600 MW")
    assert halted.outcome is Outcome.CANCELLED
    assert halted.first.ended_on is not None and halted.first.ended_on.end == date(2025, 1, 21)
    assert isinstance(halted.first.delivered_mw, Missing) and isinstance(halted.slip_days, Missing)


def test_a_part_of_what_was_promised_is_no_delivery() -> None:
    assert delivery("APLD", "Polaris Forge 1, building 2").outcome is Outcome.PARTLY


def test_a_running_total_came_when_billing_reached_it() -> None:
    slip = delivery("CORZ", "250 MW by year end").slip_days
    assert isinstance(slip, Figure) and slip.interval == Interval(127, 181)


def test_a_promise_moved_three_times_is_one_delivery() -> None:
    assert len(delivery("WULF", "CB-5").promises) == 4


def test_a_promise_of_a_tenant_is_not_on_the_curve() -> None:
    assert delivery("RIOT", "first tenant decision").kind is Promised.TENANT not in ON_THE_CURVE


def test_an_undelivered_promise_is_watched_to_the_views_day() -> None:
    seen = observation(delivery("RIOT", "AMD 25 MW"), VIEW.as_of)
    assert seen is not None and not seen.delivered
    assert seen.left == (VIEW.as_of - date(2026, 5, 31)).days


def test_about_half_of_deliveries_are_out_two_months_after_their_day() -> None:
    found = delivery_log(VIEW).curve.at(60)
    assert not isinstance(found, Missing) and found[0] == pytest.approx(0.526, abs=1e-3)


def test_what_came_later_was_out_before() -> None:
    before = Record().view(date(2026, 8, 12))
    assert next(each for each in deliveries(before) if each.name == "Horizon 1").outcome is Outcome.OVERDUE


def test_what_was_promised_later_was_not_promised_before() -> None:
    assert len(promises(date(2026, 1, 10), "RIOT")) == 3


def test_every_named_project_stands_in_the_table() -> None:
    known = {(each.company, each.site, each.project) for each in promises(VIEW.as_of)}
    named = {(row["company"], row["site"], row["project"]) for row in packaged_rows("headframe.sites", "projects.csv")}
    assert named - known == set()


def test_the_megawatts_of_one_delivery_are_added_once_on_each_basis() -> None:
    for each in deliveries(VIEW):
        bases = {line.basis for line in each.promises if project_is_added(line.row)}
        assert len(bases) <= 2


def project_is_added(row: int) -> bool:
    return next(project_of(each).adds for each in promises(VIEW.as_of) if each.row == row)
