"""The words of a PDF, page by page, within bounds of size, pages and time."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from headframe.ground.errors import InputRefused

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_BYTES = 50_000_000
MOST_PAGES = 400
MOST_SECONDS = 4.0
FEWEST_CHARACTERS = 20
"""A document with fewer letters and digits than this is a picture of a document."""
COPY_AS_TEXT = "copy the text out of a viewer, or hand over the HTML release"


def is_pdf(data: bytes) -> bool:
    """Say whether the bytes open like a PDF."""
    return b"%PDF-" in data[:1024]


def pdf_pages(
    data: bytes, *, most_seconds: float = MOST_SECONDS, clock: Callable[[], float] = time.monotonic
) -> tuple[str, ...]:
    """Return the text of each page.

    Parameters
    ----------
    data : bytes
        The file.
    most_seconds : float
        How long [s] the reading may take before it is given up.
    clock : callable
        Seconds that only ever grow; measures the time taken, never the day.

    Raises
    ------
    InputRefused
        Where the file is no PDF, asks for a password, holds pictures only, is broken, or takes too much.
    """
    if not is_pdf(data):
        raise InputRefused("the file is no PDF", next="hand over a .pdf, .html or .txt file")
    if len(data) > MOST_BYTES:
        raise InputRefused(
            f"the PDF has {len(data):,} bytes", why=f"more than {MOST_BYTES:,} are not read", next=COPY_AS_TEXT
        )
    deadline = clock() + most_seconds
    try:
        pages = _pages(data, lambda: clock() > deadline)
    except InputRefused:
        raise
    except (Exception, RecursionError) as error:
        # pypdf lets whatever a broken file provokes through: KeyError, AttributeError, struct.error and its own.
        raise InputRefused(
            "the PDF is broken", why=f"{type(error).__name__} while reading it", next=COPY_AS_TEXT
        ) from error
    if sum(character.isalnum() for page in pages for character in page) < FEWEST_CHARACTERS:
        raise InputRefused(
            "the PDF holds pictures and no text", why="Headframe does not read letters off pictures", next=COPY_AS_TEXT
        )
    return pages


def pdf_text(data: bytes) -> str:
    """Return the whole text, a form feed between pages; refused as `pdf_pages` refuses."""
    return "\f".join(pdf_pages(data))


def _pages(data: bytes, is_late: Callable[[], bool]) -> tuple[str, ...]:
    from pypdf import PdfReader

    # Its warnings on broken files would go to standard error beside our own refusal.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        _unlock(reader)
    if len(reader.pages) > MOST_PAGES:
        raise InputRefused(
            f"the PDF has {len(reader.pages):,} pages", why=f"more than {MOST_PAGES} are not read", next=COPY_AS_TEXT
        )

    def check(*_: Any) -> None:
        if is_late():
            raise InputRefused("the PDF takes too long to read", next=COPY_AS_TEXT)

    texts = []
    for page in reader.pages:
        check()
        texts.append(page.extract_text(visitor_operand_before=check))
    return tuple(texts)


def _unlock(reader: PdfReader) -> None:
    from pypdf.errors import DependencyError

    try:
        opened = bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        opened = False
    if not opened:
        raise InputRefused(
            "the PDF asks for a password", why="what is locked cannot be read", next="save a copy without a password"
        )


def _too_large(extent: str, most: str) -> InputRefused:
    return InputRefused(f"the PDF has {extent}", why=f"more than {most} are not read", next=COPY_AS_TEXT)
