"""A company that is in no record: its profile is pasted or dropped, and what lies ahead of it worked out as a job."""

from __future__ import annotations

import shlex
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from headframe.ground.errors import InputRefused
from headframe.ground.period import Period
from headframe.vocabulary.scenarios import scenarios
from headframe.web.content import TOML, Content
from headframe.web.guards import response_of
from headframe.web.long_page import LongPage, filled, line_of
from headframe.web.posting import checked_form, explained, state_of, task_of
from headframe.web.private_table import PRIVATE_FORECAST, PRIVATE_PAGES
from headframe.web.uploads import Posted

PROFILE_BYTES = 200_000
"""A profile is a few kilobytes."""
DAY, PROFILE, PASTED = "as_of", "profile", "my-miner.toml"
Handler = Callable[[Request], Awaitable[Response]]


async def template_file(request: Request) -> Response:
    """Hand out the commented profile to start from."""
    from headframe.economics.profile import template

    return response_of(Content(template().encode(), TOML, file_name=PASTED))


def _form(page: LongPage) -> Handler:
    async def form(request: Request) -> Response:
        """Show the form, with a made-up profile in it."""
        from headframe.economics.profile import template

        return state_of(request).forms.page(
            request,
            "private.html.j2",
            title=page.title,
            page=page,
            questions=PRIVATE_PAGES.values(),
            fields=filled(page, {}),
            scenarios=[each.name for each in scenarios()],
            made_up=template(),
            asked=None,
        )

    return form


def _start(page: LongPage) -> Handler:
    @explained
    async def start(request: Request) -> Response:
        """Start the job and lead to its page."""
        state = state_of(request)
        owner, found = await checked_form(request, PROFILE_BYTES, (".toml",))
        pasted = found.fields.pop(PROFILE, "").replace("\r\n", "\n")
        data, name = (found.data, found.file_name) if found.data else (pasted.encode(), PASTED)
        if not data.strip():
            raise InputRefused("there is no profile", where=PROFILE, next="paste one, or choose a .toml file")
        if len(data) > PROFILE_BYTES:
            raise InputRefused(f"the profile has {len(data):,} bytes", where=PROFILE, next="a few pages are enough")
        day = found.fields.pop(DAY, "").strip()
        fields = page.checked(found.fields) | {DAY: Period.parse(day).end.isoformat() if day else ""}
        line = line_of(page, shlex.quote(name), fields)
        handed = Posted(fields, name, data)
        job = state.jobs.add(owner, line, await task_of(request, page.name, handed))
        return RedirectResponse(f"/jobs/{job.id}", 303)

    return start


routes = [
    Route("/private", _form(PRIVATE_FORECAST), methods=["GET"]),
    Route("/private/template.toml", template_file, methods=["GET"]),
    *(
        route
        for page in PRIVATE_PAGES.values()
        for route in (
            Route(f"/private/{page.typed}", _form(page), methods=["GET"]),
            Route(f"/private/{page.typed}", _start(page), methods=["POST"]),
        )
    ),
]
