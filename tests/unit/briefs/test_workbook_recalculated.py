"""The workbook recalculated by LibreOffice: cached values are what the formulas give, and changes move it as Python."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.briefs.workbook_cases import FIVE, HELD, made, near, northfield, python_value

from headframe.briefs.workbook.writer import workbook_bytes

openpyxl = pytest.importorskip("openpyxl")
OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice, which recalculates the workbook, is not installed")
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
"""A setting of LibreOffice: recalculate every formula of a workbook on loading it."""


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Write RIOT's workbook, Northfield's, and one for each change; let LibreOffice recalculate them all."""
    folder = tmp_path_factory.mktemp("workbook")
    settings = folder / "office" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(ALWAYS, "utf-8")
    for name, of in (("riot", made()), ("northfield", northfield())):
        (folder / f"{name}.xlsx").write_bytes(workbook_bytes(of.built.model, of.computed, of.title))
    for name, value in FIVE.items():
        book = openpyxl.load_workbook(folder / "riot.xlsx")
        line = next(line for line in made().built.model.inputs if line.label == name)
        book["Inputs"].cell(line.first[1] + 1, 2).value = value
        book.save(folder / f"{name}.xlsx")
    files = sorted(folder.glob("*.xlsx"))
    where = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    done = folder / "done"
    asked = [str(OFFICE), where, "--headless", "--convert-to", "xlsx", "--outdir", str(done), *map(str, files)]
    subprocess.run(asked, check=True, capture_output=True, timeout=300)
    yield folder


def cells(file: Path) -> Iterator[tuple[str, Any]]:
    book = openpyxl.load_workbook(file, data_only=True, read_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            yield from ((f"{sheet.title}!{cell.coordinate}", cell.value) for cell in row if cell.value is not None)


@pytest.mark.parametrize("name", ["riot", "northfield"])
def test_every_cached_value_is_what_the_formulas_give(recalculated: Path, name: str) -> None:
    cached = dict(cells(recalculated / f"{name}.xlsx"))
    again = dict(cells(recalculated / "done" / f"{name}.xlsx"))
    assert len(cached) > 1000 and cached.keys() == again.keys()
    assert not [key for key in cached if not _equal(cached[key], again[key])]


def _equal(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return near(ours, theirs, 1e-9) or ours == theirs
    return bool(ours == theirs)


@pytest.mark.parametrize("name", sorted(FIVE))
def test_a_changed_blue_cell_moves_the_file_as_it_moves_python(recalculated: Path, name: str) -> None:
    held = dict(cells(recalculated / "done" / f"{name}.xlsx"))
    assert near(held["Parts!D3"], python_value(HELD.with_changes({name: FIVE[name]})), 1e-6)
