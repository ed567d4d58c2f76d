"""A server on this machine that behaves like the real ones on their bad days, and a clock that never waits."""

from __future__ import annotations

import http.server
import threading
import time
from dataclasses import dataclass, field

from headframe.sources.pace import Timekeeper


@dataclass
class Reply:
    """One answer: its status, body and headers, and the ways in which it may lie or dawdle."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    promised: int | None = None
    silent_for: float = 0.0
    dripping_every: float = 0.0


@dataclass
class Asked:
    """One request as it came in."""

    path: str
    headers: dict[str, str]


class QuietServer(http.server.ThreadingHTTPServer):
    """Serves in threads; a caller who hangs up is no news."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


class LoopbackServer:
    """Answers each path with its replies in turn; the last one stands."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[Asked] = []
        handler = _handler_of(self)
        self._server = QuietServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def netloc(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def base(self) -> str:
        return f"http://{self.netloc}"

    def answer(self, path: str, *replies: Reply | bytes) -> str:
        """Lay down what is answered at `path`; return its address."""
        self.replies[path] = [reply if isinstance(reply, Reply) else Reply(body=reply) for reply in replies]
        return self.base + path

    def take(self, path: str) -> Reply:
        waiting = self.replies.get(path, [Reply(status=404)])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler_of(server: LoopbackServer) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.asked.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}))
            reply = server.take(self.path)
            time.sleep(reply.silent_for)
            self.send_response_only(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            length = len(reply.body) if reply.promised is None else reply.promised
            self.send_header("Content-Length", str(length))
            self.end_headers()
            try:
                self._send(reply)
            except OSError:
                self.close_connection = True
            if length != len(reply.body):
                self.close_connection = True

        def _send(self, reply: Reply) -> None:
            if not reply.dripping_every:
                self.wfile.write(reply.body)
                return
            for byte in reply.body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(reply.dripping_every)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@dataclass
class PatientClock:
    """A clock on which waiting costs nothing; it remembers every wait."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    def keeper(self) -> Timekeeper:
        return Timekeeper(lambda: self.seconds, self.sleep)
