"""Cases of XML and of encodings: what a parser can be made to build, to read, to fetch, or to misread."""

from collections.abc import Callable, Iterator
from typing import Final

from tests.hostile.matrix import EITHER, Case, Surface

HEAD: Final = "<rss version='2.0'><channel><title>{}</title><item><title>{}</title><guid>one</guid>"
TAIL: Final = "</item></channel></rss>"
CANARY: Final = "/canary"
"""An address of the server that nothing may ever ask for."""


def rss(*, title: str = "Feed", item: str = "An entry", inner: str = "", before: str = "") -> bytes:
    """A feed of one entry, `before` standing where a document type does."""
    return f"<?xml version='1.0'?>{before}{HEAD.format(title, item)}{inner}{TAIL}".encode()


def laughs(kind: str, levels: int = 12) -> str:
    """Entities that name each other ten times a level: a billion of the last one, `kind` being the first."""
    more = "".join(f'<!ENTITY l{level} "{10 * _entity(level - 1)}">' for level in range(1, levels))
    return f'<!DOCTYPE rss [<!ENTITY l0 "{kind}">{more}]>'


def _entity(level: int) -> str:
    return f"&l{level};"


QUADRATIC: Final = f'<!DOCTYPE rss [<!ENTITY big "{"x" * 50_000}">]>'
_BODIES: Final[dict[str, Callable[[], bytes]]] = {
    "a billion laughs": lambda: rss(before=laughs("ha"), inner="<description>&l11;</description>"),
    "one large entity, often": lambda: rss(before=QUADRATIC, inner=f"<description>{'&big;' * 20_000}</description>"),
    "a parameter entity": lambda: rss(
        before="<!DOCTYPE rss [<!ENTITY % a \"<!ENTITY b 'bomb'>\">%a;]>", inner="<description>&b;</description>"
    ),
    "an entity that names itself": lambda: rss(
        before='<!DOCTYPE rss [<!ENTITY a "&a;">]>', inner="<description>&a;</description>"
    ),
    "an external file": lambda: rss(
        before='<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>', inner="<description>&f;</description>"
    ),
    "an external address": lambda: rss(
        before='<!DOCTYPE rss [<!ENTITY f SYSTEM "http://SERVER/canary">]>', inner="<description>&f;</description>"
    ),
    "an external document type": lambda: rss(before='<!DOCTYPE rss SYSTEM "http://SERVER/canary">'),
    "a public document type": lambda: rss(before='<!DOCTYPE rss PUBLIC "-//N//DTD//EN" "http://SERVER/canary">'),
    "an external parameter entity": lambda: rss(before='<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://SERVER/canary">%p;]>'),
    "XInclude": lambda: rss(
        inner='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    ),
    "a stylesheet": lambda: rss(before='<?xml-stylesheet type="text/xsl" href="http://SERVER/canary"?>'),
    "a schema": lambda: rss(
        inner='<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x http://SERVER/canary"/>'
    ),
    "100,000 deep": lambda: rss(inner="<a>" * 100_000 + "</a>" * 100_000),
    "300,000 attributes": lambda: rss(inner="<a " + " ".join(f'a{n}="1"' for n in range(300_000)) + "/>"),
    "50,000 namespaces": lambda: rss(inner="<a " + " ".join(f'xmlns:a{n}="u{n}"' for n in range(50_000)) + "/>"),
    "2 MB of angle brackets": lambda: rss(inner="<" * 2_000_000),
    "2 MB of ampersands": lambda: rss(inner="&" * 2_000_000),
    "an attribute of 15 MB": lambda: rss(inner=f'<a b="{"x" * (15 << 20)}"/>'),
    "an attribute that never ends": lambda: rss(inner='<a b="' * 300_000),
    "comments that never end": lambda: rss(inner="<!--" * 300_000),
    "CDATA that never ends": lambda: rss(inner="<![CDATA[" * 300_000),
    "document types that never end": lambda: rss(inner="<!DOCTYPE a [" * 100_000),
    "processing instructions": lambda: rss(inner="<?a b?>" * 200_000),
    "references to no characters": lambda: rss(
        inner="<description>&#0;&#x1b;&#xD800;&#99999999999;&#xFFFE;&nosuch;</description>"
    ),
    "a reference of 100,000 digits": lambda: rss(inner=f"<description>&#{'9' * 100_000};</description>"),
    "NULs": lambda: rss(inner="<description>a\0b\0</description>"),
    "nothing closed": lambda: rss(inner="<description>")[: -len(TAIL)],
    "two roots": lambda: rss() + rss(),
    "a root behind 100,000 blanks": lambda: b" \n" * 100_000 + rss(),
}
_TITLES: Final[dict[str, Callable[[], bytes]]] = {
    "a billion laughs in the feed's": lambda: rss(before=laughs("ha"), title="&l11;"),
    "a billion laughs in an entry's": lambda: rss(before=laughs("ha"), item="&l11;"),
    "5 MB": lambda: rss(title="t" * 5_000_000, item="i" * 5_000_000),
    "CDATA in CDATA": lambda: rss(item="<![CDATA[a<![CDATA[b]]>c]]>"),
    "escapes as references": lambda: rss(title="before&#27;[2J&#x9b;31m&#x202e;after", item="before&#27;]0;owned&#7;after"),
}
_URLS: Final[dict[str, Callable[[], bytes]]] = {
    "an entity in a link": lambda: rss(
        before='<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>', inner="<link>http://127.0.0.1:1/&f;</link>"
    ),
    "a base that is a script": lambda: rss(inner='<link xml:base="javascript:alert(1)">x</link>'),
    "a base of 1 MB": lambda: rss(inner=f'<link xml:base="http://h/{"x" * 1_000_000}">y</link>'),
}
TEXT: Final = "<description>Grüße aus 서울 и Москва</description>"


def _charset(declared: str, codec: str | None = None, *, raw: bytes = b"") -> Callable[[], bytes]:
    document = f"<?xml version='1.0' encoding='{declared}'?>{HEAD.format('Feed', 'An entry')}{TEXT}{TAIL}"
    return lambda: document.encode(codec or "utf-8", "replace") + raw


_ENCODED: Final[dict[str, Callable[[], bytes]]] = {
    "UTF-7": lambda: b"<?xml version='1.0' encoding='utf-7'?>+ADw-rss+AD4-+ADw-script+AD4-",
    "UTF-7 in a feed": _charset("utf-7"),
    "UTF-16 without a mark": _charset("utf-16", "utf-16-le"),
    "UTF-16 said to be UTF-8": _charset("utf-8", "utf-16"),
    "UTF-8 said to be UTF-16": _charset("utf-16"),
    "UTF-32": _charset("utf-32", "utf-32"),
    "half a UTF-16 character": _charset("utf-16", "utf-16", raw=b"\xd8"),
    "EBCDIC": _charset("cp037", "cp037"),
    "ISO-2022-JP, which has escapes of its own": _charset("iso-2022-jp", "iso2022_jp"),
    "escapes of ISO-2022 in UTF-8": _charset("iso-2022-kr"),
    "HZ": _charset("hz-gb-2312", "hz"),
    "Shift_JIS said to be UTF-8": _charset("utf-8", "shift_jis"),
    "EUC-KR said to be Latin-1": _charset("iso-8859-1", "euc-kr"),
    "Latin-1 said to be ASCII": _charset("us-ascii", "latin-1"),
    "overlong": lambda: rss(inner="<description>x</description>").replace(b"x", b"\xc0\xbc\xe0\x80\xaf\xf8\x88\x80\x80\x80"),
    "surrogates": lambda: rss(inner="<description>x</description>").replace(b"x", b"\xed\xa0\xbd\xed\xb8\x80"),
    "two marks": lambda: b"\xff\xfe\xef\xbb\xbf" + rss(),
    "a codec that packs": _charset("zlib_codec"),
    "a codec that runs": _charset("unicode_escape"),
    "a codec of names": _charset("punycode"),
    "a codec that fails": _charset("undefined"),
    "a codec of 100,000 characters": _charset("x" * 100_000),
    "a codec of escapes": _charset("\x1b[31m"),
    "every byte": lambda: bytes(range(256)) * 4_000,
    "random bytes behind a feed": lambda: rss() + bytes((n * 7919) % 256 for n in range(100_000)),
}


def xml_cases() -> Iterator[Case]:
    """All of them."""
    tables: dict[Surface, dict[str, Callable[[], bytes]]] = {"body": _BODIES, "title": _TITLES, "url": _URLS}
    for surface, table in tables.items():
        for name, body in table.items():
            yield Case(name=name, attack="xml", surface=surface, body=body, outcomes=EITHER)
    for name, body in _ENCODED.items():
        yield Case(name=name, attack="encodings", surface="body", body=body, outcomes=EITHER)
    for name, codec in (("EUC-KR", "euc-kr"), ("ISO-2022-JP", "iso2022_jp"), ("UTF-16", "utf-16")):
        title = "before \x1b[2J 서울 日本 after"
        made = f"<?xml version='1.0' encoding='{codec}'?>{HEAD.format(title, title)}{TAIL}".encode(codec, "replace")
        yield Case(name=f"escapes in {name}", attack="encodings", surface="title", body=made, outcomes=EITHER)
