"""Who may enter where the server can be reached from elsewhere: tokens, kept as hashes, compared in constant time."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import secrets
import time
from collections import deque
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from headframe.record.record import Record
from headframe.web.problem import Refused, problem_content

COOKIE = "headframe_entry"
HOURS = 12
TRIES, TRIES_SECONDS = 10, 60.0
"""Wrong tokens put up with, from everybody together, in this time."""
BELIEVED_SECONDS = 1.0
"""How long a list of tokens is believed: one that was revoked opens nothing after that."""
Tokens = tuple[tuple[str, str], ...]


def tokens_of(record: Record) -> Tokens:
    """Return (name, SHA-256 of the secret) of every token that opens the page; none without a record of one's own."""
    if record.url is None:
        return ()
    from headframe.record.tokens import open_tokens

    return open_tokens(record)


class Entry:
    """Knows who a request is from.

    Parameters
    ----------
    tokens : callable
        The tokens that open the page now.
    clock : callable
        Seconds, only ever growing [s].
    """

    def __init__(self, tokens: Callable[[], Tokens], clock: Callable[[], float] = time.monotonic) -> None:
        self._ask_tokens = tokens
        self._known: Tokens = ()
        self._asked_at: float | None = None
        self._secret = secrets.token_bytes(32)
        self._clock = clock
        self._wrong: deque[float] = deque(maxlen=TRIES)

    async def who(self, request: Request) -> str | None:
        """Return whose token or entry cookie a request bears; None for a stranger's."""
        await self.refresh()
        return self._by_cookie(request.cookies.get(COOKIE, "")) or self._by_header(request)

    async def refresh(self) -> None:
        """Ask which tokens open the page, where that was not asked just now."""
        now = self._clock()
        if self._asked_at is None or now - self._asked_at > BELIEVED_SECONDS:
            self._known, self._asked_at = await asyncio.to_thread(self._ask_tokens), now

    def by_token(self, token: str) -> str | None:
        """Return whose token it is. Every token is compared, so the time taken tells nothing."""
        if self.is_closed:
            return None
        given, found = hashlib.sha256(token.encode()).hexdigest(), None
        for who, kept in self._known:
            if hmac.compare_digest(given, kept):
                found = who
        if found is None:
            self._wrong.append(self._clock())
        return found

    @property
    def is_closed(self) -> bool:
        """Whether too many wrong tokens were tried just now."""
        return len(self._wrong) == TRIES and self._clock() - self._wrong[0] < TRIES_SECONDS

    def cookie(self, who: str) -> str:
        """Return what a browser that entered sends back."""
        until = str(int(self._clock() + 3600 * HOURS))
        return f"{base64.urlsafe_b64encode(who.encode()).decode()}.{until}.{self._sign(who, until)}"

    def ask(self, request: Request) -> Response:
        """Return what a stranger gets: a page to enter by, or a refusal for a script."""
        if self.is_closed:
            return _refusal(429, "too many wrong tokens", "wait a minute")
        accepts_page = "text/html" in request.headers.get("accept", "")
        if accepts_page and request.method == "GET" and "authorization" not in request.headers:
            return RedirectResponse("/enter", 303)
        response = _refusal(401, "a token is needed here", "send it as `Authorization: Bearer TOKEN`")
        response.headers["WWW-Authenticate"] = 'Bearer realm="headframe", Basic realm="headframe"'
        return response

    def _by_cookie(self, cookie: str) -> str | None:
        parts = cookie.split(".")
        if not cookie.isascii() or len(parts) != 3 or not parts[1].isdigit():
            return None
        try:
            who = base64.urlsafe_b64decode(parts[0]).decode()
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return None
        is_good = hmac.compare_digest(self._sign(who, parts[1]), parts[2]) and int(parts[1]) > self._clock()
        return who if is_good and who in dict(self._known) else None

    def _by_header(self, request: Request) -> str | None:
        kind, _, text = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self.by_token(text.strip())
        if kind.lower() != "basic":
            return None
        try:
            return self.by_token(base64.b64decode(text, validate=True).decode().partition(":")[2])
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return None

    def _sign(self, who: str, until: str) -> str:
        return hmac.new(self._secret, f"{who}\0{until}".encode(), hashlib.sha256).hexdigest()


def _refusal(status: int, what: str, then: str) -> Response:
    content = problem_content(Refused(status, what, where="token", next=then))
    return Response(content.body, content.status, media_type=content.kind)
