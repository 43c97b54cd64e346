"""HTML text on its way into a tree: what takes libxml2 more time than its length allows is taken out before and after."""

import re
from typing import Any, Final

from newscli.text import clean_span

_BULK = re.compile(r"<(/?)(style|svg)(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE: Final = r"""[\s/]++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+"""
_ATTRIBUTE_NAME = re.compile(r"[\w:.-]+")
_CROWDED_TAG = re.compile(f"(<[a-zA-Z][^\\s<>/]*+(?:{_ATTRIBUTE}){{200}})(?:{_ATTRIBUTE})++")
"""A tag with more than 200 attributes, in whose number libxml2's time is quadratic (20,000: 3 s); no real page has one."""


def without_bulk(text: str) -> str:
    """`text` without whole <style> and <svg> elements, in one pass: a pattern over both ends is quadratic in open tags."""
    kept: list[str] = []
    start, opened, name = 0, 0, ""
    for tag in _BULK.finditer(text):
        if tag.start() < start:
            continue
        if not name and not tag[1]:
            opened, name = tag.start(), tag[2].lower()
        elif tag[1] and tag[2].lower() == name:
            kept.append(text[start:opened])
            start, name = (text.find(">", tag.end()) + 1) or len(text), ""
    return "".join([*kept, text[start:]])


def parse_markup(text: str) -> Any:
    """The tree of an HTML document; never fails, an empty document has an empty body."""
    from lxml import etree

    # Plain elements: lxml.html looks up a Python class for each of them, which costs a third of the whole reading.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    text = _CROWDED_TAG.sub(r"\1", text)
    data = text.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError:
        root = None
    return etree.fromstring(b"<html><body></body></html>", parser=parser) if root is None else root


def disarm(root: Any) -> None:
    """Take "<!--" out of attributes: libxml2 looks for includes there when it writes, in quadratic time (80 kB: 0.8 s)."""
    for element in root.xpath("//*[@*[contains(., '<!--')]]"):
        attributes = element.attrib.items()
        element.attrib.clear()
        for name, value in attributes:
            # lxml reads control characters in names and values, and refuses to write them.
            if _ATTRIBUTE_NAME.fullmatch(name):
                element.set(name, clean_span(value.replace("<!--", " "), limit=len(value)))
