"""What speaks for and against a block being the article's text: named signals, no verdict."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from newscli.parse.body.blocks import Block
from newscli.parse.page_tree import HEADING_TAGS, Element, Page, tokens, weight
from newscli.parse.page_words import word_set
from newscli.parse.prose import Prose

Signals = dict[str, float]

_NAMES: Final[dict[str, frozenset[str]]] = {
    name: frozenset(words.split())
    for name, words in {
        "n_body": (
            "articlebody content body text entry prose copy richtext storybody post article story paragraph "
            "paragraphs main detail"
        ),
        "n_related": (
            "related recirc recommended recommendation readmore more teaser teasers promo promos latest recent "
            "popular trending next similar card cards upnext onward also"
        ),
        "n_comment": "comment comments commentlist disqus replies respond discussion reply",
        "n_share": "share sharing social follow twitter facebook whatsapp addtoany sharedaddy",
        "n_newsletter": (
            "newsletter subscribe subscription signup optin mailing paywall register registration membership donate cta promo"
        ),
        "n_meta": (
            "meta byline author authors date time timestamp dateline published posted kicker category categories "
            "breadcrumb breadcrumbs info"
        ),
        "n_bio": "bio about profile biography contributor avatar autor authorbox",
        "n_tags": "tag tags keywords topics taglist labels",
        "n_caption": "caption figcaption credit credits copyright photo image img gallery slideshow media picture wp",
        "n_chrome": (
            "nav navigation menu navbar header masthead topbar toolbar banner footer sidebar widget aside rail "
            "drawer modal popup overlay cookie cookies consent gdpr breadcrumb dropdown search login"
        ),
        "n_ad": "ad ads advert advertisement sponsor sponsored promoted adsbygoogle dfp taboola outbrain",
        "n_lead": (
            "lead intro standfirst dek subtitle subheadline summary excerpt abstract deck teaser description "
            "vorspann chapo ingress lede"
        ),
        "n_hidden": "hidden hide invisible sr screen visually offscreen print noprint",
        "n_table": "infobox table toc contents",
        "n_quote": "quote pullquote blockquote",
    }.items()
}
_END: Final = frozenset(".!?…。！？」”\"'’)»:;")
_DIGIT = re.compile(r"\d")
_CHROME_TEXT = re.compile(
    r"©|copyright|all rights reserved|cookie|newsletter|subscri|sign up|log ?in|follow us|share (?:this|on)|click here"
    r"|read more|related|advertis|photo:|image:"
    r"|getty|reuters/|source:|comments?$|abonn|anmeld|registrier|werbung|anzeige|teilen|drucken|kommentar|folgen sie"
    r"|datenschutz|impressum|suscri|compart|síguenos"
    r"|publicidad|s'abonner|partag|publicité|iscriviti|condividi|assine|compartilh|подпи|поделит|реклама|登录|注册|订阅|分享|广告"
    r"|版权|责任编辑|編集|シェア|구독|기자\s|무단",
    re.IGNORECASE,
)
_ASIDE_TAGS: Final = (
    "nav",
    "footer",
    "header",
    "aside",
    "form",
    "figure",
    "table",
    "article",
    "main",
    "section",
    "ul",
    "blockquote",
    "button",
)
_TAG_KINDS: Final = word_set("""
    p li h1 h2 h3 h4 h5 h6 td th div blockquote figcaption pre dt dd section article span a caption table
""")


class BlockEvidence:
    """Signals of the blocks of one page; what is common to them is counted once."""

    def __init__(  # noqa: PLR0917 - each is another thing that is counted once
        self, page: Page, blocks: list[Block], prose: Prose, boxes: Iterable[Element], votes: dict[str, list[float]], title: str
    ) -> None:
        self._page = page
        self._blocks = blocks
        self._boxes = set(boxes)
        self._votes = votes
        self._title = _bare(title)
        own = prose.container
        self._container = own
        self._ancestors = {own, *own.iterancestors()} if own is not None else set()
        self._prose = set(prose.blocks)
        self._paths = [_path(block.element) for block in blocks]
        main = votes["main"]
        self._first = next((n for n, vote in enumerate(main) if vote > 0.5), 0)
        self._last = next((n for n in range(len(main) - 1, -1, -1) if main[n] > 0.5), len(main) - 1)
        self._weights = [weight(block.text) for block in blocks]
        self._kept_path: Counter[str] = Counter()
        self._all_path: Counter[str] = Counter()
        for number, path in enumerate(self._paths):
            self._all_path[path] += self._weights[number]
            self._kept_path[path] += int(self._weights[number] * main[number])
        self._kept_parent: Counter[Element] = Counter()
        for number, block in enumerate(blocks):
            self._kept_parent[block.element.getparent()] += int(self._weights[number] * main[number])
        self._main_parent = max(self._kept_parent, key=lambda parent: self._kept_parent[parent], default=None)
        self._texts = Counter(block.text for block in blocks)

    def all(self) -> list[Signals]:
        """The signals of each block."""
        plain = [self._own(number) for number in range(len(self._blocks))]
        for number, signals in enumerate(plain):
            self._neighbours(number, signals)
        return [{name: float(value) for name, value in signals.items() if value} for signals in plain]

    def _own(self, number: int) -> Signals:
        block, size = self._blocks[number], self._weights[number]
        text = block.text
        tag = block.element.tag
        linked = min(1.0, block.linked / max(1, len(text)))
        out: Signals = {f"v_{name}": votes[number] for name, votes in self._votes.items()}
        total = sum(vote for name, vote in ((n, v[number]) for n, v in self._votes.items()) if name != "main")
        out["v_all"] = total >= len(self._votes) - 0.5
        out["v_none"] = total < 0.2
        out[f"tag_{tag if tag in _TAG_KINDS else 'other'}"] = 1
        out["heading"] = tag in HEADING_TAGS
        for limit in (15, 40, 80, 160, 320):
            out[f"w_{limit}"] = size >= limit
        out["linked"] = linked
        out["all_linked"] = linked > 0.8
        out["ends"] = text[-1] in _END
        out["stops"] = min(4, sum(text.count(mark) for mark in ".!?。！？")) / 4
        out["commas"] = min(4, sum(text.count(mark) for mark in ",，、")) / 4
        out["digits"] = len(_DIGIT.findall(text[:400])) / min(400, len(text))
        out["chrome_text"] = size < 300 and bool(_CHROME_TEXT.search(text))
        out["is_title"] = _bare(text) == self._title
        out["repeated"] = self._texts[text] > 1
        self._place(number, out)
        self._names(block.element, out)
        return out

    def _place(self, number: int, out: Signals) -> None:
        element = self._blocks[number].element
        around = set(element.iterancestors())
        out["in_zone"] = self._first <= number <= self._last
        out["before"] = number < self._first
        out["after"] = number > self._last
        out["near_after"] = self._last < number <= self._last + 3
        out["near_before"] = self._first - 3 <= number < self._first
        out["in_container"] = self._container is not None and (element is self._container or self._container in around)
        out["above_container"] = element in self._ancestors
        out["is_prose"] = element in self._prose
        out["in_card"] = bool(self._boxes & around) or element in self._boxes
        out["main_parent"] = element.getparent() is self._main_parent or element is self._main_parent
        out["in_main_parent"] = self._main_parent in around
        path = self._paths[number]
        others = self._all_path[path] - self._weights[number]
        kept = self._kept_path[path] - int(self._weights[number] * self._votes["main"][number])
        out["path_kept"] = kept / others if others > 0 else 0.5
        out["path_alone"] = others <= 0
        tags = {node.tag for node in around} | {element.tag}
        for tag in _ASIDE_TAGS:
            out[f"in_{tag}"] = tag in tags
        out["container_header"] = "header" in tags and bool(out["in_container"])

    def _names(self, element: Element, out: Signals) -> None:
        node: Element | None = element
        level = 0
        while node is not None and node is not self._page.body and node not in self._ancestors and level < 10:
            names = tokens(node)
            if names:
                for name, words in _NAMES.items():
                    if names & words:
                        out[name] = 1
                        if level < 2:
                            out[f"{name}_near"] = 1
            style = (node.get("style") or "").replace(" ", "").lower()
            if (
                "display:none" in style
                or "visibility:hidden" in style
                or node.get("hidden") is not None
                or node.get("aria-hidden") == "true"
            ):
                out["hidden"] = 1
            node = node.getparent()
            level += 1

    def _neighbours(self, number: int, out: Signals) -> None:
        main, blocks = self._votes["main"], self._blocks
        for name, step in (("prev", -1), ("next", 1)):
            other = number + step
            out[f"{name}_vote"] = main[other] if 0 <= other < len(blocks) else 0
            out[f"{name}_long"] = 0 <= other < len(blocks) and self._weights[other] >= 120
            out[f"{name}_sibling_vote"] = (
                main[other]
                if 0 <= other < len(blocks) and blocks[other].element.getparent() is blocks[number].element.getparent()
                else 0
            )
        near = [main[n] for n in range(max(0, number - 4), min(len(blocks), number + 5)) if n != number]
        out["near_vote"] = sum(near) / len(near) if near else 0
        if out.get("heading"):
            out["heading_next"] = out["next_vote"]
            out["heading_zone"] = out.get("in_zone", 0)
            out["heading_vote"] = main[number]


def _path(element: Element) -> str:
    names = []
    node = element
    for _ in range(3):
        if node is None:
            break
        names.append(f"{node.tag}.{node.get('class') or ''}")
        node = node.getparent()
    return "/".join(names)


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
