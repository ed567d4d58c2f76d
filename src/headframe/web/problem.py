"""Failures as pages: what, where, why, next. Nothing of the machine is shown: no path, no trace, no address."""

from __future__ import annotations

import json

from headframe.ground.errors import (
    HeadframeError,
    InputRefused,
    NetworkProblem,
    NotEnoughData,
    RecordProblem,
    UsageProblem,
)
from headframe.web.content import HTML, JSON, Content
from headframe.web.templates import html_of

STATUS: dict[type[HeadframeError], int] = {
    UsageProblem: 400,
    InputRefused: 422,
    NotEnoughData: 404,
    RecordProblem: 503,
    NetworkProblem: 502,
}
TEXT = "text/plain; charset=utf-8"
NO_FILE = ("json", "csv", "svg")


class Refused(HeadframeError):
    """A request that the door turns away, with its HTTP status."""

    def __init__(self, status: int, what: str, *, where: str = "", why: str = "", next: str = "") -> None:
        super().__init__(what, where=where, why=why, next=next)
        self.status = status


def problem_content(problem: HeadframeError, form: str = "html") -> Content:
    """Return a failure in the form that was asked for."""
    status = problem.status if isinstance(problem, Refused) else STATUS.get(type(problem), 500)
    said = problem.to_json()
    if isinstance(problem, RecordProblem):
        said |= {"where": "the record", "why": "", "next": "`headframe doctor` says more on the machine that serves it"}
    return said_content(said, status, form)


def bug_content(form: str = "html") -> Content:
    """Return what a reader sees of a bug: that it is one. The trace goes to standard error."""
    said = {
        "what": "a bug: this page could not be made",
        "where": "",
        "why": "this should never happen, and no number was shown",
        "next": "whoever started the server sees in its terminal what went wrong",
    }
    return said_content(said, 500, form)


def said_content(said: dict[str, str], status: int, form: str) -> Content:
    """Return four sentences as a page, JSON or text."""
    if form == "json":
        return Content((json.dumps(said, ensure_ascii=False) + "\n").encode(), JSON, status)
    if form in NO_FILE:
        return Content("".join(f"{key}: {text}\n" for key, text in said.items() if text).encode(), TEXT, status)
    return Content(html_of("problem.html.j2", title=said["what"], said=said, status=status).encode(), HTML, status)
