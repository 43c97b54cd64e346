"""Posts of networks that a page embeds as quotes: they stay in the text, as links at least."""

from typing import Final

from newscli.parse.page_tree import Element, text_of, tokens
from newscli.text import clean_line
from newscli.urls import find_web_url

_POSTS: Final = frozenset(["tweet", "instagram", "tiktok", "bluesky", "mastodon", "reddit", "fb", "threads"])
"""Names of the quotes in which pages embed what somebody wrote on a network."""
_POST_TITLE: Final = 140


def is_post(element: Element) -> bool:
    """Whether an element is the quote by which a network's post is embedded."""
    return element.tag == "blockquote" and bool(tokens(element) & _POSTS)


def keep_as_link(element: Element, around: set[Element]) -> bool:
    """Whether a block stands in a network's post of which nothing was kept (`around` holds what was).

    The post becomes a frame, so that its link stays in the text as that of any embed.
    """
    post = next((node for node in (element, *element.iterancestors()) if is_post(node) or node.tag == "iframe"), None)
    if post is None or post in around:
        return False
    addresses = [post.get("cite"), post.get("data-instgrm-permalink"), *(link.get("href") for link in post.iter("a"))]
    url = next((found for found in map(find_web_url, filter(None, reversed(addresses))) if found), None)
    if post.tag == "blockquote" and url is not None:
        words = clean_line(text_of(post), limit=_POST_TITLE)  # lxml reads control characters (&#27;) but refuses to write them
        post.clear(keep_tail=True)
        post.tag = "iframe"
        post.set("src", url)
        post.set("title", words)
    elif post.tag == "blockquote":
        post.attrib.clear()  # none after all: it is not searched again for its next block
    return bool(post.tag == "iframe")
