"""Watch over a record of the user's own: restatements, disputes, confirmations, and the ladder."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from headframe.conduct import watch_ladder
from headframe.conduct.watch import watch
from headframe.conduct.watch_alert import AlertKind
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.fact import Fact, KnownBy, Source, Witness

SINCE, LATER = date(2026, 9, 1), date(2026, 9, 30)
OWN = Source(Witness.OWN, "our own count")


def own(value: float, concept: str = "bitcoin_held", period: Period | None = None, *, restated: bool = False) -> Fact:
    return Fact(
        company="RIOT",
        concept=concept,
        period=period or Period.day(date(2026, 6, 30)),
        value=value,
        interval=Interval.around(value, 0.5),
        unit="BTC",
        known_at=date(2026, 9, 15),
        known_by=KnownBy.TYPED,
        source=OWN,
        restated=restated,
    )


def kinds_after(folder: Path, *facts: Fact) -> list[AlertKind]:
    record = Record(str(folder / "record.sqlite"))
    record.append(facts, "test", datetime(2026, 9, 15, tzinfo=UTC))
    return [alert.kind for alert in watch(record.view(LATER), "RIOT", SINCE).alerts]


def test_the_packaged_record_is_quiet_in_september() -> None:
    assert watch(Record().view(LATER), "RIOT", SINCE).alerts == ()


def test_a_printing_that_confirms_is_silent(tmp_path: Path) -> None:
    assert kinds_after(tmp_path, own(11_380)) == []


def test_a_figure_never_known_is_news(tmp_path: Path) -> None:
    fact = own(470, "bitcoin_produced", Period.month(2026, 7))
    assert kinds_after(tmp_path, fact) == [AlertKind.NEW_FIGURES]


def test_another_number_for_a_known_one_is_a_restatement_or_a_dispute(tmp_path: Path) -> None:
    found = kinds_after(tmp_path, own(11_500))
    assert {AlertKind.RESTATEMENT, AlertKind.DISPUTE} & set(found)


def test_bitcoin_near_the_price_of_a_loan_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    record = Record()
    first, second = record.view(date(2025, 12, 15)), record.view(date(2026, 1, 10))
    above = {one.limit: one.headroom.value for one in watch_ladder.headrooms(second, "RIOT")}["par"]
    before = {one.limit: one.headroom.value for one in watch_ladder.headrooms(first, "RIOT")}["par"]
    assert above < before
    monkeypatch.setattr(watch_ladder, "NEAR", (above + before) / 2)
    assert [alert.kind for alert in watch_ladder.ladder_alerts(second, first, "RIOT")] == [AlertKind.LADDER]
    assert list(watch_ladder.ladder_alerts(second, second, "RIOT")) == []


def test_a_company_without_loans_has_no_ladder() -> None:
    assert watch_ladder.headrooms(Record().view(), "WULF") == ()


@pytest.mark.parametrize("company", ["RIOT", "MARA", "CIFR", "WULF"])
def test_two_watches_in_a_row_see_the_figures_of_one_over_both(company: str) -> None:
    days = (date(2025, 12, 31), date(2026, 3, 31), date(2026, 9, 1))
    halves = [new_ids(company, days[0], days[1]), new_ids(company, days[1], days[2])]
    assert sorted(halves[0] + halves[1]) == sorted(new_ids(company, days[0], days[2]))


def new_ids(company: str, since: date, as_of: date) -> list[str]:
    told = watch(Record().view(as_of), company, since)
    return [figure.id for one in told.alerts if one.kind is AlertKind.NEW_FIGURES for figure in one.figures]
