"""`headframe runs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headframe.cli.common import Common, emit, verb

if TYPE_CHECKING:
    from headframe.economics.runs_listing import Runs


@verb("table", "json")
def command(common: Common) -> int:
    """The simulations and plans that are kept: found again by everything that made them."""
    from headframe.cli.runs_folder import runs_store
    from headframe.economics.runs_listing import list_runs

    return emit(common, list_runs(common.view(), runs_store()), {"table": runs_text})


def runs_text(answer: Runs) -> str:
    """Return the runs as a terminal shows them."""
    from headframe.briefs.terminal import table, text_of

    if not answer.runs:
        return text_of("No run is kept yet.", "", f"They would lie in {answer.folder}")
    rows = [[run.kind, run.fingerprint, run.company, run.as_of, run.made_from] for run in answer.runs]
    listed = table(("kind", "fingerprint", "company", "as of", "made from"), rows, left=(0, 1, 2, 3, 4), width=100)
    return text_of(f"{len(rows)} runs kept in {answer.folder}", "", listed)
