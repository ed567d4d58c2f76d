"""PDFs: their words, or a refusal that says why there are none."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_filing import pdf

from headframe.ground.errors import HeadframeError, InputRefused
from headframe.reading.pdf import is_pdf, pdf_pages, pdf_text

WORDS = "Northfield held 8,204 bitcoin at the end of May 2031."


def locked(password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(WORDS))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_the_words_of_a_page_are_read() -> None:
    assert pdf_text(pdf(WORDS)) == WORDS


def test_a_locked_file_is_refused_and_said_to_be_locked() -> None:
    with pytest.raises(InputRefused, match="password"):
        pdf_pages(locked("secret"))


def test_a_file_locked_against_changes_alone_is_read() -> None:
    assert pdf_pages(locked("")) == (WORDS,)


def test_a_file_of_pictures_is_refused_and_said_to_be_one() -> None:
    with pytest.raises(InputRefused, match="pictures"):
        pdf_pages(pdf(""))


@pytest.mark.parametrize("data", [b"", b"plain words", b"%PDF-1.4", b"%PDF-1.7\n%%EOF", pdf(WORDS)[:200]])
def test_what_is_no_whole_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused) as refused:
        pdf_pages(data)
    assert refused.value.next


def test_a_file_that_takes_too_long_is_given_up() -> None:
    seconds = iter(range(0, 100_000, 10))
    with pytest.raises(InputRefused, match="too long"):
        pdf_pages(pdf(WORDS), most_seconds=5, clock=lambda: float(next(seconds)))


@given(st.integers(0, 600), st.binary(max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_read_or_refused(at: int, damage: bytes) -> None:
    whole = pdf(WORDS)
    try:
        pdf_pages(whole[:at] + damage + whole[at + len(damage) :])
    except HeadframeError as refused:
        assert refused.next


def test_a_pdf_is_known_by_its_opening() -> None:
    assert is_pdf(pdf(WORDS)) and not is_pdf(b"<html>")
