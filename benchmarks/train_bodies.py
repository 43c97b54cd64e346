# /// script
# dependencies = ["numpy", "scikit-learn"]
# ///
"""Make the numbers of the block scorer, `parse/body/weights.py`, from the labelled pages of the corpus.

    python benchmarks/train_bodies.py [--corpus DIR] [--check]

Needs numpy and scikit-learn beside newscli. `--check` prints how well pages are read by fits that saw no page of their site,
and writes nothing.
"""

import argparse
import json
import subprocess
import sys
import zlib
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from corpora.fits import Signals, opened, write
from corpora.truth import read_manifest, scorer, truth
from pages import ROOT, article_pages, read_newscli
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

FOLDS = 8
STRENGTH, SECOND_STRENGTH = 3.0, 0.02
"""The inverse of each regression's penalty. The second sees what the first said without the page's site, and with a mild penalty
learns to read off how that differs from what the first says with it, which is the label: 3 costs .002 of page F1 and .013 of
segment F1 on sites left out of both."""
LONGEST = 150
"""Words from which a block weighs no more; its weight is the root of its words."""
PAGE_WEIGHT = 30.0
"""What the blocks of one page weigh together at most, so that long pages do not outvote short ones."""


@dataclass
class Example:
    """A block: what speaks for it, and what it is."""

    page: str
    site: str
    signals: Signals
    label: str
    weight: float
    words: int = 0


def fold_of(site: str) -> int:
    """The fold that all pages of a site are in."""
    return zlib.crc32(site.encode()) % FOLDS


def body_examples(corpus: Path) -> list[Example]:
    """One example a block of the article pages, in their order."""
    from newscli.parse.body.read import weigh
    from newscli.parse.related import find_lists

    score = scorer(corpus, "articles")
    manifest = read_manifest(corpus)
    examples: list[Example] = []
    for name, data, url in article_pages(corpus):
        page, prose, frame, said = opened(data, url)
        boxes = find_lists(page, prose, frame).boxes
        blocks, evidence = weigh(page, prose, boxes, said)
        share = truth(score, manifest[name]["expected"])
        site = manifest[name]["site"] or name
        own = []
        for block, found in zip(blocks, evidence.blocks, strict=True):
            kept = share(block.text)
            weight = 0.0 if kept is None else (min(len(block.words), LONGEST) + 1) ** 0.5
            label = "yes" if (kept or 0) > 0.5 else "no"
            own.append(Example(name, site, {**evidence.page, **found}, label, weight, len(block.words)))
        whole = sum(example.weight for example in own)
        for example in own:
            example.weight *= min(PAGE_WEIGHT, whole) / max(whole, 1e-9)
        examples += own
    return examples


def in_context(examples: list[Example], chances: list[float]) -> list[Signals]:
    """The signals of each example with what the chances of its neighbours say."""
    from newscli.parse.body.scorer import context_of

    found: list[Signals] = []
    places = iter(chances)
    for _, group in groupby(examples, lambda example: example.page):
        part = list(group)
        own = [next(places) for _ in part]
        contexts = context_of([e.signals for e in part], own, [e.words for e in part])
        found += [{**e.signals, **context} for e, context in zip(part, contexts, strict=True)]
    return found


def read_left_out(corpus: Path, examples: list[Example], chances: list[float]) -> None:
    """Read all article pages with `chances` in place of the scorer's verdict, and print what the corpus's scorer says."""
    from newscli.parse.body import read

    of_page = {
        name: [chance for _, chance in group]
        for name, group in groupby(zip(examples, chances, strict=True), lambda pair: pair[0].page)
    }
    out = ROOT / "build" / "pages" / "left_out"
    out.mkdir(parents=True, exist_ok=True)
    for name, data, url in article_pages(corpus):
        read.judge = partial(_verdict, of_page[name])
        (out / f"{name}.json").write_text(json.dumps({"id": name, **read_newscli(data, url)}), encoding="utf-8")
    subprocess.run([sys.executable, str(corpus / "articles" / "score.py"), str(corpus / "articles"), str(out)], check=True)


def _verdict(chances: list[float], blocks: list[Any], evidence: Any) -> list[float]:
    """In the place of `read.judge`."""
    assert len(blocks) == len(evidence.blocks) == len(chances)
    return chances


def matrix_of(signals: list[Signals]) -> tuple[Any, list[str]]:
    """`signals` as rows, and the names of the columns."""
    vectors = DictVectorizer(sparse=False)
    return vectors.fit_transform(signals), [str(name) for name in vectors.get_feature_names_out()]


def fit(matrix: Any, examples: list[Example], use: Any, strength: float) -> LogisticRegression:
    """The regression over the examples in `use`, at its optimum: solvers of first order stop short of it (.013 of page F1)."""
    weights = np.array([example.weight for example in examples])
    chosen = use & (weights > 0)
    labels = np.array([example.label for example in examples])
    model = LogisticRegression(C=strength, max_iter=100, solver="newton-cholesky")
    return model.fit(matrix[chosen], labels[chosen], sample_weight=weights[chosen])


def left_out(matrix: Any, examples: list[Example], use: Any, salt: str = "") -> Any:
    """The chance that a model of the others in `use` gives each example in `use`: one that saw no page of its site."""
    folds = np.array([fold_of(salt + example.site) for example in examples])
    chances = np.zeros(len(examples))
    for fold in range(FOLDS):
        part = use & (folds == fold)
        chances[part] = fit(matrix, examples, use & (folds != fold), STRENGTH).predict_proba(matrix[part])[:, 1]
    return chances


def left_out_twice(matrix: Any, examples: list[Example]) -> list[float]:
    """For each example what both regressions say whose fits, the first's for the second too, saw no page of its site."""
    folds = np.array([fold_of(example.site) for example in examples])
    chances = np.zeros(len(examples))
    for fold in range(FOLDS):
        seen, part = folds != fold, folds == fold
        first = left_out(matrix, examples, seen, salt="inner ")
        first[part] = fit(matrix, examples, seen, STRENGTH).predict_proba(matrix[part])[:, 1]
        second, _ = matrix_of(in_context(examples, first.tolist()))
        chances[part] = fit(second, examples, seen, SECOND_STRENGTH).predict_proba(second[part])[:, 1]
    found: list[float] = chances.tolist()
    return found


def train(corpus: Path, *, check: bool) -> None:
    """Fit both regressions, the second on what the first says of blocks of sites that it did not see."""
    examples = body_examples(corpus)
    every = np.ones(len(examples), dtype=bool)
    first, first_names = matrix_of([example.signals for example in examples])
    if check:
        read_left_out(corpus, examples, left_out_twice(first, examples))
        return
    second, second_names = matrix_of(in_context(examples, left_out(first, examples, every).tolist()))
    lines = [
        '"""The numbers of the block scorer: made by benchmarks/train_bodies.py, never by hand."""\n',
        "from typing import Final",
    ]
    fits = (("FIRST", first, first_names, STRENGTH), ("SECOND", second, second_names, SECOND_STRENGTH))
    for name, matrix, names, strength in fits:
        model = fit(matrix, examples, every, strength)
        lines += [f"\n{name}_BIAS: Final = {round(float(model.intercept_[0]), 3)}", f"{name}: Final[dict[str, float]] = {{"]
        found = zip(names, (round(float(one), 3) for one in model.coef_[0]), strict=True)
        lines += [f'    "{key}": {value},' for key, value in found if value]
        lines.append("}")
    write(ROOT / "src/newscli/parse/body/weights.py", lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    train(options.corpus, check=options.check)


if __name__ == "__main__":
    main()
