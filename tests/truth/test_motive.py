"""Forced or strategic, against the labelled episodes: each judged by weights that its own company had no part in."""

from __future__ import annotations

from math import log

import jsonschema
import pytest

from headframe.conduct.motive import Direction, Motive, weigh_motive
from headframe.conduct.motive_figures import conduct_figure
from headframe.conduct.motive_model import log_loss
from headframe.conduct.motive_score import Verdict
from headframe.conduct.motive_truth import Episode, Label, episodes
from headframe.conduct.motive_weights import WEIGHTS_TABLE, rows_of_table
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure
from headframe.vocabulary.tables import packaged_rows

VIEW = Record().view()
AIM, AIM_WITH_ROOM = 0.45, 0.43


def told_of(episode: Episode) -> Motive:
    return weigh_motive(VIEW, episode.company, episode.span)


def known(number: object) -> float:
    assert isinstance(number, float)
    return number


def test_there_are_27_episodes_and_four_are_contested() -> None:
    assert len(episodes()) == 27
    assert sum(not episode.is_fitted for episode in episodes()) == 4


def test_log_loss_leaving_one_company_out_beats_the_base_rate_and_the_aim() -> None:
    fitted = [episode for episode in episodes() if episode.is_fitted]
    losses = [log_loss(known(told_of(e).score), e.label is Label.FORCED) for e in fitted]
    share = sum(e.label is Label.FORCED for e in fitted) / len(fitted)
    base = -(share * log(share) + (1 - share) * log(1 - share))
    assert base == pytest.approx(0.669, abs=0.001)
    assert sum(losses) / len(losses) < AIM_WITH_ROOM < AIM < base


@pytest.mark.parametrize(
    ("company", "span", "verdict"),
    [
        ("CANG", "2026-02-07/2026-02-08", Verdict.FORCED),
        ("BITF", "2022-06", Verdict.FORCED),
        ("RIOT", "2026-01-01/2026-01-16", Verdict.STRATEGIC),
        ("RIOT", "2025-04", Verdict.STRATEGIC),
        ("RIOT", "2025-12", Verdict.CANNOT_TELL),
        ("BTDR", "2026-02-14/2026-02-20", Verdict.CANNOT_TELL),
    ],
)
def test_the_verdicts_that_must_hold(company: str, span: str, verdict: Verdict) -> None:
    assert weigh_motive(VIEW, company, Period.parse(span)).verdict is verdict


@pytest.mark.parametrize("episode", [e for e in episodes() if not e.is_fitted], ids=lambda e: f"{e.company} {e.span}")
def test_contested_sales_cannot_be_told_and_have_evidence_on_both_sides(episode: Episode) -> None:
    told = told_of(episode)
    assert told.verdict is Verdict.CANNOT_TELL
    assert abs(known(told.score)) < 1.2
    sides = {piece.direction for piece in told.evidence}
    assert {Direction.FORCED, Direction.STRATEGIC} <= sides


def test_no_sale_labelled_forced_is_called_strategic() -> None:
    forced = [episode for episode in episodes() if episode.label is Label.FORCED]
    assert all(told_of(episode).verdict is not Verdict.STRATEGIC for episode in forced)


def test_cangos_own_words_about_ai_have_no_part() -> None:
    told = weigh_motive(VIEW, "CANG", Period.parse("2026-02-07/2026-02-08"))
    assert known(told.low) > 0
    assert {p.name: p.direction for p in told.evidence}["ai_step_near"] is Direction.MISSING


def test_the_purchase_of_rockdales_land_matches_the_sale() -> None:
    told = weigh_motive(VIEW, "RIOT", Period.parse("2026-01-01/2026-01-16"))
    match = next(piece for piece in told.evidence if piece.name == "purchase_against_sale")
    assert isinstance(match.figure, Figure)
    assert match.figure.value < 0.01
    assert match.direction is Direction.STRATEGIC


@pytest.mark.parametrize("episode", episodes(), ids=lambda e: f"{e.company} {e.span}")
def test_every_number_is_found_again_by_its_id(episode: Episode) -> None:
    for figure in told_of(episode).figures():
        company, concept, period, *which = figure.id.split(" ", 3)
        found = conduct_figure(VIEW, company, concept, Period.parse(period), *which)
        printed = VIEW.figure(company, concept, period) if concept in VIEW.concepts(company) else None
        assert isinstance(found, Figure) or isinstance(printed, Figure), figure.id


def test_the_answer_fits_its_schema() -> None:
    for company in ("RIOT", "IREN", "BTBT", "APLD"):
        jsonschema.validate(weigh_motive(VIEW, company).to_json(), Motive.json_schema())


def test_fitting_again_gives_the_packaged_weights() -> None:
    packaged = list(packaged_rows("headframe.conduct", WEIGHTS_TABLE))
    for ours, theirs in zip(rows_of_table(VIEW), packaged, strict=True):
        numbers = [name for name in ours if name in ("prior", "fitted", "se", "usual_signal")]
        assert {k: v for k, v in ours.items() if k not in numbers} == {
            k: v for k, v in theirs.items() if k not in numbers
        }
        for name in numbers:
            assert float(ours[name]) == pytest.approx(float(theirs[name]), abs=2e-3), (ours["evidence"], name)
