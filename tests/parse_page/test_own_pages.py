"""Pages of our own making: templates, languages and traps, each with its expectation beside it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newscli.errors import ParseError
from newscli.models.parsed import ParsedArticle
from newscli.parse.page import parse_page
from newscli.parse.section import parse_section

PAGES = Path(__file__).parent / "pages"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def expectation(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def test_there_are_thirty_pages_and_more() -> None:
    assert len(NAMES) >= 30


@pytest.mark.parametrize("name", NAMES)
def test_page_is_read_as_expected(name: str) -> None:
    expected = expectation(name)
    data = (PAGES / f"{name}.html").read_bytes()
    if "found" in expected:
        with pytest.raises(ParseError) as caught:
            parse_page(data, expected["url"], now=NOW)
        assert caught.value.found == expected["found"]
        if "headlines" in expected:
            section = parse_section(data, expected["url"], now=NOW)
            assert [entry.title for entry in section.articles] == expected["headlines"]
        return
    article = parse_page(data, expected["url"], now=NOW)
    assert article.title == expected["title"]
    assert article.language == expected["language"]
    check_text(article, expected)
    check_facts(article, expected)
    check_lists(article, expected)


def check_text(article: ParsedArticle, expected: dict[str, Any]) -> None:
    text = article.text
    if "paragraphs" in expected:
        assert text.split("\n\n") == expected["paragraphs"]
    for words in expected.get("contains", []):
        assert words in text
    for words in expected.get("absent", []):
        assert words not in text
    if "kinds" in expected:
        assert [type(block).__name__ for block in article.body.blocks] == expected["kinds"]


def check_facts(article: ParsedArticle, expected: dict[str, Any]) -> None:
    for key in ("authors", "topics"):
        if key in expected:
            assert list(getattr(article, key)) == expected[key]
    for key in ("views", "completeness"):
        if key in expected:
            assert getattr(article, key) == expected[key]
    if "published" in expected:
        published = article.published_at.isoformat() if article.published_at else None
        assert (published or "").startswith(expected["published"] or "")
        assert (published is None) == (expected["published"] is None)
    if "warning" in expected:
        assert any(expected["warning"] in warning for warning in article.warnings)


def check_lists(article: ParsedArticle, expected: dict[str, Any]) -> None:
    for kind in ("related", "trending", "sponsored"):
        if kind in expected:
            assert [item.title for item in getattr(article, kind)] == expected[kind]
    if "section" in expected:
        assert {item.section for item in article.related} == {expected["section"]}
    if "related_days" in expected:
        assert [str(item.published_at)[:10] for item in article.related] == expected["related_days"]
    if "date_texts" in expected:
        assert [item.date_text for item in article.related] == expected["date_texts"]
    if "urls" in expected:
        assert [item.url for item in article.related] == expected["urls"]
    if "teasers" in expected:
        assert [item.teaser for item in article.related] == expected["teasers"]
    if "teaser" in expected:
        assert {item.teaser for item in article.related} == {expected["teaser"].strip()}
