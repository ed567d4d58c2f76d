"""Tables in plain text and mirrors, found by their header: piped rows, one cell a line, glued rows, one-line runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headframe.reading.columns import FALSE_START, HEADER, LONE_HEADER, Columns, columns_of
from headframe.reading.dating import Calendar
from headframe.reading.labels import label_of

LONGEST_TABLE = 20_000
UNIT_WORDS = r"million|billion|thousand|mm|EH/s|PH/s|EH|J/TH|W/TH|(?:c|¢|cents)/kWh|/kWh|BTC|bitcoin|MW|%|\)|x"
NOTE = r"(?:\s(?:\(?\d{1,2}\)?)(?:,\s?\d)*)?"
VALUE = re.compile(
    rf"\s*(?:(?:appx|approx)\.?\s?\$?|[-–—−]{{1,2}}|N/?A|N/?M|NM|n\.m\.|\$|[~<>]?\(?[-−–+]?\s?(?:US)?\$?\s?\(?\d[\d.,\s]{{0,18}}\)?\s?(?:{UNIT_WORDS})?\s?(?:{UNIT_WORDS})?{NOTE}|(?:{UNIT_WORDS}))\s*",
    re.IGNORECASE,
)
UNIT_ONLY = re.compile(rf"\)?\s?(?:{UNIT_WORDS}){NOTE}", re.IGNORECASE)
LEAD_ONLY = re.compile(r"(?:(?:appx|approx)\.?\s?)?(?:US)?\$?\s?\(?", re.IGNORECASE)
ATOM = r"(?:N/?A|N/?M|[-–—−]{1,2}(?=\s*(?:[-–—−\d$(%]|N/|$))|[-−–+]?\s?[($]*\d[\d.,]*\)?)"
RUN_UNITS = r"million|billion|thousand|mm|EH/s|PH/s|EH|J/TH|W/TH|(?:c|¢|cents)/kWh|/kWh|%|\)"
RUN = re.compile(rf"{ATOM}(?:\s?(?:{RUN_UNITS}|\$)(?![a-z])|\s*{ATOM})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its label, and either its cells or, where digits are glued, the run of them all."""

    label: str
    cells: tuple[str, ...]
    run: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table found in text: its columns and rows, and the stretch of text it takes up."""

    columns: Columns
    rows: tuple[Row, ...]
    start: int
    end: int
    kind: str


def tables_in_text(text: str, calendar: Calendar) -> list[TextTable]:
    """Return the tables of a plain text, in order."""
    headers = [(match.start(), match.end(), match[0]) for match in HEADER.finditer(text)]
    for match in LONE_HEADER.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in headers):
            headers.append((match.start(), match.end(), match["periods"]))
    headers = sorted(without_title(*header) for header in headers)
    tables: list[TextTable] = []
    for index, (start, end, header) in enumerate(headers):
        columns = columns_of(header, calendar)
        limit = headers[index + 1][0] if index + 1 < len(headers) else len(text)
        if columns is None or (tables and start < tables[-1].end):
            continue
        if table := _table(text, start, end, min(limit, end + LONGEST_TABLE), columns):
            tables.append(table)
    return tables


def without_title(start: int, end: int, header: str) -> tuple[int, int, str]:
    """Return a header without the title's own month on the line above it."""
    match = FALSE_START.match(header)
    return (start + match.end(), end, header[match.end() :]) if match else (start, end, header)


GLUED_LABEL = re.compile(r"[a-z)]\d")
"""A label's last letter against the first digit of its value: "BTC Held1,132Deployed Mining Rigs70,000"."""


def glued_lines(text: str, calendar: Calendar) -> list[TextTable]:
    """Return the lines that glue labels to values of the document's own period, each as a table of one column."""
    if calendar.default is None:
        return []
    columns = Columns((calendar.default,), ())
    tables, position = [], 0
    for line in text.splitlines(keepends=True):
        begin, position = position, position + len(line)
        if len(line) > 600 or not GLUED_LABEL.search(line):
            continue
        rows = [row for row in runs_of_line(line, begin) if len(row.label) < 60]
        glued = [row for row in rows if row.run[:1].isdigit() and (label := label_of(row.label)) and label.concept]
        if glued and len(glued) * 2 >= len(rows) - 1 and not re.search(r"[.;]\s+[A-Z]", line):
            tables.append(TextTable(columns, tuple(glued), begin, position, "label and value glued"))
    return tables


def _table(text: str, start: int, end: int, limit: int, columns: Columns) -> TextTable | None:
    header = text[start:end]
    rest_of_line = text[end : text.find("\n", end) if text.find("\n", end) >= 0 else len(text)]
    if "|" in header or re.match(r"\s*\|", rest_of_line) or re.match(r"\s*\n\s*\|", text[end:limit]):
        stop = _end_of_pipes(text, end, limit)
        if "\n" in header.strip():
            rows, kind = list(_rows_of_stream(_split(text, end, stop, r"\||\n\s*\n"))), "cells between pipes"
        else:
            rows, kind = list(_rows_of_lines(text, end, stop)), "piped rows"
    elif "\n" in header.strip() and not re.search(r"\d[^\S\n]+[A-Z]", header):
        stop = _end_of_lines(text, end, limit)
        rows, kind = list(_rows_of_stream(_split(text, end, stop, r"\n"))), "one cell a line"
    else:
        rows = list(_rows_of_runs(text, end, limit))
        stop, kind = (rows[-1].end if rows else end), "run"
    if not rows:
        return None
    return TextTable(columns, tuple(rows), start, stop, kind)


def _end_of_pipes(text: str, start: int, limit: int) -> int:
    end, position, idle = start, start, 0
    for line in text[start:limit].splitlines(keepends=True):
        position += len(line)
        if "|" in line:
            end, idle = position, 0
        else:
            idle += 1
            if idle > 4 or len(line) > 200:
                break
    return end


def _end_of_lines(text: str, start: int, limit: int) -> int:
    end, position, labels = start, start, 0
    for line in text[start:limit].splitlines(keepends=True):
        position += len(line)
        body = line.strip()
        if not body:
            continue
        if VALUE.fullmatch(body):
            end, labels = position, 0
        else:
            labels += 1
            if labels > 3 or len(body) > 90 or (body.endswith((".", ":")) and not body.startswith("Avg")):
                break
    return end


def _split(text: str, start: int, end: int, mark: str) -> list[tuple[str, int]]:
    pieces, position = [], start
    for match in re.finditer(mark, text[start:end]):
        pieces.append((text[position : start + match.start()], position))
        position = start + match.end()
    pieces.append((text[position:end], position))
    return [(re.sub(r"\s+", " ", piece).strip(), at) for piece, at in pieces]


def _rows_of_lines(text: str, start: int, end: int) -> Iterator[Row]:
    position, held = start, ""
    for line in text[start:end].splitlines(keepends=True):
        begin, position = position, position + len(line)
        if "|" not in line:
            held = f"{held} {line.strip()}".strip()
            continue
        cells = [cell.strip() for cell in line.split("|")]
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if VALUE.fullmatch(filled[0]) and held:
            filled.insert(0, held)
        elif held and not VALUE.fullmatch(filled[0]):
            filled[0] = f"{held} {filled[0]}" if held[:1].isupper() and len(held) < 60 else filled[0]
        held = ""
        yield Row(filled[0], tuple(joined_cells(filled[1:])), "", begin, position)


def _rows_of_stream(pieces: Sequence[tuple[str, int]]) -> Iterator[Row]:
    label, start, cells = "", 0, list[str]()
    end = 0
    for piece, at in pieces:
        if not piece:
            continue
        if VALUE.fullmatch(piece):
            cells.append(piece)
            end = at + len(piece)
            continue
        if cells:
            if label:
                yield Row(label, tuple(joined_cells(cells)), "", start, end)
            label, cells, start = piece, [], at
        else:
            label, start = (f"{label} {piece}".strip(), start if label else at)
            label = label if len(label) <= 160 else piece
    if label and cells:
        yield Row(label, tuple(joined_cells(cells)), "", start, end)


def joined_cells(cells: Sequence[str]) -> list[str]:
    """Join a value's split cells: "$" with what follows; "%", ")", units with what stands before.

    Examples
    --------
    >>> joined_cells(["$", "(6,415", ")", "41.7", "EH/s", "5", "%"])
    ['$(6,415)', '41.7 EH/s', '5%']
    """
    joined: list[str] = []
    lead = ""
    for cell in cells:
        text = cell.strip()
        if not text:
            continue
        if LEAD_ONLY.fullmatch(text):
            lead = text
            continue
        if UNIT_ONLY.fullmatch(text) and joined and not lead and re.search(r"\d\s?\)?$|\d \w+$", joined[-1]):
            joined[-1] += text if text[0] in "%)" else f" {text}"
            continue
        joined.append(f"{lead}{text}" if lead.endswith(("$", "(")) else f"{lead} {text}".strip())
        lead = ""
    return joined


def _rows_of_runs(text: str, start: int, limit: int) -> Iterator[Row]:
    """Yield label and glued digits, line by line, until a line of prose."""
    position, silent = start, 0
    for line in text[start:limit].splitlines(keepends=True):
        begin, position = position, position + len(line)
        if not line.strip():
            continue
        rows = list(runs_of_line(line, begin))
        silent = 0 if rows else silent + 1
        if silent > 2:
            return
        yield from rows


def runs_of_line(line: str, begin: int) -> Iterator[Row]:
    """Yield each label of a line with the run of values behind it."""
    position = 0
    for match in RUN.finditer(line):
        label = line[position : match.start()]
        if not re.search(r"[A-Za-z]{3}", label):
            continue
        lead = match.start() - len(label) + len(label.rstrip())
        run = line[lead : match.end()]
        if len(label) <= 160:
            yield Row(label.strip(" |\t-•"), (), run, begin + position, begin + match.end())
        position = match.end()
