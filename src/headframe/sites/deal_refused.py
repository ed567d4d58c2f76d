"""What is wrong with a deal file, all of it at once: each problem with its field and how to put it right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headframe.ground.errors import InputRefused


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing that cannot be right, with the field and how to put it right."""

    field: str
    what: str
    next: str

    def __str__(self) -> str:
        return f"{self.field}: {self.what}; {self.next}"


class DealRefused(InputRefused):
    """A deal file with problems: nothing of it was weighed."""

    def __init__(self, file: str, problems: list[FieldProblem]) -> None:
        self.problems = tuple(problems)
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(
            f"{file} has {count}: the deal was not checked",
            where=f"{file} {problems[0].field}",
            why="\n        ".join(str(problem) for problem in problems),
            next=problems[0].next,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the four sentences, and the problems one by one."""
        listed = [{"field": each.field, "what": each.what, "next": each.next} for each in self.problems]
        return {**super().to_json(), "problems": listed}
