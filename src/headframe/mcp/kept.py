"""Where a session keeps what took long: tuned rules, a plan's cuts and compiled code, never anything of the record."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headframe.ground.runs import RunStore


class Kept:
    """A cache folder, made when it is first needed.

    Parameters
    ----------
    folder : Path, optional
        The user's cache folder; without it, one that is gone with this object.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._own: TemporaryDirectory[str] | None = None

    @cached_property
    def folder(self) -> Path:
        """The folder."""
        if self._folder is not None:
            return self._folder
        self._own = TemporaryDirectory(prefix="headframe-")
        return Path(self._own.name)

    @cached_property
    def runs(self) -> RunStore:
        """The store of runs."""
        from headframe.ground.runs import RunStore

        return RunStore(self.folder / "runs")

    def ready_engine(self) -> None:
        """Say where compiled code is kept, before the engine is loaded."""
        from headframe.economics.kernel_compile import keep_compiled_code_in

        keep_compiled_code_in(self.folder)
