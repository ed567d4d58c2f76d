"""Worlds around curves that a reader pastes: a form, and the start of its job."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from headframe.ground.errors import InputRefused
from headframe.ground.period import Period
from headframe.vocabulary.scenarios import scenarios
from headframe.web.curves_table import CURVES, CURVES_PAGE
from headframe.web.long_page import filled, line_of
from headframe.web.posting import checked_form, explained, state_of, task_of
from headframe.web.uploads import Posted

FORM_BYTES = 300_000
"""Thirty years of months are a few kilobytes each."""
ADDRESS, DAY = "/worlds/curves", "as_of"


async def form(request: Request) -> Response:
    """Show the form."""
    return state_of(request).forms.page(
        request,
        "curves.html.j2",
        title=CURVES_PAGE.title,
        page=CURVES_PAGE,
        fields=filled(CURVES_PAGE, {}),
        scenarios=[each.name for each in scenarios()],
        asked=None,
    )


@explained
async def started(request: Request) -> Response:
    """Start the job and lead to its page."""
    state = state_of(request)
    owner, found = await checked_form(request, FORM_BYTES)
    day = found.fields.pop(DAY, "").strip()
    fields = CURVES_PAGE.checked(found.fields) | {DAY: Period.parse(day).end.isoformat() if day else ""}
    if not any(fields[name] for name in CURVES):
        raise InputRefused("no curve was handed in", where="curves", next="paste one of the three, or ask for /worlds")
    line = line_of(CURVES_PAGE, "", fields)
    job = state.jobs.add(owner, line, await task_of(request, CURVES_PAGE.name, Posted(fields, "", b"")))
    return RedirectResponse(f"/jobs/{job.id}", 303)


routes = [Route(ADDRESS, form, methods=["GET"]), Route(ADDRESS, started, methods=["POST"])]
