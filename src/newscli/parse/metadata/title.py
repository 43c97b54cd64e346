"""The article's own title: the <h1> that the head confirms, else what the head states, without the site's name."""

import re
from typing import Final
from urllib.parse import urlsplit

from newscli.parse.metadata.found import Found
from newscli.parse.metadata.head import microdata
from newscli.parse.metadata.jsonld import text_in
from newscli.parse.metadata.names import bare
from newscli.parse.metadata.sources import Sources
from newscli.parse.page_tree import Element, Page, text_of, tokens
from newscli.parse.page_words import word_set
from newscli.parse.prose import Prose

_SPLIT = re.compile(r"(\s+[-|–—»«·•:/]+\s+|\s*[|｜]\s*|\s»\s|_)")
TITLE_LIMIT: Final = 500
_TITLE_TOKENS: Final = word_set("title headline hed titel titre titulo titolo")
_NEAR: Final = 80
"""Elements between a title and the text below it."""
_SURE: Final = 4.0
"""Score from which a heading beats what the head states: an only <h1> near the text, or one that the head confirms."""


def find_title(sources: Sources) -> Found[str]:
    """The title; an empty string if the page has none."""
    page, head, node = sources.page, sources.head, sources.node or {}
    stated = [head.first("og:title"), head.title, head.first("twitter:title", "dc.title", "title", "headline", "parsely-title")]
    headline = text_in(node.get("headline")) or text_in(node.get("name"))
    site = head.first("og:site_name", "application-name") or text_in(node.get("publisher"))
    heading, is_sure = _best_heading(page, [*stated, headline], site, sources.prose)
    if is_sure:
        return Found(heading, ("heading",))
    for source, words in (
        ("json-ld", headline),
        ("microdata", next((value for _, value in microdata(page, "headline") if value), "")),
        ("meta", next((without_site(words, site) for words in stated if words), "")),
        ("heading", heading),
    ):
        if words:
            return Found(words[:TITLE_LIMIT], (source,))
    return Found("", ())


def without_site(title: str, site: str) -> str:
    """`title` without the site's name before or behind it; without a known name, without a short last part."""
    parts = _SPLIT.split(title)
    if len(parts) < 3:
        return title
    known = bare(site)
    for keep, name in ((parts[:-2], parts[-1]), (parts[2:], parts[0])):
        if known and (bare(name) == known or (len(bare(name)) > 3 and (bare(name) in known or known in bare(name)))):
            rest = "".join(keep).strip()
            return without_site(rest, site) if rest else title
    if "|" in parts[-2] or "｜" in parts[-2] or (len(parts[-1].split()) <= 4 and len("".join(parts[:-2])) > 2 * len(parts[-1])):
        return "".join(parts[:-2]).strip()
    return title


def _best_heading(page: Page, stated: list[str], site: str, prose: Prose) -> tuple[str, bool]:
    """(the heading that is most likely the article's own, whether it needs no other witness)."""
    bares = [bare(words) for words in stated if words]
    places = {element: number for number, element in enumerate(page.elements)}
    first = places.get(prose.blocks[0], 0) if prose.blocks else 0
    best: tuple[float, str] = (0.0, "")
    alone = sum(1 for _ in page.body.iter("h1")) == 1
    for element in page.body.iter("h1", "h2", "h3"):
        words = text_of(element).strip(" ¶#")
        letters = bare(words)
        if len(letters) < 3 or len(words) > TITLE_LIMIT:
            continue
        score = {"h1": 2.0, "h2": 0.0, "h3": -1.0}[element.tag]
        agreement = max((_overlap(letters, other) for other in bares), default=0.0)
        score += 3.5 * agreement
        score += 1.5 if tokens(element) & _TITLE_TOKENS or element.get("itemprop") == "headline" else 0
        score += 1.0 if element.tag == "h1" and alone and len(words.split()) >= 3 else 0
        score += 1.0 if first and 0 < first - places[element] <= _NEAR else 0
        score -= 1.0 if first and places[element] > first else 0
        score -= 4.0 if site and letters == bare(site) else 0
        score -= 2.5 if _leads_home(element) else 0
        if score > best[0]:
            best = (score, words)
    return best[1], best[0] >= _SURE


def _overlap(letters: str, other: str) -> float:
    """How far one stands inside the other: 1 for all of it, less where much of the stated title is left over."""
    if not other or (letters not in other and other not in letters):
        return 0.0
    share = min(len(letters), len(other)) / max(len(letters), len(other))
    return 1.0 if share > 0.6 else 0.85 if share > 0.3 else 0.4


def _leads_home(element: Element) -> bool:
    """Whether a heading is the site's name: it links to the home page."""
    links = [*element.iter("a"), *(node for node in element.iterancestors("a"))]
    return any(urlsplit(link.get("href") or "x").path in ("", "/", "/index.php", "/index.html") for link in links)
