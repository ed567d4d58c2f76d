"""A gap is a value that says why it is one (conventions §3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn, TypeVar

from headframe.ground.errors import NotEnoughData

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Missing:
    """The absence of a figure, with its reason. Never 0, NaN or None.

    Parameters
    ----------
    reason : str
        Why there is no figure, in words an analyst can act on.

    Examples
    --------
    >>> Missing("no source prints it").reason
    'no source prints it'
    """

    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a gap needs its reason")

    def __bool__(self) -> NoReturn:
        raise TypeError("a gap is neither true nor false: test it with isinstance(x, Missing)")


def present(value: T | Missing, what: str) -> T:
    """Return `value`, or raise NotEnoughData naming `what` where it is a gap."""
    if isinstance(value, Missing):
        raise NotEnoughData(f"{what} is missing", why=value.reason)
    return value
