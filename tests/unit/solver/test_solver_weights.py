"""How much a node counts for drivers between nodes, where nodes do not differ in some driver."""

from __future__ import annotations

import numpy as np
import pytest

from headframe.solver.weights import node_weights

NO_LOGS = np.array([False, False])


@pytest.mark.parametrize("shared", [0.1, 1 / 3, 1e9 / 7, 0.0])
def test_a_driver_that_nodes_share_does_not_tell_them_apart(shared: float) -> None:
    nodes = np.column_stack([np.arange(7.0), np.full(7, shared)])
    here = np.array([[2.5, shared + 40.0]])
    assert node_weights(nodes, here, NO_LOGS)[0] == pytest.approx([0, 0, 0.5, 0.5, 0, 0, 0])


def test_nor_does_one_that_differs_by_rounding_only() -> None:
    noise = 0.1 * (1 + 1e-15 * np.array([1, -1, 1, -1, 1, -1, 1]))
    nodes = np.column_stack([np.arange(7.0), noise])
    assert node_weights(nodes, np.array([[2.5, 9.0]]), NO_LOGS)[0] == pytest.approx([0, 0, 0.5, 0.5, 0, 0, 0])
