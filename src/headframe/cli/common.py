"""The options that every verb has, read once, and how an answer leaves the program."""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

from headframe.cli.settings import configured_record, default_record_path
from headframe.ground.errors import RecordProblem, UsageProblem
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.record.view import View
from headframe.vocabulary.answer import Answer

A = TypeVar("A", bound=Answer)

RecordOption = Annotated[
    str | None,
    typer.Option(
        "--record", metavar="FILE|URL", help="Your own facts: a SQLite file, or postgresql://… for a shared one."
    ),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="What was known through the end of this day (UTC).")
]
OutOption = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to a file instead.")]
OfflineOption = Annotated[bool, typer.Option("--offline", help="Never use the network.")]
VerboseOption = Annotated[bool, typer.Option("-v", help="Show where a failure comes from.")]


@dataclass(frozen=True, slots=True)
class Common:
    """The shared options of one call."""

    record_url: str | None
    as_of: date | None
    form: str
    out: Path | None
    offline: bool
    verbose: bool

    def record(self) -> Record:
        """Return the record: the one named, the configured one, or the user's own file where there is one."""
        return Record(self.record_url)

    def view(self) -> View:
        """Return what the record knew on the asked day."""
        return self.record().view(self.as_of)


def verb(*forms: str) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Make a function of (common, …) a command: the shared options are added and handed over as one value.

    Parameters
    ----------
    *forms : str
        The forms this verb prints, the default first.
    """

    def decorate(function: Callable[..., int | None]) -> Callable[..., int | None]:
        hints = get_type_hints(function, include_extras=True)
        own = [
            parameter.replace(annotation=hints[name])
            for name, parameter in list(inspect.signature(function).parameters.items())[1:]
        ]

        @functools.wraps(function)
        def command(**given: Any) -> int | None:
            common = Common(
                record_url=_record_url(given.pop("record")),
                as_of=_day(given.pop("as_of")),
                form=_form(given.pop("form"), forms),
                out=_out(given.pop("out")),
                offline=given.pop("offline"),
                verbose=given.pop("verbose"),
            )
            return function(common, **given)

        shared = [_option(name, kind, default) for name, kind, default in _shared(forms)]
        signature = inspect.Signature([*own, *shared])
        command.__signature__ = signature  # type: ignore[attr-defined]
        command.__annotations__ = {name: parameter.annotation for name, parameter in signature.parameters.items()}
        return command

    return decorate


def emit(common: Common, answer: A, forms: Mapping[str, Callable[[A], str]]) -> int:
    """Print an answer in the asked form, to standard output or the named file; return exit code 0."""
    text = json_text(answer) if common.form == "json" else forms[common.form](answer)
    write_out(common, text)
    return 0


def json_text(answer: Answer) -> str:
    """Return an answer's JSON envelope as text."""
    return answer.to_json_text() + "\n"


def write_out(common: Common, text: str | bytes) -> None:
    """Write to standard output, or to the named file: whole or not at all."""
    data = text.encode() if isinstance(text, str) else text
    if common.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    draft = common.out.with_name(common.out.name + ".part")
    try:
        draft.write_bytes(data)
        draft.replace(common.out)
    except OSError as error:
        raise RecordProblem(
            f"{common.out.name} could not be written",
            where=str(common.out),
            why=str(error.strerror or error),
            next="name a file in a folder that is there and may be written to",
        ) from error
    sys.stderr.write(f"wrote {common.out}\n")


def _shared(forms: tuple[str, ...]) -> list[tuple[str, Any, Any]]:
    said = Annotated[
        str | None, typer.Option("--form", metavar="|".join(forms), help=f"How to print it (default {forms[0]}).")
    ]
    return [
        ("record", RecordOption, None),
        ("as_of", AsOfOption, None),
        ("form", said, None),
        ("out", OutOption, None),
        ("offline", OfflineOption, False),
        ("verbose", VerboseOption, False),
    ]


def _option(name: str, kind: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _record_url(given: str | None) -> str | None:
    named = given or os.environ.get("HEADFRAME_RECORD") or configured_record() or str(default_record_path())
    return named if "://" in named else str(Path(named).expanduser())


def _out(given: Path | None) -> Path | None:
    """Return the file to write, refused before anything is computed where it cannot be one."""
    if given is not None and given.is_dir():
        raise UsageProblem(f"{given} is a folder", where="--out", next="name a file in it")
    if given is not None and not given.parent.is_dir():
        raise UsageProblem(f"there is no folder {given.parent}", where="--out", next="make it first, or name another")
    return given


def _day(text: str | None) -> date | None:
    return None if text is None else Period.parse(text).end


SAME_FORM = {"table": "terminal", "terminal": "table"}
"""Two words for the form a terminal shows: every verb takes either."""


def _form(given: str | None, forms: tuple[str, ...]) -> str:
    if given is None:
        return forms[0]
    if given in SAME_FORM and SAME_FORM[given] in forms:
        return SAME_FORM[given]
    if given not in forms:
        raise UsageProblem(f"this verb has no form '{given[:40]}'", where="--form", next=f"one of {', '.join(forms)}")
    return given
