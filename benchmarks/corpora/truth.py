"""What the corpora of pages say is right, in the terms of their own scorers."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


def scorer(corpus: Path, part: str) -> Any:
    """The corpus's own scorer, for its rules of tokens and addresses."""
    spec = importlib.util.spec_from_file_location(f"score_{part}", corpus / part / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_manifest(corpus: Path) -> dict[str, Any]:
    """The article pages' labels by their ids."""
    lines = (corpus / "articles" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["id"]: entry for entry in map(json.loads, lines)}


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


def foreign(score: Any, expected: str, text: str) -> tuple[int, bool]:
    """How many paragraphs of `text` are not of the expected text, and whether its lead, the first with ten words, is kept."""
    share = truth(score, {"text": expected})
    paragraphs = [line for line in text.split("\n") if len(score.toks(line)) >= 5]
    lead = next((line for line in expected.split("\n") if len(score.toks(line)) >= 10), expected)
    kept = truth(score, {"text": text})(lead)
    return sum((share(line) or 0) <= 0.5 for line in paragraphs), (kept or 0) > 0.8
