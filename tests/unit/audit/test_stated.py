from __future__ import annotations

import pytest

from headframe.audit.judge import fit
from headframe.audit.stated import Bound, stated
from headframe.ground.interval import Interval
from headframe.reading.quantities import quantities

OURS = Interval(18004.5, 18005.5)


def verdict(text: str, bound: Bound, ours: Interval = OURS) -> str | None:
    found = fit(stated(quantities(text)[0], bound), ours)
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "bound", "expected"),
    [
        ("18,005 BTC", Bound.EXACT, "right"),
        ("18,050 BTC", Bound.EXACT, None),
        ("18,000 BTC", Bound.EXACT, "rounded"),
        ("18,000 BTC", Bound.ABOUT, "rounded"),
        ("19,500 BTC", Bound.ABOUT, None),
        ("18,000 BTC", Bound.AT_LEAST, "right"),
        ("18,500 BTC", Bound.AT_LEAST, None),
        ("18,500 BTC", Bound.AT_MOST, "right"),
        ("17,500 BTC", Bound.AT_MOST, None),
    ],
)
def test_a_number_is_judged_as_firmly_as_it_is_stated(text: str, bound: Bound, expected: str | None) -> None:
    assert verdict(text, bound) == expected


def test_a_figure_known_roughly_confirms_no_number_far_from_it() -> None:
    assert verdict("$16.5 million", Bound.EXACT, Interval(15.5e6, 16.5e6)) is None
