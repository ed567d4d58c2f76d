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
    """What a job found.

    Parameters
    ----------
    html : str
        A page's inner HTML, from our own templates.
    files : tuple of Content
        To take along.
    drawings : tuple of Drawing
        Pictures to draw.
    cut_short : str
        What holds of it although the reader ended it early; "" where the job ran to its end.
    """

    html: str
    files: tuple[Content, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    cut_short: str = ""


@dataclass(frozen=True, slots=True)
class Finishing:
    """Said by a job that is not wanted any more and has something to keep: how long it needs for that [s]."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job found nothing, in four sentences."""

    said: dict[str, str]
    status: int


class Cancelled(Exception):
    """Raised by `tell` inside a job that is not wanted any more."""


Tell = Callable[[Progress], None]
"""What a job calls now and then. It raises `Cancelled` where the reader gave up."""


class Voice:
    """A job's `tell`. Once there is something to keep, it raises no more but asks for the time to keep it.

    Parameters
    ----------
    send : callable
        What carries words to the server.
    unwanted : callable
        Whether the reader gave up.
    """

    def __init__(self, send: Callable[[Progress | Finishing], None], unwanted: Callable[[], bool]) -> None:
        self._send, self.is_unwanted = send, unwanted
        self._needs: Callable[[], float] | None = None
        self._asked = False

    def __call__(self, progress: Progress) -> None:
        """Say how far the job is."""
        if self.is_unwanted() and not self._asked:
            if self._needs is None:
                raise Cancelled
            self._asked = True
            self._send(Finishing(self._needs()))
        self._send(progress)

    def keeps_best(self, needs: Callable[[], float]) -> None:
        """Say that there is something to keep from now on; `needs` is how long that would take [s]."""
        self._needs = needs
