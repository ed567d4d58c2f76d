"""The door: Host and Origin, the token, and the headers that every answer carries. Plain ASGI, before any page."""

from __future__ import annotations

import sys
import traceback
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from headframe.web.content import Content
from headframe.web.problem import Refused, bug_content, problem_content
from headframe.web.settings import WebSettings
from headframe.web.tokens import Entry

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing but this server's own files, and no code or style inside a page."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: a browser then sends forms with `Origin: null`, which is what another site's would look like.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
CHANGING = ("POST", "PUT", "PATCH", "DELETE")
OPEN_WITHOUT_TOKEN = ("/enter", "/static/headframe.css", "/static/icon.svg", "/static/page.js")


class Guards:
    """Turns strangers away and stamps what leaves."""

    def __init__(self, app: ASGIApp, settings: WebSettings, entry: Entry) -> None:
        self.app = app
        self.settings = settings
        self.entry = entry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refused = self._refusal(request)
        if refused is not None:
            await stamped(response_of(problem_content(refused, form_of(request))), scope, receive, send)
            return
        if not self.settings.is_loopback and request.url.path not in OPEN_WITHOUT_TOKEN:
            who = await self.entry.who(request)
            if who is None:
                await stamped(self.entry.ask(request), scope, receive, send)
                return
            scope.setdefault("state", {})["who"] = who
        await self._answered(scope, receive, send)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer; a bug in it is said as one, with the same headers, and its trace kept here."""
        began = False

        async def watching(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await stamped(self.app, scope, receive, watching)
        except Exception:
            sys.stderr.write(traceback.format_exc())
            if not began:
                await stamped(response_of(bug_content(form_of(Request(scope)))), scope, receive, send)

    def _refusal(self, request: Request) -> Refused | None:
        headers = request.headers
        host = headers.get("host", "").lower()
        if host not in self.settings.hosts:
            return Refused(
                421,
                "this server does not answer to that name",
                where="Host",
                why="a page elsewhere could pose as this one (DNS rebinding)",
                next=f"open {self.settings.address}, or start it with --name for another name",
            )
        if not _own_origin(headers, host, strict=request.method in CHANGING):
            return Refused(
                403,
                "this came from another site",
                where="Origin",
                why="only this server's own pages may hand anything in or read its data",
                next=f"open {self.settings.address} and send it from there",
            )
        return None


def _own_origin(headers: Headers, host: str, *, strict: bool) -> bool:
    """Say whether a request comes from this server's own pages; a plain visit may come from anywhere."""
    origin = headers.get("origin")
    if origin is not None:
        return origin.lower() in (f"http://{host}", f"https://{host}")
    site = headers.get("sec-fetch-site", "")
    if strict:
        return site in ("same-origin", "")
    is_visit = headers.get("sec-fetch-mode", "navigate") == "navigate"
    return is_visit or site in ("same-origin", "none", "")


async def stamped(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Run an application; every answer of it carries the headers."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            found = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                found[name] = value
            found.setdefault("Cache-Control", "private, no-store")
        await send(message)

    await app(scope, receive, sending)


def response_of(content: Content) -> Response:
    """Return content as a response."""
    headers = {"Content-Disposition": attachment(content.file_name)} if content.file_name else {}
    return Response(content.body, content.status, headers, media_type=content.kind)


def attachment(file_name: str) -> str:
    r"""Return the header under which a file is saved: a name beyond plain ASCII is told twice, once encoded (RFC 6266).

    Examples
    --------
    >>> attachment("riot.csv")
    'attachment; filename="riot.csv"'
    >>> attachment("Modèle.xlsx")
    'attachment; filename="Mod_le.xlsx"; filename*=UTF-8\'\'Mod%C3%A8le.xlsx'
    >>> attachment('a"b.csv')
    'attachment; filename="a_b.csv"; filename*=UTF-8\'\'a%22b.csv'
    """
    plain = "".join(letter if letter.isascii() and letter not in '"\\' else "_" for letter in file_name)
    exact = "" if plain == file_name else f"; filename*=UTF-8''{quote(file_name, safe='')}"
    return f'attachment; filename="{plain}"{exact}'


def form_of(request: Request) -> str:
    """Return the form that an address asks for: json, csv, svg or html."""
    ending = request.url.path.rsplit(".", 1)[-1]
    return ending if ending in ("json", "csv", "svg") else "html"
