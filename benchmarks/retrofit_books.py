"""Workbooks made from the record, as analysts lay them out, with errors planted in them."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from headframe.accounts.flows import flow_over
from headframe.ground.period import Period, month_end
from headframe.record.view import View
from headframe.vocabulary.concept import Kind
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.figure import Badge, Figure

KINDS = ("typo", "swapped", "period", "sign", "thousands", "decimal", "stale", "company")
MONTHS = [Period.month(2025, month) for month in range(1, 13)]
QUARTERS = [Period.quarter(year, quarter) for year in (2024, 2025) for quarter in (1, 2, 3, 4)]


@dataclass(slots=True)
class Hard:
    """One hard-coded number as it should be typed, and the error planted in it, if any."""

    sheet: str
    cell: str
    company: str
    concept: str
    period: Period
    factor: float
    sign: int
    value: float
    planted: str = ""

    @property
    def right(self) -> float:
        return self.value


class Maker:
    """Collects the cells of a workbook, so that errors can be planted before it is written."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.hard: list[Hard] = []
        self.book = openpyxl.Workbook()
        self.book.remove(self.book.active)

    def sheet(self, title: str) -> Any:
        return self.book.create_sheet(title)

    def put(
        self,
        sheet: Any,
        row: int,
        column: int,
        company: str,
        concept: str,
        span: Period,
        factor: float = 1,
        sign: int = 1,
    ) -> None:
        """Write one figure of the record, in the cell's unit, where the record has it."""
        kind = find_concept(concept).kind
        period = Period.day(span.end) if kind is Kind.STOCK else span
        figure = self.view.figure(company, concept, period)
        if not isinstance(figure, Figure) and kind is Kind.FLOW:
            figure = flow_over(self.view, company, concept, period)
        if not isinstance(figure, Figure) or figure.badge is not Badge.REPORTED or not figure.value:
            return
        value = float(f"{figure.value / factor * sign:.10g}")
        name = f"{get_column_letter(column)}{row}"
        self.hard.append(Hard(sheet.title, name, company, concept, period, factor, sign, value))

    def written(self) -> bytes:
        for hard in self.hard:
            self.book[hard.sheet][hard.cell].value = int(hard.value) if hard.value.is_integer() else hard.value
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()


def planted_book(view: View, seed: int, errors: int = 30, hard_codes: int = 200) -> tuple[bytes, list[Hard]]:
    """Return a workbook of `hard_codes` numbers, `errors` of them wrong, and what each should have been."""
    stream = random.Random(seed)
    maker = Maker(view)
    for make in (monthly, transposed, quarterly, fiscal, compared, listed, two_blocks):
        make(maker)
    maker.hard = _sampled(view, maker.hard, hard_codes, stream)
    _plant(view, maker.hard, errors, stream)
    return maker.written(), maker.hard


def _sampled(view: View, hard: list[Hard], count: int, stream: random.Random) -> list[Hard]:
    """Return `count` of the numbers in their order, all those among them that were ever restated."""
    restated = [at for at, one in enumerate(hard) if _stale(view, one, stream) is not None]
    others = sorted(set(range(len(hard))) - set(restated))
    kept = {*restated, *stream.sample(others, min(count - len(restated), len(others)))}
    return [hard[at] for at in sorted(kept)]


def monthly(maker: Maker) -> None:
    """Labels in column A, a blank column, months as text, outflows below zero, a section of formulas."""
    sheet = maker.sheet("RIOT monthly")
    sheet["A1"], sheet["A2"] = "Riot Platforms, Inc. - monthly production", "$ in millions unless stated"
    lines = [
        ("Bitcoin held (BTC)", "bitcoin_held", 1, 1),
        ("Bitcoin produced (BTC)", "bitcoin_produced", 1, 1),
        ("Bitcoin sold (BTC)", "bitcoin_sold", 1, -1),
        ("Net proceeds", "bitcoin_sale_net_proceeds", 1e6, 1),
        ("Average net price per BTC sold ($)", "bitcoin_sale_average_net_price", 1, 1),
        ("Deployed hash rate (EH/s)", "hash_rate_deployed", 1, 1),
        ("Average operating hash rate (EH/s)", "hash_rate_operating_average", 1, 1),
        ("Power credits ($mm)", "power_credits_total", 1e6, 1),
        ("All-in power cost (c/kWh)", "power_cost_all_in", 0.01, 1),
    ]
    for at, month in enumerate(MONTHS):
        sheet.cell(4, 3 + at, f"{month.end:%b-%y}")
        for down, (_, concept, factor, sign) in enumerate(lines):
            maker.put(sheet, 5 + down, 3 + at, "RIOT", concept, month, factor, sign)
        letter = get_column_letter(3 + at)
        sheet.cell(16, 3 + at, f"={letter}6+{letter}7")
    for down, (label, *_) in enumerate(lines):
        sheet.cell(5 + down, 1, label)
    sheet["A16"] = "Net change"


def transposed(maker: Maker) -> None:
    """Real dates down column A, concepts over the columns; the sheet's name is the company's."""
    sheet = maker.sheet("MARA")
    for column, label in enumerate(("Month", "BTC produced", "BTC held", "Energized hash rate (EH/s)"), 1):
        sheet.cell(3, column, label)
    for row, month in enumerate([Period.month(2024, at) for at in range(1, 13)] + MONTHS[:9], 4):
        sheet.cell(row, 1, datetime(month.end.year, month.end.month, 1)).number_format = "mmm-yy"
        for column, concept in enumerate(("bitcoin_produced", "bitcoin_held", "hash_rate_deployed"), 2):
            maker.put(sheet, row, column, "MARA", concept, month)


def quarterly(maker: Maker) -> None:
    """A model's income statement and balance sheet: thousands, quarters as 4Q25, costs below zero, a forecast."""
    sheet = maker.sheet("Riot financials")
    sheet["A1"] = "Riot Platforms"
    sheet["A2"] = "(in thousands, except per share data)"
    lines = [
        ("Total revenue", "revenue_total", 1),
        ("Bitcoin mining revenue", "revenue_bitcoin_mining", 1),
        ("SG&A", "sg_and_a", -1),
        ("Depreciation and amortization", "depreciation", -1),
        ("Net income (loss)", "net_income", 1),
        ("Operating income", "operating_income", 1),
        ("Cash and cash equivalents", "cash", 1),
        ("Total assets", "total_assets", 1),
        ("Total liabilities", "total_liabilities", 1),
    ]
    for at, quarter in enumerate(QUARTERS):
        sheet.cell(4, 2 + at, f"{quarter.end.month // 3}Q{quarter.end:%y}")
        for down, (_, concept, sign) in enumerate(lines):
            maker.put(sheet, 5 + down, 2 + at, "RIOT", concept, quarter, 1e3, sign)
    sheet.cell(4, 11, "1Q26E")
    for down, (label, *_) in enumerate(lines):
        sheet.cell(5 + down, 1, label)
        sheet.cell(5 + down, 11, 123_456 + down)


def fiscal(maker: Maker) -> None:
    """A company whose year ends in September, its quarters without a mark, dollars in millions by the numbers alone."""
    sheet = maker.sheet("CleanSpark")
    quarters = [
        (Period.quarter(2024, 4), "Q1 FY25"),
        (Period.quarter(2025, 1), "Q2 FY25"),
        (Period.quarter(2025, 2), "Q3 FY25"),
    ]
    lines = [("Revenue", "revenue_total", 1e3), ("Net income", "net_income", 1e3), ("Cash", "cash", 1e3)]
    lines += [("BTC mined", "bitcoin_produced", 1), ("BTC holdings", "bitcoin_held", 1)]
    for at, (quarter, label) in enumerate(quarters):
        sheet.cell(2, 2 + at, label)
        for down, (_, concept, factor) in enumerate(lines):
            maker.put(sheet, 3 + down, 2 + at, "CLSK", concept, quarter, factor)
    for down, (label, *_) in enumerate(lines):
        sheet.cell(3 + down, 1, label)


def compared(maker: Maker) -> None:
    """Companies down the side, concepts over the columns, one day in the title."""
    sheet = maker.sheet("Comps")
    sheet["A1"] = "Peer comparison, December 31, 2025"
    for column, label in enumerate(("Company", "BTC held", "Hash rate (EH/s)", "Shares outstanding (mm)"), 1):
        sheet.cell(3, column, label)
    for row, (name, ticker) in enumerate(
        (
            ("Riot", "RIOT"),
            ("MARA", "MARA"),
            ("CleanSpark", "CLSK"),
            ("IREN", "IREN"),
            ("Cipher", "CIFR"),
            ("Hut 8", "HUT"),
        ),
        4,
    ):
        sheet.cell(row, 1, name)
        for column, (concept, factor) in enumerate(
            (("bitcoin_held", 1), ("hash_rate_deployed", 1), ("shares_outstanding", 1e6)), 2
        ):
            maker.put(sheet, row, column, ticker, concept, Period.month(2025, 12), factor)


def listed(maker: Maker) -> None:
    """Assumptions one below the other, the period in each label."""
    sheet = maker.sheet("Inputs")
    sheet["A1"] = "Riot Platforms inputs"
    for row, month in enumerate(MONTHS[6:], 3):
        sheet.cell(row, 1, f"BTC held, {month.end:%B %d, %Y}")
        maker.put(sheet, row, 2, "RIOT", "bitcoin_held", month)
    sheet["A12"], sheet["B12"] = "Discount rate", 0.11
    sheet["A13"], sheet["B13"] = "Target BTC held, December 31, 2026", 25_000


def two_blocks(maker: Maker) -> None:
    """Two companies side by side, month-end days over the columns."""
    sheet = maker.sheet("Side by side")
    for left, name, ticker in ((1, "Riot", "RIOT"), (9, "CleanSpark", "CLSK")):
        sheet.cell(1, left, name)
        for at, month in enumerate(MONTHS[:5]):
            sheet.cell(2, left + 1 + at, datetime.combine(month.end, datetime.min.time())).number_format = "m/d/yyyy"
            maker.put(sheet, 3, left + 1 + at, ticker, "bitcoin_produced", month)
            maker.put(sheet, 4, left + 1 + at, ticker, "bitcoin_held", month)
        sheet.cell(3, left, "Production")
        sheet.cell(4, left, "HODL")


def unrelated_book(seed: int = 1, rows: int = 60) -> bytes:
    """Return a workbook of other people's numbers: shops, weather, a budget, with months and years over them."""
    stream = random.Random(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sales plan"
    sheet.append(["Northwind stores", None])
    sheet.append([None, *(f"{date(2025, at, 1):%b-%y}" for at in range(1, 13))])
    labels = (
        "Revenue",
        "Cash",
        "Units sold",
        "Net income",
        "Total assets",
        "Rent",
        "Temperature",
        "Production",
        "Holdings",
    )
    for at in range(rows):
        sheet.append([labels[at % len(labels)], *(round(stream.uniform(1, 30_000), 1) for _ in range(12))])
    return _saved(book)


def _saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _plant(view: View, hard: list[Hard], errors: int, stream: random.Random) -> None:
    """Change `errors` of the numbers, the restatements first, which few numbers have.

    A number that a kind does not suit is left for another.
    """
    places = list(range(len(hard)))
    stream.shuffle(places)
    planned = sorted((KINDS[at % len(KINDS)] for at in range(errors)), key=lambda kind: kind != "stale")
    for kind in planned:
        at = next((place for place in places if _suits(view, hard[place], kind, stream)), None)
        if at is None:
            kind = "typo"
            at = next(place for place in places if _suits(view, hard[place], kind, stream))
        wrong = WRONG[kind](view, hard[at], stream)
        assert wrong is not None
        hard[at].value, hard[at].planted = wrong, kind
        places.remove(at)


def _suits(view: View, hard: Hard, kind: str, stream: random.Random) -> bool:
    wrong = WRONG[kind](view, hard, random.Random(1))
    if wrong is None or hard.planted:
        return False
    figure = view.figure(hard.company, hard.concept, hard.period)
    inside = isinstance(figure, Figure) and figure.interval.holds(wrong * hard.factor * hard.sign)
    return not inside and abs(wrong / hard.value - 1) > 0.002


def _typo(view: View, hard: Hard, stream: random.Random) -> float | None:
    text = f"{hard.value:.10g}"
    places = [at for at, digit in enumerate(text) if digit.isdigit()][:3]
    if len(places) < 3:
        return None
    at = stream.choice(places[1:])
    digit = str((int(text[at]) + stream.choice((1, 2, 3, 4))) % 10)
    return float(text[:at] + digit + text[at + 1 :])


def _swapped(view: View, hard: Hard, stream: random.Random) -> float | None:
    text = f"{hard.value:.10g}"
    places = [
        at
        for at in range(len(text) - 1)
        if text[at : at + 2].isdigit() and text[at] != text[at + 1] and text[at + 1] != "0"
    ]
    if not places or len(text.strip("-").replace(".", "")) < 3:
        return None
    at = places[0]
    return float(text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def _period(view: View, hard: Hard, stream: random.Random) -> float | None:
    if hard.period.is_day:
        year, month = divmod(hard.period.end.year * 12 + hard.period.end.month - 2, 12)
        other = Period.day(month_end(year, month + 1))
    else:
        alike = [p for p in view.periods(hard.company, hard.concept) if abs(p.days - hard.period.days) < 5]
        before = [p for p in alike if p.end < hard.period.end]
        if not before:
            return None
        other = before[-1]
    figure = view.figure(hard.company, hard.concept, other)
    return (
        float(f"{figure.value / hard.factor * hard.sign:.10g}") if isinstance(figure, Figure) and figure.value else None
    )


def _sign(view: View, hard: Hard, stream: random.Random) -> float | None:
    return -hard.value


def _thousands(view: View, hard: Hard, stream: random.Random) -> float | None:
    return float(f"{hard.value * 1000:.10g}") if hard.factor in (1e3, 1e6) else None


def _decimal(view: View, hard: Hard, stream: random.Random) -> float | None:
    return float(f"{hard.value / 10:.10g}") if len(f"{abs(hard.value):.10g}".replace(".", "").strip("0")) > 2 else None


def _stale(view: View, hard: Hard, stream: random.Random) -> float | None:
    found = view.printings(hard.company, hard.concept, hard.period)
    if not found.restatements or found.chosen is None:
        return None
    old = [
        fact
        for fact in found.others
        if fact.known_at < found.chosen.known_at and not fact.interval.meets(found.chosen.interval)
    ]
    return float(f"{old[0].value / hard.factor * hard.sign:.10g}") if old else None


def _company(view: View, hard: Hard, stream: random.Random) -> float | None:
    for ticker in ("MARA", "CLSK", "RIOT", "HUT", "IREN"):
        figure = view.figure(ticker, hard.concept, hard.period)
        if ticker != hard.company and isinstance(figure, Figure) and figure.value:
            return float(f"{figure.value / hard.factor * hard.sign:.10g}")
    return None


WRONG: dict[str, Callable[[View, Hard, random.Random], float | None]] = {
    "typo": _typo, "swapped": _swapped, "period": _period, "sign": _sign,
    "thousands": _thousands, "decimal": _decimal, "stale": _stale, "company": _company,
}  # fmt: skip


def big_book(cells: int) -> bytes:
    """Return a workbook with one sheet of `cells` numbers under months, beside labels, quickly written."""
    from headframe.audit.workbook_cells import letters_of

    template = openpyxl.Workbook()
    template.active.title = "RIOT"
    rows = cells // 100
    letters = [letters_of(at) for at in range(2, 102)]
    months = [f"{2018 + at // 12}-{at % 12 + 1:02d}" for at in range(100)]

    def lines() -> Iterator[str]:
        heads = "".join(
            f'<c r="{letter}1" t="inlineStr"><is><t>{month}</t></is></c>'
            for letter, month in zip(letters, months, strict=True)
        )
        yield f'<row r="1">{heads}</row>'
        labels = ("BTC produced", "BTC held", "Revenue", "Employees", "Scenario index")
        for row in range(2, rows + 2):
            label = f'<c r="A{row}" t="inlineStr"><is><t>{labels[row % 5]}</t></is></c>'
            yield (
                f'<row r="{row}">{label}'
                + "".join(f'<c r="{letter}{row}"><v>{row % 977}.5</v></c>' for letter in letters)
                + "</row>"
            )

    return _with_rows(_saved(template), "".join(lines()))


def _with_rows(book: bytes, rows: str) -> bytes:
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                at = data.index(b"<sheetData")
                data = data[:at] + b"<sheetData>" + rows.encode() + b"</sheetData></worksheet>"
            after.writestr(name, data)
    return buffer.getvalue()
