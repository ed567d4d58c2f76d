"""A break is found where betas break, and rarely where they do not."""

from __future__ import annotations

import numpy as np

from headframe.worth.break_test import break_at


def sample(seed: int, change: float) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    x = np.column_stack([np.ones(400), random.normal(0, 0.03, (400, 2))])
    betas = np.where(np.arange(400)[:, None] < 200, 1.0, 1.0 + change) * np.ones((400, 3))
    return np.einsum("tk,tk->t", x, betas) + random.normal(0, 0.03, 400), x


SUMS = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])


def test_a_planted_break_is_found_and_measured() -> None:
    y, x = sample(1, 0.8)
    found = break_at(y, x, 200, SUMS, 10.0, 499, np.random.default_rng(1))
    assert found.p_value < 0.01
    assert abs(found.change[0] - 0.8) < found.half_width[0]


def test_without_a_break_the_test_errs_about_as_often_as_it_says() -> None:
    rejected = [
        break_at(*sample(seed, 0.0), 200, SUMS, 10.0, 199, np.random.default_rng(seed)).p_value < 0.1
        for seed in range(120)
    ]
    assert 0.03 <= np.mean(rejected) <= 0.19
