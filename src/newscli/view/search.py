"""What a search found: each headline with the words that matched, and one line of what was searched."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Final

from newscli.models.article import SearchHit
from newscli.view.cells import cut
from newscli.view.headlines import STARRED, UNREAD
from newscli.view.messages import counted
from newscli.view.theme import Style, Theme, theme_for
from newscli.view.times import age
from newscli.view.wrap import Run, wrap

MEASURE: Final = 100
"""Cells a result takes at most: what is read across rather than scanned down tires beyond."""


def search_lines(
    hits: Sequence[SearchHit],
    *,
    words: str,
    total: int,
    width: int,
    now: datetime,
    zone: tzinfo,
    color: bool,
    scope: str | None = None,
) -> Iterator[str]:
    """The hits in their order and the summary last, each line at most `width` cells; `scope` says what was searched."""
    theme = theme_for(color=color)
    id_width = max((len(str(hit.headline.id)) for hit in hits), default=0)
    room = min(width, MEASURE)
    for hit in hits:
        yield from _hit(hit, id_width, width=room, now=now, zone=zone, theme=theme)
        yield ""
    yield theme.paint(cut(search_summary(words=words, shown=len(hits), total=total, scope=scope), width), "dim")


def search_summary(*, words: str, shown: int, total: int, scope: str | None = None) -> str:
    """`20 of 303 articles for korea, in bbc-world`; `words` and `scope` have passed the text gate."""
    place = f", in {scope}" if scope else ""
    if not total:
        return f"no article for {words}{place}"
    number = f"{shown:,} of {counted(total, 'article')}" if shown < total else counted(total, "article")
    return f"{number} for {words}{place}"


def _hit(hit: SearchHit, id_width: int, *, width: int, now: datetime, zone: tzinfo, theme: Theme) -> Iterator[str]:
    headline = hit.headline
    indent = " " * (id_width + 4)
    unread = UNREAD if headline.is_unread else " "
    star = theme.paint(STARRED, "star") if headline.is_starred else " "
    style: tuple[Style, ...] = ("unread",) if headline.is_unread else ()
    lead = f"{theme.paint(f'{headline.id:>{id_width}}', 'id')} {theme.paint(unread, 'unread')}{star} "
    for line in wrap([Run(headline.title, style)], width - len(indent), theme=theme):
        yield lead + line
        lead = indent
    when = age(headline.sort_at, now=now, zone=zone, is_day=headline.is_day)
    yield indent + theme.paint(cut(" · ".join(filter(None, (when, headline.source))), width - len(indent)), "dim")
    if hit.snippet:
        yield from (indent + line for line in wrap(list(_snippet(hit, theme)), width - len(indent), theme=theme))


def _snippet(hit: SearchHit, theme: Theme) -> Iterator[Run]:
    """The snippet, its matches set off by weight, or by asterisks where there is none."""
    star = "" if theme.has_color else "*"
    at = 0
    for start, end in hit.highlights:
        yield Run(hit.snippet[at:start])
        yield Run(f"{star}{hit.snippet[start:end]}{star}", ("match",))
        at = end
    yield Run(hit.snippet[at:])
