"""Answers as Parquet: bytes for a file or a pipe, never for a screen."""

from __future__ import annotations

import io
import sys

from headframe.cli.common import Common
from headframe.ground.errors import UsageProblem
from headframe.vocabulary.answer import Answer


def refuse_screen(common: Common) -> None:
    """Refuse to print bytes on a terminal.

    Raises
    ------
    UsageProblem
        Where neither --out nor a pipe takes them.
    """
    if common.out is None and sys.stdout.isatty():
        raise UsageProblem(
            f"{common.form} is no text, so a terminal cannot show it", where="--form", next="name a file: --out F"
        )


def parquet_bytes(answer: Answer) -> bytes:
    """Return an answer's frame as a Parquet file."""
    buffer = io.BytesIO()
    answer.frame().write_parquet(buffer)
    return buffer.getvalue()
