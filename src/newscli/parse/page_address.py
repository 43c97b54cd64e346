"""Where a page that was not fetched says it stands: a saved file's links are relative to that. Nothing is asked there."""

from newscli.parse.metadata.head import read_head
from newscli.parse.page_tree import Page, base_of
from newscli.urls import find_web_url, is_article_like, outlet_host


def place_as_stated(page: Page) -> None:
    """Give a page without an address the one it states as rel=canonical or og:url, and its links that base.

    None where the two name different outlets: a text that is printed twice says where it came from, not where it stands. A home
    page, a template's mistake, is a base and no address.
    """
    head = read_head(page)
    values = [*head.links.get("canonical", []), *head.all("og:url")]
    stated = [url for value in values if (url := find_web_url(value)) is not None]
    if not stated or len({outlet_host(url) for url in stated}) > 1:
        return
    page.base = base_of(page.root, stated[0])
    if is_article_like(stated[0]):
        page.url = stated[0]
