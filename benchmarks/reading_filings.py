"""Reading one 10-Q: Headframe beside pandas and edgartools, in one run on one file.

For each tool: the time of its best of three runs, and how many of the numbers that an independent reader took from
the filing it gives back as numbers (of sizes alone: signs are the tags' business). Headframe's time includes reading
the tags twice, once for the facts and once for this count. pandas and edgartools are optional.

    python benchmarks/reading_filings.py path/to/10-q.html
"""

from __future__ import annotations

import csv
import io
import re
import resource
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import Any

from headframe.reading.ixbrl import read_ixbrl
from headframe.reading.ixbrl_document import parse_page
from headframe.reading.ixbrl_tagged import TaggedPage

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "reference" / "filings" / "riot-10q-2025-06-30.html"
RUNS = 3


def expected_numbers(path: Path) -> set[float]:
    """Return the sizes of the numbers that an independent reader took from the filing's tags; signs are left out."""
    listed = path.with_name("expected_ixbrl.csv")
    rows = csv.DictReader(listed.read_text("utf-8").splitlines()) if listed.is_file() else []
    texts = {row["value_text"].replace(",", "") for row in rows if row["file"] == path.name}
    return {float(text) for text in texts if re.fullmatch(r"\d{3,}(\.\d+)?", text)}


def with_headframe(data: bytes) -> Iterable[float]:
    """Return every tagged number; the time is that of reading the facts, which includes it."""
    read_ixbrl(data)
    return (float(number.printed.digits.replace(",", "")) for number in TaggedPage.of(parse_page(data)).numbers)


def with_pandas(data: bytes) -> Iterable[float]:
    """Return every number of every table, as pandas gives it."""
    import pandas

    tables = pandas.read_html(io.BytesIO(data))
    return numbers_of(cell for table in tables for cell in table.to_numpy().ravel())


def with_edgartools(data: bytes) -> Iterable[float]:
    """Return every number of every table, as edgartools gives it."""
    from edgar.documents import parse_html

    tables = parse_html(data.decode("utf-8", "replace")).tables
    return numbers_of(cell for table in tables for cell in table.to_dataframe().to_numpy().ravel())


def numbers_of(cells: Iterable[Any]) -> Iterable[float]:
    """Yield what of the cells is a number, commas taken out; parentheses are left as the tool left them."""
    for cell in cells:
        try:
            yield float(str(cell).replace(",", "").replace("$", "").strip())
        except ValueError:
            continue


def measure(name: str, read: Callable[[bytes], Iterable[float]], data: bytes, expected: set[float]) -> None:
    """Print one line for one tool; nothing where it is not installed."""
    try:
        seconds, given = [], set()
        for _ in range(RUNS):
            started = perf_counter()
            given = {abs(value) for value in read(data)}
            seconds.append(perf_counter() - started)
    except ImportError as missing:
        print(f"{name:<12} not installed ({missing.name})")
        return
    found = sum(value in given for value in expected)
    print(f"{name:<12} {min(seconds):7.3f} s   {found} of {len(expected)} printed numbers given back")


def main() -> None:
    """Run all tools on the file named on the command line."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    if not path.is_file():
        print(f"{path} is not there: name an inline XBRL filing")
        return
    data = path.read_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = perf_counter()
    read = read_ixbrl(data)
    first = perf_counter() - started
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / len(data)
    print(f"{path.name}: {len(data) / 1e6:.1f} MB, {len(read.facts)} facts, {len(read.doubtful)} doubtful")
    print(f"first run {first:.3f} s, memory {grown:.1f} times the file")
    expected = expected_numbers(path)
    for name, tool in (("headframe", with_headframe), ("pandas", with_pandas), ("edgartools", with_edgartools)):
        measure(name, tool, data, expected)


if __name__ == "__main__":
    main()
