"""An event study finds what was planted, prices late news a session later, and names what overlaps."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from made_up_closes import closes_csv, sessions

from headframe.ground.errors import NotEnoughData
from headframe.record.record import Record
from headframe.worth.closes import read_closes
from headframe.worth.event_list import Event, read_events, recorded_events
from headframe.worth.event_study import study_events

VIEW = Record().view()
DAY = sessions(300)[200]


def closes(planted: dict[int, float] | None = None):
    text, bitcoin = closes_csv(300, planted)
    return read_closes(text, "made-up.csv", VIEW.as_of, bitcoin)


def test_a_planted_jump_is_found() -> None:
    told = study_events(VIEW, "RIOT", [Event(DAY)], closes({200: 0.2}))
    first = told.events[0].windows[0]
    assert first.car.value == pytest.approx(0.2, abs=0.07)
    assert first.p_value.value < 0.01


def test_ordinary_days_are_outside_a_ninety_percent_band_about_one_time_in_ten() -> None:
    days = [Event(day) for day in sessions(300)[140:290:4]]
    told = study_events(VIEW, "RIOT", days, closes())
    outside = [not each.windows[0].car.interval.holds(0.0) for each in told.events]
    assert 0.0 <= np.mean(outside) <= 0.25


def test_news_after_the_close_belongs_to_the_next_session() -> None:
    late = study_events(VIEW, "RIOT", [Event(DAY, after_close=True)], closes({201: 0.2})).events[0]
    assert late.session == sessions(300)[201]
    assert late.windows[0].car.value == pytest.approx(0.2, abs=0.07)


def test_weekend_news_belongs_to_the_next_session() -> None:
    friday = next(day for day in sessions(300)[200:] if day.weekday() == 4)
    result = study_events(VIEW, "RIOT", [Event(friday)], closes()).events[0]
    assert result.session == friday
    saturday = date.fromordinal(friday.toordinal() + 1)
    moved = study_events(VIEW, "RIOT", [Event(saturday)], closes()).events[0]
    assert moved.session == date.fromordinal(friday.toordinal() + 3)


def test_the_error_comes_from_the_estimation_window_alone() -> None:
    calm = study_events(VIEW, "RIOT", [Event(DAY)], closes()).events[0].windows[2]
    wild = study_events(VIEW, "RIOT", [Event(DAY)], closes({198: 0.4, 203: -0.4})).events[0].windows[2]
    assert wild.car.interval.half_width == pytest.approx(calm.car.interval.half_width, rel=1e-6)


def test_learning_ends_a_gap_before_the_widest_window() -> None:
    result = study_events(VIEW, "RIOT", [Event(DAY)], closes()).events[0]
    days = sessions(300)
    assert result.learned_to is not None and result.learned_from is not None
    assert days.index(result.learned_to) == 200 - 5 - 10 - 1
    assert days.index(result.learned_to) - days.index(result.learned_from) == 119


def test_news_of_peers_inside_the_window_is_named() -> None:
    found = study_events(VIEW, "RIOT", [Event(date(2024, 12, 9))], closes_to_2025())
    others = {news.company for news in found.events[0].overlapping}
    assert others - {"RIOT"}


def closes_to_2025():
    text, bitcoin = closes_csv(280)
    return read_closes(text, "made-up.csv", VIEW.as_of, bitcoin)


def test_an_event_whose_windows_are_not_covered_is_a_gap_beside_others_and_refused_alone() -> None:
    early = Event(sessions(300)[20])
    told = study_events(VIEW, "RIOT", [early, Event(DAY)], closes())
    assert told.events[0].missing is not None
    with pytest.raises(NotEnoughData, match="no event's windows"):
        study_events(VIEW, "RIOT", [early], closes())


def test_the_mean_over_events_is_the_mean() -> None:
    days = [Event(sessions(300)[at]) for at in (170, 200, 230)]
    told = study_events(VIEW, "RIOT", days, closes())
    cars = [each.windows[0].car.value for each in told.events]
    assert told.mean_car[0].car.value == pytest.approx(np.mean(cars))


def test_times_of_a_list_say_which_side_of_the_bell() -> None:
    rows = ("2026-01-16,RIOT,16:05,lease", "2026-01-20,Riot Platforms,09:00,letter", "2026-01-21,CLSK,,")
    text = "\n".join(("date,company,time,what", *rows)) + "\n"
    assert [event.after_close for event in read_events(text, "list.csv", "RIOT")] == [True, False]


def test_recorded_events_are_dated_to_the_day_and_known() -> None:
    events = recorded_events(Record().view(date(2025, 1, 1)), "RIOT")
    assert events
    assert all(event.day <= date(2025, 1, 1) for event in events)
