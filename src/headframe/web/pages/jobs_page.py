"""A reader's jobs: how far they are, what they found, and a way to end them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from headframe.web.drawing import drawn, found_drawing
from headframe.web.guards import response_of
from headframe.web.jobs_running import Job
from headframe.web.jobs_table import KEEP_BEST
from headframe.web.posting import checked_form, explained, state_of, task_of
from headframe.web.problem import Refused

SMALL_FORM_BYTES = 4_000
EVERY_SECONDS = 0.25
LONGEST_STREAM_SECONDS = 600.0
"""A browser opens the stream anew after that."""
NOTHING_KEPT = "It was ended before there was anything to keep."


async def listed(request: Request) -> Response:
    """Show a reader's jobs."""
    state = state_of(request)
    jobs = state.jobs.of(state.forms.reader(request))
    return state.forms.page(request, "jobs.html.j2", title="Jobs", jobs=jobs)


@explained
async def shown(request: Request) -> Response:
    """Show one job."""
    state = state_of(request)
    job = _job(request)
    return state.forms.page(
        request,
        "job.html.j2",
        title=job.title,
        job=job,
        over=job.stage.is_over,
        last=job.told[-1] if job.told else None,
        ending=job.is_ending,
        keeps_best=job.task.page in KEEP_BEST,
        nothing_kept=NOTHING_KEPT,
        outcome_html=Markup(job.outcome.html) if job.outcome else "",
    )


@explained
async def events(request: Request) -> Response:
    """Tell how far a job is, as server-sent events, until it is over."""
    return StreamingResponse(_told(request, _job(request)), media_type="text/event-stream")


@explained
async def as_data(request: Request) -> Response:
    """Tell how far a job is, once, as JSON."""
    return Response(json.dumps(_state(_job(request))), media_type="application/json")


@explained
async def file(request: Request) -> Response:
    """Hand out one of the files that a job made."""
    job, at = _job(request), int(request.path_params["at"])
    files = job.outcome.files if job.outcome else ()
    if at >= len(files):
        raise Refused(404, "this job made no such file", where="address", next="go back to its page")
    return response_of(files[at])


@explained
async def chart(request: Request) -> Response:
    """Draw one of the pictures that a job found."""
    job = _job(request)
    named = request.path_params
    found = found_drawing(job.outcome.drawings if job.outcome else (), named["name"], job.title)
    tone = request.query_params.get("tone", "")
    content = await asyncio.to_thread(drawn, found.specification, named["form"], tone)
    response = response_of(content)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@explained
async def cancelled(request: Request) -> Response:
    """Give a job up."""
    state = state_of(request)
    _, found = await checked_form(request, SMALL_FORM_BYTES)
    job = _job(request)
    state.jobs.cancel(job, at_once=bool(found.fields.get("at_once")))
    return RedirectResponse(f"/jobs/{job.id}", 303)


@explained
async def balanced(request: Request) -> Response:
    """Start balancing every company."""
    state = state_of(request)
    owner, found = await checked_form(request, SMALL_FORM_BYTES)
    job = state.jobs.add(owner, "Balanced estimate of every company", await task_of(request, "balanced", found))
    return RedirectResponse(f"/jobs/{job.id}", 303)


def _job(request: Request) -> Job:
    state = state_of(request)
    return state.jobs.find(request.path_params["id"], state.forms.reader(request))


def _state(job: Job) -> dict[str, object]:
    last = job.told[-1] if job.told else None
    return {
        "stage": job.stage.value,
        "over": job.stage.is_over,
        "ending": job.is_ending,
        "seconds": round(job.seconds, 1),
        "words": last.words if last else "",
        "done": last.done if last else None,
        "numbers": [list(pair) for pair in last.numbers] if last else [],
    }


async def _told(request: Request, job: Job) -> AsyncIterator[str]:
    said = ""
    for _ in range(int(LONGEST_STREAM_SECONDS / EVERY_SECONDS)):
        now = json.dumps(_state(job))
        if now != said:
            said = now
            yield f"data: {now}\n\n"
        if job.stage.is_over or await request.is_disconnected():
            return
        await asyncio.sleep(EVERY_SECONDS)


routes = [
    Route("/jobs", listed, methods=["GET"]),
    Route("/jobs/balanced", balanced, methods=["POST"]),
    Route("/jobs/{id}.json", as_data, methods=["GET"]),
    Route("/jobs/{id}", shown, methods=["GET"]),
    Route("/jobs/{id}/events", events, methods=["GET"]),
    Route("/jobs/{id}/files/{at:int}", file, methods=["GET"]),
    Route("/jobs/{id}/charts/{name}.{form}", chart, methods=["GET"]),
    Route("/jobs/{id}/cancel", cancelled, methods=["POST"]),
]
