"""Headframe: what listed bitcoin miners reported, what it adds up to, and what it means.

::

    import headframe

    view = headframe.Record().view()
    headframe.reconcile(view, "RIOT").frame()

Every verb of the command line is one function here or in its own room; each returns a frozen dataclass with
`.figures()`, `.frame()` and `.to_json()`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from headframe.version import __version__

if TYPE_CHECKING:
    from headframe.accounts.lots import value_lots
    from headframe.accounts.margins import weigh_margins
    from headframe.accounts.rollforward import reconcile
    from headframe.briefs.brief import Brief, write_brief
    from headframe.ground.errors import HeadframeError
    from headframe.ground.interval import Interval
    from headframe.ground.missing import Missing
    from headframe.ground.period import Period
    from headframe.record.record import Record
    from headframe.record.view import View
    from headframe.vocabulary.answer import Answer
    from headframe.vocabulary.concept import Concept
    from headframe.vocabulary.fact import Fact, Source
    from headframe.vocabulary.figure import Figure
    from headframe.worth.why import explain

_HOMES = {
    "Answer": "headframe.vocabulary.answer",
    "Brief": "headframe.briefs.brief",
    "Concept": "headframe.vocabulary.concept",
    "Fact": "headframe.vocabulary.fact",
    "Figure": "headframe.vocabulary.figure",
    "HeadframeError": "headframe.ground.errors",
    "Interval": "headframe.ground.interval",
    "Missing": "headframe.ground.missing",
    "Period": "headframe.ground.period",
    "Record": "headframe.record.record",
    "Source": "headframe.vocabulary.fact",
    "View": "headframe.record.view",
    "explain": "headframe.worth.why",
    "reconcile": "headframe.accounts.rollforward",
    "value_lots": "headframe.accounts.lots",
    "weigh_margins": "headframe.accounts.margins",
    "write_brief": "headframe.briefs.brief",
}

__all__ = [
    "Answer",
    "Brief",
    "Concept",
    "Fact",
    "Figure",
    "HeadframeError",
    "Interval",
    "Missing",
    "Period",
    "Record",
    "Source",
    "View",
    "__version__",
    "explain",
    "reconcile",
    "value_lots",
    "weigh_margins",
    "write_brief",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its room on first use, so that importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"headframe has no '{name}'; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)
