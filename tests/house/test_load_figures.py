"""What the load harness makes of its measures: percentiles that were met, and memory that is flat or is not."""

from __future__ import annotations

import pytest
from harness.load_figures import memory_of, percentile
from harness.load_pages import kind_of


def test_a_percentile_is_a_time_that_was_met() -> None:
    times = [float(number) for number in range(1, 201)]
    assert (percentile(times, 0.5), percentile(times, 0.99), percentile(times, 1)) == (100, 198, 200)


def test_the_slowest_of_few_requests_is_not_averaged_away() -> None:
    assert percentile([0.1, 0.1, 9.0], 0.99) == 9.0


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], 0.0), ([1.0], 1.1)])
def test_no_percentile_is_made_of_nothing(values: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="no percentile"):
        percentile(values, share)


def test_memory_that_sways_about_a_level_is_flat() -> None:
    assert memory_of([(float(second), 500.0 + 20 * (second % 3)) for second in range(60)]).is_flat


def test_memory_that_grows_by_a_tenth_is_not_flat() -> None:
    grown = memory_of([(float(second), 500.0 + second) for second in range(60)])
    assert not grown.is_flat
    assert grown.slope == pytest.approx(3600)


def test_too_few_samples_say_nothing_of_memory() -> None:
    with pytest.raises(ValueError, match="too few"):
        memory_of([(float(second), 500.0) for second in range(7)])


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "a page of the sector"),
        ("/documents", "a form"),
        ("/c/RIOT/chart/holdings.svg", "a picture"),
        ("/c/RIOT/facts.json?concept=bitcoin_held", "JSON"),
    ],
)
def test_each_address_has_its_kind(address: str, kind: str) -> None:
    assert kind_of(address) == kind
