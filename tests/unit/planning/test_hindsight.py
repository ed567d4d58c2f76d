"""Hindsight: nothing from after its day, every gap told, every young assumption counted."""

from __future__ import annotations

from datetime import date

import jsonschema
import pytest

from headframe.accounts.measures_treasury import coins_sold
from headframe.ground.errors import UsageProblem
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.planning.hindsight import hindsight, quarter_ends
from headframe.planning.hindsight_shown import Hindsight
from headframe.planning.plan_question import PlanQuestion
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.vocabulary.figure import Figure

HELD = packaged_assumptions()
QUESTION = PlanQuestion(quarters=2, nodes=2, trials=3)


@pytest.fixture(scope="module")
def told() -> Hindsight:
    return hindsight(Record().view(date(2026, 5, 31)), "RIOT", HELD, date(2024, 9, 30), QUESTION)


def test_it_fits_its_schema(told: Hindsight) -> None:
    jsonschema.validate(told.to_json(), Hindsight.json_schema())


def test_what_it_says_of_a_day_does_not_change_with_what_came_after(told: Hindsight) -> None:
    earlier = hindsight(Record().view(date(2025, 10, 15)), "RIOT", HELD, date(2025, 6, 30), QUESTION)
    by_day = {each.as_of: each for each in told.decisions}
    for each in earlier.decisions:
        assert by_day[each.as_of].said == each.said
        assert by_day[each.as_of].would_sell == each.would_sell


def test_no_figure_it_decides_on_was_known_later_than_its_day(told: Hindsight) -> None:
    for each in told.decisions:
        for figure in (each.held, each.would_sell):
            if isinstance(figure, Figure):
                assert all(part.known_at <= each.as_of for part in (figure, *figure.inputs))


def test_a_day_on_which_the_company_cannot_be_built_is_told_with_its_reason(told: Hindsight) -> None:
    gaps = [each for each in told.decisions if isinstance(each.said, Missing)]
    assert told.missing == len(gaps) > 0
    assert all("missing" in each.said.reason for each in gaps if isinstance(each.said, Missing))


def test_assumptions_younger_than_the_day_are_counted(told: Hindsight) -> None:
    assert [each.look_ahead for each in told.decisions] == [len(HELD.look_ahead(each.as_of)) for each in told.decisions]


def test_a_span_without_a_quarter_end_is_refused() -> None:
    with pytest.raises(UsageProblem):
        hindsight(Record().view(date(2026, 5, 31)), "RIOT", HELD, date(2026, 5, 1), QUESTION)


def test_quarter_ends_are_last_days_of_quarters() -> None:
    assert quarter_ends(date(2024, 1, 1), date(2024, 3, 31)) == (date(2024, 3, 31),)


def test_a_net_change_that_was_printed_as_the_sale_is_not_taken_for_what_was_sold() -> None:
    view = Record().view(date(2026, 11, 22))
    quarter = Period.quarter(2026, 2)
    printed = view.figure("RIOT", "bitcoin_sold", quarter)
    (one,) = hindsight(view, "RIOT", HELD, date(2026, 3, 31), QUESTION).decisions[:1]
    assert one.quarter == quarter
    assert isinstance(one.sold, Figure) and isinstance(printed, Figure)
    assert (one.sold, one.sold.value > printed.value) == (coins_sold(view, "RIOT", quarter), True)
