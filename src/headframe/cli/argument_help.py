"""The words beside positional arguments: Click 8.5 keeps them in a field of its own, which Typer leaves empty."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, get_args

import typer
from typer.main import get_command
from typer.models import ArgumentInfo


def with_argument_help(app: typer.Typer) -> Any:
    """Return an application's command, each positional argument with the help that its verb gives it."""
    whole = get_command(app)
    for verb in app.registered_commands:
        told = dict(_told(verb.callback))
        for parameter in whole.commands[verb.name].params:  # type: ignore[attr-defined]
            if parameter.name in told:
                parameter.help = told[parameter.name]
    return whole


def _told(command: Any) -> Iterator[tuple[str, str]]:
    """Yield (parameter, help) of a verb's positional arguments."""
    for name, parameter in inspect.signature(command).parameters.items():
        for said in get_args(parameter.annotation)[1:]:
            if isinstance(said, ArgumentInfo) and said.help:
                yield name, said.help
