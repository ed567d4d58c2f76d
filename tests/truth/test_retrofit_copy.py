"""The checked copy loses nothing: charts, formats, formulas and values, also after LibreOffice recalculated it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from retrofit_made import converted, formulas_of, needs_office, parts_of, rich_book, values_of

from headframe.accounts.why import explain
from headframe.audit.retrofit import Retrofit, retrofit_workbook
from headframe.audit.retrofit_copy import checked_copy
from headframe.cli.main import main
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure

VIEW = Record().view()
BOOK = rich_book()
ANSWER = retrofit_workbook(VIEW, BOOK, "model.xlsx")
COPY = checked_copy(ANSWER, BOOK)
INDEX = "Headframe check"
MAY_CHANGE = re.compile(
    r"\[Content_Types\]\.xml|xl/workbook\.xml|xl/styles\.xml|.*\.rels|xl/comments.*|.*\.vml|xl/worksheets/sheet1\.xml"
)


def test_every_part_but_the_marked_ones_keeps_its_bytes() -> None:
    before, after = parts_of(BOOK), parts_of(COPY)
    kept = [name for name in before if not MAY_CHANGE.fullmatch(name)]
    assert {"xl/charts/chart1.xml", "xl/charts/chart2.xml", "xl/drawings/drawing1.xml", "xl/tables/table1.xml"} <= set(
        kept
    )
    assert {name for name in kept if before[name] != after[name]} == set()
    assert set(before) <= set(after)


def test_a_sheet_differs_only_in_styles_and_the_pointer_to_its_comments() -> None:
    before, after = (parts_of(data)["xl/worksheets/sheet1.xml"] for data in (BOOK, COPY))
    pointer = re.compile(rb"<legacyDrawing[^>]*/>")
    bare = [pointer.sub(b"", re.sub(rb' s="\d+"', b"", data)) for data in (before, after)]
    assert bare[0] == bare[1]


def test_values_and_formulas_read_the_same() -> None:
    before, after = formulas_of(BOOK), formulas_of(COPY)
    assert before == {place: value for place, value in after.items() if not place.startswith(INDEX)}


def test_formats_of_a_coloured_cell_stay() -> None:
    cell = openpyxl.load_workbook(io.BytesIO(COPY))["RIOT & co"]["B4"]
    assert (cell.number_format, cell.font.bold, cell.fill.fgColor.rgb) == ("#,##0", True, "FFD5E8D4")


def test_a_comment_that_was_there_stays_and_ours_follows() -> None:
    comment = openpyxl.load_workbook(io.BytesIO(COPY))["RIOT & co"]["E4"].comment.text
    assert comment.startswith("ask the CFO")
    assert "Headframe: differs" in comment and "Put: 18,005" in comment


def test_a_confirmed_number_says_where_it_was_printed() -> None:
    comment = openpyxl.load_workbook(io.BytesIO(COPY))["RIOT & co"]["B5"].comment.text
    assert "Headframe: confirmed" in comment and "headframe why RIOT bitcoin_produced 2025-09" in comment


def test_the_index_lists_every_finding_the_worst_first() -> None:
    index = openpyxl.load_workbook(io.BytesIO(COPY))[INDEX]
    rows = [[cell.value for cell in row] for row in index.iter_rows()]
    start = next(at for at, row in enumerate(rows) if row[:3] == ["sheet", "cell", "verdict"])
    assert len(rows) - start - 1 == len(ANSWER.findings)
    assert rows[start + 1][1:5] == ["E4", "differs", 18050, 18005]


def test_a_second_check_of_the_copy_takes_another_index_name() -> None:
    again = checked_copy(retrofit_workbook(VIEW, COPY, "checked.xlsx"), COPY)
    assert openpyxl.load_workbook(io.BytesIO(again)).sheetnames[-2:] == [INDEX, f"{INDEX} 2"]


def test_the_same_workbook_makes_the_same_copy() -> None:
    assert checked_copy(ANSWER, BOOK) == COPY


@needs_office
def test_libreoffice_calculates_the_same_values(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(), (tmp_path / "b").mkdir()
    before = values_of(converted(BOOK, tmp_path / "a"))
    after = values_of(converted(COPY, tmp_path / "b"))
    assert before["RIOT & co!B9"] == 76029
    assert before == {place: value for place, value in after.items() if not place.startswith(INDEX)}


@needs_office
def test_a_workbook_that_libreoffice_wrote_keeps_its_cached_values_and_charts(tmp_path: Path) -> None:
    book = converted(BOOK, tmp_path)
    copy = checked_copy(retrofit_workbook(VIEW, book, "model.xlsx"), book)
    assert values_of(book) == {place: value for place, value in values_of(copy).items() if not place.startswith(INDEX)}
    charts = [name for name in parts_of(book) if "chart" in name]
    assert charts and all(parts_of(book)[name] == parts_of(copy)[name] for name in charts)


@needs_office
def test_libreoffice_shows_the_comments_on_demand_only(tmp_path: Path) -> None:
    shown = converted(COPY, tmp_path, to="fods").decode()
    assert shown.count("<office:annotation ") == len(ANSWER.findings)
    assert 'office:display="true"' not in shown


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_edited_parts_are_well_formed(part: str) -> None:
    from lxml import etree

    assert etree.fromstring(parts_of(COPY)[part]) is not None


def test_the_answer_is_in_its_published_schema() -> None:
    jsonschema.validate(ANSWER.to_json(), Retrofit.json_schema())


def test_the_command_line_adds_no_computation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file := tmp_path / "model.xlsx").write_bytes(BOOK)
    assert main(["retrofit", str(file), "--form", "json", "--out", str(tmp_path / "checked.xlsx")]) == 0
    assert json.loads(capsys.readouterr().out) == ANSWER.to_json()
    assert (tmp_path / "checked.xlsx").read_bytes() == COPY


def test_every_figure_that_is_shown_answers_to_why() -> None:
    for figure in ANSWER.figures():
        company, concept, period = figure.id.split(" ")
        found = explain(VIEW, company, concept, period).figure
        assert isinstance(found, Figure) and found.value == figure.value
