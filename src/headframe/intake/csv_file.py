"""A CSV file's bytes to rows of clean cells: encoding, size, header and hidden characters are judged here."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from headframe.intake.problems import Problems
from headframe.vocabulary.spreadsheet_text import undefused

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes; about 200,000 facts. A larger file is a sign of the wrong file."""
LONGEST_CELL = 10_000
"""Characters: a quote is a sentence, not a document."""
FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.,]+$)")
"""What a spreadsheet would run rather than show. A signed number is none."""
OTHER_KINDS = ((b"PK\x03\x04", "an Excel workbook"), (b"\xd0\xcf\x11\xe0", "an old Excel workbook"), (b"%PDF", "a PDF"))
SAVE_AS = "save it from the spreadsheet as “CSV UTF-8 (comma delimited)”"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts, and its cells by column, blanks around them taken off.

    A cell in an `unclean` column has been noted already, and is not to be read.
    """

    number: int
    cells: dict[str, str]
    unclean: frozenset[str] = frozenset()


def read_rows(data: bytes, required: Collection[str], optional: Collection[str], problems: Problems) -> list[Row]:
    """Return the rows of a CSV file whose header holds the required columns and no unknown one.

    Parameters
    ----------
    data : bytes
        The file.
    required, optional : collection of str
        Names of columns.
    problems : Problems
        What is wrong is noted there; rows that can be read in part are returned all the same.
    """
    text = _text(data, problems)
    if text is None:
        return []
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(table, [])]
        if not _is_header(header, required, optional, problems):
            return []
        return list(_rows(table, header, problems))
    except csv.Error as error:
        what = f"from this line on the file is no CSV: {error}"
        problems.note(table.line_num, "", what, 'close every quotation mark, and write " as ""')
        return []


def _text(data: bytes, problems: Problems) -> str | None:
    what = next((kind for mark, kind in OTHER_KINDS if data.startswith(mark)), None)
    if not data.strip():
        problems.note(0, "", "the file is empty", "the first row names the columns")
    elif len(data) > LARGEST_FILE:
        problems.note(0, "", f"the file has {len(data):,} bytes, more than {LARGEST_FILE:,}", "import it in parts")
    elif what:
        problems.note(0, "", f"this is {what}, not CSV", SAVE_AS)
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        problems.note(0, "", "this is not UTF-8 text: UTF-16, or no text at all", SAVE_AS)
    else:
        return _decoded(data, problems)
    return None


def _decoded(data: bytes, problems: Problems) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.note(line, "", f"byte {error.start:,} is not UTF-8 text", SAVE_AS)
        return None


def _is_header(header: list[str], required: Collection[str], optional: Collection[str], problems: Problems) -> bool:
    known = [*required, *optional]
    before = len(problems.found)
    separator = next((mark for mark in ";\t|" if len(header) == 1 and mark in header[0]), None)
    if separator:
        problems.note(1, "", f"the columns are separated by {separator!r}", f"separate them by commas: {SAVE_AS}")
        return False
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            problems.note(1, name, f"the column '{name[:60]}' stands there twice", "keep one of them")
        if name not in known:
            problems.note(1, name[:60], f"'{name[:60]}' is no column that an import reads", _offer(name, known))
    for name in required:
        if name not in header:
            problems.note(1, name, f"the column '{name}' is missing", f"required: {', '.join(required)}")
    return len(problems.found) == before


def _offer(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name.casefold(), known, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"


def _rows(table: Iterator[list[str]], header: list[str], problems: Problems) -> Iterator[Row]:
    for number, cells in enumerate(table, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            what = f"the row has {len(cells)} cells where the header has {len(header)}"
            problems.note(number, "", what, 'put quotation marks around a cell that holds a comma: "18,005"')
            continue
        tidied = {name: _tidied(cell) for name, cell in zip(header, cells, strict=True)}
        unclean = frozenset(name for name, text in tidied.items() if not _is_clean(number, name, text, problems))
        yield Row(number, {name: undefused(text) for name, text in tidied.items()}, unclean)


def _tidied(cell: str) -> str:
    return cell.strip(" ").replace("\r\n", "\n")


def _is_clean(row: int, column: str, text: str, problems: Problems) -> bool:
    hidden = None if text.isprintable() else _hidden(text)
    if len(text) > LONGEST_CELL:
        problems.note(row, column, f"the cell has {len(text):,} characters", f"at most {LONGEST_CELL:,}")
    elif FORMULA.match(text):
        what = f"'{visible(text[:20])}' would be run as a formula by a spreadsheet"
        problems.note(row, column, what, "write its result, or begin the text with a letter")
    elif hidden:
        what = f"the cell holds a character that cannot be seen: U+{ord(hidden):04X}"
        problems.note(row, column, what, "type the cell anew, without pasting")
    else:
        return True
    return False


def _hidden(text: str) -> str | None:
    return next((char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\n"), None)


def visible(text: str) -> str:
    """Return text with everything beyond ASCII spelt out, so that a message cannot hide what it quotes."""
    return text.encode("ascii", "backslashreplace").decode()
