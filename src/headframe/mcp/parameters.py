"""What a tool takes: each parameter with its kind, limit and description, checked before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from headframe.ground.errors import UsageProblem

WORD = 200
"""Most characters of a label or a day."""
SHOWN = 60
"""Most characters of a caller's text that a refusal repeats."""
LARGEST = 1e300
"""Beyond it an integer of JSON is no number that can be worked with; not a number and infinities are none either."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a tool.

    Parameters
    ----------
    name : str
        As the caller writes it.
    kind : str
        "string", "number" or "integer", as JSON Schema has them.
    words : str
        What it is, with its unit, and an example.
    needed : bool
        Whether the tool cannot do without.
    longest : int
        Most characters of a string.
    least, most : float, optional
        Bounds of a number, both included.
    choices : tuple of str
        All that a string may be; any text where there are none.
    """

    name: str
    kind: str
    words: str
    needed: bool = False
    longest: int = WORD
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        """Return the parameter as JSON Schema."""
        made: dict[str, Any] = {"type": self.kind, "description": self.words}
        if self.choices:
            return made | {"enum": list(self.choices)}
        if self.kind == "string":
            return made | {"minLength": 1, "maxLength": self.longest}
        bounds = {"minimum": self.least, "maximum": self.most}
        return made | {key: bound for key, bound in bounds.items() if bound is not None}

    def check(self, value: Any) -> Any:
        """Return the value, or raise UsageProblem where it is of another kind or beyond the limits."""
        if self.kind == "string":
            return self._text(value)
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        number = isinstance(value, int | float) and not isinstance(value, bool) and -LARGEST <= value <= LARGEST
        if not number or (self.kind == "integer" and not whole):
            raise self._refusal(f"'{str(value)[:SHOWN]}' is no {self.kind}")
        if (self.least is not None and value < self.least) or (self.most is not None and value > self.most):
            raise self._refusal(f"{value:g} is not from {self.least:g} to {self.most:g}")
        return int(value) if self.kind == "integer" else float(value)

    def _text(self, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._refusal(f"'{str(value)[:SHOWN]}' is no text")
        if len(value) > self.longest:
            raise self._refusal(f"{len(value):,} characters are more than {self.longest:,}")
        if self.choices and value not in self.choices:
            raise UsageProblem(
                f"'{value[:SHOWN]}' is no {self.name}", where=self.name, next=f"one of {', '.join(self.choices)}"
            )
        return value

    def _refusal(self, what: str) -> UsageProblem:
        return UsageProblem(what, where=self.name, next=self.words)


def checked(parameters: Sequence[Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a call by parameter name, each checked; a JSON null counts as not given.

    Raises
    ------
    UsageProblem
        For an argument nobody defined (the nearest name is offered), one that is missing, or one out of bounds.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            offer = f"did you mean {near[0]}? " if near else ""
            takes = f"it takes {', '.join(known)}" if known else "it takes nothing"
            raise UsageProblem(f"'{name[:SHOWN]}' is no parameter of this tool", where=name[:SHOWN], next=offer + takes)
    stated = {name: value for name, value in given.items() if value is not None}
    for parameter in parameters:
        if parameter.needed and parameter.name not in stated:
            raise UsageProblem(f"'{parameter.name}' is missing", where=parameter.name, next=parameter.words)
    return {name: known[name].check(value) for name, value in stated.items()}
