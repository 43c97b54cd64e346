"""Whether two stored articles are one: a page said so by its address, and what is known of both agrees.

Every doubt is decided for two: an article that stands twice is a nuisance, two that were taken for one lose a text.
"""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from newscli.decide.words import split_words
from newscli.models.article import Article
from newscli.models.parsed import ParsedArticle, Precision

NEAR: Final = timedelta(hours=18)
"""Between the times of publication of two copies. A page that is written anew each day ("The morning in brief") names its
own address as canonical each day, and keeps its title: a day apart are two articles."""
ALIKE: Final = 0.6
"""Share of the shorter title's words that the other must have: a feed's title and its page's differ by a kicker or a site."""
CERTAIN: Final = 0.9
"""The same where no time of publication can be compared."""


def is_same(page: ParsedArticle, known: Article | None, other: Article) -> bool:
    """Whether `other` is the article that `page` shows (stored so far as `known`), given that the page names its address."""
    titles = [page.title, *([known.title] if known is not None else [])]
    likeness = max(alike(title, other.title) for title in titles)
    stamps = [(page.published.instant, page.published.precision)] if page.published is not None else []
    if known is not None and known.published_at is not None:
        stamps.append((known.published_at, known.published_precision or "second"))
    if other.published_at is None or not stamps:
        return likeness >= CERTAIN
    theirs = _moment(other.published_at, other.published_precision)
    return likeness >= ALIKE and any(abs(_moment(at, precision) - theirs) <= NEAR for at, precision in stamps)


def alike(one: str, other: str) -> float:
    """The share of the shorter title's words that the other has as well, from 0 to 1; CJK titles by pairs of characters."""
    words, others = _features(one), _features(other)
    shorter = min(len(words), len(others))
    return len(words & others) / shorter if shorter else 0.0


def _features(title: str) -> frozenset[str]:
    words = split_words(title)
    pairs = {first + second for first, second in pairwise(words) if len(first) == len(second) == 1}
    return frozenset(pairs | {word for word in words if len(word) > 1}) or frozenset(words)


def _moment(at: datetime, precision: Precision | None) -> datetime:
    """A day without a time counts from its noon: half a day from its ends."""
    return at + timedelta(hours=12) if precision == "day" else at
