"""The demo's edition as it ships: facts from the package's data files, and nothing about how they look."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Final

FULL: Final = "hegseth-in-seoul"
"""The slug of the article in full; the other nine are its related items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionArticle:
    """One article of the edition; `published` is UTC."""

    slug: str
    title: str
    topic: str
    published: datetime
    views: int
    teaser: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What the demo's site publishes, newest first."""

    site: str
    desk: str
    about: str
    articles: tuple[EditionArticle, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic once, in the order of its newest article."""
        return tuple(dict.fromkeys(article.topic for article in self.articles))

    def others(self, article: EditionArticle) -> tuple[EditionArticle, ...]:
        """What the page of `article` offers to read next."""
        return tuple(other for other in self.articles if other is not article)


def load_edition() -> Edition:
    """The edition in the package's `edition/edition.toml`."""
    facts = tomllib.loads((files(__package__) / "edition" / "edition.toml").read_text("utf-8"))
    articles = (EditionArticle(**{**raw, "paragraphs": tuple(raw["paragraphs"])}) for raw in facts.pop("articles"))
    return Edition(**facts, articles=tuple(sorted(articles, key=lambda article: article.published, reverse=True)))
