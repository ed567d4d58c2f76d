"""Documents: read one, see what would become of each number, then take it in; and the receipts of what was."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from headframe.ground.errors import InputRefused
from headframe.record.record import Record
from headframe.vocabulary.fact import Witness
from headframe.web.guards import response_of
from headframe.web.posting import checked_form, explained, state_of, task_of
from headframe.web.uploads import Posted

if TYPE_CHECKING:
    from headframe.record.append_log import AppendLine

ENDINGS = (".htm", ".html", ".xhtml", ".xml", ".txt", ".pdf", ".md")
SMALL_FORM_BYTES = 4_000


@explained
async def listed(request: Request) -> Response:
    """Show what was taken in, and the form."""
    state = state_of(request)
    return state.forms.page(
        request,
        "documents.html.j2",
        title="Documents and receipts",
        lines=await asyncio.to_thread(_lines, state.record),
        writable=state.record.url is not None,
        endings=",".join(ENDINGS),
        witnesses=[witness.value for witness in Witness],
    )


@explained
async def read(request: Request) -> Response:
    """Show the facts in a document, and hold it for being taken in."""
    state = state_of(request)
    owner, found = await checked_form(request, state.settings.limits.document_bytes, ENDINGS)
    if not found.data:
        raise InputRefused("there is no document", where="file", next="choose a file")
    word = state.tray.put(owner, await task_of(request, "documents", found))
    fields = found.fields | {"word": word, "form_token": state.forms.token(owner), "step": "read"}
    fields["writable"] = "yes" if state.record.url is not None else ""
    task = await task_of(request, "documents", Posted(fields, found.file_name, found.data))
    return response_of(await state.kitchen.make(task))


@explained
async def taken_in(request: Request) -> Response:
    """Take a document that was read into the record."""
    state = state_of(request)
    owner, found = await checked_form(request, SMALL_FORM_BYTES)
    held = state.tray.take(found.fields.get("word", ""), owner)
    fields = dict(held.fields) | {"step": "ingest"}
    task = await task_of(request, "documents", Posted(fields, held.file_name, held.data))
    content = await state.kitchen.make(task)
    state.position.moved_by(owner)
    return response_of(content)


def _lines(record: Record) -> list[AppendLine]:
    from headframe.record.append_log import append_log

    return list(reversed(append_log(record).lines)) if record.url is not None else []


routes = [
    Route("/documents", listed, methods=["GET"]),
    Route("/documents/read", read, methods=["POST"]),
    Route("/documents/ingest", taken_in, methods=["POST"]),
]
