import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from newscli.models.article import Article, PageLink
from newscli.models.body import Body, Code, Figure, ItemList, Paragraph, Quote, Span, Table, body_text
from newscli.models.parsed import GUESS
from newscli.models.reading import OpenedArticle
from newscli.text import clean_block, clean_code, clean_line, clean_span
from newscli.urls import find_link, require_web_url
from newscli.view.article import article_lines, border_lines, closing_line
from newscli.view.cells import cell_width
from newscli.view.links import link_lines

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2025, 11, 24, 9, 30, tzinfo=UTC)
ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;(?:https?://[!-~]+)?\x1b\\")


def lines_of(opened: OpenedArticle, *, width: int = 80, color: bool = False, measure: int = 80) -> list[str]:
    return list(article_lines(opened, width=width, now=NOW, zone=ZONE, color=color, measure=measure))


@pytest.mark.parametrize("color", [False, True], ids=["plain", "color"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_article(opened: Callable[..., OpenedArticle], snapshot: SnapshotAssertion, width: int, color: bool) -> None:
    assert "\n".join(lines_of(opened(), width=width, color=color)).replace("\x1b", "^[") == snapshot


def test_every_word_of_the_body_is_shown(opened: Callable[..., OpenedArticle]) -> None:
    one = opened()
    shown = set(re.findall(r"\w+", " ".join(lines_of(one, width=200, measure=160))))
    assert set(re.findall(r"\w+", body_text(one.body))) <= shown


def test_the_measure_is_the_readers_and_centred(opened: Callable[..., OpenedArticle]) -> None:
    lines = [line for line in lines_of(opened(), width=120, measure=60) if line]
    assert all(line.startswith(" " * 30) for line in lines)
    assert max(map(cell_width, lines)) <= 90


def test_links_are_numbered_once_and_listed(opened: Callable[..., OpenedArticle]) -> None:
    text = "\n".join(lines_of(opened()))
    assert text.count("city's plan[1]") == 2
    assert "[4] https://council.example/minutes?id=77" in text


def test_a_mail_address_is_a_note_and_no_hyperlink(opened: Callable[..., OpenedArticle]) -> None:
    mail, page = find_link("mailto:ann@news.example?body=x"), require_web_url("https://news.example/tips")
    spans = (Span(clean_span("Write to Ann"), (), mail), Span(clean_span(" or ")), Span(clean_span("send a tip"), (), page))
    shown = opened(body=Body((Paragraph(spans),)))
    text = "\n".join(lines_of(shown))
    assert "Write to Ann[1] or send a tip[2]" in text
    assert "[1] mailto:ann@news.example\n" in text
    coloured = "\n".join(lines_of(shown, color=True))
    assert "\x1b]8;;https://news.example/tips\x1b\\" in coloured
    assert "]8;;mailto:" not in coloured


def test_hyperlinks_carry_no_password(opened: Callable[..., OpenedArticle]) -> None:
    secret = require_web_url("https://reader:sesame@news.example/private?token=abcdefgh")
    body = Body((Paragraph((Span(clean_span("here"), (), secret),)),))
    text = "\n".join(lines_of(opened(body=body), color=True))
    assert "\x1b]8;;https://news.example/private" in text
    assert "sesame" not in text
    assert "abcdefgh" not in text


def test_sponsored_links_are_only_counted(opened: Callable[..., OpenedArticle], link: Callable[..., PageLink]) -> None:
    paid = link(kind="sponsored", title=clean_line("Buy this"))
    text = "\n".join(lines_of(opened(sponsored=(paid,))))
    assert "1 sponsored link not shown" in text
    assert "Buy this" not in text


def test_without_a_text_the_summary_stands_in(opened: Callable[..., OpenedArticle], article: Callable[..., Article]) -> None:
    teaser = article(completeness="teaser", summary=clean_block("First.\n\nSecond."))
    text = "\n".join(line.strip() for line in lines_of(opened(article=teaser, body=Body())))
    assert "First." in text
    assert "Second." in text


@pytest.mark.parametrize(
    ("completeness", "number", "head", "rest"),
    [
        ("teaser", 412, "only a teaser · 1,379 views", "The rest: newscli open 412"),
        ("teaser", 0, "only a teaser · 1,379 views", None),
        ("paywalled", 412, "only the beginning · 1,379 views", "The rest stands behind a paywall: newscli open 412"),
        ("paywalled", 0, "only the beginning · 1,379 views", "The rest stands behind a paywall"),
        ("unknown", 412, "3 min read · 1,379 views", None),
        ("full", 412, "3 min read · 1,379 views", None),
    ],
)
def test_what_is_not_whole_says_so_above_its_text_and_below(
    opened: Callable[..., OpenedArticle],
    article: Callable[..., Article],
    completeness: str,
    number: int,
    head: str,
    rest: str | None,
) -> None:
    lines = [line.strip() for line in lines_of(opened(article=article(completeness=completeness, id=number)))]
    start = next(at for at, line in enumerate(lines) if line.startswith("The bridge opened to traffic"))
    assert any(line.startswith(head) for line in lines[:start])
    assert [line for line in lines[start:] if line.startswith("The rest")] == ([rest] if rest else [])


def test_a_topic_of_several_words_stays_in_one_line(
    opened: Callable[..., OpenedArticle], article: Callable[..., Article]
) -> None:
    topics = tuple(
        map(clean_line, ["San Francisco 49ers", "Christian McCaffrey", "朝鮮半島", "Research & Innovation", "مرفأ بوسان"])
    )
    lines = [line.strip() for line in lines_of(opened(article=article(topics=topics)), width=48)]
    for topic in topics:
        assert any(f"#{topic}" in line for line in lines), topic
    assert not any(line.startswith("·") or line.endswith("·") for line in lines)


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("color", [False, True])
def test_the_border_is_as_wide_as_the_text_it_parts(opened: Callable[..., OpenedArticle], width: int, color: bool) -> None:
    rule, below = border_lines(opened(), width=width, color=color, measure=60)
    bare = ESCAPES.sub("", rule)
    assert below == ""
    assert bare.strip().startswith("━━ 412 ━")
    assert cell_width(bare.strip()) == min(60, width - 4 if width >= 60 else width)
    assert cell_width(bare) <= width


def test_the_border_above_what_is_not_stored_has_no_id(
    opened: Callable[..., OpenedArticle], article: Callable[..., Article]
) -> None:
    rule, _ = border_lines(opened(article=article(id=0)), width=40, color=False)
    assert rule == "━" * 40


def test_an_article_without_a_date_says_when_it_came(
    opened: Callable[..., OpenedArticle], article: Callable[..., Article]
) -> None:
    text = "\n".join(lines_of(opened(article=article(published_at=None, published_precision=None))))
    assert "arrived 24 November 2025, 08:20" in text


def test_a_date_that_the_page_does_not_tell_for_sure_is_only_probable(
    opened: Callable[..., OpenedArticle], article: Callable[..., Article]
) -> None:
    guessed = article(published_source=GUESS, updated_at=None)
    assert "probably 24 November 2025, 08:05" in "\n".join(lines_of(opened(article=guessed)))
    assert "probably" not in "\n".join(lines_of(opened(article=article())))


@pytest.mark.parametrize(("seconds", "is_shown"), [(0, False), (40, False), (55, True), (3600, True)])
def test_an_update_within_the_same_minute_is_not_said(
    opened: Callable[..., OpenedArticle], article: Callable[..., Article], seconds: int, is_shown: bool
) -> None:
    at = datetime(2025, 11, 24, 7, 5, 10, tzinfo=UTC)
    updated = article(published_at=at, updated_at=at + timedelta(seconds=seconds))
    assert ("updated" in "\n".join(lines_of(opened(article=updated)))) is is_shown


def test_a_published_day_is_not_shifted(opened: Callable[..., OpenedArticle], article: Callable[..., Article]) -> None:
    day = article(published_at=datetime(2025, 11, 3, tzinfo=UTC), published_precision="day", updated_at=None)
    lines = article_lines(opened(article=day), width=80, now=NOW, zone=timezone(timedelta(hours=-9)), color=False)
    assert "  3 November 2025" in list(lines)


def test_closing_line(
    opened: Callable[..., OpenedArticle], link: Callable[..., PageLink], article: Callable[..., Article]
) -> None:
    assert closing_line([opened()]) == "412 read · next 413 · related 420-423"
    scattered = tuple(link(id=number) for number in (7, 9, 10, None, 3))
    one = opened(related=scattered, next_id=None)
    assert closing_line([one], state="kept unread") == "412 kept unread · related 3, 7, 9-10"
    assert closing_line([opened(article=article(id=0), related=(), next_id=None)]) == "not stored"


def test_the_closing_line_of_several_goes_on_behind_the_last(
    opened: Callable[..., OpenedArticle], article: Callable[..., Article]
) -> None:
    several = [opened(article=article(id=number), next_id=number + 1) for number in (9, 412, 413)]
    assert closing_line(several) == "9, 412-413 read · next 414"
    assert closing_line([opened(article=article(id=0)), *several[::-1]]) == "9, 412-413 read · next 10"
    assert closing_line(several[1:][::-1]) == "412-413 read"


def test_sections_of_related_items_keep_their_headings(link: Callable[..., PageLink]) -> None:
    items = [link(id=1, section=clean_line("More from City")), link(id=2, section=clean_line("Les også"))]
    lines = list(link_lines(items, width=80, now=NOW, zone=ZONE, color=False))
    assert lines[0] == "More from City"
    assert lines[lines.index("Les også") - 1] == ""


def test_a_heading_that_says_related_again_does_not_stand_twice(
    opened: Callable[..., OpenedArticle], link: Callable[..., PageLink]
) -> None:
    items = tuple(link(id=at, section=clean_line(name)) for at, name in ((1, "RELATED stories"), (2, "More from City")))
    lines = [line.strip() for line in lines_of(opened(related=items))]
    assert "RELATED stories" not in lines
    assert "More from City" in lines


def test_a_table_too_wide_becomes_records(opened: Callable[..., OpenedArticle]) -> None:
    names = [f"Column {number}" for number in range(8)]
    rows = (tuple(map(_cell, names)), tuple(_cell(f"a value of {name}") for name in names))
    lines = [line.strip() for line in lines_of(opened(body=Body((Table(rows, has_header=True),))), width=60)]
    assert "Column 3: a value of Column 3" in lines


def test_ordered_lists_keep_their_numbers(opened: Callable[..., OpenedArticle]) -> None:
    items = tuple((Paragraph(_cell(name)),) for name in ("nine", "ten"))
    lines = lines_of(opened(body=Body((ItemList(items, ordered=True, start=9),))))
    assert "   9. nine" in lines
    assert "  10. ten" in lines


def test_code_keeps_its_indentation(opened: Callable[..., OpenedArticle]) -> None:
    lines = lines_of(opened(body=Body((Code(clean_code("if x:\n        return  y")),))))
    assert "            return  y" in lines


WORDS = st.text(max_size=40).map(clean_span) | st.sampled_from(
    ["한국과 미국 ", "العربية", "👨‍👩‍👧 🇰🇷", "a" * 90, "首尔" * 30]
).map(clean_span)
SPANS = st.lists(
    st.builds(
        Span,
        WORDS,
        st.sampled_from([(), ("strong",), ("code", "strike"), ("superscript",)]),
        st.sampled_from([None, require_web_url("https://a.example/b"), require_web_url("https://a.example/" + "c" * 120)]),
    ),
    max_size=3,
).map(tuple)
LEAVES = (
    st.builds(Paragraph, SPANS)
    | st.builds(Code, st.text(max_size=60).map(clean_code))
    | st.builds(Figure, st.none(), WORDS.map(clean_line), SPANS)
    | st.builds(Table, st.lists(st.lists(SPANS, max_size=4).map(tuple), max_size=3).map(tuple), st.booleans())
)
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Quote, st.lists(inner, max_size=2).map(tuple))
        | st.builds(
            ItemList,
            st.lists(st.lists(inner, max_size=2).map(tuple), max_size=2).map(tuple),
            st.booleans(),
            st.integers(0, 10**6),
        )
    ),
    max_leaves=6,
)


@given(blocks=st.lists(BLOCKS, max_size=3).map(tuple), width=st.integers(20, 200), color=st.booleans())
@settings(deadline=None, max_examples=80)
def test_no_line_of_any_body_is_wider_than_the_terminal(blocks: tuple[Paragraph, ...], width: int, color: bool) -> None:
    one = replace(_bare(), body=Body(blocks))
    for line in lines_of(one, width=width, color=color):
        bare = ESCAPES.sub("", line)
        assert cell_width(bare) <= width
        assert bare.isprintable() or clean_code(bare, limit=10**6) == bare.rstrip()
        assert "\x1b" not in bare


def _bare() -> OpenedArticle:
    article = Article(
        id=1, url=None, title=clean_line("T"), authors=(), outlet=None, published_at=None, published_text=None,
        published_precision=None, published_source=None, updated_at=None, arrived_at=NOW, sort_at=NOW,
        feed=None, feeds=(), topics=(), tags=(), language=None, summary=None, is_read=False, is_seen=False, is_starred=False,
        image=None, views=None, characters=0,
        reading_minutes=0, origin="url", completeness="full",
    )  # fmt: skip
    return OpenedArticle(article=article, body=Body())


def _cell(words: str) -> tuple[Span, ...]:
    return (Span(clean_span(words)),)
