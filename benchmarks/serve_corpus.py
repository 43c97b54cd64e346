"""Serve the corpus of real feeds from this machine, one path each, and write an OPML file that lists them all.

    python benchmarks/serve_corpus.py --opml /tmp/real.opml &
    newscli import /tmp/real.opml && newscli refresh

Runs until it is interrupted. A test takes `serve_corpus` and does the same.
"""

import argparse
import json
import signal
import socket
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any, Final

from newscli.demo.render import Resource
from newscli.demo.server import serve

CORPUS: Final = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "feeds"
"""Where the feeds are: beside the project, not in it; their texts belong to their publishers."""

_TYPES: Final = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
    "json": "application/feed+json",
}


@dataclass(frozen=True, slots=True)
class ServedCorpus:
    """The feeds while they are served: their lines of the manifest by address, and a list of them all."""

    feeds: Mapping[str, Mapping[str, Any]]
    opml: bytes


@contextmanager
def serve_corpus(corpus: Path = CORPUS) -> Iterator[ServedCorpus]:
    """The real feeds of `corpus`, answered until the block ends."""
    lines = [json.loads(line) for line in (corpus / "manifest.jsonl").read_text("utf-8").splitlines()]
    resources = {_path(line): _resource(corpus, line) for line in lines}
    with ExitStack() as servers:
        bases = [servers.enter_context(serve(lambda _base: resources, host=host)).rstrip("/") for host in _hosts()]
        feeds = {f"{bases[at % len(bases)]}{_path(line)}": line for at, line in enumerate(lines)}
        yield ServedCorpus(feeds, _opml(feeds))


def _hosts() -> Sequence[str]:
    """Loopback addresses: several where the system has them (Linux), for a polite reader asks one host slowly."""
    several = [f"127.0.0.{number}" for number in range(1, 13)]
    with socket.socket() as probe:
        try:
            probe.bind((several[-1], 0))
        except OSError:
            return several[:1]
    return several


def _path(line: Mapping[str, Any]) -> str:
    return f"/{Path(line['file']).name}"


def _resource(corpus: Path, line: Mapping[str, Any]) -> Resource:
    # What the servers said is not recorded; a charset is given where the document itself has none.
    charset = f"; charset={line['encoding']}" if "no declared encoding" in line["notes"] else ""
    # A fixed time: two runs give the same headers.
    return Resource((corpus / line["file"]).read_bytes(), _TYPES[line["format"]] + charset, datetime(2026, 11, 1, tzinfo=UTC))


def _opml(feeds: Mapping[str, Mapping[str, Any]]) -> bytes:
    outlines = (
        f'<outline type="rss" text="{escape(line["title"])}" xmlUrl="{escape(url)}" category="{line["format"]}"/>\n'
        for url, line in feeds.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><body>\n{"".join(outlines)}</body></opml>\n'.encode()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Serve the corpus of real feeds from this machine until interrupted.")
    parser.add_argument(
        "--opml", type=Path, metavar="FILE", help="write the list of the feeds here instead of to standard output"
    )
    parser.add_argument("--corpus", type=Path, metavar="DIR", default=CORPUS, help="the folder of manifest.jsonl and real/")
    options = parser.parse_args(arguments)
    with serve_corpus(options.corpus) as served:
        if options.opml is None:
            sys.stdout.buffer.write(served.opml)
            sys.stdout.flush()
        else:
            options.opml.write_bytes(served.opml)
        print(f"{len(served.feeds)} feeds are served; interrupt to end", file=sys.stderr, flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    return 0


if __name__ == "__main__":
    # Before any thread starts: `sigwait` needs the signals blocked in all of them.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    sys.exit(main())
