"""Opening the files a command names: bounded, and with words an analyst understands."""

from __future__ import annotations

from pathlib import Path

from headframe.ground.errors import InputRefused

LARGEST_BYTES = 100_000_000


def bytes_of(path: Path) -> bytes:
    """Return a file's bytes.

    Raises
    ------
    InputRefused
        Where there is no such file, it is a folder, cannot be read, or is larger than `LARGEST_BYTES`.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise InputRefused(
                f"{path.name} is larger than {LARGEST_BYTES // 1_000_000} MB", where=str(path), next="cut it first"
            )
        return path.read_bytes()
    except OSError as error:
        raise InputRefused(
            f"{path.name} cannot be read", where=str(path), why=error.strerror or str(error), next="check the name"
        ) from error
