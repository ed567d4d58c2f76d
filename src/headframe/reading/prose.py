"""Text cut into paragraphs and sentences, each keeping its place in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from headframe.reading.phrases import phrase

ABBREVIATED = phrase("abbreviated")
BULLET = re.compile(r"^\s*(?:[•●▪◦‣∙·*>»✅📈🔹⛏️🟠👉-]|[–—]|\(?\d{1,2}[.)](?=\s+[A-Z]))\s*")
MONTH_CUT = re.compile(r"(?<!\w)(?:Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$")
MOST_CUTS = 5_000
SENTENCE_END = re.compile(r"[.!?…](?=[\"'”’)\]]?\s)[\"'”’)\]]?|;(?=\s)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one part of it between semicolons. `paragraph` numbers the line or block it stands in."""

    text: str
    start: int
    paragraph: int
    first: bool
    """Whether it opens its paragraph."""
    continues: bool
    """Whether a semicolon joins it to the one before."""


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of `text` in order; a line break ends a paragraph unless the line runs on."""
    for number, (start, block) in enumerate(_paragraphs(text)):
        first, joined = True, False
        for begin, end, semicolon in _cuts(block):
            piece = block[begin:end]
            stripped = piece.strip()
            if stripped:
                lead = len(piece) - len(piece.lstrip())
                yield Sentence(stripped, start + begin + lead, number, first, joined)
                first = False
            joined = semicolon


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield blocks of lines; a line that starts in lower case or after a comma runs on from the last."""
    start, block = 0, ""
    position = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        mark = BULLET.match(line)
        runs_on = (
            bool(block.strip())
            and bool(body)
            and not mark
            and (body[0].islower() or block.rstrip().endswith((",", "(")))
        )
        if runs_on and len(block) < 4000:
            block += line
        else:
            if block.strip():
                yield start, block.replace("\n", " ").replace("\r", " ")
            start, block = position, line
            if mark:
                start, block = position + mark.end(), line[mark.end() :]
        position += len(line)
    if block.strip():
        yield start, block.replace("\n", " ").replace("\r", " ")


def _cuts(block: str) -> Iterator[tuple[int, int, bool]]:
    begin = 0
    for match in islice(SENTENCE_END.finditer(block), MOST_CUTS):
        mark = match[0][0]
        before = block[max(begin, match.start() - 12) : match.start()]
        after = block[match.end() : match.end() + 12].lstrip()[:1]
        if mark == ";" and block.count("(", begin, match.start()) > block.count(")", begin, match.start()):
            continue
        if mark == "." and after.isupper() and MONTH_CUT.search(before):
            yield begin, match.end(), False
            begin = match.end()
            continue
        if mark == "." and (
            ABBREVIATED.search(before)
            or after.islower()
            or (
                after.isdigit()
                and re.search(r"\b(?:No|approx|ca|ott|gen|dic|ago|mag|lug|giu|[A-Z][a-z]{2,3})$", before)
            )
        ):
            continue
        yield begin, match.end(), mark == ";"
        begin = match.end()
    yield begin, len(block), False
