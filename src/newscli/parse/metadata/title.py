"""The article's own title: the <h1> that the head confirms, else what the head states, without the site's name."""

import re
from itertools import islice
from typing import Final

from newscli.parse.metadata.found import Found
from newscli.parse.metadata.head import microdata
from newscli.parse.metadata.jsonld import text_in
from newscli.parse.metadata.sources import Sources
from newscli.parse.page_tree import CJK, Element, Page, bare, text_of, tokens
from newscli.parse.page_words import word_set
from newscli.parse.prose import Prose
from newscli.urls import written_parts

_SPLIT = re.compile(r"(\s+[-|–—»«·•:/]+\s+|\s*[|｜]\s*|\s»\s|_)")
TITLE_LIMIT: Final = 500
_ANCHORS: Final = " ¶#§:|·" + "".join(map(chr, range(0xE000, 0xF900)))
"""What marks the links of headings to themselves: signs, and the private letters of icon fonts."""
_TITLE_TOKENS: Final = word_set("title headline hed titel titre titulo titolo")
_SITE_TOKENS: Final = word_set("site menu logo brand masthead navbar nav")
"""Names of headings that say whose page it is."""
_PARTS: Final = 20
"""Elements of a heading of which one may be no part of the title."""
_WHOLE: Final = 12
"""Letters of a title in the head from which it may be all that a heading says."""
_NEAR: Final = 80
"""Elements between a title and the text below it."""
_CONFIRMED: Final = 0.85
"""Overlap with what the head states from which a heading is confirmed."""
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
    places = {element: number for number, element in enumerate(page.elements)}
    first = places.get(prose.blocks[0], 0) if prose.blocks else 0
    headings = [(element, _own_words(element, stated)) for element in page.body.iter("h1", "h2", "h3")]
    headings = [(element, words) for element, words in headings if len(bare(words)) >= 3 and len(words) <= TITLE_LIMIT]
    witnesses, owners = _witnesses(stated, [bare(words) for _, words in headings])
    owners |= {bare(site)} - {""}
    found = [(element, words, max((_overlap(bare(words), one) for one in witnesses), default=0.0)) for element, words in headings]
    # Behind the text stand the <h1>s of newsletters and footers; one that is written twice is shown at two widths.
    only = {words for element, words in headings if element.tag == "h1" and (not first or places[element] <= first)}
    is_confirmed = any(agreement >= _CONFIRMED and _is_phrase(words) for _, words, agreement in found)
    best: tuple[float, str] = (0.0, "")
    for element, words, agreement in found:
        score = {"h1": 2.0, "h2": 0.0, "h3": -1.0}[element.tag] + 3.5 * agreement + _of_names(element)
        if element.tag == "h1" and only == {words} and _is_phrase(words):
            score += 1.0 if is_confirmed else 2.0
        score += 1.0 if first and 0 < first - places[element] <= _NEAR else 0
        score -= 1.0 if first and places[element] > first else 0
        score -= 4.0 if bare(words) in owners else 0
        score -= 2.5 if _leads_home(element) else 0
        if score > best[0]:
            best = (score, words)
    return best[1], best[0] >= _SURE


def _own_words(heading: Element, stated: list[str]) -> str:
    """The words of a heading; where the head states them without an element at either end of it, without that.

    Templates put sections, times to read, counts of comments and links to print there; what is longer is the title's second half.
    """
    words = text_of(heading).strip(_ANCHORS)
    whole = bare(words)
    for one in stated if len(heading) and len(words) <= TITLE_LIMIT else ():
        for title in dict.fromkeys((one, _SPLIT.split(one, maxsplit=1)[0])):
            own = bare(title)
            if len(own) < _WHOLE or own == whole or not (whole.startswith(own) or whole.endswith(own)):
                continue
            rest = whole.removeprefix(own) if whole.startswith(own) else whole.removesuffix(own)
            if len(rest) <= len(own) and rest in {
                bare("".join(map(text_of, heading))),
                *(bare(text_of(part)) for part in islice(heading.iterdescendants(), _PARTS)),
            }:
                return " ".join(title.split())
    return words


def _witnesses(stated: list[str], headings: list[str]) -> tuple[list[str], set[str]]:
    """(the letters of what the head states, and of the part of it that speaks of the article; those of whose page it is).

    What stands before a long site's name is as good a witness as all of it; one or two words may be the site's or a section's.
    Where both parts are headings, the first on the page is the site's or the book's: "Introduction - The Book".
    """
    found, owners = [bare(words) for words in stated if words], set()
    for words in stated:
        first, *rest = _SPLIT.split(words, maxsplit=1)
        own, other = bare(first), bare(rest[-1]) if rest else ""
        if own in headings and other in headings:
            own, other = sorted((own, other), key=headings.index, reverse=True)
            owners.add(other)
        if _is_phrase(first) or other in owners:
            found.append(own)
    return found, owners


def _is_phrase(words: str) -> bool:
    """Whether words are as long as a title: one or two are the name of a section or a site as often."""
    return len(words.split()) >= 3 or len(CJK.findall(words)) >= 6


def _of_names(element: Element) -> float:
    """What the names of a heading say of it: the article's title, or whose page it is."""
    names = tokens(element)
    if names & _SITE_TOKENS:
        return -4.0
    return 1.5 if names & _TITLE_TOKENS or element.get("itemprop") == "headline" else 0.0


def _overlap(letters: str, other: str) -> float:
    """How far one stands inside the other: 1 for all of it, less where much of the stated title is left over."""
    if not other or (letters not in other and other not in letters):
        return 0.0
    share = min(len(letters), len(other)) / max(len(letters), len(other))
    return 1.0 if share > 0.6 else 0.85 if share > 0.3 else 0.4


def _leads_home(element: Element) -> bool:
    """Whether a heading is the site's name: it links to the home page."""
    links = [*element.iter("a"), *(node for node in element.iterancestors("a"))]
    homes = [written_parts(link.get("href") or "x") for link in links]
    return any(path in ("/", "/index.php", "/index.html") or (host and not path) for host, path in homes)
