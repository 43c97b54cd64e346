"""The article's own title: the <h1> that the head confirms, else what the head states, without the site's name."""

import re
from typing import Final

from newscli.parse.metadata.head import Head, microdata
from newscli.parse.metadata.jsonld import Node, text_in
from newscli.parse.page_tree import Element, Page, text_of

_SPLIT = re.compile(r"(\s+[-|–—»«·•:/]+\s+|\s*[|｜]\s*|\s»\s|_)")
TITLE_LIMIT: Final = 500


def find_title(page: Page, head: Head, node: Node | None) -> str:
    """The title; an empty string if the page has none."""
    stated = [head.first("og:title"), head.title, head.first("twitter:title", "dc.title", "title", "headline", "parsely-title")]
    headline = text_in((node or {}).get("headline")) or text_in((node or {}).get("name"))
    confirmed = _confirmed_heading(page, [*stated, headline])
    if confirmed:
        return confirmed
    if headline:
        return headline[:TITLE_LIMIT]
    marked = next((value for _, value in microdata(page, "headline") if value), "")
    if marked:
        return marked[:TITLE_LIMIT]
    site = head.first("og:site_name", "application-name") or text_in(((node or {}).get("publisher")))
    for words in stated:
        if words:
            return without_site(words, site)[:TITLE_LIMIT]
    heading = next((text_of(element) for element in page.body.iter("h1", "h2") if text_of(element)), "")
    return heading[:TITLE_LIMIT]


def without_site(title: str, site: str) -> str:
    """`title` without the site's name before or behind it; without a known name, without a short last part."""
    parts = _SPLIT.split(title)
    if len(parts) < 3:
        return title
    known = _bare(site)
    for keep, name in ((parts[:-2], parts[-1]), (parts[2:], parts[0])):
        if known and (_bare(name) == known or (len(_bare(name)) > 3 and (_bare(name) in known or known in _bare(name)))):
            rest = "".join(keep).strip()
            return without_site(rest, site) if rest else title
    if "|" in parts[-2] or "｜" in parts[-2] or (len(parts[-1].split()) <= 4 and len("".join(parts[:-2])) > 2 * len(parts[-1])):
        return "".join(parts[:-2]).strip()
    return title


def _confirmed_heading(page: Page, stated: list[str]) -> str:
    """The heading that stands inside what the head states, or holds it: the longest <h1>, else an <h2>."""
    bares = [_bare(words) for words in stated if words]
    for tag in ("h1", "h2"):
        best = ""
        for element in page.body.iter(tag):
            words = _heading_words(element)
            bare = _bare(words)
            if len(bare) < 4 or len(words) > TITLE_LIMIT:
                continue
            if any(_agree(bare, other) for other in bares) and len(words) > len(best):
                best = words
        if best:
            return best
    return ""


def _heading_words(element: Element) -> str:
    return text_of(element)


def _agree(bare: str, other: str) -> bool:
    return (
        bool(other) and (bare in other or (other in bare and len(other) * 2 > len(bare))) and len(bare) * 4 > min(len(other), 40)
    )


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
