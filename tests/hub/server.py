"""A Hub on 127.0.0.1 for the unmodified clients, with faults that a test can switch on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from tests.hub.answering import Answer, Answers, Request

if TYPE_CHECKING:
    from tests.hub.repositories import Repository

Deed = Callable[[], None]
CUT, TORN = 0, -1
"""Stand for a status where the connection is cut: after the request, or in the middle of what it sends."""


@dataclass
class Fault:
    """What goes wrong with requests of a method whose path holds a part, so many times (-1: always)."""

    method: str
    part: str
    status: int | None = None
    times: int = -1
    before: Deed | None = None
    after: Deed | None = None
    code: str = ""
    is_lost: bool = False

    def fits(self, request: Request) -> bool:
        return bool(self.times) and self.method == request.method and self.part in request.path


class LocalHub:
    """A Hub that listens, notes every request, and does what its faults say."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.answers = Answers(self.url)
        self.faults: list[Fault] = []
        self.requests: list[Request] = []
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Go away; the port is closed then."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def repository(self, name: str) -> Repository:
        return self.answers.repositories[name]

    def fail(self, method: str, part: str, status: int | None = None, **more: int | str | Deed) -> None:
        """Answer with a status (`CUT`: not at all), or do something `before` or `after` the true answer was made."""
        self.faults.append(Fault(method, part, status, **more))  # type: ignore[arg-type]  # checked by the record itself

    @property
    def writes(self) -> list[str]:
        """The requests that change something, in their order."""
        reads = ("/paths-info/", "/api/validate-yaml")
        asked = [one for one in self.requests if one.method not in ("GET", "HEAD") and not any(r in one.path for r in reads)]
        return [f"{one.method} {one.path}" for one in asked]

    def tears(self, request: Request) -> bool:
        """Tell whether the connection is to be cut before the request was read."""
        with self._lock:
            fault = next((fault for fault in self.faults if fault.status == TORN and fault.fits(request)), None)
            if fault is not None:
                fault.times -= 1
            return fault is not None

    def hear(self, request: Request) -> Answer | None:
        """Answer a request; `None` cuts the connection."""
        with self._lock:
            self.requests.append(request)
            fault = next((fault for fault in self.faults if fault.fits(request)), None)
            if fault is None:
                return self.answers.answer(request)
            fault.times -= 1
            if fault.before is not None:
                fault.before()
            if fault.status == CUT:
                return None
            if fault.status is not None:
                answer = Answer.error(fault.status, "a fault that the test wants", fault.code)
                return Answer(answer.status, answer.content, answer.headers | {"Retry-After": "0"})
            answer = self.answers.answer(request)
            if fault.after is not None:
                fault.after()
            return None if fault.is_lost else answer


def _handler(hub: LocalHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each answer waits for 40 ms

        def _serve(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, parts.path, dict(parse_qsl(parts.query)), headers, b"")
            if hub.tears(request):
                self.rfile.read(1)
                self.close_connection = True
                return
            answer = hub.hear(replace(request, body=self._body()))
            if answer is None:
                self.close_connection = True
                return
            with suppress(OSError):  # the client has gone
                self._send(answer)

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
                pieces = iter(lambda: self.rfile.read(int(self.rfile.readline(), 16) + 2)[:-2], b"")
                return b"".join(pieces)
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in (answer.headers | {"Content-Length": str(len(answer.content))}).items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.content)

        do_GET = do_HEAD = do_POST = do_PUT = _serve  # noqa: N815 - http.server calls them so

        def log_message(self, *arguments: object) -> None:
            """Say nothing: the requests are noted."""

    return Handler
