"""Search: plain words never fail, any script is found, the snippet shows where."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.desk import NOW, READ, Desk, card, entry, facts, page

from newscli.models.body import (
    Body,
    Code,
    Divider,
    Embed,
    Figure,
    Heading,
    ItemList,
    Paragraph,
    Quote,
    Span,
    Table,
    body_from_text,
    body_text,
)  # fmt: skip
from newscli.models.body_codec import body_to_json
from newscli.models.query import ListingQuery
from newscli.store.search import COUNTED_HITS, read_snippet
from newscli.store.search_index import rebuild_index
from newscli.store.search_text import body_words, split_cjk
from newscli.store.search_words import WORDS_READ, Term, parse_words
from newscli.text import clean_block, clean_code, clean_line
from newscli.urls import require_web_url

TEXTS = {
    "seoul": "US-Korea talks went on. Don't expect C++ programmers to save $3,000.",
    "paris": "Le café de Paris, où les élections…",
    "hanguk": "대한민국 정부는 한국어로 발표했다. 東京都で会議。",
    "plain": "Nothing but plain words and more plain words here.",
}


@pytest.fixture
def library(desk: Desk) -> Desk:
    feed = desk.follow("bbc")
    for name, text in TEXTS.items():
        desk.bring(feed, entry(name, of=replace(facts(name, text=text), summary=None, topics=()), sort_at=NOW))
    return desk


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("korea", [1]), ("KOREA", [1]), ("US-Korea", [1]), ("us korea", [1]), ("don't", [1]), ("C++", [1]), ("$3,000", [1]),
        ("cafe", [2]), ("CAFÉ", [2]), ("elections", [2]), ("où les", [2]), ('"le café de paris"', [2]), ('"paris café"', []),
        ("한국", [3]), ("민국", [3]), ("한국어", [3]), ("국한", []), ("東京", [3]), ("京都", [3]), ("会議", [3]),
        ("plain words", [4]), ("plain -words", []),
        ("plain -korea", [4]), ("pla* her*", [4]), ("p*", []), ("한*", [3]), ("정부 발표", [3]),
        ('"plain words', [4]), ("title", [4, 3, 2, 1]), ("title -korea", [4, 3, 2]),
        ("", []), ("   ", []), ("*", []), ('"', []), ('""', []), ("-", []), ("--", []), ("-korea", []), ("(", []), ("AND", [4]),
        ("OR", []), ("NEAR(a b)", []), ("title:plain", []), ("{title}: plain", [4]), ("^plain", [4]), ("plain\0words", [4]),
        ("\ud800", []), ("😀", []), ("plain 😀", [4]),
    ],
)  # fmt: skip
def test_what_is_typed_finds_what_is_meant(library: Desk, words: str, ids: list[int]) -> None:
    assert sorted(library.found(words), reverse=True) == ids


def test_ten_kilobytes_of_junk_are_no_error(library: Desk) -> None:
    assert library.found("plain " * 2_000) == [4]
    assert library.found("\"'(*-" * 2_000) == []
    assert library.found("x" * 10_000) == []
    assert len(parse_words(" ".join(map(str, range(1_000))))) == WORDS_READ


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text(alphabet='ab"*-+():^{}AND OR한é\0', max_size=40))
def test_no_words_are_an_error(library: Desk, words: str) -> None:
    library.found(words)


def test_terms() -> None:
    assert parse_words('korea* "north south" -war k* don\'t') == (
        Term("korea", is_prefix=True), Term("north south"), Term("war", is_excluded=True), Term("k"), Term("don't"),
    )  # fmt: skip


def test_the_snippet_shows_where_in_code_points(library: Desk) -> None:
    hits, total = library.store.search.find("한국어 정부", ListingQuery(), now=NOW)
    assert total == 1
    assert hits[0].snippet == TEXTS["hanguk"]
    assert [hits[0].snippet[start:end] for start, end in hits[0].highlights] == ["정부", "한국어"]
    hits, _ = library.store.search.find("title paris", ListingQuery(), now=NOW)
    assert [hits[0].snippet[start:end] for start, end in hits[0].highlights] == ["Paris"]
    hits, _ = library.store.search.find("seoul", ListingQuery(), now=NOW)
    assert (hits[0].snippet, hits[0].highlights) == ("Title of seoul", ((9, 14),))


def test_a_snippet_is_one_line() -> None:
    line, highlights = read_snippet("…one\n\n \x02two\x03  three\u200b…")
    assert (line, [line[start:end] for start, end in highlights]) == ("…one two three…", ["two"])


def test_the_title_weighs_more_than_the_text_and_news_more_than_history(desk: Desk) -> None:
    feed = desk.follow("bbc")
    filler = "Much else happened on that day in many places."
    desk.bring(feed, entry("a", sort_at=NOW, of=replace(facts("a", text=f"{filler} A zebra ran."), summary=None)))
    desk.bring(feed, entry("b", sort_at=NOW, of=replace(facts("b", text=filler), title=clean_line("Zebra runs"), summary=None)))
    for n in range(8):
        desk.bring(feed, entry(f"x{n}", sort_at=NOW, of=replace(facts(f"x{n}", text=filler), summary=None)))
    assert desk.found("zebra") == [2, 1]
    old = NOW - timedelta(days=700)
    desk.bring(feed, entry("c", sort_at=old, of=replace(facts("c", text="An okapi slept."), summary=None)))
    desk.bring(feed, entry("d", sort_at=NOW, of=replace(facts("d", text="An okapi slept."), summary=None)))
    assert desk.found("okapi") == [12, 11]


def test_found_articles_come_after_whole_ones(desk: Desk) -> None:
    desk.bring(desk.follow("bbc"), entry("lead", of=facts("lead", text="Nine walruses were counted on the beach this spring.")))
    item = replace(card("walruses"), teaser=clean_line("Nine walruses"))
    desk.store.articles.apply_page(
        page(1, facts("lead", text="Nine walruses were counted"), ("related", item), show=False), at=NOW
    )
    desk.store.articles.mint(1, {"related"}, at=NOW)
    assert desk.found("nine") == [1, 2]


def test_search_is_confined_as_listings_are(library: Desk) -> None:
    other = library.follow("cnn")
    library.bring(other, entry("fifth", of=facts("fifth", text="plain plain"), sort_at=NOW - timedelta(days=5)))
    library.store.status.mark([4], READ, at=NOW)

    def found(query: ListingQuery) -> list[int]:
        return [hit.headline.id for hit in library.store.search.find("plain", query, now=NOW)[0]]

    assert sorted(found(ListingQuery())) == [4, 5]
    assert found(ListingQuery(unread=True)) == [5]
    assert found(ListingQuery(feed_ids=(other,))) == [5]
    assert found(ListingQuery(feed_ids=(99,))) == []
    assert found(ListingQuery(since=NOW - timedelta(days=1))) == [4]
    assert found(ListingQuery(before=NOW - timedelta(days=1))) == [5]
    assert found(ListingQuery(topic="world")) == [5]
    assert found(ListingQuery(starred=True)) == []
    assert found(ListingQuery(tag="none")) == []
    best = found(ListingQuery())
    assert found(ListingQuery(limit=1)) == best[:1]
    assert found(ListingQuery(reverse=True)) == best[::-1]
    assert library.store.search.find("plain", ListingQuery(limit=1), now=NOW)[1] == 2


def test_hits_are_counted_up_to_a_limit(desk: Desk) -> None:
    assert COUNTED_HITS == 10_000


def test_the_index_forgets_what_changed_and_can_be_made_anew(library: Desk) -> None:
    library.store.articles.apply_page(page(4, facts("plain", text="Something else entirely")), at=NOW)
    assert (library.found('"plain words"'), library.found("entirely")) == ([], [4])
    with library.store.transaction():
        library.store._database.run("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
        rebuild_index(library.store._database)
    assert (library.found('"plain words"'), library.found("entirely"), library.found("한국")) == ([], [4], [3])


def test_the_index_sees_the_words_a_reader_sees() -> None:
    link = require_web_url("https://site.example/")
    spans = (Span(clean_line("bold"), ("strong",)), Span(clean_line("link"), (), link))
    body = Body((
        Paragraph((Span(clean_line("plain")),)), Heading(spans, 3), Quote((Paragraph(spans), Divider())),
        ItemList(((Paragraph((Span(clean_line("one")),)), ItemList(((Paragraph(spans),),), ordered=True)),)),
        Code(clean_code("x = 1"), clean_line("python")), Table(((spans, spans),), has_header=True),
        Figure(link, clean_line("hidden"), spans), Embed(link, clean_line("hidden")), Divider(),
    ))  # fmt: skip
    words = body_words(body_to_json(body)).split()
    shown = [word for word in body_text(body).split() if word not in ("|", "-", "1.")]
    assert words == shown
    assert "hidden" not in words


def test_splitting_parts_only_what_is_written_without_blanks() -> None:
    assert split_cjk("plain café Ελλάδα") == "plain café Ελλάδα"
    assert split_cjk("a한b").replace("\u200b", "|") == "a|한|b"


def test_a_body_of_text_alone_has_its_words() -> None:
    assert body_words(body_to_json(body_from_text(clean_block("One.\n\nTwo.")))) == "One.\nTwo."
