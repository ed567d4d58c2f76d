"""Chances of the tail whose mean never drifts."""

from __future__ import annotations

import numpy as np
import pytest

from headframe.solver.density import settled

DRAWS = np.random.default_rng(5)
EVEN = np.full((6, 40), 1 / 40)
GUESSES = DRAWS.uniform(0.001, 0.999, (6, 40))
MEANS = np.array([0.0, 1e-9, 0.02, 0.5, 0.999, 1.0])
GAINS = np.exp(0.5 * DRAWS.standard_normal((6, 40, 1))) - 1
NOTHING = np.empty((6, 40, 0)), np.empty((6, 0))


def test_the_mean_is_the_one_that_was_asked_for_to_the_last_digits() -> None:
    found = settled(EVEN, GUESSES, MEANS, *NOTHING)
    assert (EVEN * found).sum(axis=1) == pytest.approx(MEANS, rel=1e-10, abs=1e-14)
    assert found.min() >= 0 and found.max() <= 1


def test_what_is_kept_has_its_mean_too_where_that_can_be() -> None:
    wanted = MEANS[:, None] * np.einsum("ni,nik->nk", EVEN, GAINS)
    found = settled(EVEN, GUESSES, MEANS, GAINS, wanted)
    assert (EVEN * found).sum(axis=1) == pytest.approx(MEANS, rel=1e-9, abs=1e-14)
    inside = slice(2, 5)
    kept = np.einsum("ni,ni,nik->nk", EVEN, found, GAINS)
    assert kept[inside] == pytest.approx(wanted[inside], abs=1e-5)


def test_what_cannot_be_kept_leaves_the_mean_right() -> None:
    out_of_reach = np.full((6, 1), GAINS.max() + 1.0)
    found = settled(EVEN, GUESSES, MEANS, GAINS, out_of_reach)
    assert (EVEN * found).sum(axis=1) == pytest.approx(MEANS, rel=1e-9, abs=1e-14)
    assert found == pytest.approx(settled(EVEN, GUESSES, MEANS, *NOTHING))


def test_a_guess_whose_mean_is_right_stays() -> None:
    mean = (EVEN * GUESSES).sum(axis=1)
    assert settled(EVEN, GUESSES, mean, *NOTHING) == pytest.approx(GUESSES, abs=1e-9)
