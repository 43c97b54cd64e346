"""The script that serves the real feeds: all of them, byte for byte, listed, and gone at the end."""

import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from benchmarks.serve_corpus import CORPUS, serve_corpus

from newscli.parse.opml import parse_opml

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def test_all_feeds_are_listed_and_answered_as_they_are() -> None:
    with serve_corpus() as served:
        listed = parse_opml(served.opml)

        assert len(listed.outlines) == len(served.feeds) == len(list((CORPUS / "real").iterdir())) == 273
        assert listed.warnings == ()
        for outline in listed.outlines:
            with OPENER.open(outline.xml_url, timeout=10) as answer:
                assert answer.headers["Content-Type"].startswith("application/")
                assert answer.read() == (CORPUS / served.feeds[outline.xml_url]["file"]).read_bytes()


def test_the_script_runs_until_it_is_interrupted(tmp_path: Path) -> None:
    listing = tmp_path / "all.opml"
    script = [sys.executable, "benchmarks/serve_corpus.py", "--opml", str(listing)]

    with subprocess.Popen(script, cwd=Path(__file__).parents[2], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "273 feeds are served; interrupt to end\n"
        assert len(parse_opml(listing.read_bytes()).outlines) == 273
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
