"""What is certain of blocks whatever the scorer says: menus, offers of other articles, captions where nothing else is there."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from newscli.models import body as models
from newscli.models.body import Body, Figure, Paragraph, plain
from newscli.parse.body.blocks import Block
from newscli.parse.page_tree import Element, weight
from newscli.parse.related.headings import after_lead, is_lead

_FEW_PICTURES: Final = 3
"""Pictures with a sentence below them that make a gallery with a text: a video or a lone picture has one."""
_SENTENCE: Final = 40
"""Letters from which a caption says something: "Photo: Archive" does not."""
_MENUS: Final = frozenset(["nav", "footer", "menu"])


def is_menu(block: Block) -> bool:
    """Whether a block is a page's chrome: mostly links, or in a menu or footer. Readers take it where nothing else is there."""
    around = (block.element, *block.element.iterancestors())
    return 2 * block.linked > len(block.text) or any(node.tag in _MENUS for node in around)


def is_offer_of_another(block: Block, boxes: AbstractSet[Element]) -> bool:
    """Whether a block of the text only leads to one of the page's items (`boxes`): "Read also: ..." and a link."""
    text, linked = block.text, block.linked
    if 2 * linked < len(text) or not (after_lead(text) != text or is_lead(text[: len(text) - linked])):
        return False
    return any(node in boxes for node in (*block.element.iter(), *block.element.iterancestors()))


def is_caption(block: Block, boxes: AbstractSet[Element]) -> bool:
    """Whether a block is a sentence below a picture of the page's own, in none of its cards (`boxes`)."""
    around = (block.element, *block.element.iterancestors())
    is_own = any(node.tag == "figcaption" for node in around) and not any(node in boxes for node in around)
    return is_own and weight(block.text) >= _SENTENCE


def with_captions_as_text(body: Body) -> Body:
    """What stands below the pictures of a gallery is its text: each sentence there as a paragraph behind its picture."""
    found: list[models.Block] = []
    pictures = 0
    for block in body.blocks:
        if isinstance(block, Figure) and weight(plain(block.caption)) >= _SENTENCE:
            found += [replace(block, caption=()), Paragraph(block.caption)]
            pictures += 1
        else:
            found.append(block)
    return Body(tuple(found)) if pictures >= _FEW_PICTURES else body
