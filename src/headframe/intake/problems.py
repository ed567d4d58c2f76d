"""What is wrong with a file, all of it at once: each problem with its row, its column and a next step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from headframe.ground.errors import HeadframeError, InputRefused

T = TypeVar("T")
SHOWN = 20
"""Problems printed for a reader; JSON carries up to `KEPT`."""
KEPT = 1_000


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing that cannot be right. Row 1 is the header, as a spreadsheet counts; 0 speaks of the whole file."""

    row: int
    column: str
    what: str
    next: str

    @property
    def where(self) -> str:
        """The place, as a reader finds it."""
        parts = [f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else ""]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}; {self.next}" if self.next else text


class FileRefused(InputRefused):
    """A file with problems: nothing of it was kept."""

    def __init__(self, file: str, problems: Sequence[RowProblem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        count = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
        lines = [str(problem) for problem in problems[:SHOWN]]
        if len(problems) > SHOWN:
            lines.append(f"and {len(problems) - SHOWN:,} more")
        super().__init__(
            f"{file} has {count}: nothing of it was kept",
            where=f"{file} {problems[0].where}".strip(),
            why="\n        ".join(lines),
            next="correct the file and import it again: all of it is taken, or nothing",
        )

    def to_json(self) -> dict[str, Any]:
        """Return the four sentences, and the problems one by one."""
        return super().to_json() | {"problems": [{"file": self.file} | asdict(each) for each in self.problems[:KEPT]]}


@dataclass(slots=True)
class Problems:
    """The problems of one file, gathered while it is read."""

    file: str
    found: list[RowProblem] = field(default_factory=list)

    def note(self, row: int, column: str, what: str, next: str = "") -> None:
        """Add one problem."""
        self.found.append(RowProblem(row, column, what, next))

    def read(self, row: int, column: str, text: str, how: Callable[[str], T]) -> T | None:
        """Return what `how` makes of a cell, or note why it cannot and return None."""
        try:
            return how(text)
        except HeadframeError as problem:
            what = f"{problem.what} ({problem.why})" if problem.why else problem.what
            self.note(row, column, what, problem.next)
            return None

    def refuse(self) -> None:
        """Raise where anything was found.

        Raises
        ------
        FileRefused
            With every problem, in order of row.
        """
        if self.found:
            raise FileRefused(self.file, sorted(self.found, key=lambda problem: problem.row))
