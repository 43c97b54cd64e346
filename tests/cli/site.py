"""A small news site on this machine: feeds and pages that a test writes, served by threads, every request remembered."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

NOW: Final = datetime(2025, 11, 3, 12, 0, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)
HTML: Final = "text/html; charset=utf-8"
RSS: Final = "application/rss+xml; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Item:
    """An entry of a feed, and the start of the page behind it."""

    name: str
    title: str
    at: datetime | None = NOW - HOUR
    teaser: str = "One line of what it is about."
    topic: str | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a path answers with."""

    body: bytes = b""
    kind: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    """Send the head, and then nothing until the site closes."""
    after: "Answer | None" = None
    """Wait until this one was given."""
    given: threading.Event = field(default_factory=threading.Event, compare=False)


class Site:
    """`url` is the address of its home page, with the last slash."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.keys: dict[str, tuple[str, str]] = {}
        """By path: the header, and its value, without which there is no answer but 401."""
        self.requests: list[str] = []
        self.over = threading.Event()
        self.hanging = threading.Event()
        """Set once somebody waits for an answer that does not come."""
        self._server = _Server(self)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def put(self, path: str, body: bytes | str, *, kind: str = HTML, status: int = 200, etag: str | None = None) -> str:
        """Answer `path` with `body`; returns the whole address."""
        data = body.encode() if isinstance(body, str) else body
        self.answers["/" + path] = Answer(body=data, kind=kind, status=status, headers={"ETag": etag} if etag else {})
        return self.url + path

    def put_feed(self, path: str, *items: Item, title: str = "The Site", etag: str | None = None) -> str:
        """Answer `path` with an RSS feed of `items`."""
        return self.put(path, rss(self.url, items, title=title), kind=RSS, etag=etag)

    def put_page(self, item: Item, paragraphs: Iterable[str], *, related: Iterable[Item] = ()) -> str:
        """Answer the address of `item` with its article and with cards of `related`."""
        return self.put(f"news/{item.name}", article(item, paragraphs, related))

    def put_redirect(self, path: str, there: str, *, status: int) -> str:
        """Let `path` lead to the address `there`."""
        self.answers["/" + path] = Answer(status=status, headers={"Location": there})
        return self.url + path

    def put_hanging(self, path: str) -> str:
        """Let `path` answer never."""
        self.answers["/" + path] = Answer(hangs=True)
        return self.url + path

    def close(self) -> None:
        """Answer nobody any more."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site = self.server.site
        site.requests.append(self.path)
        answer = site.answers.get(self.path, Answer(status=404, body=b"<p>not here</p>"))
        name, key = site.keys.get(self.path, ("", None))
        if self.headers.get(name) != key:
            answer = Answer(status=401, body=b"<p>who are you?</p>")
        if answer.hangs:
            self.send_response(200)
            self.send_header("Content-Type", RSS)
            self.end_headers()
            self.wfile.flush()
            site.hanging.set()
            site.over.wait(30)
            self.close_connection = True
            return
        if answer.after is not None:
            answer.after.given.wait(30)
        tag = answer.headers.get("ETag")
        is_known = tag is not None and self.headers.get("If-None-Match") == tag
        self.send_response(304 if is_known else answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if not is_known:
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if not is_known:
            self.wfile.write(answer.body)
        answer.given.set()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        pass


def rss(base: str, items: Iterable[Item], *, title: str = "The Site") -> str:
    """An RSS 2.0 feed of `items`, whose articles are at `base`news/NAME."""
    entries = "".join(
        f"<item><title>{escape(item.title)}</title><link>{base}news/{item.name}</link>"
        f"<guid isPermaLink='false'>{item.name}</guid>"
        + (f"<pubDate>{format_datetime(item.at)}</pubDate>" if item.at else "")
        + (f"<category>{escape(item.topic)}</category>" if item.topic else "")
        + f"<description>{escape(item.teaser)}</description></item>"
        for item in items
    )
    head = f"<title>{escape(title)}</title><link>{base}</link><description>News</description><language>en</language>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{entries}</channel></rss>'


def article(item: Item, paragraphs: Iterable[str], related: Iterable[Item]) -> str:
    """A page with a headline, a byline, a body, and a card for each of `related`."""
    at = item.at or NOW
    cards = "".join(
        f'<div class="card"><h3><a href="/news/{card.name}">{escape(card.title)}</a></h3>'
        f'<span class="date">{(card.at or NOW):%B %d, %Y}</span><p>{escape(card.teaser)}</p>'
        f'<a class="more" href="/news/{card.name}">Read More</a></div>'
        for card in related
    )
    section = f'<section class="related"><h2>Related news</h2>{cards}</section>' if cards else ""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(item.title)} - The Site</title>'
        f'<meta property="og:type" content="article"><meta property="article:published_time" content="{at.isoformat()}"></head>'
        f'<body><header><nav><a href="/">Home</a></nav></header><main><article><h1>{escape(item.title)}</h1>'
        f'<p class="byline">By <a rel="author" href="/ada">Ada Writer</a></p><div class="article-body">{body}</div></article>'
        f"{section}</main><footer><p>The Site</p></footer></body></html>"
    )


SUMMIT: Final = Item(
    name="summit", title="Ministers meet in Seoul", at=NOW - HOUR, topic="World",
    teaser="Ministers of two countries meet in the capital of Korea.",
)  # fmt: skip
BRIDGE: Final = Item(
    name="bridge", title="Harbour bridge opens again", at=NOW - 2 * HOUR, topic="Cities", teaser="After three years of repairs."
)
WEATHER: Final = Item(
    name="weather", title="Snow in the north", at=NOW - 26 * HOUR, teaser="A cold week lies ahead of the towns by the sea."
)
SEVERAL: Final = (SUMMIT, BRIDGE, WEATHER)

SUMMIT_TEXT: Final = (
    "The ministers of defence of two countries met in Seoul on Monday for talks that both sides had prepared for months.",
    "They spoke for three hours about the troops in the country, about the costs of their stay, and about their neighbours.",
    "A spokesman said afterwards that the talks had been open and friendly, and that a common paper would come soon.",
    "He did not want to say which of the many questions on the table had been the hardest one to agree upon.",
    "On Tuesday the guests will travel to the border, where the soldiers who guard it will receive both delegations.",
)
