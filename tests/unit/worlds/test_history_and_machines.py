"""The past as arrays: months, subsidy by height, the network's fleet."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from headframe.ground.errors import NotEnoughData
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.worlds.history import history
from headframe.worlds.machines import best_machine, fleet_ahead, fleet_log_efficiency, frontier, machines
from headframe.worlds.subsidy_ahead import subsidy_btc_day

VIEW = Record().view()


def test_the_history_ends_with_the_last_month_known() -> None:
    view = Record().view(date(2025, 11, 29))
    assert str(history(view).months[-1]) == "2025-10"


def test_too_short_a_history_is_refused() -> None:
    with pytest.raises(NotEnoughData):
        history(Record().view(date(2015, 6, 30)))


def test_a_halving_month_holds_two_subsidies() -> None:
    months = (Period.month(2024, 3), Period.month(2024, 4), Period.month(2024, 5))
    before, between, after = subsidy_btc_day(VIEW.market.epochs(), months)
    assert before == pytest.approx(6.25 * 144)
    assert after == pytest.approx(3.125 * 144)
    assert after < between < before


def test_the_next_halving_comes_by_height_in_2028() -> None:
    months = tuple(Period.year(2028).months())
    subsidy = subsidy_btc_day(VIEW.market.epochs(), months)
    assert subsidy[0] == pytest.approx(450.0)
    assert subsidy[-1] == pytest.approx(225.0)


def test_the_frontier_is_the_best_machine_released() -> None:
    assert np.exp(frontier((Period.month(2020, 2),)))[0] == pytest.approx(29.55)
    assert best_machine(Period.month(2020, 2)).name == "Bitmain Antminer S19 Pro"


def test_a_machine_known_by_its_year_counts_from_the_years_end() -> None:
    hydro = next(each for each in machines() if each.name == "Bitmain Antminer S21 Hydro")
    assert hydro.released == date(2024, 12, 31)


def test_the_fleet_follows_the_frontier_from_above() -> None:
    months = history(VIEW).months
    fleet, best = fleet_log_efficiency(months, 6.0), frontier(months)
    known = ~np.isnan(fleet)
    assert (fleet[known] >= best[known] - 1e-12).all()


def test_the_fleet_ahead_starts_where_the_past_ends_and_falls() -> None:
    months = history(VIEW).months
    ahead = fleet_ahead(months, 24, 6.0, 5.0)
    assert ahead[0] == fleet_log_efficiency(months, 6.0)[-1]
    assert (np.diff(ahead) < 0).all()
