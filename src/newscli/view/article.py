"""An article for a person: a readable measure, its facts above, its notes, further reading and the next step below."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Final

from newscli.models.article import Article, PageLink
from newscli.models.reading import OpenedArticle
from newscli.urls import Link, shown_link, shown_url
from newscli.view.blocks import BodyLines
from newscli.view.cells import cell_width
from newscli.view.links import link_lines
from newscli.view.messages import counted, id_ranges
from newscli.view.theme import Theme, theme_for
from newscli.view.times import ago, clock, local_day, long_date
from newscli.view.wrap import Run, wrap

MEASURE: Final = 80
"""Cells of a line of text, unless the reader's configuration says otherwise; beyond, eyes lose the next line."""


def article_lines(
    opened: OpenedArticle, *, width: int, now: datetime, zone: tzinfo, color: bool, measure: int = MEASURE
) -> Iterator[str]:
    """The article from its title to its further reading, no line wider than `width` cells; `measure` wide and centred."""
    wide, margin = _column(width, measure)
    page = _Page(opened, wide, now=now, zone=zone, theme=theme_for(color=color))
    return (margin + line if line else "" for line in page.lines())


def border_lines(opened: OpenedArticle, *, width: int, color: bool, measure: int = MEASURE) -> Iterator[str]:
    """What stands above an article that follows another: a rule with its id, and an empty line."""
    wide, margin = _column(width, measure)
    lead = f"━━ {opened.article.id} " if opened.article.id else ""
    yield margin + theme_for(color=color).paint(lead + "━" * (wide - len(lead)), "dim")
    yield ""


def closing_line(opened: Sequence[OpenedArticle], *, state: str = "read") -> str:
    """`412 read · next 413 · related 420-428`; `state` says what reading did to it ("read", "kept unread").

    Of several articles: `412-414 read · next 415`; what each offers stands below it.
    """
    ids = [each.article.id for each in opened if each.article.id]
    parts = [f"{id_ranges(ids)} {state}" if ids else "not stored"]
    following = opened[-1].next_id
    if following is not None and following not in ids:
        parts.append(f"next {following}")
    related = [link.id for link in opened[-1].related if link.id]
    if related and len(opened) == 1:
        parts.append(f"related {id_ranges(related)}")
    return " · ".join(parts)


def _column(width: int, measure: int) -> tuple[int, str]:
    """Cells of a line of text on a screen of `width`, and the margin that centres it."""
    wide = min(measure, width - 4 if width >= 60 else width)
    return wide, " " * ((width - wide) // 2)


class _Page:
    """One article being laid out."""

    def __init__(self, opened: OpenedArticle, width: int, *, now: datetime, zone: tzinfo, theme: Theme) -> None:
        self._opened, self._width, self._now, self._zone, self._theme = opened, width, now, zone, theme
        self._body = BodyLines(theme)

    def lines(self) -> Iterator[str]:
        yield from self._head(self._opened.article)
        body = self._opened.body.blocks
        if body:
            yield ""
            yield from self._body.lines(body, self._width)
        elif self._opened.article.summary:
            for part in self._opened.article.summary.split("\n"):
                yield ""
                yield from self._wrapped(Run(part))
        if rest := _rest(self._opened.article):
            yield ""
            yield from self._wrapped(Run(rest, ("dim",)))
        yield from self._notes()
        yield from self._listed("Related", self._opened.related, has_teasers=True)
        yield from self._listed("Trending", self._opened.trending, has_teasers=False)
        if self._opened.sponsored:
            yield ""
            number = counted(len(self._opened.sponsored), "sponsored link")
            yield from self._wrapped(Run(f"{number} not shown", ("dim",)))

    def _head(self, article: Article) -> Iterator[str]:
        yield from self._wrapped(Run(article.title, ("title",)))
        byline = " · ".join(filter(None, (", ".join(article.authors), article.outlet.name if article.outlet else _feed(article))))
        for text in (byline, self._dates(article), " · ".join(_facts(article))):
            for line in _packed(text.split(" · "), self._width) if text else ():
                yield from self._wrapped(Run(line, ("dim",) if text is not byline else ()))
        if article.url:
            yield from self._wrapped(Run(shown_url(article.url), ("dim",), article.url))

    def _dates(self, article: Article) -> str:
        if article.published_at is None:
            return f"arrived {long_date(article.arrived_at, zone=self._zone)}"
        is_day = article.published_precision == "day"
        text = "probably " if article.is_date_guessed else ""
        text += long_date(article.published_at, zone=self._zone, is_day=is_day)
        text += ago(article.published_at, now=self._now, zone=self._zone, is_day=is_day)
        if article.updated_at and _minute(article.updated_at) > _minute(article.published_at):
            is_same = local_day(article.updated_at, zone=self._zone) == local_day(article.published_at, zone=self._zone)
            text += f" · updated {(clock if is_same else long_date)(article.updated_at, zone=self._zone)}"
        return text

    def _notes(self) -> Iterator[str]:
        notes: dict[Link, int] = self._body.notes
        if not notes:
            return
        yield from self._section("Links")
        size = len(str(len(notes))) + 3
        for url, number in notes.items():
            lead = f"[{number}]".rjust(size - 1) + " "
            for line in wrap([Run(shown_link(url), (), url)], self._width - size, theme=self._theme):
                yield self._theme.paint(lead, "dim") + line
                lead = " " * size

    def _listed(self, name: str, links: Sequence[PageLink], *, has_teasers: bool) -> Iterator[str]:
        if links:
            yield from self._section(name)
            # "Related news" below "Related" would only stand twice.
            links = [
                replace(link, section=None) if name.casefold() in (link.section or "").casefold() else link for link in links
            ]
            color = self._theme.has_color
            yield from link_lines(links, width=self._width, now=self._now, zone=self._zone, color=color, has_teasers=has_teasers)

    def _section(self, name: str) -> Iterator[str]:
        yield ""
        yield self._theme.paint(f"── {name} " + "─" * (self._width - len(name) - 4), "dim")

    def _wrapped(self, run: Run) -> list[str]:
        return wrap([run], self._width, theme=self._theme)


def _minute(at: datetime) -> datetime:
    """`at` as a clock without seconds shows it."""
    return at.replace(second=0, microsecond=0)


_INCOMPLETE: Final = {"teaser": "only a teaser", "paywalled": "only the beginning"}


def _rest(article: Article) -> str | None:
    """`The rest stands behind a paywall: newscli open 412`; None where nothing is missing, or nothing more can be said of it."""
    words = {"teaser": "The rest", "paywalled": "The rest stands behind a paywall"}.get(article.completeness)
    if words and article.id and article.url:
        return f"{words}: newscli open {article.id}"
    return words if article.completeness == "paywalled" else None


def _feed(article: Article) -> str | None:
    return article.feed.title if article.feed else None


def _packed(facts: Iterable[str], width: int) -> Iterator[str]:
    """`facts` in lines that part between them: a topic of three words stays in one line."""
    line = ""
    for fact in facts:
        longer = f"{line} · {fact}" if line else fact
        if line and cell_width(longer) > width:
            yield line
            longer = fact
        line = longer
    yield line


def _facts(article: Article) -> Iterator[str]:
    if article.completeness in _INCOMPLETE:
        yield _INCOMPLETE[article.completeness]
    elif article.reading_minutes:
        yield f"{article.reading_minutes} min read"
    if article.views is not None:
        yield counted(article.views, "view")
    yield from (f"#{topic}" for topic in article.topics)
    if article.is_starred:
        yield "starred"
    if article.tags:
        yield "tags: " + ", ".join(article.tags)
