"""The one door to the outside: every byte Headframe fetches comes through `Door.fetch`.

It says who asks, asks no faster than the host allows, asks nobody's private network, takes no more and waits no
longer than it was told, notices a body that breaks off, keeps what it got, and stays shut when told to be offline.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from headframe.ground.errors import NetworkProblem, UsageProblem
from headframe.sources.answers import (
    AskAgain,
    agent_of,
    check_identity,
    conditions,
    is_same_site,
    reason_of,
    refuse_status,
)
from headframe.sources.body import ENCODINGS, Truncated, take, unpack
from headframe.sources.cupboard import Cupboard, Note
from headframe.sources.guard import Guard, Target
from headframe.sources.pace import Pace, Timekeeper, is_sec, wait_before_retry

if TYPE_CHECKING:
    import httpx

MOST_REDIRECTS = 5
MOVED = frozenset({301, 302, 303, 307, 308})
UNCHANGED = 304


@dataclass(frozen=True, slots=True)
class Limits:
    """How much and how long: seconds [s], bytes, tries."""

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 120.0
    most_bytes: int = 200_000_000
    tries: int = 4
    longest_wait_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body and whence it came; `from_cache` where nothing had to be taken off the wire."""

    url: str
    data: bytes
    content_type: str
    from_cache: bool


@dataclass
class Door:
    """Fetches addresses.

    Parameters
    ----------
    identity : str
        Who asks, as "Name name@example.org". SEC serves nobody without one.
    cache : Path, optional
        The folder to keep what was fetched.
    offline : bool
        Whether to answer from the cache alone.
    guard, limits, time : Guard, Limits, Timekeeper
        Which addresses, how much and how long, and the seconds by which that is measured.
    rates : mapping of str to float
        Requests a second [1/s] by host, where the usual ones are wrong. SEC's is never above nine.
    """

    identity: str = ""
    cache: Path | None = None
    offline: bool = False
    guard: Guard = field(default_factory=Guard)
    limits: Limits = field(default_factory=Limits)
    time: Timekeeper = field(default_factory=Timekeeper)
    rates: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._cupboard = Cupboard(self.cache) if self.cache else None
        self._pace = Pace(self.time, self.rates)
        self._clients: dict[str, httpx.Client] = {}
        check_identity(self.identity)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up on every host."""
        while self._clients:
            self._clients.popitem()[1].close()

    def fetch(self, url: str, *, unchanging: bool = False) -> Fetched:
        """Return what stands at `url`.

        Parameters
        ----------
        url : str
            A public https address, or one of a trusted host.
        unchanging : bool
            Whether what stands there never changes (a filing): then a kept copy is final. Otherwise the host is
            asked whether its copy is newer than ours.

        Raises
        ------
        UsageProblem
            Where the address is unfit, or SEC is asked without an identity.
        NetworkProblem
            Where it cannot be had: offline and not kept, refused, gone, too large, too slow, broken off.
        """
        target = self.guard.target(url)
        kept = self._cupboard.find(target.url) if self._cupboard else None
        if kept and (unchanging or self.offline):
            return Fetched(target.url, kept[1], kept[0].content_type, from_cache=True)
        if self.offline:
            raise NetworkProblem(
                "offline, and this was never fetched", where=target.url, next="run once without --offline"
            )
        if is_sec(target.host) and "@" not in self.identity:
            raise UsageProblem(
                "SEC wants to know who asks",
                where="identity",
                why="it turns away every request without a name and mail address",
                next="set `identity` in the configuration to something like 'Jane Doe jane@example.org'",
            )
        note, body, fresh = self._tried(target, kept)
        if fresh and self._cupboard:
            self._cupboard.keep(note, body)
        return Fetched(target.url, body, note.content_type, from_cache=not fresh)

    def manifest(self) -> tuple[Note, ...]:
        """Return a note on everything fetched so far: what an interrupted run need not fetch again."""
        return tuple(self._cupboard.manifest()) if self._cupboard else ()

    def _tried(self, target: Target, kept: tuple[Note, bytes] | None) -> tuple[Note, bytes, bool]:
        deadline = self.time.clock() + self.limits.total_seconds
        for attempt in range(1, self.limits.tries + 1):
            try:
                return self._asked(target, kept, deadline)
            except AskAgain as again:
                self._wait_or_give_up(target, attempt, again, deadline)
        raise AssertionError("the last try either answers or gives up")  # pragma: no cover

    def _wait_or_give_up(self, target: Target, attempt: int, again: AskAgain, deadline: float) -> None:
        wait = wait_before_retry(attempt, again.retry_after, again.served_at)
        too_long = wait > self.limits.longest_wait_seconds or self.time.clock() + wait > deadline
        if attempt == self.limits.tries or too_long:
            waiting = f"; it asks to wait {wait:,.0f} s" if again.retry_after and too_long else ""
            raise NetworkProblem(
                f"'{target.host}' does not answer as it should",
                where=target.url,
                why=f"{again.reason}, {attempt} {'try' if attempt == 1 else 'tries'}{waiting}",
                next="try again later, or work with --offline",
            ) from again
        self.time.sleep(wait)

    def _asked(self, target: Target, kept: tuple[Note, bytes] | None, deadline: float) -> tuple[Note, bytes, bool]:
        first, headers = target, conditions(kept)
        for _ in range(MOST_REDIRECTS + 1):
            self._pace.wait(target.host)
            with self._opened(target, headers, deadline) as reply:
                if reply.status_code == UNCHANGED and kept:
                    return kept[0], kept[1], False
                if reply.status_code in MOVED:
                    target = self._next_target(first, target, reply.headers.get("location", ""))
                    headers = {}
                    continue
                refuse_status(reply.status_code, reply.headers, target)
                return (*self._received(first, reply, deadline), True)
        raise NetworkProblem(f"'{first.host}' sends from one address to the next without end", where=first.url)

    def _next_target(self, first: Target, current: Target, location: str) -> Target:
        import httpx

        try:
            following = self.guard.target(str(httpx.URL(current.url).join(location)))
        except (httpx.InvalidURL, UsageProblem) as error:
            raise NetworkProblem(f"'{current.host}' sends to an unfit address", why=str(error)) from error
        reaches_in = self.guard.is_trusted(following) and not self.guard.is_trusted(first)
        if reaches_in or not is_same_site(first.host, following.host):
            raise NetworkProblem(
                f"'{first.host}' sends to another host",
                where=following.host,
                why="an answer from elsewhere is not the answer that was asked for",
                next="give that address yourself if it is meant",
            )
        return following

    @contextmanager
    def _opened(self, target: Target, headers: Mapping[str, str], deadline: float) -> Iterator[httpx.Response]:
        import httpx

        addresses = self.guard.addresses(target)
        for position, address in enumerate(addresses, 1):
            request = self._request(target, address, headers)
            try:
                reply = self._client(target).send(request, stream=True)
            except httpx.ConnectError as error:
                if position == len(addresses):
                    raise AskAgain(f"no connection ({error})") from error
                continue
            except httpx.TransportError as error:
                raise AskAgain(reason_of(error)) from error
            break
        try:
            yield reply
        except httpx.TransportError as error:
            raise AskAgain(reason_of(error)) from error
        finally:
            reply.close()

    def _request(self, target: Target, address: str, headers: Mapping[str, str]) -> httpx.Request:
        import httpx

        # The checked address itself is asked; the host's name goes into the Host header and the TLS handshake.
        url = httpx.URL(scheme=target.scheme, host=address, port=target.port, raw_path=target.path.encode("ascii"))
        return self._client(target).build_request(
            "GET", url, headers={**headers, "Host": target.netloc}, extensions={"sni_hostname": target.host}
        )

    def _client(self, target: Target) -> httpx.Client:
        import httpx

        if target.netloc not in self._clients:
            agent = agent_of(self.identity, target.host)
            self._clients[target.netloc] = httpx.Client(
                headers={"User-Agent": agent, "Accept-Encoding": ENCODINGS, "Accept": "*/*"},
                timeout=httpx.Timeout(self.limits.read_seconds, connect=self.limits.connect_seconds),
                follow_redirects=False,
                trust_env=False,
            )
        return self._clients[target.netloc]

    def _received(self, first: Target, reply: httpx.Response, deadline: float) -> tuple[Note, bytes]:
        def check_time() -> None:
            if self.time.clock() > deadline:
                raise NetworkProblem(
                    f"'{first.host}' sends too slowly",
                    where=first.url,
                    why=f"not done after {self.limits.total_seconds:g} s",
                    next="try again later",
                )

        headers, most = reply.headers, self.limits.most_bytes
        try:
            packed = take(reply.iter_raw(), headers.get("content-length", ""), most, first.url, check_time)
            body = unpack(packed, headers.get("content-encoding", ""), most, first.url)
        except Truncated as broken:
            raise AskAgain(str(broken)) from broken
        note = Note(
            url=first.url,
            sha256=hashlib.sha256(body).hexdigest(),
            size=len(body),
            content_type=headers.get("content-type", ""),
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
            served_at=headers.get("date", ""),
        )
        return note, body
