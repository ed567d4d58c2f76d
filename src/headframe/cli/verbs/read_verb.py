"""`headframe read`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb
from headframe.cli.files import bytes_of
from headframe.ground.period import Period


@verb("terminal", "json", "csv")
def command(
    common: Common,
    file: Annotated[Path, typer.Argument(help="HTML, text, PDF, a filing, a complete submission.")],
    company: Annotated[
        str | None, typer.Option("--company", help="Whose document it is, where it does not say.")
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DAY", help="When it was published, where it does not say.")
    ] = None,
) -> int:
    """The facts in a document, with quote and place. Nothing is stored."""
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.read import read_sections
    from headframe.cli.forms import rows_csv
    from headframe.intake.read import read_for
    from headframe.vocabulary.company import company as find_company

    ticker = find_company(company).ticker if company else None
    day = Period.parse(published).end if published else None
    answer = read_for(common.view(), bytes_of(file), file.name, company=ticker, published_on=day)
    return emit(
        common,
        answer,
        {
            "terminal": lambda told: page_text(told, f"read {told.document}", *read_sections(told)),
            "csv": lambda told: rows_csv(told.facts),
        },
    )
