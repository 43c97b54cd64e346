import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from newscli.errors import FetchError
from newscli.models.article import Article, PageLink, SearchHit
from newscli.models.body import Body
from newscli.models.feed import Feed
from newscli.models.headline import Headline
from newscli.models.reading import OpenedArticle
from newscli.text import clean_block, clean_line
from newscli.urls import require_web_url
from newscli.view import machine

UTC_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"


def test_rows_have_six_fields(headline: Callable[..., Headline]) -> None:
    assert machine.headline_row(headline()) == (
        "412\t2025-11-24T08:00:00Z\tu\tcity-courier\tHarbour Bridge Reopens\thttps://news.example/harbour"
    )
    found = headline(is_unread=False, is_starred=True, feed_slug=None, url=None)
    assert machine.headline_row(found).split("\t") == ["412", "2025-11-24T08:00:00Z", "r*", "", "Harbour Bridge Reopens", ""]


def test_no_field_is_cut_or_holds_a_separator(headline: Callable[..., Headline]) -> None:
    row = machine.headline_row(headline(title="a\tb\nc\x1b[2J\u202e " + "한" * 2000))
    assert row.count("\t") == 5
    assert "\n" not in row
    assert row.split("\t")[4] == "a b c " + "한" * 2000


def test_plain_article(opened: Callable[..., OpenedArticle], snapshot: SnapshotAssertion) -> None:
    assert "\n".join(machine.opened_plain(opened())) == snapshot


def test_a_plain_article_without_related_items_has_no_such_part(opened: Callable[..., OpenedArticle]) -> None:
    assert "## Related" not in list(machine.opened_plain(opened(related=())))


@pytest.mark.parametrize(
    ("completeness", "line"),
    [("teaser", ["Completeness: teaser"]), ("paywalled", ["Completeness: paywalled"]), ("unknown", []), ("full", [])],
)
def test_the_head_of_a_plain_article_says_what_is_not_whole(
    opened: Callable[..., OpenedArticle], article: Callable[..., Article], completeness: str, line: list[str]
) -> None:
    lines = list(machine.opened_plain(opened(article=article(completeness=completeness))))
    assert [each for each in lines[: lines.index("")] if each.startswith("Completeness:")] == line


@pytest.mark.parametrize(("source", "line"), [("guess", ["Date-Source: guess"]), ("json-ld", [])])
def test_the_head_of_a_plain_article_says_what_date_is_a_guess(
    opened: Callable[..., OpenedArticle], article: Callable[..., Article], source: str, line: list[str]
) -> None:
    lines = list(machine.opened_plain(opened(article=article(published_source=clean_line(source)))))
    assert [each for each in lines if each.startswith("Date-Source")] == line


def test_every_header_of_a_plain_article_has_its_line_in_the_reference(
    opened: Callable[..., OpenedArticle], article: Callable[..., Article]
) -> None:
    lines = list(machine.opened_plain(opened(article=article(completeness="teaser"))))
    reference = (Path(__file__).parents[2] / "docs" / "reference" / "plain.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", reference.partition("| header |")[2], re.MULTILINE)
    assert [line.partition(":")[0] for line in lines[: lines.index("")]] == documented


def test_without_a_text_the_summary_stands_in(opened: Callable[..., OpenedArticle], article: Callable[..., Article]) -> None:
    teaser = article(completeness="teaser", summary=clean_block("First.\n\nSecond."))
    lines = list(machine.opened_plain(opened(article=teaser, body=Body())))
    assert lines[lines.index("") + 1 :][:4] == ["First.", "Second.", "", "## Related"]


@pytest.mark.parametrize("summary", [None, "A teaser."])
@pytest.mark.parametrize("has_body", [True, False])
@pytest.mark.parametrize("has_related", [True, False])
def test_two_empty_lines_stand_between_articles_and_nowhere_else(
    opened: Callable[..., OpenedArticle], article: Callable[..., Article], summary: str | None, has_body: bool, has_related: bool
) -> None:
    parts = {"body": opened().body if has_body else Body(), "related": opened().related if has_related else ()}
    one = opened(article=article(summary=clean_block(summary) if summary else None), **parts)
    lines = list(machine.opened_plain(one))
    printed = "\n".join([*lines, *machine.plain_border(one), *lines])
    assert printed.removesuffix("\n").split("\n\n\n") == ["\n".join(lines).removesuffix("\n")] * 2


def test_keys_are_those_of_the_contract(
    article: Callable[..., Article],
    opened: Callable[..., OpenedArticle],
    link: Callable[..., PageLink],
    feed: Callable[..., Feed],
    hits: list[SearchHit],
) -> None:
    hit = machine.hit_json(hits[0], article())
    assert tuple(machine.article_json(article())) == machine.ARTICLE_KEYS
    assert tuple(machine.opened_json(opened(), "412")) == machine.OPENED_KEYS
    assert tuple(machine.link_json(link())) == machine.LINK_KEYS
    assert tuple(machine.feed_json(feed())) == machine.FEED_KEYS
    assert tuple(machine.refresh_json(feed(), outcome="new", new=2, changed=0, error=None)) == machine.REFRESH_KEYS
    assert tuple(hit) == machine.HIT_KEYS
    assert tuple(hit["highlights"][0]) == machine.HIGHLIGHT_KEYS
    assert tuple(machine.article_json(article())["feed"]) == machine.FEED_LABEL_KEYS
    assert tuple(machine.article_json(article())["outlet"]) == machine.OUTLET_KEYS


def test_what_is_absent_is_null(article: Callable[..., Article], link: Callable[..., PageLink]) -> None:
    bare = machine.article_json(
        article(id=0, url=None, outlet=None, published_at=None, feed=None, feeds=(), summary=None, views=None)
    )
    assert {key for key, value in bare.items() if value is None} == {
        "id",
        "url",
        "outlet",
        "published_at",
        "feed",
        "summary",
        "views",
    }
    assert bare["feeds"] == []
    assert machine.link_json(link(id=None))["id"] is None


def test_read_json_has_text_html_and_links(opened: Callable[..., OpenedArticle]) -> None:
    value = json.loads(machine.dump_line(machine.opened_json(opened(), "@1")))
    assert value["ref"] == "@1"
    assert value["text"].startswith("The bridge opened to traffic on Monday")
    assert value["html"].startswith("<p>The bridge opened")
    assert [item["id"] for item in value["related"]] == [420, 421, 422, 423]
    assert [item["id"] for item in value["sponsored"]] == [None, None, None]
    assert value["published_at"] == "2025-11-24T07:05:00Z"


def test_highlights_count_code_points(hits: list[SearchHit], article: Callable[..., Article]) -> None:
    value = machine.hit_json(hits[1], article())
    assert [value["snippet"][each["start"] : each["end"]] for each in value["highlights"]] == ["다리"]


def test_errors(opened: Callable[..., OpenedArticle]) -> None:
    error = FetchError(clean_line("no answer, https://a.example"), kind="timeout")
    assert machine.error_json("9", error) == {"ref": "9", "error": {"kind": "timeout", "message": "no answer, https://a.example"}}
    assert tuple(machine.error_json("9", error)) == machine.ERROR_KEYS
    assert tuple(machine.error_json("9", error)["error"]) == machine.ERROR_DETAIL_KEYS


def test_no_password_is_printed(feed: Callable[..., Feed], headline: Callable[..., Headline]) -> None:
    url = "https://reader:sesame@news.example/feed?token=abcdefgh"
    one = feed(url=require_web_url(url))
    texts = [str(machine.feed_json(one)), machine.feed_row(one), machine.headline_row(headline(url=url))]
    assert not any("sesame" in text or "abcdefgh" in text for text in texts)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_arrays_are_json(number: int) -> None:
    chunks = list(machine.dump_array({"n": each} for each in range(number)))
    assert json.loads("".join(chunks)) == [{"n": each} for each in range(number)]
    assert chunks[-1].endswith("\n")


def test_arrays_are_printed_as_they_come() -> None:
    def endless() -> Any:
        while True:
            yield {"n": 1}

    chunks = machine.dump_array(endless())
    assert [next(chunks), next(chunks)] == ['[{"n": 1}', ',\n {"n": 1}']


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=60), max_size=4))
@settings(deadline=None, max_examples=100)
def test_json_is_safe_to_print_and_reads_back(value: Mapping[str, str]) -> None:
    line = machine.dump_line(dict(value))
    assert json.loads(line) == value
    assert not any(
        ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"
        for char in line
    )


def test_times_before_1000_have_four_digit_years(headline: Callable[..., Headline]) -> None:
    assert machine.headline_row(headline(sort_at=datetime(99, 1, 1, tzinfo=UTC))).split("\t")[1] == "0099-01-01T00:00:00Z"


@pytest.mark.parametrize("module", ["machine", "headlines"])
def test_a_listing_loads_neither_rich_nor_json(module: str) -> None:
    code = f"import sys, newscli.view.{module}; print({{'rich', 'json', 'typer'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
