"""The ranges of a tornado: known assumptions, around their value, inside what a user may choose."""

from __future__ import annotations

import pytest

from headframe.planning.swings import SwingRange, ends_of, swing_ranges
from headframe.vocabulary.assumptions import packaged_assumptions

HELD = packaged_assumptions()


@pytest.mark.parametrize("swing", swing_ranges(), ids=lambda swing: swing.assumption)
def test_a_range_lies_around_the_value_and_inside_what_may_be_chosen(swing: SwingRange) -> None:
    held = HELD[swing.assumption]
    assert held.low <= swing.low <= held.value <= swing.high <= held.high
    assert swing.low < swing.high
    assert swing.source and swing.why


def test_no_assumption_is_there_twice() -> None:
    names = [swing.assumption for swing in swing_ranges()]
    assert len(names) == len(set(names))


def test_a_value_beyond_the_range_draws_its_end_out() -> None:
    swing = swing_ranges()[0]
    wide = HELD.with_changes({swing.assumption: 0.15})
    assert ends_of(swing, wide) == (swing.low, 0.15)
