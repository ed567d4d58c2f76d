"""A workbook against the record: each hard-coded number read, matched and judged. The workbook is never changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from headframe.audit.retrofit_claim import Claim, Surroundings, claim_of
from headframe.audit.retrofit_judge import Judged, judge_line
from headframe.audit.retrofit_layout import MOST_TEXTS, Layout
from headframe.audit.retrofit_line import Reading, read_line
from headframe.audit.retrofit_ours import Ours
from headframe.audit.retrofit_units import name_of_factor
from headframe.audit.retrofit_verdict import CellFinding, CellVerdict
from headframe.audit.workbook_book import Book, opened_book
from headframe.audit.workbook_cells import letters_of, read_cells
from headframe.audit.workbook_limits import MOST_CELLS
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.figure import Figure, plain

MOST_UNKNOWN = 20_000
MOST_LABELLED = 100_000
"""Numbers beside a label that are judged in one sheet: a sheet with more is a dump of data."""


@dataclass(frozen=True, slots=True)
class SheetCount:
    """What was read of one sheet."""

    sheet: str
    cells: int
    hard_coded: int
    """Numbers beside or under a text that names a concept."""
    identified: int
    """Of these, the ones for which the record has a figure."""


@dataclass(frozen=True, kw_only=True)
class Retrofit(Answer):
    """What the record says of every hard-coded number of a workbook that it can identify."""

    verb: ClassVar[str] = "retrofit"

    workbook: str
    digest: str
    sheets: tuple[SheetCount, ...]
    counts: dict[str, int]
    findings: tuple[CellFinding, ...]
    notes: tuple[str, ...]

    def errors(self) -> tuple[CellFinding, ...]:
        """Return the findings that somebody should look at."""
        return tuple(finding for finding in self.findings if finding.verdict.is_error)


def retrofit_workbook(view: View, data: bytes, name: str, *, every: bool = False) -> Retrofit:
    """Check a workbook's hard-coded numbers against what was known.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`.
    data : bytes
        The workbook, .xlsx.
    name : str
        Its file name: also it may say whose numbers they are.
    every : bool
        Whether to list the numbers that nothing identifies too.

    Returns
    -------
    Retrofit
        A finding for each number with company, concept and period for which the record has a figure.

    Raises
    ------
    InputRefused
        Where the file is no plain .xlsx, is encrypted, holds macros, or is larger than the limits.

    Examples
    --------
    >>> from headframe.ground.errors import InputRefused
    >>> from headframe.record.record import Record
    >>> try:
    ...     retrofit_workbook(Record().view(), b"RIOT,18005", "model.csv")
    ... except InputRefused as refused:
    ...     print(refused.what)
    model.csv is comma-separated text
    """
    book = opened_book(data, name)
    ours = Ours(view)
    findings: list[CellFinding] = []
    counts: list[SheetCount] = []
    notes = list(book.notes)
    for sheet in book.sheets:
        read = _Sheet(book, sheet.name, sheet.part, MOST_CELLS - sum(one.cells for one in counts))
        found = list(read.findings(ours))
        known = [finding for finding in found if not isinstance(finding.ours, Missing) and finding.company]
        known = [finding for finding in known if finding.verdict is not CellVerdict.UNKNOWN]
        counts.append(SheetCount(sheet.name, read.cells, len(found), len(known)))
        findings += found if every else known
        notes += read.notes
    if every and len(findings) > MOST_UNKNOWN:
        findings = [finding for finding in findings if finding.verdict is not CellVerdict.UNKNOWN]
        notes.append(f"more than {MOST_UNKNOWN:,} numbers: those that nothing identifies are left out")
    tickers = {finding.company for finding in findings if finding.company}
    verdicts = Counter(finding.verdict for finding in findings)
    return Retrofit(
        made_from=view.made_from(tickers.pop() if len(tickers) == 1 else None),
        workbook=name,
        digest=hashlib.sha256(data).hexdigest(),
        sheets=tuple(counts),
        counts={verdict.value: verdicts[verdict] for verdict in CellVerdict},
        findings=tuple(findings),
        notes=tuple(notes),
    )


class _Sheet:
    """One sheet being checked."""

    def __init__(self, book: Book, name: str, part: str, budget: int) -> None:
        self.name = name
        held = read_cells(book.package.read(part), part, book.strings, budget)
        self.cells = held.size
        layout = Layout(book.formats, book.is_1904, held.merges)
        around = Surroundings.of(name, book.package.name)
        self._claims = [claim_of(slot, around) for slot in islice(layout.slots(held.rows), MOST_LABELLED)]
        self.notes = _notes(name, layout, len(self._claims))

    def findings(self, ours: Ours) -> Iterator[CellFinding]:
        """Yield a finding for each number beside or under a label that names a concept, in order of place."""
        judged: dict[tuple[int, int], CellFinding] = {}
        for reading in self._readings(ours):
            for one in judge_line(reading, ours):
                judged[_place(one.asked.claim)] = self._finding(reading, one)
        for claim in sorted(self._claims, key=_place):
            yield judged.get(_place(claim)) or self._unclear(claim)

    def _readings(self, ours: Ours) -> list[Reading]:
        """Return every line read, twice: the second time with the scale that the sheet's other lines showed."""
        lines: dict[tuple[object, ...], list[Claim]] = {}
        for claim in self._claims:
            if not claim.unclear:
                lines.setdefault((claim.line, claim.concepts), []).append(claim)
        first = [read_line(claims, ours, None) for claims in lines.values()]
        scale = _sheet_scale([reading for reading in first if reading])
        again = (
            read_line(claims, ours, scale) if reading and scale and reading.concept.unit == "USD" else reading
            for claims, reading in zip(lines.values(), first, strict=True)
        )
        return [reading for reading in again if reading]

    def _finding(self, reading: Reading, judged: Judged) -> CellFinding:
        claim, figure = judged.asked.claim, judged.asked.ours
        known = judged.verdict is not CellVerdict.UNKNOWN
        signed = reading.factor * reading.sign
        return CellFinding(
            sheet=self.name,
            cell=f"{letters_of(claim.typed.column)}{claim.typed.row}",
            value=claim.typed.value,
            label=claim.label,
            company=claim.company,
            concept=reading.concept.name,
            period=str(judged.asked.period),
            unit=name_of_factor(reading.factor, reading.concept.unit),
            sign=reading.sign,
            verdict=judged.verdict,
            cause=judged.cause,
            ours=figure,
            instead=_instead(judged.verdict, figure, signed) if known else Missing("not understood"),
            source=_source(figure),
        )

    def _unclear(self, claim: Claim) -> CellFinding:
        reason = claim.unclear or "the label names nothing that the record counts in this unit"
        return CellFinding(
            sheet=self.name,
            cell=f"{letters_of(claim.typed.column)}{claim.typed.row}",
            value=claim.typed.value,
            label=claim.label,
            company=claim.company,
            concept=claim.concepts[0],
            period="",
            unit="",
            sign=1,
            verdict=CellVerdict.UNKNOWN,
            cause=reason,
            ours=Missing(reason),
            instead=Missing(reason),
            source="",
        )


def _notes(name: str, layout: Layout, labelled: int) -> list[str]:
    said = []
    if layout.is_dump:
        said.append(f"{name}: more than {MOST_TEXTS:,} different texts, which no model has: the rest was not read")
    if labelled >= MOST_LABELLED:
        said.append(f"{name}: more than {MOST_LABELLED:,} labelled numbers, which no model has: the rest was not read")
    return said


def _place(claim: Claim) -> tuple[int, int]:
    return (claim.typed.row, claim.typed.column)


def _sheet_scale(readings: Sequence[Reading]) -> float | None:
    """Return the scale of dollars that most lines of a sheet show by their own numbers."""
    scales = Counter(reading.factor for reading in readings if reading.score and reading.concept.unit == "USD")
    likeliest, lines = scales.most_common(1)[0] if scales else (None, 0)
    return likeliest if lines > 1 and 2 * lines > scales.total() else None


def _instead(verdict: CellVerdict, figure: Figure | Missing, signed: float) -> float | Missing:
    if isinstance(figure, Missing):
        return figure
    if verdict is CellVerdict.CONFIRMED:
        return Missing("nothing to change")
    return float(plain(figure.value / signed))


def _source(figure: Figure | Missing) -> str:
    if isinstance(figure, Missing):
        return ""
    if figure.sources:
        first = figure.sources[0]
        made = f"{figure.formula}; " if figure.formula else ""
        return f"{made}{first.witness.value.replace('_', ' ')}: {first.title}" + (f" {first.url}" if first.url else "")
    return figure.formula
