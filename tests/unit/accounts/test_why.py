"""What `why` answers: the printed figure, else the one the answers show, else the reason why there is none."""

from __future__ import annotations

import pytest
from made_facts import made, view_of

from headframe.accounts.figure_index import by_id, figures_by_id
from headframe.accounts.lots import value_lots
from headframe.accounts.margins import weigh_margins
from headframe.accounts.why import Why, every_printing, explain
from headframe.ground.errors import UsageProblem
from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.figure import Badge, Figure

VIEW = Record().view()


def figure(answer: Why) -> Figure:
    assert isinstance(answer.figure, Figure), answer.figure
    return answer.figure


def reason(answer: Why) -> str:
    assert isinstance(answer.figure, Missing), answer.figure
    return answer.figure.reason


def test_a_component_is_found_by_the_words_after_its_period() -> None:
    found = explain(VIEW, "RIOT", "sg_and_a", "2025-Q3", "in cash")
    assert figure(found).value == 69_834_000 - 32_860_000
    assert (found.which, found.chosen, found.others) == ("in cash", None, ())
    assert [part.id for part in found.inputs] == ["RIOT sg_and_a 2025-Q3", "RIOT stock_compensation 2025-Q3"]


def test_a_derived_figure_is_the_very_one_that_is_shown() -> None:
    latest = weigh_margins(VIEW, "RIOT").latest
    assert not isinstance(latest, Missing)
    shown = latest.cost.cash
    assert isinstance(shown, Figure)
    company, concept, period = shown.id.split(" ")
    assert explain(VIEW, company, concept, period).figure is shown


def test_the_market_counts_as_a_company() -> None:
    found = explain(VIEW, "market", "hash_price", "2026-05")
    assert (figure(found).value, found.made_from.company) == (36.5816, "market")


def test_the_market_says_what_series_it_has() -> None:
    assert "hash_price" in reason(explain(VIEW, "market", "bitcoin_held", "2025-12-31"))


@pytest.mark.parametrize("period", ["2025-11-03", "2025-11-03/2025-11-09"])
def test_the_market_is_known_by_whole_months(period: str) -> None:
    assert "month" in reason(explain(VIEW, "market", "hash_price", period))


def test_a_difficulty_is_known_on_the_first_day_of_its_epoch() -> None:
    epoch = VIEW.market.epochs()[-1]
    assert figure(explain(VIEW, "market", "difficulty", epoch.start.isoformat())).value == epoch.difficulty


def test_a_stated_price_is_said_on_the_views_day_alone() -> None:
    words = "at 90000 USD/BTC"
    assert figure(explain(VIEW, "market", "bitcoin_price_stated", str(VIEW.as_of), words)).value == 90_000
    assert "--as-of" in reason(explain(VIEW, "market", "hash_price", "2026-01-01", words))


def test_unknown_words_are_a_gap_that_names_the_known_ones() -> None:
    assert "in cash" in reason(explain(VIEW, "RIOT", "sg_and_a", "2025-Q3", "in kind"))


def test_a_shown_gap_gives_its_reason() -> None:
    shown = next(row for row in weigh_margins(VIEW, "CORZ").history if isinstance(row.cost.all_in, Missing))
    assert explain(VIEW, "CORZ", "cost_per_coin_all_in", shown.period).figure == shown.cost.all_in


def test_lots_of_a_span_nobody_showed_are_made_for_it() -> None:
    found = explain(VIEW, "RIOT", "lots_cost_basis", "2025-11-01/2025-12-31", "hifo")
    assert figure(found).formula == "2025-11 + 2025-12"


def test_the_methods_do_not_share_an_id() -> None:
    ids = {}
    for method in ("fifo", "hifo", "lifo", "average"):
        total = value_lots(VIEW, "RIOT", None, method).sales[-1].cost
        ids[method] = total.id if isinstance(total, Figure) else method
    assert len(set(ids.values())) == 4


def test_a_flow_is_added_up_where_no_answer_shows_it() -> None:
    view = view_of(made("net_income", "2025-Q1", 5.0), made("net_income", "2025-Q2", 7.0))
    assert figure(explain(view, "RIOT", "net_income", "2025-01-01/2025-06-30")).value == 12


def test_what_nobody_printed_says_so() -> None:
    assert "no source known by" in reason(explain(view_of(), "RIOT", "bitcoin_held", "2025-12-31"))


def test_a_number_that_the_roll_forward_cannot_make_fit_is_disputed() -> None:
    found = figure(explain(VIEW, "RIOT", "bitcoin_sold", "2026-Q2"))
    assert (found.badge, "net change" in found.note) == (Badge.DISPUTED, True)


def test_a_sum_its_compiler_made_gives_way_to_the_same_sum_with_its_parts() -> None:
    printed = VIEW.figure("RIOT", "bitcoin_produced", "2024-Q4")
    assert isinstance(printed, Figure)
    assert printed.formula.startswith("computed by the table's compiler")
    found = figure(explain(VIEW, "RIOT", "bitcoin_produced", "2024-Q4"))
    assert (found.formula, found.value) == ("2024-10 + 2024-11 + 2024-12", printed.value)


def test_an_unknown_concept_is_refused() -> None:
    with pytest.raises(UsageProblem):
        explain(VIEW, "RIOT", "bitcoin_hold", "2025-12-31")


def test_a_figure_goes_before_a_gap_and_a_dispute_before_both() -> None:
    printed = figure(explain(VIEW, "MARA", "bitcoin_held", "2025-12-31"))
    gap = Missing("not yet")
    assert by_id([("a", gap), ("a", printed), ("a", gap)]) == {"a": printed}
    disputed = figure(explain(VIEW, "RIOT", "bitcoin_sold", "2026-Q2"))
    assert by_id([("a", printed), ("a", disputed), ("a", printed)]) == {"a": disputed}


def test_the_index_is_made_once_for_a_view() -> None:
    assert figures_by_id(VIEW, "BTBT") is figures_by_id(VIEW, "Bit Digital")


def test_a_variant_has_no_printings() -> None:
    held = figure(explain(VIEW, "RIOT", "bitcoin_held", "2025-12-31"))
    assert every_printing(VIEW, held)[0].value == held.value
    assert every_printing(VIEW, figure(explain(VIEW, "RIOT", "sg_and_a", "2025-Q3", "in cash"))) == ()
