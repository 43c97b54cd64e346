"""Which addresses are asked for one article: where its page sends readers on, the original of an AMP copy, its further pages.

Every step is bounded, and none is taken twice: strangers choose the addresses.
"""

from dataclasses import dataclass, replace
from typing import Final

from newscli.decide.joining import join_pages, new_blocks
from newscli.errors import FetchError, NewscliError, ParseError
from newscli.models.document import Document, Request
from newscli.models.parsed import GOES_ON, ParsedArticle
from newscli.text import format_line
from newscli.urls import WebUrl, find_web_url, is_article_like, outlet_host, shown_url

PAGES_LIMIT: Final = 12
"""Pages of one article: the longest features have a dozen; slide shows and threads of forums have hundreds."""
BYTES_LIMIT: Final = 24 << 20
"""Bytes of one article's pages in all: three of the largest that a single request may bring."""
SECONDS_LIMIT: Final = 60.0
"""Seconds of one article's requests in all, after which no further page is asked for."""
FULLER: Final = 0.8
"""The original replaces its AMP copy from this share of the copy's words on: below it, the original stands behind a wall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """An article as its page, or its pages, gave it."""

    asked: WebUrl
    final: WebUrl
    """Where the article's own (first) page came from."""
    parsed: ParsedArticle
    documents: tuple[Document, ...]
    """What was read, in order: one page, or several."""
    copy: WebUrl | None = None
    """Where its AMP copy came from, if that led to it."""


class Route:
    """One article being fetched. Ask `next_request`, hand the answer to `arrive` or `fail`, until it is None: `outcome`."""

    def __init__(self, asked: WebUrl, *, named_by: WebUrl | None = None) -> None:
        self.asked = asked
        self._named_by = named_by
        self._wanted: WebUrl | None = asked
        self._pages: list[tuple[Document, ParsedArticle]] = []
        self._copy: tuple[Document, ParsedArticle] | None = None
        self._error: NewscliError | None = None
        # By the whole address: for `url_key` a page and its copy at amp.example are the same.
        self._visited = {asked}
        self._bytes, self._seconds = 0, 0.0
        self._only_public = False
        self._was_led = False

    def next_request(self, key: int) -> Request | None:
        """What is to be asked now; None once the article is as complete as it will be."""
        if self._wanted is None:
            return None
        return Request(key=key, url=self._wanted, wants="page", named_by=self._named_by, only_public=self._only_public)

    def arrive(self, document: Document, parsed: ParsedArticle | ParseError) -> None:
        """The answer to the last request, and what it was read as."""
        self._bytes += len(document.body)
        self._seconds += document.seconds
        self._only_public = self._only_public or document.is_public
        self._visited.add(document.url)
        self._wanted = None
        if isinstance(parsed, ParseError):
            self._refused(parsed)
        elif self._pages:
            self._add_page(document, parsed)
        elif self._copy is None and (original := self._original(document, parsed)) is not None:
            self._copy = (document, parsed)
            self._want(original)
        else:
            self._add_first(document, parsed)

    def fail(self, error: FetchError) -> None:
        """The last request brought nothing: what is there already stands."""
        self._wanted = None
        self._stop(error)

    def outcome(self) -> Gathered | NewscliError:
        """The article, or why there is none."""
        if not self._pages:
            assert self._error is not None, "a route ends with a page or an error"
            return self._error
        documents = tuple(document for document, _ in self._pages)
        parsed = join_pages([page for _, page in self._pages])
        copy = self._copy[0].url if self._copy is not None else None
        return Gathered(asked=self.asked, final=documents[0].url, parsed=parsed, documents=documents, copy=copy)

    def _refused(self, error: ParseError) -> None:
        onward = find_web_url(error.onward) if error.onward else None
        is_first = not self._pages and self._copy is None
        if is_first and onward is not None and not self._was_led and onward not in self._visited:
            self._was_led = True
            self._want(onward)
        elif onward is not None and onward in self._visited:
            # Its hint would lead round the circle once more.
            hint = format_line("open it in a browser: {}", shown_url(self.asked))
            self._stop(ParseError(error.message, found=error.found, hint=hint, onward=error.onward))
        else:
            self._stop(error)

    def _stop(self, error: NewscliError) -> None:
        if not self._pages and self._copy is not None:
            self._add_first(*self._copy)
        elif not self._pages:
            self._error = error

    def _original(self, document: Document, parsed: ParsedArticle) -> WebUrl | None:
        """The article of which `document` is the AMP copy, of the same outlet and not seen yet."""
        url = parsed.url
        if not parsed.is_amp or url is None or outlet_host(url) != outlet_host(document.url) or not is_article_like(url):
            return None
        return url if url not in self._visited else None

    def _add_first(self, document: Document, parsed: ParsedArticle) -> None:
        if self._copy is not None and len(parsed.text.split()) < FULLER * len(self._copy[1].text.split()):
            document, parsed = self._copy
        self._pages.append((document, parsed))
        self._want_next(document, parsed)

    def _add_page(self, document: Document, parsed: ParsedArticle) -> None:
        before = [block for _, page in self._pages for block in page.body.blocks]
        if not new_blocks(parsed.body, before):
            # A last page that comes again under every further number, or a page of comments: nothing is missing.
            last, page = self._pages[-1]
            whole = tuple(warning for warning in page.warnings if warning != GOES_ON)
            self._pages[-1] = (last, replace(page, next_url=None, warnings=whole))
            return
        self._pages.append((document, parsed))
        self._want_next(document, parsed)

    def _want_next(self, document: Document, parsed: ParsedArticle) -> None:
        url = parsed.next_url
        if url is None or outlet_host(url) != outlet_host(document.url):
            return
        if len(self._pages) < PAGES_LIMIT and self._bytes < BYTES_LIMIT and self._seconds < SECONDS_LIMIT:
            self._want(url)

    def _want(self, url: WebUrl) -> None:
        if url not in self._visited:
            self._visited.add(url)
            self._wanted = url
