"""All facts of an article page, each with the evidence it was taken from: the one call that a page's reader makes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newscli.models.parsed import Evidence, Fact
from newscli.parse.metadata.author import Authors, find_authors
from newscli.parse.metadata.dates import Dates, find_dates
from newscli.parse.metadata.facts import find_image, find_summary
from newscli.parse.metadata.found import Found
from newscli.parse.metadata.place import find_place
from newscli.parse.metadata.sources import Sources
from newscli.parse.metadata.title import find_title
from newscli.parse.metadata.topics import find_topics
from newscli.parse.metadata.views import find_views
from newscli.parse.page_dates import Frame
from newscli.parse.page_tree import Element
from newscli.text import clean_line
from newscli.urls import WebUrl


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says about its article; strings are as the page has them, not yet safe to print."""

    title: str
    authors: Authors
    dates: Dates
    topics: tuple[str, ...]
    views: int | None
    image: WebUrl | None
    summary: str
    evidence: tuple[Evidence, ...]


def read_facts(sources: Sources, boxes: Iterable[Element], frame: Frame) -> Facts:
    """The facts of the page's article; `boxes` are its cards, which speak of other articles."""
    title = find_title(sources)
    place = find_place(sources.page, sources.prose, title.value, boxes)
    authors = find_authors(sources, place, title.value)
    dates = find_dates(sources, place, title.value, frame.at(sources.page.url))
    page, head, node = sources.page, sources.head, sources.node
    topics, views = find_topics(sources, place, title.value), find_views(page, node, place)
    image, summary = find_image(page, head, node), find_summary(head, node)
    simple: dict[Fact, Found[object] | None] = {
        "title": title if title.value else None, "topics": topics, "language": sources.language, "image": image, "views": views,
        "summary": summary, "outlet": sources.outlet,
    }  # fmt: skip
    return Facts(
        title.value, authors, dates, topics.value if topics else (), views.value if views else None,
        image.value if image else None, summary.value if summary else "",
        (*_weighed(authors, dates), *(_evidence(fact, found.sources) for fact, found in simple.items() if found)),
    )  # fmt: skip


def _weighed(authors: Authors, dates: Dates) -> Iterator[Evidence]:
    if authors.names:
        yield _evidence("authors", authors.sources, authors.chance)
    if dates.published:
        yield _evidence("published", dates.sources, dates.chance)
    if dates.updated:
        yield _evidence("updated", (dates.updated.source,))


def _evidence(fact: Fact, sources: tuple[str, ...], chance: float | None = None) -> Evidence:
    return Evidence(fact=fact, sources=tuple(map(clean_line, sources)), chance=None if chance is None else round(chance, 3))
