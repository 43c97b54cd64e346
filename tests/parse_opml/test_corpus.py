"""The OPML and FOAF files of other readers' tests, against what those expect."""

import datetime as dt
import json
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from newscli.parse.opml import OpmlLink, ParsedOpml, parse_opml

FEEDS = Path(__file__).parents[3] / "shared" / "corpus" / "feeds"
pytestmark = pytest.mark.skipif(not FEEDS.is_dir(), reason="the corpus is not here")


def cases() -> list[Any]:
    manifest = FEEDS / "opml.jsonl"
    lines = manifest.read_text("utf-8").splitlines() if manifest.is_file() else []
    return [pytest.param(case, id=case["file"].removeprefix("opml/")) for case in map(json.loads, lines)]


def as_listparser(result: ParsedOpml) -> dict[str, Any]:
    """What we read, under the names that the expectations use."""

    def link(item: OpmlLink) -> dict[str, str]:
        return {"url": item.url, "title": item.title or ""}

    meta: dict[str, Any] = {"author": {}}
    for name, value in result.head.items():
        match name:
            case "title":
                meta["title"] = value
            case "ownerName" | "ownerEmail":
                meta["author"][name.removeprefix("owner").lower()] = value
            case _:
                meta[name.removeprefix("date").lower()] = value
                meta[name.removeprefix("date").lower() + "_parsed"] = as_date(value)
    return {
        "bozo": any("not a date" in warning for warning in result.warnings),
        "version": result.format,
        "meta": meta if meta["author"] else {key: value for key, value in meta.items() if key != "author"},
        "feeds": [
            {
                "url": outline.xml_url,
                "title": outline.title or "",
                "categories": [list(path) for path in outline.categories],
                # There a tag is a path of one step; here every step is one.
                "tags": [path[0] for path in outline.categories if len(path) == 1],
            }
            for outline in result.outlines
        ],
        "lists": [link(item) for item in result.lists],
        "opportunities": [link(item) for item in result.sites],
    }


def as_date(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text) if re.match(r"\d{4}-", text) else parsedate_to_datetime(text)
    except ValueError:
        return None


@pytest.mark.parametrize("case", cases())
def test_a_file_gives_what_its_suite_expects(case: dict[str, Any]) -> None:
    result = parse_opml((FEEDS / case["file"]).read_bytes())
    if "outlines" in case:
        assert len(result.outlines) == case["outlines"], result.warnings
    for expectation in case.get("raw", ()):
        assert eval(expectation, {"__builtins__": {"len": len}, "datetime": dt}, {"result": as_listparser(result)}), expectation


def test_every_address_is_as_written() -> None:
    """Where an address holds bare ampersands, nothing of it is cut (libxml2 cuts it)."""
    result = parse_opml((FEEDS / "opml/plenary-countries/Bangladesh.opml").read_bytes())

    assert "https://bdnews24.com/?widgetName=rssfeed&widgetId=1150&getXmlFeed=true" in [
        outline.xml_url for outline in result.outlines
    ]


def test_the_whole_corpus_is_here() -> None:
    assert len(cases()) == 139
