"""What speaks for and against a card being further reading: named signals between 0 and 1, no verdict."""

import re
from collections import defaultdict
from typing import Final
from urllib.parse import urlsplit

from newscli.parse.page_tree import BLOCK_TAGS, HEADING_TAGS, Element, Page, text_of, text_within, tokens, weight, word_count
from newscli.parse.prose import Prose
from newscli.parse.related import names
from newscli.parse.related.addresses import has_article_path, is_list, is_market, is_network, is_tracked
from newscli.parse.related.cards import Card, is_named_trending
from newscli.parse.related.headings import is_talk, kind_of_heading
from newscli.parse.related.labels import is_ad_mark
from newscli.urls import WebUrl, outlet_host

Signals = dict[str, float]

_PAGER_RELS: Final = frozenset(["prev", "previous", "next"])
_MARK_ROOM: Final = 30
_MARKS_LOOKED_AT: Final = 40
_RANK = re.compile(r"#?\s*(\d{1,2})\s*[.)]?")
_NEAR: Final = 5
"""Levels above a card whose names count as near."""


class Evidence:
    """Signals of the cards of one page, what is common to them counted once."""

    def __init__(self, page: Page, prose: Prose, cards: list[Card], order: dict[Element, int]) -> None:
        self._page = page
        self._prose = set(prose.blocks)
        around = prose.container
        self._inside = around
        self._around = {around, *around.iterancestors()} if around is not None else {page.body}
        self._first = order.get(prose.blocks[0], 0) if prose.blocks else 0
        self._last = order.get(prose.blocks[-1], 0) if prose.blocks else 0
        self._outlet = outlet_host(page.url) if page.url else ""
        self._own_shape = shape(page.url) if page.url else ""
        self._in_market = page.url is not None and is_market(page.url)
        self._roots: dict[Element, list[Card]] = defaultdict(list)
        self._hosts: dict[str, str] = {}
        self._crowds: dict[Element, tuple[int, float, float]] = {}
        self._weights: dict[Element, tuple[int, int]] = {}
        for card in cards:
            self._roots[list_root(card)].append(card)

    def of(self, card: Card) -> Signals:
        """The signals of one card."""
        found: Signals = {}
        self._place(card, found)
        self._address(card, found)
        self._form(card, found)
        self._marks(card, found)
        self._names(card, found)
        return {name: value for name, value in found.items() if value}

    def _place(self, card: Card, out: Signals) -> None:
        order = card.order
        out["after_body"] = float(order > self._last)
        out["before_body"] = float(order < self._first)
        out["in_container"] = float(self._inside is not None and self._inside in card.box.iterancestors())
        out["in_body"] = float(self._first <= order <= self._last)
        block = _block_of(card.links[0])
        own, linked = self._weights_of(block) if block is not None else (0, 0)
        rest = own - linked
        out["inline"] = float(
            block is not None and (block in self._prose or (rest > 25 and rest > 0.5 * linked)) and not _is_card_like(card)
        )
        out["in_sentence"] = float(bool(out["inline"]) and block is not None and (block in self._prose or rest > max(40, linked)))
        tags = {element.tag for element in card.box.iterancestors()}
        out["nav_tag"] = float("nav" in tags)
        out["footer_tag"] = float("footer" in tags and not tags & {"article"})
        out["article_footer"] = float("footer" in tags and "article" in tags)
        out["header_tag"] = float("header" in tags)
        out["aside_tag"] = float("aside" in tags)
        out["main_tag"] = float("main" in tags or "article" in tags)

    def _weights_of(self, block: Element) -> tuple[int, int]:
        """The weight of all words of `block`, and of its linked words: counted once, a block may hold thousands of links."""
        if block not in self._weights:
            linked = sum(weight(text_of(link)) for link in block.iter("a")) if block.tag != "body" else 0
            self._weights[block] = weight(text_of(block)), linked
        return self._weights[block]

    def _address(self, card: Card, out: Signals) -> None:
        url = card.target.url
        parts = urlsplit(url)
        host = parts.hostname or ""
        if host not in self._hosts:
            self._hosts[host] = outlet_host(url)
        out["other_host"] = float(bool(self._outlet) and self._hosts[host] != self._outlet)
        path = parts.path
        slug = max((len(re.findall(r"[-_]", step)) for step in path.split("/")), default=0)
        out["article_path"] = float(has_article_path(path) or slug >= 3 or bool(re.search(r"\d{4,}", parts.query)))
        out["slug_words"] = min(slug, 8) / 8
        out["digits"] = float(bool(re.search(r"\d{4,}", path)))
        out["list_path"] = float(is_list(path))
        out["bare_path"] = float(len([step for step in path.split("/") if step]) <= 1 and slug < 3)
        out["home"] = float(path in ("", "/") and not parts.query)
        out["own_shape"] = float(shape(url) == self._own_shape)
        out["query"] = float(bool(parts.query))
        rel = {word for link in card.links for word in (link.get("rel") or "").lower().split()}
        out["rel_sponsored"] = float("sponsored" in rel)
        out["rel_nofollow"] = float("nofollow" in rel)
        out["network"] = float(bool(out["other_host"]) and is_network(url))
        out["market"] = float(not self._in_market and is_market(url))
        out["tracked"] = float(bool(out["other_host"]) and is_tracked(url))
        out["pager"] = float(bool(rel & _PAGER_RELS) or any(_is_arrow(text_of(link)) for link in card.links))
        out["rel_author_tag"] = float(bool(rel & {"author", "tag", "category"}))

    def _form(self, card: Card, out: Signals) -> None:
        title = card.target.title
        words = word_count(title)
        out["short_title"] = float(words < 4)
        out["mid_title"] = float(4 <= words < 6)
        out["long_title"] = float(words >= 8)
        out["very_long"] = float(words > 30)
        out["heading"] = float(any(rank == 3 for rank, _ in card.target.titles))
        out["image"] = float(card.box.find(".//img") is not None or card.box.find(".//picture") is not None)
        out["time"] = float(card.box.find(".//time") is not None)
        out["linked_twice"] = float(len(card.links) > 1)
        root = list_root(card)
        mates = self._roots[root]
        size, words_each, article_paths = self._crowd(root, mates)
        out["alone"] = float(size == 1)
        out["few"] = float(2 <= size <= 3)
        out["some"] = float(4 <= size <= 12)
        out["many"] = float(size > 20)
        out["mates_words"] = min(words_each, 12) / 12
        out["mates_article_path"] = article_paths
        out["in_list"] = float(card.box.tag == "li")

    def _crowd(self, root: Element, mates: list[Card]) -> tuple[int, float, float]:
        """(addresses, words a title, share with an article's address) of the cards of one list."""
        if root not in self._crowds:
            named = sum(has_article_path(urlsplit(mate.target.url).path) for mate in mates)
            words = sum(word_count(mate.target.title) for mate in mates)
            self._crowds[root] = (len({mate.target.key for mate in mates}), words / len(mates), named / len(mates))
        return self._crowds[root]

    def _marks(self, card: Card, out: Signals) -> None:
        """An advert's mark in the card or right before it; its number in a list that counts."""
        rank = None
        for number, element in enumerate(card.box.iter()):
            if number > _MARKS_LOOKED_AT:
                break
            words = text_within(element, _MARK_ROOM)
            if not words:
                continue
            if is_ad_mark(words):
                out["ad_mark"] = 1.0
            if rank is None and (found := _RANK.fullmatch(words)):
                rank = int(found[1])
        before = card.box.getprevious()
        for label in (before, card.root.getprevious() if card.box.tag == "li" else None):
            if label is not None and is_ad_mark(text_within(label, _MARK_ROOM)):
                out["ad_mark"] = 1.0
        if rank is None and card.box.tag == "a" and before is not None and (found := _RANK.fullmatch(text_within(before, 6))):
            rank = int(found[1])
        mates = self._roots[list_root(card)]
        place = next((number for number, mate in enumerate(mates, 1) if mate is card), 0) if len(mates) < 60 else 0
        out["ranked"] = float(rank is not None and rank == place and len(mates) > 2)
        out["ordered"] = float(card.root.tag == "ol")

    def _names(self, card: Card, out: Signals) -> None:
        words: set[str] = set()
        near: set[str] = set()
        counted = near_counted = False
        node, level = card.box, 0
        while node is not None and node not in self._around and node is not self._page.body:
            own = tokens(node)
            words |= own
            counted = counted or is_named_trending(own)
            if level < _NEAR:
                near |= own
                near_counted = counted
            node, level = node.getparent(), level + 1
        if node is not None and self._inside is None:
            words |= tokens(node)
        out["t_related"] = float(bool(words & names.RELATED))
        out["t_trending"] = float(counted)
        out["t_trending_near"] = float(near_counted)
        out["t_sponsored"] = float(bool(near & names.SPONSORED))
        out["t_network"] = float(bool(words & names.NETWORKS))
        out["t_chrome"] = float(bool(words & names.CHROME))
        out["t_foot"] = float(bool(words & names.FOOT))
        out["t_talk"] = float(bool(words & names.TALK))
        out["t_meta"] = float(bool(near & names.META))
        out["t_aside"] = float(bool(words & names.ASIDE))
        out["t_media"] = float(bool(words & names.MEDIA))
        heading = card.heading or ""
        kind = kind_of_heading(heading) if heading else None
        out["h_any"] = float(bool(heading))
        out["h_talk"] = float(bool(heading) and is_talk(heading))
        for name in ("related", "trending", "sponsored"):
            out[f"h_{name}"] = float(kind == name)


def shape(url: WebUrl) -> str:
    """The form of an address: host, depth, and for each step whether it is words, a number or a slug."""
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    forms = []
    for step in steps:
        kind = re.sub(r"\d+", "9", step)
        forms.append(
            "slug" if len(re.findall("[-_]", step)) >= 3 else "id" if "9" in kind else step if len(step) < 12 else "word"
        )
    suffix = re.search(r"\.\w{2,5}$", parts.path)
    return "/".join([f"{len(steps)}", *(form for form in forms[-1:]), suffix.group() if suffix else ""])


def list_root(card: Card) -> Element:
    """The container that a card's list is counted by: the box's parent, or one level up where each card has its own column."""
    root = card.root
    parent = root.getparent()
    return parent if parent is not None and not _has_two(root) and _has_two(parent) else root


def _has_two(element: Element) -> bool:
    """Whether `element` has two children; lxml counts them all to say how many."""
    first = next(element.iterchildren(), None)
    return first is not None and first.getnext() is not None


def _is_arrow(words: str) -> bool:
    """Whether the words of a link point on or back: "← The older post", "The newer post →"."""
    return len(words) > 1 and (words[0] == "←" or (words[-1] == "→" and word_count(words) > 3))


def _block_of(link: Element) -> Element | None:
    node = link
    while node is not None and node.tag not in BLOCK_TAGS:
        node = node.getparent()
    if node is link:
        return None
    return node


def _is_card_like(card: Card) -> bool:
    """Whether the link is a heading or holds one: prose does not."""
    return any(True for link in card.links for _ in link.iter(*HEADING_TAGS)) or any(
        element.tag in HEADING_TAGS for link in card.links for element in list(link.iterancestors())[:2]
    )
