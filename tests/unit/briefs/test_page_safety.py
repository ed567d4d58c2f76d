"""The page shows what sources say, and runs none of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from headframe.cli.main import main

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> " onmouseover="alert(3)'


@pytest.fixture
def page(tmp_path: Path) -> str:
    """A brief over a record in which every free text is hostile."""
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    csv = (
        "company,concept,period,value,unit,known_at,title,url,quote,note,place\n"
        "RIOT,bitcoin_held,2025-12-31,18005,BTC,2026-01-09,"
        f"{quoted},https://example.org/?a=<b>&c=1,{quoted},{quoted},{quoted}\n"
    )
    (tmp_path / "hostile.csv").write_text(csv, "utf-8")
    record, out = str(tmp_path / "own.sqlite"), tmp_path / "page.html"
    assert main(["import", str(tmp_path / "hostile.csv"), "--record", record]) == 0
    asked = ["brief", "RIOT", "--as-of", "2026-01-10", "--form", "html", "--out", str(out), "--record", record]
    assert main(asked) == 0
    return out.read_text("utf-8")


def test_hostile_text_is_shown_as_text(page: str) -> None:
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r"<[^>]*\sonmouseover=", page)


def test_a_link_keeps_to_its_quotation_marks(page: str) -> None:
    assert 'href="https://example.org/?a=&lt;b&gt;&amp;c=1"' in page


def test_the_page_forbids_scripts_and_requests(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "script-src" not in policy[1]


def test_every_address_on_the_page_is_a_plain_link(page: str) -> None:
    addresses = re.findall(r'(?:href|src)="([^"]*)"', page)
    assert {address.split(":")[0] for address in addresses if not address.startswith("#")} <= {"http", "https"}
    assert not re.findall(r"<(?:link|iframe|object|embed|form|base)\b", page)
