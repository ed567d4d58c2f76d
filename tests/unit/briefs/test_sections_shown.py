"""What sections say: words for codes, a day or a span beside each number, a line that gives the same answer."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from headframe.accounts.balanced import balance
from headframe.accounts.margins import weigh_margins
from headframe.accounts.rollforward import reconcile
from headframe.briefs.brief import write_brief
from headframe.briefs.charts import waterfall_chart, waterfall_floor
from headframe.briefs.pictures import drawings_of
from headframe.briefs.sections.balanced import balanced_section
from headframe.briefs.sections.cost_steps import cost_steps_section
from headframe.briefs.sections.forecast import WORDS, forecast_pages
from headframe.briefs.sections.owners import owners_pages
from headframe.briefs.sections.schedule import schedule_sections
from headframe.briefs.sections.worth import priced_in_page
from headframe.cli.main import main
from headframe.economics.build_miner import build_miner
from headframe.economics.forecast import forecast
from headframe.economics.forecast_lines import SHOWN, ShownLine
from headframe.economics.profile import template
from headframe.economics.rules import rule_named
from headframe.planning.schedule import schedule_block
from headframe.planning.schedule_cash import parse_cash_need
from headframe.planning.schedule_question import Limits, asked
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.worth.owners import find_owners
from headframe.worth.priced_in import priced_in
from headframe.worth.share_value import Draw
from headframe.worth.worth import price_of

NOW, JANUARY = Record().view(), Record().view(date(2026, 1, 10))
FEW = ("--policy", "hold-all", "--paths", "64", "--months", "12")
CODE = re.compile(r"[a-z]_[a-z]")


def test_the_price_that_values_a_loan_bears_its_month() -> None:
    loan = write_brief(NOW, "RIOT").section("encumbrance").notes[0]
    assert "at $73,600 ● (2026-05), loan to value 82.3 % ◐" in loan
    assert "now" not in loan


def test_a_stated_price_values_the_loans_too() -> None:
    loan = write_brief(NOW, "RIOT", price=50_000.0).section("encumbrance").notes[0]
    assert f"at $50,000 ● ({NOW.as_of}), loan to value" in loan


def test_policies_and_cost_lines_are_told_in_words() -> None:
    shifts = write_brief(JANUARY, "RIOT").section("shifts")
    costs = cost_steps_section(weigh_margins(JANUARY, "RIOT"))
    owners = owners_pages(find_owners(NOW, "RIOT"))[0]
    assert costs is not None and owners is not None
    said = [*shifts.notes, *(str(row[1]) for row in costs.rows), owners.finding]
    assert [words for words in said if CODE.search(words)] == []


def test_the_balanced_estimate_names_its_own_verb() -> None:
    assert balanced_section(balance(JANUARY, "RIOT")).verb == "headframe balanced RIOT"


def test_a_years_sales_over_production_are_told_from_a_quarters() -> None:
    labels = [str(row[0]) for row in write_brief(NOW, "RIOT").section("peers").rows]
    assert "sold over produced, twelve months" in labels


@pytest.mark.parametrize("line", SHOWN, ids=lambda line: line.name)
def test_a_line_of_a_forecast_bears_its_unit(line: ShownLine) -> None:
    words = WORDS[line.name]
    assert words.endswith(f"[{line.unit}]") or line.unit in ("USD", "shares")
    assert "_" not in words and " usd" not in words


def test_a_forecast_says_beside_its_coins_of_when_its_balances_are() -> None:
    coins = next(page for page in forecast_pages(forecast(NOW, "RIOT", months=6)) if page.key == "machines ahead")
    assert any("bitcoin of 2026-03-31" in note for note in coins.notes)


def test_a_waterfall_says_that_its_axis_begins_above_zero_only_where_it_does() -> None:
    brief = write_brief(JANUARY, "RIOT")
    title = next(one.title for one in drawings_of(brief, JANUARY) if one.section == "closes")
    step = reconcile(JANUARY, "RIOT").steps[-1]
    scales = re.findall(r"'domain': \[([\d.]+), [\d.]+\]", str(waterfall_chart(step)))
    assert waterfall_floor(step) == pytest.approx(float(scales[0]))
    assert ("does not start at zero" in title) == (waterfall_floor(step) > 0)


def test_the_line_of_a_schedule_has_the_price_and_the_law_that_were_stated() -> None:
    limits = Limits((parse_cash_need("60000001@10d"),))
    question = asked(
        by="cost", law="linear", limits=limits, price_usd=9e4, memory=None, tail=None, company=None, span=None
    )
    line = schedule_sections(schedule_block(NOW, 2201, 61, question))[0].verb
    assert line == "headframe schedule 2201 --days 61 --by cost --cash-by 60000001@10d --impact linear --price 90000"


def test_the_check_of_what_a_price_supposes_asks_of_the_same_day() -> None:
    held = packaged_assumptions()
    miner = build_miner(JANUARY, "RIOT", held)
    told = priced_in(
        JANUARY,
        lambda changed: build_miner(JANUARY, "RIOT", changed),
        held,
        price_of(JANUARY, miner, 13.5),
        "mw",
        policy="hold-all",
        rule=rule_named("hold-all", held),
        draw=Draw(64, 12, 7),
    )
    check = next(note for note in priced_in_page(told).notes if note.startswith("check: "))
    assert check.endswith("--as-of 2026-01-10")


@pytest.mark.parametrize(
    "asked", [("forecast", "--months", "6"), ("simulate", *FEW), ("worth", *FEW)], ids=lambda asked: asked[0]
)
def test_the_lines_of_a_private_companys_page_name_its_file(
    asked: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my miner.toml").write_text(template(), "utf-8")
    verb, *options = asked
    assert main([verb, "my miner.toml", *options]) == 0
    lines = re.findall(rf"`(headframe {verb} [^`]*)`", capsys.readouterr().out)
    assert lines
    assert {shlex.split(line)[2] for line in lines} == {"my miner.toml"}


def test_the_lines_of_a_page_that_is_sent_on_give_the_numbers_of_its_day(tmp_path: Path) -> None:
    file = tmp_path / "riot.html"
    own = str(tmp_path / "none.sqlite")
    asked_for = ["brief", "RIOT", "--as-of", "2026-01-10", "--form", "html", "--out", str(file), "--record", own]
    assert main(asked_for) == 0
    lines = re.findall(r"<code>(headframe [^<]*)</code>", file.read_text("utf-8"))
    assert len(lines) > 100
    assert [line for line in lines if not line.endswith("--as-of 2026-01-10")] == []
