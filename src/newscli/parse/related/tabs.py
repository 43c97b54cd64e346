"""Panels of tabs and the label of each: "Latest | Most read" is two lists that stand under one row of buttons."""

from collections import defaultdict
from typing import Final

from newscli.parse.page_tree import Element, Page, text_of, text_within, word_count

MAX_TABS: Final = 8
_LABEL_ROOM: Final = 40
_BUTTONS: Final = frozenset(["a", "button", "li", "span", "div", "label", "h2", "h3", "h4", "p"])


def find_panels(page: Page) -> dict[Element, Element]:
    """For each panel of a row of tabs the element that labels it.

    A panel is named by its label (`href="#id"`, `aria-controls`, `data-target`), or names it (`aria-labelledby`); rows without
    such names are matched by number: as many short labels as there are boxes in the element behind them.
    """
    by_id = {name: element for element in page.elements if (name := element.get("id"))}
    panels: dict[Element, Element] = {}
    named: dict[Element, list[tuple[Element, Element]]] = defaultdict(list)
    for element in page.elements:
        label = by_id.get(element.get("aria-labelledby") or "")
        if label is not None and element.get("role") == "tabpanel" and _is_label(label):
            panels[element] = label
        panel = by_id.get(_target(element))
        if panel is not None and _is_label(element) and panel.getparent() is not None:
            named[panel.getparent()].append((panel, element))
    for pairs in named.values():
        # One panel alone is a jump mark; panels of one row are siblings.
        if len({panel for panel, _ in pairs}) > 1:
            panels.update(pairs)
    for row in page.body.iter("ul", "ol", "div", "nav", "header"):
        if 2 <= len(row) <= MAX_TABS:
            panels.update(_by_number(row, panels))
    return panels


def _target(element: Element) -> str:
    for name in ("aria-controls", "data-bs-target", "data-target", "data-tab", "href"):
        value: str = element.get(name) or ""
        if value.startswith("#") or (value and name == "aria-controls"):
            return value.lstrip("#")
    return ""


def _is_label(element: Element) -> bool:
    words = text_within(element, _LABEL_ROOM)
    return bool(words) and word_count(words) <= 5


def _by_number(row: Element, known: dict[Element, Element]) -> dict[Element, Element]:
    """Panels whose row of labels names none of them: boxes in the next element, one for each label."""
    labels = list(row)
    if any(label.tag not in _BUTTONS or not _is_label(label) or _leads_away(label) for label in labels):
        return {}
    behind = row.getnext()
    if behind is None and row.getparent() is not None and len(row.getparent()) == 1:
        behind = row.getparent().getnext()
    if behind is None:
        return {}
    boxes = list(behind) if len(behind) == len(labels) else [behind, *behind.itersiblings()][: len(labels) + 1]
    if len(boxes) != len(labels) or len({box.tag for box in boxes}) > 1 or any(box in known for box in boxes):
        return {}
    # Each box holds a list, or waits for a script to fill it; the first one always does.
    if boxes[0].find(".//a") is None or any(len(text_of(box)) < _LABEL_ROOM and len(box) for box in boxes):
        return {}
    return dict(zip(boxes, labels, strict=True))


def _leads_away(label: Element) -> bool:
    """Whether a label is a link to another page: then it is an item of a menu."""
    for link in label.iter("a"):
        href = (link.get("href") or "").strip()
        if href and href[0] != "#" and not href.lower().startswith("javascript"):
            return True
    return False
