"""Real feeds and conformance files: the floors of quality, and that reading only what is new equals reading all.

The corpus lies beside the project and is not part of it; without it these tests are skipped.
"""

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newscli.dates import EARLIEST
from newscli.models.parsed import ParsedFeed
from newscli.parse.feed import parse_feed
from newscli.parse.feed_xml import prepared
from newscli.parse.markup import text_of
from newscli.parse.sniff import decode
from newscli.parse.split import split_feed

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "feeds"
NOW = datetime(2026, 11, 23, tzinfo=UTC)

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not (CORPUS / "score.py").exists(), reason="the corpus is not here")]


def real_feeds() -> Iterator[tuple[str, bytes, str]]:
    for line in (CORPUS / "manifest.jsonl").read_text().splitlines():
        record: dict[str, Any] = json.loads(line)
        yield record["file"], (CORPUS / record["file"]).read_bytes(), record.get("site") or "http://example.com/feed"


def test_the_conformance_suites_keep_their_floors(tmp_path: Path) -> None:
    out = tmp_path / "score.json"
    subprocess.run(
        [sys.executable, CORPUS / "score.py", "--json", out],
        check=True,
        capture_output=True,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    score = json.loads(out.read_text())
    # docs/internals/feeds.md lists each miss: five in feedparser's suite, three in gofeed's.
    assert score["feedparser"][0] >= score["feedparser"][1] - 5
    assert score["gofeed"][0] >= score["gofeed"][1] - 3
    assert score["raised"] == 0
    assert score["real"][2:] == [0, 0]


def test_two_misses_are_the_scorers_who_hands_a_header_over_as_the_address() -> None:
    """feedparser's suite is served at 127.0.0.1:8097, with these headers; read so, 359 of its 362 fields are right (.992)."""
    for name, header, link in (("relative", "/feed/pg.cgi", "feed/absolute"), ("unsafe", "javascript:alert('unsafe');", "abs")):
        data = (CORPUS / f"conformance/feedparser/wellformed/http/headers_content_location-{name}.xml").read_bytes()
        feed = parse_feed(data, "http://127.0.0.1:8097/feed.xml", headers={"Content-Location": header})
        assert feed.site_url == f"http://127.0.0.1:8097/{link}"


def test_reading_only_what_is_new_equals_reading_all() -> None:
    entries = fast = 0
    for file, data, url in real_feeds():
        full = parse_feed(data, url, now=NOW)
        hashes = [article.raw_hash for article in full.articles]
        middle = len(hashes) // 2
        for known in (frozenset(hashes[::2]), frozenset(hashes[:middle] + hashes[middle + 1 :]), frozenset(hashes)):
            new = parse_feed(data, url, now=NOW, known=known)
            assert list(new.articles) == [article for article in full.articles if article.raw_hash not in known], file
            assert set(new.unchanged) == known, file
            for name in ("title", "site_url", "language", "rhythm"):
                assert getattr(new, name) == getattr(full, name), (file, name)
        entries += len(full.articles)
        fast += _cut_entries(data, full)
    print(f"{fast} of {entries} entries take the fast way ({fast / entries:.1%})")
    assert fast / entries >= 0.95  # the promise is 0.8


def _cut_entries(data: bytes, full: ParsedFeed) -> int:
    if full.format and full.format.startswith("json"):
        return len(full.articles)
    split = split_feed(prepared(decode(data, kind="xml"))[0])
    return len(full.articles) if split and len(split.entries) == len(full.articles) else 0


def test_no_caption_is_taken_for_the_text() -> None:
    """An article's text may be what its photo's caption says only where its own description says the same."""
    entries = 0
    for file, data, url in real_feeds():
        split = split_feed(prepared(decode(data, kind="xml"))[0]) if b"media:description" in data else None
        articles = parse_feed(data, url, now=NOW).articles
        if split is None or len(split.entries) != len(articles):
            continue
        for raw, article in zip(split.entries, articles, strict=True):
            captions = {_words(found) for found in _CAPTION.findall(raw)} - {""}
            own = {_words(found["text"]) for found in _OWN_TEXT.finditer(raw)}
            entries += bool(captions)
            assert not captions - own or _words(article.text or "") not in captions - own, (file, article.title)
            if any(own):
                assert article.text or article.body, (file, article.title)
    print(f"{entries} entries with captions")
    assert entries > 100


_CAPTION = re.compile(r"<media:description[^>]*>(.*?)</media:description>", re.DOTALL)
_OWN_TEXT = re.compile(r"<(description|content:encoded|summary|content)(?:\s[^>]*)?>(?P<text>.*?)</\1>", re.DOTALL)


def _words(raw: str) -> str:
    """The letters of a text, whatever wraps it."""
    plain = html.unescape(raw.removeprefix("<![CDATA[").removesuffix("]]>"))
    return "".join(char for char in text_of(html.unescape(plain)) if char.isalnum())


def test_no_date_is_insane() -> None:
    for file, data, url in real_feeds():
        feed = parse_feed(data, url, now=NOW)
        dates = [stamp.at for article in feed.articles for stamp in (article.published, article.updated) if stamp]
        assert all(at >= EARLIEST for at in dates), file
        ahead = [article for article in feed.articles if article.published_at and article.published_at > NOW + timedelta(days=1)]
        assert bool(ahead) == any("in the future" in warning for warning in feed.warnings), file
