"""The audit on the development articles beside the project: at least 0.95 found and judged, nobody accused falsely."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headframe.audit.article import open_article
from headframe.audit.audit import audit_text
from headframe.record.record import Record

pytestmark = pytest.mark.shared


def test_development_articles(shared: Path) -> None:
    articles = shared / "articles"
    total = good = 0
    accused = []
    for name, expected in json.loads((articles / "expected.json").read_text("utf-8")).items():
        data = (articles / name).read_bytes()
        text = data.decode()
        told = audit_text(Record(), open_article(data))
        wrong = []
        for claim in expected:
            at = text.index(claim["quote"])
            end = at + len(claim["quote"])
            seen = {c.verdict.family for c in told.claims if c.span[0] < end and at < c.span[1]}
            total += 1
            good += bool(seen & set(claim["accept"])) and not ("wrong" in seen and "wrong" not in claim["accept"])
            wrong += [(at, end)] if "wrong" in claim["accept"] else []
        accused += [
            c.text
            for c in told.claims
            if c.verdict.family == "wrong" and not any(c.span[0] < e and s < c.span[1] for s, e in wrong)
        ]
    assert (good / total >= 0.95, accused) == (True, [])
