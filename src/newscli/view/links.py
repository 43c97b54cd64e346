"""Further reading as a list: related and trending items with ids, dates and teasers."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from newscli.models.article import PageLink
from newscli.text import SafeLine
from newscli.view.theme import Style, Theme, theme_for
from newscli.view.times import ago, long_date
from newscli.view.wrap import Run, wrap


def link_lines(
    links: Sequence[PageLink], *, width: int, now: datetime, zone: tzinfo, color: bool, has_teasers: bool = True
) -> Iterator[str]:
    """`links` under the headings their page gave them; each line at most `width` cells."""
    theme = theme_for(color=color)
    id_width = max((len(str(link.id)) for link in links if link.id), default=0)
    is_airy = has_teasers and any(link.teaser for link in links)
    section: SafeLine | None = None
    for index, link in enumerate(links):
        is_new_section = link.section is not None and link.section != section
        if index and (is_airy or is_new_section):
            yield ""
        if link.section and is_new_section:
            yield from wrap([Run(link.section, ("dim",))], width, theme=theme)
        section = link.section
        yield from _item(link, id_width, width=width, now=now, zone=zone, theme=theme, has_teasers=has_teasers)


def link_date(link: PageLink, *, now: datetime, zone: tzinfo) -> str:
    """`27 January 2026, 18:05 · 3h ago`, or the date as the page printed it; empty where there is none."""
    if link.published_at is None:
        return link.date_text or ""
    text = long_date(link.published_at, zone=zone, is_day=link.is_day)
    return text + ago(link.published_at, now=now, zone=zone, is_day=link.is_day)


def _item(
    link: PageLink, id_width: int, *, width: int, now: datetime, zone: tzinfo, theme: Theme, has_teasers: bool
) -> Iterator[str]:
    number = str(link.id) if link.id else "-"
    lead = theme.paint(number.rjust(id_width), "id") + "  "
    indent = " " * (max(id_width, len(number)) + 2)
    room = width - len(indent)
    style: tuple[Style, ...] = () if link.is_read else ("strong",)
    when = " · ".join(filter(None, (link_date(link, now=now, zone=zone), "read" if link.is_read else "")))
    details = [(link.title, style), (when, ("dim",))]
    if has_teasers and link.teaser:
        details.append((link.teaser, ()))
    for text, styles in details:
        if text:
            for line in wrap([Run(text, styles)], room, theme=theme):
                yield lead + line
                lead = indent
