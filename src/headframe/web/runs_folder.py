"""Where runs and compiled code are kept: the same folder of the user's as the command line's."""

from __future__ import annotations

from pathlib import Path

from headframe.ground.runs import RunStore


def runs_store() -> RunStore:
    """Return the store of runs."""
    return RunStore(cache_folder() / "runs")


def cache_folder() -> Path:
    """Return the platform's cache folder for this program."""
    import platformdirs

    return Path(platformdirs.user_cache_path("headframe"))
