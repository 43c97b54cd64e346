"""The 273 real feeds of the corpus, followed, refreshed and listed in one run of the real program."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.serve_corpus import CORPUS, serve_corpus

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")


def test_every_real_feed_is_followed_refreshed_and_listed(tmp_path: Path) -> None:
    def newscli(*words: str, code: int = 0) -> str:
        environ = {**os.environ, "NEWSCLI_HOME": str(tmp_path / "home")}
        done = subprocess.run(
            [sys.executable, "-m", "newscli", *words], env=environ, capture_output=True, text=True, timeout=240, check=False
        )
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
        return done.stdout

    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text("[refresh]\ndeadline = 120\n", encoding="utf-8")  # a machine under load is no failure
    with serve_corpus() as served:
        listing = tmp_path / "all.opml"
        listing.write_bytes(served.opml)
        newscli("import", str(listing))
        outcomes = json.loads(newscli("refresh", "--json"))
        again = json.loads(newscli("refresh", "--all", "--json"))

    assert len(outcomes) == len(served.feeds) == 273
    assert [outcome for outcome in outcomes if outcome["outcome"] == "failed"] == []
    assert {outcome["outcome"] for outcome in again} == {"unchanged"}
    feeds = json.loads(newscli("feeds", "--json"))
    assert len(feeds) == 273
    # Feeds of one publisher share articles, so the entries of all feeds are more than the articles listed.
    expected = {feed["url"]: served.feeds[feed["url"]] for feed in feeds}
    short = [url for url, line in expected.items() if (line["json_items"] or line["entries"] or 0) and not _total(feeds, url)]
    assert short == []
    rows = newscli("latest", "-n", "0").splitlines()
    assert len(rows) == sum(outcome["new"] for outcome in outcomes) == int(newscli("latest", "--count"))
    assert all(len(row.split("\t")) == 6 and row.split("\t")[4] for row in rows)


def _total(feeds: list[dict[str, int | str]], url: str) -> int | str:
    return next(feed["total"] for feed in feeds if feed["url"] == url)
