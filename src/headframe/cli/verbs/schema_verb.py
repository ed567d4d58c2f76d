"""`headframe schema`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from headframe.cli.common import Common, verb, write_out


@verb("json")
def command(common: Common, name: Annotated[str, typer.Argument(metavar="VERB", help="A verb: reconcile.")]) -> int:
    """The JSON Schema of what a verb prints with --form json."""
    from headframe.cli.answers_table import answer_of

    write_out(common, json.dumps(answer_of(name).json_schema(), indent=2, ensure_ascii=False) + "\n")
    return 0
