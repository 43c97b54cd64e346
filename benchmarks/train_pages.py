# /// script
# dependencies = ["numpy", "scikit-learn"]
# ///
"""Make the numbers of the block scorer, `parse/body/weights.py`, from the corpus; train_cards.py makes those of the card scorer.

    python benchmarks/train_pages.py body [--corpus DIR] [--check]

Needs numpy and scikit-learn beside newscli. `--check` prints how many decisions are right on pages of sites that were left
out of the fit, and writes nothing.
"""

import argparse
import importlib.util
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pages import NOW, ROOT, article_pages
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

FOLDS = 8
Signals = dict[str, float]


@dataclass
class Example:
    """A block: what speaks for it, and what it is."""

    page: str
    fold: int
    signals: Signals
    label: str
    weight: float
    words: int = 0


def scorer(corpus: Path, part: str) -> Any:
    """The corpus's own scorer, for its rules of tokens and addresses."""
    spec = importlib.util.spec_from_file_location(f"score_{part}", corpus / part / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fold_of(site: str) -> int:
    return zlib.crc32(site.encode()) % FOLDS


def opened(data: bytes, url: str) -> tuple[Any, ...]:
    """A page as `parse_page` reads it up to its cards."""
    from newscli.parse.metadata.jsonld import text_in
    from newscli.parse.metadata.sources import read_sources
    from newscli.parse.metadata.title import find_title
    from newscli.parse.page_dates import Frame
    from newscli.parse.page_tree import open_page, page_text

    page = open_page(page_text(data), url)
    sources = read_sources(page)
    frame = Frame(now=NOW, language=sources.language.value if sources.language else None)
    title = find_title(sources).value
    return page, sources.prose, frame, title, text_in((sources.node or {}).get("articleBody"))


# Bodies: one example a block.


def body_examples(corpus: Path) -> list[Example]:
    from newscli.parse.body.read import weigh
    from newscli.parse.related import find_lists

    score = scorer(corpus, "articles")
    manifest = {}
    for line in (corpus / "articles" / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        manifest[entry["id"]] = entry
    examples: list[Example] = []
    for name, data, url in article_pages(corpus):
        page, prose, frame, title, stated = opened(data, url)
        boxes = find_lists(page, prose, frame).boxes
        blocks, signals = weigh(page, prose, boxes, stated=stated, title=title)
        share = truth(score, manifest[name]["expected"])
        own = []
        for block, found in zip(blocks, signals, strict=True):
            kept = share(block.text)
            weight = 0.0 if kept is None else (min(len(block.words), 150) + 1) ** 0.5
            fold = fold_of(manifest[name]["site"] or name)
            own.append(Example(name, fold, found, "yes" if (kept or 0) > 0.5 else "no", weight, len(block.words)))
        whole = sum(example.weight for example in own)
        for example in own:
            example.weight *= min(30.0, whole) / max(whole, 1e-9)
        examples += own
    return examples


def truth(score: Any, expected: dict[str, Any]) -> Callable[[str], float | None]:
    """For a text the share of it that the expected text holds; None where the labels do not say."""
    if "text" not in expected:

        def by_snippet(text: str) -> float | None:
            words = score.ws(text)
            if any(score.ws(snippet) in words for snippet in expected.get("without", [])):
                return 0.0
            wanted = [score.ws(snippet) for snippet in expected.get("with", [])]
            return 1.0 if any(snippet in words or (len(words) > 30 and words in snippet) for snippet in wanted) else None

        return by_snippet
    tokens = score.toks(expected["text"])
    grams = {size: {tuple(tokens[n : n + size]) for n in range(len(tokens) - size + 1)} for size in (3, 4)}
    lines = {" ".join(score.toks(line)) for line in expected["text"].split("\n")}

    def by_words(text: str) -> float:
        words = score.toks(text)
        if len(words) < 3:
            return float(bool(words) and " ".join(words) in lines)
        size = min(4, len(words))
        own = [tuple(words[n : n + size]) for n in range(len(words) - size + 1)]
        return sum(gram in grams[size] for gram in own) / len(own)

    return by_words


# The fits.


def fit(
    signals: list[Signals], examples: Sequence[Any], use: list[bool], strength: float
) -> tuple[LogisticRegression, DictVectorizer]:
    vectors = DictVectorizer(sparse=True)
    chosen = [n for n, wanted in enumerate(use) if wanted and examples[n].weight > 0]
    matrix = vectors.fit_transform([signals[n] for n in chosen])
    model = LogisticRegression(C=strength, max_iter=400)
    model.fit(matrix, [examples[n].label for n in chosen], sample_weight=[examples[n].weight for n in chosen])
    return model, vectors


def left_out(signals: list[Signals], examples: list[Example], strength: float) -> Any:
    """For each example the probabilities of a model that saw no page of its site."""
    result: Any = None
    for fold in range(FOLDS):
        own = [example.fold == fold for example in examples]
        model, vectors = fit(signals, examples, [not one for one in own], strength)
        places = np.flatnonzero(own)
        if result is None:
            result = np.zeros((len(examples), len(model.classes_)))
        if len(places):
            result[places] = model.predict_proba(vectors.transform([signals[n] for n in places]))
    return result


def in_context(examples: list[Example], chances: list[float]) -> list[Signals]:
    from newscli.parse.body.scorer import with_context

    found: list[Signals] = []
    start = 0
    while start < len(examples):
        end = start
        while end < len(examples) and examples[end].page == examples[start].page:
            end += 1
        part = examples[start:end]
        found += with_context([e.signals for e in part], chances[start:end], [e.words for e in part])
        start = end
    return found


def accuracy(examples: list[Example], chances: list[float]) -> float:
    """The weighted share of blocks that the threshold puts on their right side."""
    from newscli.parse.body.scorer import THRESHOLD

    right = sum(e.weight for e, chance in zip(examples, chances, strict=True) if (chance > THRESHOLD) == (e.label == "yes"))
    return right / sum(e.weight for e in examples)


def numbers(model: LogisticRegression, vectors: DictVectorizer) -> dict[str, tuple[float, ...]]:
    names = vectors.get_feature_names_out()
    rows = {str(name): tuple(round(float(row[place]), 3) for row in model.coef_) for place, name in enumerate(names)}
    return {name: row for name, row in sorted(rows.items()) if any(row)}


def train_body(corpus: Path, *, check: bool) -> None:
    examples = body_examples(corpus)
    signals = [example.signals for example in examples]
    first = [float(row[1]) for row in left_out(signals, examples, 0.3)]
    context = in_context(examples, first)
    if check:
        second = [float(row[1]) for row in left_out(context, examples, 0.3)]
        print(f"blocks right, left out by site: {accuracy(examples, first):.4f}, with context {accuracy(examples, second):.4f}")
        return
    lines = [
        '"""The numbers of the block scorer: made by benchmarks/train_pages.py, never by hand."""\n',
        "from typing import Final",
    ]
    for name, part in (("FIRST", signals), ("SECOND", context)):
        model, vectors = fit(part, examples, [True] * len(examples), 0.3)
        lines += [f"\n{name}_BIAS: Final = {round(float(model.intercept_[0]), 3)}", f"{name}: Final[dict[str, float]] = {{"]
        lines += [f'    "{key}": {row[0]},' for key, row in numbers(model, vectors).items()]
        lines.append("}")
    write(ROOT / "src/newscli/parse/body/weights.py", lines)


def write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["body"])
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    train_body(options.corpus, check=options.check)


if __name__ == "__main__":
    main()
