"""The application: pages, files and the door before them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import import_module

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from headframe.record.record import Record
from headframe.web.ask import Ask
from headframe.web.cache import PageCache
from headframe.web.forms import Forms
from headframe.web.guards import Guards, form_of, response_of
from headframe.web.jobs_running import Jobs
from headframe.web.kitchen import Kitchen
from headframe.web.pages_table import FORM_PAGES, READ_PAGES
from headframe.web.position import Position
from headframe.web.problem import Refused, problem_content
from headframe.web.reading import reading
from headframe.web.settings import WebSettings
from headframe.web.shelf import Shelf
from headframe.web.state import State
from headframe.web.static_files import static_file
from headframe.web.tokens import Entry, tokens_of
from headframe.web.tray import Tray
from headframe.web.warm import keep_warm


def make_app(
    record: Record, settings: WebSettings, kitchen: Kitchen, on_start: Callable[[State], None] | None = None
) -> Starlette:
    """Return the application on a record.

    Parameters
    ----------
    record : Record
        What is shown, and appended to.
    settings : WebSettings
        How the server was started.
    kitchen : Kitchen
        Where pages are made; closed with the application.
    on_start : callable, optional
        Called once it answers.
    """
    entry = Entry(lambda: tokens_of(record))
    state = State(
        settings=settings,
        record=record,
        kitchen=kitchen,
        pages=PageCache(settings.limits.kept_bytes),
        position=Position(record),
        entry=entry,
        forms=Forms(),
        jobs=Jobs(record.url),
        tray=Tray(),
        shelf=Shelf(),
    )

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(_warmed(state)) if settings.warms else None
        if on_start is not None:
            on_start(state)
        yield
        if warming is not None:
            warming.cancel()
        state.jobs.close()
        kitchen.close()

    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guards, settings=settings, entry=entry)],
        exception_handlers={HTTPException: _no_page},
        lifespan=lifespan,
    )
    app.state.headframe = state
    return app


def _routes() -> list[BaseRoute]:
    routes: list[BaseRoute] = []
    for form in FORM_PAGES:
        routes += import_module(form.module).routes
    routes += [Route(page.path, reading(page), methods=["GET"], name=page.name) for page in READ_PAGES]
    return [*routes, Route("/static/{name}", static_file, methods=["GET"])]


async def _warmed(state: State) -> None:
    """Make the watchlist as if a reader waited for it, since one soon will; then the other pages ahead."""
    first = asyncio.create_task(_first_page(state))
    try:
        await keep_warm(state)
    finally:
        first.cancel()


async def _first_page(state: State) -> None:
    with contextlib.suppress(Exception):
        # A record that cannot be read now is said on the page that a reader asks for.
        await state.pages.get(Ask("watchlist", position=await state.position.newest()), state.kitchen.make)


async def _no_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    what = {404: "there is no such page", 405: "this page takes nothing in"}.get(status, "this cannot be answered")
    return response_of(
        problem_content(Refused(status, what, where="address", next="go to the watchlist"), form_of(request))
    )
