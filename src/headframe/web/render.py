"""From a question to bytes: the page's module is asked, and a failure becomes a page of four sentences."""

from __future__ import annotations

import sys
import traceback
from dataclasses import replace
from functools import cache
from importlib import import_module

from headframe.ground.errors import HeadframeError
from headframe.record.reads import noted
from headframe.web.ask import Ask
from headframe.web.content import Content
from headframe.web.desk import Desk
from headframe.web.pages_table import FORM_PAGES, READ_PAGES, FormPage, ReadPage
from headframe.web.problem import bug_content, problem_content
from headframe.web.task import Task


@cache
def read_pages() -> dict[str, ReadPage]:
    """Return the reading pages by name."""
    return {page.name: page for page in READ_PAGES}


@cache
def form_pages() -> dict[str, FormPage]:
    """Return the pages that take something in by name."""
    return {page.name: page for page in FORM_PAGES}


def render(desk: Desk, asked: Ask | Task) -> Content:
    """Return the answer to a question or to something handed in; never raises."""
    form = form_asked(asked)
    try:
        if isinstance(asked, Ask):
            with noted() as reads:
                read: Content = import_module(read_pages()[asked.page].module).content(desk, asked)
            return replace(read, reads=frozenset(reads))
        answered: Content = import_module(form_pages()[asked.page].answer).answer(desk, asked)
        return answered
    except HeadframeError as problem:
        return problem_content(problem, form)
    except Exception:
        sys.stderr.write(traceback.format_exc())
        return bug_content(form)


def form_asked(asked: Ask | Task) -> str:
    """Return the form in which an answer, or a failure, is wanted."""
    if isinstance(asked, Task):
        return "json" if asked.value("form") == "json" else "html"
    return dict(asked.path).get("form", "json" if asked.page.endswith("_json") else "html")
