"""What was written in JSON stands again as the value it was, or is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure, derive
from headframe.vocabulary.wire import to_wire
from headframe.vocabulary.wire_read import from_wire

SOURCE = Source(Witness.FILING, "10-Q")
HELD = Figure("NORTHFIELD held 2025", 12.0, Interval.exact(12.0), "BTC", Badge.REPORTED, date(2026, 1, 1), (SOURCE,))
TWICE = derive("NORTHFIELD twice 2025", "2 x held", 24.0, Interval.exact(24.0), "BTC", HELD, note="made up")


@dataclass(frozen=True)
class Line:
    name: str
    at: date
    share: float
    count: int | None
    ends: tuple[float, float]
    figure: Figure | Missing
    others: tuple[Figure, ...]


LINE = Line("first", date(2025, 3, 1), 2.0, None, (1.0, 2.5), TWICE, (HELD, TWICE))


def test_a_line_is_read_back_as_it_was() -> None:
    assert from_wire(Line, to_wire(LINE), {HELD.id: HELD}) == LINE


def test_a_gap_is_read_back_with_its_reason() -> None:
    assert from_wire(Figure | Missing, {"missing": "not printed"}, {}) == Missing("not printed")


@pytest.mark.parametrize(
    "change", [{"share": "2"}, {"at": "yesterday"}, {"ends": [1.0]}, {"count": "3"}, {"name": True}]
)
def test_what_is_of_another_kind_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InputRefused):
        from_wire(Line, to_wire(LINE) | change, {HELD.id: HELD})


def test_a_formula_whose_inputs_are_not_known_is_refused() -> None:
    with pytest.raises(InputRefused):
        from_wire(Line, to_wire(LINE), {})
