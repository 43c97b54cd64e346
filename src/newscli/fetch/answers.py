"""Heads of answers, and what an answer without a document means, in words. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Final

from newscli.errors import FetchError
from newscli.fetch.failure import HopError
from newscli.text import SafeLine, clean_line, format_line
from newscli.urls import WebUrl, shown_url

HEADER_COUNT: Final = 256
"""Header lines an answer may have; real ones have up to 60."""

_WORDS: Final[Mapping[int, str]] = {
    204: "the answer is empty",
    300: "the server offers several documents and no choice",
    304: "the server says 'not changed' to a first request",
    400: "the server did not understand the request",
    401: "the address asks for a login",
    402: "the address asks for payment",
    403: "the server refuses programs or this reader",
    404: "there is nothing at this address",
    406: "the server has no such document to offer",
    407: "the proxy asks for a login",
    408: "the server found the request too slow",
    410: "the address is gone for good",
    421: "the server does not answer for this host",
    429: "the host wants fewer requests",
    451: "the address is blocked for legal reasons",
    500: "the server has a fault",
    502: "a server behind the server has a fault",
    503: "the server is overloaded or under repair",
    504: "a server behind the server did not answer",
}
_HINTS: Final[Mapping[int, str]] = {
    404: "check the address; where a feed was, newscli add with the address of its site finds the new one",
    410: "it is gone for good; a feed that was there can be removed, its articles stay",
}
_WALLS: Final = (
    # A header that only a wall sends, a part of its value, and whose wall it is.
    ("cf-mitigated", "", "Cloudflare"),
    ("x-datadome", "", "DataDome"),
    ("x-amzn-waf-action", "", "AWS WAF"),
    ("x-sucuri-block", "", "Sucuri"),
    ("x-px-block", "", "PerimeterX"),
    ("server", "ddos-guard", "DDoS-Guard"),
    ("server", "akamaighost", "Akamai"),
    ("server", "cloudflare", "Cloudflare"),
    ("x-iinfo", "", "Imperva"),
)


@dataclass(frozen=True, slots=True)
class Head:
    """The first part of an answer; header names in lower case, repeated ones joined by a comma (RFC 9110 section 5.3)."""

    status: int
    reason: SafeLine
    headers: dict[str, str]


def read_head(status: int, reason: bytes, raw: Sequence[tuple[bytes, bytes]]) -> Head:
    """A head from its bytes, whose size the transport has bounded. Raises HopError above `HEADER_COUNT`."""
    if len(raw) > HEADER_COUNT:
        raise HopError("protocol", format_line("the answer has more than {} headers", HEADER_COUNT))
    headers: dict[str, str] = {}
    for name, value in raw:
        # Answers wait in hundreds, and their headers bear the same dozen names: kept once.
        key, text = intern(name.decode("latin-1").lower()), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return Head(status, clean_line(reason.decode("latin-1"), limit=80), headers)


def refusal(head: Head, url: WebUrl) -> FetchError:
    """The error for an answer that is no document: what it means, its number, and the reason phrase where we have no word."""
    wall = _wall(head)
    if wall is not None:
        words = format_line("{} keeps programs out", wall)
    else:
        words = clean_line(_WORDS.get(head.status) or _general(head))
    hint = _login(url) if head.status == 401 else _HINTS.get(head.status)
    after = head.headers.get("retry-after")
    return FetchError(
        format_line("{} (HTTP {}): {}", words, head.status, shown_url(url)),
        kind="status",
        status=head.status,
        retry_after=clean_line(after, limit=80) if after else None,
        hint=clean_line(hint) if hint and wall is None else None,
        is_wall=wall is not None or head.status in (401, 402, 403, 407, 451),
    )


def _login(url: WebUrl) -> str:
    """The address as it is written with a login; who wrote one already can only look at it again."""
    scheme, _, rest = shown_url(url).partition("://")
    if "@" in rest.partition("/")[0]:
        return "check user and password in the address"
    return f"give user and password in the address: {scheme}://user:password@{rest}"


def _general(head: Head) -> SafeLine:
    if head.reason:
        return format_line("the server says “{}”", head.reason)
    if head.status >= 500:
        return clean_line("the server has a fault")
    return clean_line("the server gives no document")


def _wall(head: Head) -> str | None:
    """Who stands before the server, if this refusal is theirs."""
    if head.status not in (202, 401, 403, 405, 406, 429, 503):
        return None
    for name, part, owner in _WALLS:
        value = head.headers.get(name)
        is_certain = name != "server" or head.status == 403
        if value is not None and part in value.lower() and is_certain:
            return owner
    return None
