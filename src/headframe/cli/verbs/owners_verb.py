"""`headframe owners`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headframe.cli.common import Common, emit, verb

if TYPE_CHECKING:
    from headframe.worth.owners_file import Holding


@verb("terminal", "json", "csv")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    holdings: Annotated[
        list[Path] | None,
        typer.Option(
            "--holdings",
            metavar="FILE",
            help="13F submissions (.txt), or CSV: holder,quarter,shares and company, filed. May be repeated.",
        ),
    ] = None,
) -> int:
    """Who holds the stock: net change by holder and quarter from 13F tables; without them it says cannot_check."""
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.owners import owners_pages
    from headframe.cli.forms import csv_text
    from headframe.worth.owners import find_owners

    told = find_owners(common.view(), company, [each for path in holdings or () for each in _holdings(path, company)])
    forms = {"terminal": lambda answer: page_text(answer, "owners", *owners_pages(answer)), "csv": csv_text}
    return emit(common, told, forms)


def _holdings(path: Path, company: str) -> tuple[Holding, ...]:
    from headframe.cli.closes_of_call import text_of_file
    from headframe.cli.files import bytes_of
    from headframe.worth.owners_file import holdings_of_13f, holdings_of_csv

    if path.suffix.lower() == ".csv":
        return holdings_of_csv(text_of_file(path), path.name, company)
    return holdings_of_13f(bytes_of(path), path.name, company)
