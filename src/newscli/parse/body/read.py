"""The article's text out of a page whose other parts were cut."""

from newscli.models.body import Body
from newscli.parse.markup import body_from_html
from newscli.parse.page_tree import Page
from newscli.urls import find_web_url


def read_body(page: Page) -> tuple[Body, str]:
    """The text of the page and the name of what found it."""
    from trafilatura import bare_extraction, extract

    del bare_extraction
    html = extract(
        page.root, output_format="html", include_comments=False, include_links=True, include_images=False, include_tables=True
    )
    return body_from_html(html or "", find_web_url(page.base)), "trafilatura"
