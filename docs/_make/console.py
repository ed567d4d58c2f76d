"""The examples of the documentation: found in its pages, run, compared, and brought up to date.

A page's fenced blocks are read in order and share one working folder:

- `console`: each line after `$ ` is a command (`headframe …` or `echo $?`), and what follows is what it prints. A line
  `...` stands for any lines left out, and `...` inside a line for any characters.
- `python`: run as it stands, in one namespace a page.
- any block after a line `<!-- file: NAME -->`: written to that file.

`python docs/_make/console.py` rewrites what is shown to what the program prints now, keeping what was left out.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE_MARK = re.compile(r"<!-- file: ([\w.-]+) -->\s*\Z")
LEFT_OUT = "..."
ALIKE = 0.6
"""Below this likeness, a shown line has no successor among the printed ones: it stays, for a person to look at."""


@dataclass(frozen=True)
class Block:
    """One fenced block of a page."""

    kind: str
    body: str
    start: int
    end: int
    file: str | None


@dataclass(frozen=True)
class Command:
    """One command of a console block and the lines shown under it."""

    line: str
    shown: tuple[str, ...]


def pages() -> list[Path]:
    """Return every page whose examples are run."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of a page."""
    for match in FENCE.finditer(text):
        mark = FILE_MARK.search(text[: match.start()])
        yield Block(match[1], match[2], match.start(2), match.end(2), mark[1] if mark else None)


def commands(body: str) -> Iterator[Command]:
    """Yield the commands of a console block."""
    line, shown = "", []
    for text in body.splitlines():
        if text.startswith("$ "):
            if line:
                yield Command(line, tuple(shown))
            line, shown = text[2:], []
        else:
            shown.append(text)
    if line:
        yield Command(line, tuple(shown))


class Shell:
    """Runs the commands of one page in a folder, and keeps the last exit code for `echo $?`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = 0
        self.names: dict[str, object] = {"__name__": "__page__"}

    def run(self, line: str) -> list[str]:
        """Return the lines a command prints, its messages after its answer."""
        from headframe.cli.main import main

        if line == "echo $?":
            return [str(self.code)]
        words = shlex.split(line)
        if words[0] != "headframe":
            raise ValueError(f"an example runs headframe or echo $?, not: {line}")
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            self.code = main(words[1:])
        out.seek(0)
        return [*out.read().splitlines(), *err.getvalue().splitlines()]

    def run_python(self, body: str) -> None:
        """Run a Python block; what it prints goes nowhere."""
        code = compile(body, "<example>", "exec")
        quiet = contextlib.redirect_stdout(io.StringIO())
        # In a thread of its own: an example with asyncio needs one without a running loop.
        with contextlib.chdir(self.folder), quiet, ThreadPoolExecutor(1) as pool:
            pool.submit(exec, code, self.names).result()


def matches(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Say whether what is shown is what was printed, the parts left out aside."""
    if not any(line.strip() for line in shown):
        return True
    pattern = ""
    for line in _trimmed(shown):
        if line == LEFT_OUT:
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*?".join(re.escape(part) for part in line.split(LEFT_OUT)) + r"\n"
    return re.fullmatch(pattern, "\n".join(_trimmed(tuple(printed))) + "\n") is not None


def renewed(shown: tuple[str, ...], printed: list[str]) -> list[str]:
    """Return the shown lines as they are printed now, with the same parts left out."""
    found, at = [], 0
    printed = _trimmed(tuple(printed))
    for line in _trimmed(shown):
        if line == LEFT_OUT:
            found.append(LEFT_OUT)
            continue
        likeness = [SequenceMatcher(None, line, other, autojunk=False).ratio() for other in printed[at:]]
        if not likeness or max(likeness) < ALIKE:
            found.append(line)
            continue
        best = at + likeness.index(max(likeness))
        if best > at and (not found or found[-1] != LEFT_OUT):
            found.append(LEFT_OUT)
        found.append(line if LEFT_OUT in line and matches((line,), [printed[best]]) else printed[best])
        at = best + 1
    return found


def _trimmed(lines: tuple[str, ...]) -> list[str]:
    kept = [line.rstrip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def renew_page(path: Path, folder: Path) -> bool:
    """Bring a page's console blocks up to date; say whether anything changed."""
    text = path.read_text("utf-8")
    shell, made, at = Shell(folder), [], 0
    for block in blocks(text):
        if block.file:
            (folder / block.file).write_text(block.body, "utf-8")
        elif block.kind == "python":
            shell.run_python(block.body)
        elif block.kind == "console":
            lines = []
            for command in commands(block.body):
                printed = shell.run(command.line)
                kept = command.shown if matches(command.shown, printed) else renewed(command.shown, printed)
                lines += [f"$ {command.line}", *kept]
            made += [text[at : block.start], "\n".join(lines) + "\n"]
            at = block.end
    new = "".join([*made, text[at:]])
    path.write_text(new, "utf-8")
    return new != text


def main() -> None:
    """Bring every page, or the named ones, up to date."""
    asked = [Path(name).resolve() for name in sys.argv[1:]] or pages()
    for path in asked:
        with tempfile.TemporaryDirectory() as name:
            for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
                os.environ[variable] = str(Path(name) / "own")
            work = Path(name) / "work"
            work.mkdir()
            if renew_page(path, work):
                sys.stdout.write(f"renewed {path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
