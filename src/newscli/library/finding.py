"""Which feed and which articles the words of a person mean, looked up in the store."""

from collections.abc import Iterable, Sequence

from newscli.errors import NewscliError, NotFoundError, UsageError
from newscli.library import Library
from newscli.library.refs import AddressRef, ArticleRef, FileRef, ListingRef, Ref, id_of, read_refs
from newscli.models.feed import Feed
from newscli.text import clean_line, format_line, join_lines
from newscli.urls import find_web_url, host_of, require_web_url, url_key


def find_feed(library: Library, words: str) -> Feed:
    """The followed feed that `words` name: its slug, address or host, or a part of its title that only it has.

    Raises NotFoundError, and UsageError if several answer.
    """
    feeds = library.store.feeds.all()
    folded = words.strip().casefold()
    key = _key(words)
    for matches in (
        [feed for feed in feeds if feed.slug == folded],
        [feed for feed in feeds if key is not None and key in (url_key(feed.url), feed.site_url and url_key(feed.site_url))],
        [feed for feed in feeds if folded in _hosts(feed)],
        [feed for feed in feeds if folded and (folded in feed.title.casefold() or folded in feed.slug)],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise _ambiguous(words, matches)
    raise _unknown(words, feeds)


def find_feeds(library: Library, words: Iterable[str]) -> tuple[Feed, ...]:
    """`find_feed` for each of `words`, once each."""
    return tuple({feed.id: feed for feed in (find_feed(library, word) for word in words)}.values())


def find_article_ids(library: Library, ref: Ref) -> Sequence[int]:
    """The ids of stored articles that `ref` means. Raises NotFoundError, UsageError for a file."""
    match ref:
        case ArticleRef():
            return [id_of(ref)]
        case ListingRef():
            return listed_ids(library, ref)
        case AddressRef(text, url):
            found = library.store.articles.ids_by_url_keys([url_key(url)])
            if not found:
                raise NotFoundError(
                    format_line("no stored article at {}", text), hint=format_line("newscli read {} fetches it", text)
                )
            return list(found.values())
        case FileRef(text):
            raise UsageError(
                format_line("not an article: {}", text),
                hint=clean_line("an id as newscli latest prints it, @last, or an address"),
            )


def find_articles(library: Library, words: Iterable[str]) -> tuple[list[int], list[tuple[str, NewscliError]]]:
    """The ids that `words` mean, once each, and the words that mean none, with the reason. Raises UsageError for bad grammar."""
    ids: dict[int, None] = {}
    failed: list[tuple[str, NewscliError]] = []
    for ref in read_refs(words):
        try:
            found = find_article_ids(library, ref)
            if len(library.store.articles.get_many(found)) < len(found):
                for number in found:
                    library.store.articles.get(number)  # names the one that is not there
            ids.update(dict.fromkeys(found))
        except NewscliError as error:
            failed.append((ref.text, error))
    return list(ids), failed


def listed_ids(library: Library, ref: ListingRef) -> Sequence[int]:
    """The ids behind `@last` or `@3`. Raises NotFoundError."""
    listing = library.store.listings.last()
    if listing is None:
        raise NotFoundError(clean_line("nothing was listed yet"), hint=clean_line("newscli latest"))
    if ref.first is None or ref.last is None:
        return listing.ids
    ids = listing.ids[ref.first - 1 : ref.last] if 0 < ref.first <= ref.last <= len(listing.ids) else ()
    if not ids:
        raise NotFoundError(
            format_line("the last listing has no line {}", ref.text),
            hint=format_line("it had {}", "1 line" if len(listing.ids) == 1 else f"{len(listing.ids)} lines"),
        )
    return ids


def _key(words: str) -> str | None:
    url = find_web_url(words) if "://" in words else None
    return url_key(url) if url else None


def _hosts(feed: Feed) -> set[str]:
    return {host_of(url) for url in (feed.url, feed.site_url) if url is not None}


def _ambiguous(words: str, matches: Sequence[Feed]) -> UsageError:
    names = join_lines(", ", [feed.slug for feed in matches[:8]])
    more = f" and {len(matches) - 8} more" if len(matches) > 8 else ""
    return UsageError(
        format_line("{} feeds answer to {}: {}{}", len(matches), words, names, more), hint=clean_line("name one by its slug")
    )


def _unknown(words: str, feeds: Sequence[Feed]) -> NotFoundError:
    from difflib import get_close_matches

    near = get_close_matches(words.casefold(), [feed.slug for feed in feeds], 1, 0.5)
    hint = format_line("did you mean {}?", near[0]) if near else clean_line("newscli feeds lists what you follow")
    try:
        looks_like_url = "." in words and require_web_url(words) is not None
    except UsageError:
        looks_like_url = False
    if looks_like_url and not near:
        hint = format_line("newscli add {} follows it", words)
    if words.isascii() and words.isdigit():
        hint = format_line("newscli read {} reads the article of that number", words)
    return NotFoundError(format_line("no feed answers to {}", words), hint=hint)
