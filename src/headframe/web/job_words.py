"""What a job and the server say to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from headframe.briefs.pictures import Drawing
from headframe.web.content import Content


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    Parameters
    ----------
    words : str
        What it is doing now.
    done : float or None
        The part done, from 0 to 1; None where nobody can say.
    numbers : tuple of (str, str)
        (name, number as shown): what is known so far, such as both bounds of a plan.
    """

    words: str
    done: float | None = None
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job found: a page's inner HTML from our own templates, files to take along, and pictures to draw."""

    html: str
    files: tuple[Content, ...] = ()
    drawings: tuple[Drawing, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job found nothing, in four sentences."""

    said: dict[str, str]
    status: int


class Cancelled(Exception):
    """Raised by `tell` inside a job that is not wanted any more."""


Tell = Callable[[Progress], None]
"""What a job calls now and then. It raises `Cancelled` where the reader gave up."""
