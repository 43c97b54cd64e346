"""Slugs: the short names by which people call their feeds (`bbc-world`). Pure."""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from newscli.errors import UsageError
from newscli.text import SafeLine, clean_line, format_line
from newscli.urls import WebUrl, host_of

MAX_SLUG: Final = 24
"""Characters: a slug stands in a column of every listing."""

_WORD = re.compile(r"[a-z0-9]+")
# Said by half of all feed titles, and by none of them to tell it from another.
_EMPTY_WORDS: Final = frozenset(
    {"rss", "feed", "feeds", "atom", "the", "latest", "home", "homepage", "all", "and", "of", "from", "for", "com"}
)


def mint_slug(title: str, url: WebUrl, taken: Collection[str]) -> SafeLine:
    """A slug for a feed of that title (else of its host) which is not among `taken`."""
    words = [word for word in _words(title) if word not in _EMPTY_WORDS] or _words(host_of(url).rpartition(".")[0]) or ["feed"]
    slug = words[0][:MAX_SLUG]
    for word in words[1:]:
        if len(slug) + 1 + len(word) > MAX_SLUG:
            break
        slug = f"{slug}-{word}"
    if slug.isdigit():
        slug = f"feed-{slug}"  # all digits are an article's id
    name, number = slug, 1
    while name in taken:
        number += 1
        name = f"{slug[: MAX_SLUG - len(str(number)) - 1].rstrip('-')}-{number}"
    return clean_line(name)


def check_slug(slug: str, taken: Collection[str]) -> SafeLine:
    """`slug` as a person chose it. Raises UsageError if it could not be told from an id, an address or another feed."""
    if not re.fullmatch(r"(?!\d+$)[a-z0-9][a-z0-9-]*", slug) or len(slug) > MAX_SLUG:
        raise UsageError(
            format_line("not a slug: {}", slug),
            hint=format_line("small letters, digits and dashes, at most {}, not digits alone", MAX_SLUG),
        )
    if slug in taken:
        raise UsageError(format_line("the slug {} is taken", slug), hint=clean_line("newscli feeds lists them"))
    return clean_line(slug)


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _WORD.findall(folded.replace("'", ""))
