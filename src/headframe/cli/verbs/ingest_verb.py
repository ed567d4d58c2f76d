"""`headframe ingest`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb
from headframe.cli.files import bytes_of
from headframe.ground.period import Period
from headframe.vocabulary.fact import Witness


@verb("terminal", "json")
def command(
    common: Common,
    files: Annotated[list[Path], typer.Argument(help="Documents: HTML, text, PDF, filings, complete submissions.")],
    company: Annotated[
        str | None, typer.Option("--company", help="Whose documents they are, where they do not say.")
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DAY", help="When they were published, where they do not say.")
    ] = None,
    witness: Annotated[
        Witness | None, typer.Option("--witness", help="Who says it; a filing by its form, else press.")
    ] = None,
) -> int:
    """Take documents into your record: read, check, append, and say what became of each number."""
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.ingest import receipt_section
    from headframe.intake.ingest import Handed, ingest
    from headframe.vocabulary.company import company as find_company

    ticker = find_company(company).ticker if company else None
    day = Period.parse(published).end if published else None
    handed = [Handed(file.name, bytes_of(file), ticker, day, witness) for file in files]
    receipt = ingest(common.record(), handed, datetime.now(UTC))
    return emit(
        common,
        receipt,
        {"terminal": lambda told: page_text(told, "receipt", *(receipt_section(one) for one in told.documents))},
    )
