"""Abnormal returns against statsmodels: dummies for the event's sessions in one regression say the same."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from headframe.worth.abnormal import cumulate, learn_normal


def sample(window: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    x = np.column_stack([np.ones(120 + window), random.normal(0, 0.02, (120 + window, 4))])
    y = x @ np.array([0.001, 1.2, 0.3, 0.9, 0.1]) + random.normal(0, 0.03, 120 + window)
    return y[:120], x[:120], y[120:], x[120:]


def test_the_normal_return_is_statsmodels_ols() -> None:
    y, x, _, _ = sample(2)
    model, theirs = learn_normal(y, x), sm.OLS(y, x).fit()
    assert model.coefficients == pytest.approx(theirs.params)
    assert model.variance == pytest.approx(theirs.mse_resid)


@pytest.mark.parametrize("window", [2, 3, 11])
def test_a_cumulated_return_and_its_error_are_those_of_dummies_in_statsmodels(window: int) -> None:
    y, x, y0, x0 = sample(window)
    ours = cumulate(learn_normal(y, x), y0, x0)
    dummies = np.vstack([np.zeros((120, window)), np.eye(window)])
    theirs = sm.OLS(np.concatenate([y, y0]), np.hstack([np.vstack([x, x0]), dummies])).fit()
    sums = np.concatenate([np.zeros(5), np.ones(window)])
    test = theirs.t_test(sums)
    assert ours.value == pytest.approx(test.effect[0])
    assert ours.error == pytest.approx(test.sd[0, 0])
    assert ours.p_value == pytest.approx(float(test.pvalue))


def test_factors_that_move_as_one_are_refused() -> None:
    y, x, _, _ = sample(2)
    with pytest.raises(ValueError, match="cannot settle"):
        learn_normal(y, np.column_stack([x, x[:, 1]]))
