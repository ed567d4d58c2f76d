"""Deal checks on announced deals."""

from __future__ import annotations

from pathlib import Path

import pytest

from headframe.briefs.sections.deal import deal_page
from headframe.record.record import Record
from headframe.sites.deal_check import DealCheck, Verdict, check_deal
from headframe.sites.deal_file import read_deal
from headframe.vocabulary.figure import Figure

VIEW = Record().view()
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HEAD = '[deal]\nname = "a"\nbasis = "it"\nannounced = 2024-12-23\n'


def checked(text: str) -> DealCheck:
    return check_deal(VIEW, read_deal(text))


def example(name: str) -> DealCheck:
    return checked((EXAMPLES / name).read_text("utf-8"))


def implied(deal: DealCheck, name: str) -> float:
    found = next(each.figure for each in deal.implied if each.name == name)
    assert isinstance(found, Figure)
    return found.value


def test_terawulfs_yield_holds_at_six_million_a_megawatt_only() -> None:
    check = next(each for each in example("deal-terawulf-core42.toml").checks if each.name == "yield_on_cost")
    assert check.verdict is Verdict.HOLDS_IN_PART
    assert "17.5% at $6M and 13.1% at $8M" in check.words


@pytest.mark.parametrize(("cost", "verdict"), [(6_000_000, Verdict.HOLDS), (8_000_000, Verdict.CANNOT_HOLD)])
def test_terawulfs_yield_at_one_cost(cost: int, verdict: Verdict) -> None:
    text = f"{HEAD}noi_usd_per_mw_year = 1_050_000\ncapex_usd_per_mw = {cost}\nyield_on_cost = [0.17, 0.18]"
    assert checked(text).verdict is verdict


def test_terawulfs_yield_is_17_and_a_half_at_six_and_13_at_eight() -> None:
    found = checked(f"{HEAD}noi_usd_per_mw_year = 1_050_000\ncapex_usd_per_mw = [6_000_000, 8_000_000]")
    figure = next(each.figure for each in found.implied if each.name == "yield_on_cost")
    assert isinstance(figure, Figure)
    assert figure.interval.high == pytest.approx(0.175, abs=1e-3)
    assert figure.interval.low == pytest.approx(0.131, abs=1e-3)


def test_riot_and_amd_hold_together() -> None:
    assert example("deal-riot-amd.toml").verdict is Verdict.HOLDS


def test_riot_and_amd_imply_a_rent_of_103_70() -> None:
    assert implied(example("deal-riot-amd.toml"), "rent_usd_per_kw_month") == pytest.approx(103.67, abs=0.01)


def test_riot_and_amd_leave_four_fifths() -> None:
    check = next(each for each in example("deal-riot-amd.toml").checks if each.name == "noi_margin")
    assert check.computed.value == pytest.approx(25 / 31.1)


def test_a_total_where_a_year_belongs_is_named() -> None:
    check = next(
        each for each in example("deal-made-up-contradiction.toml").checks if each.name == "annual_revenue_usd"
    )
    assert check.verdict is Verdict.CANNOT_HOLD
    assert "total contract value stands where a year's revenue belongs" in check.words


def test_a_rent_quoted_on_gross_power_is_named() -> None:
    check = next(
        each for each in example("deal-made-up-contradiction.toml").checks if each.name == "contract_value_usd"
    )
    assert "rent may be quoted on gross power" in check.words


def test_a_value_with_escalator_is_the_sum_of_rising_rents() -> None:
    rents = sum(125 * 60_000 * 12 * 1.03**year for year in range(10))
    text = f"{HEAD}mw = 60\nterm_years = 10\nrent_usd_per_kw_month = 125\nescalator = 0.03"
    assert implied(checked(text), "contract_value_usd") == pytest.approx(rents)


def test_extensions_cannot_take_value_away() -> None:
    text = f"{HEAD}contract_value_usd = 311_000_000\ncontract_value_with_extensions_usd = 91_000_000"
    assert checked(text).verdict is Verdict.CANNOT_HOLD


def test_a_deal_whose_figures_do_not_reach_one_another_is_not_said_to_hold() -> None:
    told = checked(HEAD + "mw = 100")
    assert told.verdict is Verdict.NOTHING_TO_CHECK and not told.checks
    assert "holds" not in deal_page(told).finding and "nothing" in deal_page(told).finding


def test_the_first_years_revenue_of_a_rising_rent_holds() -> None:
    # 100 MW at 100 dollars rising 3 % a year for ten years: 120 million in the first year, 137.57 on average.
    terms = "mw = 100\nterm_years = 10\nescalator = 0.03\nrent_usd_per_kw_month = 100\n"
    value = "contract_value_usd = 1_375_700_000\n"
    verdicts = {
        stated: checked(f"{HEAD}{terms}{value}annual_revenue_usd = {stated}").verdict
        for stated in ("120_000_000", "137_600_000", "150_000_000", "100_000_000")
    }
    assert list(verdicts.values()) == [Verdict.HOLDS, Verdict.HOLDS, Verdict.CANNOT_HOLD, Verdict.CANNOT_HOLD]
