"""Keeps what `benchmarks/bench_million.py` measures for docs/why/trust.md. Usage: python -m harness.million."""

from __future__ import annotations

import sys

from benchmarks.bench_million import run
from benchmarks.registry import Measure

from harness.measured_figures import Cell, keep
from harness.trust_page import main as write_page

SAYS = (
    "A made-up record, all of one company (the hard case) and spread over all companies; CPU seconds. The growth "
    "exponent is that of time over facts between a tenth and the whole: 1 is linear."
)


def main() -> int:
    """Measure, keep, and return 0 where every limit holds."""
    measures = run()
    keep("3-million", "A million facts", SAYS, "python -m harness.million", [_row(measure) for measure in measures])
    write_page()
    return 0 if all(measure.holds for measure in measures) else 1


def _row(measure: Measure) -> dict[str, Cell]:
    limit = "" if measure.limit is None else f"≤ {measure.limit:g}" + ("" if measure.holds else " (does not hold)")
    return {"what": measure.name, "value": measure.value, "unit": measure.unit, "limit": limit}


if __name__ == "__main__":
    sys.exit(main())
