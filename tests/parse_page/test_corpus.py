"""Floors of quality on the corpora, by their own scorers. A floor may be lowered only with a reason beside it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpora are not here")]


def scores(part: str, out: Path) -> dict[str, Any]:
    """What the corpus's scorer says of our reading of `part`."""
    benchmark = [sys.executable, str(ROOT / "benchmarks" / "pages.py"), "--only", "newscli", "--part", part, "--out", str(out)]
    printed = subprocess.run(benchmark, check=True, capture_output=True, text=True).stdout
    results, target = out / part / "newscli", out / "scores.json"
    where = (
        [str(CORPUS / part), str(results)] if part == "articles" else [str(results), "--labels", str(CORPUS / part / "labels")]
    )
    subprocess.run(
        [sys.executable, str(CORPUS / part / "score.py"), *where, "--json", str(target)], check=True, capture_output=True
    )
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    whole: dict[str, Any] = found["newscli"]["ALL"] if part == "articles" else found["summary"]
    return whole | counted(printed) if part == "articles" else whole


def counted(printed: str) -> dict[str, float]:
    """What the benchmark itself counts: teasers, captions and share bars in our texts, and topics."""
    found = re.search(
        r"foreign paragraphs .*?\(([\d.]+) no page .*?with none ([\d.]+), lead paragraph kept ([\d.]+).*topics .*F1=([\d.]+)",
        printed,
        re.DOTALL,
    )
    assert found is not None
    return {name: float(value) for name, value in zip(("foreign", "clean", "lead", "topics"), found.groups(), strict=True)}


def test_articles_stay_above_their_floors(tmp_path: Path) -> None:
    found = scores("articles", tmp_path)
    floors = {
        "mF1": 0.936, "segF1": 0.957, "clean": 0.51, "lead": 0.91, "title": 0.875, "title_loose": 0.92, "author": 0.818,
        "author_part": 0.844, "date": 0.93, "topics": 0.79,
    }  # fmt: skip
    # A date where there is none: .18 until pages without a head counted more in the fit, and .195 until pages without a date
    # counted no more than those with one. Each brought two more right days of sites left out; all but two of those made up
    # are guesses, and say so.
    ceilings = {"bad": 8, "author_fp": 0.125, "date_fp": 0.21, "foreign": 2.2}
    assert {name: found[name] for name in floors if found[name] < floors[name]} == {}
    assert {name: found[name] for name in ceilings if found[name] > ceilings[name]} == {}
    # Nearly all of these pages contradict their label in all that they say: docs/internals/pages.md.
    assert share_of_wrong_dates_not_marked(tmp_path / "articles" / "newscli") <= 0.03


def share_of_wrong_dates_not_marked(results: Path) -> float:
    """Of the pages with a labelled date, the share that got another day, not marked as a guess."""
    lines = (CORPUS / "articles" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    wrong: list[bool] = []
    for entry in map(json.loads, lines):
        label = entry["expected"].get("date")
        if label:
            found = json.loads((results / f"{entry['id']}.json").read_text(encoding="utf-8"))
            wrong.append(bool(found.get("date")) and found["date"][:10] != label[:10] and found["date_source"] != "guess")
    return sum(wrong) / len(wrong)


def test_related_items_stay_above_their_floors(tmp_path: Path) -> None:
    found = scores("related", tmp_path)
    assert found["related_positive_pages"]["F1"] >= 0.99
    assert found["negatives"]["score"] == 1.0
    assert found["related_empty_pages"]["score"] == 1.0
    assert found["errors"]["as_trending"] == 0
    assert found["errors"]["as_sponsored"] == 0
    assert found["trending"]["F1"] >= 0.99
    assert found["trending"]["clean"] >= 0.99
    assert found["sponsored"]["F1"] >= 0.98
    assert found["sponsored"]["clean"] >= 0.99
    assert found["fields"]["spurious_date"] <= 0.01
    assert found["fields"]["teaser"] >= 0.99
    assert found["fields"]["title_exact"] >= 0.98
    assert found["fields"]["date"] >= 0.99
