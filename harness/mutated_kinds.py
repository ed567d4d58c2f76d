"""What is mutated, by kind: the whole things that mutation starts from, and what reads them.

Each reader returns what is wrong with the numbers it was given, empty where nothing is: a number that is not finite,
lies outside what its concept can be, or does not stand in the words it is said to come from is a silent number.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from math import isfinite

from harness.mutated_documents import SEEDS
from headframe.intake.csv_file import read_rows
from headframe.intake.own_row import OPTIONAL, REQUIRED, THE_RECORDS_OWN, RowReader
from headframe.intake.problems import Problems
from headframe.reading.found import Found
from headframe.reading.read import read_document
from headframe.record.backup_lines import written
from headframe.record.backup_reader import BackupReader
from headframe.record.record import Record
from headframe.record.rows_digest import COLUMNS, FIRST, batch_digest
from headframe.vocabulary.concept import concepts

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
CUT_QUOTE = 160
"""Characters from which on a quote may have been cut, so that a number behind is not in it."""
GROUPED_BY_BLANKS = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0'’]\d{3})+")
TODAY = date(2031, 12, 31)
DEAL = """[deal]
name = "made up for Northfield"
company = "RIOT"
basis = "it"
announced = 2026-01-16
mw = 25
it_mw = 25
pue = 1.3
term_years = 10
noi_margin = 0.85
capex_usd_per_mw = [6_000_000, 8_000_000]
"""
ASSUMPTIONS = """[ai.capex_usd_per_mw_it]
value = 9.5e6
unit = "USD"
low = 6e6
high = 14e6
date = 2026-01-31
source = "judgement"
why = "made up for Northfield"
[economics]
[economics.tax_rate]
value = 0.21
unit = "ratio"
low = 0.0
high = 0.5
date = 2026-01-31
source = "judgement"
why = "made up"
"""
CSV = (
    "company,concept,period,value,unit,known_at,title,quote\n"
    'RIOT,bitcoin_held,2026-09-30,"11,500",BTC,2026-10-05,a call,"about 11,500"\n'
    "MARA,bitcoin_produced,2026-09,712.5,BTC,,made up,\n"
    "RIOT,bitcoin_sold,2026-09,300,BTC,2026-10-05,made up,\n"
)
INDEX = json.dumps(
    {
        "cik": "0001167419",
        "filings": {
            "recent": {
                "accessionNumber": ["0001167419-26-000901"],
                "filingDate": ["2026-11-05"],
                "form": ["8-K"],
                "items": ["7.01,9.01"],
                "primaryDocument": ["main.htm"],
                "reportDate": ["2026-11-05"],
            },
            "files": [],
        },
    }
)
CHART = json.dumps(
    {"status": "ok", "unit": "USD", "values": [{"x": 1_790_000_000 + 86_400 * n, "y": 7e4 + n} for n in range(5)]}
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of input: what mutation starts from, what reads it, and how a mutated one is closed again."""

    seeds: Callable[[], list[bytes]]
    read: Callable[[bytes], str]
    close: Callable[[bytes], bytes] = bytes
    most_changes: int = 3
    whole: int = 1
    """How many of the first seeds must be read as they are."""


def _document(data: bytes) -> str:
    return "; ".join(filter(None, (_wrong(found) for found in read_document(data).facts)))


def _wrong(found: Found) -> str:
    concept, interval = concepts()[found.concept], found.interval
    sound = isfinite(found.value) and interval.low <= found.value <= interval.high
    if not sound or not concept.low <= found.value <= concept.high:
        return f"{found.concept} = {found.value} in {interval}"
    digits, printed = _digits(found.value), _printed(found.quote)
    # A mirror's glued row prints its digits inside others; what parts them is the reader's own evidence.
    glued = "run" in found.rule or "glued" in found.rule
    stands = any(digits in text for text in printed) if glued else digits in printed
    if digits and not stands and len(found.quote) < CUT_QUOTE:
        return f"{found.concept} = {found.value} does not stand in '{found.quote[:80]}' ({found.rule})"
    return ""


def _printed(quote: str) -> list[str]:
    texts = [text for pattern in (NUMBER, GROUPED_BY_BLANKS) for text in pattern.findall(quote)]
    # "6,0109" is 6,010 with a footnote: groups of three show where a number ends.
    unnoted = [text[:-1] for text in texts if re.fullmatch(r"\d{1,3}(?:,\d{3})+\d", text)]
    return [_mantissa(text) for text in (*texts, *unnoted)]


def _digits(value: float) -> str:
    return _mantissa(format(Decimal(f"{abs(value):.12g}"), "f"))


def _mantissa(text: str) -> str:
    """Return a number's digits without separators and the zeros around them: 22.4 million is 224."""
    return re.sub(r"\D", "", text).strip("0")


def _deal(data: bytes) -> str:
    from headframe.sites.deal_file import read_deal

    deal = read_deal(data.decode("utf-8"))
    bad = [f"{name} = {number}" for name, number in deal.numbers.items() if not isfinite(number.value)]
    return "; ".join(bad)


def _assumptions(data: bytes) -> str:
    from headframe.vocabulary.assumptions import assumptions_of

    held = assumptions_of(data.decode("utf-8"), "yours.toml")
    return "; ".join(f"{each.name} = {each.value}" for each in held if not each.low <= each.value <= each.high)


def _csv(data: bytes) -> str:
    problems = Problems("own.csv")
    reader = RowReader(problems, TODAY, TODAY)
    rows = read_rows(data, REQUIRED, (*OPTIONAL, *THE_RECORDS_OWN), problems)
    facts = [own.fact for row in rows if (own := reader.own_row(row))]
    bad = [fact for fact in facts if not concepts()[fact.concept].low <= fact.value <= concepts()[fact.concept].high]
    if not bad:
        problems.refuse()
    return "; ".join(f"{fact.concept} = {fact.value}" for fact in bad)


def _json(data: bytes) -> str:
    from headframe.sources.edgar import parse_index
    from headframe.sources.markets import parse_chart, parse_network, parse_prices, series_called

    if b"accessionNumber" in data or b"filings" in data:
        parse_index(data, "0001167419")
        return ""
    parse = (parse_prices, parse_network, lambda body: parse_chart(body, series_called("bitcoin_price")))
    rows = parse[len(data) % 3](data)
    return "; ".join(f"{row}" for row in rows if not isfinite(row.value) or row.value < 0)


def _backup(data: bytes) -> str:
    read = BackupReader(io.StringIO(data.decode("utf-8"), newline="\n"), "record.backup")
    held = [fact["value"] for copied in read.read() for fact in copied.facts]
    return "" if held == [512.0] else f"a mutated backup was read as whole: {held}"


def _a_backup() -> list[bytes]:
    row = [1, "RIOT", "bitcoin_held", None, "2026-09-30", 512.0, 511.5, 512.5, "BTC", "2026-10-05", "typed", "own"]
    row += ["a call", "", "", "as_defined", "", "stated", False, "", "", datetime(2026, 11, 22, tzinfo=UTC).isoformat()]
    digest = batch_digest(FIRST, "2026-11-22", "own.csv", [dict(zip(("position", *COLUMNS), row, strict=True))])
    head = {"format": "headframe.backup/1", "made_at": "2026-11-22", "shape": "0002", "columns": list(COLUMNS)}
    batch = [1, "2026-11-22", "own.csv", 1, digest, "here", ""]
    end = {"batches": 1, "facts": 1, "digest": digest}
    return ["".join(map(written, (head, batch, row, end))).encode()]


@cache
def _view() -> object:
    return Record().view()


def _workbook(data: bytes) -> str:
    from headframe.audit.retrofit import retrofit_workbook

    answer = retrofit_workbook(_view(), data, "model.xlsx")  # type: ignore[arg-type]
    return "; ".join(figure.id for figure in answer.figures() if not isfinite(figure.value))


def _a_workbook() -> list[bytes]:
    import openpyxl

    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "RIOT"
    for row in ([None, "Nov-25", "Dec-25"], ["BTC held", 19368, 18050], ["BTC produced", 428, "=B3+42"]):
        sheet.append(row)
    buffer = io.BytesIO()
    made.save(buffer)
    return [b"\n--part--\n".join(_parts(buffer.getvalue()))]


def _parts(book: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        for name in archive.namelist():
            yield name.encode() + b"\n" + archive.read(name)


def _zipped(data: bytes) -> bytes:
    """Pack mutated parts into a workbook again: a mutated archive would seldom open."""
    buffer, names = io.BytesIO(), set[str]()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in data.split(b"\n--part--\n"):
            name, _, content = part.partition(b"\n")
            text = name.decode("latin-1")[:200].replace("\0", "") or "x"
            if text not in names:
                archive.writestr(text, content)
            names.add(text)
    return buffer.getvalue()


def _texts(*texts: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode() for text in texts]


KINDS: dict[str, Kind] = {
    "document": Kind(lambda: [*SEEDS], _document, most_changes=8, whole=3),
    "deal": Kind(_texts(DEAL), _deal),
    "assumptions": Kind(_texts(ASSUMPTIONS), _assumptions),
    "csv": Kind(_texts(CSV), _csv),
    "json": Kind(_texts(INDEX, CHART), _json),
    "backup": Kind(_a_backup, _backup),
    "workbook": Kind(_a_workbook, _workbook, _zipped),
}
