"""The answer of `headframe worlds`: figures with windows, fans, and what of it is the user's."""

from __future__ import annotations

import pytest

from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.figure import Badge
from headframe.worlds.asked import Asked, asked_worlds

VIEW = Record().view()
TOLD = asked_worlds(VIEW, Asked(months=24, paths=500))


def test_every_calibrated_number_says_how_it_was_found() -> None:
    for line in TOLD.parameters:
        assert not isinstance(line.figure, Missing)
        assert line.figure.badge is Badge.ESTIMATED
        assert line.figure.formula


def test_bands_of_a_fan_lie_in_order() -> None:
    for fan in TOLD.fans:
        for point in fan.points:
            values = [each.value for each in (point.p5, point.p25, point.p50, point.p75, point.p95)]
            assert values == sorted(values), fan.name


def test_no_figure_is_known_after_the_views_day() -> None:
    view = Record().view(VIEW.as_of.replace(year=2024, month=9, day=30))
    told = asked_worlds(view, Asked(months=12, paths=100))
    assumed = {figure.id for figure in told.figures() if figure.known_at > view.as_of}
    rests_on_an_assumption = ("price drift", "rent ", "delay ", "ai_rent")
    assert all(any(words in id for words in rests_on_an_assumption) for id in assumed), assumed
    assert "worlds.bitcoin_drift_premium" in told.made_from.look_ahead


def test_assumptions_of_the_worlds_that_are_younger_than_the_day_are_named() -> None:
    assert TOLD.made_from.look_ahead == ()
    assert TOLD.made_from.assumptions


def test_the_same_seed_gives_the_same_answer() -> None:
    again = asked_worlds(Record().view(), Asked(months=24, paths=500))
    assert again.to_json() == TOLD.to_json()


@pytest.mark.parametrize("hub", ["HB_WEST", "HB_NORTH", "HB_HOUSTON"])
def test_every_hub_can_be_asked_for(hub: str) -> None:
    assert asked_worlds(VIEW, Asked(months=6, paths=50, hub=hub)).hub == hub


def test_a_stated_price_is_where_paths_start() -> None:
    told = asked_worlds(VIEW, Asked(months=6, paths=50, price_usd_per_btc=100_000))
    start = next(line.figure for line in told.parameters if line.words == "price at the start")
    assert not isinstance(start, Missing)
    assert start.value == pytest.approx(100_000)
    assert "100,000" in told.notes[0]
