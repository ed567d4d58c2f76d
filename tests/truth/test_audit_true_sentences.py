"""Sentences that are true, or about somebody else, in the ways that a grammar trips over: none may be called wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from headframe.audit.article import open_article
from headframe.audit.audit import audit_text
from headframe.record.record import Record

LINES = (Path(__file__).parent / "audit_true_sentences.txt").read_text("utf-8").splitlines()
RECORD = Record()


@pytest.mark.parametrize("line", LINES)
def test_nobody_is_accused(line: str) -> None:
    told = audit_text(RECORD, open_article(line.encode()))
    assert [(claim.text, claim.reason) for claim in told.claims if claim.verdict.family == "wrong"] == []
