"""Cases of text: each of the payloads in a title, a text, an address, a header, a reason phrase, and where names are printed."""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final, cast
from urllib.parse import quote

from tests.hostile.matrix import JSON, KEPT, NEW, Attack, Case, Surface
from tests.hostile.payloads import FAMILIES
from tests.hostile.server import Exchange

PLAIN: Final = "<rss version='2.0'><channel><title>plain</title><item><title>An honest title</title>"
SAFE: Final = "before"
"""Stands before every payload, and must be there still when all is shown."""


def text_cases() -> Iterator[Case]:
    """By attack and surface; the title, text and address of each case begin with its mark."""
    for family, payloads in FAMILIES.items():
        for name, payload in payloads.items():
            for surface, make in _SURFACES.items():
                yield make(cast("Attack", family), cast("Surface", surface), name, payload)


def mark_of(case: Case) -> str:
    """A word that stands in the case's text and in no other's: it names the case in whatever is printed."""
    return "m" + "".join(char for char in f"{case.attack}{case.surface}{case.name}".casefold() if char.isalnum())


def item_of(case: Case, payload: str) -> dict[str, Any]:
    """The entry of a JSON feed that carries the payload at the case's surface."""
    mark = mark_of(case)
    dirty = f"{mark} {SAFE} {payload} after"
    item: dict[str, Any] = {"id": mark, "title": f"{mark} {SAFE}", "content_text": f"{mark} {SAFE}", "url": f"/{mark}"}
    if case.surface == "title":
        item |= {"title": dirty, "authors": [{"name": dirty}], "tags": [dirty], "summary": dirty}
    elif case.surface == "body":
        html = dirty.replace("<b>", "&lt;b>").replace("<s", "&lt;s")
        item |= {"content_text": None, "content_html": f"<p>{html}</p><pre>{html}</pre><a href='/x'>{html}</a>" * 2}
    elif case.surface == "url":
        item |= {"url": f"/{mark}/{payload}", "external_url": payload, "image": f"/{payload}.png"}
    else:
        item |= {"title": dirty, "content_text": dirty, "language": payload, "date_published": payload, "id": f"{mark}{payload}"}
    return item


def _entry(attack: Attack, surface: Surface, name: str, payload: str) -> Case:
    case = Case(name=name, attack=attack, surface=surface, kind=JSON, outcomes=NEW)
    mark = mark_of(case)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{mark} {payload}" if surface in ("title", "completion") else mark,
        "items": [item_of(case, payload)],
    }
    return Case(
        name=name, attack=attack, surface=surface, kind=JSON, outcomes=NEW, body=json.dumps(feed).encode(), shows=mark
    )  # fmt: skip


def _header(attack: Attack, surface: Surface, name: str, payload: str) -> Case:
    raw = payload.encode("utf-8", "surrogatepass").replace(b"\r", b"").replace(b"\n", b"").replace(b"\0", b"")
    more = b"".join(b"%s: %s\r\n" % (field, raw) for field in (b"ETag", b"Last-Modified", b"Server", b"Link", b"X-Any"))
    more += b'Content-Disposition: attachment; filename="%s"\r\nRetry-After: %s\r\nCache-Control: max-age=%s\r\n' % (
        raw,
        raw,
        raw,
    )
    body = f"{PLAIN}<guid>{quote(name)}</guid></item></channel></rss>".encode()

    def script(exchange: Exchange) -> None:
        exchange.answer(body, more=more)

    # h11 refuses some bytes in a value: that is an honest end too.
    return Case(name=name, attack=attack, surface=surface, script=script, outcomes=KEPT)


def _error(attack: Attack, surface: Surface, name: str, payload: str) -> Case:
    raw = payload.encode("utf-8", "surrogatepass").replace(b"\r", b"").replace(b"\n", b"").replace(b"\0", b"")

    def script(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 418 before %s after\r\nContent-Length: 0\r\n\r\n" % raw)

    return Case(name=name, attack=attack, surface=surface, script=script, outcomes=frozenset(("failed",)))


def _named(attack: Attack, surface: Surface, name: str, payload: str) -> Case:
    """For surfaces that no server reaches: the payload itself is the body."""
    return Case(name=name, attack=attack, surface=surface, body=payload.encode("utf-8", "surrogatepass"), kind="")


_SURFACES: Final[dict[str, Callable[[Attack, Surface, str, str], Case]]] = {
    "title": _entry, "body": _entry, "url": _entry, "json": _entry, "completion": _entry,
    "header": _header, "error": _error, "file name": _named, "opml": _named, "log": _named,
}  # fmt: skip
