"""The model article in its three forms is read exactly: two templates and plain text."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newscli.models.parsed import ParsedArticle
from newscli.parse.page import parse_page

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def check(article: ParsedArticle, label: dict[str, Any]) -> None:
    assert article.title == label["title"]
    assert article.authors == (label["author"],)
    assert article.published_at is not None
    assert article.published_at.isoformat()[:16] == label["published"]
    assert article.views == label["views"]
    assert article.topics == (label["category"],)
    assert article.text.split("\n\n") == label["body"]
    assert article.trending == ()
    assert article.sponsored == ()
    found = [
        (i.title, i.date_text, i.published_at.isoformat()[:16] if i.published_at else None, i.teaser) for i in article.related
    ]
    assert found == [(i["title"], i["date"], i["date_iso"], i["teaser"]) for i in label["related"]]
    assert [item.position for item in article.related] == list(range(1, 10))
    assert "Sponsored" not in article.text
    assert "Trending" not in article.text


@pytest.mark.parametrize("seed", ["seed_django", "seed_jsonld"], indirect=True)
def test_seed_page_is_exact(seed: tuple[bytes, dict[str, Any]]) -> None:
    data, label = seed
    article = parse_page(data, label["url"], now=NOW)
    check(article, label)
    assert [item.url for item in article.related] == [item["url"] for item in label["related"]]
    assert [item.section for item in article.related] == [item["section_heading"] for item in label["related"]]


def test_seed_text_is_exact(shared: Path) -> None:
    label = json.loads((shared / "corpus" / "related" / "labels" / "seed_django.json").read_text(encoding="utf-8"))
    article = parse_page((shared / "seed-article.txt").read_bytes(), "https://news.example.com/seed-article.txt", now=NOW)
    check(article, label)
    assert {item.url for item in article.related} == {None}
