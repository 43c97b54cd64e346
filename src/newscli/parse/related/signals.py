"""What speaks for and against a card being further reading: named signals between 0 and 1, no verdict."""

import re
from collections import defaultdict
from typing import Final
from urllib.parse import urlsplit

from newscli.parse.page_tree import BLOCK_TAGS, HEADING_TAGS, Element, Page, text_of, tokens, weight, word_count
from newscli.parse.page_words import word_set
from newscli.parse.prose import Prose
from newscli.parse.related.cards import Card
from newscli.parse.related.words import RELATED, SPONSORED, TRENDING
from newscli.urls import WebUrl, outlet_host

Signals = dict[str, float]

_RELATED_TOKENS: Final = word_set("""
    related relacionadas relacionados recirc recirculation recommend recommended recommendations recommendation similar
    readmore readalso also more next further teaser teasers teaserlist promo promos verwandt onward suggested
    suggestions associated seealso similaires latest recent newest upnext zum mehr lire aussi anche correlati
    rekomendowane newer ranked
""")
_TRENDING_TOKENS: Final = word_set("""
    trending popular mostread mostpopular mostviewed mostshared meistgelesen tendencia tendencias populaires populair
    mestlast mestlest popularne ranking topread bestread toplist leidas leidos
""")
_MOST_TOKENS: Final = frozenset(["most", "mest", "meest", "meist", "plus", "mas", "best"])
_READ_TOKENS: Final = word_set("""
    read viewed popular shared commented watched emailed discussed clicked gelezen gelesen lest last lu lus vus leido
    leidas visto vistos sett
""")
_SPONSORED_TOKENS: Final = word_set("""
    sponsored sponsor sponsors advert adverts advertisement advertorial ad ads promoted taboola outbrain zergnet
    revcontent mgid native paid partner partners commercial dfp adsense anzeige werbung publicidad reklama
    partnercontent plista engageya jobs shop deals coupons
""")
_CHROME_TOKENS: Final = word_set("""
    nav navigation navbar menu submenu megamenu breadcrumb breadcrumbs topbar masthead toolbar dropdown offcanvas
    drawer hamburger header banner skip login search languages lang
""")
_FOOT_TOKENS: Final = word_set("footer foot colophon copyright legal sitemap contentinfo bottom")
_TALK_TOKENS: Final = word_set("""
    comment comments commentlist respond disqus replies discussion forum kommentare commentaires reviews review
""")
_META_TOKENS: Final = word_set("""
    tag tags topic topics keyword keywords byline author authors bio share sharing social breadcrumb breadcrumbs
    category categories meta caption credit source sources footnote footnotes reference references citation pagination
    pager taglist
""")
_BODY_TOKENS: Final = word_set("""
    body content text story entry prose copy articlebody paragraph paragraphs richtext
""")
_ASIDE_TOKENS: Final = word_set("""
    sidebar aside rail side widget secondary complementary column col module block box
""")
_MEDIA_TOKENS: Final = word_set("""
    video videos gallery podcast audio live ticker newsletter carousel slideshow events event
""")
_ARTICLE_PATH = re.compile(
    r"/(?:19|20)\d\d[/-]?\d\d?|\d{5,}|[a-z0-9]{8}-[a-z0-9]{4}-|\.(?:s?html?|php|aspx|ece|story)$"
    r"|/(?:article|story|news|artikel|articulo|noticia)s?/.+[-_/].+",
    re.IGNORECASE,
)
_LIST_PATH = re.compile(
    r"/(?:tags?|topics?|category|categories|section|author|authors|autor|autoren|profile?|people|search|about|contact"
    r"|privacy|terms|login|register"
    r"|subscribe|newsletters?|account|user|impressum|datenschutz|help|faq|careers?|advertise|cookies?|tema|themen?"
    r"|dossier|rubrik|kategorie)(?:/|$)",
    re.IGNORECASE,
)  # fmt: skip


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
        self._roots: dict[Element, list[Card]] = defaultdict(list)
        self._hosts: dict[str, str] = {}
        self._crowds: dict[Element, tuple[int, float, float]] = {}
        for card in cards:
            self._roots[list_root(card)].append(card)

    def of(self, card: Card) -> Signals:
        """The signals of one card."""
        found: Signals = {}
        self._place(card, found)
        self._address(card, found)
        self._form(card, found)
        self._names(card, found)
        return {name: value for name, value in found.items() if value}

    def _place(self, card: Card, out: Signals) -> None:
        order = card.order
        out["after_body"] = float(order > self._last)
        out["before_body"] = float(order < self._first)
        out["in_container"] = float(self._inside is not None and self._inside in card.box.iterancestors())
        out["in_body"] = float(self._first <= order <= self._last)
        block = _block_of(card.links[0])
        own = weight(text_of(block)) if block is not None else 0
        linked = sum(weight(text_of(link)) for link in block.iter("a")) if block is not None and block.tag != "body" else 0
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

    def _address(self, card: Card, out: Signals) -> None:
        url = card.target.url
        parts = urlsplit(url)
        host = parts.hostname or ""
        if host not in self._hosts:
            self._hosts[host] = outlet_host(url)
        out["other_host"] = float(bool(self._outlet) and self._hosts[host] != self._outlet)
        path = parts.path
        slug = max((len(re.findall(r"[-_]", step)) for step in path.split("/")), default=0)
        out["article_path"] = float(bool(_ARTICLE_PATH.search(path)) or slug >= 3 or bool(re.search(r"\d{4,}", parts.query)))
        out["slug_words"] = min(slug, 8) / 8
        out["digits"] = float(bool(re.search(r"\d{4,}", path)))
        out["list_path"] = float(bool(_LIST_PATH.search(path)))
        out["bare_path"] = float(len([step for step in path.split("/") if step]) <= 1 and slug < 3)
        out["own_shape"] = float(shape(url) == self._own_shape)
        out["query"] = float(bool(parts.query))
        rel = {word for link in card.links for word in (link.get("rel") or "").lower().split()}
        out["rel_sponsored"] = float("sponsored" in rel)
        out["rel_nofollow"] = float("nofollow" in rel)
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
            named = sum(bool(_ARTICLE_PATH.search(urlsplit(mate.target.url).path)) for mate in mates)
            words = sum(word_count(mate.target.title) for mate in mates)
            self._crowds[root] = (len({mate.target.key for mate in mates}), words / len(mates), named / len(mates))
        return self._crowds[root]

    def _names(self, card: Card, out: Signals) -> None:
        words: set[str] = set()
        near: set[str] = set()
        node, level = card.box, 0
        while node is not None and node not in self._around and node is not self._page.body:
            names = tokens(node)
            words |= names
            if level < 5:
                near |= names
            node, level = node.getparent(), level + 1
        if node is not None and self._inside is None:
            words |= tokens(node)
        out["t_related"] = float(bool(words & _RELATED_TOKENS))
        out["t_trending"] = float(bool(words & _TRENDING_TOKENS) or (bool(words & _MOST_TOKENS) and bool(words & _READ_TOKENS)))
        out["t_sponsored"] = float(bool(words & _SPONSORED_TOKENS))
        out["t_chrome"] = float(bool(words & _CHROME_TOKENS))
        out["t_foot"] = float(bool(words & _FOOT_TOKENS))
        out["t_talk"] = float(bool(words & _TALK_TOKENS))
        out["t_meta"] = float(bool(near & _META_TOKENS))
        out["t_aside"] = float(bool(words & _ASIDE_TOKENS))
        out["t_media"] = float(bool(words & _MEDIA_TOKENS))
        heading = card.heading or ""
        out["h_any"] = float(bool(heading))
        out["h_trending"] = float(bool(TRENDING.search(heading)))
        out["h_sponsored"] = float(bool(SPONSORED.search(heading)))
        out["h_related"] = float(bool(RELATED.search(heading)) and not out["h_trending"] and not out["h_sponsored"])


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
    if parent is not None and len(root) <= 1 and len(parent) > 1:
        return parent
    return root


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
