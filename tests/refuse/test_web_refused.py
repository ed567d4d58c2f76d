"""What the page refuses: strangers, forged forms, floods, wrong kinds, and to tell of its machine."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from headframe.briefs.csv_form import csv_text, rows_csv
from headframe.ground.errors import UsageProblem
from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.record.tokens import new_token, revoke_token
from headframe.web import pages_table, render
from headframe.web.app import make_app
from headframe.web.guards import HEADERS
from headframe.web.kitchen import InThread
from headframe.web.problem import Refused
from headframe.web.serve import listening, serve
from headframe.web.settings import Limits, WebSettings
from headframe.web.tokens import BELIEVED_SECONDS, Entry
from headframe.web.uploads import posted, shown_name

T = TypeVar("T")
HERE = {"Origin": "http://127.0.0.1:8400"}
SECRET = "a-made-up-secret-of-more-than-forty-characters"
SMALL = Limits(article_bytes=1000, workbook_bytes=1000, document_bytes=1000, upload_seconds=0.2)


def run(work: Coroutine[object, object, T]) -> T:
    """Run to the end in a thread of its own: a browser's driver may keep a loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()


def served(record: Record, settings: WebSettings, base: str = "http://127.0.0.1:8400") -> TestClient:
    return TestClient(make_app(record, settings, InThread(record)), base_url=base, follow_redirects=False)


@pytest.fixture(scope="module")
def reader() -> Iterator[TestClient]:
    with served(Record(), WebSettings(warms=False, limits=SMALL)) as client:
        yield client


def token_of(client: TestClient, page: str) -> str:
    found = re.search(r'name="form_token" value="(\w+)"', client.get(page).text)
    assert found
    return found[1]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9999", "localhost.evil.example:8400", "", "127.0.0.1"])
def test_a_strangers_name_for_this_machine_is_refused(reader: TestClient, host: str) -> None:
    response = reader.get("/", headers={"Host": host})
    assert response.status_code == 421
    assert "does not answer to that name" in response.text


@pytest.mark.parametrize("host", ["127.0.0.1:8400", "localhost:8400", "[::1]:8400", "LOCALHOST:8400"])
def test_its_own_names_are_answered(reader: TestClient, host: str) -> None:
    assert reader.get("/audit", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:8401", "http://localhost:8400"])
def test_a_form_from_another_site_is_refused(reader: TestClient, origin: str) -> None:
    fields = {"article": "Riot held 1 BTC.", "form_token": token_of(reader, "/audit")}
    assert reader.post("/audit", data=fields, headers={"Origin": origin}).status_code == 403


def test_another_site_cannot_read_data(reader: TestClient) -> None:
    sites = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert reader.get("/c/RIOT/reconcile.json", headers=sites).status_code == 403
    assert reader.get("/c/RIOT/reconcile.json", headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_link_from_another_site_may_be_followed(reader: TestClient) -> None:
    visit = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert reader.get("/audit", headers=visit).status_code == 200


@pytest.mark.parametrize("path", ["/audit", "/retrofit", "/documents/read", "/documents/ingest", "/jobs/balanced"])
@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_form_without_its_token_is_refused(reader: TestClient, path: str, token: str) -> None:
    reader.get("/audit")
    response = reader.post(path, data={"article": "x", "form_token": token}, headers=HERE)
    assert response.status_code == 403
    assert "not from a page of this server" in response.text


def test_a_token_of_another_browser_is_refused(reader: TestClient) -> None:
    token = token_of(reader, "/audit")
    with served(Record(), WebSettings(warms=False)) as other:
        other.get("/audit")
        assert other.post("/audit", data={"article": "x", "form_token": token}, headers=HERE).status_code == 403


def test_every_form_page_checks_where_a_form_comes_from() -> None:
    from importlib import import_module
    from inspect import unwrap

    taking = {
        unwrap(route.endpoint).__code__
        for page in pages_table.FORM_PAGES
        for route in import_module(page.module).routes
        if "POST" in (route.methods or ())
    }
    assert len(taking) >= 7
    sources = {Path(import_module(page.module).__file__ or "").read_text("utf-8") for page in pages_table.FORM_PAGES}
    assert sum(source.count("await checked_form(") for source in sources) == len(taking)


@pytest.mark.parametrize("path", ["/", "/c/RIOT", "/c/NOPE", "/nowhere", "/static/headframe.css", "/c/RIOT/lots.csv"])
def test_every_answer_carries_the_headers(reader: TestClient, path: str) -> None:
    headers = reader.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_a_refusal_carries_the_headers_too(reader: TestClient) -> None:
    response = reader.get("/", headers={"Host": "evil.example"})
    assert response.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_too_much_is_refused_before_it_is_read(reader: TestClient) -> None:
    fields = {"article": "x" * 30_000, "form_token": token_of(reader, "/audit")}
    response = reader.post("/audit", data=fields, headers=HERE)
    assert response.status_code == 413
    assert "larger than" in response.text


def test_too_much_without_a_length_is_refused_on_the_way() -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 1000

    refused = run(_refusal(_request(endless())))
    assert refused.status == 413


def test_what_takes_too_long_is_refused() -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"article="
        await asyncio.sleep(5)
        yield b"x"

    assert run(_refusal(_request(slow()))).status == 408


def test_what_is_no_form_is_refused(reader: TestClient) -> None:
    reader.get("/audit")
    response = reader.post("/audit", content=b"{}", headers=HERE | {"Content-Type": "application/json"})
    assert response.status_code == 415


@pytest.mark.parametrize("path", ["/retrofit", "/documents/read", "/audit"])
def test_a_file_of_another_kind_is_refused(reader: TestClient, path: str) -> None:
    page = path.split("/read")[0]
    file = {"file": ("program.exe", b"MZ")}
    response = reader.post(path, data={"form_token": token_of(reader, page)}, files=file, headers=HERE)
    assert response.status_code == 415
    assert "program.exe is not of a kind" in response.text


def test_a_broken_form_is_refused(reader: TestClient) -> None:
    reader.get("/audit")
    broken = HERE | {"Content-Type": "multipart/form-data"}
    assert reader.post("/audit", content=b"--x\r\nno", headers=broken).status_code == 400


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\desk\\model.xlsx", "model.xlsx"),
        ('a"b\r\nSet-Cookie: x.xlsx', "abSet-Cookie x.xlsx"),
        ("x" * 300 + ".xlsx", "x" * 95 + ".xlsx"),
    ],
)
def test_a_files_name_is_only_ever_shown(given: str, shown: str) -> None:
    assert shown_name(given) == shown


@pytest.mark.parametrize("path", ["/static/../settings.py", "/static/%2e%2e%2fapp.py", "/static//etc/passwd"])
def test_no_path_reaches_the_file_system(reader: TestClient, path: str) -> None:
    response = reader.get(path)
    assert response.status_code == 404
    assert "import" not in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/c/RIOT?asof=2026-01-10",
        "/c/RIOT?as_of=yesterday",
        "/c/RIOT/lots?method=best",
        "/c/RIOT/lots?from=2025-11",
        "/c/RIOT/margins?price=nan",
        "/c/RIOT/margins?price=-1",
        "/c/RIOT/nothing",
        "/why?id=RIOT",
        "/c/<script>",
        "/c/RIOT?as_of=2025-01-01&as_of=2026-01-10",
        "/peers?over_time=no",
        "/c/RIOT/plan?rent=much",
        "/c/RIOT/plan?risk=-1",
        "/c/RIOT/simulate?policy=luck",
    ],
)
def test_a_question_put_wrongly_is_refused_in_words(reader: TestClient, path: str) -> None:
    response = reader.get(path)
    assert response.status_code == 400
    assert "<b>next</b>" in response.text
    assert "<script>" not in response.text.split("<body>")[1]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_refused_link_says_so_in_its_own_form(reader: TestClient, form: str) -> None:
    response = reader.get(f"/c/RIOTT/reconcile.{form}")
    assert response.status_code == 400
    assert "did you mean RIOT" in (response.json()["next"] if form == "json" else response.text)


def test_a_bug_shows_nothing_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret at /somewhere/private")

    with served(Record(), WebSettings(warms=False)) as client:
        monkeypatch.setattr("headframe.web.pages.alerts_page.content", broken)
        response = client.get("/alerts")
    assert response.status_code == 500
    assert "a bug" in response.text
    assert "secret" not in response.text and "Traceback" not in response.text


def test_a_bug_in_the_server_itself_is_said_with_the_same_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(Record(), WebSettings(warms=False)) as client:
        monkeypatch.setattr(client.app.state.headframe, "forms", None)  # type: ignore[attr-defined]
        response = client.get("/audit")
    assert response.status_code == 500
    assert "NoneType" not in response.text
    assert response.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_a_record_that_cannot_be_read_is_said_without_its_place(tmp_path: Path) -> None:
    bad = tmp_path / "bad.sqlite"
    bad.write_bytes(b"no database at all, but long enough to be taken for one" * 20)
    with served(Record(str(bad)), WebSettings(warms=False)) as client:
        response = client.get("/c/RIOT")
    assert response.status_code == 503
    assert str(tmp_path) not in response.text
    assert "headframe doctor" in response.text


def test_text_that_a_spreadsheet_would_run_is_defused() -> None:
    import polars

    class Told:
        def frame(self) -> polars.DataFrame:
            return polars.DataFrame({"note": ["=1+1", "+1", "-1", "@x", "\tx", "plain", None], "value": [-1.0] * 7})

    lines = csv_text(Told()).splitlines()  # type: ignore[arg-type]
    assert [line.rsplit(",", 1)[0].strip('"') for line in lines[1:6]] == ["'=1+1", "'+1", "'-1", "'@x", "'\tx"]
    assert lines[6:] == ["plain,-1.0", ",-1.0"]
    assert rows_csv([Missing("=cmd|' /C calc'!A0")]).splitlines()[1].startswith("'=cmd")


def test_a_page_for_others_needs_a_token(tmp_path: Path) -> None:
    settings = WebSettings(host="192.0.2.1", port=8400, warms=False)
    with pytest.raises(UsageProblem, match="no token"):
        serve(Record(str(tmp_path / "own.sqlite")), settings, cores=1, say=print)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[TestClient]:
    """A server that others can reach, with one token."""
    from datetime import UTC, datetime

    record = Record(str(tmp_path / "own.sqlite"))
    new_token(record, "Northfield desk", SECRET, datetime.now(UTC))
    settings = WebSettings(host="192.0.2.1", port=8400, warms=False)
    with served(record, settings, "http://192.0.2.1:8400") as client:
        yield client


def test_a_stranger_sees_nothing(elsewhere: TestClient) -> None:
    assert elsewhere.get("/c/RIOT/reconcile.json").status_code == 401
    visit = elsewhere.get("/c/RIOT", headers={"Accept": "text/html"})
    assert (visit.status_code, visit.headers["location"]) == (303, "/enter")


@pytest.mark.parametrize("kind", ["Bearer", "Basic"])
def test_a_token_opens_the_data(elsewhere: TestClient, kind: str) -> None:
    shown = SECRET if kind == "Bearer" else base64.b64encode(f"desk:{SECRET}".encode()).decode()
    assert elsewhere.get("/c/RIOT/reconcile.json", headers={"Authorization": f"{kind} {shown}"}).status_code == 200


def test_a_token_is_entered_once_and_a_revoked_one_opens_nothing(
    elsewhere: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    fields = {"form_token": token_of(elsewhere, "/enter"), "token": SECRET}
    entered = elsewhere.post("/enter", data=fields, headers={"Origin": "http://192.0.2.1:8400"})
    assert entered.status_code == 303
    assert "HttpOnly" in entered.headers["set-cookie"] and "SameSite=strict" in entered.headers["set-cookie"]
    assert elsewhere.get("/audit", headers={"Accept": "text/html"}).status_code == 200
    state = elsewhere.app.state.headframe  # type: ignore[attr-defined]
    revoke_token(state.record, "Northfield desk", datetime.now(UTC))
    monkeypatch.setattr(state.entry, "_asked_at", -BELIEVED_SECONDS - 1e9)
    assert elsewhere.get("/audit", headers={"Accept": "text/html"}).status_code == 303


def test_guessing_tokens_is_stopped() -> None:
    now = [0.0]
    entry = Entry(lambda: (), clock=lambda: now[0])
    for _ in range(10):
        assert entry.by_token("wrong") is None
    assert entry.is_closed
    now[0] = 61.0
    assert not entry.is_closed


@pytest.mark.parametrize("cookie", ["", "a.b.c", "x.9999999999." + "0" * 64, "...", "bm9ib2R5.99999999999.é"])
def test_a_made_up_cookie_opens_nothing(cookie: str) -> None:
    entry = Entry(lambda: (("Northfield desk", "0" * 64),))
    headers = [(b"cookie", f"headframe_entry={cookie}".encode())]
    request = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers})
    assert run(entry.who(request)) is None


def test_a_taken_port_is_refused_in_words() -> None:
    with listening(WebSettings(port=0)) as taken:
        port = int(taken.getsockname()[1])
        with pytest.raises(UsageProblem, match="cannot be had"):
            listening(WebSettings(port=port))


def test_every_page_is_known_by_one_name() -> None:
    names = [page.name for page in (*pages_table.READ_PAGES, *pages_table.FORM_PAGES)]
    assert len(names) == len(set(names))
    assert set(render.read_pages()) | set(render.form_pages()) == set(names)


def _request(body: AsyncIterator[bytes]) -> Request:
    async def receive() -> dict[str, object]:
        chunk = await anext(body, None)
        return {"type": "http.request", "body": chunk or b"", "more_body": chunk is not None}

    headers = [(b"content-type", b"application/x-www-form-urlencoded")]
    return Request(
        {"type": "http", "method": "POST", "path": "/audit", "query_string": b"", "headers": headers}, receive
    )


async def _refusal(request: Request) -> Refused:
    with pytest.raises(Refused) as refused:
        await posted(request, 1000, 0.2)
    return refused.value
