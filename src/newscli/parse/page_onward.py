"""Where a page sends its readers on its own account: to another address at once, or from a copy for phones to the original."""

import re
from typing import Final

from newscli.parse.page_tree import Page
from newscli.urls import WebUrl, find_web_url, url_key

AT_ONCE: Final = 10.0
"""Seconds: pages that send their readers on wait up to that; newspapers that load themselves anew wait for minutes."""

# WHATWG HTML, 4.2.5.3 (shared declarative refresh steps): a time, then `url=` in any case and quotes.
_REFRESH = re.compile(
    r"""\s*(\d{1,4})(?:\.[\d.]*)?(?:\s*[;,\s]\s*(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|([^"'].*))?)?""", re.IGNORECASE
)


def find_refresh(page: Page) -> WebUrl | None:
    """The other address to which <meta http-equiv=refresh> sends readers at once; None if it only loads the page anew."""
    found = _REFRESH.match(page.refresh[:2_000])
    target = next((part for part in found.groups()[1:] if part), "") if found else ""
    if found is None or not target or float(found[1]) > AT_ONCE:
        return None
    url = find_web_url(target, page.base or None)
    return url if url is not None and (page.url is None or url_key(url) != url_key(page.url)) else None


def is_amp(page: Page) -> bool:
    """Whether the page is an AMP document: `<html amp>` or `<html ⚡>` (AMP HTML specification, required markup)."""
    return any(name in page.root.attrib for name in ("amp", "⚡"))
