"""The way out, as the user configured it: identity, cache folder, offline switch."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from headframe.cli.settings import APPLICATION, config_path, settings
from headframe.ground.errors import UsageProblem

if TYPE_CHECKING:
    from headframe.cli.common import Common
    from headframe.sources.door import Door


def open_door(common: Common, *, needs_identity: bool) -> Door:
    """Return the door for one command.

    Raises
    ------
    UsageProblem
        Where an identity is needed and none is configured; it is asked for only in an interactive terminal.
    """
    import platformdirs

    from headframe.sources.door import Door

    identity = _identity(ask=not common.offline) if needs_identity else ""
    cache = Path(platformdirs.user_cache_dir(APPLICATION, appauthor=False)) / "fetched"
    return Door(identity=identity, cache=cache, offline=common.offline)


def _identity(*, ask: bool) -> str:
    known = os.environ.get("HEADFRAME_IDENTITY") or os.environ.get("EDGAR_IDENTITY") or settings().get("identity", "")
    if known or not ask:
        return known
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageProblem(
            "EDGAR asks who is calling, and no identity is configured",
            where=str(config_path()),
            why="the SEC refuses requests without a name and an address",
            next='set HEADFRAME_IDENTITY="Your Name you@example.com", or identity = "…" in config.toml',
        )
    sys.stderr.write("EDGAR asks who is calling. Your name and mail address (kept in config.toml): ")
    sys.stderr.flush()
    given = sys.stdin.readline().strip()
    if given:
        _keep(given)
    return given


def _keep(identity: str) -> None:
    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text("utf-8") if path.is_file() else ""
    escaped = identity.replace("\\", "\\\\").replace('"', '\\"')
    path.write_text(f'{text.rstrip()}\nidentity = "{escaped}"\n'.lstrip(), "utf-8")
