"""Which steps of whose roll-forward nobody has explained: `python examples/unexplained.py`."""

from __future__ import annotations

import sys

from headframe import Figure, Record, reconcile
from headframe.vocabulary.company import companies


def main() -> None:
    """List every unexplained step, the largest residual first."""
    view = Record().view()
    found = []
    for ticker in companies():
        for step in reconcile(view, ticker).steps:
            if step.verdict == "unexplained" and isinstance(step.residual, Figure):
                found.append((step.residual.value, step.tolerance, step.residual.id))
    for residual, tolerance, name in sorted(found, key=lambda row: -abs(row[0])):
        sys.stdout.write(f"{residual:+10,.1f} BTC   within ± {tolerance:<6.4g}  headframe why {name}\n")


if __name__ == "__main__":
    main()
