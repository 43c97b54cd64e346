"""What leads back to the page itself: its posts, its further pages, its section, the same text elsewhere; no further reading."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from newscli.parse.page_tree import HEADING_TAGS, Page, bare, text_within
from newscli.parse.page_words import word_set
from newscli.parse.related.cards import Card
from newscli.urls import WebUrl, host_of

_PART: Final = re.compile(
    r"(?:(?:posts?|page|seite|pagina|p|msg|message|comments?|reply)[-_/=]?)?\d+(?:\.html?)?|latest|newest|unread|last|new|print",
    re.IGNORECASE,
)
"""What stands behind a page's own address where one of its posts or pages is meant: "post-123", "page-2", "4"."""
_NUMBERS: Final = word_set("t tid thread threadid thread_id topic topicid topic_id showtopic id")
"""Parameters by which forums and old systems name the page; what else their addresses say is the place on it."""
ANSWER: Final = re.compile(r"\s*(?:re|aw|antw|sv|vs|odp|ynt|rép|res|ответ|回复|回覆)\s*[:：]\s*", re.IGNORECASE)
"""How the title of an answer begins."""
_LEAST: Final = 12
"""Letters and digits of a title that no two pages share by chance."""
_SLUG: Final = 3
"""Hyphens of a step that is written for one article."""
_ROOM: Final = 300
_HEADINGS: Final = 3


class OwnPage:
    """The address and the title of the page that is read, to know the cards that are of it."""

    def __init__(self, page: Page) -> None:
        self._url = page.url
        self._headings = {bare(text_within(element, _ROOM)) for element in page.body.iter("h1")}
        self._head = bare(" ".join((page.root.findtext(".//title") or "").split()))

    def holds(self, card: Card) -> bool:
        """Whether `card` is a post or a page of this one, its section, or the same text at another address."""
        url = card.target.url
        if self._url is None or host_of(url) != host_of(self._url):
            return False
        if is_part(url, self._url) or is_above(url, self._url):
            return True
        return any(self._is_answer(title) or self._is_copy(title, url) for title in _titles(card))

    def is_section(self, card: Card) -> bool:
        """Whether `card` is only the name of a section, a topic or a publication of this site."""
        url = card.target.url
        return (
            self._url is not None and host_of(url) == host_of(self._url) and is_named_section(url, self._url, card.target.title)
        )

    def _is_answer(self, title: str) -> bool:
        """Whether a title is that of a post in this thread: "Re: ..."."""
        found = ANSWER.match(title)
        asked = bare(title[found.end() :]) if found else ""
        return len(asked) >= _LEAST and self._head.startswith(asked)

    def _is_copy(self, title: str, url: WebUrl) -> bool:
        """Whether title and slug are this page's; a column that comes each week has its title, and another slug."""
        name = bare(title)
        if len(name) < _LEAST or name not in self._headings or not self._head.startswith(name):
            return False
        return bool(_slugs(url) & _slugs(self._url or url))


def is_part(url: WebUrl, own: WebUrl) -> bool:
    """Whether `url`, on the host of `own`, is a place on the page at `own` (a post, a page of a thread), or that on it."""
    there, here = urlsplit(url), urlsplit(own)
    path, own_path = there.path.rstrip("/"), here.path.rstrip("/")
    if path == own_path and here.query:
        ours, theirs = parse_qs(here.query), parse_qs(there.query)
        return any(ours[name] == theirs.get(name) for name in ours if name.lower() in _NUMBERS)
    return _is_place(path, own_path) or _is_place(own_path, path)


def is_above(url: WebUrl, own: WebUrl) -> bool:
    """Whether `url`, on the host of `own`, is the section or publication in the path of `own`."""
    path = urlsplit(url).path.rstrip("/")
    is_short = path.count("/") == 1 or path.rpartition("/")[2].count("-") < _SLUG
    return bool(path) and is_short and urlsplit(own).path.startswith(f"{path}/")


def is_named_section(url: WebUrl, own: WebUrl, title: str) -> bool:
    """Whether `url`, on the host of `own` and less deep, only has its own name for a title: "/sports/college-sports/"."""
    path = urlsplit(url).path.rstrip("/")
    if path.count("/") >= urlsplit(own).path.rstrip("/").count("/") or any(char.isdigit() for char in path):
        return False
    name = path.rpartition("/")[2]
    # A first step may be somewhat longer, as that of a publication: "/javascript-in-plain-english".
    return name.count("-") < _SLUG + (path.count("/") == 1) and bare(unquote(name)) == bare(title) != ""


def _is_place(path: str, page: str) -> bool:
    is_deep = page.count("/") > 1 or any(char.isdigit() for char in page)
    return is_deep and path.startswith(f"{page}/") and bool(_PART.fullmatch(path[len(page) + 1 :]))


def _titles(card: Card) -> Iterator[str]:
    yield card.target.title
    yield from (text_within(heading, _ROOM) for heading in islice(card.box.iter(*HEADING_TAGS), _HEADINGS))


def _slugs(url: WebUrl) -> set[str]:
    return {step for step in urlsplit(url).path.split("/") if step.count("-") >= _SLUG}
