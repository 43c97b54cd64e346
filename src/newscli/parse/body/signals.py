"""What speaks for and against a block being the article's text: named signals, no verdict."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Final

from newscli.parse.body.around import Surroundings
from newscli.parse.body.blocks import Block
from newscli.parse.body.groups import BlockGroups, Course
from newscli.parse.body.lines import LineReader, Signals
from newscli.parse.body.votes import Votes
from newscli.parse.page_tree import CJK, Element, Page, weight
from newscli.parse.prose import Prose

_PAIRS: Final = (("traf", "read"), ("traf", "resi"), ("read", "resi"), ("traf", "json"))


@dataclass(frozen=True, slots=True)
class PageWords:
    """What the page states in words: its title, its summary and (JSON-LD's articleBody) its text."""

    title: str = ""
    summary: str = ""
    stated: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Signals of each block, and those that all blocks of the page share."""

    blocks: list[Signals]
    page: Signals


class BlockEvidence:
    """Gathers the signals of the blocks of one page; what is common to them is counted once."""

    def __init__(self, page: Page, blocks: list[Block], prose: Prose, boxes: Iterable[Element], votes: Votes) -> None:
        self._blocks, self._votes, self._main = blocks, votes, votes["main"]
        surroundings = Surroundings(page, prose, frozenset(boxes))
        self._around = [surroundings.of(block.element) for block in blocks]
        self._weights = [weight(block.text) for block in blocks]
        mass = [size * vote for size, vote in zip(self._weights, self._main, strict=True)]
        self._groups = BlockGroups(blocks, self._weights, mass, [around.article for around in self._around])
        self._above = surroundings.above
        self._prose = set(prose.blocks)
        kept = [number for number, vote in enumerate(self._main) if vote > 0.5]
        self._first, self._last = (kept[0], kept[-1]) if kept else (0, len(blocks) - 1)
        self._has_json = any(votes["json"])

    def read(self, said: PageWords) -> Evidence:
        """All signals; those that are 0 are left out."""
        reader = LineReader(self._blocks, title=said.title, summary=said.summary)
        course = Course(self._blocks, self._weights, reader)
        found = []
        for number, block in enumerate(self._blocks):
            out = self._of_votes(number)
            is_idle = bool(out["v_none"]) and block.linked > 0.8 * len(block.text)
            out |= reader.of(block, self._weights[number], is_idle=is_idle)
            out |= self._of_place(number)
            out |= course.of(number)
            out |= self._groups.of(number)
            self._neighbours(number, out)
            found.append(_without_zeros(out))
        return Evidence(found, _without_zeros(self._of_page()))

    def _of_page(self) -> Signals:
        votes, sizes, whole = self._votes, self._weights, self._groups.whole
        out: Signals = {"p_json": self._has_json}
        for name in ("traf", "resi", "read", "json"):
            out[f"p_{name}"] = min(2.0, sum(size * vote for size, vote in zip(sizes, votes[name], strict=True)) / whole)
        for one, other in _PAIRS:
            pairs = list(zip(sizes, votes[one], votes[other], strict=True))
            either = sum(size * max(a, b) for size, a, b in pairs)
            out[f"p_{one}_{other}"] = sum(size * min(a, b) for size, a, b in pairs) / either if either else 0
        out["p_share"] = whole / max(1, sum(sizes))
        out["p_size"] = min(4.0, log(whole + 1) / 2.5)
        out["p_blocks"] = log(len(sizes) + 1) / 5
        out["p_cjk"] = len(CJK.findall("".join(block.text[:50] for block in self._blocks[:200]))) > 400
        return out

    def _of_votes(self, number: int) -> Signals:
        out = {f"v_{name}": votes[number] for name, votes in self._votes.items()}
        total = sum(out.values()) - out["v_main"]
        out["v_all"] = total >= 2.5 + self._has_json
        out["v_none"] = total < 0.2
        out["v_json_no"] = self._has_json * (1 - out["v_json"])
        return out

    def _of_place(self, number: int) -> Signals:
        element, around = self._blocks[number].element, self._around[number]
        first, last = self._first, self._last
        out: Signals = dict.fromkeys(around.names, 1)
        out |= dict.fromkeys((f"{name}_near" for name in around.near), 1)
        out |= dict.fromkeys((f"in_{tag}" for tag in around.tags), 1)
        return out | {
            "hidden": around.is_hidden, "in_card": around.in_card, "depth": min(30, around.depth) / 20,
            "in_container": around.in_container, "above_container": element in self._above, "is_prose": element in self._prose,
            "in_zone": first <= number <= last, "before": number < first, "after": number > last,
            "near_after": last < number <= last + 3, "near_before": first - 3 <= number < first,
            "far_before": min(1.0, max(0, first - number) / 20), "far_after": min(1.0, max(0, number - last) / 20),
            "from_first": min(1.0, max(0, number - first) / 12), "to_last": min(1.0, max(0, last - number) / 12),
        }  # fmt: skip

    def _neighbours(self, number: int, out: Signals) -> None:
        main, blocks, paths = self._main, self._blocks, self._groups.paths
        parent = blocks[number].element.getparent()
        for name, other in (("prev", number - 1), ("next", number + 1)):
            if 0 <= other < len(blocks):
                out[f"{name}_vote"] = main[other]
                out[f"{name}_long"] = self._weights[other] >= 120
                out[f"{name}_same"] = paths[other][0] == paths[number][0]
                if blocks[other].element.getparent() is parent:
                    out[f"{name}_sibling_vote"] = main[other]
        low, high = max(0, number - 4), min(len(blocks), number + 5)
        out["near_vote"] = (sum(main[low:high]) - main[number]) / (high - low - 1) if high - low > 1 else 0
        if out["heading"]:
            out["heading_next"] = out.get("next_vote", 0)
            out["heading_zone"] = out["in_zone"]
            out["heading_vote"] = main[number]


def _without_zeros(signals: Mapping[str, float]) -> Signals:
    return {name: float(value) for name, value in signals.items() if value}
