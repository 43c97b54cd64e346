"""CPU seconds that pages take which mean harm or have no end; real pages take a tenth of one.

python benchmarks/hostile_pages.py
"""

import time
from collections.abc import Iterator

from pages import NOW

URL = "https://post.example.com/news/2026/03/10/the-article-551200.html"
SENTENCE = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose. "
ARTICLE = f"<html lang=en><title>Pier</title><h1>Council votes to rebuild the pier</h1><article>{f'<p>{SENTENCE * 2}</p>' * 4}"
CHINESE = "港口委员会周二投票决定重建东部码头。"


def hostile_pages() -> Iterator[tuple[str, str]]:
    """Names and documents, those of 50 MB first."""
    yield "paragraphs, 50 MB", ARTICLE + "".join(f"<p>{n} {SENTENCE}{n * 7}</p>" for n in range(380_000))
    yield "links, 50 MB", ARTICLE + "".join(f"<li><a href=/news/story-{n}>Headline {n} of the pier</a>" for n in range(800_000))
    yield "one script, 50 MB", f"{ARTICLE}<script>{'x=1;' * 12_000_000}</script>{ARTICLE}"
    yield "one line, 50 MB", ARTICLE + SENTENCE * 420_000
    yield "a comment, 50 MB", f"{ARTICLE}<!--{'x' * 48_000_000}-->"
    yield "less-than signs, 50 MB", ARTICLE + "<" * 48_000_000
    yield "nested JSON-LD, 50 MB", f"<script type=application/ld+json>{'{a:' * 16_000_000}</script>{ARTICLE}"
    yield "Chinese, 9 MB", ARTICLE + f"<p>{CHINESE * 20}</p>" * 9_000
    yield "nested divs, 100,000", f"<html><body>{'<div>' * 100_000}text"
    yield "spans in a paragraph, 40,000", f"{ARTICLE}<p>{'<span>a b c </span>' * 40_000}"
    yield "lines with breaks, 20,000", f"{ARTICLE}<div>{(SENTENCE + '<br><br>') * 20_000}"
    yield "list items, 30,000", ARTICLE + "<ul>" + "".join(f"<li class=x>item {n} of a list" for n in range(30_000))
    cards = (f"<div><a href=/news/s-{n}><h3>Headline {n} of the pier</h3></a><p>{SENTENCE}</p></div>" for n in range(30_000))
    yield "cards, 30,000", ARTICLE + "".join(cards)
    links = "".join(f"<p><a href=/news/story-{n}>Headline {n} of the pier</a>" for n in range(20_000))
    yield "links under 200 divs, 20,000", f"{ARTICLE}</article>{'<div>' * 200}{links}"
    yield "texts under 200 divs, 5,000", f"{ARTICLE}{'<div>' * 200}" + "".join(f"<p>{n} {SENTENCE}" for n in range(5_000))
    yield "articles, 8,000", "".join(f"<article><h2><a href=/n/s-{n}-a>Head {n}</a></h2><p>{n} {SENTENCE}" for n in range(8_000))
    yield "table rows, 10,000", f"{ARTICLE}<table>{'<tr><td>a<td>b<td>c' * 10_000}</table>"
    yield "tables, 4,000", ARTICLE + "<table><tr><td>a<td>b<tr><td>c<td>d</table>" * 4_000
    yield "attributes of one tag, 20,000", f"{ARTICLE}<p {' '.join(f'a{n}=1' for n in range(20_000))}>{SENTENCE}"
    yield "nested lists, 10,000", ARTICLE + "<ul><li>x" * 10_000


def main() -> None:
    from newscli.errors import ParseError
    from newscli.parse.body.votes import load_extractors
    from newscli.parse.page import parse_page

    load_extractors()
    for name, document in hostile_pages():
        data = document.encode()
        start = time.process_time()
        try:
            found = f"{len(parse_page(data, URL, now=NOW).text):,} characters"
        except ParseError as error:
            found = str(error)
        print(f"{name:32} {time.process_time() - start:6.2f} s  {found}", flush=True)


if __name__ == "__main__":
    main()
