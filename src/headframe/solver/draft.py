"""Writing a stage's program by names: states, states with a prime for what is carried out, and controls."""

from __future__ import annotations

from collections.abc import Sequence

from headframe.solver.batch_draft import BatchDraft
from headframe.solver.program import StageProgram


class Draft(BatchDraft):
    """A stage's program in the writing: a batch of one.

    A state's name stands for what comes in, the name with a prime (`"stock'"`) for what goes out.

    Examples
    --------
    >>> draft = Draft(states=("stock",))
    >>> draft.control("bought", high=10, reward=-2.0)
    >>> draft.control("sold", high=6, reward=3.0)
    >>> draft.row("stock account", {"stock'": 1, "stock": -1, "bought": -1, "sold": 1}, equals=0)
    >>> draft.program().rows
    ('stock account',)
    """

    def __init__(self, states: Sequence[str]) -> None:
        super().__init__(states, count=1)

    def program(self) -> StageProgram:
        """Return what was written."""
        return self.programs()[0]
