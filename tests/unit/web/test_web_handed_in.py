"""What a reader hands in: articles, workbooks, documents."""

from __future__ import annotations

import io
import re
import time
from urllib.parse import unquote

import openpyxl
from starlette.testclient import TestClient

from headframe.record.append_log import append_log
from headframe.record.record import Record

ARTICLE = "2026-01-20. Riot sold 475 BTC in December 2025, its first sale since January 2024."
RELEASE = "Northfield desk, 2026-11-20. Riot Platforms held 11,111 BTC at the end of October 2026."
HERE = {"Origin": "http://127.0.0.1:8400"}


def token_of(client: TestClient, page: str) -> str:
    found = re.search(r'name="form_token" value="(\w+)"', client.get(page).text)
    assert found
    return found[1]


def workbook() -> bytes:
    """Return a made-up model with one wrong number in it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Riot Platforms (RIOT)", "2025-11", "2025-12"])
    sheet.append(["Bitcoin held", 19368, 17712])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def wait_until_over(client: TestClient, job: str) -> dict[str, object]:
    for _ in range(600):
        told: dict[str, object] = client.get(f"{job}.json").json()
        if told["over"]:
            return told
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def test_a_pasted_article_is_marked_claim_by_claim(reader: TestClient) -> None:
    fields = {"article": ARTICLE, "form_token": token_of(reader, "/audit")}
    html = reader.post("/audit", data=fields, headers=HERE, follow_redirects=True).text
    assert 'class="wrong"' in html
    assert "2 wrong" in html
    assert "475 BTC" in html


def test_an_articles_own_markup_is_never_taken_over(reader: TestClient) -> None:
    fields = {"article": f"<script>alert(1)</script><p>{ARTICLE}</p>", "form_token": token_of(reader, "/audit")}
    html = reader.post("/audit", data=fields, headers=HERE, follow_redirects=True).text
    assert "alert(1)" not in html


def test_an_audit_can_be_had_as_data(reader: TestClient) -> None:
    fields = {"article": ARTICLE, "form_token": token_of(reader, "/audit"), "form": "json"}
    told = reader.post("/audit", data=fields, headers=HERE).json()
    assert [claim["verdict"] for claim in told["data"]["claims"]] == ["wrong_period", "contradicted"]


def test_a_dropped_workbook_comes_back_checked(reader: TestClient) -> None:
    file = {"file": ("model.xlsx", workbook())}
    started = reader.post("/retrofit", data={"form_token": token_of(reader, "/retrofit")}, files=file, headers=HERE)
    assert started.status_code == 303
    job = started.headers["location"]
    assert wait_until_over(reader, job)["stage"] == "done"
    assert "model-checked.xlsx" in reader.get(job).text
    copy = reader.get(f"{job}/files/0")
    assert copy.headers["content-disposition"] == 'attachment; filename="model-checked.xlsx"'
    checked = openpyxl.load_workbook(io.BytesIO(copy.content))
    comment = checked.worksheets[0]["C2"].comment
    assert comment is not None
    assert "18,005" in comment.text


def test_a_workbook_with_a_name_in_another_script_can_be_taken_along(reader: TestClient) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file = {"file": ("Модель.xlsx", workbook(), kind)}
    job = reader.post(
        "/retrofit", data={"form_token": token_of(reader, "/retrofit")}, files=file, headers=HERE
    ).headers["location"]
    assert wait_until_over(reader, job)["stage"] == "done"
    copy = reader.get(f"{job}/files/0")
    assert copy.status_code == 200
    assert unquote(copy.headers["content-disposition"].partition("filename*=UTF-8''")[2]) == "Модель-checked.xlsx"


def test_a_document_is_shown_before_anything_is_kept(own: TestClient) -> None:
    file = {"file": ("release.txt", RELEASE.encode())}
    read = own.post("/documents/read", data={"form_token": token_of(own, "/documents")}, files=file, headers=HERE)
    assert "11,111 BTC" in read.text
    assert "would be taken in" in read.text
    assert own.app.state.headframe.record.position() == 0  # type: ignore[attr-defined]


def test_a_document_taken_in_is_on_the_page_and_in_the_log(own: TestClient) -> None:
    file = {"file": ("release.txt", RELEASE.encode())}
    read = own.post("/documents/read", data={"form_token": token_of(own, "/documents")}, files=file, headers=HERE)
    word = re.search(r'name="word" value="([\w-]+)"', read.text)
    assert word
    fields = {"form_token": token_of(own, "/documents"), "word": word[1]}
    receipt = own.post("/documents/ingest", data=fields, headers=HERE)
    assert "1 figure(s) taken in" in receipt.text
    assert "11,111" in own.get("/why?id=RIOT+bitcoin_held+2026-10-31").text
    assert "11,111" in own.get("/documents/1").text
    record: Record = own.app.state.headframe.record  # type: ignore[attr-defined]
    assert [line.address for line in append_log(record).lines] == ["testclient"]
    assert "release.txt" in own.get("/documents").text


def test_a_document_is_taken_in_once(own: TestClient) -> None:
    file = {"file": ("release.txt", RELEASE.encode())}
    read = own.post("/documents/read", data={"form_token": token_of(own, "/documents")}, files=file, headers=HERE)
    word = re.search(r'name="word" value="([\w-]+)"', read.text)
    assert word
    fields = {"form_token": token_of(own, "/documents"), "word": word[1]}
    assert own.post("/documents/ingest", data=fields, headers=HERE).status_code == 200
    assert own.post("/documents/ingest", data=fields, headers=HERE).status_code == 410


def test_a_page_shows_what_another_process_added(own: TestClient) -> None:
    from datetime import UTC, datetime

    from headframe.intake.import_csv import import_csv

    assert "12,345" not in own.get("/c/RIOT").text
    rows = b'company,concept,period,value,unit\nRIOT,bitcoin_held,2026-09-30,"12,345",BTC\n'
    url = own.app.state.headframe.record.url  # type: ignore[attr-defined]
    import_csv(Record(url), rows, "mine.csv", datetime.now(UTC))
    time.sleep(0.6)
    assert "12,345" in own.get("/c/RIOT").text
