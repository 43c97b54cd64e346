"""What a search found: each headline with the words that matched, and one line of what was searched."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Final

from newscli.models.article import SearchHit
from newscli.models.search import All, AnyOf, Between, Flag, Flagged, Found, InFeed, Named, Node, Not, SavedSearch, Text
from newscli.text import SafeLine, clean_line
from newscli.view.cells import cell_width, cut, padded
from newscli.view.headlines import STARRED, UNREAD
from newscli.view.messages import counted
from newscli.view.theme import Style, Theme, theme_for
from newscli.view.times import age
from newscli.view.wrap import Run, wrap

MEASURE: Final = 100
"""Cells a result takes at most: what is read across rather than scanned down tires beyond."""

_FLAG_WORDS: Final[dict[Flag, str]] = {
    "unread": "unread", "read": "read", "starred": "starred", "found": "found on a page", "image": "with an image",
    "related": "with related items",
}  # fmt: skip


def search_lines(found: Found, *, words: str, width: int, now: datetime, zone: tzinfo, color: bool) -> Iterator[str]:
    """The hits in their order and the summary last, each line at most `width` cells."""
    theme = theme_for(color=color)
    id_width = max((len(str(hit.headline.id)) for hit in found.hits), default=0)
    room = min(width, MEASURE)
    for hit in found.hits:
        yield from _hit(hit, id_width, width=room, now=now, zone=zone, theme=theme)
        yield ""
    yield theme.paint(cut(search_summary(found, words=words), width), "dim")


def search_summary(found: Found, *, words: str) -> str:
    """`20 of 303 articles for korea`, `20 of more than 10,000 articles for the`; `words` have passed the text gate."""
    subject = f" for {words}" if words else ""
    if not found.total:
        return f"no article{subject}"
    number = counted(found.total, "article")
    if len(found.hits) < found.total:
        number = f"{len(found.hits):,} of {'more than ' if found.is_capped else ''}{number}"
    return number + subject


def saved_lines(rows: Sequence[tuple[SavedSearch, int | None]], *, width: int, color: bool) -> Iterator[str]:
    """Saved searches with how many are new in each (None: it cannot be run), each line at most `width` cells."""
    theme = theme_for(color=color)
    names = min(max((cell_width(saved.name) + 1 for saved, _ in rows), default=0), width // 3)
    counts = ["?" if new is None else f"{new:,} new" if new else "" for _, new in rows]
    room = max(map(len, counts), default=0)
    for (saved, _), count in zip(rows, counts, strict=True):
        name = theme.paint(padded(f"@{saved.name}", names), "id")
        column = f"{theme.paint(f'{count:>{room}}', 'unread')}  " if room else ""
        yield f"{name}  {column}{cut(saved.line, width - names - (room + 4 if room else 2))}"


def understood(node: Node) -> SafeLine | None:
    """`understood: north and korea, best together · not war · since 30d`; None for plain words, which say so themselves."""
    parts = node.parts if isinstance(node, All) and not node.is_group else (node,)
    if all(isinstance(part, Text) and (part.form, part.column) == ("word", None) for part in parts):
        return None
    return clean_line("understood: " + " · ".join(_in_words(part, is_inner=False) for part in parts))


def _in_words(node: Node, *, is_inner: bool = True) -> str:
    match node:
        case Text():
            return _text_in_words(node)
        case Flagged(flag):
            return _FLAG_WORDS[flag]
        case InFeed(_, slug):
            return f"in {slug}"
        case Named(kind, name):
            return {"outlet": "by the outlet", "topic": "topic", "tag": "tag", "lang": "in the language"}[kind] + f" {name}"
        case Between(kind, said):
            return f"{kind} {said}"
        case Not(part):
            return f"not {_in_words(part)}"
        case All(parts, is_group):
            return _within(" and ".join(map(_in_words, parts)) + (", best together" if is_group else ""), is_inner=is_inner)
        case AnyOf(parts):
            return _within(" or ".join(map(_in_words, parts)), is_inner=is_inner)


def _within(words: str, *, is_inner: bool) -> str:
    return f"({words})" if is_inner else words


def _text_in_words(text: Text) -> str:
    words = {"word": text.text, "phrase": f'"{text.text}"', "prefix": f"{text.text}…"}[text.form]
    return {None: words, "title": f"{words} in the title", "authors": f"by {words}"}[text.column]


def _hit(hit: SearchHit, id_width: int, *, width: int, now: datetime, zone: tzinfo, theme: Theme) -> Iterator[str]:
    headline = hit.headline
    indent = " " * (id_width + 4)
    unread = UNREAD if headline.is_unread else " "
    star = theme.paint(STARRED, "star") if headline.is_starred else " "
    style: tuple[Style, ...] = ("unread",) if headline.is_unread else ()
    lead = f"{theme.paint(f'{headline.id:>{id_width}}', 'id')} {theme.paint(unread, 'unread')}{star} "
    # Where the words stand in the title alone it is not printed twice.
    is_title = hit.snippet == headline.title
    title = list(_marked(hit, theme, style)) if is_title else [Run(headline.title, style)]
    for line in wrap(title, width - len(indent), theme=theme):
        yield lead + line
        lead = indent
    when = age(headline.sort_at, now=now, zone=zone, is_day=headline.is_day)
    yield indent + theme.paint(cut(" · ".join(filter(None, (when, headline.source))), width - len(indent)), "dim")
    if hit.snippet and not is_title:
        yield from (indent + line for line in wrap(list(_marked(hit, theme)), width - len(indent), theme=theme))


def _marked(hit: SearchHit, theme: Theme, styles: Sequence[Style] = ()) -> Iterator[Run]:
    """The snippet, its matches set off by weight, or by asterisks where there is none."""
    star = "" if theme.has_color else "*"
    at = 0
    for start, end in hit.highlights:
        yield Run(hit.snippet[at:start], tuple(styles))
        yield Run(f"{star}{hit.snippet[start:end]}{star}", (*styles, "match"))
        at = end
    yield Run(hit.snippet[at:], tuple(styles))
