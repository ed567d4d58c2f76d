"""Reading the packaged CSV files, wherever the package is installed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from importlib import resources


def packaged_rows(package: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV that lies in `package`, each a mapping from column to text."""
    text = resources.files(package).joinpath(name).read_text("utf-8")
    yield from csv.DictReader(io.StringIO(text, newline=""))
