"""`headframe retrofit`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb, write_out
from headframe.cli.files import bytes_of
from headframe.ground.errors import UsageProblem


@verb("terminal", "json", "csv")
def command(
    common: Common,
    file: Annotated[Path, typer.Argument(help="The workbook: .xlsx, without macros or password.")],
    every: Annotated[bool, typer.Option("--all", help="Also the numbers that nothing identifies.")] = False,
) -> int:
    """Hard-coded numbers of a workbook against the record: confirmed, rounded, stale, wrong, and what to put.

    With --out checked.xlsx a copy is written: comments and colours on the cells, an index sheet at the end. Charts,
    formats and formulas stay as they are, and the workbook itself is never written to.
    """
    from headframe.audit.retrofit import retrofit_workbook
    from headframe.audit.retrofit_copy import checked_copy
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.retrofit import retrofit_section
    from headframe.cli.forms import rows_csv

    copies = common.out is not None and common.out.suffix.lower() == ".xlsx"
    if copies and common.out is not None and _is_same(common.out, file):
        raise UsageProblem("the copy would replace the workbook", where=str(common.out), next="give it another name")
    data = bytes_of(file)
    answer = retrofit_workbook(common.view(), data, file.name, every=every)
    forms = {
        "terminal": lambda told: page_text(told, f"retrofit {told.workbook}", retrofit_section(told, every=every)),
        "csv": lambda told: rows_csv(told.findings),
    }
    if not copies:
        return emit(common, answer, forms)
    write_out(common, checked_copy(answer, data))
    sys.stdout.flush()
    return emit(replace(common, out=None), answer, forms)


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
