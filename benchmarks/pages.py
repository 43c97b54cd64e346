"""How well article pages are read, beside trafilatura, on the corpora: writes each page's result, then calls their scorers.

python benchmarks/pages.py [--corpus DIR] [--out DIR] [--only newscli|trafilatura] [--part articles|related]
"""

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from corpora.truth import foreign, read_manifest, scorer

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 23, tzinfo=UTC)
TURN: Final = 40
Result = dict[str, Any]
Reader = Callable[[bytes, str], Result]


def read_newscli(data: bytes, url: str) -> Result:
    from newscli.errors import ParseError
    from newscli.parse.page import parse_page

    try:
        article = parse_page(data, url, now=NOW)
    except ParseError as error:
        return {"error": str(error)}
    day = article.published_at.isoformat() if article.published_at else None
    return {
        "title": article.title, "author": "; ".join(article.authors), "date": day, "text": str(article.text),
        "date_source": article.published.source if article.published else None, "next_url": article.next_url,
        "topics": list(article.topics),
        "related": [item_of(item) for item in article.related],
        "trending": [item_of(item) for item in article.trending],
        "sponsored": [item_of(item) for item in article.sponsored],
    }  # fmt: skip


def item_of(item: Any) -> Result:
    at = item.published_at.isoformat() if item.published_at else None
    return {
        "title": item.title,
        "url": item.url,
        "date": item.date_text,
        "date_iso": at,
        "teaser": item.teaser,
        "section": item.section,
    }


def read_trafilatura(data: bytes, url: str) -> Result:
    from trafilatura import bare_extraction

    document = bare_extraction(data, url=url, with_metadata=True, include_comments=False)
    if document is None or isinstance(document, dict):
        return {}
    topics = [*(document.categories or ()), *(document.tags or ())]
    return {"title": document.title, "author": document.author, "date": document.date, "text": document.text, "topics": topics}


def read_lists(data: bytes, url: str) -> Result:
    """The further reading alone, from bytes: what a page costs whose article is not asked for."""
    from newscli.parse.page_dates import Frame
    from newscli.parse.page_tree import open_page, page_text
    from newscli.parse.prose import find_prose
    from newscli.parse.related import find_lists

    page = open_page(page_text(data), url)
    lists = find_lists(page, find_prose(page), Frame(now=NOW))
    return {"related": [item_of(item) for item in lists.related]}


def run(pages: Iterator[tuple[str, bytes, str]], readers: dict[str, Path]) -> dict[str, list[float]]:
    """Seconds of CPU per page of each reader; each result is written to the reader's folder.

    The readers take turns after `TURN` pages, each second turn in the opposite order: a machine's speed moves by a third within
    minutes, and trafilatura keeps some of what it computed, so that who comes second finds it.
    """
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for out in readers.values():
        out.mkdir(parents=True, exist_ok=True)
    names = list(readers)
    while turn := list(islice(pages, TURN)):
        for name in names:
            for page, data, url in turn:
                start = time.process_time()
                result = READERS[name](data, url)
                spent[name].append(time.process_time() - start)
                (readers[name] / f"{page}.json").write_text(
                    json.dumps({"id": page, **result}, ensure_ascii=False), encoding="utf-8"
                )
        names.reverse()
    return spent


READERS: dict[str, Reader] = {"newscli": read_newscli, "related alone": read_lists, "trafilatura": read_trafilatura}


def article_pages(corpus: Path) -> Iterator[tuple[str, bytes, str]]:
    for line in (corpus / "articles" / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        yield entry["id"], gzip.decompress((corpus / "articles" / entry["file"]).read_bytes()), entry["url"] or ""


def related_pages(corpus: Path) -> Iterator[tuple[str, bytes, str]]:
    for path in sorted((corpus / "related" / "labels").glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        yield label["id"], gzip.decompress((corpus / "related" / "pages" / f"{label['id']}.html.gz").read_bytes()), label["url"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "pages")
    parser.add_argument("--only", choices=list(READERS))
    parser.add_argument("--part", choices=["articles", "related"])
    options = parser.parse_args()
    corpora = {"articles": article_pages, "related": related_pages}
    for part, pages in corpora.items():
        if options.part in (None, part):
            names = [name for name in READERS if options.only in (None, name) and (part == "articles" or name == "newscli")]
            outs = {name: options.out / part / name.replace(" ", "-") for name in names}
            report_cost(part, run(pages(options.corpus), outs))
            if "newscli" in outs:
                report(outs["newscli"])
            score(options.corpus, part, [out for name, out in outs.items() if name != "related alone"])


def report_cost(part: str, spent: dict[str, list[float]]) -> None:
    middles = {name: statistics.median(seconds) * 1000 for name, seconds in spent.items()}
    for name, middle in middles.items():
        ratio = f", {middle / middles['trafilatura']:.2f} times trafilatura's" if "trafilatura" in middles else ""
        print(f"{name}, {part}: CPU median {middle:.1f} ms, mean {statistics.mean(spent[name]) * 1000:.1f}{ratio}")


def report(out: Path) -> None:
    """What was refused as no article, and which pages say that their article goes on."""
    results = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("*.json"))]
    refused = [f"{result['id']} ({result['error']})" for result in results if result.get("error")]
    print(f"  refused: {len(refused)} of {len(results)}", *refused, sep="\n    ")
    onward = [result["next_url"] for result in results if result.get("next_url")]
    print(f"  on several pages: {len(onward)}", *onward, sep="\n    ")


def score(corpus: Path, part: str, outs: list[Path]) -> None:
    script = str(corpus / part / "score.py")
    if not outs:
        return
    if part == "articles":
        subprocess.run([sys.executable, script, str(corpus / part), *map(str, outs)], check=True)
        for out in outs:
            report_foreign(corpus, out)
            report_topics(corpus, out)
    else:
        for out in outs:
            subprocess.run([sys.executable, script, str(out), "--labels", str(corpus / part / "labels")], check=True)


def report_foreign(corpus: Path, out: Path) -> None:
    """Print how much of `out` is teasers, captions, share bars: paragraphs of five words and more that the labels do not hold."""
    rules = scorer(corpus, "articles")
    counts, leads = [], 0
    for name, entry in read_manifest(corpus).items():
        if "text" in entry["expected"]:
            result = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))
            count, keeps_lead = foreign(rules, entry["expected"]["text"], result.get("text") or "")
            counts.append(count)
            leads += keeps_lead
    clean, bounded = sum(not count for count in counts) / len(counts), statistics.mean(min(20, count) for count in counts)
    print(
        f"{out.name}: foreign paragraphs a page {statistics.mean(counts):.2f} ({bounded:.2f} no page counting more than 20), "
        f"pages with none {clean:.3f}, lead paragraph kept {leads / len(counts):.3f}"
    )


def report_topics(corpus: Path, out: Path) -> None:
    """Print how the topics of `out` agree with the categories and tags that the labels name, over the pages that have some."""
    right = named = wanted = 0
    for name, entry in read_manifest(corpus).items():
        label = names_of([*entry["expected"].get("categories", ()), *entry["expected"].get("tags", ())])
        if label:
            result = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))
            found = names_of(result.get("topics") or ())
            right, named, wanted = right + len(found & label), named + len(found), wanted + len(label)
    shares = right / max(named, 1), right / max(wanted, 1), 2 * right / max(named + wanted, 1)
    print(f"{out.name}: topics P={shares[0]:.3f} R={shares[1]:.3f} F1={shares[2]:.3f}")


def names_of(words: Iterable[str]) -> set[str]:
    """Names without case, blanks and signs."""
    return {bare for one in words if (bare := "".join(filter(str.isalnum, one.casefold())))}


if __name__ == "__main__":
    main()
