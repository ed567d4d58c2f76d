"""The pivot score: parts from 0 to 1, weights of the user, gaps that weigh nothing."""

from __future__ import annotations

import pytest

from headframe.conduct.peers import Peers, compare_peers
from headframe.conduct.pivot import Pivot
from headframe.conduct.pivot_weights import PARTS, equal_weights, parse_weights, weights_of_words, weights_words
from headframe.ground.errors import UsageProblem
from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.figure import Badge, Figure

VIEW = Record().view()
EQUAL = compare_peers(VIEW)


def pivot(company: str, told: Peers = EQUAL) -> Pivot:
    return next(one for one in told.pivot if one.company == company)


def test_every_part_lies_between_0_and_1() -> None:
    parts = [part.figure for one in EQUAL.pivot for part in one.parts if isinstance(part.figure, Figure)]
    assert all(0 <= part.interval.low <= part.value <= part.interval.high <= 1 for part in parts)


def test_weights_are_equal_unless_given() -> None:
    assert EQUAL.weights == equal_weights()


def test_a_score_is_the_mean_of_its_known_parts() -> None:
    one = pivot("RIOT")
    known = [part.figure.value for part in one.parts if isinstance(part.figure, Figure)]
    assert isinstance(one.score, Figure)
    assert one.score.value == pytest.approx(sum(known) / len(known))


def test_a_score_names_its_missing_parts() -> None:
    one = pivot("RIOT")
    assert isinstance(one.score, Figure)
    assert "revenue" in one.score.note


def test_the_interval_lets_each_missing_part_be_anything() -> None:
    one = pivot("APLD")
    known = [part.figure for part in one.parts if isinstance(part.figure, Figure)]
    assert isinstance(one.score, Figure)
    assert one.score.interval.low == pytest.approx(sum(part.interval.low for part in known) / len(PARTS))
    assert one.score.interval.high - one.score.interval.low > (len(PARTS) - len(known)) / len(PARTS) - 1e-9


def test_a_score_is_estimated_or_disputed_never_plain() -> None:
    assert {one.score.badge for one in EQUAL.pivot if isinstance(one.score, Figure)} <= {
        Badge.ESTIMATED,
        Badge.DISPUTED,
    }


def test_a_score_on_less_than_half_the_weight_is_not_ranked() -> None:
    assert all((one.rank is not None) == (one.weight_known >= 0.5) for one in EQUAL.pivot)


def test_ranks_follow_the_scores() -> None:
    ranked = [one.score.value for one in EQUAL.pivot if one.rank and isinstance(one.score, Figure)]
    assert ranked == sorted(ranked, reverse=True)


def test_a_company_without_any_part_has_no_score() -> None:
    assert isinstance(pivot("ARBK").score, Missing)


def test_one_weight_ranks_by_that_part_alone() -> None:
    told = compare_peers(VIEW, {"leased": 1.0})
    one = pivot("RIOT", told)
    leased = next(part.figure for part in one.parts if part.name == "leased")
    assert isinstance(one.score, Figure) and isinstance(leased, Figure)
    assert one.score.value == leased.value


def test_the_scale_of_the_weights_does_not_matter() -> None:
    one, tenfold = compare_peers(VIEW, {"leased": 1, "sold": 2}), compare_peers(VIEW, {"leased": 10, "sold": 20})
    values = [[p.score.value for p in told.pivot if isinstance(p.score, Figure)] for told in (one, tenfold)]
    assert values[0] == pytest.approx(values[1])


def test_a_stale_figure_is_not_scored() -> None:
    assert EQUAL.peer("BTBT").value("ai_revenue").stale
    assert all(isinstance(part.figure, Missing) for part in pivot("BTBT").parts if part.name == "revenue")


@pytest.mark.parametrize("text", ["leased=1,revenue=2", "hash_rate=0.5"])
def test_weights_come_back_from_the_words_of_an_id(text: str) -> None:
    assert weights_of_words(weights_words(parse_weights(text))) == parse_weights(text)


@pytest.mark.parametrize(
    "text", ["foo=1", "leased", "leased=-1", "leased=nan", "leased=inf", "leased=0", "", "leased=1,leased=2"]
)
def test_weights_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(UsageProblem):
        parse_weights(text)
