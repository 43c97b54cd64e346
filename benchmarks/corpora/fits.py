"""What the scripts share that make a scorer's numbers: pages opened as `parse_page` does, a fit, its numbers as a module."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pages import NOW, ROOT
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

Signals = dict[str, float]


def opened(data: bytes, url: str) -> tuple[Any, ...]:
    """A page as `parse_page` reads it up to its cards: tree, prose, frame and what it states in words."""
    from newscli.parse.body.signals import PageWords
    from newscli.parse.metadata.facts import find_summary
    from newscli.parse.metadata.jsonld import text_in
    from newscli.parse.metadata.sources import read_sources
    from newscli.parse.metadata.title import find_title
    from newscli.parse.page_dates import Frame
    from newscli.parse.page_tree import open_page, page_text

    page = open_page(page_text(data), url)
    sources = read_sources(page)
    frame = Frame(now=NOW, language=sources.language.value if sources.language else None)
    summary = find_summary(sources.head, sources.node)
    stated = text_in((sources.node or {}).get("articleBody"))
    said = PageWords(find_title(sources).value, summary.value if summary else "", stated)
    return page, sources.prose, frame, said


def fit(
    signals: list[Signals], examples: Sequence[Any], use: list[bool], strength: float
) -> tuple[LogisticRegression, DictVectorizer]:
    vectors = DictVectorizer(sparse=True)
    chosen = [n for n, wanted in enumerate(use) if wanted and examples[n].weight > 0]
    matrix = vectors.fit_transform([signals[n] for n in chosen])
    model = LogisticRegression(C=strength, max_iter=400)
    model.fit(matrix, [examples[n].label for n in chosen], sample_weight=[examples[n].weight for n in chosen])
    return model, vectors


def numbers(model: LogisticRegression, vectors: DictVectorizer) -> dict[str, tuple[float, ...]]:
    names = vectors.get_feature_names_out()
    rows = {str(name): tuple(round(float(row[place]), 3) for row in model.coef_) for place, name in enumerate(names)}
    return {name: row for name, row in sorted(rows.items()) if any(row)}


def write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}")
