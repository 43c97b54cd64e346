"""The smaller facts of a page: language, image, outlet, addresses, and a stated summary."""

import re

from newscli.parse.metadata.found import Found
from newscli.parse.metadata.head import Head
from newscli.parse.metadata.jsonld import Node, address_of, text_in
from newscli.parse.page_tree import Page
from newscli.urls import WebUrl, find_web_url, is_article_like, outlet_host, strip_tracking

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def find_language(head: Head, node: Node | None) -> Found[str] | None:
    """The language as a BCP 47 tag, as stated by <html lang>, JSON-LD or og:locale."""
    for source, value in (
        ("html lang", head.language),
        ("json-ld", text_in((node or {}).get("inLanguage"))),
        ("meta", head.first("content-language", "og:locale", "language", "dc.language")),
    ):
        found = _LANGUAGE.match(value.strip())
        if found:
            parts = found.group().replace("_", "-").split("-")
            tag = "-".join([parts[0].lower(), *(part.upper() if len(part) == 2 else part for part in parts[1:])])
            return Found(tag, (source,))
    return None


def find_image(page: Page, head: Head, node: Node | None) -> Found[WebUrl] | None:
    """The article's picture as stated for sharing."""
    for source, value in (
        ("meta", head.first("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")),
        ("json-ld", address_of((node or {}).get("image"))),
    ):
        found = find_web_url(value, page.base or None) if value else None
        if found:
            return Found(found, (source,))
    return None


def find_outlet(head: Head, node: Node | None) -> Found[str] | None:
    """The publisher's name."""
    for source, words in (
        ("meta", head.first("og:site_name")),
        ("json-ld", text_in((node or {}).get("publisher"))),
        ("meta", head.first("application-name", "publisher", "dc.publisher")),
    ):
        if words:
            return Found(words, (source,))
    return None


def find_canonical(page: Page, head: Head) -> WebUrl | None:
    """The page's canonical address if it is one of the same outlet and could name an article; else where it was read."""
    for value in [*head.links.get("canonical", []), *head.all("og:url")]:
        found = find_web_url(value, page.base or None)
        if found is None:
            continue
        if page.url is None or (outlet_host(found) == outlet_host(page.url) and is_article_like(found)):
            return strip_tracking(found)
    return page.url


def find_amp(page: Page, head: Head) -> WebUrl | None:
    """The address of the page's AMP copy."""
    return next((url for value in head.links.get("amphtml", []) if (url := find_web_url(value, page.base or None))), None)


def find_summary(head: Head, node: Node | None) -> Found[str] | None:
    """What the page says of itself in a sentence or two."""
    for source, words in (
        ("meta", head.first("og:description", "description", "twitter:description", "dc.description")),
        ("json-ld", text_in((node or {}).get("description"))),
    ):
        if words:
            return Found(words, (source,))
    return None
