"""Cases of feeds that are well-formed and mean harm, as XML and as JSON."""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.hostile.matrix import EITHER, JSON, Case, Surface
from tests.hostile.xml_cases import rss

HUGE: Final = "9" * 10_000


def items(number: int, make: Callable[[int], str]) -> bytes:
    """A feed of so many entries."""
    entries = "".join(f"<item>{make(n)}</item>" for n in range(number))
    return f"<rss version='2.0'><channel><title>Feed</title>{entries}</channel></rss>".encode()


def json_feed(*entries: Any, **fields: Any) -> bytes:
    """A JSON feed."""
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": list(entries), **fields}).encode()


_FEEDS: Final[dict[Surface, dict[str, Callable[[], bytes]]]] = {
    "body": {
        "100,000 entries": lambda: items(100_000, lambda n: f"<guid>{n}</guid><title>Entry {n}</title>"),
        "20,000 entries of one id": lambda: items(20_000, lambda n: f"<guid>one</guid><title>Entry {n}</title>"),
        "10,000 empty entries": lambda: items(10_000, lambda _: ""),
        "an id of 1 MB": lambda: rss(inner=f"<guid>{'g' * 1_000_000}</guid>"),
        "an id of NULs": lambda: rss(inner="<guid>\0\0\0</guid>"),
        "20,000 categories": lambda: rss(inner="".join(f"<category>c{n}</category>" for n in range(20_000))),
        "20,000 authors": lambda: rss(inner="".join(f"<author>a{n}@x (A{n})</author>" for n in range(20_000))),
        "20,000 enclosures": lambda: rss(inner='<enclosure url="http://a/b" length="1" type="x"/>' * 20_000),
        "an enclosure of a negative length": lambda: rss(inner=f'<enclosure url="http://a/b" length="-{HUGE}" type="x"/>'),
        "HTML 50,000 deep": lambda: rss(inner=f"<description>{'&lt;div&gt;' * 50_000}x</description>"),
        "HTML tables 5,000 deep": lambda: rss(inner=f"<description>{'&lt;table&gt;&lt;tr&gt;&lt;td&gt;' * 5_000}x</description>"),
        "a table of 10^9 columns": lambda: rss(
            inner='<description>&lt;table>&lt;td colspan="999999999">x&lt;/table></description>'
        ),
        "a list from 10^9999": lambda: rss(inner=f'<description>&lt;ol start="{HUGE}">&lt;li>x&lt;/ol></description>'),
        "a script, a frame, a form": lambda: rss(
            inner="<description>&lt;script>alert(1)&lt;/script>&lt;iframe src='http://SERVER/canary'>&lt;/iframe>"
            "&lt;img src='http://SERVER/canary' onerror='alert(1)'>&lt;form action='http://SERVER/canary'>&lt;/form></description>"
        ),
        "one word of 4 MB": lambda: rss(inner=f"<description>{'w' * 4_000_000}</description>"),
        "a ttl of 10,000 digits": lambda: rss().replace(b"<item>", f"<ttl>{HUGE}</ttl><item>".encode()),
        "all hours and days skipped": lambda: rss().replace(
            b"<item>",
            (
                f"<skipHours>{''.join(f'<hour>{n}</hour>' for n in range(-9, 99))}</skipHours>"
                f"<skipDays>{'<day>Monday</day>' * 99}</skipDays><item>"
            ).encode(),
        ),
        "dates of 10,000 digits": lambda: rss(inner=f"<pubDate>{HUGE}</pubDate>"),
        "a date of the year 999999": lambda: rss(inner="<pubDate>Mon, 01 Jan 999999 99:99:99 +9999</pubDate>"),
        "a date below zero": lambda: rss(inner="<pubDate>-0001-13-45T25:61:61-25:00</pubDate>"),
        "a date in 2999": lambda: rss(inner="<pubDate>Tue, 01 Jan 2999 00:00:00 GMT</pubDate>"),
        "a date of 1 MB": lambda: rss(inner=f"<pubDate>{'Mon, ' * 200_000}</pubDate>"),
        "a source within itself": lambda: rss(inner="<source url='x'>" * 5_000),
        "a cloud to register with": lambda: rss().replace(
            b"<item>", b'<cloud domain="SERVER" path="/canary" protocol="http-post"/><item>'
        ),
    },
    "title": {
        "blanks": lambda: rss(title=" " * 1_000_000, item="\t" * 1_000_000),
        "none": lambda: rss(title="", item=""),
        "100,000 tags": lambda: rss(item="&lt;b&gt;" * 100_000),
        "an entity in an entity": lambda: rss(item="&amp;amp;amp;lt;script&amp;gt;"),
    },
    "url": {
        "a script": lambda: rss(inner="<link>javascript:alert(1)</link>"),
        "a file": lambda: rss(inner="<link>file:///etc/passwd</link>"),
        "data": lambda: rss(inner="<link>data:text/html,&lt;script></link>"),
        "an option": lambda: rss(inner="<link>--help</link>"),
        "a user and a password": lambda: rss(inner="<link>http://ann:s3cr3t@127.0.0.1:1/x</link>"),
        "1 MB": lambda: rss(inner=f"<link>http://127.0.0.1:1/{'a' * 1_000_000}</link>"),
        "10,000 links": lambda: rss(inner="<link>http://127.0.0.1:1/links</link>" * 10_000),
        "a host of escapes": lambda: rss(inner="<link>http://\x9b31m.example/</link>"),
    },
    "json": {
        "numbers of 10,000 digits in dates": lambda: rss(inner=f"<pubDate>{HUGE}-01-01</pubDate><comments>{HUGE}</comments>"),
        "a length of 10,000 digits": lambda: rss(inner=f'<enclosure url="http://a/b" length="{HUGE}" type="audio/mpeg"/>'),
    },
}
_JSON: Final[dict[Surface, dict[str, Callable[[], bytes]]]] = {
    "body": {
        "a lone surrogate": lambda: (
            b'{"version":"https://jsonfeed.org/version/1","items":[{"id":"\\ud800","content_text":"\\udfff"}]}'
        ),
        "100,000 deep": lambda: b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 100_000,
        "objects 100,000 deep": lambda: b'{"version":"https://jsonfeed.org/version/1","items":' + b'{"a":' * 100_000,
        "a number of 10,000 digits": lambda: json_feed({"id": 1}).replace(b"1}", HUGE.encode() + b"}"),
        "a number that is none": lambda: json_feed({"id": 1}).replace(b"1}", b'1e99999, "n": NaN, "i": -Infinity}'),
        "a key 100,000 times": lambda: (
            b'{"version":"https://jsonfeed.org/version/1",' + b'"items":[],' * 100_000 + b'"items":[{"id":"1","title":"x"}]}'
        ),
        "100,000 entries": lambda: json_feed(*({"id": str(n), "title": f"Entry {n}"} for n in range(100_000))),
        "entries that are none": lambda: json_feed(None, 1, "x", [], [[]], True, {"id": None}, {}),
        "entries that are an object": lambda: json_feed().replace(b"[]", b'{"a":{"id":"1"}}'),
        "fields of the wrong kind": lambda: json_feed(
            {"id": [], "title": {}, "content_html": 5, "url": {}, "tags": "x", "authors": 7, "attachments": {"url": 1}}
        ),
        "a body that is half": lambda: json_feed({"id": "1", "title": "x" * 1_000})[:-200],
        "no UTF-8": lambda: json_feed({"id": "1", "title": "x"}).replace(b"x", b"\xff\xfe\xc0"),
        "UTF-16": lambda: json_feed({"id": "1", "title": "x"}).decode().encode("utf-16"),
        "garbage behind": lambda: json_feed({"id": "1", "title": "x"}) + b"\x00\x1b[2J" * 100,
        "prototypes": lambda: json_feed({"id": "1", "__proto__": {"x": 1}, "constructor": {}, "__class__": "os"}),
        "a string of 10 MB": lambda: json_feed({"id": "1", "content_text": "x" * (10 << 20)}),
        "a hub": lambda: json_feed(
            {"id": "1"}, hubs=[{"type": "WebSub", "url": "http://SERVER/canary"}], icon="http://SERVER/canary"
        ),
    },
    "title": {
        "a list": lambda: json_feed({"id": "1", "title": ["a", ["b"]]}, title=["a"]),
        "a number": lambda: json_feed({"id": "1", "title": 1e308}, title=7),
        "5 MB": lambda: json_feed({"id": "1", "title": "t" * 5_000_000}, title="t" * 5_000_000),
    },
    "url": {
        "an object": lambda: json_feed({"id": "1", "url": {"a": 1}, "external_url": ["x"]}),
        "a script": lambda: json_feed(
            {"id": "1", "url": "javascript:alert(1)", "title": "x"}, home_page_url="javascript:alert(1)"
        ),
        "a next page": lambda: json_feed(
            {"id": "1", "title": "x"}, next_url="http://SERVER/canary", feed_url="http://SERVER/canary"
        ),
    },
    "json": {
        "what JSON itself must escape": lambda: json_feed({"id": "1", "title": '"\\\u2028\u2029\u0085</script>\x00\x1f'}),
        "a key that is a payload": lambda: json_feed({"id": "1", "title": "x", "\x1b[2J": "y"}),
    },
}


def feed_cases() -> Iterator[Case]:
    """All of them."""
    for surface, table in _FEEDS.items():
        for name, body in table.items():
            yield Case(name=name, attack="feeds", surface=surface, body=body, outcomes=EITHER)
    for surface, table in _JSON.items():
        for name, body in table.items():
            yield Case(name=name, attack="json", surface=surface, body=body, kind=JSON, outcomes=EITHER)
    for codec in ("utf-16", "utf-32", "utf-7", "cp037", "iso2022_jp", "latin-1"):
        entry = json.dumps({"id": "1", "title": "Grüße 서울 日本"}, ensure_ascii=False)
        made = json_feed().replace(b"[]", f"[{entry}]".encode()).decode().encode(codec, "replace")
        yield Case(name=codec, attack="encodings", surface="json", body=made, kind=JSON, outcomes=EITHER)
