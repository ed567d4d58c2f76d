"""What can go wrong, sorted by whose fault it is.

::

    HeadframeError            70  a bug: never raised on purpose
    ├── UsageProblem           2  the question was put wrongly (unknown company, impossible date)
    ├── InputRefused           3  a file or value was handed in that cannot be right
    ├── NotEnoughData          4  the record cannot answer this
    ├── RecordProblem          5  the record's file or server cannot be used
    └── NetworkProblem         6  the network failed, or offline was asked for

Every failure says what happened, where, why it matters and what to do next (conventions §9).
"""

from __future__ import annotations

from typing import ClassVar


class HeadframeError(Exception):
    """A failure in four sentences: `what`, `where`, `why` and `next`.

    Examples
    --------
    >>> problem = UsageProblem("'RIOTT' is not a company", where="company", next="did you mean RIOT?")
    >>> print(problem)
    'RIOTT' is not a company (company). Next: did you mean RIOT?
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, what: str, *, where: str = "", why: str = "", next: str = "") -> None:
        self.what = what
        self.where = where
        self.why = why
        self.next = next
        super().__init__(what)

    def __str__(self) -> str:
        text = f"{self.what} ({self.where})" if self.where else self.what
        if self.why:
            text += f": {self.why}"
        if self.next:
            text += f". Next: {self.next}"
        return text

    def to_json(self) -> dict[str, str]:
        """Return the four sentences as an object with keys what, where, why, next."""
        return {"what": self.what, "where": self.where, "why": self.why, "next": self.next}


class UsageProblem(HeadframeError):
    """The question was put wrongly: exit code 2."""

    exit_code = 2


class InputRefused(HeadframeError):
    """Something handed in cannot be right, so nothing of it was kept: exit code 3."""

    exit_code = 3


class NotEnoughData(HeadframeError):
    """The record cannot answer: exit code 4."""

    exit_code = 4


class RecordProblem(HeadframeError):
    """The record's file or server cannot be used: exit code 5."""

    exit_code = 5


class NetworkProblem(HeadframeError):
    """The network failed, or the command was told to stay offline: exit code 6."""

    exit_code = 6
