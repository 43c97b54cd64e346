"""The text that readability-lxml keeps of a page, at two thirds of its time; imported when the first page is read."""

import re
from typing import Any, Final

from lxml import etree, html
from lxml_html_clean import Cleaner
from readability import Document
from readability.readability import Unparseable

_CLEANER: Final = Cleaner(
    scripts=True, javascript=False, comments=True, style=True, links=True, meta=False, add_nofollow=False,
    page_structure=False, processing_instructions=True, embedded=False, frames=False, forms=False, annoying_tags=False,
    remove_unknown_tags=False, safe_attrs_only=False,
)  # fmt: skip
"""As readability's own, but links that run scripts stay: looking at each took a tenth of its time, and no text goes with them."""

_BLANKS = re.compile(r"\s{2,}|[\n\t]")
_MANY: Final = 255
"""Blanks in a row, of which readability makes one space whatever they are."""


class _Document(Document):  # type: ignore[misc]  # the library has no types
    """Gives the same text as its base: nothing but the text is asked for here, so addresses need no care."""

    _link_lengths: dict[Any, int] | None = None

    def _parse(self, markup: str) -> Any:
        document = html.document_fromstring(markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
        return _CLEANER.clean_html(document)

    def score_paragraphs(self) -> Any:
        """As the base does; each candidate's links are measured, and those of its parents are the same ones again."""
        self._link_lengths = {}
        try:
            return super().score_paragraphs()
        finally:
            self._link_lengths = None

    def get_link_density(self, elem: Any) -> float:
        """The share of an element's text that is in links; lengths are remembered while nothing is changed."""
        lengths = {} if self._link_lengths is None else self._link_lengths
        linked = 0
        for link in elem.iterfind(".//a"):
            if link not in lengths:
                lengths[link] = quick_length(link)
            linked += lengths[link]
        return float(linked) / max(quick_length(elem), 1)


def quick_length(element: Any) -> int:
    """As readability's `text_length` in an eighth of its time: it goes over the text for each kind of blanks it shortens."""
    return len(_BLANKS.sub(_shortened, element.text_content() or "").strip())


def _shortened(blanks: re.Match[str]) -> str:
    run = blanks[0]
    if len(run) >= _MANY:
        return " "
    return "\n" if "\n" in run else re.sub(r"\t|[ \t]{2,}", " ", run)


def text_by_readability(markup: str) -> str:
    """What readability keeps of a page, as plain text; nothing where it finds no article."""
    try:
        return str(html.fromstring(_Document(markup).summary()).text_content())
    except (Unparseable, etree.LxmlError, ValueError):
        return ""
