"""Take out of a page what is never the article's text: cards, comments, share bars, newsletter and cookie boxes, navigation."""

from collections.abc import Iterable
from typing import Final

from newscli.parse.page_tree import HEADING_TAGS, Element, Page, remove, text_of, tokens, weight
from newscli.parse.prose import Prose

_DROPPED_TAGS: Final = frozenset(["nav", "form", "dialog", "button", "input", "textarea", "menu"])
_DROPPED_ROLES: Final = frozenset(["navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog"])
_DROPPED_NAMES: Final = (
    frozenset(["comment", "list"]), frozenset(["comments"]), frozenset(["commentlist"]), frozenset(["disqus"]), frozenset(["respond"]),
    frozenset(["share"]), frozenset(["sharing"]), frozenset(["social"]), frozenset(["sharedaddy"]), frozenset(["addtoany"]),
    frozenset(["newsletter"]), frozenset(["subscribe"]), frozenset(["subscription"]), frozenset(["signup"]),
    frozenset(["cookie"]), frozenset(["cookies"]), frozenset(["consent"]), frozenset(["gdpr"]),
    frozenset(["breadcrumb"]), frozenset(["breadcrumbs"]), frozenset(["advert"]), frozenset(["advertisement"]), frozenset(["adsbygoogle"]),
    frozenset(["taboola"]), frozenset(["outbrain"]), frozenset(["related"]), frozenset(["recirc"]), frozenset(["print", "only"]),
)  # fmt: skip
_SHARE_OF_PROSE: Final = 0.25
"""A box named so that holds more of the running text than this is the article itself (body class "newsletter-open")."""


def cut(page: Page, prose: Prose, boxes: Iterable[Element]) -> None:
    """Remove what is no text of the article from the page's tree, in place."""
    around = {prose.container, *prose.container.iterancestors()} if prose.container is not None else {page.body}
    own = set(prose.blocks)
    for box in boxes:
        if box not in around and not any(block in own for block in box.iter()):
            _remove_with_heading(box, around)
    for element in list(page.body.iter()):
        if element in around or element.getparent() is None:
            continue
        if _is_dropped(element) and not _holds_prose(element, prose):
            remove(element)


def _is_dropped(element: Element) -> bool:
    if element.tag in _DROPPED_TAGS or (element.get("role") or "").lower() in _DROPPED_ROLES:
        return True
    if element.tag == "footer":
        return True
    names = tokens(element)
    return any(wanted <= names for wanted in _DROPPED_NAMES)


def _holds_prose(element: Element, prose: Prose) -> bool:
    inside = sum(1 for block in prose.blocks if block is element or element in block.iterancestors())
    return bool(prose.blocks) and inside > _SHARE_OF_PROSE * len(prose.blocks)


def _remove_with_heading(box: Element, around: set[Element]) -> None:
    """Remove a card, and the list around it with its heading once it has no words of its own left."""
    parent = box.getparent()
    remove(box)
    while parent is not None and parent not in around:
        rest = [child for child in parent if child.tag not in HEADING_TAGS and text_of(child)]
        if rest or weight((parent.text or "").strip()) > 40:
            return
        parent, empty = parent.getparent(), parent
        remove(empty)
