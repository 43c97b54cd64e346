"""How much of an article a page shows: what stands behind a wall is said, by whatever the page says of it."""

import pytest

from newscli.models.parsed import ParsedArticle
from newscli.parse.page import parse_page

URL = "https://post.example.com/news/the-pier-551200.html"
SENTENCE = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose."
CARD = (
    "<li><a href='/news/ferry-story-66000{0}.html'>Ferry story number {0} of the year</a> "
    "<b>This article is for subscribers</b></li>"
)
DATA = '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Council votes", {}}}</script>'


def read(body: str, *, head: str = "", number: int = 1, foot: str = "") -> ParsedArticle:
    text = "".join(f"<p>{SENTENCE} It was vote {n}.</p>" for n in range(number))
    main = f"<main><article><h1>Council votes</h1>{text}{body}</article></main>"
    return parse_page(f"<html><head>{head}</head><body>{main}{foot}</body></html>".encode(), URL)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<div class=paywall><h2>Subscribe to continue reading</h2><p>From one euro a month.</p></div>", ""),
        ("<section class=x1><h3>This article is for subscribers</h3><a href=/abo>Subscribe now</a></section>", ""),
        ("<div class=c2><p>Dieser Artikel ist nur für Abonnenten.</p><a href=/abo>Jetzt testen</a></div>", ""),
        ("<div class=c2><p>Article réservé aux abonnés</p><a href=/abo>Je m'abonne</a></div>", ""),
        ("<div class=c2><p>この記事は会員限定です。残り1200文字</p></div>", ""),
        ("", '<meta property="article:content_tier" content="locked">'),
        ("", DATA.format('"isAccessibleForFree": "False"')),
        ("", DATA.format('"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".wall"}')),
    ],
    ids=["named", "English", "German", "French", "Japanese", "tier", "data", "part"],
)
def test_a_beginning_is_said_to_be_one(body: str, head: str) -> None:
    article = read(body, head=head)
    assert article.completeness == "paywalled"
    assert [str(warning) for warning in article.warnings] == ["only a teaser is public: the rest is for subscribers"]
    assert "ubscribe" not in article.text


WALLS = [
    ("en", "This article is only available to our subscribers."),
    ("en", "Subscribe now to continue reading."),
    ("de", "Dieser Artikel ist nur für Abonnenten."),
    ("fr", "Cet article est réservé aux abonnés."),
    ("fr", "Il vous reste 74.3% de cet article à lire. La suite est réservée aux abonnés."),
    ("es", "Suscríbete para seguir leyendo"),
    ("it", "Questo contenuto è riservato agli abbonati."),
    ("pt", "Conteúdo exclusivo para assinantes"),
    ("nl", "Dit artikel is alleen voor abonnees."),
    ("sv", "Den här artikeln är endast för prenumeranter."),
    ("da", "Artiklen er kun for abonnenter."),
    ("no", "Denne saken er bare for abonnenter."),
    ("fi", "Tämä artikkeli on vain tilaajille."),
    ("pl", "Pozostało jeszcze 83% artykułu"),
    ("cs", "Tento článek je pouze pro předplatitele."),
    ("ru", "Материал доступен только подписчикам."),
    ("ja", "［有料会員限定］ この記事は会員限定です。登録すると続きをお読みいただけます。"),
    ("ja", "残り1,234文字"),
    ("zh", "本文仅限会员阅读"),
    ("zh", "請先訂閱後繼續閱讀"),
    ("ko", "이 기사는 유료 구독자 전용입니다."),
    ("ko", "로그인 후 기사 전문을 볼 수 있습니다."),
    ("uk", "Матеріал доступний лише для передплатників."),
    ("hu", "Ez a cikk csak előfizetőink számára olvasható."),
    ("el", "Το άρθρο είναι διαθέσιμο μόνο για συνδρομητές."),
    ("tr", "Okumaya devam etmek için abone olun."),
    ("ar", "هذا المقال متاح فقط للمشتركين"),
    ("he", "הכתבה למנויים בלבד"),
]


@pytest.mark.parametrize(("lang", "words"), WALLS)
def test_a_wall_is_told_by_its_words(lang: str, words: str) -> None:
    assert read(f"<div class=c2><p>{words}</p></div>").completeness == "paywalled", lang


@pytest.mark.parametrize(
    "place",
    [
        "<div hidden><p>{}</p></div>",
        '<div style="display:none"><p>{}</p></div>',
        "<dialog><p>{}</p></dialog>",
        "<footer><p>{}</p></footer>",
    ],
    ids=["hidden", "not displayed", "dialog", "footer"],
)
def test_words_of_a_wall_that_no_reader_of_the_article_sees_do_not_count(place: str) -> None:
    for words in ("This article is for subscribers", "この記事は会員限定です。"):
        assert read("", foot=place.format(words)).completeness == "unknown"


def test_a_page_that_calls_itself_free_is_not_paywalled_by_its_offers() -> None:
    offer = "<div class=x1><p>Sign in to continue reading without adverts.</p></div>"
    assert read(offer, head=DATA.format('"isAccessibleForFree": true')).completeness == "unknown"


def test_a_whole_text_under_an_offer_is_whole() -> None:
    offer = "<div class=x1><p>Sign in to continue reading without adverts.</p></div>"
    assert read(offer, number=10).completeness == "full"
    assert read("", number=30, head=DATA.format('"isAccessibleForFree": false')).completeness == "full"


def test_the_badges_of_cards_say_nothing_of_the_article() -> None:
    cards = "".join(map(CARD.format, range(4)))
    article = read("", foot=f"<section class=related><h2>Related stories</h2><ul>{cards}</ul></section>")
    assert article.completeness == "unknown"
    assert article.warnings == ()


@pytest.mark.parametrize("form", ["{}", "<p>{}</p><p>{}</p>"])
def test_a_text_that_is_only_stated_for_machines_is_read(form: str) -> None:
    words = f"{SENTENCE} " * 4
    data = DATA.format(f'"articleBody": "{form.format(words, words)}"')
    page = f"<html><head>{data}</head><body><div id=app></div></body></html>"
    article = parse_page(page.encode(), URL)
    assert article.text.split("\n\n") == [words.strip()] * max(1, form.count("<p>"))
    assert article.warnings == ()


def test_a_stated_teaser_is_no_text() -> None:
    data = DATA.format(f'"articleBody": "{SENTENCE}"')
    page = f"<html><head>{data}</head><body><div id=app></div></body></html>"
    article = parse_page(page.encode(), URL)
    assert (str(article.text), article.completeness) == ("", "teaser")
