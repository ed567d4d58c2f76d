"""The server: the desk's tools spoken as the Model Context Protocol, by the official SDK."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import anyio
from mcp import types
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import McpError

from headframe.ground.errors import UsageProblem
from headframe.mcp.completion import completions
from headframe.mcp.desk import Desk, Reply, refusal
from headframe.mcp.schemas import input_schema, output_schema
from headframe.mcp.tools_table import TOOLS, Tool
from headframe.record.record import Record
from headframe.version import __version__

T = TypeVar("T")
SCHEME = "headframe"
TEMPLATE = f"{SCHEME}://facts/{{company}}/{{concept}}"
LISTS = ("companies", "concepts")
JSON = "application/json"
NOT_FOUND = -32002
"""The protocol's code for a resource that is not there."""
INSTRUCTIONS = """Headframe answers about listed bitcoin miners from dated, sourced figures. All tools only read.
Every figure carries value, low and high (all it can stand for), unit, badge, known_at, and its sources or formula:
reported (a source prints it), derived (computed from such), estimated, disputed (sources or checks disagree).
{"missing": reason} is a gap, never zero. Quote a figure with its unit, day and badge, and explain it with `why`.
`as_of` asks what was known through a day. Labels match exactly; a refusal offers the nearest ones.
Nothing here is investment advice."""
READS = types.ToolAnnotations(readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False)


def build_server(record: Record, as_of: date | None = None, cache: Path | None = None) -> Server[Any, Any]:
    """Return a server over a record; nothing is read from it before the first call.

    Parameters
    ----------
    record : Record
        What is answered from.
    as_of : date, optional
        The day of calls that name none; without it, all that is known.
    cache : Path, optional
        Where plans, tuned rules and compiled code are kept; without it, nowhere beyond the session.
    """
    server: Server[Any, Any] = Server("headframe", version=__version__, instructions=INSTRUCTIONS)
    door = _Door(Desk(record, as_of, cache))
    server.request_handlers |= {
        types.ListToolsRequest: door.tools,
        types.CallToolRequest: door.call,
        types.ListResourcesRequest: door.resources,
        types.ListResourceTemplatesRequest: door.templates,
        types.ReadResourceRequest: door.read,
        types.CompleteRequest: door.complete,
    }
    return server


class _Door:
    """One handler a request. Work is done in a thread, one at a time, so that pings are answered meanwhile."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._one = anyio.CapacityLimiter(1)

    async def _work(self, function: Callable[[], T]) -> T:
        return await anyio.to_thread.run_sync(function, limiter=self._one)

    async def tools(self, _: types.ListToolsRequest) -> types.ServerResult:
        found = await self._work(lambda: [_described(one) for one in TOOLS])
        return types.ServerResult(types.ListToolsResult(tools=found))

    async def call(self, request: types.CallToolRequest) -> types.ServerResult:
        asked = request.params
        reply = await self._work(lambda: self.desk.reply(asked.name, asked.arguments or {}))
        return types.ServerResult(_result(reply))

    async def resources(self, _: types.ListResourcesRequest) -> types.ServerResult:
        return types.ServerResult(types.ListResourcesResult(resources=[_listed(name) for name in LISTS]))

    async def templates(self, _: types.ListResourceTemplatesRequest) -> types.ServerResult:
        words = "The figures of one concept of one company, by period: company is a ticker or an exact name."
        made = types.ResourceTemplate(uriTemplate=TEMPLATE, name="facts", description=words, mimeType=JSON)
        return types.ServerResult(types.ListResourceTemplatesResult(resourceTemplates=[made]))

    async def read(self, request: types.ReadResourceRequest) -> types.ServerResult:
        uri = request.params.uri
        reply = await self._work(lambda: self._resource(str(uri)))
        if reply.refused:
            raise McpError(types.ErrorData(code=NOT_FOUND, message=reply.data["what"], data=reply.data))
        content = types.TextResourceContents(uri=uri, mimeType=JSON, text=reply.text)
        return types.ServerResult(types.ReadResourceResult(contents=[content]))

    async def complete(self, request: types.CompleteRequest) -> types.ServerResult:
        asked = request.params
        known = (asked.context.arguments or {}) if asked.context else {}
        values = await self._work(
            lambda: completions(self.desk.view(self.desk.as_of), asked.argument.name, asked.argument.value, known)
        )
        made = types.Completion(values=values, total=len(values), hasMore=False)
        return types.ServerResult(types.CompleteResult(completion=made))

    def _resource(self, uri: str) -> Reply:
        """Return what an address names: a list, or the facts of one concept. No address leads to a file."""
        parts = urlsplit(uri)
        words = [unquote(part) for part in parts.path.split("/") if part]
        if parts.scheme == SCHEME and parts.netloc in LISTS and not words:
            return self.desk.reply(parts.netloc, {})
        if parts.scheme == SCHEME and parts.netloc == "facts" and len(words) == 2:
            return self.desk.reply("facts", {"company": words[0], "concept": words[1]})
        known = ", ".join([*(f"{SCHEME}://{name}" for name in LISTS), TEMPLATE])
        return refusal(UsageProblem(f"'{uri[:80]}' is no address here", where="uri", next=f"one of {known}"))


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.words,
        inputSchema=input_schema(tool),
        outputSchema=output_schema(tool),
        annotations=READS,
    )


def _result(reply: Reply) -> types.CallToolResult:
    texts = [reply.text, reply.note] if reply.note else [reply.text]
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text) for text in texts],
        structuredContent=reply.data,
        isError=reply.refused,
    )


def _listed(name: str) -> types.Resource:
    words = next(one.words for one in TOOLS if one.name == name)
    return types.Resource.model_validate(
        {"uri": f"{SCHEME}://{name}", "name": name, "description": words, "mimeType": JSON}
    )
