"""The penalised fit: towards the prior, with its sign, and with the prior's own error where no label speaks."""

from __future__ import annotations

from math import log

import pytest

from headframe.conduct.motive_model import SPREAD_OF_FACTOR, Example, bootstrap_errors, fit_weights, log_loss

FORCED = Example("A", (1.0, 0.0), True)
STRATEGIC = Example("B", (-1.0, 0.0), False)
AGAINST = Example("C", (-1.0, 0.0), True)


def test_without_labels_the_weights_are_the_prior() -> None:
    assert fit_weights([], [0.5, 2.0]) == (0.5, 2.0)


def test_labels_that_agree_raise_a_weight() -> None:
    assert fit_weights([FORCED, STRATEGIC], [1.0, 1.0])[0] > 1.0


def test_labels_that_disagree_lower_a_weight_and_never_turn_it() -> None:
    fitted = fit_weights([AGAINST] * 50, [1.0, 1.0])
    assert 0 < fitted[0] < 0.5


def test_evidence_that_no_label_touches_keeps_its_prior() -> None:
    assert fit_weights([FORCED, STRATEGIC], [1.0, 0.7])[1] == pytest.approx(0.7)


def test_the_fit_does_not_depend_on_the_order_of_sales() -> None:
    sales = [FORCED, STRATEGIC, AGAINST]
    assert fit_weights(sales, [1.0, 1.0]) == pytest.approx(fit_weights(sales[::-1], [1.0, 1.0]))


def test_the_fit_is_a_maximum() -> None:
    sales, prior = [FORCED, STRATEGIC, FORCED], [1.0, 1.0]

    def loss(weight: float) -> float:
        told = sum(log_loss(weight * sale.row[0], sale.forced) for sale in sales)
        return told + (log(weight) / SPREAD_OF_FACTOR) ** 2 / 2

    best = fit_weights(sales, prior)[0]
    assert loss(best) <= min(loss(best * 1.01), loss(best / 1.01))


def test_the_error_of_an_untouched_weight_is_the_priors() -> None:
    errors = bootstrap_errors([FORCED, STRATEGIC], [1.0, 1.0], 400, 1)
    lognormal = (2.718281828 ** (SPREAD_OF_FACTOR**2) - 1) ** 0.5 * 2.718281828 ** (SPREAD_OF_FACTOR**2 / 2)
    assert errors[1] == pytest.approx(lognormal, rel=0.25)


def test_errors_repeat_for_a_seed() -> None:
    assert bootstrap_errors([FORCED], [1.0, 1.0], 10, 3) == bootstrap_errors([FORCED], [1.0, 1.0], 10, 3)


def test_even_odds_cost_a_bit() -> None:
    assert log_loss(0.0, True) == pytest.approx(log(2))
