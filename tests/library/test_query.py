"""The query language: what is typed becomes a tree, the tree a line that is read as the same, and nothing plain is an error."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.errors import NotFoundError, UsageError
from newscli.library.query_reading import WORDS_READ, read_line, read_query
from newscli.library.query_tokens import FIELDS
from newscli.library.query_writing import write_query
from newscli.models.feed import Feed
from newscli.models.search import All, AnyOf, Between, Flagged, Named, Node, Not, Text, groups, replace_text, wanted_texts
from newscli.text import clean_line, is_clean

NOW = datetime(2025, 11, 3, 12, 0, tzinfo=UTC)


def no_feed(words: str) -> Feed:
    """No feed is followed here; test_cli_search.py has some."""
    raise NotFoundError(clean_line(f"no feed answers to {words}"))


def read(*arguments: str) -> Node | None:
    return read_query(arguments, now=NOW, find_feed=no_feed).node


A, B, C = Text("a"), Text("b"), Text("c")


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        (["korea"], Text("korea")),
        (["a", "b"], All((A, B))),
        (["a b"], All((A, B), is_group=True)),
        (["(a b)"], All((A, B), is_group=True)),
        (["a b", "c"], All((All((A, B), is_group=True), C))),
        (['"north  korea"'], Text("north korea", "phrase")),
        (["“north korea”"], Text("north korea", "phrase")),
        (['"north korea'], Text("north korea", "phrase")),
        (["kor*"], Text("kor", "prefix")),
        (["k*"], Text("k")),
        (["a*b"], Text("a*b")),
        (["a", "OR", "b"], AnyOf((A, B))),
        (["a OR b"], AnyOf((A, B))),
        (["a", "b", "OR", "c"], AnyOf((All((A, B), is_group=True), C))),
        (["(", "a", "OR", "b", ")", "c"], All((AnyOf((A, B)), C))),
        (["a", "AND", "b"], All((A, B))),
        (["a", "-b"], All((A, Not(B)))),
        (["a", "\u2212b"], All((A, Not(B)))),
        (["a", "NOT", "b"], All((A, Not(B)))),
        (["a -(b OR c)"], All((A, Not(AnyOf((B, C)))))),
        (["NOT NOT a"], A),
        (["-(-a)"], A),
        (["-title:a"], Not(Text("a", "word", "title"))),
        (["title:(a OR b*) c"], All((AnyOf((Text("a", "word", "title"), Text("b", "word", "title"))), C))),
        (['author:"saif nasser"'], Text("saif nasser", "phrase", "authors")),
        (["IS:Unread"], Flagged("unread")),
        (["has:image"], Flagged("image")),
        (["topic:World"], Named("topic", "world")),
        (['outlet:"The Guardian"'], Named("outlet", "the guardian")),
        (["since:2d"], Between("since", "2d", since=NOW - timedelta(days=2))),
        (["OR"], Text("or")),
        (["AND"], Text("and")),
        (["NOT"], Text("not")),
        (["OR", "a"], All((Text("or"), A))),
        (["a", "OR"], All((A, Text("or")))),
        (["title:"], Text("title:")),
        (["a", "a"], A),
        (["("], None), ([")"], None), (["()"], None), (["*"], None), (['"'], None), (["-"], None), (["$ % ^"], None), ([], None),
        ([")a(", "b"], All((A, B))),
        (["a ) b"], All((A, B), is_group=True)),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_a_tree(typed: list[str], node: Node | None) -> None:
    assert read(*typed) == node


@pytest.mark.parametrize(
    ("said", "days"),
    [("on:2025-11-02", 1), ("on:yesterday", 1), ("on:sunday", 1), ("on:2025-10", 31), ("on:2024", 366)],
)
def test_on_is_a_day_a_month_or_a_year(said: str, days: int) -> None:
    node = read(said)
    assert isinstance(node, Between)
    assert node.since is not None
    assert node.before is not None
    # An hour more or less where the clocks were changed in between.
    assert abs(node.before - node.since - timedelta(days=days)) <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("typed", "place", "message"),
    [
        (["korea since:banana war"], "since:banana", "not a time: banana"),
        (["a", "on:2d"], "on:2d", "not a day: 2d"),
        (["is:blue"], "is:blue", "is: knows no blue"),
        (["한국 -has:colour"], "-has:colour", "has: knows no colour"),
        (["x" * 500 + " before:x"], "before:x", "not a time: x"),
    ],
)
def test_an_error_points_at_its_place(typed: list[str], place: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(*typed)
    error = caught.value
    assert error.message == message
    assert error.hint
    assert error.place is not None
    assert error.place.text[error.place.start : error.place.end] == place
    assert len(error.place.text) < 200


def test_an_unknown_feed_is_pointed_at_too() -> None:
    with pytest.raises(NotFoundError) as caught:
        read("a feed:nosuch")
    assert caught.value.place is not None
    assert caught.value.place.text == "a feed:nosuch"


def test_what_is_no_field_is_a_word_with_a_note() -> None:
    reading = read_query(["colour:red", "12:30", "https://a.example/x", "a:"], now=NOW, find_feed=no_feed)
    assert Text("colour:red") in list(wanted_texts(reading.node or A))
    assert [note.partition(":")[0] for note in reading.notes] == ["there is no field colour"]


@pytest.mark.parametrize("mark", ["\u0640", "\ufe79", "\ufe7d\ufe76", "\uff9e", "…"])
def test_a_mark_that_the_index_does_not_keep_is_no_word(mark: str) -> None:
    """Arabic vowel signs in their presentation forms, and a tatweel, are letters for Unicode; as words they find nothing."""
    assert read(mark) is None
    assert read(f"korea {mark}") == Text("korea")


def test_a_pasted_page_has_its_limits() -> None:
    reading = read_query([" ".join(f"w{n}" for n in range(1_000))], now=NOW, find_feed=no_feed)
    assert reading.node is not None
    assert len(list(wanted_texts(reading.node))) == WORDS_READ
    assert reading.notes == [f"only the first {WORDS_READ} words count"]
    for junk in ("(" * 10_000 + "a", "NOT " * 3_000 + "a", "-" * 10_000, '"' * 10_001, "x" * 10_000, "a OR " * 2_000):
        read(junk)


def test_the_words_that_find_are_told_from_those_that_exclude() -> None:
    node = read('a "b c" -d (e OR title:f) g*')
    assert node is not None
    assert [text.text for text in wanted_texts(node)] == ["a", "b c", "e", "f", "g"]
    assert list(groups(read("a", "b c", "-d e") or A)) == ["b c"]
    assert replace_text(All((A, Not(AnyOf((A, B))))), A, C) == All((C, Not(AnyOf((C, B)))))


WORDS = st.sampled_from(
    ["a", "korea", "OR", "AND", "NOT", "x*", "US-Korea", '"north korea"', "(", ")", "-", "한국", "“q”", "foo:x"]
)
FIELDED = st.tuples(st.sampled_from(["", "-"]), st.sampled_from(FIELDS[:2]), WORDS).map(lambda t: f"{t[0]}{t[1]}:{t[2]}")
PIECES = st.lists(WORDS | FIELDED, max_size=9)


@given(PIECES, st.booleans())
def test_a_written_query_is_read_as_the_same(pieces: list[str], is_one: bool) -> None:
    node = read(" ".join(pieces)) if is_one else read(*pieces)
    if node is not None:
        assert read_line(write_query(node), now=NOW, find_feed=no_feed).node == node


@pytest.mark.parametrize("typed", ["-(korea -( --trade", "(korea --trade)", "--trade", "-(a --b*)"])
def test_no_word_begins_with_a_dash_that_would_exclude_it_when_it_is_read_again(typed: str) -> None:
    node = read(typed)
    assert node is not None
    assert not any(text.text.startswith("-") for text in wanted_texts(node))
    assert read_line(write_query(node), now=NOW, find_feed=no_feed).node == node


@given(st.lists(st.text(max_size=40) | st.text(alphabet='ab"*-+():^{}AND OR한é\0“”', max_size=40), max_size=4))
def test_nothing_plain_is_an_error(arguments: list[str]) -> None:
    if any(f"{field}:" in argument.casefold() for argument in arguments for field in FIELDS):
        return  # spelled by chance
    reading = read_query(arguments, now=NOW, find_feed=no_feed)
    assert all(is_clean(note) for note in reading.notes)
    if reading.node is not None:
        assert read_line(write_query(reading.node), now=NOW, find_feed=no_feed).node == reading.node
