"""Wilson's interval against statsmodels', and what was seen on no path."""

from __future__ import annotations

import pytest
from statsmodels.stats.proportion import proportion_confint

from headframe.economics.sampling import chance_interval


@pytest.mark.parametrize(("seen", "paths"), [(1, 20), (10, 20), (47, 1_000), (999, 1_000), (20, 20)])
def test_a_chances_interval_is_wilsons(seen: int, paths: int) -> None:
    band = chance_interval(seen / paths, paths)
    low, high = proportion_confint(seen, paths, alpha=0.1, method="wilson")
    assert (band.low, band.high) == pytest.approx((low, high), abs=1e-4)


def test_what_no_path_showed_may_still_happen() -> None:
    band = chance_interval(0.0, 100_000)
    assert band.low == 0.0
    assert 0.0 < band.high < 1e-4
