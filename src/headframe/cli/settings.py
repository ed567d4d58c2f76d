"""Folders and the configuration file: where the platform keeps them."""

from __future__ import annotations

import tomllib
from pathlib import Path

from headframe.ground.errors import InputRefused

APPLICATION = "headframe"
KNOWN_SETTINGS = ("record", "identity")


def default_record_path() -> Path:
    """Return the file of the user's own facts where no other is named."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)) / "record.sqlite"


def config_path() -> Path:
    """Return where config.toml belongs."""
    import platformdirs

    return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False)) / "config.toml"


def settings() -> dict[str, str]:
    """Return config.toml's settings; empty where there is no such file.

    Raises
    ------
    InputRefused
        Where the file is no TOML, or holds a setting nobody defined.
    """
    path = config_path()
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputRefused("the configuration is no TOML", where=str(path), why=str(error)) from error
    for name, value in found.items():
        if name not in KNOWN_SETTINGS or not isinstance(value, str):
            raise InputRefused(
                f"'{name}' is no setting, or not text", where=str(path), next=f"known: {', '.join(KNOWN_SETTINGS)}"
            )
    return found


def configured_record() -> str | None:
    """Return the record that config.toml names, if any."""
    return settings().get("record")
