"""`headframe check-deal`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb
from headframe.ground.errors import InputRefused, UsageProblem


@verb("terminal", "json", "csv")
def command(
    common: Common, file: Annotated[Path, typer.Argument(metavar="DEAL.toml", help="See examples/deal-riot-amd.toml.")]
) -> int:
    """Do a deal's stated figures hold together: value, rent, NOI, yield, gross and critical IT."""
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.deal import deal_page, implied_page
    from headframe.cli.forms import csv_text
    from headframe.sites.deal_check import check_deal
    from headframe.sites.deal_file import read_deal

    told = check_deal(common.view(), read_deal(_text(file), file.name))
    forms = {"terminal": lambda answer: page_text(answer, "deal check", deal_page(answer), implied_page(answer))}
    return emit(common, told, forms | {"csv": csv_text})


def _text(file: Path) -> str:
    from headframe.sites.deal_file import LARGEST_FILE

    if not file.is_file():
        raise UsageProblem(f"there is no file {file.name}", where=str(file), next="check the path")
    if (size := file.stat().st_size) > LARGEST_FILE:
        raise InputRefused(
            f"{file.name} has {size:,} bytes: no deal is that long", where=str(file), next="see examples/"
        )
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefused(
            f"{file.name} cannot be read", where=str(file), why=str(error), next="save it as UTF-8"
        ) from error
