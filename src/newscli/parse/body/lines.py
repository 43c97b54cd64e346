"""What the words of a block say by their form: length, links, marks, credits, offers; looks at no other block."""

import re
from collections import Counter
from math import log
from typing import Final

from newscli.parse.body.blocks import Block
from newscli.parse.body.names import CHROME_TEXT, CREDIT_TEXT, OFFER_TEXT
from newscli.parse.page_tree import HEADING_TAGS, bare
from newscli.parse.page_words import word_set
from newscli.parse.related.headings import kind_of_heading

Signals = dict[str, float]

_END: Final = frozenset(".!?…。！？」”\"'’)»:;")
_OPENING: Final = frozenset("“\"'‘«„「‹")
_DIGIT = re.compile(r"\d")
_TAG_KINDS: Final = word_set("""
    p li h1 h2 h3 h4 h5 h6 td th div blockquote figcaption pre dt dd section article span a caption table
""")
_NOTE: Final = 400
"""Letters up to which a block can be a note around the text rather than a part of it."""
_WRAPS: Final = {"em": "slant", "i": "slant", "b": "strong", "strong": "strong", "a": "link", "span": "span"}


class LineReader:
    """Signals of single blocks of a page whose title and summary are known."""

    def __init__(self, blocks: list[Block], *, title: str, summary: str) -> None:
        self._title = bare(title)
        self._title_words = set(title.casefold().split())
        self._summary = bare(summary[:_NOTE])
        self._texts = Counter(block.text for block in blocks)

    def of(self, block: Block, size: int, *, is_idle: bool) -> Signals:
        """Signals of `block` of `size` letters; `is_idle` ones, links that nobody keeps, are not read word by word."""
        text, tag = block.text, block.element.tag
        linked = min(1.0, block.linked / max(1, len(text)))
        out: Signals = {
            f"tag_{tag if tag in _TAG_KINDS else 'other'}": 1, "heading": tag in HEADING_TAGS,
            "w_log": log(size + 1) / 5, "linked": linked, "all_linked": linked > 0.8,
            "ends": text[-1] in _END, "ends_colon": text[-1] in ":：", "ends_cut": text.endswith(("…", "...")),
            "repeated": self._texts[text] > 1, f"wrap_{_wrap(block)}": 1,
        }  # fmt: skip
        for limit in (15, 40, 80, 160, 320):
            out[f"w_{limit}"] = size >= limit
        if is_idle:
            return out
        out["stops"] = min(4, sum(map(text.count, ".!?。！？"))) / 4
        out["commas"] = min(4, sum(map(text.count, ",，、"))) / 4
        out["bars"] = min(3, sum(map(text.count, "|•·»"))) / 3
        out["digits"] = len(_DIGIT.findall(text[:400])) / min(400, len(text))
        out["at"] = "@" in text
        out["upper"] = size > 8 and text.isupper()
        out["starts_lower"] = text[0].islower()
        out["starts_quote"] = text[0] in _OPENING
        out["starts_mark"] = not text[0].isalnum() and text[0] not in _OPENING and text[0] != "("
        if size < _NOTE:
            self._note(text, size, out)
        return out

    def is_title(self, text: str) -> bool:
        """Whether `text` is the page's title."""
        return len(text) < _NOTE and bool(self._title) and bare(text) == self._title

    def _note(self, text: str, size: int, out: Signals) -> None:
        lowered = text.lower()
        out["chrome_text"] = size < 300 and CHROME_TEXT.search(lowered) is not None
        out["credit_text"] = CREDIT_TEXT.search(lowered) is not None
        out["offer_text"] = OFFER_TEXT.search(lowered) is not None
        colon = text[:40].find(":")
        out["lead_in"] = colon > 0 and kind_of_heading(text[: colon + 1]) == "related"
        out["related_text"] = size < 60 and kind_of_heading(text) == "related"
        own = bare(text)
        out["is_title"] = own == self._title
        words = set(text.casefold().split())
        if size < 300 and self._title_words:
            out["like_title"] = len(words & self._title_words) / len(words)
        if min(len(own), len(self._summary)) > 20:
            out["like_summary"] = own.startswith(self._summary[:60]) or self._summary.startswith(own[:60])


def _wrap(block: Block) -> str:
    """The inline element around all the block's words: a line set in italics is a note, one in bold a heading."""
    element = block.element
    if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        return "none"
    return _WRAPS.get(element[0].tag, "none")
