"""A small web server for the edition: on this machine only, on a free port, for as long as its block lasts."""

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from newscli.demo.edition import load_edition
from newscli.demo.render import Resource, render_site

_HOST: Final = "127.0.0.1"


def serve_edition() -> AbstractContextManager[str]:
    """The address of the edition's home page, answered until the block ends."""
    return serve(lambda base: render_site(load_edition(), base))


@contextmanager
def serve(site: Callable[[str], Mapping[str, Resource]], *, host: str = _HOST) -> Iterator[str]:
    """The address of a site on this machine, with its last slash, answered until the block ends.

    `site` gives what each path answers with, from the address without the last slash.
    """
    server = _Server(site, host)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"{server.base}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    # A reader that keeps its connection open must not keep the tour from ending.
    daemon_threads = True
    block_on_close = False

    # As many as a refresh opens at once; the default of 5 makes some wait a second for their second try.
    request_queue_size = 128

    def __init__(self, site: Callable[[str], Mapping[str, Resource]], host: str) -> None:
        super().__init__((host, 0), _Handler)
        self.base = f"http://{host}:{self.server_port}"
        self.resources = site(self.base)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 10
    """Seconds that a connection may be idle."""

    def do_GET(self) -> None:
        """Answer with the resource, or with 304 where the asker has it (RFC 9110 section 13.1)."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """As GET, without the body."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: the terminal belongs to the tour."""

    def _answer(self, *, with_body: bool) -> None:
        resource = self.server.resources.get(self.path.partition("?")[0])
        if resource is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        etag = f'"{hashlib.blake2b(resource.body, digest_size=8).hexdigest()}"'
        is_known = self._has(resource, etag)
        self.send_response(HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.OK)
        self.send_header("ETag", etag)
        self.send_header("Last-Modified", format_datetime(resource.modified, usegmt=True))
        if not is_known:
            self.send_header("Content-Type", resource.content_type)
            self.send_header("Content-Length", str(len(resource.body)))
        self.end_headers()
        if with_body and not is_known:
            self.wfile.write(resource.body)

    def _has(self, resource: Resource, etag: str) -> bool:
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return etag in tags or tags.strip() == "*"
        since = _read_date(self.headers.get("If-Modified-Since"))
        return since is not None and resource.modified <= since


def _read_date(header: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header or "")
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
