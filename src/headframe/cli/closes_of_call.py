"""The closes a command names: --prices, and --bitcoin beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headframe.ground.errors import InputRefused, UsageProblem

if TYPE_CHECKING:
    from headframe.worth.closes import Closes

PricesOption = Annotated[
    Path | None,
    typer.Option(
        "--prices",
        metavar="CLOSES.csv",
        help="Daily closes: date,ticker,close and adj_close where known. The company, SPY, the AI basket, BTC.",
    ),
]
BitcoinOption = Annotated[
    Path | None,
    typer.Option("--bitcoin", metavar="BTC.csv", help="Daily bitcoin apart: date,price_usd (days of UTC)."),
]


def closes_of_call(prices: Path | None, bitcoin: Path | None, as_of: date) -> Closes | None:
    """Return the closes of a call, what came after `as_of` left out; None where none are named."""
    from headframe.worth.closes import read_closes

    if prices is None:
        if bitcoin is not None:
            raise UsageProblem("--bitcoin stands beside --prices", next="give --prices closes.csv too")
        return None
    return read_closes(text_of_file(prices), prices.name, as_of, None if bitcoin is None else text_of_file(bitcoin))


def text_of_file(path: Path) -> str:
    """Return a file's text, refused where it is absent, too large or not UTF-8."""
    from headframe.cli.files import bytes_of

    try:
        return bytes_of(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputRefused(f"{path.name} is not UTF-8", where=str(path), next="save it as UTF-8") from error
