"""From the door to the record, against a loopback server that answers as EDGAR and the market interfaces do."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from loopback_server import LoopbackServer, Reply

from headframe.ground.errors import NetworkProblem, NotEnoughData
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.intake.fetch import fetch_filings
from headframe.intake.refresh import refresh
from headframe.record.record import Record
from headframe.sources.door import Door
from headframe.sources.edgar import EdgarPlaces
from headframe.sources.markets import MarketPlaces
from headframe.vocabulary.company import company
from headframe.vocabulary.figure import Figure

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CIK = company("RIOT").cik
ACCESSION = "0001167419-26-000901"

# Made up: an update for a month that Riot never reported by itself.
SUBMISSION = f"""<SEC-DOCUMENT>{ACCESSION}.txt : 20261105
<SEC-HEADER>{ACCESSION}.hdr.sgml : 20261105
ACCESSION NUMBER:\t\t{ACCESSION}
CONFORMED SUBMISSION TYPE:\t8-K
ITEM INFORMATION:\t\tRegulation FD Disclosure
FILED AS OF DATE:\t\t20261105
FILER:
\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tRiot Platforms, Inc.
\t\tCENTRAL INDEX KEY:\t\t\t{CIK}
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>main.htm
<TEXT>
<html><body><p>Item 7.01 Regulation FD Disclosure.</p></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.2
<SEQUENCE>2
<FILENAME>ex992.htm
<TEXT>
<html><body><p>Riot Announces October 2026 Production Updates</p><table>
<tr><th>Metric</th><th>October 2026</th></tr>
<tr><td>Bitcoin Produced</td><td>512</td></tr>
<tr><td>Bitcoin Sold</td><td>300</td></tr></table></body></html>
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record(str(tmp_path / "own.sqlite"))


def index() -> bytes:
    recent = {
        "accessionNumber": [ACCESSION],
        "filingDate": ["2026-11-05"],
        "form": ["8-K"],
        "items": ["7.01,9.01"],
        "primaryDocument": ["main.htm"],
        "reportDate": ["2026-11-05"],
    }
    return json.dumps({"cik": CIK, "name": "Riot", "filings": {"recent": recent, "files": []}}).encode()


def places(server: LoopbackServer) -> EdgarPlaces:
    return EdgarPlaces(data=server.base, archive=server.base)


def serve_filing(server: LoopbackServer, *replies: Reply | bytes) -> None:
    server.answer(f"/submissions/CIK{CIK}.json", index())
    folder = ACCESSION.replace("-", "")
    server.answer(f"/edgar/data/{int(CIK)}/{folder}/{ACCESSION}.txt", *(replies or (SUBMISSION.encode(),)))


def test_an_exhibit_99_2_under_item_7_01_is_taken_in(
    server: LoopbackServer, open_door: Callable[..., Door], record: Record
) -> None:
    serve_filing(server)
    told = fetch_filings(record, "RIOT", date(2026, 1, 1), open_door(), NOW, places(server))
    assert [filing.problem for filing in told.filings] == [""]
    figure = record.view().figure("RIOT", "bitcoin_produced", "2026-10")
    assert isinstance(figure, Figure)
    assert (figure.value, figure.known_at) == (512, date(2026, 11, 5))


def test_a_fetch_run_again_adds_nothing(server: LoopbackServer, open_door: Callable[..., Door], record: Record) -> None:
    serve_filing(server)
    fetch_filings(record, "RIOT", date(2026, 1, 1), open_door(), NOW, places(server))
    position = record.position()
    assert position > 0
    fetch_filings(record, "RIOT", date(2026, 1, 1), open_door(), NOW, places(server))
    assert record.position() == position


def test_a_filing_that_cannot_be_had_is_named_and_nothing_of_it_kept(
    server: LoopbackServer, open_door: Callable[..., Door], record: Record
) -> None:
    serve_filing(server, Reply(status=404))
    told = fetch_filings(record, "RIOT", date(2026, 1, 1), open_door(), NOW, places(server))
    assert told.filings[0].problem
    assert record.position() == 0


def test_a_company_without_a_known_cik_is_refused_not_guessed(open_door: Callable[..., Door], record: Record) -> None:
    with pytest.raises(NotEnoughData, match="CIK of STRONGHOLD is not known"):
        fetch_filings(record, "STRONGHOLD", date(2026, 1, 1), open_door(), NOW)


def test_offline_means_no_request(server: LoopbackServer, open_door: Callable[..., Door], record: Record) -> None:
    with pytest.raises(NetworkProblem):
        fetch_filings(record, "RIOT", date(2026, 1, 1), open_door(offline=True), NOW, places(server))


def chart(unit: str, level: float, first: date, days: int) -> bytes:
    stamps = [
        int(datetime(d.year, d.month, d.day, tzinfo=UTC).timestamp())
        for d in (first + timedelta(days=n) for n in range(days))
    ]
    values = [{"x": stamp, "y": level} for stamp in stamps]
    return json.dumps({"status": "ok", "unit": unit, "values": values}).encode()


def serve_charts(server: LoopbackServer, first: date, days: int) -> None:
    for name, unit, level in (
        ("market-price", "USD", 70_000.0),
        ("hash-rate", "Hash Rate TH/s", 9.9e8),
        ("difficulty", "Difficulty", 1.3e14),
        ("transaction-fees", "BTC", 2.5),
    ):
        path = f"/charts/{name}?timespan=all&start={first}&sampled=false&format=json"
        server.answer(path, chart(unit, level, first, days))


def test_a_whole_month_of_days_makes_the_month(
    server: LoopbackServer, open_door: Callable[..., Door], record: Record
) -> None:
    serve_charts(server, date(2026, 6, 1), 30)
    refresh(record, open_door(), NOW, MarketPlaces(blockchain=server.base))
    june = record.view().market.month("bitcoin_price_month_average", Period.month(2026, 6))
    assert isinstance(june, Figure)
    assert (june.value, june.badge.value) == (pytest.approx(70_000), "derived")


def test_a_month_with_a_day_lacking_stays_a_gap(
    server: LoopbackServer, open_door: Callable[..., Door], record: Record
) -> None:
    serve_charts(server, date(2026, 6, 1), 29)
    refresh(record, open_door(), NOW, MarketPlaces(blockchain=server.base))
    june = record.view().market.month("bitcoin_price_month_average", Period.month(2026, 6))
    assert isinstance(june, Missing)
    assert "29 of 30" in june.reason
