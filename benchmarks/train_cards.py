# /// script
# dependencies = ["numpy", "scikit-learn"]
# ///
"""Make the numbers of the card scorer, `parse/related/weights.py`, from the labelled pages of the corpus and our own test pages.

    python benchmarks/train_cards.py [--corpus DIR] [--check]

Needs numpy and scikit-learn beside newscli. `--check` prints the corpus's scores where each page is read with numbers that were
fitted without it, and writes nothing.
"""

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.fits import fit, numbers, opened, write
from corpora.truth import scorer
from pages import ROOT, item_of, related_pages
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

Signals = dict[str, float]
KINDS = ("related", "trending", "sponsored")
OWN_PAGES = ROOT / "tests" / "parse_page" / "pages"
FOLDS = 12
STRENGTH = 3.0
OWN_SHARE = 0.7
"""Weight of our own pages beside the corpus, kind for kind: they teach words and networks, the corpus how pages look."""


@dataclass
class CardExample:
    """A card: what speaks for it, and what it is."""

    page: str
    signals: Signals
    label: str
    weight: float = 1.0


@dataclass
class CardPage:
    """A page with its cards weighed; `label` is what stands in its file of labels, of the corpus or of our own tests."""

    name: str
    url: str
    label: dict[str, Any]
    frame: Any
    cards: list[tuple[Any, Signals]]


def corpus_pages(corpus: Path) -> Iterator[CardPage]:
    for name, data, url in related_pages(corpus):
        label = json.loads((corpus / "related" / "labels" / f"{name}.json").read_text(encoding="utf-8"))
        yield _weighed(name, data, url, label)


def own_pages() -> Iterator[CardPage]:
    for path in sorted(OWN_PAGES.glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        if any(kind in label for kind in KINDS):
            yield _weighed(path.stem, path.with_suffix(".html").read_bytes(), label["url"], label)


def _weighed(name: str, data: bytes, url: str, label: dict[str, Any]) -> CardPage:
    from newscli.parse.related.find import weigh

    page, prose, frame, *_ = opened(data, url)
    return CardPage(name, url, label, frame, weigh(page, prose))


def corpus_examples(page: CardPage, score: Any) -> list[CardExample]:
    """A card is what the label of its address says; what the label leaves open is no example."""
    kinds = {kind: {score.norm(item["url"], page.url) for item in page.label[kind]} for kind in KINDS}
    optional = {score.norm(item, page.url) for item in page.label.get("optional", [])}
    found = []
    for card, signals in page.cards:
        key = score.norm(card.target.url, page.url)
        named = [kind for kind, keys in kinds.items() if key in keys]
        if not named and key in optional:
            continue
        kind = named[0] if named else "none"
        if len(named) > 1 and "trending" in named and signals.get("h_trending"):
            kind = "trending"
        found.append(CardExample(page.name, signals, kind))
    return _evened(found)


def own_examples(page: CardPage) -> list[CardExample]:
    """A card is what our own expectation says of its title."""
    from newscli.parse.related.fields import read_card

    found = []
    for card, signals in page.cards:
        title = read_card(card.box, card.links, card.target.title, page.frame).title
        kind = next((kind for kind in KINDS if title in page.label.get(kind, [])), "none")
        found.append(CardExample(page.name, signals, kind))
    return _evened(found)


def _evened(examples: list[CardExample]) -> list[CardExample]:
    """Examples whose weights keep a page with a hundred menu links from outvoting all others."""
    counts = Counter(example.label for example in examples)
    for example in examples:
        example.weight = counts[example.label] ** -0.5
    return examples


def balanced(own: list[CardExample], corpus: Iterable[CardExample]) -> list[CardExample]:
    """`own` with each kind weighing `OWN_SHARE` of what it weighs in the corpus: our pages have few menus."""
    theirs: dict[str, float] = defaultdict(float)
    ours: dict[str, float] = defaultdict(float)
    for example in corpus:
        theirs[example.label] += example.weight
    for example in own:
        ours[example.label] += example.weight
    for example in own:
        example.weight *= OWN_SHARE * theirs[example.label] / ours[example.label]
    return own


def scores(pages: list[CardPage], use: Callable[[str], None], score: Any, corpus: Path) -> dict[str, Any]:
    """What the corpus's scorer says of `pages`; `use` is called with each page's name and sets the numbers it is read with."""
    from newscli.parse.related.find import items_of

    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            use(page.name)
            lists = items_of(page.cards, page.frame)
            result = {"id": page.name, **{kind: [item_of(item) for item in getattr(lists, kind)] for kind in KINDS}}
            (Path(folder) / f"{page.name}.json").write_text(json.dumps(result), encoding="utf-8")
        found: dict[str, Any] = score.score(folder, labels=str(corpus / "related" / "labels"))[0]
    return found


def train(corpus: Path, *, only_check: bool) -> None:
    score = scorer(corpus, "related")
    pages = list(corpus_pages(corpus))
    by_page = {page.name: corpus_examples(page, score) for page in pages}
    whole = [example for examples in by_page.values() for example in examples]
    own = balanced([example for page in own_pages() for example in own_examples(page)], whole)
    if only_check:
        check(pages, by_page, own, score, corpus)
        return
    model, vectors = fit_cards([*whole, *own])
    lines = [
        '"""The numbers of the card scorer: made by benchmarks/train_cards.py, never by hand."""\n',
        "from typing import Final\n",
        f"CLASSES: Final = {tuple(str(one) for one in model.classes_)!r}".replace("'", '"'),
        f"BIAS: Final = {tuple(round(float(one), 3) for one in model.intercept_)!r}",
        "WEIGHTS: Final[dict[str, tuple[float, ...]]] = {",
        *(f'    "{name}": {row!r},' for name, row in numbers(model, vectors).items()),
        "}",
    ]
    write(ROOT / "src/newscli/parse/related/weights.py", lines)


def fit_cards(examples: list[CardExample]) -> tuple[LogisticRegression, DictVectorizer]:
    model, vectors = fit([one.signals for one in examples], examples, [True] * len(examples), STRENGTH)
    return model, vectors


def check(pages: list[CardPage], by_page: dict[str, list[CardExample]], own: list[CardExample], score: Any, corpus: Path) -> None:
    """Print the corpus's scores where each page is read with numbers that were fitted without it and its fold."""
    from newscli.parse.related import classes

    names = sorted(by_page)
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    models = [
        fit_cards([*own, *(one for name in names if fold[name] != number for one in by_page[name])]) for number in range(FOLDS)
    ]

    def use(name: str) -> None:
        model, vectors = models[fold[name]]
        found = {
            "CLASSES": tuple(str(one) for one in model.classes_),
            "BIAS": tuple(float(one) for one in model.intercept_),
            "WEIGHTS": numbers(model, vectors),
        }
        for key, value in found.items():
            setattr(classes, key, value)

    for name, value in scores(pages, use, score, corpus).items():
        print(name, value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    train(options.corpus, only_check=options.check)


if __name__ == "__main__":
    main()
