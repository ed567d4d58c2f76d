"""Paste or drop an article, and see every claim of it recomputed and marked, under an address that stays."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from headframe.web.guards import response_of
from headframe.web.posting import checked_form, explained, state_of, task_of
from headframe.web.problem import Refused
from headframe.web.shelf import KEPT, in_form, word_of

ENDINGS = (".txt", ".md", ".html", ".htm", ".xhtml")
DATA = ("json", "csv")


async def form(request: Request) -> Response:
    """Show the form."""
    state = state_of(request)
    return state.forms.page(request, "audit.html.j2", title="Audit an article", endings=",".join(ENDINGS), kept=KEPT)


@explained
async def marked(request: Request) -> Response:
    """Answer with the article marked up, at the address that it is kept under, or with its data at once."""
    state = state_of(request)
    owner, found = await checked_form(request, state.settings.limits.article_bytes, ENDINGS)
    task = await task_of(request, "audit", found)
    word = word_of(owner, task)
    task = replace(task, place=f"/audit/{word}")
    content = await state.kitchen.make(task)
    if content.status != 200 or task.value("form") in DATA:
        return response_of(content)
    state.shelf.put(word, owner, task, content)
    return RedirectResponse(task.place, 303)


@explained
async def kept(request: Request) -> Response:
    """Show an audit again."""
    state = state_of(request)
    return response_of(state.shelf.find(request.path_params["word"], state.forms.reader(request)).content)


@explained
async def kept_data(request: Request) -> Response:
    """Send a kept audit as JSON or CSV, where the record still stands where it was judged."""
    state, wanted = state_of(request), str(request.path_params["form"])
    found = state.shelf.find(request.path_params["word"], state.forms.reader(request))
    if wanted not in DATA:
        raise Refused(404, "there is no such form of it", where="address", next="end it in .json or .csv")
    if await state.position.newest() != found.task.position:
        raise Refused(
            409,
            "the record has moved on since this was judged",
            where="address",
            why="the data would not be those of the page",
            next="audit the article again",
        )
    return response_of(await state.kitchen.make(in_form(found.task, wanted)))


routes = [
    Route("/audit", form, methods=["GET"]),
    Route("/audit", marked, methods=["POST"]),
    Route("/audit/{word}.{form}", kept_data, methods=["GET"]),
    Route("/audit/{word}", kept, methods=["GET"]),
]
