"""Cases of lists of subscriptions: OPML that runs, reads, grows, or is something else."""

import json
from collections.abc import Callable, Iterator
from typing import Final

from tests.hostile.matrix import Attack, Case, Surface
from tests.hostile.xml_cases import laughs

GOOD: Final = '<outline type="rss" text="Honest" xmlUrl="http://127.0.0.1:1/honest"/>'


def opml(outlines: str, *, before: str = "", encoding: str = "utf-8", head: str = "") -> bytes:
    """A list with an honest feed at its end."""
    start = f'<?xml version="1.0" encoding="{encoding}"?>{before}<opml version="2.0"><head>{head}</head>'
    text = f"{start}<body>{outlines}{GOOD}</body></opml>"
    return text.encode(encoding, "surrogatepass" if encoding == "utf-8" else "replace")


def outline(**attributes: str) -> str:
    """One subscription."""
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<outline type='rss' {written}/>"


_LISTS: Final[dict[tuple[Attack, Surface], dict[str, Callable[[], bytes]]]] = {
    ("opml", "url"): {
        "a newsboat command": lambda: opml(outline(text="x", xmlUrl="exec:touch owned")),
        "a newsboat filter": lambda: opml(outline(text="x", xmlUrl="filter:touch owned:http://127.0.0.1:1/x")),
        "a pipe": lambda: opml(outline(text="x", xmlUrl="|touch owned")),
        "quotes and a pipe": lambda: opml(outline(text="x", xmlUrl="&quot;|touch owned&quot;")),
        "a shell's": lambda: opml(outline(text="x", xmlUrl="http://127.0.0.1:1/$(touch owned)`touch owned`;touch owned")),
        "a file": lambda: opml(outline(text="x", xmlUrl="file:///etc/passwd")),
        "a script": lambda: opml(outline(text="x", xmlUrl="javascript:alert(1)", htmlUrl="javascript:alert(1)")),
        "an option": lambda: opml(outline(text="x", xmlUrl="--help")),
        "a password": lambda: opml(outline(xmlUrl="http://ann:s3cr3t@127.0.0.1:1/p")),
        "100,000 characters": lambda: opml(outline(text="x", xmlUrl=f"http://127.0.0.1:1/{'a' * 100_000}")),
    },
    ("opml", "title"): {
        "5 MB": lambda: opml(outline(text="t" * 5_000_000, xmlUrl="http://127.0.0.1:1/long")),
        "what is refused, with escapes": lambda: opml(outline(text="before&#x9b;31m&#x202e;after", xmlUrl="exec:x")),
        "folders of escapes": lambda: opml(f'<outline text="&#x9b;31m&#x202e;">{outline(text="x", xmlUrl="http://127.0.0.1:1/f")}</outline>'),
        "tags of 1 MB": lambda: opml(outline(text="x", category=f"/{'c' * 1_000_000}", xmlUrl="http://127.0.0.1:1/c")),
    },
    ("opml", "body"): {
        "100,000 folders deep": lambda: opml("<outline text='f'>" * 100_000),
        "60,000 feeds": lambda: opml("".join(outline(text=f"n{n}", xmlUrl=f"http://127.0.0.1:1/{n}") for n in range(60_000))),
        "a feed 50,000 times": lambda: opml(outline(text="x", xmlUrl="http://127.0.0.1:1/same") * 50_000),
        "50,000 attributes": lambda: opml("<outline " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>"),
        "half": lambda: opml(GOOD)[:-30],
        "JSON": lambda: json.dumps({"opml": [{"xmlUrl": "http://127.0.0.1:1/j"}]}).encode(),
        "a page": lambda: b"<!doctype html><title>x</title><p>y",
        "noise": lambda: bytes(range(256)) * 1_000,
        "16 MB of blanks": lambda: b" " * (16 << 20),
    },
    ("opml", "opml"): {
        "a list in a list": lambda: opml('<outline type="include" url="http://SERVER/canary"/>'),
        "a head of owners": lambda: opml("", head="<ownerName>\x85\u202e</ownerName><docs>http://SERVER/canary</docs>"),
    },
    ("xml", "opml"): {
        "a billion laughs": lambda: opml(
            outline(text="&l11;", xmlUrl="http://127.0.0.1:1/l"), before=laughs("ha").replace(" rss ", " opml ")
        ),
        "an external file": lambda: opml(
            outline(text="&f;", xmlUrl="http://127.0.0.1:1/e"), before='<!DOCTYPE opml [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        ),
        "an external document type": lambda: opml("", before='<!DOCTYPE opml SYSTEM "http://SERVER/canary">'),
        "an external parameter entity": lambda: opml("", before='<!DOCTYPE opml [<!ENTITY % p SYSTEM "http://SERVER/canary">%p;]>'),
    },
    ("encodings", "opml"): {
        "UTF-16": lambda: opml(outline(text="x", xmlUrl="http://127.0.0.1:1/u16"), encoding="utf-16"),
        "UTF-7": lambda: opml(outline(text="+ADw-x", xmlUrl="http://127.0.0.1:1/u7")).replace(b"utf-8", b"utf-7"),
        "ISO-2022-JP": lambda: opml(outline(text="日本", xmlUrl="http://127.0.0.1:1/jp"), encoding="iso2022_jp"),
        "half characters": lambda: opml(outline(text="\ud800", xmlUrl="http://127.0.0.1:1/s")),
    },
}  # fmt: skip


def opml_cases() -> Iterator[Case]:
    """All of them: files for `import`."""
    for (attack, surface), table in _LISTS.items():
        for name, body in table.items():
            yield Case(name=name, attack=attack, surface=surface, body=body, kind="text/x-opml")
