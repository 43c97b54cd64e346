"""Every name that a page offers as its author's, with what speaks for it; chooses nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from newscli.parse.metadata.choice import Signals
from newscli.parse.metadata.head import microdata
from newscli.parse.metadata.jsonld import ARTICLE_TYPES, Node, text_in, types_of
from newscli.parse.metadata.names import BY, NAME_LIMIT, POSTED, ROLE, names_in
from newscli.parse.metadata.place import Place, is_foreign
from newscli.parse.metadata.sources import Sources
from newscli.parse.page_tree import Element, Page, bare, text_of, text_within, tokens
from newscli.parse.page_words import word_set
from newscli.urls import outlet_host

MAX_AUTHORS: Final = 12
_MAX_NAMES: Final = 4 * MAX_AUTHORS
"""Names from one source that are compared with each other, in quadratic time (30,000: 27 s)."""
_HEAD_NAMES: Final = (
    "author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
    "byl", "dcsext.author", "citation_author", "og:article:author", "cxenseparse:author", "book:author", "rbauthors",
)  # fmt: skip
_LABEL = re.compile(r"\bby\b|author|autor|auteur|von|verfasst|autore|written|作者|著者|автор", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|/{2}|^@|facebook\.com", re.IGNORECASE)
_BYLINE_TAGS: Final = ("p", "div", "span", "a", "address", "li", "strong", "cite", "em", "b", "h3", "h4", "h5", "section", "dt")
_BIO: Final = 1200
"""Characters of a box about the author."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PARTS = re.compile(r"\s*[·•|—–⋅]\s*|\s-\s|\d{4},?\s+(?=\w)")
_FULL_NAME = re.compile(r"((?:[A-ZÀ-ÞĀ-ŽА-Я][\w.'’-]*\s+){1,2}[A-ZÀ-ÞĀ-ŽА-Я][\w.'’-]+)(?:$|\s+(?:in|on|for|at)\b)")
_PARTICLES: Final = "(?:van|von|vom|der|den|de|del|della|di|da|das|do|dos|du|la|las|le|los|ten|ter|zu|zur|zum|af|av|bin|al|el)"
_PERSON = re.compile(
    rf"(?:[^\W\d_a-z][\w.'’-]*\s+){{1,3}}(?:{_PARTICLES}\s+){{0,3}}(?:[dl]['’])?[^\W\d_a-z][\w.'’-]+|[가-힣]{{2,4}}|[一-鿿]{{2,4}}"
)
"""Two to four words with capitals, with small ones before a surname ("Jo van der Dam"); or a Chinese, Japanese, Korean name."""
_DOUBTS: Final = frozenset(["outlet", "host", "role", "group", "page_word", "in_title"])
_STATING: Final = frozenset(["ld", "meta", "micro", "meta_twitter"])
_SPOKEN_TAGS: Final = frozenset(["p", "div", "span", "strong", "em", "b", "i", "h3", "h4", "h5", "li", "td", "small", "address"])
_ORGANISATIONS: Final = frozenset(["organization", "newsmediaorganization", "corporation"])
_DIGIT = re.compile(r"\d")
_PAGE_WORDS = re.compile(
    r"\b(?:articles?|artikel|posts?|author|autor|all|alle|more|kontakt|contact|comment|kommentar|uncategorized|stories"
    r"|jobs?|e-?mail|profil|followed|teams|creative commons"
    r"|cc|datum|date|forum|page|view|about|share|menu|home|news|photo|image|foto|seitenanfang)\b", re.IGNORECASE,
)  # fmt: skip
_GROUP = re.compile(
    r"\b(?:team|staff|redaktion|redacción|redação|rédaction|redazione|redactie|editors?|editorial|desk|press)\b"
    r"|관리자|편집|기자|뉴스|신문|일보|방송|통신|온라인|취재|管理|[编編][辑輯集]|[记記]者|新[闻聞]|日[报報]|晚[报報]|通[讯訊信]|本[报報站刊]|佚名|未知"
    r"|匿名|网[络友]|網[絡路友]|[电電][视視]|原[创創]|来源|來源|社$|[报報]$|[网網]$|部$|局$|室$",
    re.IGNORECASE,
)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|people|person|contributors?|writers?|journalists?|redakteure?|by|profile?|staff"
    r"|users?|members?|team)/[\w%.-]{3,}|[?&]_?author=",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    rf"(?:{POSTED}|.{{0,20}}?)(?<!\w)"
    r"(?:[Bb]y|BY|[Vv]on|VON|[Pp]or|POR|[Pp]ar|PAR|[Dd]i|[Dd]oor|[Aa]utor(?:in)?:|[Аа]втор:|[Tt]exto?:"
    r"|文/|記者|记者|作者[:：])\s*((?:[A-ZÀ-ÞĀ-ŽА-Я一-鿿ぁ-ヿ][\w.'’-]*\s*){1,4}.*)$"
)
_BYLINE_TOKENS: Final = word_set("""
    byline author authors autor autoren auteur auteurs autore autores autori writer reporter verfasser skribent by
    vcard fn username contributor contributors
""")
_NOT_BYLINE: Final = word_set("""
    comment comments related about more social follow avatar image img card teaser list footer desc description
    icon role title job
""")

Names = tuple[str, ...]
SOURCES: Final = ("ld", "meta", "micro", "rel", "byline", "bio", "page_head", "page_tail", "said", "beside")
"""How the signals begin that say who names an author; the others say what the names look like."""


def author_candidates(sources: Sources, place: Place, title: str) -> dict[Names, Signals]:
    """Each list of names that some source gives, with its signals, all 1; sources that agree are one candidate."""
    lists: dict[str, list[str]] = defaultdict(list)
    for signal, words in _mentions(sources, place):
        if len(lists[signal]) >= _MAX_NAMES:
            continue
        lists[signal] += [" ".join(words.split())[:NAME_LIMIT]] if signal.endswith("_org") else names_in([words])
    full = _full_names(name for names in lists.values() for name in names)
    keys = {signal: _keys(names, full) for signal, names in lists.items()}
    found: dict[Names, Signals] = {}
    groups: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for signal, own in keys.items():
        if own:
            groups[own].add(signal)
    for own, signals in groups.items():
        names = tuple(full[key] for key in own)
        also = {f"also_{signal}" for signal, others in keys.items() if signal not in signals and set(others) & set(own)}
        marks = {*signals, *also, *_form(names, sources, title), f"agree{min(4, len(signals))}"}
        if all(map(_PERSON.fullmatch, names)) and not marks & _DOUBTS:
            # Two or three words with capitals, which are nobody else's: whoever states that means a person.
            marks.add("person_stated" if marks & _STATING else "person_shown")
        found[names] = dict.fromkeys(marks, 1.0)
    return found


def _keys(names: list[str], full: dict[str, str]) -> tuple[str, ...]:
    """The people behind `names`, each once, by the letters of their full names."""
    return tuple(dict.fromkeys(bare(full[bare(name)]) for name in names))[:MAX_AUTHORS]


def _full_names(names: Iterable[str]) -> dict[str, str]:
    """For each name's letters its best spelling: not all capitals; a lone first name or a handle is the full name beside it."""
    spelt: dict[str, str] = {}
    for name in names:
        key = bare(name)
        if key not in spelt or (spelt[key].isupper() and not name.isupper()):
            spelt[key] = name
    for key, name in list(spelt.items()):
        if len(name.split()) > 1:
            continue
        for other in list(spelt.values()):
            words = other.split()
            if 2 <= len(words) <= 4 and (bare(words[0]) == key or _is_handle(key, words)):
                spelt[key] = other
                break
    return spelt


def _is_handle(key: str, full: list[str]) -> bool:
    """Whether kffnirmitap is Nirmita P..., or jsmith John Smith."""
    first, last = bare(full[0]), bare(full[-1])
    return len(key) >= 5 and ((len(first) > 3 and first in key) or (bool(first) and len(last) > 2 and key == first[0] + last))


def _form(names: Names, sources: Sources, title: str) -> Iterator[str]:
    """What the names look like."""
    if len(names) > 2:
        yield "many"
    name = names[0]
    yield f"words{min(5, len(name.split()))}"
    if not name[0].isupper() and name[0].lower() != name[0].upper():
        yield "lower"
    if _DIGIT.search(name):
        yield "digits"
    if name.isupper():
        yield "capitals"
    for mark, pattern in (("page_word", _PAGE_WORDS), ("role", ROLE), ("group", _GROUP)):
        if any(pattern.search(one) for one in names):
            yield mark
    if "." in name and " " not in name:
        yield "dotted"
    key, outlet = bare(name), bare(sources.outlet.value if sources.outlet else "")
    host = bare((outlet_host(sources.page.url) or "").split(".")[0]) if sources.page.url else ""
    if outlet and (key == outlet or (len(outlet) > 4 and outlet in key) or (len(key) > 4 and key in outlet)):
        yield "outlet"
    if len(host) > 3 and (host in key or (len(key) > 4 and key in host)):
        yield "host"
    if len(key) > 4 and key in bare(title):
        yield "in_title"


def _mentions(sources: Sources, place: Place) -> Iterator[tuple[str, str]]:
    """(what says so, its words): JSON-LD, metas, microdata, then what is shown."""
    yield from _data(sources)
    for name in _HEAD_NAMES:
        for words in sources.head.all(name)[:MAX_AUTHORS]:
            if not _ADDRESS.search(words):
                yield "meta", words
    for number in ("1", "2"):
        if _LABEL.search(sources.head.first(f"twitter:label{number}")):
            yield "meta_twitter", sources.head.first(f"twitter:data{number}")
    yield from _marked(sources.page, place)
    yield from _bylines(sources.page, place)
    for zone, elements in (("head", [*place.kicker, *place.head]), ("tail", place.tail)):
        for signal, words in _near(elements, place):
            yield f"{signal}_{zone}", words


def _data(sources: Sources) -> Iterator[tuple[str, str]]:
    by_id = {node["@id"]: node for node in sources.nodes if isinstance(node.get("@id"), str) and node.get("name")}
    own = sources.node
    for node in ([own] if own else []) + [node for node in sources.nodes if node is not own][:40]:
        kinds = types_of(node)
        place = "ld" if node is own else "ld_page" if "webpage" in kinds or kinds & ARTICLE_TYPES else ""
        if place:
            for name in ("author", "creator"):
                yield from _people(node.get(name), place, by_id)


def _people(value: object, place: str, by_id: dict[str, Node]) -> Iterator[tuple[str, str]]:
    for stated in value[:20] if isinstance(value, list) else [value]:
        # Yoast and others keep people in @graph and refer to them: {"@id": "https://.../#/schema/person/5380..."}.
        item = by_id.get(str(stated.get("@id")), stated) if isinstance(stated, dict) and not stated.get("name") else stated
        kinds = types_of(item) if isinstance(item, dict) else set()
        signal = f"{place}_org" if kinds & _ORGANISATIONS else place
        names = item.get("name") if isinstance(item, dict) else item
        for one in names[:20] if isinstance(names, list) else [names]:
            words = text_in(one)
            if words and not _ADDRESS.search(words):
                yield signal, words


def _marked(page: Page, place: Place) -> Iterator[tuple[str, str]]:
    """Microdata outside comments: the first, and what stands beside it; links that say rel=author."""
    beside: Element | None = None
    for element, value in microdata(page, "author"):
        if is_foreign(element, place) or (beside is not None and element.getparent() is not beside):
            continue
        beside = element.getparent()
        name = next((inner for inner in element.iter() if "name" in (inner.get("itemprop") or "").split()), None)
        words = value if name is None else (name.get("content") or text_of(name))
        yield "micro", words if not _ADDRESS.search(words) else text_of(element)
    links = (element for element in page.body.iter("a") if "author" in (element.get("rel") or "").lower().split())
    for element in islice((link for link in links if not is_foreign(link, place)), 4):
        yield "rel", text_within(element, NAME_LIMIT)


def _bylines(page: Page, place: Place) -> Iterator[tuple[str, str]]:
    """Words of the first elements that are named a byline: the names that are links, else the whole; of long ones the start."""
    count = 0
    seen: set[Element] = set()
    for element in page.body.iter(*_BYLINE_TAGS):
        if element.getparent() in seen:
            seen.add(element)
            continue
        names = tokens(element)
        if not names & _BYLINE_TOKENS or names & _NOT_BYLINE or is_foreign(element, place):
            continue
        own = list(_byline(element))
        if own:
            seen.add(element)
            later = "" if count == 0 else "_later"
            yield from ((signal + later, words) for signal, words in own)
            count += 1
        if count >= 3:
            return


def _byline(element: Element) -> Iterator[tuple[str, str]]:
    words = text_within(element, _BIO)
    if len(words) > 200:
        yield "bio", next((text.strip() for text in element.itertext() if text.strip()), "")[:NAME_LIMIT]
        return
    linked = [name for name in map(text_of, element.iter("a")) if 2 < len(name) < 60]
    for name in linked:
        yield "byline_link", name
    if words and not linked and len(words) <= 120:
        yield "byline_said" if BY.match(words) else "byline", words


def _near(elements: list[Element], place: Place) -> Iterator[tuple[str, str]]:
    """Names beside the article: links to an author's page, "By ..." in so many words, a name beside the date."""
    has_said = has_beside = False
    for element in elements:
        if element.tag == "a" and _AUTHOR_PAGE.search(element.get("href") or "") and not is_foreign(element, place):
            yield "page", text_within(element, 60)
        if element.tag not in _SPOKEN_TAGS or (has_said and has_beside):
            continue
        words = text_within(element, 120)
        said = None if has_said else _SPOKEN.match(words)
        if said and not is_foreign(element, place):
            has_said = True
            yield "said", said[1]
        beside = None if has_beside or said else _beside_date(words)
        if beside and not is_foreign(element, place):
            has_beside = True
            yield "beside_date", beside


def _beside_date(words: str) -> str:
    """Of "Dec 26, 2025 • Mahua Das in Guides" the name."""
    if not _YEAR.search(words):
        return ""
    parts = [part.strip() for part in _PARTS.split(words)]
    return next((found[1] for part in parts if (found := _FULL_NAME.match(part))), "")
