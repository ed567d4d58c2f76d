"""Signals, the table of evidence, and what may never be evidence."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

import headframe.conduct
from headframe.conduct.evidence_kinds import Anchors
from headframe.conduct.evidence_table import FINDERS, EvidenceRule, evidence_rules
from headframe.conduct.motive import Direction, weigh_motive
from headframe.conduct.motive_score import Score, Verdict
from headframe.conduct.motive_weights import WEIGHTS_TABLE, weights_for
from headframe.ground.errors import UsageProblem
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure
from headframe.vocabulary.tables import packaged_rows

ROOM = Path(headframe.conduct.__file__).parent
EVIDENCE_CODE = sorted(ROOM.glob("evidence_*.py"))
LABEL_COLUMNS = {"stated_motive", "forced_or_strategic", "label", "basis", "motive_labels.csv"}
LABEL_WORDS = ("forced", "strategic", "distress", "contested", "liquidity pressure", "deleverag")
VIEW = Record().view()


@pytest.mark.parametrize(
    ("value", "signal"), [(-1.0, -1.0), (0.0, -1.0), (0.125, -0.5), (0.25, 0.0), (0.5, 1.0), (9.0, 1.0)]
)
def test_a_signal_is_straight_between_its_anchors_and_cut_beyond(value: float, signal: float) -> None:
    assert Anchors(0.0, 0.25, 0.5).signal(value) == signal


def test_anchors_may_fall() -> None:
    assert Anchors(6.0, 3.0, 0.0).signal(1.5) == 0.5
    assert Anchors(6.0, 3.0, 0.0).signal(9.0) == -1.0


def test_one_sided_evidence_never_speaks_for_the_other_side() -> None:
    towards_forced, towards_free = Anchors(0.0, 0.0, 0.5), Anchors(0.0, 180.0, 180.0)
    assert towards_forced.signal(-3.0) == 0.0
    assert towards_free.signal(400.0) == 0.0
    assert not towards_forced.speaks_both_ways
    assert not towards_free.speaks_both_ways


@pytest.mark.parametrize("rule", evidence_rules(), ids=lambda rule: rule.name)
def test_every_rule_has_a_positive_prior_with_its_reason(rule: EvidenceRule) -> None:
    assert rule.prior > 0
    assert len(rule.why) > 40
    assert rule.words


def test_every_finder_has_its_rule_and_every_rule_its_weight() -> None:
    assert set(FINDERS) == {rule.name for rule in evidence_rules()} == set(weights_for("RIOT"))


@pytest.mark.parametrize("path", EVIDENCE_CODE, ids=lambda path: path.name)
def test_no_code_of_evidence_reads_a_label(path: Path) -> None:
    strings = {node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)}
    assert not LABEL_COLUMNS & {text for text in strings if isinstance(text, str)}
    imported = {
        node.module for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)
    }
    assert "headframe.conduct.motive_truth" not in imported


@pytest.mark.parametrize("table", ["evidence_debts.csv", "evidence_proceedings.csv"])
def test_no_table_of_evidence_holds_a_labels_words(table: str) -> None:
    for row in packaged_rows("headframe.conduct", table):
        assert not [word for word in LABEL_WORDS if word in " ".join(row.values()).lower()]


def test_no_number_of_evidence_is_read_by_a_labels_words() -> None:
    told = weigh_motive(VIEW, "RIOT", Period.month(2025, 12))
    for piece in told.evidence:
        assert not [word for word in LABEL_WORDS if word in piece.words.lower()]


def test_missing_evidence_weighs_nothing_and_is_shown() -> None:
    told = weigh_motive(VIEW, "CANG", Period.parse("2026-02-07/2026-02-08"))
    gaps = [piece for piece in told.evidence if isinstance(piece.figure, Missing)]
    assert gaps
    assert all(piece.contribution == 0 and piece.direction is Direction.MISSING for piece in gaps)
    assert len(told.evidence) == len(evidence_rules())


def test_the_score_is_the_sum_of_its_pieces() -> None:
    told = weigh_motive(VIEW, "MARA", Period.month(2024, 4))
    assert told.score == pytest.approx(sum(piece.contribution for piece in told.evidence))


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(-1.0, 1.0, Verdict.CANNOT_TELL), (0.1, 1.0, Verdict.FORCED), (-1.0, -0.1, Verdict.STRATEGIC)],
)
def test_cannot_tell_is_an_interval_that_spans_zero(low: float, high: float, verdict: Verdict) -> None:
    assert Score((low + high) / 2, low, high).verdict is verdict


def test_what_came_after_counts_only_once_it_is_known() -> None:
    span = Period.month(2025, 12)
    early = weigh_motive(Record().view(date(2026, 1, 31)), "RIOT", span)
    late = weigh_motive(VIEW, "RIOT", span)
    after = {told: next(p for p in told.evidence if p.name == "holdings_after") for told in (early, late)}
    assert isinstance(after[early].figure, Missing)
    assert isinstance(after[late].figure, Figure)


def test_an_early_view_is_told_that_weights_look_ahead() -> None:
    told = weigh_motive(Record().view(date(2026, 1, 31)), "RIOT", Period.month(2025, 12))
    assert any(WEIGHTS_TABLE in said for said in told.made_from.look_ahead)


@pytest.mark.parametrize("day", [date(2022, 8, 1), date(2025, 11, 10), date(2026, 3, 1)])
@pytest.mark.parametrize("company", sorted(ticker for ticker in companies() if VIEW.facts(ticker)))
def test_no_evidence_is_younger_than_the_view(company: str, day: date) -> None:
    view = Record().view(day)
    assert all(figure.known_at <= day for figure in weigh_motive(view, company).figures())


def test_a_company_that_sold_nothing_has_a_reason_not_a_zero() -> None:
    told = weigh_motive(VIEW, "RIOT", Period.month(2024, 6))
    assert isinstance(told.score, Missing)
    assert told.verdict is Verdict.CANNOT_TELL


def test_a_day_is_no_sale() -> None:
    with pytest.raises(UsageProblem):
        weigh_motive(VIEW, "RIOT", Period.parse("2025-12-31"))
