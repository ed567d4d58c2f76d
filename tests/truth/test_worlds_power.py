"""A year's margin by the packaged quantiles against its hours: within 3 % at break-evens of 40 to 100 $/MWh."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from headframe.mining.power_quantiles import expected_shortfall_below_usd_per_mwh
from headframe.record.record import Record
from headframe.worlds.calibrate import calibrate
from headframe.worlds.power_shapes import margin_usd_per_mwh
from headframe.worlds.power_table import hubs, power_months

VIEW = Record().view()
BREAK_EVENS = (40.0, 60.0, 80.0, 100.0)
YEARS = range(2020, 2026)
TEXAS = ZoneInfo("America/Chicago")
"""The table's months are of prevailing time in Texas."""


def hourly(shared: Path, hub: str) -> dict[tuple[int, int], np.ndarray]:
    """Return the hourly prices of each month [USD/MWh]."""
    file = shared / "reference" / f"ercot_hourly_{hub}.csv"
    if not file.is_file():
        pytest.skip("the hourly series do not lie beside this checkout")
    prices: dict[tuple[int, int], list[float]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            at = datetime.fromisoformat(row["timestamp_utc"].replace("Z", "+00:00")).astimezone(TEXAS)
            prices[at.year, at.month].append(float(row["price_usd_mwh"]))
    return {month: np.array(found) for month, found in prices.items()}


@pytest.mark.parametrize("hub", hubs())
def test_a_years_margin_is_within_3_percent_of_its_hours(shared: Path, hub: str) -> None:
    hours = hourly(shared, hub)
    for year in YEARS:
        months = [each for each in power_months(hub, VIEW.as_of) if each.month.end.year == year]
        for limit in BREAK_EVENS:
            exact = sum(np.maximum(limit - hours[year, each.month.end.month], 0).sum() for each in months)
            ours = sum(
                expected_shortfall_below_usd_per_mwh(limit, each.quantiles) * len(hours[year, each.month.end.month])
                for each in months
            )
            assert ours == pytest.approx(exact, rel=0.03), (year, limit)


@pytest.mark.parametrize("hub", hubs())
def test_a_years_margin_by_the_worlds_table_is_within_3_percent_too(shared: Path, hub: str) -> None:
    hours = hourly(shared, hub)
    world = calibrate(VIEW, months=12, hub=hub)
    shapes, season = world.tables.shapes, world.fits.power.season
    for year in YEARS:
        for limit in BREAK_EVENS:
            exact = ours = 0.0
            for month in range(12):
                prices = hours[year, month + 1]
                drawn = np.array([shapes.labels[month].index(year)])
                level = np.array([season[month]])
                ours += margin_usd_per_mwh(np.array([limit]), level, shapes, month, drawn)[0] * len(prices)
                exact += np.maximum(limit - prices, 0).sum()
            assert ours == pytest.approx(exact, rel=0.03), (year, limit)


@pytest.mark.parametrize("hub", hubs())
def test_the_storm_of_february_2021_keeps_its_weight(hub: str) -> None:
    """Its mean over the Februaries' mean: 1,531.46 against 19, 1,531, 43, 18, 16 and 34 in the west, so 5.5 of 6."""
    shapes = calibrate(VIEW, months=12, hub=hub).tables.shapes
    storm = shapes.mean[1, shapes.labels[1].index(2021)]
    assert storm == pytest.approx(5.5, abs=0.1)
    assert shapes.mean[1].mean() == pytest.approx(1.0)
