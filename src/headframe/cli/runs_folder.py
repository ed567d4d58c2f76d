"""Where runs are kept: the user's cache folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headframe.ground.runs import RunStore


def runs_store() -> RunStore:
    """Return the store of runs in the platform's cache folder."""
    from headframe.ground.runs import RunStore

    return RunStore(cache_folder() / "runs")


def cache_folder() -> Path:
    """Return the platform's cache folder for this program."""
    import platformdirs

    return Path(platformdirs.user_cache_path("headframe"))
