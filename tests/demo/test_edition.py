"""The edition says what its source says, in words of its own, on pages that are built like the source's."""

import re
from pathlib import Path

import pytest

from newscli.demo.edition import FULL, load_edition
from newscli.demo.render import printed_date, render_site

SHARED = Path(__file__).parents[3] / "shared"
SEED = SHARED / "seed-article.txt"
BASE = "http://127.0.0.1:1"
EDITION = load_edition()
SITE = render_site(EDITION, BASE)

FACTS = {
    FULL: (
        "Pete Hegseth", "South Korea", "Monday", "Tuesday", "Security Consultative Meeting", "SCM", "Seoul", "Ahn Gyu-back",
        "28,500", "20 years", "2026", "Donald Trump", "Demilitarized Zone", "DMZ", "Panmunjom", "1953", "armistice", "Korean War",
        "two years", "Lee Jae Myung", "Pyongyang", "Japan", "China", "Taiwan", "South China Sea", "Asia-Pacific", "seven decades",
        "drones", "Shinjiro Koizumi", "Tokyo", "Last week", "free and open Indo-Pacific", "nuclear", "missiles",
    ),
    "india-eu-trade": ("India", "EU", "historic", "tariffs", "nearly all goods", "millions"),
    "presenter-killed-lebanon": ("television", "south of Lebanon", "Israel", "journalists"),
    "hamas-amnesty": ("United States", "Hamas", "Gaza", "amnesty"),
    "goa-social-media": ("Goa", "India", "social media", "mental health", "ban"),
    "israel-us-security-deal": ("Israel", "United States", "ten years", "money"),
    "bangladeshis-in-ukraine": ("Bangladesh", "Russia", "Ukraine", "deceived"),
    "last-hostage-gaza": ("Israel", "last", "hostages", "Gaza", "Hamas", "ceasefire"),
    "oman-boat": ("France", "Oman", "Sultan Qaboos", "Three", "Two", "authorities"),
    "kazakhstan-oil": ("Oil", "Kazakhstan", "storm", "Gulf Coast", "United States"),
}  # fmt: skip
TIMES = (
    "Nov. 3, 2025 12:07 p.m.", "Jan. 27, 2026 6:05 p.m.", "Jan. 27, 2026 6:01 p.m.", "Jan. 27, 2026 5:15 p.m.",
    "Jan. 27, 2026 4:53 p.m.", "Jan. 27, 2026 4:43 p.m.", "Jan. 27, 2026 4:35 p.m.", "Jan. 27, 2026 4:18 p.m.",
    "Jan. 27, 2026 4:12 p.m.", "Jan. 27, 2026 4:04 p.m.",
)  # fmt: skip


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def page(slug: str) -> str:
    return SITE[f"/news/{slug}/"].body.decode()


@pytest.mark.skipif(not SEED.is_file(), reason="the source is not here")
def test_no_run_of_eight_words_is_the_sources() -> None:
    ours = "\n".join(resource.body.decode() for resource in SITE.values())
    seed = SEED.read_text("utf-8")

    assert runs(ours, 8) & runs(seed, 8) == set()
    assert runs(seed, 8) & runs(seed[:400], 8), "the comparison itself works"


@pytest.mark.skipif(not SEED.is_file(), reason="the source is not here")
def test_times_and_views_are_the_sources() -> None:
    seed = SEED.read_text("utf-8")

    assert all(time in seed for time in TIMES)
    assert f"{TIMES[0]} 379" in seed


@pytest.mark.parametrize("slug", FACTS)
def test_facts_are_told(slug: str) -> None:
    (article,) = (article for article in EDITION.articles if article.slug == slug)
    text = " ".join(article.paragraphs)

    assert [fact for fact in FACTS[slug] if fact not in text] == []


def test_one_full_article_and_nine_more() -> None:
    full, *_ = (article for article in EDITION.articles if article.slug == FULL)

    assert len(EDITION.articles) == len(FACTS) == 10
    assert (full.views, full.topic, len(full.paragraphs)) == (379, "Global News", 15)
    assert sorted(printed_date(article.published) for article in EDITION.articles) == sorted(TIMES)
    assert all(len(re.findall(r"[.?!](?:\s|$)", " ".join(article.paragraphs))) >= 2 for article in EDITION.articles)


def test_a_page_has_what_its_model_has() -> None:
    text = page(FULL)

    for part in (
        "Post by : ",
        EDITION.desk,
        "breadcrumb",
        ">Sponsored<",
        ">Trending News<",
        "#Global News",
        "Newsletter",
        "cookie-bar",
    ):
        assert part in text
    assert re.search(r"Nov\. 3, 2025 12:07 p\.m\.</span> <span class=\"views\"><i [^>]*></i> 379<", text)
    assert text.count(">Read More</a>") == text.count('<p class="news-date">') == text.count('<p class="card-text">') == 9


@pytest.mark.parametrize("path", SITE)
def test_no_address_leads_away_from_this_machine(path: str) -> None:
    text = SITE[path].body.decode()
    names = {
        "http://purl.org/dc/elements/1.1/",
        "http://www.w3.org/2005/Atom",
        "http://www.w3.org/2000/svg",
        "https://jsonfeed.org/version/1.1",
    }

    assert {url for url in re.findall(r"https?://[^\"'<>\s]+", text) if not url.startswith(f"{BASE}/")} <= names


def test_what_pages_and_feeds_link_to_is_there() -> None:
    pages = [SITE[path].body.decode() for path in SITE if "/feeds/" not in path and not path.endswith(".svg")]
    linked = {path for text in pages for path in re.findall(r'href="(/(?:news|feeds|category)?[^"]*)"', text)}

    assert {path for path in linked if path.startswith(("/news/", "/feeds/", "/category/")) or path == "/"} <= set(SITE)
    assert sum(path.startswith("/news/") for path in linked) == 10


def test_values_are_escaped() -> None:
    assert "free and open Indo-Pacific" in page(FULL)
    assert "Should young people be kept off social media?" in page("goa-social-media")
    assert '<h1 class="blog-title">More oil from Kazakhstan, less from a storm-hit Gulf Coast</h1>' in page("kazakhstan-oil")
