"""Lists are told apart by their headings, addresses and marks, in the languages that newspapers use."""

from typing import Final

import pytest

from newscli.parse.related.addresses import carries, is_list, is_market, is_network, is_service, is_social
from newscli.parse.related.headings import is_lead, is_talk, kind_of_heading
from newscli.parse.related.labels import is_ad_mark, is_label
from newscli.parse.related.related_words import RELATED
from newscli.parse.related.sponsored_words import SPONSORED
from newscli.parse.related.trending_words import TRENDING

HEADINGS: Final = {
    "trending": (
        "Most Read", "What’s trending", "Meistgelesen", "Les plus lus", "Lo más leído", "Mais lidas", "I più letti",
        "Meest gelezen",
        "Mest läst", "Mest lest", "Mest læste", "Luetuimmat", "Cele mai citite", "Najczęściej czytane", "Nejčtenější",
        "Legolvasottabb",
        "Najbolj brano", "Najčitanije", "Най-четени", "Самое читаемое", "Найчитаніше", "Skaitomiausi", "Lasītākie", "Loetumad",
        "Δημοφιλή", "Çok Okunanlar", "الأكثر قراءة", "پربازدیدترین‌ها", "הנקראות ביותר", "ट्रेंडिंग", "সর্বাধিক পঠিত",
        "Xem nhiều",
        "Terpopuler", "ข่าวยอดนิยม", "热门排行", "人気記事", "많이 본 뉴스",
    ),
    "sponsored": (
        "From our partners", "Paid post", "Sponsored content", "Anzeige", "Publicité", "Contenido patrocinado", "Publicidade",
        "Contenuti sponsorizzati", "Advertentie", "Annonssamarbete", "Annonsørinnhold", "Annoncørbetalt indhold",
        "Kaupallinen yhteistyö",
        "Publicitate", "Materiał partnera", "Komerční sdělení", "Hirdetés", "Oglasno sporočilo", "Реклама", "Новости партнёров",
        "Новини партнерів", "Reklama", "Reklāma", "Sisuturundus", "Διαφήμιση", "Reklam", "محتوى ترويجي", "آگهی", "תוכן שיווקי",
        "विज्ञापन", "বিজ্ঞাপন", "Quảng cáo", "Iklan", "โฆษณา", "推广", "[PR]", "広告", "광고", "Stellenmarkt", "by Taboola",
    ),
    "related": (
        "Read also", "Related stories", "Das könnte Sie auch interessieren", "Lire aussi", "Te puede interesar", "Leia também",
        "Leggi anche", "Lees ook", "Läs mer", "Les også", "Læs også", "Lue myös", "Citește și", "Czytaj także",
        "Související články",
        "Ez is érdekelheti", "Preberite tudi", "Pročitajte još", "Още по темата", "Читайте также", "Читайте також",
        "Taip pat skaitykite",
        "Lasi arī", "Loe ka", "Διαβάστε επίσης", "İlgili Haberler", "مواضيع ذات صلة", "بیشتر بخوانید", "כתבות נוספות",
        "यह भी पढ़ें",
        "আরও পড়ুন", "Tin liên quan", "Baca juga", "ข่าวที่เกี่ยวข้อง", "相关阅读", "関連記事", "관련기사",
    ),
}  # fmt: skip


def test_each_kind_has_words_of_seventy_languages() -> None:
    assert min(len(RELATED), len(TRENDING), len(SPONSORED)) >= 70


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind, group in HEADINGS.items() for words in group])
def test_a_heading_says_what_its_list_is(kind: str, words: str) -> None:
    assert kind_of_heading(words) == kind
    assert kind_of_heading(words.upper()) == kind


@pytest.mark.parametrize(
    "words",
    ["Titulares del día", "Anzeige gegen den Bürgermeister", "AC Milan", "The Partner visa", "Macron annonce une visite",
     "Contact", "Wetter"],
)  # fmt: skip
def test_words_that_only_look_like_it_say_nothing(words: str) -> None:
    assert kind_of_heading(words) in (None, "related")


def test_marks_and_labels_are_no_titles() -> None:
    assert is_ad_mark("Reklama Reklama")
    assert is_ad_mark(" Anzeige: ")
    assert not is_ad_mark("Anzeige gegen den Bürgermeister")
    assert all(
        is_label(words) for words in ("Read More »", "Weiterlesen", "続きを読む", "Сponsored".replace("С", "S"), "12:40", "…")
    )
    assert is_lead("Les også")
    assert not is_lead("Related storms now move over the valley")
    assert is_talk("Neueste Kommentare")
    assert not is_talk("Most commented")


def test_addresses_say_what_they_lead_to() -> None:
    assert is_network("https://paid.outbrain.com/network/redir?p=1")
    assert is_network("https://trc.taboola.com/x/log/3/click?pi=1")
    assert not is_network("https://www.ntv.com.tr/turkiye/haber-1")
    assert is_market("https://jobs.post.example.com/stelle/a-1")
    assert is_market("https://post.example.com/gutscheine/buchladen/")
    assert not is_market("https://post.example.com/news/a-shop-opens-in-town-1234")
    assert is_social("https://www.facebook.com/sharer.php?u=x")
    assert not is_social("https://www.netflix.com/title/1")
    assert is_service("https://post.example.com/newsletter/")
    assert not is_service("https://post.example.com/news/2026/newsletter-writers-meet-1234")
    assert is_list("/emne/sommer-ol-1.12679846")
    assert carries("https://reuse.example.net/?url=https%3A%2F%2Fpost.example.com%2Fa", "https://post.example.com/a")
