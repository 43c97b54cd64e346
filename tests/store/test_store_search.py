"""Search: plain words never fail, any script is found, the snippet shows where."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo

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
from newscli.models.search import Correction, Grouping, SearchQuery, Text
from newscli.store.search_hits import COUNTED_HITS
from newscli.store.search_index import rebuild_index
from newscli.store.search_snippet import LONGEST, make_finder, make_snippet
from newscli.store.search_text import SEAM, body_words, fold, fold_places, index_words
from newscli.store.search_vocabulary import is_kin
from newscli.text import clean_block, clean_code, clean_line, is_clean
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
        ("", []), ("   ", []), ("*", []), ('"', []), ('""', []), ("-", []), ("--", []), ("-korea", [4, 3, 2]),
        ("(", []), ("AND", [4]), ("OR", []), ("NEAR(a b)", []), ("title:plain", [4]), ("title:words", []),
        ("{title}: plain", [4]), ("^plain", [4]), ("plain\0words", [4]),
        ("\ud800", []), ("😀", []), ("plain 😀", [4]),
    ],
)  # fmt: skip
def test_what_is_typed_finds_what_is_meant(library: Desk, words: str, ids: list[int]) -> None:
    assert sorted(library.found(words), reverse=True) == ids


def test_ten_kilobytes_of_junk_are_no_error(library: Desk) -> None:
    assert library.found("plain " * 2_000) == [4]
    assert library.found("\"'(*-" * 2_000) == []
    assert library.found("x" * 10_000) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text(alphabet='ab"*-+():^{}AND OR한é\0', max_size=40))
def test_no_words_are_an_error(library: Desk, words: str) -> None:
    library.found(words)


def test_the_snippet_shows_where_in_code_points(library: Desk) -> None:
    found = library.search("한국어 정부")
    (hit,) = found.hits
    assert found.total == 1
    assert hit.snippet == "대한민국 정부는 한국어로 발표했다. 東京都で会議。"
    assert [hit.snippet[start:end] for start, end in hit.highlights] == ["정부", "한국어"]
    (hit,) = library.search("title paris").hits
    assert [hit.snippet[start:end] for start, end in hit.highlights] == ["Paris"]
    (hit,) = library.search("seoul").hits
    assert (hit.snippet, hit.highlights) == ("Title of seoul", ((9, 14),))


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

    def found(*conditions: str) -> list[int]:
        return library.found("plain", *conditions)

    assert sorted(found()) == [4, 5]
    assert found("is:unread") == [5]
    assert found("is:read") == [4]
    assert found("feed:cnn") == [5]
    assert found("-feed:cnn") == [4]
    assert found("since:1d") == [4]
    assert found("before:1d") == [5]
    assert found("on:today") == [4]
    assert found("topic:world") == [5]
    assert found("topic:nowhere") == found("is:starred") == found("tag:none") == found("is:found") == found("has:image") == []
    assert found("outlet:site.example", "lang:en", "-has:related") == found()
    assert found("author:ada") == found('author:"ben author"') == found()
    assert found("author:plain") == []
    best = found()
    assert [hit.headline.id for hit in library.search("plain", limit=1).hits] == best[:1]
    assert library.search("plain", limit=1).total == 2
    assert [hit.headline.id for hit in library.search("plain", sort="newest").hits] == [4, 5]
    assert [hit.headline.id for hit in library.search("plain", sort="oldest").hits] == [5, 4]
    assert library.found("(feed:cnn OR is:read) plain") == found()
    assert library.found("-(feed:cnn OR is:read) plain") == []
    assert library.found("is:read") == [4]


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
    assert index_words("a한b").replace(SEAM, "|") == "a|한|b"
    assert index_words("ไทย plain").replace(SEAM, "|") == "|ไ|ท|ย| plain"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Café ÉLYSÉE", "cafe elysee"), ("Łódź, Straße, Øresund, Æsir", "lodz, strasse, oresund, aesir"),
        ("ＫＯＲＥＡ ２０２５", "korea 2025"), ("ｶﾞｷﾞ", "ガギ"), ("İstanbul ışık", "istanbul isik"), ("Ελλάδας", "ελλαδασ"),
        ("Ёлка", "елка"), ("مُحَمَّد أحمد", "محمد احمد"), ("हिन्दी", "हिन्दी"), ("CO₂ ﬁne", "co2 fine"),
    ],
)  # fmt: skip
def test_letters_are_folded(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(folded) == folded


@given(st.text(max_size=60))
def test_each_folded_letter_has_its_place(text: str) -> None:
    folded, places = fold(text), fold_places(text)
    assert len(places) == len(folded)
    assert list(places) == sorted(places)
    assert all(0 <= place < len(text) for place in places)


def test_a_body_of_text_alone_has_its_words() -> None:
    assert body_words(body_to_json(body_from_text(clean_block("One.\n\nTwo.")))) == "One.\nTwo."


def test_hits_are_counted_by_what_one_asks(library: Desk) -> None:
    other = library.follow("cnn")
    late = datetime(2025, 10, 31, 23, 30, tzinfo=UTC)
    of = replace(facts("fifth", text="plain plain"), authors=(clean_line("Ada Writer"),), topics=(clean_line("Asia"),))
    library.bring(other, entry("fifth", of=of, sort_at=late))

    def tally(by: Grouping, zone: tzinfo = UTC) -> list[tuple[str, int]]:
        found = library.store.search.tally(SearchQuery(node=Text("plain")), by, zone=zone)
        assert (found.total, found.is_capped) == (2, False)
        return list(found.counts)

    assert tally("feed") == [("bbc", 1), ("cnn", 1)]
    assert tally("author") == [("Ada Writer", 2), ("Ben Author", 1)]
    assert tally("topic") == [("Asia", 1)]
    assert tally("day") == [("2025-10-31", 1), ("2025-11-03", 1)]
    assert tally("month") == [("2025-10", 1), ("2025-11", 1)]
    assert tally("month", timezone(timedelta(hours=9))) == [("2025-11", 2)]
    assert library.store.search.tally(SearchQuery(node=None), "feed", zone=UTC).counts == ()
    assert library.store.search.count(SearchQuery(node=Text("plain"))) == 2


def test_exact_words_come_before_their_inflections(desk: Desk) -> None:
    feed = desk.follow("bbc")
    filler = "Much else happened on that day in many places."
    for name, text in (("a", "The elections were long."), ("b", "The election was long."), ("c", "An electric car.")):
        desk.bring(feed, entry(name, of=replace(facts(name, text=f"{filler} {text}"), summary=None)))
    assert desk.found("election") == [2, 1]
    assert desk.found("elections") == [1, 2]
    assert desk.found('"election"') == [2]
    (hit, _) = desk.search("elections").hits
    assert [hit.snippet[start:end] for start, end in hit.highlights] == ["elections"]


def test_a_consonant_that_is_doubled_is_found_single(desk: Desk) -> None:
    desk.bring(desk.follow("bbc"), entry("a", of=replace(facts("a", text="A trap was laid in the city."), summary=None)))
    assert desk.found("trapped") == desk.found("trapping") == desk.found("cities") == [1]


@pytest.mark.parametrize(
    ("word", "form", "is_one"),
    [
        ("korea", "koreas", True), ("country", "countries", True), ("minister", "ministers", True), ("haus", "hauser", True),
        ("walked", "walking", True), ("министр", "министры", True), ("zeitung", "zeitungen", True), ("car", "cars", True),
        ("car", "care", True), ("cars", "care", False), ("election", "electric", False), ("ton", "tonight", False),
        ("war", "warsaw", False), ("trap", "trapped", True), ("dropping", "dropped", True), ("call", "called", True),
        ("city", "cities", True), ("deny", "denied", True), ("bitter", "bite", False), ("cat", "cattle", False),
    ],
)  # fmt: skip
def test_two_words_may_be_one(word: str, form: str, is_one: bool) -> None:
    assert is_kin(word, form) is is_one
    assert is_kin(form, word) is is_one


def test_words_together_rank_first_where_they_were_written_together(desk: Desk) -> None:
    feed = desk.follow("bbc")
    filler = "Much else happened on that day in many places."
    for name, text in (("a", "North and Korea."), ("b", "Korea, north."), ("c", "North Korea."), ("d", "The north of Korea.")):
        desk.bring(feed, entry(name, sort_at=NOW, of=replace(facts(name, text=f"{filler} {text}"), summary=None)))
    assert desk.found("north korea")[0] == 3
    assert sorted(desk.found("north korea")) == sorted(desk.found("north", "korea")) == [1, 2, 3, 4]
    assert desk.found('"north korea"') == [3]


def test_what_no_article_has_is_taken_for_the_nearest(library: Desk) -> None:
    found = library.search("electoins")
    assert [hit.headline.id for hit in found.hits] == [2]
    assert found.corrections == (Correction(typed=clean_line("electoins"), taken=clean_line("elections")),)
    assert library.search("programmres expact").hits[0].headline.id == 1
    assert library.search('"electoins"').hits == ()
    assert library.search("electoins", "korea").hits == ()
    query = SearchQuery(node=Text("electoins"), corrects=False)
    assert library.store.search.find(query, now=NOW).hits == ()


def test_the_matched_sentence_is_shown_and_not_the_first(desk: Desk) -> None:
    text = f"{'Nothing of note. ' * 30}\n\nThen a zebra and an okapi came. {'Much more. ' * 40}"
    desk.bring(desk.follow("bbc"), entry("a", of=replace(facts("a", text=text), summary=None)))
    (hit,) = desk.search("zebra", "okapi").hits
    assert hit.snippet.startswith("Then a zebra and an okapi came.")
    assert len(hit.snippet) <= LONGEST + 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It rained. The head of the U.S. Department of Roads came to korea. He left.", "The head of the U.S. Department"),
        ("It rained. Then J. Smith and Mr. Jones met Dr. Who in korea. He left.", "Then J. Smith and Mr. Jones"),
        ("Es regnete. Dort, z. B. in korea, nicht. Er ging.", "Dort, z. B. in korea"),
        ("J. Smith came to korea. He left.", "J. Smith came to korea"),
        ("It rained in the streets. korea won.", "korea won."),
        ("비가 왔다. 그런 것. korea 이겼다.", "korea 이겼다."),
        ("Is it war?! korea waits.", "korea waits."),
    ],
)
def test_a_snippet_begins_with_a_sentence_not_behind_an_initial_or_a_title(text: str, sentence: str) -> None:
    finder = make_finder([Text("korea")], {})
    padded = "Nothing else is said here, and it is said at length. " * 5 + text + " Nothing at all follows. " * 9
    assert make_snippet(finder, [padded])[0].startswith(sentence)


def test_a_snippet_takes_as_many_cells_in_every_script(desk: Desk) -> None:
    text = "국민은 협력이 기업이 한국가 한국에서 한국가 " * 40
    desk.bring(desk.follow("bbc"), entry("a", of=replace(facts("a", text=text), summary=None)))
    (hit,) = desk.search("기업").hits
    assert len(hit.snippet) <= LONGEST // 2 + 2


ALPHABET = st.sampled_from(
    ["a", "é", "e\u0301", " ", ".", "\n", "한", "東", "👩\u200d👩\u200d👧", "🇰🇷", "क्षि", "ﬁ", "ｶﾞ", "zebra", "İ"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ALPHABET, max_size=400).map("".join), st.sampled_from(["zebra", "한", "a", "ガ", "e"]))
def test_a_snippet_is_a_clean_line_with_sure_offsets(text: str, word: str) -> None:
    stored = clean_block(text)
    finder = make_finder([Text(word)], {})
    snippet, highlights = make_snippet(finder, [stored])
    assert is_clean(snippet)
    assert len(snippet) <= 2 * LONGEST + 2
    at = 0
    for start, end in highlights:
        assert at <= start < end <= len(snippet)
        assert fold(word) in fold(snippet[start:end])
        at = end
    # No reader's character is parted: what the snippet has between its dots stands in the text at such places.
    for piece in ("👩\u200d👩\u200d👧", "🇰🇷", "क्षि"):
        assert snippet.replace(piece, "").count(piece[0]) == 0
