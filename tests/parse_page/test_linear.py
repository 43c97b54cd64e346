"""Pages made to take quadratic time: each is read in a process that may use a few seconds of CPU, and would need minutes."""

import resource
import subprocess
import sys
from typing import Final

import pytest

pytestmark = pytest.mark.slow
CPU_SECONDS: Final = 20
"""Reading the largest takes two, the start included."""
READ: Final = """
import sys
from newscli.errors import ParseError
from newscli.parse.page import parse_page
try:
    print(len(parse_page(sys.stdin.buffer.read(), "https://post.example.com/news/2026/03/the-pier-551200.html").text))
except ParseError as error:
    print(error)
"""
SENTENCE: Final = (
    "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose. "
)
COMMENTS: Final = "<!-- " * 500_000
CASES: Final = {
    "comments in a description": f'<meta name="description" content="{COMMENTS}">',
    "comments in an address": f'<a href="/{COMMENTS}">x</a>',
    "comments in a time": f'<time datetime="{COMMENTS}">x</time>',
    "styles in a time": '<time datetime="' + "<div style='color:red'>" * 100_000 + '">x</time>',
    "styles of tags": ("<p " + " ".join(f"{name}{n}-color=1" for n in range(10) for name in "abcdefghi") + ">x</p>") * 1_000,
    "names in a byline": '<p class="byline">' + "".join(f"<a rel=author>Ada{n}</a>" for n in range(60_000)) + "</p>",
    "cards": "".join(f'<div class=card><h3><a href="/news/2026/{n}-a-story">Story {n}</a></h3></div>' for n in range(40_000)),
    "tags": "<a rel=tag href=/tag/x>x</a>" * 60_000,
    "dates": "<p>Published 2 January 2026</p>" * 60_000,
    "columns": "<table><tr>" + "<td>a" * 200_000,
    "numbers": "12/12/2026 " * 250_000,
    "keys in a script": "<script>" + "ubost_" * 400_000 + "</script>",
    "times in a script": "<script>" + '"publishDate":"2026-03-10",' * 90_000 + "</script>",
    "titles in a script": "<script>" + "{Pier publishDate:1773126000}" * 80_000 + "</script>",
    "times of elements": "<i data-published='{" + '"publish' * 3_000 + "'>x</i>" * 40,
    "buttons in a heading": "<h2>" + "<button>x</button>The ferry " * 60_000 + "</h2>",
    "headings in headings": "<h2><div>" * 110 + "<a href=#x>¶</a><button>x</button>" * 60_000,
    "links in links of a heading": "<h2>" + "<a href=#x><p>" * 110 + "¶ " * 1_000_000,
    "names in lines": "<div class=author>12:30" * 110 + "<span class=name></span>" * 60_000,
    "sentences": f"<p>This entry was posted {'on and ' * 60}</p>" * 5_000,
}


def _limit_cpu() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


@pytest.mark.parametrize("name", CASES)
def test_time_grows_no_faster_than_the_page(name: str) -> None:
    page = f"<html lang=en><title>Pier</title><article><h1>Pier</h1>{f'<p>{SENTENCE * 2}</p>' * 4}{CASES[name]}</article>"
    done = subprocess.run(
        [sys.executable, "-c", READ], input=page.encode(), capture_output=True, preexec_fn=_limit_cpu, check=False
    )
    assert done.returncode == 0, (done.returncode, done.stderr[-500:])
    assert done.stdout
