"""The user's own figures from a CSV file into the record: all of them or none."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from headframe.intake.already import sort_rows
from headframe.intake.csv_file import read_rows
from headframe.intake.own_row import OPTIONAL, REQUIRED, THE_RECORDS_OWN, OwnRow, RowReader
from headframe.intake.problems import Problems
from headframe.intake.receipt import Conflict, Receipt
from headframe.record.choose import disputes, figure_id
from headframe.record.record import Record
from headframe.record.view import View
from headframe.vocabulary.figure import Figure


def import_csv(record: Record, data: bytes, file: str, now: datetime, known_at: date | None = None) -> Receipt:
    """Import a CSV file of own figures.

    Columns: company, concept, period, value, unit; and where you like known_at, title, url, place, quote, note,
    approximate, witness, low, high, and the other columns of `headframe export`.

    Parameters
    ----------
    record : Record
        Where the facts go.
    data : bytes
        The file.
    file : str
        Its name, for messages and for the batch.
    now : datetime
        When, in UTC: nothing can have become known later.
    known_at : date, optional
        The day on which figures became known whose rows name none; by default the day of `now`.

    Returns
    -------
    Receipt
        What was new, what was known already, and what contradicts the record.

    Raises
    ------
    FileRefused
        With every problem of the file; nothing of it is kept.
    RecordProblem
        Where the record cannot be written; nothing is kept then either.
    """
    return record.settled(lambda: _import(record, data, file, now, known_at))


def _import(record: Record, data: bytes, file: str, now: datetime, known_at: date | None) -> Receipt:
    problems = Problems(file)
    reader = RowReader(problems, known_at or now.date(), now.date())
    rows = read_rows(data, REQUIRED, (*OPTIONAL, *THE_RECORDS_OWN), problems)
    read = [own for row in rows if (own := reader.own_row(row))]
    if not rows and not problems.found:
        problems.note(0, "", "the file has a header and no rows", "one row a figure")
    position = record.position()
    before = record.view(position=position)
    found = sort_rows(read, before, problems)
    problems.refuse()
    digest = hashlib.sha256(data).hexdigest()[:16]
    record.append([own.fact for own in found.new], f"{file} sha256 {digest}", now, after=position)
    after = record.view()
    return Receipt(
        made_from=after.made_from(),
        file=file,
        digest=digest,
        rows=len(read),
        new=len(found.new),
        already_known=len(found.already_known),
        undated=sum(not own.dated for own in found.new),
        known_at=reader.known_at,
        companies=dict(sorted(Counter(own.fact.company for own in found.new).items())),
        conflicts=conflicts(found.new, before, after),
    )


def conflicts(new: Sequence[OwnRow], before: View, after: View) -> tuple[Conflict, ...]:
    """Return the new facts whose intervals do not meet the figure that the record had chosen."""
    found = []
    for own in new:
        fact = own.fact
        printed = before.printings(*fact.key)
        if printed.chosen is None or not disputes(fact, printed.chosen):
            continue
        assert isinstance(printed.figure, Figure)
        conflict = Conflict(
            row=own.row,
            id=figure_id(*fact.key),
            value=fact.value,
            interval=fact.interval,
            unit=fact.unit,
            before=printed.figure,
            now=after.figure(*fact.key),
        )
        found.append(conflict)
    return tuple(found)
