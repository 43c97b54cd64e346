"""What looks like the date of a card and is none: how long something takes, when a poster joined."""

import re
from typing import Final

from newscli.dates import is_span as is_bare_span
from newscli.parse.page_tree import Element, tokens
from newscli.parse.page_words import word_set

_AGO_TOKENS: Final = word_set("""
    ago timeago time timestamp date datetime published publish pubdate pub posted dateline clock relative moment since when
    age datum fecha data zeit tarih hora dato
""")
"""Names of elements that tell when; a bare "3h" without one is as often how long."""
_LENGTH_TOKENS: Final = word_set("""
    cook cooking prep preparation total bake baking duration length runtime reading read readtime watch video player listen
    audio podcast episode difficulty effort kochzeit zubereitung course lesson
""")
"""Names of elements that tell how long: of films, readings, work."""
_RECIPE_TOKENS: Final = word_set("recipe recipes rezept rezepte receta recetas recette recettes ricetta ricette receita recept")
"""Names of cards in which each time is one of cooking."""
_NEAR: Final = 3
_LEVELS: Final = 12
_OF_POSTER: Final = re.compile(
    r"\b(?:joined|join date|member since|registered|registration|last (?:seen|visit|active|online)|user since"
    r"|registriert|mitglied seit|dabei seit|beigetreten|anmeldedatum|inscrit|inscription|membre depuis|registrado|registro"
    r"|miembro desde|membro (?:desde|dal)|cadastrado|entrou em|iscritto|iscrizione|lid sinds|geregistreerd|medlem (?:sedan|siden)"
    r"|blev medlem|reg\.?datum|liittynyt|rejestracja|dołączył\w*|registrován|založen|regisztrál\w*|înregistrat|katılım|üyelik)\b"
    r"|зарегистрирован|регистрация|реєстрація|з нами з|注册|註冊|加入|登録日|가입|عضو منذ|تاريخ التسجيل|תאריך הצטרפות",
    re.IGNORECASE,
)
"""Words beside a date that belong to who wrote a post, not to the post."""
_LABEL_ROOM: Final = 30


def is_span(element: Element, words: str, box: Element) -> bool:
    """Whether `words` of `element` in the card `box` say how long something takes, not how long ago it was."""
    if (element.get("datetime") or "").strip()[:1] in ("P", "p"):
        return True  # <time datetime="PT58M">: HTML allows durations there
    if not is_bare_span(words):
        return False
    named: set[str] = set()
    is_time = False
    node = element
    for level in range(_LEVELS):
        if node is None:
            break
        own = tokens(node)
        if own & _RECIPE_TOKENS:
            return True
        is_time = is_time or node.tag == "time"
        if level < _NEAR:
            named |= own
        if node is box:
            break
        node = node.getparent()
    return bool(named & _LENGTH_TOKENS) or not (is_time or named & _AGO_TOKENS)


def is_of_poster(before: str, words: str) -> bool:
    """Whether a date in `words` is that of its poster, as they or the label `before` them say: "Joined: Aug 31, 2019"."""
    if _OF_POSTER.search(words):
        return True
    is_label = len(before) <= _LABEL_ROOM and not any(char.isdigit() for char in before)
    return is_label and bool(_OF_POSTER.search(before))
