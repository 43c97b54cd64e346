"""What blocks have in common: paths of tags and classes, parents, articles, sections; counts what readers keep of each."""

from collections import Counter, defaultdict
from itertools import accumulate
from math import log
from typing import Final

from newscli.parse.body.blocks import Block
from newscli.parse.body.lines import LineReader, Signals
from newscli.parse.body.names import ABOUT_HEADING, COMMENT_HEADING
from newscli.parse.page_tree import HEADING_TAGS, Element
from newscli.parse.related.headings import is_talk, kind_of_heading

_HEADING_WEIGHT: Final = 120
"""Letters up to which a heading names a section."""
_SECTION: Final = 300
"""Letters behind a heading that it surely names."""


class BlockGroups:
    """Groups of the blocks of one page; `mass` is each block's weight times its share of votes."""

    def __init__(self, blocks: list[Block], weights: list[int], mass: list[float], articles: list[Element | None]) -> None:
        self._blocks, self._weights, self._mass, self._articles = blocks, weights, mass, articles
        self.whole = sum(mass) or 1.0
        self.paths = [_paths(block.element) for block in blocks]
        self._path_weight: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
        self._path_mass: tuple[dict[str, float], ...] = (defaultdict(float), defaultdict(float), defaultdict(float))
        self._kin_weight: Counter[Element] = Counter()
        self._kin_linked: Counter[Element] = Counter()
        self._kin_count: Counter[Element] = Counter()
        self._kin_mass: dict[Element, float] = defaultdict(float)
        self._article_mass: dict[Element | None, float] = defaultdict(float)
        self._article_places: dict[Element | None, int] = {}
        for number, block in enumerate(blocks):
            self._count(number, block)
        self._main_parent = max(self._kin_mass, key=lambda parent: self._kin_mass[parent], default=None)

    def _count(self, number: int, block: Block) -> None:
        weight, mass = self._weights[number], self._mass[number]
        for level, path in enumerate(self.paths[number]):
            self._path_weight[level][path] += weight
            self._path_mass[level][path] += mass
        parent = block.element.getparent()
        self._kin_weight[parent] += weight
        self._kin_linked[parent] += block.linked
        self._kin_count[parent] += 1
        self._kin_mass[parent] += mass
        article = self._articles[number]
        self._article_mass[article] += mass
        self._article_places.setdefault(article, len(self._article_places))

    def of(self, number: int) -> Signals:
        """Signals of a block: what is kept of the others in its groups."""
        weight, mass, element = self._weights[number], self._mass[number], self._blocks[number].element
        out: Signals = {}
        for level, path in enumerate(self.paths[number]):
            others = self._path_weight[level][path] - weight
            out[f"path{level}_kept"] = (self._path_mass[level][path] - mass) / others if others > 0 else 0.5
            out[f"path{level}_alone"] = others <= 0
        parent = element.getparent()
        others = self._kin_weight[parent] - weight
        out["kin_kept"] = (self._kin_mass[parent] - mass) / others if others > 0 else 0.5
        out["kin_mass"] = self._kin_mass[parent] / self.whole
        out["kin_linked"] = min(1.0, self._kin_linked[parent] / max(1, self._kin_weight[parent]))
        out["kin_count"] = log(self._kin_count[parent] + 1) / 4
        out["main_parent"] = self._main_parent in (parent, element)
        grand = parent.getparent() if parent is not None else None
        out["grand_mass"] = self._kin_mass.get(grand, 0.0) / self.whole
        article = self._articles[number]
        out["article_mass"] = self._article_mass[article] / self.whole
        out["article_number"] = min(4, self._article_places[article]) / 4
        return out


class Course:
    """The run of a page: words, titles and headings of sections before each block, and how dense words stand around it."""

    def __init__(self, blocks: list[Block], weights: list[int], reader: LineReader) -> None:
        self._sums = [0, *accumulate(weights)]
        self._free = [0, *accumulate(max(0, size - block.linked) for size, block in zip(weights, blocks, strict=True))]
        self._before: list[Signals] = []
        section, since, tops, is_seen = "", 0, 0, False
        for block, size in zip(blocks, weights, strict=True):
            tag = block.element.tag
            seen = {"tops": min(3, tops) / 3, "title_seen": float(is_seen)}
            tops += tag == "h1"
            is_seen = is_seen or reader.is_title(block.text)
            is_heading = tag in HEADING_TAGS
            if is_heading and size < _HEADING_WEIGHT:
                section, since = section_of(block.text), 0
            if section:
                seen |= {f"s_{section}": 1.0, f"s_{section}_near": float(since < _SECTION)}
            seen["since_heading"] = min(1.0, since / 1500)
            since += 0 if is_heading else size
            self._before.append(seen)

    def of(self, number: int) -> Signals:
        """Signals of a block's place in the page's run of words."""
        count = len(self._before)
        out = dict(self._before[number])
        out["pos"] = number / count
        out["pos_words"] = self._sums[number] / max(1, self._sums[-1])
        words = self._sums[number + 1] - self._sums[number]
        free = self._free[number + 1] - self._free[number]
        for reach in (2, 6):
            low, high = max(0, number - reach), min(count, number + reach + 1)
            near = self._sums[high] - self._sums[low] - words
            near_free = self._free[high] - self._free[low] - free
            out[f"dense{reach}"] = log(near_free / (high - low) + 1) / 5
            out[f"links{reach}"] = 1 - near_free / near if near > 0 else 0
        return out


def section_of(heading: str) -> str:
    """What a heading says of the blocks under it: comments, further reading, what frames a text, or nothing."""
    if is_talk(heading) or COMMENT_HEADING.search(heading):
        return "comment"
    if kind_of_heading(heading) is not None:
        return "related"
    return "about" if ABOUT_HEADING.search(heading) else "plain"


def _paths(element: Element) -> tuple[str, str, str]:
    """Three names for a block's shape: three levels with classes, two levels with classes, four levels of bare tags."""
    names, tags = [], []
    node = element
    for _ in range(4):
        if node is None:
            break
        names.append(f"{node.tag}.{node.get('class') or ''}")
        tags.append(node.tag)
        node = node.getparent()
    return "/".join(names[:3]), "/".join(names[:2]), "/".join(tags)
