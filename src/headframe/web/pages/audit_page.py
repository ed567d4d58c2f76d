"""Paste or drop an article, and see every claim of it recomputed and marked."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from headframe.web.guards import response_of
from headframe.web.posting import checked_form, explained, state_of, task_of

ENDINGS = (".txt", ".md", ".html", ".htm", ".xhtml")


async def form(request: Request) -> Response:
    """Show the form."""
    return state_of(request).forms.page(request, "audit.html.j2", title="Audit an article", endings=",".join(ENDINGS))


@explained
async def marked(request: Request) -> Response:
    """Answer with the article marked up."""
    state = state_of(request)
    _, found = await checked_form(request, state.settings.limits.article_bytes, ENDINGS)
    return response_of(await state.kitchen.make(await task_of(request, "audit", found)))


routes = [Route("/audit", form, methods=["GET"]), Route("/audit", marked, methods=["POST"])]
