"""An article opened for reading: its facts, its text, and what its page offers next."""

from dataclasses import dataclass

from newscli.models.article import Article, PageLink
from newscli.models.body import Body
from newscli.text import SafeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedArticle:
    """What `read` shows. `article.id` is 0 for a file or standard input, which are not stored."""

    article: Article
    body: Body
    related: tuple[PageLink, ...] = ()
    trending: tuple[PageLink, ...] = ()
    sponsored: tuple[PageLink, ...] = ()
    next_id: int | None = None
    """The unread article that follows in the last listing."""
    warnings: tuple[SafeLine, ...] = ()
