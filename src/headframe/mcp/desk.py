"""The desk: takes a tool's name and arguments, and returns an answer or a refusal, never an exception."""

from __future__ import annotations

import json
import sys
import traceback
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from headframe.ground.errors import HeadframeError, NotEnoughData, UsageProblem
from headframe.ground.period import Period
from headframe.mcp.calls import Told
from headframe.mcp.kept import Kept
from headframe.mcp.parameters import SHOWN, checked
from headframe.mcp.tools_table import TOOLS, Tool, tool
from headframe.record.record import Record
from headframe.record.view import View

MOST_CHARACTERS = 300_000
"""Longest answer, as JSON: some tens of thousands of words. More would fill an assistant's memory with one table."""
MOST_VIEWS = 4
"""Views kept with everything computed from them, each some megabytes."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back to the caller: the JSON of an answer, or of a refusal in four sentences."""

    data: dict[str, Any]
    text: str
    note: str = ""
    refused: bool = False


class Desk:
    """A record, and the views of it that were asked for last; `as_of` is the day of calls that name none.

    What takes long is kept in `cache`, or as long as the desk where there is none.
    """

    def __init__(self, record: Record, as_of: date | None = None, cache: Path | None = None) -> None:
        self.record = record
        self.as_of = as_of
        self.kept = Kept(cache)
        self._views: OrderedDict[tuple[date | None, int], View] = OrderedDict()

    def reply(self, name: str, arguments: Mapping[str, Any]) -> Reply:
        """Answer one call. A failure is a reply too: what, where, why, next."""
        try:
            told = self.ask(name, arguments)
            return _reply(told)
        except HeadframeError as problem:
            return refusal(problem)
        except Exception:
            # The caller learns that there is a bug, standard error learns which.
            traceback.print_exc(file=sys.stderr)
            return refusal(_bug(name))

    def ask(self, name: str, arguments: Mapping[str, Any]) -> Told:
        """Return the answer of a tool, and what of it was left out.

        Raises
        ------
        HeadframeError
            For a tool or argument nobody defined, and whatever the tool itself refuses.
        """
        found = tool(name)
        if found is None:
            raise _no_tool(name)
        given = checked(found.takes, arguments)
        as_of = Period.parse(given.pop("as_of")).end if "as_of" in given else self.as_of
        answer = self._call(found, given, as_of)
        return answer if isinstance(answer, Told) else Told(answer)

    def view(self, as_of: date | None = None) -> View:
        """Return what is known through a day; the least used view is forgotten."""
        key = (as_of, self.record.position())
        if key not in self._views:
            self._views[key] = self.record.view(as_of, key[1])
            while len(self._views) > MOST_VIEWS:
                self._views.popitem(last=False)
        self._views.move_to_end(key)
        return self._views[key]

    def _call(self, found: Tool, given: dict[str, Any], as_of: date | None) -> Any:
        if found.reads_record:
            return found.loaded()(self.record, as_of=as_of, **given)
        if found.keeps_runs:
            return found.loaded()(self.view(as_of), self.kept, **given)
        return found.loaded()(self.view(as_of), **given)


def refusal(problem: HeadframeError) -> Reply:
    """Return a failure as a reply."""
    return Reply(problem.to_json(), _json(problem.to_json()), refused=True)


def _reply(told: Told) -> Reply:
    data = told.answer.to_json()
    text = _json(data)
    if len(text) > MOST_CHARACTERS:
        raise NotEnoughData(
            f"the answer has {len(text):,} characters, more than the {MOST_CHARACTERS:,} one reply may have",
            where=told.answer.verb,
            why="an answer cut off in the middle would pass for a whole one",
            next="ask for less: one concept, one section, fewer months, or a smaller `last`",
        )
    return Reply(data, text, told.note)


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _no_tool(name: str) -> UsageProblem:
    known = [one.name for one in TOOLS]
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    offer = f"did you mean {near[0]}? " if near else ""
    return UsageProblem(f"'{name[:SHOWN]}' is no tool", where="name", next=f"{offer}one of {', '.join(known)}")


def _bug(name: str) -> HeadframeError:
    return HeadframeError(
        f"a bug in the tool {name[:SHOWN]}",
        why="this should never happen, and no number can be given",
        next="run the verb of the same name with -v, and report what it prints",
    )
