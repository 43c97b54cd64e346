"""Friend-of-a-friend lists (FOAF in RDF/XML: planets, Yandex blogs) as subscriptions; only the few elements that name feeds.

A feed is an rss:channel's `rdf:about` or a ya:feed's `rdf:resource`; its title is the name of the person or agent around it,
its tag the name of the group around that; a foaf:Document without a feed is a site; rdfs:seeAlso of a person is another list.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from newscli.errors import ParseError
from newscli.parse.subscriptions import NAME_LIMIT, ListBuilder, OpmlLink
from newscli.parse.tags import EndTag, StartTag, Tag, Text
from newscli.text import SafeLine, clean_line
from newscli.urls import find_web_url

_GROUPS = frozenset({"group"})
_PEOPLE = frozenset({"agent", "person", "organization"})
_MAX_DEPTH = 20
"""Groups, people and documents inside each other; lists have 3."""


@dataclass(slots=True)
class _Frame:
    """An open group, person or document, and what stood inside it so far."""

    kind: str
    about: str = ""
    name: SafeLine | None = None
    feeds: list[tuple[str, str]] = field(default_factory=list)
    """Address of the feed, address of its site."""
    sites: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    members: list["_Frame"] = field(default_factory=list)


def read_foaf(tags: Iterable[Tag], into: ListBuilder) -> None:
    """Add the subscriptions of an RDF document, whose root was just read from `tags`. Raises ParseError for an RSS 1.0 feed."""
    frames = [_Frame("rdf")]
    in_name = False
    for tag in tags:
        match tag:
            case StartTag():
                name = tag.name.rpartition(":")[2]
                if name == "item":
                    raise ParseError(clean_line("not a list of feeds (OPML) but a feed"), found=clean_line("a feed"))
                in_name = name == "name"
                _open(frames, name, tag)
            case Text(text) if in_name and frames[-1].name is None:
                frames[-1].name = clean_line(text, limit=NAME_LIMIT) or None
            case EndTag(name):
                in_name = False
                _close(frames, name.rpartition(":")[2])
            case _:
                pass
    while len(frames) > 1:
        _close(frames, frames[-1].kind)
    for frame in frames[0].members:
        _collect(frame, None, into)


def _open(frames: list[_Frame], name: str, tag: StartTag) -> None:
    resource = tag.attributes.get("rdf:resource", "").strip()
    about = tag.attributes.get("rdf:about", "").strip()
    into = frames[-1]
    if name in _GROUPS | _PEOPLE | {"document"} and not tag.is_empty and len(frames) < _MAX_DEPTH:
        frames.append(_Frame(name, about))
    elif name == "channel" and about:
        into.feeds.append((about, into.about))
    elif name == "feed" and resource:
        into.feeds.append((resource, ""))
    elif name == "seealso" and resource:
        into.lists.append(resource)


def _close(frames: list[_Frame], name: str) -> None:
    if len(frames) == 1 or frames[-1].kind != name:
        return
    done = frames.pop()
    into = frames[-1]
    if done.kind == "document":
        into.feeds += done.feeds
        into.sites += [done.about] if done.about and not done.feeds else []
    elif done.kind in _GROUPS or into.kind in ("rdf", "group"):
        into.members.append(done)
    else:
        # A friend of the person around: not a member of the list's groups.
        frames[0].members.append(done)


def _collect(frame: _Frame, group: SafeLine | None, into: ListBuilder) -> None:
    name = "" if frame.kind in _GROUPS else frame.name or ""
    for feed, site in frame.feeds:
        into.add_feed(feed, {"text": name, "htmlurl": site}, ((group,),) if group else ())
    for kept, addresses in ((into.sites, frame.sites), (into.lists, frame.lists)):
        for url in filter(None, map(find_web_url, addresses)):
            kept.setdefault(url, OpmlLink(url, frame.name))
            into.warn("{}: no feed, left out: {}", name or "someone", url)
    for member in frame.members:
        _collect(member, frame.name if frame.kind in _GROUPS else None, into)
