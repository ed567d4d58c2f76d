"""Holdings that a user hands in: Form 13F as filed, or CSV with one row a holder and quarter."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, timedelta

from headframe.ground.errors import InputRefused
from headframe.ground.period import month_end
from headframe.reading.holdings_13f import SHARES, read_13f
from headframe.vocabulary.company import company as find_company

COLUMNS = ("holder", "quarter", "shares")
DUE_DAYS = 45
"""A 13F is due 45 days after the quarter (17 CFR 240.13f-1): known no later, where the filing's own day is not told."""
LEGAL_FORM = re.compile(r"\b(?:INC|INCORPORATED|CORP|CORPORATION|LTD|LIMITED|PLC|CO|COM|NEW|DEL)\b")


@dataclass(frozen=True, slots=True)
class Holding:
    """What one holder reported of one company for a quarter [shares]; options are left apart."""

    holder: str
    quarter: date
    shares: float
    known_at: date
    source: str


def holdings_of_13f(data: bytes, name: str, company: str) -> tuple[Holding, ...]:
    """Return a manager's holding of a company from a submission; none where the table does not name it.

    Options (put, call) and principal amounts of notes are no shares and are left out.

    Raises
    ------
    InputRefused
        Where the file has no cover: an information table alone says neither who nor when.
    """
    read = read_13f(data, name)
    if read.manager is None or read.quarter is None:
        raise InputRefused(
            f"{name} says neither whose holdings these are nor of which quarter",
            where=name,
            why="the information table alone has no cover",
            next="hand in the whole submission (.txt), or CSV with holder,quarter,shares",
        )
    names = {plain_name(label) for label in find_company(company).names}
    rows = [r for r in read.rows if plain_name(r.issuer) in names and r.kind == SHARES and not r.put_call]
    if not rows:
        return ()
    known = read.quarter + timedelta(days=DUE_DAYS)
    return (Holding(read.manager, read.quarter, sum(r.shares for r in rows), known, name),)


def holdings_of_csv(text: str, name: str, company: str) -> tuple[Holding, ...]:
    r"""Return the holdings of a CSV: `holder,quarter,shares`, and where known `company` and `filed`.

    Raises
    ------
    InputRefused
        For a row that cannot be right, or two rows of one holder and quarter.

    Examples
    --------
    >>> holdings_of_csv("holder,quarter,shares\nNorthfield Partners,2026-Q1,100\n", "made-up.csv", "RIOT")[0].quarter
    datetime.date(2026, 3, 31)
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    lacking = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if lacking:
        raise InputRefused(
            f"{name} has no column {', '.join(lacking)}", where=name, next=f"a header {','.join(COLUMNS)}"
        )
    ticker = find_company(company).ticker
    found: dict[tuple[str, date], Holding] = {}
    for number, row in enumerate(reader, start=2):
        label = (row.get("company") or "").strip()
        if label and find_company(label).ticker != ticker:
            continue
        holding = _holding(row, name, number)
        key = (holding.holder, holding.quarter)
        if key in found:
            raise _refused(name, number, f"{holding.holder} has two counts for {holding.quarter}", "keep one")
        found[key] = holding
    return tuple(found.values())


def plain_name(text: str) -> str:
    """Return an issuer's name in capitals, without points and legal form.

    Examples
    --------
    >>> plain_name("Riot Platforms, Inc.") == plain_name("RIOT PLATFORMS INC")
    True
    """
    words = re.sub(r"[^A-Z0-9 ]", "", text.upper().replace(".", ""))
    return " ".join(LEGAL_FORM.sub(" ", words).split())


def _holding(row: dict[str, str], name: str, number: int) -> Holding:
    quarter = _quarter((row["quarter"] or "").strip(), name, number)
    text = (row["shares"] or "").strip()
    try:
        shares = float(text)
    except ValueError as error:
        raise _refused(name, number, f"'{text[:30]}' is no count of shares", "write digits alone") from error
    holder = (row["holder"] or "").strip()
    if shares < 0 or not shares < float("inf") or not holder:
        raise _refused(name, number, "a holding needs a holder and a count of 0 or more", "correct the row")
    filed = (row.get("filed") or "").strip()
    return Holding(holder, quarter, shares, _filed(filed, quarter, name, number), name)


def _quarter(text: str, name: str, number: int) -> date:
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        return month_end(int(match[1]), 3 * int(match[2]))
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise _refused(name, number, f"'{text[:30]}' is no quarter", "write 2026-Q1 or its last day") from error
    if day != month_end(day.year, day.month) or day.month % 3:
        raise _refused(name, number, f"{day} ends no quarter", "write 2026-Q1 or its last day")
    return day


def _filed(text: str, quarter: date, name: str, number: int) -> date:
    if not text:
        return quarter + timedelta(days=DUE_DAYS)
    try:
        filed = date.fromisoformat(text)
    except ValueError as error:
        raise _refused(name, number, f"filed '{text[:30]}' is no day", "write 2026-05-15") from error
    if filed <= quarter:
        raise _refused(name, number, f"filed {filed}, before the quarter ended", "correct the day")
    return filed


def _refused(name: str, number: int, what: str, next: str) -> InputRefused:
    return InputRefused(what, where=f"{name} row {number}", why="nothing of the file is kept", next=next)
