"""The company's own course as a policy: from printed quarters and signed leases, counted where it came later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from headframe.economics.build_miner import build_miner
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.ground.streams import stream
from headframe.planning.actual_course import ActualCourse, actual_course
from headframe.planning.build_model import company_model
from headframe.planning.company_model import CompanyModel
from headframe.planning.quarter_done import QuarterDone, printed_quarters, rule_of_quarters
from headframe.planning.rule_course import Quarters, in_a_quarter
from headframe.planning.rule_follow import follow_rule
from headframe.record.record import Record
from headframe.record.view import View
from headframe.vocabulary.assumptions import packaged_assumptions

HELD = packaged_assumptions()
RECORD = Record()
DAY, NOW = RECORD.view(date(2025, 10, 31)), RECORD.view(date(2026, 11, 22))
QUARTERS = 9


def model(view: View = DAY, company: str = "RIOT") -> CompanyModel:
    return company_model(view, build_miner(view, company, HELD), HELD, QUARTERS)


@pytest.fixture(scope="module")
def course() -> ActualCourse:
    found = actual_course(DAY, NOW, model())
    assert isinstance(found, ActualCourse)
    return found


def done(quarter: Period) -> QuarterDone:
    return printed_quarters(NOW, "RIOT", DAY.as_of)[quarter]


def test_its_first_quarter_sells_the_share_that_was_sold_in_the_quarter_of_its_middle_month(
    course: ActualCourse,
) -> None:
    printed = done(Period.quarter(2025, 4))
    assert printed.sold.value > printed.produced.value
    share = printed.sold.value / (printed.held.value + printed.produced.value)
    assert in_a_quarter(course.rules[0].sell_above_share) == pytest.approx(share)
    assert course.rules[0].sell_above_usd_per_btc == 0.0


def test_quarters_without_a_printed_sale_go_on_as_the_last_four(course: ActualCourse) -> None:
    last = rule_of_quarters(
        [done(Period.quarter(year, at)) for year, at in ((2025, 3), (2025, 4), (2026, 1), (2026, 2))]
    )
    assert course.rules[3:] == (last,) * (QUARTERS - 3)


def test_what_became_known_after_the_day_is_counted(course: ActualCourse) -> None:
    figures = [each for at in ((2025, 4), (2026, 1), (2026, 2)) for each in done(Period.quarter(*at)).figures]
    late = {each.id for each in figures if each.known_at > DAY.as_of}
    assert course.look_ahead >= len(late) > 0
    assert course.known_to > DAY.as_of


def test_with_nothing_later_to_read_there_is_no_look_ahead() -> None:
    found = actual_course(DAY, DAY, model())
    assert isinstance(found, ActualCourse)
    assert (found.look_ahead, found.known_to <= DAY.as_of) == (0, True)
    assert any("from now on" in line for line in found.words)


def test_phases_wait_for_the_megawatts_that_were_leased(course: ActualCourse) -> None:
    assert course.begun[0] == 0
    assert list(course.begun) == sorted(course.begun)
    assert course.begun[3] == 2


def test_a_company_that_does_not_print_its_sales_is_a_gap_with_the_reason() -> None:
    found = actual_course(NOW, NOW, model(NOW, "MARA"))
    assert isinstance(found, Missing)
    assert "MARA" in found.reason and "not on the record" in found.reason


def test_a_private_company_has_no_course_on_the_record() -> None:
    private = model()
    found = actual_course(DAY, NOW, replace(private, miner=replace(private.miner, company="Northfield")))
    assert isinstance(found, Missing)
    assert "Northfield" in found.reason


def test_it_never_starts_more_phases_than_were_leased(course: ActualCourse) -> None:
    held = model()
    quarters = Quarters.of(held, held.simulator.sample_paths(20, stream(1, "actual course")))
    started = follow_rule(quarters, course.rules, course.begun).started.cumsum(axis=1)
    assert (started <= np.array(course.begun) + 1e-9).all()


def test_one_rule_for_all_quarters_is_the_rule_itself() -> None:
    held = model()
    quarters = Quarters.of(held, held.simulator.sample_paths(20, stream(1, "actual course")))
    rule = rule_of_quarters([done(Period.quarter(2026, 1))])
    assert (follow_rule(quarters, rule).value == follow_rule(quarters, (rule,) * QUARTERS).value).all()


def test_a_quarter_that_sold_less_than_it_mined_is_a_share_of_production() -> None:
    first = rule_of_quarters([done(Period.quarter(2025, 3))])
    assert 0.9 < first.sell_share_of_production < 1.0
    assert first.sell_above_share == 0.0


def test_a_net_change_that_is_printed_as_the_sale_is_not_followed() -> None:
    """Riot printed 4,300 for 2026-Q2, the fall of its holdings, after mining 1,587."""
    done = printed_quarters(Record().view(), "RIOT", date(2026, 5, 31))[Period.quarter(2026, 2)]
    assert done.sold.value == pytest.approx(15_679 + 1_587 - 11_380)
