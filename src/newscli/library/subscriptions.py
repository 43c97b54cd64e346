"""Import and export of what is followed, as OPML."""

from dataclasses import dataclass, replace

from newscli.library import Library
from newscli.library.slugs import mint_slug
from newscli.models.feed import Feed, NewFeed
from newscli.parse.opml import parse_opml, write_opml
from newscli.text import SafeLine
from newscli.urls import shown_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did. `refused` names what could not be used, with the reason."""

    followed: tuple[Feed, ...]
    known: int
    refused: tuple[SafeLine, ...]


def import_opml(library: Library, data: bytes) -> Imported:
    """Follow every feed that `data` lists, folders becoming tags; nothing is fetched yet. Raises ParseError."""
    outlines = parse_opml(data)
    feeds = library.store.feeds
    followed: list[Feed] = []
    known = 0
    now = library.clock()
    with library.store.transaction(), library.store.one_change():
        taken = set(feeds.slugs())
        for outline in outlines.outlines:
            if feeds.find(url=outline.xml_url) is not None:
                known += 1
                continue
            # The address stands in for a title until the feed tells its own.
            title = outline.title or shown_url(outline.xml_url)
            slug = mint_slug(outline.title or "", outline.xml_url, taken)
            taken.add(slug)
            new = NewFeed(
                url=outline.xml_url, title=title, slug=slug, site_url=outline.site_url, tags=outline.tags, kind=outline.kind
            )
            followed.append(feeds.add(new, at=now))
    return Imported(followed=tuple(followed), known=known, refused=outlines.warnings)


def export_opml(library: Library, *, with_secrets: bool = False) -> tuple[bytes, int]:
    """What is followed as OPML 2.0, and from how many addresses passwords and keys were left out: lists are given away."""
    feeds = library.store.feeds.all()
    public = [replace(feed, url=shown_url(feed.url)) for feed in feeds]
    secrets = sum(old.url != new.url for old, new in zip(feeds, public, strict=True))
    if with_secrets:
        return write_opml(feeds, now=library.clock()), 0
    return write_opml(public, now=library.clock()), secrets
