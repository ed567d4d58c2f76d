"""The way in where the server can be reached from elsewhere: a token, once; then a cookie for twelve hours."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from headframe.web.posting import checked_form, explained, state_of
from headframe.web.problem import Refused
from headframe.web.tokens import COOKIE, HOURS

SMALL_FORM_BYTES = 2_000


async def form(request: Request) -> Response:
    """Ask for the token."""
    return state_of(request).forms.page(request, "enter.html.j2", title="Enter")


@explained
async def entered(request: Request) -> Response:
    """Let in whoever has a token."""
    state = state_of(request)
    _, found = await checked_form(request, SMALL_FORM_BYTES)
    if state.entry.is_closed:
        raise Refused(429, "too many wrong tokens", where="token", next="wait a minute")
    await state.entry.refresh()
    who = state.entry.by_token(found.fields.get("token", "").strip())
    if who is None:
        raise Refused(401, "this is no token of this server", where="token", next="ask whoever started it")
    response = RedirectResponse("/", 303)
    response.set_cookie(
        COOKIE, state.entry.cookie(who), max_age=3600 * HOURS, httponly=True, samesite="strict", path="/"
    )
    return response


routes = [Route("/enter", form, methods=["GET"]), Route("/enter", entered, methods=["POST"])]
