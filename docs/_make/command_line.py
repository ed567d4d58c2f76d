"""Writes docs/reference/command-line.md from the verbs themselves: `python docs/_make/command_line.py`."""

from __future__ import annotations

import inspect
import typing
from enum import Enum
from importlib import import_module
from pathlib import Path

from headframe.cli.answers_table import ANSWERS
from headframe.cli.verbs_table import PANELS, VERBS, Verb

PAGE = Path(__file__).resolve().parents[1] / "reference" / "command-line.md"
HEAD = """# The command line

```
headframe VERB [ARGUMENTS] [OPTIONS]
```

Made from the verbs themselves. `headframe VERB --help` says the same. Dates are written `2025-11`, `2025-Q4`, `2025`,
`2025-11-30` or, where a span is asked for, `2025-01-01/2025-09-30`. A company is its ticker
or any exact name it has had.

"""
EXIT_CODES = """
## Exit codes

| code | means |
|---|---|
| 0 | answered |
| 1 | findings; only where `--fail-on` asked for it |
| 2 | the question was put wrongly: unknown company, impossible date, unknown option |
| 3 | a file or value was refused; nothing of it was kept |
| 4 | the record cannot answer |
| 5 | the record's file or server, or the file to write, cannot be used |
| 6 | the network failed, or `--offline` was given |
| 70 | a bug: trust no number of that run |
| 130 | interrupted |

Standard output carries the answer and nothing else; messages go to standard error. With `--form json` a failure is JSON
there too: `{"what", "where", "why", "next"}`.

## Where settings come from

`--record` wins over the environment's `HEADFRAME_RECORD`, that over `record = "…"` in `config.toml` in the platform's
configuration folder, that over a file of your own facts in the platform's data folder, if there is one. The packaged
evidence is always there underneath.

EDGAR wants to know who calls. `fetch` takes name and mail address from `HEADFRAME_IDENTITY`, `EDGAR_IDENTITY`, or
`identity = "…"` in `config.toml`, and asks for them only where a person sits at the terminal. No other verb
asks anything.
"""


def page() -> str:
    """Return the page."""
    common = _common()
    parts = [HEAD, "## On every verb\n\n", *(_line(option) for option in common), "\n"]
    for panel in PANELS:
        parts.append(f"## {panel}\n\n")
        parts += [_verb(verb, {option.name for option in common}) for verb in VERBS if verb.panel == panel]
    return "".join(parts).rstrip() + "\n" + EXIT_CODES


class Option(typing.NamedTuple):
    """One argument or option of a verb, as its help has it."""

    name: str
    shown: str
    help: str
    required: bool
    is_argument: bool


def _options(verb: Verb) -> list[Option]:
    import typer

    found = []
    for parameter in inspect.signature(import_module(verb.module).command).parameters.values():
        kind, info = typing.get_args(parameter.annotation)[:2]
        help_text = " ".join((info.help or "").split())
        required = parameter.default is inspect.Parameter.empty
        if isinstance(info, typer.models.ArgumentInfo):
            found.append(Option(parameter.name, info.metavar or parameter.name.upper(), help_text, required, True))
            continue
        said = [name for name in (info.default, *(info.param_decls or ())) if isinstance(name, str)]
        name = max(said, key=len, default="--" + parameter.name.replace("_", "-"))
        words = "" if kind is bool else f" {info.metavar or _choices(kind)}"
        found.append(Option(name, name + words, help_text, required, False))
    return found


def _choices(kind: typing.Any) -> str:
    return "|".join(member.value for member in kind) if isinstance(kind, type) and issubclass(kind, Enum) else "VALUE"


def _common() -> list[Option]:
    shared = [option for option in _options(VERBS[0]) if not option.is_argument]
    names = [{option.name for option in _options(verb)} for verb in VERBS]
    kept = [option for option in shared if all(option.name in known for known in names)]
    form = {"shown": "--form FORM", "help": "How to print it."}
    return [option._replace(**form) if option.name == "--form" else option for option in kept]


def _verb(verb: Verb, common: set[str]) -> str:
    options = _options(verb)
    own = [option for option in options if option.name not in common]
    arguments = [option.shown if option.required else f"[{option.shown}]" for option in own if option.is_argument]
    text = inspect.getdoc(import_module(verb.module).command) or verb.summary
    parts = [f"### {verb.name}\n\n`{' '.join(['headframe', verb.name, *arguments])}`\n\n{text}\n\n"]
    parts += [_line(option) for option in own]
    form = next((option.shown for option in options if option.name == "--form"), "")
    if form:
        parts.append(f"- `{form}`: the first is the default.\n")
    if verb.name in ANSWERS:
        parts.append(f"- JSON: schema `headframe.{verb.name}`, printed by `headframe schema {verb.name}`.\n")
    return "".join(parts) + "\n"


def _line(option: Option) -> str:
    return f"- `{option.shown}`: {option.help}\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), "utf-8")
