"""Byte edits of a sheet, and formats of numbers."""

from __future__ import annotations

import pytest

from headframe.audit.workbook_cells import Held, read_cells
from headframe.audit.workbook_edit import plain_bytes, with_legacy_drawing, with_styles
from headframe.audit.workbook_formats import day_of, shown_by
from headframe.audit.workbook_notes import EMPTY, with_comments
from headframe.audit.workbook_text import safe_cell
from headframe.audit.workbook_xml import MAIN


def test_a_cell_without_style_gets_one() -> None:
    sheet = b'<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>'
    assert with_styles(sheet, {(1, 1): lambda style: style + 7}) == sheet.replace(b'r="A1"', b'r="A1" s="7"')


def test_cells_without_an_address_are_counted() -> None:
    sheet = b"<x:sheetData><x:row><x:c><x:v>5</x:v></x:c><x:c><x:v>6</x:v></x:c></x:row></x:sheetData>"
    assert b'<x:c s="9"><x:v>6' in with_styles(sheet, {(1, 2): lambda style: 9})


def test_what_stands_behind_the_cells_is_left_alone() -> None:
    sheet = b'<sheetData><row r="1"><c r="A1"/></row></sheetData><extLst><c r="A1" s="1"/></extLst>'
    assert with_styles(sheet, {(1, 1): lambda style: 9}).endswith(b'<extLst><c r="A1" s="1"/></extLst>')


@pytest.mark.parametrize("follower", [b"<tableParts/>", b"<legacyDrawingHF r:id='a'/>", b"<extLst><ext/></extLst>"])
def test_the_pointer_to_comments_stands_where_the_schema_asks(follower: bytes) -> None:
    rules = b"<conditionalFormatting><cfRule><extLst><ext/></extLst></cfRule></conditionalFormatting>"
    prompt = b"<dataValidations><dataValidation prompt='a > b'/></dataValidations><drawing r:id='d'/>"
    sheet = b"<worksheet><sheetData></sheetData>" + rules + prompt + follower + b"</worksheet>"
    done = with_legacy_drawing(sheet, "rId9")
    assert done.index(b"<drawing") < done.index(b"<legacyDrawing ") < done.rindex(follower)


def test_a_sheet_in_utf16_is_turned_into_utf8_first() -> None:
    sheet = f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode(
        "utf-16"
    )
    assert b"<sheetData" in plain_bytes(sheet)


def test_a_constant_formula_is_a_hard_code_and_another_is_not() -> None:
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row><c><f>161.6*1000</f><v>161600</v></c>'
        "<c><f>A1*2</f><v>1</v></c></row></sheetData></worksheet>"
    ).encode()
    assert [cell.held for cell in read_cells(sheet, "s", ()).rows[0]] == [Held.NUMBER, Held.COMPUTED]


def test_a_threaded_comment_is_left_alone() -> None:
    text = '<comment ref="B2" authorId="0"><text><t>[Threaded comment]</t></text></comment>'
    authors = "<authors><author>tc={1}</author></authors>"
    part = f'<comments xmlns="{MAIN}">{authors}<commentList>{text}</commentList></comments>'
    done, new, left = with_comments(part.encode(), {(2, 2): "ours", (3, 3): "ours"})
    assert (new, left) == ([(3, 3)], [(2, 2)]) and done.count(b"ours") == 1


def test_a_comment_cannot_carry_markup_or_control_characters() -> None:
    done, _, _ = with_comments(EMPTY, {(1, 1): "<b>&\x01 _x000D_"})
    assert b"&lt;b&gt;&amp; _x005F_x000D_" in done


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x"])
def test_text_that_could_run_begins_with_an_apostrophe(text: str) -> None:
    assert safe_cell(text).startswith("&#x27;")


@pytest.mark.parametrize(
    ("code", "shown"),
    [("yyyy-mm-dd", "day"), ('mmm"-"yy', "month"), ("yyyy", "year"), ("[h]:mm", "time"), ("0.0%", "percent"),
     ('"Q"0', "plain"), ("[$-409]mmm-yy;@", "month"), ("#,##0_);(#,##0)", "plain"), ("General", "plain")],
)  # fmt: skip
def test_number_formats(code: str, shown: str) -> None:
    assert shown_by(code) == shown


def test_days_count_from_1904_on_old_macs() -> None:
    assert day_of(44561, False) == day_of(44561 - 1462, True)
