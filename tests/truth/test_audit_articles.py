"""Made-up articles with the mistakes that real ones make: every marked claim found and judged, nobody accused "
"falsely."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from audit_corpus import Case, audited, cases, problems

FOUND_AT_LEAST = 0.95


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_every_claim_is_judged_as_it_should_be(case: Case) -> None:
    assert problems(case) == []


def test_the_corpus_holds_every_kind_of_mistake() -> None:
    verdicts = {claim.verdict.value for case in cases() for claim in audited(case.text).claims}
    assert verdicts >= {
        "right",
        "rounded",
        "wrong_value",
        "wrong_period",
        "wrong_measure",
        "wrong_company",
        "contradicted",
        "stale",
        "unsupported",
        "cannot_check",
    }


def test_every_wrong_claim_says_what_it_should_be() -> None:
    wrong = [claim for case in cases() for claim in audited(case.text).claims if claim.verdict.family == "wrong"]
    assert [claim.text for claim in wrong if not claim.corrected] == []
