"""The handler of every page that only reads: the question is put together, and its kept or new content sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from headframe.ground.errors import HeadframeError
from headframe.web.ask import Ask, known_only
from headframe.web.guards import form_of, response_of
from headframe.web.pages_table import ReadPage
from headframe.web.problem import problem_content
from headframe.web.state import State

Handler = Callable[[Request], Awaitable[Response]]


def reading(page: ReadPage) -> Handler:
    """Return the handler of a page."""

    async def handler(request: Request) -> Response:
        state: State = request.app.state.headframe
        try:
            reader = state.forms.reader(request)
            position = await (state.position.newest() if page.newest else state.position.shown(reader))
            query = known_only(tuple(request.query_params.multi_items()), page.parameters)
            ask = Ask(page.name, _path(request), query, position)
            ask.as_of  # noqa: B018 - a day that is none is refused here, before anything is computed
            content = await state.pages.get(ask, state.kitchen.make)
        except HeadframeError as problem:
            content = problem_content(problem, form_of(request))
        if content.keeps and request.headers.get("if-none-match") == content.tag:
            return Response(status_code=304, headers={"ETag": content.tag, "Cache-Control": "private, no-cache"})
        response = response_of(content)
        if content.keeps:
            response.headers["ETag"] = content.tag
            response.headers["Cache-Control"] = "private, no-cache"
        return response

    return handler


def _path(request: Request) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(value)) for name, value in request.path_params.items()))
