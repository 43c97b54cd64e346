"""What a heading says of the list below it, in many languages; knows words, not where they stand."""

import re
from functools import lru_cache
from typing import Final

from newscli.models.parsed import LinkKind
from newscli.parse.page_tree import word_count
from newscli.parse.page_words import any_of
from newscli.parse.related.labels import is_ad_mark
from newscli.parse.related.related_words import RELATED
from newscli.parse.related.sponsored_words import SPONSORED
from newscli.parse.related.trending_words import TRENDING

_MARKETS: Final = frozenset(
    (  # noqa: SIM905 - names have blanks
        "shop|store|jobs|job|deals|offers|boutique|shopping|marketplace|classifieds|stellenmarkt|angebote|anuncios|clasificados|promo|promotion"
        "|promotions|pr|partners|partner|partenaires|parceiros|promoted|coupons|vouchers|emploi|empleo|cursos|leserreisen|abo-angebote"
        "|vakantie|vacatures|jobb|stillinger|praca|ogłoszenia|immobilien|bazar|ilanlar|求人|ショッピング"
    ).split("|")
)
_LEAD_WORDS: Final = 3
_LEAD_ROOM: Final = 60
_TALK = re.compile(
    r"comment(?!at)|kommentar|commentaire|comentario|comentário|commenti|reacties|коммент|комент|yorum|komentarz|komentář|تعليق|评论|評論|コメント|댓글"
    r"|discussion|join the conversation|leave a reply|leserbrief|respon[sd]",
    re.IGNORECASE,
)
_COUNTED_TALK = re.compile(r"most|meist|mest|plus|más|mais|più|naj|самы|çok|多|많")


# Small letters only, and headings are made small: told to ignore case, they take three times as long.
_BY_KIND: Final[tuple[tuple[LinkKind, re.Pattern[str]], ...]] = (
    ("sponsored", re.compile(any_of(SPONSORED.values()))),
    ("trending", re.compile(any_of(TRENDING.values()))),
    ("related", re.compile(any_of(RELATED.values()))),
)


@lru_cache(maxsize=2048)
def kind_of_heading(words: str) -> LinkKind | None:
    """What a list under the heading `words` calls itself; a list of adverts that calls itself popular is one of adverts."""
    lowered = words.replace("İ", "i").lower()
    if is_ad_mark(words) or lowered.strip(" :.»›>") in _MARKETS:
        return "sponsored"
    return next((kind for kind, pattern in _BY_KIND if pattern.search(lowered)), None)


def is_talk(words: str) -> bool:
    """Whether the heading `words` stands over readers' comments; a list of the most commented articles is none of them."""
    return bool(_TALK.search(words)) and not _COUNTED_TALK.search(words.casefold())


def is_lead(words: str) -> bool:
    """Whether `words` are what stands before a single item inside a text: "Les også", "Read more"; too few to be a title."""
    return len(words) <= _LEAD_ROOM and word_count(words) <= _LEAD_WORDS and kind_of_heading(words) == "related"


def after_lead(words: str) -> str:
    """`words` without a beginning that only leads to a single item, with a colon: "Les også: ..."; others as they are."""
    lead, colon, rest = words.replace("：", ": ", 1).partition(":")
    # "LIES: White House knocks Fox" is no German "Read".
    return rest.strip() if colon and rest.strip() and is_lead(lead) and lead.casefold() != "lies" else words
