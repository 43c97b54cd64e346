"""Short names of feeds: readable, unique, and never to be taken for an id or an address."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.errors import UsageError
from newscli.library.refs import FileRef, read_refs
from newscli.library.slugs import MAX_SLUG, check_slug, mint_slug
from newscli.urls import require_web_url

URL = require_web_url("https://www.koreaherald.com/rss/all")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("BBC News - World", "bbc-news-world"),
        ("The Guardian", "guardian"),
        ("Süddeutsche Zeitung", "suddeutsche-zeitung"),
        ("NPR Topics: News RSS feed", "npr-topics-news"),
        ("L'Équipe", "lequipe"),
        ("한국일보", "koreaherald"),
        ("", "koreaherald"),
        ("The RSS Feed", "koreaherald"),
        ("2600", "feed-2600"),
        ("Donaudampfschifffahrtsgesellschaft Nachrichten", "donaudampfschifffahrtsge"),
    ],
)
def test_a_slug_is_made_of_the_words_of_the_title_else_of_the_host(title: str, slug: str) -> None:
    assert mint_slug(title, URL, ()) == slug


def test_a_slug_that_is_taken_gets_a_number() -> None:
    assert mint_slug("BBC", URL, {"bbc"}) == "bbc-2"
    assert mint_slug("BBC", URL, {"bbc", "bbc-2", "bbc-3"}) == "bbc-4"
    assert mint_slug("x" * 40, URL, {"x" * MAX_SLUG}) == "x" * (MAX_SLUG - 2) + "-2"


@given(st.text(max_size=60), st.sets(st.sampled_from(["news", "news-2", "feed", "koreaherald", "a", "feed-1"])))
def test_any_title_gives_a_slug_that_can_be_chosen_and_is_no_id(title: str, taken: set[str]) -> None:
    slug = mint_slug(title, URL, taken)
    assert check_slug(slug, taken) == slug
    (ref,) = read_refs([slug])
    assert isinstance(ref, FileRef)


@pytest.mark.parametrize("host", ["http://[::1]/", "http://127.0.0.1:8000/", "http://localhost/", "http://xn--3e0b707e.example/"])
def test_an_address_without_a_name_gives_a_slug_too(host: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", mint_slug("", require_web_url(host), ()))


@pytest.mark.parametrize("slug", ["", "12", "-a", "A", "a b", "a.b", "a/b", "@last", "é", "x" * (MAX_SLUG + 1), "a\n"])
def test_a_slug_that_could_be_taken_for_something_else_is_refused(slug: str) -> None:
    with pytest.raises(UsageError, match="not a slug") as caught:
        check_slug(slug, ())
    assert caught.value.hint


def test_a_slug_of_another_feed_is_refused() -> None:
    with pytest.raises(UsageError, match="the slug bbc is taken"):
        check_slug("bbc", {"bbc"})
