"""Names of people in the words of a byline: without "By", titles of office, places, dates and addresses; judges no source."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

NAME_LIMIT: Final = 80

BY: Final = re.compile(
    r"^\s*(?:(?:view all|all|more)?\s*(?:posts|articles|stories) by|zeige alle beiträge von|alle[sr]? (?:beiträge |artikel )?von"
    r"|(?:more|content) (?:by|from)|mehr (?:artikel |beiträge )?von|(?:zum )?profil von|veröffentlicht von|im wortlaut von"
    r"|ver todas las entradas de|voir tous les articles (?:de|par)|pressemitteilung von|about the author"
    r"|(?:post(?:ed)?|written|reported|story|words|text|article|report|published|edited|review(?:ed)?|started|asked"
    r"|beitrag)?\s*by|from|author|authors|beitragvon|thread starter"
    r"|vo[nm]|text|autor(?:in|en)?|redaktion|par|propos recueillis par|écrit par|publié par|rédigé par|por|autor(?:es|a)?"
    r"|escrito por|publicado por|di|a cura di|scritto da|autore|door|geschreven door|auteurs?|av|af|tekst|skrevet av|skribent"
    r"|kirjoittaja|przez|autorzy|opracował[a]?|автор[ы]?|текст|автор статьи|yazar|yazan|penulis|oleh|editor|tác giả|autoři"
    r"|szerző|írta|συντάκτης|作者|记者|記者|撰文|编辑|編集|執筆|文|기자|글|بقلم|كتب|كتبت|نویسنده|מאת|लेखक|เขียนโดย)"
    r"(?:\s*[:：|]\s*|\s+)", re.IGNORECASE,
)  # fmt: skip
POSTED: Final = (
    r"(?i:post|publi|pubblicat|veröffentlich|geplaatst|geschreven|opublikowan)\w{0,6}\s+(?:on|am|le|el|em|il|op|w dniu)\s"
    r".{4,40}?(?:19|20)\d\d\b\W{0,4}(?:(?:um|at|à|om|o)\s)?(?:\d\d?[:.h]\d\d\W{0,3}(?:[ap]m|Uhr)?\W{0,3})?"
)
"""What stands before "by" where WordPress names day and author in one sentence: "Posted on 5 March 2007 by Ann Writer"."""
_POSTED = re.compile(rf"{POSTED}(?=(?:by|von|par|por|da|door|przez)\b)")
_SPLIT = re.compile(
    r"\s*(?:[;,|&/•·\n、，]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\boch\b|\bog\b|\bi\b(?=\s+[A-ZŁŚŻ])"
    r"|\bim (?:Gespräch|Interview) mit\b|\bin conversation with\b)\s*"
)
ROLE: Final = re.compile(
    r"^(?:ma|md|phd|ph\.d\.?|mba|rd|jr|sr|ceo|cto|dr)\.?$"
    r"|\b(?:chief|officer|head of|editor|correspondent|reporter|writer|producer|director|manager|founder|professor|analyst"
    r"|attorney|redakteur(?:in)?|journalist(?:in)?|associated press|reuters|wire|news service|gmbh|ag|inc|ltd|llc|updated"
    r"|published)\b", re.IGNORECASE,
)  # fmt: skip
_NOT_NAME = re.compile(
    r"https?:|www\.|@|[<>{}=\[\]]|^\W*$|^\d+$|^share this\b|_\w+_|\b(?:by|von|on|of|admin|administrator|guest|unknown"
    r"|anonymous|null|undefined|none|webmaster|contributors?|authors?|datum|offline|online|posted|last|views?|comments?)$"
    r"|^(?:by|von|par|por|author|authors|publisher|super user|user|follow|about the author|beitrag|https?|share"
    r"|subscribe|read more|menu|log in|sign up|registrieren|anmelden|contributing writer|show more|view all|username.*)$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[|(–—,•»]| - |\bin\b |\bfor\b |\bfür\b |\bat\b |\bon behalf\b|\bfollow\b ).*$", re.DOTALL | re.IGNORECASE
)
_DATE_TAIL = re.compile(
    r"\s*(?:[|•·–—,→]\s*)?(?:\b(?:on|am|el|le|date|updated|published)\b\s*)*(?:(?<!\w)\d|→|\b(?:jan(?:uary|uar|vier)?"
    r"|feb(?:ruary|ruar)?|f[eé]vrier|mar(?:ch|s)?|märz|apr(?:il)?"
    r"|avril|may|mai|june?i?|ju[il]l?[yi]?(?:et)?|aug(?:ust)?|août|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?"
    r"|de[cz](?:ember)?|mon|tue|wed|thu|fri|sat|sun)\b\.?(?=\s*\d|,)).*$",
    re.DOTALL | re.IGNORECASE,
)
_HANDLE = re.compile(r"(.*\w)\s+[(\[]?@\w+[)\]]?")
_TWICE = re.compile(r"(\S.{3,}\S)\s*\1")
"""A page that shows a name once for wide and once for narrow screens."""
_DEGREE = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z]{1,2}|[A-Z]{2,5}|(?:[A-Z][a-z]?\.){2,4}")
"""What stands behind a name and is none: "Ann Writer, MS, RD, FAND"."""
_AGENCY = re.compile(r"(\S+ .*?\S)\s+(?:the )?(?:associated press|canadian press|agence france-presse|reuters)", re.IGNORECASE)
"""An agency behind a whole name, with nothing between: "John O'Connor The Associated Press"."""
_ZERO_WIDTH: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


_OTHER_WORK = re.compile(
    r"\s*(?:\b(?:photo(?:s|graph(?:y|s|ed)?)?|illustrations?|illustrated|edited|reviewed|fact[- ]checked|translated|übersetzt"
    r"|traduit|traducido|traduzido|tradotto|vertaald|video|fotos?|bild(?:er)?|updated|medically reviewed)"
    r"\s*(?:by|von|par|por|:)).*$",
    re.IGNORECASE | re.DOTALL,
)


def names_in(sources: Iterable[str]) -> list[str]:
    """The names that byline texts hold, in order, each once."""
    return list(dict.fromkeys(name for words in sources for name in _names(words)))


def _names(words: str) -> Iterator[str]:
    words = " ".join(words.translate(_ZERO_WIDTH).split())
    words = _OTHER_WORK.sub("", words) if _OTHER_WORK.search(words, 1) else words
    words = BY.sub("", _POSTED.sub("", words, count=1), count=1).strip()
    if not words or len(words) > 300:
        return
    for number, part in enumerate(_SPLIT.split(words)):
        if number and (ROLE.search(part) or _DEGREE.fullmatch(part)):
            continue
        name = _bare(_DATE_TAIL.sub("", _TAIL.sub("", BY.sub("", part or "", count=1))).strip(" .,:;-–—|\"'“”*"))
        if 2 <= len(name) <= NAME_LIMIT and len(name.split()) <= 6 and not _NOT_NAME.search(name):
            yield " ".join(name.split())


def _bare(name: str) -> str:
    """`name` once, without a handle or an agency behind it."""
    for pattern in (_HANDLE, _TWICE, _AGENCY):
        found = pattern.fullmatch(name)
        name = found[1] if found else name
    return name
