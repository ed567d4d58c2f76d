from __future__ import annotations

from datetime import date

import pytest

from headframe.audit.article import open_article
from headframe.audit.audit import audit_text, published_day
from headframe.audit.verdict import Audit
from headframe.record.record import Record

RECORD = Record()


def audited(text: str) -> Audit:
    return audit_text(RECORD, open_article(text.encode()))


def verdicts(text: str) -> list[tuple[str, str]]:
    return [(claim.text, claim.verdict.value) for claim in audited(text).claims]


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        ("2026-01-20. Riot sold 475 BTC in December 2025.", "475 BTC", "wrong_period"),
        ("2026-01-20. Riot held 3,977 BTC at the end of December 2025.", "3,977 BTC", "wrong_measure"),
        ("2026-01-20. Riot mined 406 bitcoin in December 2025.", "406 bitcoin", "wrong_value"),
        ("2026-01-20. In December 2025 Riot sold 2,201 BTC.", "2,201 BTC", "wrong_period"),
        ("2026-01-20. Riot held 13,011 BTC at the end of September 2025.", "13,011 BTC", "wrong_company"),
        ("2026-01-20. Riot now holds 19,368 bitcoin.", "19,368 bitcoin", "stale"),
        ("2026-05-20. MARA held 38,689 BTC at the end of March 2026.", "38,689 BTC", "wrong_value"),
        ("2025-08-20. CleanSpark held 12,608 BTC at the end of June 2025.", "12,608 BTC", "right"),
        ("2026-01-20. Riot mined more than 400 bitcoin in December 2025.", "400 bitcoin", "right"),
        ("2026-01-20. Riot mined about 460 bitcoin in December 2025.", "460 bitcoin", "right"),
        ("2026-03-20. Riot mined 503 bitcoin in February 2026.", "503 bitcoin", "cannot_check"),
        ("2026-01-20. Riot expects to mine 600 bitcoin in March 2026.", "600 bitcoin", "cannot_check"),
        ("2026-01-20. Strategy owns 670,000 BTC. Riot is smaller.", "670,000 BTC", "cannot_check"),
        (
            "2026-01-20. Listed miners sold 15,000 bitcoin in December 2025. Riot was one.",
            "15,000 bitcoin",
            "cannot_check",
        ),
    ],
)
def test_a_claim_alone(text: str, claim: str, verdict: str) -> None:
    assert (claim, verdict) in verdicts(text)


def test_a_stranger_does_not_lend_its_number_to_the_company() -> None:
    text = "2026-01-20. Riot sold 1,818 BTC in December 2025. Tesla held 11,509 bitcoin. It has not sold any since."
    assert "wrong" not in {claim.verdict.family for claim in audited(text).claims}


def test_the_day_is_found_in_a_dateline() -> None:
    assert published_day("January 8, 2026 — Riot sells") == date(2026, 1, 8)


def test_as_of_overrules_the_article() -> None:
    article = open_article(b"2026-01-20. Riot sold 475 BTC in December 2025.")
    assert audit_text(RECORD, article, as_of=date(2026, 2, 1)).judged_on == date(2026, 2, 1)


def test_a_figure_answers_to_why() -> None:
    from headframe.accounts.why import explain

    told = audited("2026-01-20. In November and December 2025 Riot sold 2,201 BTC for $198.6 million.")
    for figure in told.figures():
        company, concept, period, *which = figure.id.split(" ", 3)
        assert explain(RECORD.view(), company, concept, period, " ".join(which)).figure == figure
