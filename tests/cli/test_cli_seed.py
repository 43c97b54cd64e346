"""The model page: as a text file and as the two pages it was rebuilt into, read, stored, and gone on from."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Cli
from tests.cli.site import Item, Site, article

PAGES = ["seed_django", "seed_jsonld"]
STUB_TEXT = [f"This is sentence number {number} of a page that stands in for the article behind a card." for number in range(8)]


@pytest.fixture
def seed(shared: Path) -> Path:
    file = shared / "seed-article.txt"
    if not file.exists():
        pytest.skip("no seed article beside the project")
    return file


CAPTURED = datetime(2026, 1, 28, tzinfo=UTC)
"""After the newest card on the page: a page's own date is never taken where it lies ahead of the clock."""


def page_of(shared: Path, name: str) -> tuple[bytes, dict[str, Any]]:
    """The page and the labels that people gave it."""
    page, labels = shared / "corpus/related/pages" / f"{name}.html.gz", shared / "corpus/related/labels" / f"{name}.json"
    if not page.exists():
        pytest.skip("no corpus beside the project")
    return gzip.decompress(page.read_bytes()), json.loads(labels.read_text(encoding="utf-8"))


def cards(items: list[dict[str, Any]], date: str, moment: str) -> list[tuple[str, str, str, str]]:
    """Title, date as printed, minute and teaser of each, under the names that these items give to the two dates."""
    return [(item["title"], item[date], item[moment][:16], item["teaser"]) for item in items]


def check(line: dict[str, Any]) -> None:
    """What the model page says, whatever form it has."""
    assert line["authors"] == ["Saif Nasser"]
    assert line["published_at"].startswith("2025-11-03T12:07")
    assert line["views"] == 379
    assert line["topics"] == ["Global News"]
    paragraphs = line["text"].split("\n\n")
    assert len(paragraphs) == 15
    assert not {"Sponsored", "Trending News", "Read More", line["title"]} & set(paragraphs)
    assert len(line["related"]) == 9
    assert all(item["title"] and item["teaser"] and item["date_text"] for item in line["related"])
    assert all(item["published_at"].startswith("2026-01-27T") for item in line["related"])
    assert "Read More" not in [item["title"] for item in line["related"]]


@pytest.mark.parametrize("form", ["path", "stdin"])
def test_the_text_file(cli: Cli, seed: Path, form: str) -> None:
    ran = cli.ok("read", str(seed), "--json") if form == "path" else cli.ok("read", "-", "--json", stdin=seed.read_bytes())
    line = ran.lines[0]
    check(line)
    assert line["title"] == seed.read_text(encoding="utf-8").split("\n", 1)[0]
    assert [(item["id"], item["url"]) for item in line["related"]] == [(None, None)] * 9
    assert not cli.home.exists()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_a_file(cli: Cli, shared: Path, tmp_path: Path, name: str) -> None:
    cli.now = CAPTURED
    data, labels = page_of(shared, name)
    file = tmp_path / "page.html"
    file.write_bytes(data)
    line = cli.ok("read", str(file), "--json", "--base-url", labels["url"]).lines[0]
    check(line)
    assert line["title"] == labels["title"]
    assert [item["title"] for item in line["related"]] == [item["title"] for item in labels["related"]]
    assert not cli.home.exists()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_served_is_stored_and_one_goes_on_from_it(cli: Cli, shared: Path, site: Site, name: str) -> None:
    cli.now = CAPTURED
    data, labels = page_of(shared, name)
    origin = "/".join(labels["url"].split("/")[:3])
    text = data.decode().replace(origin, site.url.rstrip("/"))
    path = labels["url"].removeprefix(origin).lstrip("/")
    url = site.put(path, text)
    for item in labels["related"]:
        where = item["url"].removeprefix(origin).lstrip("/")
        site.put(where, article(Item(name="stub", title=item["title"]), STUB_TEXT, []))
    line = cli.ok("read", url, "--json").lines[0]
    check(line)
    assert cards(line["related"], "date_text", "published_at") == cards(labels["related"], "date", "date_iso")
    ids = [item["id"] for item in line["related"]]
    assert ids == sorted(set(ids))
    assert line["id"] == 1
    for item in line["related"]:
        read = cli.ok("read", str(item["id"]), "--json").lines[0]
        assert read["title"] == item["title"]
        assert read["text"].split("\n\n") == STUB_TEXT
        assert read["origin"] == "page"
    assert cli.ok("read", "1", "--json", "--offline").lines[0]["related"] == line["related"]
    assert cli.ok("latest").rows == []
    assert len(site.requests) == 10
    assert all(item["id"] is None for item in line["sponsored"])
