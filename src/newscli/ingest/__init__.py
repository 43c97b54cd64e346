"""The one path of fetch -> parse -> decide -> store, for one feed or one page; when and in what order is not its matter.

* A feed: `parse_feed_document`, then `store_feed`.
* An article's page: `gather_page` fetches and reads it with all that belongs to it; `gather_pages` does so for many. Whoever
  parses elsewhere (in worker processes) drives a `newscli.decide.route.Route` with `parse_page_document`. Then `keep_page`.
"""

from newscli.ingest.feeds import parse_feed_document, store_feed
from newscli.ingest.pages import gather_page, gather_pages, keep_page, parse_page_document, reread_page, store_page

__all__ = [
    "gather_page",
    "gather_pages",
    "keep_page",
    "parse_feed_document",
    "parse_page_document",
    "reread_page",
    "store_feed",
    "store_page",
]
