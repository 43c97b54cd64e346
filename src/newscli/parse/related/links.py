"""The links of a page that could name an article: which address, which words; one `Target` for each address."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from newscli.parse.page_tree import HEADING_TAGS, Element, Page, text_of, weight, word_count
from newscli.parse.related.addresses import carries, is_service, is_social
from newscli.parse.related.labels import is_label
from newscli.urls import WebUrl, find_web_url, host_of, strip_tracking, url_key

MAX_LINKS: Final = 2_000
"""Links that are looked at: twice what the fullest real page has."""

MAX_SAME: Final = 12
"""Links to one address whose words are looked at: real pages have up to six."""

_MINOR = re.compile(r"/(?:tags?|authors?|autor(?:en|es)?|auteurs?|profile|users?|category|categories)/[^/]+/?$", re.IGNORECASE)
"""Addresses that a card names beside its article: its author, its category."""
_FILES = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp3|mp4|zip|xml|rss|ics|css|js|exe|dmg)$", re.IGNORECASE)


@dataclass(slots=True)
class Target:
    """One address and the links to it, in reading order; `title` the best words any of them gives."""

    url: WebUrl
    key: str
    links: list[Element] = field(default_factory=list)
    titles: list[tuple[int, str]] = field(default_factory=list)
    """(rank, words): rank 3 a heading, 2 plain words, 1 an attribute; labels such as "Read more" are not among them."""

    @property
    def title(self) -> str:
        """The best words of any link to it, by rank, then length."""
        return max(self.titles, key=lambda pair: (pair[0], len(pair[1])))[1] if self.titles else ""

    @property
    def is_headline(self) -> bool:
        """Whether its words could be a headline rather than the name of a section."""
        if _MINOR.search(self.url.partition("?")[0]) or all("author" in (link.get("rel") or "") for link in self.links):
            return False
        return any(word_count(words) >= 3 and weight(words) >= 15 for _, words in self.titles)

    @property
    def has_words(self) -> bool:
        """Whether it has words of its own and names no author or topic: enough in a list that says what it holds."""
        return any(rank >= 2 and weight(words) >= 3 for rank, words in self.titles) and not _MINOR.search(self.url)


def find_targets(page: Page) -> dict[str, Target]:
    """The addresses that the page's body links to, without the page itself, files, networks of people, and links within it."""
    found: dict[str, Target] = {}
    urls: dict[str, tuple[WebUrl, str] | None] = {}
    own = _own_keys(page)
    # Where the page's own address needs no query, one with a query is a view of the page: its comments, its print.
    whole = {key for key in own if "?" not in key and "/" in key.rstrip("/")}
    for number, link in enumerate(page.body.iter("a")):
        if number >= MAX_LINKS:
            break
        href = (link.get("href") or "").strip()
        if not href or href[0] == "#":
            continue
        if href not in urls:
            urls[href] = _resolved(href, page)
        known = urls[href]
        if known is None or known[1] in own or known[1].partition("?")[0] in whole:
            continue
        url, key = known
        found.setdefault(key, Target(url, key)).links.append(link)
    _give_titles(found)
    return found


def _resolved(href: str, page: Page) -> tuple[WebUrl, str] | None:
    url = find_web_url(href, page.base or None)
    if url is None:
        return None
    url = strip_tracking(url)
    if is_social(url) and not (page.url and host_of(url) == host_of(page.url)):
        return None
    if _FILES.search(url.partition("?")[0]) or is_service(url) or (page.url and carries(url, page.url)):
        return None
    return url, url_key(url)


def _own_keys(page: Page) -> set[str]:
    keys = {url_key(page.url)} if page.url else set()
    for link in page.root.iter("link"):
        if (link.get("rel") or "").lower() in ("canonical", "amphtml"):
            url = find_web_url(link.get("href") or "", page.base or None)
            if url:
                keys.add(url_key(url))
    return keys


def _give_titles(targets: dict[str, Target]) -> None:
    texts = {link: text_of(link) for target in targets.values() for link in target.links}
    # Words that several addresses share say nothing about any of them, in whatever language: "Read more", "Weiterlesen".
    shared = Counter(text for target in targets.values() for text in {texts[link] for link in target.links})
    for target in targets.values():
        for link in target.links[:MAX_SAME]:
            words = texts[link]
            if words and shared[words] < 3 and not is_label(words):
                target.titles.append((3 if _in_heading(link) else 2, words))
            for name in ("title", "aria-label"):
                named = " ".join((link.get(name) or "").split())
                if named and not is_label(named):
                    target.titles.append((1, named))
            for image in link.iter("img"):
                named = " ".join((image.get("alt") or "").split())
                if named and not is_label(named):
                    target.titles.append((0, named))


def _in_heading(link: Element) -> bool:
    if any(True for _ in link.iter(*HEADING_TAGS)):
        return True
    node = link.getparent()
    for _ in range(3):
        if node is None:
            return False
        if node.tag in HEADING_TAGS:
            return True
        node = node.getparent()
    return False
