"""What retrofit refuses, in words and with exit code 3; and what it leaves alone."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from headframe.audit import workbook_book, workbook_cells, workbook_package
from headframe.audit.retrofit import retrofit_workbook
from headframe.audit.retrofit_copy import checked_copy
from headframe.audit.workbook_kinds import ENCRYPTED, OLE
from headframe.cli.main import main
from headframe.ground.errors import InputRefused
from headframe.record.record import Record

VIEW = Record().view()
INJECTED = "=BTC produced"


def book(**changed: bytes) -> bytes:
    """Return a small workbook, with parts replaced or added."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "RIOT"
    for row in ([None, "Nov-25", "Dec-25"], ["BTC held", 19368, 18050], [INJECTED, 428, 470]):
        sheet.append(row)
    sheet["A3"].data_type = "s"
    buffer = io.BytesIO()
    made.save(buffer)
    return repacked(buffer.getvalue(), {name.replace("__", "/"): data for name, data in changed.items()})


def repacked(data: bytes, changed: dict[str, bytes], edit: Callable[[str, bytes], bytes] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = changed.get(name, before.read(name))
            after.writestr(name, edit(name, part) if edit else part)
        for name in sorted(set(changed) - set(before.namelist())):
            after.writestr(name, changed[name])
    return buffer.getvalue()


def with_doctype(name: str, data: bytes) -> bytes:
    if name != "xl/worksheets/sheet1.xml":
        return data
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY e SYSTEM "file:///etc/passwd">]>'
    at = data.index(b"<worksheet")
    return data[:at] + bomb + data[at:]


def only(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def doubled() -> bytes:
    buffer = io.BytesIO(book())
    with pytest.warns(UserWarning), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    return buffer.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "model.xlsx", "is empty"),
    "csv": (lambda: b"company,period\nRIOT,2025", "model.csv", "comma-separated text"),
    "not a workbook": (lambda: b"%PDF-1.7", "model.xlsx", "no Excel workbook"),
    "old xls": (lambda: OLE + bytes(2000), "model.xls", "old .xls"),
    "encrypted": (lambda: OLE + bytes(600) + ENCRYPTED + bytes(600), "model.xlsx", "encrypted"),
    "macros": (lambda: book(**{"xl__vbaProject.bin": b"x"}), "model.xlsm", "macros"),
    "macro sheet": (lambda: book(**{"xl__macrosheets__sheet1.xml": b"x"}), "model.xlsx", "macros"),
    "binary": (lambda: book(**{"xl__workbook.bin": b"x"}), "model.xlsb", "binary workbook"),
    "opendocument": (lambda: only({"mimetype": b"x", "content.xml": b"<a/>"}), "a.ods", "OpenDocument"),
    "other zip": (lambda: only({"readme.txt": b"hello"}), "model.xlsx", "no workbook"),
    "cut off": (lambda: book()[:900], "model.xlsx", "damaged"),
    "two parts of one name": (doubled, "model.xlsx", "two parts of one name"),
    "document type": (lambda: repacked(book(), {}, with_doctype), "model.xlsx", "document type"),
    "broken xml": (lambda: book(**{"xl__worksheets__sheet1.xml": b"<worksheet><a>"}), "model.xlsx", "cannot be read"),
    "bomb": (lambda: book(**{"xl__media__image1.png": bytes(60_000_000)}), "model.xlsx", "too large unpacked"),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_a_file_that_cannot_be_checked_is_refused_in_words(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, name, words = REFUSED[case]
    file = tmp_path / name
    file.write_bytes(make())
    start = time.perf_counter()
    assert main(["retrofit", str(file), "--out", str(tmp_path / "checked.xlsx"), "--form", "json"]) == 3
    assert time.perf_counter() - start < 10
    captured = capsys.readouterr()
    problem = json.loads(captured.err)
    assert captured.out == "" and words in problem["what"] and problem["next"]
    assert not (tmp_path / "checked.xlsx").exists()


def test_a_part_that_unpacks_to_more_than_its_directory_says_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_package, "LARGEST_PART", 1_000)
    with pytest.raises(InputRefused, match="too large unpacked"):
        retrofit_workbook(VIEW, book(), "model.xlsx")


def test_more_cells_than_a_model_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headframe.audit.retrofit.MOST_CELLS", 5)
    with pytest.raises(InputRefused, match="cells") as refused:
        retrofit_workbook(VIEW, book(), "model.xlsx")
    assert "data dump" in refused.value.why


def test_more_sheets_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_book, "MOST_SHEETS", 0)
    with pytest.raises(InputRefused, match="sheets"):
        retrofit_workbook(VIEW, book(), "model.xlsx")


def test_an_address_that_overflows_is_no_crash() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="99999999999">'
    )
    sheet += b'<c r="ZZZZZZ99999999999"><v>1e999</v></c><c><v>1</v></c></row></sheetData></worksheet>'
    assert len(workbook_cells.read_cells(sheet, "sheet", ()).rows[0]) == 1


@pytest.mark.parametrize("number", [b"2026-02-30", "\u202e12".encode(), b"9" * 5_000])
def test_a_style_without_a_number_is_refused_in_words(number: bytes) -> None:
    def edit(name: str, part: bytes) -> bytes:
        return part.replace(b'numFmtId="0"', b'numFmtId="' + number + b'"') if name == "xl/styles.xml" else part

    with pytest.raises(InputRefused, match=r"styles\.xml cannot be read"):
        retrofit_workbook(VIEW, repacked(book(), {}, edit), "model.xlsx")


def test_links_to_other_workbooks_are_told_and_left_as_they_are() -> None:
    link = b'<externalLink xmlns="x"><externalBook/></externalLink>'
    data = book(**{"xl__externalLinks__externalLink1.xml": link})
    answer = retrofit_workbook(VIEW, data, "model.xlsx")
    assert any("never followed" in note for note in answer.notes)
    with zipfile.ZipFile(io.BytesIO(checked_copy(answer, data))) as archive:
        assert archive.read("xl/externalLinks/externalLink1.xml") == link


def test_a_label_that_looks_like_a_formula_is_only_text_in_the_copy() -> None:
    data = book()
    copy = checked_copy(retrofit_workbook(VIEW, data, "model.xlsx"), data)
    index = openpyxl.load_workbook(io.BytesIO(copy))["Headframe check"]
    cells = [cell for row in index.iter_rows() for cell in row if INJECTED in str(cell.value)]
    assert cells and all(cell.data_type != "f" and str(cell.value).startswith("'=") for cell in cells)


def test_the_workbook_itself_is_never_written_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "model.xlsx"
    file.write_bytes(data := book())
    assert main(["retrofit", str(file), "--out", str(file)]) == 2
    assert main(["retrofit", str(file), "--out", str(tmp_path / "checked.xlsx")]) == 0
    assert file.read_bytes() == data
    assert "differs" in capsys.readouterr().out
