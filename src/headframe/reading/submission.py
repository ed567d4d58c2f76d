"""SEC's complete submission text (.txt): one file that carries a filing's header and every document of it.

Nothing is opened or decoded beyond the split: each part's bytes go to the reader of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from headframe.ground.errors import InputRefused
from headframe.vocabulary.company import companies

MOST_BYTES = 200_000_000
MOST_PARTS = 2_000
HEADER_WITHIN = 65_536
ONE_DOCUMENT = "hand over one document of it alone"
MARKS = (b"<SEC-DOCUMENT>", b"<SEC-HEADER>", b"<SUBMISSION>")
WRAPPERS = (b"XBRL", b"XML", b"PDF", b"JSON", b"ZIP")
ITEM_NUMBERS = {
    "entry into a material definitive agreement": "1.01",
    "completion of acquisition or disposition of assets": "2.01",
    "results of operations and financial condition": "2.02",
    "unregistered sales of equity securities": "3.02",
    "regulation fd disclosure": "7.01",
    "other events": "8.01",
    "financial statements and exhibits": "9.01",
}
"""EDGAR's header prints an 8-K item's title; these are the numbers of those that carry miners' figures."""


@dataclass(frozen=True, slots=True)
class SubmissionHeader:
    """What EDGAR says about a filing; a field that the header leaves out is empty."""

    accession: str
    form: str
    filed_on: date | None
    period_of_report: date | None
    ciks: tuple[str, ...]
    names: tuple[str, ...]
    items: tuple[str, ...]

    @property
    def company(self) -> str | None:
        """The ticker of the first filer that Headframe knows."""
        known = {company.cik.lstrip("0"): company.ticker for company in companies().values() if company.cik}
        return next((known[cik.lstrip("0")] for cik in self.ciks if cik.lstrip("0") in known), None)


@dataclass(frozen=True, slots=True)
class SubmissionPart:
    """One document of a submission: its type ("8-K", "EX-99.1"), its place in the order, its name and its bytes."""

    type: str
    sequence: int
    filename: str
    description: str
    data: bytes

    @property
    def is_encoded(self) -> bool:
        """Whether the bytes are an image, archive or PDF written as uuencoded text."""
        return self.data.startswith(b"begin ")

    @property
    def is_press_exhibit(self) -> bool:
        """Whether this is an exhibit 99 of any number: EX-99.2 has held a miner's monthly update."""
        return re.fullmatch(r"EX-99(\.\d{1,3})?", self.type) is not None


@dataclass(frozen=True, slots=True)
class Submission:
    """A filing: its header, and its parts in the filer's order."""

    header: SubmissionHeader
    parts: tuple[SubmissionPart, ...]

    @property
    def main(self) -> SubmissionPart | None:
        """The filing's own document: the part of the header's form type, else the first in order."""
        readable = [part for part in self.parts if not part.is_encoded]
        own = [part for part in readable if part.type == self.header.form]
        return min(own or readable, key=lambda part: part.sequence, default=None)

    @property
    def readable(self) -> tuple[SubmissionPart, ...]:
        """The main document and every exhibit 99, without encoded parts."""
        chosen = [self.main] if self.main else []
        chosen += [part for part in self.parts if part.is_press_exhibit and not part.is_encoded and part not in chosen]
        return tuple(chosen)


def is_submission(data: bytes) -> bool:
    """Say whether the bytes open like a complete submission."""
    return any(mark in data[:4096] for mark in MARKS)


def split_submission(data: bytes) -> Submission:
    """Split a complete submission into its header and parts.

    Raises
    ------
    InputRefused
        Where the bytes are no submission, too many, or end in the middle of a document.
    """
    if len(data) > MOST_BYTES:
        raise InputRefused(
            f"the submission has {len(data):,} bytes", why=f"more than {MOST_BYTES:,} are not read", next=ONE_DOCUMENT
        )
    if not is_submission(data):
        raise InputRefused(
            "the file is no complete submission",
            why="it does not open with SEC's header",
            next="take the .txt named after the accession number from the filing's index page",
        )
    parts = tuple(_parts(data))
    if not parts:
        raise InputRefused("the submission holds no document", next="fetch it again")
    return Submission(_header(data), parts)


def _parts(data: bytes) -> Iterator[SubmissionPart]:
    position = 0
    for _ in range(MOST_PARTS):
        start = data.find(b"<DOCUMENT>", position)
        if start < 0:
            return
        end = data.find(b"</DOCUMENT>", start)
        if end < 0:
            raise InputRefused(
                "the submission ends in the middle of a document",
                where=f"byte {start:,}",
                why="what is missing could hold the figures",
                next="fetch it again",
            )
        yield _part(data[start + len(b"<DOCUMENT>") : end])
        position = end
    raise InputRefused(f"the submission holds more than {MOST_PARTS:,} documents", next=ONE_DOCUMENT)


def _part(block: bytes) -> SubmissionPart:
    head, found, body = block.partition(b"<TEXT>")
    if not found:
        head, body = block[:HEADER_WITHIN], b""
    fields = dict(re.findall(r"<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\r\n<]*)", _text(head[:HEADER_WITHIN])))
    sequence = fields.get("SEQUENCE", "").strip()
    return SubmissionPart(
        type=fields.get("TYPE", "").strip().upper(),
        sequence=int(sequence) if re.fullmatch(r"[0-9]{1,6}", sequence) else 0,
        filename=fields.get("FILENAME", "").strip(),
        description=fields.get("DESCRIPTION", "").strip(),
        data=_unwrapped(body),
    )


def _unwrapped(body: bytes) -> bytes:
    body = body.strip()
    body = body.removesuffix(b"</TEXT>").strip()
    for wrapper in WRAPPERS:
        if body.startswith(b"<" + wrapper + b">"):
            return body.removeprefix(b"<" + wrapper + b">").removesuffix(b"</" + wrapper + b">").strip()
    return body


def _header(data: bytes) -> SubmissionHeader:
    text = _text(data[:HEADER_WITHIN])
    text = text[: text.find("<DOCUMENT>")] if "<DOCUMENT>" in text else text
    return SubmissionHeader(
        accession=_first(text, "ACCESSION NUMBER"),
        form=(_first(text, "CONFORMED SUBMISSION TYPE") or _first(text, "FORM TYPE")).upper(),
        filed_on=_day(_first(text, "FILED AS OF DATE")),
        period_of_report=_day(_first(text, "CONFORMED PERIOD OF REPORT")),
        ciks=tuple(dict.fromkeys(_all(text, "CENTRAL INDEX KEY"))),
        names=tuple(dict.fromkeys(_all(text, "COMPANY CONFORMED NAME"))),
        items=tuple(ITEM_NUMBERS.get(title.casefold(), title) for title in _all(text, "ITEM INFORMATION")),
    )


def _all(text: str, key: str) -> list[str]:
    return [value.strip() for value in re.findall(rf"^[ \t]*{re.escape(key)}:[ \t]*([^\r\n]*)", text, re.MULTILINE)]


def _first(text: str, key: str) -> str:
    return next(iter(_all(text, key)), "")


def _day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{8}", text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _text(data: bytes) -> str:
    return data.decode("latin-1")
