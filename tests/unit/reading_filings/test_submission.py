"""Complete submissions: header, parts, and which of them are read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headframe.ground.errors import HeadframeError, InputRefused
from headframe.reading.submission import is_submission, split_submission

HEADER = b"""<SEC-DOCUMENT>0001234567-31-000009.txt : 20310505
<SEC-HEADER>0001234567-31-000009.hdr.sgml : 20310505
ACCESSION NUMBER:\t\t0001234567-31-000009
CONFORMED SUBMISSION TYPE:\t8-K
CONFORMED PERIOD OF REPORT:\t20310504
ITEM INFORMATION:\t\tRegulation FD Disclosure
ITEM INFORMATION:\t\tFinancial Statements and Exhibits
FILED AS OF DATE:\t\t20310505
FILER:
\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tRiot Platforms, Inc.
\t\tCENTRAL INDEX KEY:\t\t\t0001167419
</SEC-HEADER>
"""


def part(kind: str, text: bytes, sequence: int = 1, name: str = "x.htm") -> bytes:
    head = f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{sequence}\n<FILENAME>{name}\n<DESCRIPTION>{kind}\n<TEXT>\n".encode()
    return head + text + b"\n</TEXT>\n</DOCUMENT>\n"


WHOLE = (
    HEADER
    + part("8-K", b"<XBRL>\n<?xml version='1.0'?><html>cover</html>\n</XBRL>")
    + part("EX-99.1", b"<html>slides</html>", 2)
    + part("EX-99.2", b"<html>May update</html>", 3)
    + part("GRAPHIC", b"begin 644 g1.jpg\nM_]C_X``02D9)1@\nend", 4, "g1.jpg")
    + part("EX-101.SCH", b"<schema/>", 5)
    + b"</SEC-DOCUMENT>\n"
)


def test_the_header_says_who_filed_what_and_when() -> None:
    header = split_submission(WHOLE).header
    assert (header.accession, header.form, header.filed_on) == ("0001234567-31-000009", "8-K", date(2031, 5, 5))
    assert (header.company, header.items, header.period_of_report) == ("RIOT", ("7.01", "9.01"), date(2031, 5, 4))


def test_the_main_document_and_every_exhibit_99_are_read() -> None:
    readable = split_submission(WHOLE).readable
    assert [part.type for part in readable] == ["8-K", "EX-99.1", "EX-99.2"]


def test_a_part_comes_without_its_wrapping() -> None:
    assert split_submission(WHOLE).readable[0].data == b"<?xml version='1.0'?><html>cover</html>"


def test_pictures_are_known_and_left_alone() -> None:
    parts = split_submission(WHOLE).parts
    assert [part.filename for part in parts if part.is_encoded] == ["g1.jpg"]


def test_a_submission_that_breaks_off_is_refused() -> None:
    with pytest.raises(InputRefused, match="middle"):
        split_submission(WHOLE[: WHOLE.index(b"May update")])


@pytest.mark.parametrize("data", [b"", b"<html></html>", HEADER])
def test_what_is_no_submission_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused) as refused:
        split_submission(data)
    assert refused.value.next


def test_a_day_that_no_calendar_has_is_unknown() -> None:
    assert split_submission(WHOLE.replace(b"DATE:\t\t20310505", b"DATE:\t\t20311350")).header.filed_on is None


def test_a_submission_is_known_by_its_opening() -> None:
    assert is_submission(WHOLE)
    assert not is_submission(b"<html>about <SEC-something></html>")


PIECES = st.lists(
    st.sampled_from([HEADER, b"<DOCUMENT>", b"</DOCUMENT>", b"<TEXT>", b"<TYPE>EX-99.1\n", b"begin 644 x\n", b"<XBRL>"])
    | st.binary(max_size=12),
    max_size=10,
)


@given(PIECES)
@settings(max_examples=80, deadline=None)
def test_any_pieces_are_split_or_refused(pieces: list[bytes]) -> None:
    try:
        split_submission(HEADER + b"".join(pieces))
    except HeadframeError as refused:
        assert refused.next
