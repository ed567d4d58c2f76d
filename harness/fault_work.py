"""What the commands under fault take in: made-up documents and files of a desk called Northfield."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

COMPANY = "BITZERO"
"""A company of which the packaged snapshot has no facts, so that every fact counted is the harness's own."""
FIRST_MONTH = date(2019, 1, 31)
MONTHS = 72
CSV_ROWS = 200
CONCEPTS = ("bitcoin_produced", "bitcoin_sold", "bitcoin_purchased")


@dataclass(frozen=True, slots=True)
class Work:
    """One command's work: its arguments, the file it takes in, and the facts it must add, all or none."""

    verb: str
    file: Path
    arguments: tuple[str, ...]
    facts: int

    @property
    def name(self) -> str:
        """The file's name, by which its batch is found again."""
        return self.file.name


def document(folder: Path, number: int) -> Work:
    """Return a production update with figures of its own."""
    month = _month(number)
    published = month + timedelta(days=4)
    names = ("Bitcoin Produced", "Bitcoin Held", "Bitcoin Sold")
    rows = "".join(
        f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in zip(names, _values(number), strict=True)
    )
    text = (
        f"<html><body><p>Made up for Northfield: {month:%B %Y} Production and Operations Updates</p><table>"
        f"<tr><th>Metric</th><th>{month:%B %Y}</th></tr>{rows}</table></body></html>"
    )
    file = folder / f"update-{number:05d}.html"
    file.write_text(text, "utf-8")
    arguments = ("ingest", str(file), "--company", COMPANY, "--published", published.isoformat(), "--form", "json")
    return Work("ingest", file, arguments, len(names))


def table(folder: Path, number: int, rows: int = CSV_ROWS) -> Work:
    """Return a file of own figures."""
    lines = ["company,concept,period,value,unit,title"]
    for row in range(rows):
        concept, month = CONCEPTS[row // MONTHS], f"{_month(row):%Y-%m}"
        lines.append(f"{COMPANY},{concept},{month},{row + 0.001 * number:.3f},BTC,made up {number}")
    file = folder / f"own-{number:05d}.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return Work("import", file, ("import", str(file), "--form", "json"), rows)


def _values(number: int) -> tuple[str, str, str]:
    return f"{100 + number:,}", f"{8_000 + 3 * number:,}", f"{50 + number:,}"


def _month(number: int) -> date:
    year, month = divmod(FIRST_MONTH.year * 12 + number % MONTHS + 1, 12)
    return date(year, month + 1, 1) - timedelta(days=1)
