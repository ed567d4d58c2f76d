"""`headframe audit` on the command line: forms, exit codes, schema, the network."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from headframe.audit.article import open_article
from headframe.audit.audit import audit_text
from headframe.cli.answers_table import answer_of
from headframe.cli.main import main
from headframe.record.record import Record

WRONG = "2026-01-20. Riot sold 475 BTC in December 2025, and mined 460. <b>Bold</b> & more."


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "piece.txt"
    path.write_text(WRONG, "utf-8")
    return str(path)


def test_the_json_is_the_functions_own_and_fits_its_schema(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", article, "--form", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    told = audit_text(Record(), open_article(WRONG.encode()), document="piece.txt")
    assert printed == told.to_json()
    jsonschema.validate(printed, answer_of("audit").json_schema())


def test_a_wrong_claim_fails_only_when_asked(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(["audit", article]), main(["audit", article, "--fail-on", "wrong"])) == (0, 1)


def test_nothing_wrong_never_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "right.txt"
    path.write_text("2026-01-20. Riot sold 1,818 BTC in December 2025.", "utf-8")
    assert main(["audit", str(path), "--fail-on", "wrong"]) == 0


def test_fail_on_takes_one_word(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", article, "--fail-on", "anything"]) == 2


def test_the_page_marks_the_article_and_runs_nothing_of_it(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", article, "--form", "html"]) == 0
    page = capsys.readouterr().out
    assert '<mark class="wrong"' in page and "&amp; more" in page and "<b>Bold</b>" not in page


def test_the_table_begins_with_what_is_wrong(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["audit", article])
    page = capsys.readouterr().out
    assert page.index("WRONG") < page.index("RIGHT")


def test_a_url_is_not_fetched_offline(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "https://example.org/article-never-fetched", "--offline"]) == 6


def test_no_address_of_this_machine_is_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "https://127.0.0.1/article"]) in (2, 6)


def test_a_missing_file_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "nowhere.txt"]) == 3


def test_a_span_points_at_the_words_in_the_file(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["audit", article, "--form", "json"])
    claims = json.loads(capsys.readouterr().out)["data"]["claims"]
    assert [WRONG[slice(*claim["span"])] for claim in claims] == [claim["text"] for claim in claims]
