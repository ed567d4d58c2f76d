"""Readers and their forms: a cookie that says which browser it is, and a token that only its own pages know (CSRF)."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from starlette.requests import Request
from starlette.responses import Response

from headframe.web.content import HTML
from headframe.web.problem import Refused
from headframe.web.templates import html_of

COOKIE = "headframe_reader"
FIELD = "form_token"
ID_LENGTH = 43


class Forms:
    """Knows browsers apart, and which forms are ours."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def reader(self, request: Request) -> str:
        """Return which browser this is; empty for one that has not been here."""
        found = request.cookies.get(COOKIE, "")
        return found if len(found) == ID_LENGTH and found.isascii() else ""

    def token(self, reader: str) -> str:
        """Return what a form of this browser carries."""
        return hmac.new(self._secret, reader.encode(), hashlib.sha256).hexdigest()

    def page(self, request: Request, template: str, status: int = 200, **values: object) -> Response:
        """Return a page with forms; a new browser is given its cookie."""
        known = self.reader(request)
        reader = known or secrets.token_urlsafe(32)
        html = html_of(template, form_token=self.token(reader), here=request.url.path, **values)
        response = Response(html, status, media_type=HTML)
        if not known:
            response.set_cookie(COOKIE, reader, httponly=True, samesite="strict", path="/")
        return response

    def check(self, request: Request, given: str) -> str:
        """Return which browser handed a form in.

        Raises
        ------
        Refused
            Where the form is not from one of its pages.
        """
        reader = self.reader(request)
        if not reader or not hmac.compare_digest(self.token(reader).encode(), given.encode()):
            raise Refused(
                403,
                "this form is not from a page of this server",
                where="form",
                why="another site could hand things in through your browser; or the server was started anew",
                next="load the page again and send it from there",
            )
        return reader
