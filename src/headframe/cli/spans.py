"""The days between --from and --to."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.ground.errors import UsageProblem
from headframe.ground.period import Period

FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="First month, quarter or day.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last month, quarter or day.")]


def span_of(start: str | None, end: str | None) -> Period | None:
    """Return the days from the first of `start` to the last of `end`; None where neither is given.

    Raises
    ------
    UsageProblem
        Where only one is given, or they are the wrong way round.
    """
    if start is None and end is None:
        return None
    if start is None or end is None:
        raise UsageProblem("--from and --to go together", next="give both, such as --from 2025-11 --to 2025-12")
    return Period.span(Period.parse(start).first_day, Period.parse(end).end)
