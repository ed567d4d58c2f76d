"""The checked copy: the workbook as it was, with comments, colours and the index."""

from __future__ import annotations

from functools import partial

from headframe.audit.retrofit import Retrofit
from headframe.audit.retrofit_index import index_sheet
from headframe.audit.retrofit_verdict import WORST_FIRST
from headframe.audit.retrofit_words import comment_of
from headframe.audit.workbook_book import opened_book
from headframe.audit.workbook_cells import REFERENCE, column_of
from headframe.audit.workbook_copy import Marks, marked_copy
from headframe.audit.workbook_limits import MOST_COMMENTS
from headframe.ground.errors import InputRefused

Place = tuple[int, int]


def checked_copy(answer: Retrofit, data: bytes) -> bytes:
    """Return the workbook with what was found written beside its numbers.

    Parameters
    ----------
    answer : Retrofit
        What `retrofit_workbook` found in it.
    data : bytes
        The same workbook.

    Raises
    ------
    InputRefused
        Where the workbook cannot be marked: it holds no styles, or as many as Excel allows.
    """
    book = opened_book(data, answer.workbook)
    parts = {sheet.name: sheet.part for sheet in book.sheets}
    notes: dict[str, dict[Place, str]] = {}
    colours: dict[str, dict[Place, str]] = {}
    order = {verdict: place for place, verdict in enumerate(WORST_FIRST)}
    worst_first = sorted(answer.findings, key=lambda found: order[found.verdict])
    for count, finding in enumerate(worst_first):
        part, place = parts[finding.sheet], place_of(finding.cell)
        colours.setdefault(part, {})[place] = finding.verdict.colour
        if count < MOST_COMMENTS:
            notes.setdefault(part, {})[place] = comment_of(finding)
    marks = {part: Marks(notes.get(part, {}), colours[part]) for part in colours}
    return marked_copy(book, marks, partial(index_sheet, answer))


def place_of(cell: str) -> Place:
    """Return the row and column of an address.

    Examples
    --------
    >>> place_of("C14")
    (14, 3)
    """
    match = REFERENCE.fullmatch(cell)
    if match is None:
        raise InputRefused(f"'{cell}' is no cell", next="write it like C14")
    return int(match[2]), column_of(match[1])
