"""The grammar of REF, word by word; whether what it names exists is asked elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.errors import UsageError
from newscli.library.refs import MAX_RANGE, AddressRef, ArticleRef, FileRef, ListingRef, first_column, read_refs
from newscli.text import is_clean
from newscli.urls import require_web_url


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("412", [ArticleRef("412", 412)]),
        ("0012", [ArticleRef("0012", 12)]),
        ("14-16", [ArticleRef("14", 14), ArticleRef("15", 15), ArticleRef("16", 16)]),
        ("7-7", [ArticleRef("7", 7)]),
        ("@last", [ListingRef("@last")]),
        ("@LAST", [ListingRef("@LAST")]),
        ("@3", [ListingRef("@3", 3, 3)]),
        ("@2-4", [ListingRef("@2-4", 2, 4)]),
        ("https://a.example/x", [AddressRef("https://a.example/x", require_web_url("https://a.example/x"))]),
        ("HTTP://A.example", [AddressRef("HTTP://A.example", require_web_url("http://a.example/"))]),
        ("./412", [FileRef("./412", "./412")]),
        ("page.html", [FileRef("page.html", "page.html")]),
        ("-", [FileRef("-", "-")]),
        ("412.txt", [FileRef("412.txt", "412.txt")]),
        ("٤١٢", [FileRef("٤١٢", "٤١٢")]),
        ("-5", [FileRef("-5", "-5")]),
    ],
)
def test_a_word_means(word: str, means: list[object]) -> None:
    assert list(read_refs([word])) == means


@pytest.mark.parametrize(
    "word", ["", "@", "@first", "@3-", "@-3", "16-14", f"1-{MAX_RANGE + 1}", "ftp://a.example/x", "http://", "x://y"]
)
def test_a_word_that_can_mean_nothing_is_refused_with_a_hint(word: str) -> None:
    with pytest.raises(UsageError) as caught:
        list(read_refs([word]))
    assert caught.value.hint


def test_the_longest_range_is_allowed() -> None:
    assert len(list(read_refs([f"1-{MAX_RANGE}"]))) == MAX_RANGE


def test_a_number_of_any_length_is_an_id_that_fits_a_database() -> None:
    (ref,) = read_refs(["9" * 10_000])
    assert isinstance(ref, ArticleRef)
    assert ref.id < 2**63


@given(st.text(max_size=40) | st.text(alphabet="@-0123456789last:/.", max_size=12))
def test_any_word_means_something_or_is_refused(word: str) -> None:
    message = ""
    try:
        list(read_refs([word]))
    except UsageError as error:
        message = error.message
    assert is_clean(message)


def test_piped_lines_give_their_first_column() -> None:
    lines = ["412\t2025-11-03T12:00:00Z\tu\tbbc\tTitle with 7 words\thttps://a.example\n", " 413  title\n", "\n", "   \n", "@3"]
    assert list(first_column(lines)) == ["412", "413", "@3"]


@pytest.mark.parametrize("line", ["notes.txt and more", "-", "./412", '{"id": 3}', "Title: A"])
def test_a_piped_line_never_names_a_file(line: str) -> None:
    with pytest.raises(UsageError, match="not an id"):
        list(first_column([line]))
