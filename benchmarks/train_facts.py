# /// script
# dependencies = ["numpy", "scipy"]
# ///
"""Make the numbers by which dates and authors are chosen from the corpus: `parse/metadata/date_weights.py`, `author_weights.py`.

    python benchmarks/train_facts.py dates|authors [--corpus DIR] [--check]

Needs numpy and scipy beside newscli. `--check` prints how many choices are right on pages of sites that were left out of the
fit, by eighths and by halves of the sites, and writes nothing.
"""

import argparse
import importlib.util
import json
import re
import zlib
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from pages import NOW, ROOT, article_pages
from scipy.optimize import minimize

Candidates = Mapping[Any, Mapping[str, float]]


@dataclass
class Choice:
    """One page's candidates; `target` is the best of them for the fit, or none where the label names what the page does not."""

    site: str
    candidates: Candidates
    right: frozenset[Any]
    target: Hashable
    has_one: bool
    weight: float
    is_whole: bool = True
    """Whether this is a page as it is, not one whose head was silenced for the fit."""


@dataclass
class Settings:
    """`strength` of the pull towards 0; what a page counts beside one with the fact: if it has none, if its head is silenced."""

    strength: float
    absent: float
    silenced: float = 0.0


DATES = Settings(strength=0.4, absent=1.0, silenced=0.3)
"""Nearly all pages state their day, and so teach little of days that are only shown: each is also read as if it stated none.

A page without a date counts as any other: at 1.6 five in a thousand fewer days are right on sites left out, and as many wrong.
"""
AUTHORS = Settings(strength=1.5, absent=1.3)
"""A name where there is none costs more than a missing one: left out by site .796 are right, .153 made up; at 1.1 .802, .174."""


def labelled(corpus: Path, field: str) -> Iterator[tuple[dict[str, Any], bytes, str]]:
    """(entry, page, address) of the pages whose label has `field`, or says that there is none."""
    lines = (corpus / "articles" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    entries = {entry["id"]: entry for entry in map(json.loads, lines)}
    for name, data, url in article_pages(corpus):
        entry = entries[name]
        if entry["expected"].get(field) or field in entry.get("absent", []):
            yield entry, data, url


def opened(data: bytes, url: str) -> tuple[Any, ...]:
    """A page as `parse_page` reads it up to its facts: (sources, place, title, frame)."""
    from newscli.parse.metadata.place import find_place
    from newscli.parse.metadata.sources import read_sources
    from newscli.parse.metadata.title import find_title
    from newscli.parse.page_dates import Frame
    from newscli.parse.page_tree import open_page, page_text
    from newscli.parse.related import find_lists

    page = open_page(page_text(data), url)
    sources = read_sources(page)
    frame = Frame(now=NOW, language=sources.language.value if sources.language else None).at(page.url)
    title = find_title(sources).value
    boxes = find_lists(page, sources.prose, frame).boxes
    return sources, find_place(page, sources.prose, title, boxes), title, frame


def date_choices(corpus: Path) -> Iterator[Choice]:
    from newscli.parse.metadata.date_stated import url_month
    from newscli.parse.metadata.dates import read_mentions, weigh_days

    for entry, data, url in labelled(corpus, "date"):
        sources, place, title, frame = opened(data, url)
        label = entry["expected"].get("date")
        wanted = day_of(label) if label else None
        if label and wanted is None:
            continue
        for read, weight in ((sources, 1.0 if label else DATES.absent), (silenced(sources), DATES.silenced if label else 0.0)):
            days = weigh_days(read_mentions(read, place, title, frame), url_month(read.page))
            # Where the label names no day that the page names, it says nothing about the choice.
            target = wanted if wanted in days else "unknown"
            is_whole = read is sources
            if weight and (is_whole or len(days) > 1):
                yield Choice(entry["site"] or entry["id"], days, frozenset([wanted]), target, bool(label), weight, is_whole)


def silenced(sources: Any) -> Any:
    """`sources` of a page that would say nothing in its head, its data, its scripts and its address."""
    from newscli.parse.metadata.head import Head

    page = replace(sources.page, url=None, scripts=())
    return replace(sources, page=page, head=Head(), nodes=(), node=None)


def day_of(text: str) -> date | None:
    found = re.match(r"\s*(\d{4})-(\d\d?)-(\d\d?)", text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def author_choices(corpus: Path) -> Iterator[Choice]:
    from newscli.parse.metadata.author import with_nobody
    from newscli.parse.metadata.author_evidence import author_candidates

    score = scorer(corpus)
    for entry, data, url in labelled(corpus, "author"):
        sources, place, title, _ = opened(data, url)
        candidates = with_nobody(author_candidates(sources, place, title))
        label = entry["expected"].get("author")
        wanted = score.names(label) if label else set()

        shares = {names: overlap(score.names("; ".join(names)), wanted) for names in candidates}
        best = max(shares, key=lambda names: shares[names])
        right = frozenset(names for names, share in shares.items() if share == 1.0)
        weight = 1.0 if label else AUTHORS.absent
        yield Choice(entry["site"] or entry["id"], candidates, right, best if shares[best] else "unknown", bool(label), weight)


def overlap(names: set[str], wanted: set[str]) -> float:
    """The F1 of two sets; 1 for two empty ones."""
    return 2 * len(names & wanted) / (len(names) + len(wanted)) if names or wanted else 1.0


def scorer(corpus: Path) -> Any:
    """The corpus's own scorer, for its rules of names."""
    spec = importlib.util.spec_from_file_location("score_articles", corpus / "articles" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fit(choices: list[Choice], settings: Settings) -> dict[str, float]:
    """The weights of a conditional logit with a pull of `settings.strength` towards 0."""
    names = sorted({name for choice in choices for signals in choice.candidates.values() for name in signals})
    places = {name: number for number, name in enumerate(names)}
    pages = []
    for choice in choices:
        if choice.target not in choice.candidates:
            continue
        matrix = np.zeros((len(choice.candidates), len(names)))
        for row, signals in enumerate(choice.candidates.values()):
            for name, value in signals.items():
                matrix[row, places[name]] = value
        pages.append((matrix, list(choice.candidates).index(choice.target), choice.weight))

    def loss(weights: Any) -> tuple[float, Any]:
        value, slope = 0.5 * settings.strength * weights @ weights, settings.strength * weights
        for matrix, right, weight in pages:
            scores = matrix @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            value -= weight * np.log(shares[right] + 1e-12)
            slope = slope + weight * (matrix.T @ shares - matrix[right])
        return value, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: round(float(weight), 3) for name, weight in zip(names, found.x, strict=True) if abs(weight) >= 0.0005}


def check(choices: list[Choice], settings: Settings, parts: int) -> None:
    """Print what is right in each of `parts` of the sites by a fit to the others; halves one by one, more parts together."""
    results: list[list[tuple[Choice, Any]]] = []
    for part in range(parts):
        own = [choice for choice in choices if zlib.crc32(choice.site.encode()) % parts == part]
        weights = fit([choice for choice in choices if zlib.crc32(choice.site.encode()) % parts != part], settings)
        results.append([(choice, best_of(choice, weights)) for choice in own if choice.is_whole])
    groups = results if parts == 2 else [[pair for result in results for pair in result]]
    for number, group in enumerate(groups):
        named = [best in choice.right for choice, best in group if choice.has_one]
        wrong = sum(bool(best) and best not in choice.right for choice, best in group if choice.has_one)
        made_up = [bool(best) for choice, best in group if not choice.has_one]
        name = f"half {'AB'[number]}" if parts == 2 else f"{parts} parts"
        shares = sum(named) / len(named), wrong / len(named), sum(made_up) / len(made_up)
        print(f"{name}: right {shares[0]:.3f}, wrong {shares[1]:.3f}, made up {shares[2]:.3f}")


def best_of(choice: Choice, weights: dict[str, float]) -> Any:
    from newscli.parse.metadata.choice import chances

    likely = chances(choice.candidates, weights)
    return max(likely, key=lambda one: likely[one])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["dates", "authors"])
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    read, settings, name = {"dates": (date_choices, DATES, "date"), "authors": (author_choices, AUTHORS, "author")}[options.what]
    choices = list(read(options.corpus))
    if options.check:
        for parts in (8, 2):
            check(choices, settings, parts)
        return
    lines = [
        f'"""The numbers by which {options.what} are chosen: made by benchmarks/train_facts.py, never by hand."""\n',
        "from typing import Final\n",
        "WEIGHTS: Final[dict[str, float]] = {",
        *(f'    "{key}": {weight},' for key, weight in fit(choices, settings).items()),
        "}",
    ]
    path = ROOT / f"src/newscli/parse/metadata/{name}_weights.py"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
