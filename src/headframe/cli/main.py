"""The door: finds the verb, runs it alone, and turns failures into four sentences and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

from headframe.cli.verbs_table import VERBS, Verb, help_page, verb
from headframe.ground.errors import HeadframeError, UsageProblem

if TYPE_CHECKING:
    import typer

INTERRUPTED = 130
BUG = 70
COMPLETION = ("--install-completion", "--show-completion")


def run() -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    as_json = _wants_json(arguments)
    try:
        return _dispatch(list(arguments))
    except HeadframeError as problem:
        _report(problem, as_json)
        return problem.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        _report(_bug(error), as_json)
        if "-v" in arguments:
            raise
        return BUG


def _dispatch(arguments: list[str]) -> int:
    if any(name.startswith("_HEADFRAME_COMPLETE") for name in os.environ) or set(arguments[:1]) & set(COMPLETION):
        return _call(_whole_app(), arguments)
    if not arguments or arguments[0] in ("--help", "-h", "help"):
        sys.stdout.write(help_page())
        return 0
    if arguments[0] == "--version":
        return _version()
    found = verb(arguments[0])
    if found is None:
        raise _unknown_verb(arguments[0])
    return _call(_app_of([found]), arguments)


def _app_of(verbs: Sequence[Verb]) -> typer.Typer:
    import typer

    app = typer.Typer(
        name="headframe", add_completion=len(verbs) > 1, no_args_is_help=True, pretty_exceptions_enable=False
    )
    app.callback()(_top)
    for known in verbs:
        app.command(known.name, rich_help_panel=known.panel, short_help=known.summary)(
            import_module(known.module).command
        )
    return app


def _top() -> None:
    """What listed bitcoin miners reported, what it adds up to, and what it means."""


def _whole_app() -> typer.Typer:
    return _app_of(VERBS)


def _call(app: typer.Typer, arguments: list[str]) -> int:
    from headframe.cli.argument_help import with_argument_help

    try:
        answer = with_argument_help(app)(args=arguments, prog_name="headframe", standalone_mode=False)
    except HeadframeError:
        raise
    except Exception as error:
        # Typer's usage errors carry a message and an exit code; which module they live in changes between versions.
        if hasattr(error, "format_message"):
            raise UsageProblem(
                error.format_message(), where=" ".join(arguments[:1]), next=f"headframe {arguments[0]} --help"
            ) from error
        if type(error).__name__ in ("Abort", "Exit"):
            return int(getattr(error, "exit_code", 1))
        raise
    return answer if isinstance(answer, int) else 0


def _version() -> int:
    from headframe.record.schema_version import SCHEMA_VERSION
    from headframe.record.snapshot_stamp import COMPILED_ON
    from headframe.version import __version__

    sys.stdout.write(f"headframe {__version__} · record schema {SCHEMA_VERSION} · snapshot {COMPILED_ON}\n")
    return 0


def _unknown_verb(name: str) -> UsageProblem:
    if name.startswith("-"):
        return UsageProblem(f"'{name[:60]}' stands before the verb", next="write the verb first: headframe brief RIOT")
    near = get_close_matches(name, [known.name for known in VERBS], n=3, cutoff=0.5)
    offer = f"did you mean {', '.join(near)}? " if near else ""
    return UsageProblem(f"'{name[:60]}' is no verb", next=f"{offer}`headframe --help` lists them")


def _wants_json(arguments: Sequence[str]) -> bool:
    return "--form=json" in arguments or ("--form", "json") in pairwise(arguments)


def _report(problem: HeadframeError, as_json: bool) -> None:
    if as_json:
        import json

        sys.stderr.write(json.dumps(problem.to_json(), ensure_ascii=False) + "\n")
        return
    sys.stderr.write(f"{problem.what}" + (f" ({problem.where})" if problem.where else "") + "\n")
    if problem.why:
        sys.stderr.write(f"  why   {problem.why}\n")
    if problem.next:
        sys.stderr.write(f"  next  {problem.next}\n")


def _bug(error: Exception) -> HeadframeError:
    return HeadframeError(
        f"a bug: {type(error).__name__}: {error}",
        why="this should never happen, and no number of this run can be trusted",
        next="run it again with -v and report what it prints",
    )
