"""The questions that take a while: a form each, filled in by its address, and the start of its job."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from headframe.ground.errors import InputRefused
from headframe.ground.period import Period
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.scenarios import scenarios
from headframe.web.ask import known_only
from headframe.web.long_page import LongPage, filled, line_of
from headframe.web.long_table import LONG_PAGES
from headframe.web.posting import checked_form, explained, state_of, task_of
from headframe.web.questions import headed, questions

FORM_BYTES = 20_000
DAY = "as_of"
Handler = Callable[[Request], Awaitable[Response]]


def _form(page: LongPage) -> Handler:
    @explained
    async def form(request: Request) -> Response:
        """Show the form, with what the address fills in."""
        ticker = find_company(str(request.path_params["company"])).ticker
        names = (DAY, *(each.name for each in page.fields if each.kind != "file"))
        given = dict(known_only(tuple(request.query_params.multi_items()), names))
        asked = Period.parse(given[DAY]).end if DAY in given else None
        return state_of(request).forms.page(
            request,
            "long.html.j2",
            title=headed(ticker, page.title),
            page=page,
            fields=filled(page, given),
            scenarios=[each.name for each in scenarios()],
            line=line_of(page, ticker, given),
            ticker=ticker,
            asked=asked,
            verbs=questions(),
        )

    return form


def _start(page: LongPage) -> Handler:
    @explained
    async def start(request: Request) -> Response:
        """Start the job and lead to its page."""
        state = state_of(request)
        ticker = find_company(str(request.path_params["company"])).ticker
        most = state.settings.limits.workbook_bytes if page.takes_file else FORM_BYTES
        owner, found = await checked_form(request, most, page.endings)
        if page.takes_file and not found.data:
            raise InputRefused("no file of closes was handed in", where="file", next="choose a CSV of daily closes")
        day = found.fields.pop(DAY, "").strip()
        fields = page.checked(found.fields) | {DAY: Period.parse(day).end.isoformat() if day else ""}
        found.fields.clear()
        found.fields.update(fields | {"company": ticker})
        job = state.jobs.add(owner, line_of(page, ticker, fields), await task_of(request, page.name, found))
        return RedirectResponse(f"/jobs/{job.id}", 303)

    return start


routes = [
    route
    for page in LONG_PAGES.values()
    for route in (
        Route(f"/c/{{company}}/{page.name}", _form(page), methods=["GET"]),
        Route(f"/c/{{company}}/{page.name}", _start(page), methods=["POST"]),
    )
]
