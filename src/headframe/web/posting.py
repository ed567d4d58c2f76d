"""The handler of a page that takes something in: refused in words, or checked and handed to the page's own answer."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from headframe.ground.errors import HeadframeError
from headframe.record.origin import Origin
from headframe.web.forms import FIELD
from headframe.web.guards import form_of, response_of
from headframe.web.problem import problem_content
from headframe.web.state import State
from headframe.web.task import Task
from headframe.web.uploads import Posted, posted

Handler = Callable[[Request], Awaitable[Response]]


def state_of(request: Request) -> State:
    """Return what the server holds."""
    state: State = request.app.state.headframe
    return state


def explained(handler: Handler) -> Handler:
    """Make a handler whose refusals are pages."""

    @functools.wraps(handler)
    async def careful(request: Request) -> Response:
        try:
            return await handler(request)
        except HeadframeError as problem:
            return response_of(problem_content(problem, form_of(request)))

    return careful


async def checked_form(request: Request, most_bytes: int, endings: tuple[str, ...] = ()) -> tuple[str, Posted]:
    """Return which browser handed in what.

    Raises
    ------
    Refused
        Where it is too large, too slow, of another kind, or not from a page of this server.
    """
    state = state_of(request)
    found = await posted(request, most_bytes, state.settings.limits.upload_seconds, endings)
    return state.forms.check(request, found.fields.pop(FIELD, "")), found


async def task_of(request: Request, page: str, found: Posted) -> Task:
    """Return what was handed in as a task for a worker."""
    return Task(
        page=page,
        fields=tuple(sorted(found.fields.items())),
        file_name=found.file_name,
        data=found.data,
        position=await state_of(request).position.newest(),
        now=datetime.now(UTC),
        origin=Origin(request.client.host if request.client else "unknown", getattr(request.state, "who", "")),
    )
