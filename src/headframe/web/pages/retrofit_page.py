"""Drop a workbook, get the checked copy: a job, since a large model takes a while."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from headframe.ground.errors import InputRefused
from headframe.web.posting import checked_form, explained, state_of, task_of

ENDINGS = (".xlsx",)


async def form(request: Request) -> Response:
    """Show the form."""
    return state_of(request).forms.page(request, "retrofit.html.j2", title="Check a workbook")


@explained
async def started(request: Request) -> Response:
    """Start the job and lead to its page."""
    state = state_of(request)
    owner, found = await checked_form(request, state.settings.limits.workbook_bytes, ENDINGS)
    if not found.data:
        raise InputRefused("there is no workbook", where="file", next="choose an .xlsx file")
    job = state.jobs.add(owner, f"Retrofit of {found.file_name}", await task_of(request, "retrofit", found))
    return RedirectResponse(f"/jobs/{job.id}", 303)


routes = [Route("/retrofit", form, methods=["GET"]), Route("/retrofit", started, methods=["POST"])]
