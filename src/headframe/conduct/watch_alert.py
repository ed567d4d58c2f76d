"""An alert: what changed, in words and figures, and how soon somebody should look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from headframe.ground.errors import UsageProblem
from headframe.vocabulary.figure import Figure

ANY = "any"


class AlertKind(StrEnum):
    """What can change, the gravest first: alerts are shown in this order."""

    LADDER = "ladder"
    """Bitcoin came within a tenth of a price at which a loan turns."""
    LIQUIDATION = "liquidation"
    """Holdings fell while more was sold than mined."""
    SELL_THROUGH = "sell_through"
    """More was sold than mined in two reporting periods running."""
    RESIDUAL = "residual"
    """A step of the roll-forward no longer closes."""
    RESTRICTED_SHARE = "restricted_share"
    """The restricted share moved by three points or more."""
    SHIFT = "shift"
    """A shift of treasury policy could be called, or a call was taken back."""
    DISPUTE = "dispute"
    """A new printing contradicts a figure known before."""
    RESTATEMENT = "restatement"
    """A figure known before is another one now."""
    SLIP = "slip"
    """A delivery was moved, came late, fell overdue or was cancelled."""
    LEASE = "lease"
    """A lease was signed."""
    EVENT = "event"
    """A dated step: policy, AI, financing."""
    NEW_FIGURES = "new_figures"
    """Figures of which nothing was known before."""


class Severity(StrEnum):
    """How soon somebody should look."""

    URGENT = "urgent"
    NOTABLE = "notable"
    NEWS = "news"


SEVERITIES = {
    Severity.URGENT: (AlertKind.LADDER, AlertKind.LIQUIDATION, AlertKind.SELL_THROUGH),
    Severity.NOTABLE: (
        AlertKind.RESIDUAL,
        AlertKind.RESTRICTED_SHARE,
        AlertKind.SHIFT,
        AlertKind.DISPUTE,
        AlertKind.RESTATEMENT,
        AlertKind.SLIP,
    ),
    Severity.NEWS: (AlertKind.LEASE, AlertKind.EVENT, AlertKind.NEW_FIGURES),
}


@dataclass(frozen=True, slots=True)
class Alert:
    """One change between two days.

    Parameters
    ----------
    kind : AlertKind
        What changed.
    severity : Severity
        How soon somebody should look.
    words : str
        The change in one sentence, fit for a chat.
    known_at : date
        The day on which it could be known.
    figures : tuple of Figure
        The numbers behind it, as known now.
    before : tuple of Figure
        The same or earlier numbers as known on the day compared with; `why --as-of` that day explains them.
    """

    kind: AlertKind
    severity: Severity
    words: str
    known_at: date
    figures: tuple[Figure, ...]
    before: tuple[Figure, ...] = ()


def alert(
    kind: AlertKind, words: str, known_at: date, figures: Iterable[Figure] = (), before: Iterable[Figure] = ()
) -> Alert:
    """Return an alert with the severity of its kind."""
    severity = next(level for level, kinds in SEVERITIES.items() if kind in kinds)
    return Alert(kind, severity, words, known_at, tuple(figures), tuple(before))


def order_of(one: Alert) -> tuple[int, date]:
    """Return the place of an alert on the page: by gravity, then by the day it became known."""
    return (list(AlertKind).index(one.kind), one.known_at)


def kinds_to_fail_on(text: str | None) -> frozenset[AlertKind]:
    """Read --fail-on: kinds parted by commas, or "any"; nothing means none.

    Raises
    ------
    UsageProblem
        For a kind that no alert has.

    Examples
    --------
    >>> sorted(kinds_to_fail_on("ladder,residual"))
    [<AlertKind.LADDER: 'ladder'>, <AlertKind.RESIDUAL: 'residual'>]
    """
    if text is None:
        return frozenset()
    names = [name.strip() for name in text.split(",")]
    known = {kind.value: kind for kind in AlertKind}
    for name in names:
        if name != ANY and name not in known:
            raise UsageProblem(
                f"'{name[:40]}' is no kind of alert", where="--fail-on", next=f"one of {ANY}, {', '.join(known)}"
            )
    return frozenset(AlertKind) if ANY in names else frozenset(known[name] for name in names)
