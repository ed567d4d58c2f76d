"""Why a number of the worlds is what it is: the worlds as asked for without options are drawn again."""

from __future__ import annotations

from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

WORLD = "world_"
"""How the concepts of drawn worlds begin."""
BACKTEST = "world_backtest"


def world_figure(view: View, id: str) -> Figure | Missing:
    """Return a figure of `headframe worlds` by its id, or which verb to run.

    An id of worlds that were asked for in another way bears more words (`report_ids.told_apart`): it is not found here.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> round(world_figure(Record().view(), "market world_price 2026-06 p50").value / 1e4)
    7
    """
    if id.split(" ")[1] == BACKTEST:
        return Missing("it is made walking forward through all months: ask `headframe backtest`")
    found = view.once("figures of worlds", lambda: _figures(view))
    return found.get(
        id,
        Missing("`headframe worlds` without options holds no such number: ask it with the options that made this one"),
    )


def _figures(view: View) -> dict[str, Figure]:
    from headframe.worlds.asked import Asked, asked_worlds

    return {figure.id: figure for figure in asked_worlds(view, Asked()).figures()}
