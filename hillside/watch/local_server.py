"""The server of the page: HTTP on loopback, for pages of its own and for nobody else.

A page of another site can make a browser send requests here. It is refused by the name of the host, which
gives away a site whose name leads to this machine (DNS rebinding), by its origin, and since JSON is asked
for, which no form can send. No request names a file.
"""

from __future__ import annotations

import json
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Full
from types import TracebackType
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from hillside.stage.errors import Failure
from hillside.watch.desk import Desk, Kind
from hillside.watch.drawing import Wish
from hillside.watch.watch_page import Page

LOOPBACK = "127.0.0.1"
PORTS = 20
"""Number of ports that are tried, from the one that is asked for."""
LARGEST = 64_000
"""Maximum size in bytes of what a request may send; the longest formulas have a few thousand."""
MOST_CHANGES = 100
"""Maximum number of parameters in a request."""
CONNECTIONS = 32
"""Maximum number of connections at a time."""
PATIENCE = 20.0
"""Maximum time in seconds for which a connection may be silent, and for which an edit is waited for."""
LONGEST_DRAWING = 120.0
"""Maximum time in seconds for which the page waits for a picture."""
KINDS: tuple[tuple[str, Kind], ...] = (("/picture", "picture"), ("/check", "check"))


class Server:
    """The server; it runs from entering to leaving its context, and takes no connection afterwards.

    Args:
        desk: Where requests are left.
        page: The page.
        port: The port, or the first of those that are tried.

    Raises:
        Failure: No port is free.
    """

    def __init__(self, desk: Desk, page: Page, port: int) -> None:
        self._http = _bound(port)
        self._http.desk, self._http.page = desk, page
        self.port = int(self._http.server_address[1])
        self.address = f"http://{LOOPBACK}:{self.port}/"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Http(ThreadingHTTPServer):
    """The sockets of the server; threads of connections do not outlive the process."""

    daemon_threads = True
    block_on_close = False
    # On Windows, reusing an address would share the port with another program.
    allow_reuse_address = False
    desk: Desk
    page: Page

    def __init__(self, port: int) -> None:
        self._free = threading.Semaphore(CONNECTIONS)
        super().__init__((LOOPBACK, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread of its own, or close it if there are too many."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection, and make room for another."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a connection that has broken off: the page was closed or loaded anew."""


def _bound(port: int) -> _Http:
    last = min(port + PORTS, 65536)
    for each in range(port, last):
        try:
            return _Http(each)
        except OSError:
            continue
    raise Failure(f"the ports {port} to {last - 1} are taken or forbidden; give another one with --port")


class RefusedRequestError(Exception):
    """A request is refused with a status and a reason."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


class _Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "hillside", ""
    timeout = PATIENCE

    @property
    def _http(self) -> _Http:
        return cast("_Http", self.server)

    def do_GET(self) -> None:
        """Answer with the page, or with the state of the files once it has changed."""
        self._answer(self._page_or_state)

    def do_POST(self) -> None:
        """Answer with a picture, or with what the check finds."""
        self._answer(self._drawn)

    def _answer(self, found: Any) -> None:
        try:
            self._refuse_strangers()
            status, kind, body = HTTPStatus.OK, *found()
        except RefusedRequestError as refused:
            # What the request still sends is not read.
            self.close_connection = True
            status, kind, body = refused.status, "text/plain", f"{refused}\n".encode()
        self.send_response(status)
        for name, value in self._heads(kind, body):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _heads(self, kind: str, body: bytes) -> tuple[tuple[str, str], ...]:
        policy = self._http.page.policy if kind == "text/html" else "default-src 'none'"
        return (
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Content-Security-Policy", policy),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-store"),
            *((("Connection", "close"),) if self.close_connection else ()),
        )

    def _refuse_strangers(self) -> None:
        """Refuse requests that come from a page of another site."""
        port = self._http.server_address[1]
        hosts = {f"{LOOPBACK}:{port}", f"localhost:{port}"}
        if self.headers.get_all("Host", []) not in [[host] for host in hosts]:
            raise RefusedRequestError(
                HTTPStatus.MISDIRECTED_REQUEST, f"this page is at http://{LOOPBACK}:{port}/"
            )
        origins = set(self.headers.get_all("Origin", []))
        if not origins <= {f"http://{host}" for host in hosts}:
            raise RefusedRequestError(
                HTTPStatus.FORBIDDEN, "another site asks; only the page of this server may"
            )

    def _page_or_state(self) -> tuple[str, bytes]:
        asked = urlsplit(self.path)
        if asked.path == "/" and not asked.query:
            return "text/html", self._http.page.html.encode()
        if asked.path == "/changes":
            since = parse_qs(asked.query, max_num_fields=4).get("since", [""])[0]
            return _json({"state": self._http.desk.wait_for_change(since, PATIENCE)})
        raise RefusedRequestError(HTTPStatus.NOT_FOUND, "there is nothing here but the page at /")

    def _drawn(self) -> tuple[str, bytes]:
        kind = dict(KINDS).get(self.path)
        if kind is None:
            raise RefusedRequestError(HTTPStatus.NOT_FOUND, "there is nothing here but the page at /")
        wish = _wish(self._sent())
        try:
            return _json(self._http.desk.ask(kind, wish, LONGEST_DRAWING))
        except Full:
            raise RefusedRequestError(
                HTTPStatus.SERVICE_UNAVAILABLE, "too many pictures are asked for"
            ) from None
        except TimeoutError:
            raise RefusedRequestError(
                HTTPStatus.GATEWAY_TIMEOUT, "the picture takes too long to draw"
            ) from None

    def _sent(self) -> object:
        """Return the JSON value that the request sends."""
        if self.headers.get_content_type() != "application/json":
            raise RefusedRequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send application/json")
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or "Transfer-Encoding" in self.headers:
            raise RefusedRequestError(HTTPStatus.LENGTH_REQUIRED, "say how long the request is")
        if len(length) > len(str(LARGEST)) or int(length) > LARGEST:
            raise RefusedRequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"send at most {LARGEST} bytes")
        try:
            return json.loads(self.rfile.read(int(length)).decode("utf-8"))
        except (ValueError, RecursionError):
            raise RefusedRequestError(HTTPStatus.BAD_REQUEST, "this is not JSON") from None

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name in the library
        """Print nothing: the program tells only what its user must know."""


def _wish(sent: object) -> Wish:
    """Return the wish in a JSON value: `{"id": "slope", "changes": {"at": "2"}}`."""
    if isinstance(sent, dict):
        given = cast("dict[str, object]", sent)
        name, changes = given.get("id"), given.get("changes")
        if given.keys() == {"id", "changes"} and isinstance(name, str) and isinstance(changes, dict):
            listed = cast("dict[str, object]", changes)
            texts = {key: text for key, text in listed.items() if isinstance(text, str)}
            if len(texts) == len(listed) <= MOST_CHANGES:
                return Wish(name, texts)
    raise RefusedRequestError(HTTPStatus.BAD_REQUEST, 'send {"id": …, "changes": {…}} with texts')


def _json(value: object) -> tuple[str, bytes]:
    return "application/json", json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
