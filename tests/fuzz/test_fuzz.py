"""The fuzz targets hold on their seeds and on some mutations, can fail, and the runner says what it found."""

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from fuzz.mutator import mutations
from fuzz.targets import TARGETS, Target

from fuzz import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
def test_a_target_holds_on_its_seeds_and_on_mutations_of_them(target: Target) -> None:
    for data in itertools.chain(target.seeds, itertools.islice(mutations(target.seeds, target.words, max_bytes=2_000), 60)):
        target.run(data)


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
def test_a_target_notices_what_is_broken(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each check is made to see a dirty value, a double, or a wrong place: then the seeds must not pass."""
    monkeypatch.setattr("fuzz.targets.is_clean", lambda _text: False)
    monkeypatch.setattr("fuzz.targets.url_key", lambda url: object())
    monkeypatch.setattr("fuzz.targets.EARLIEST", run.FOUND)
    monkeypatch.setattr("fuzz.targets.quote_text", lambda _text: '"nowhere"')

    def run_all() -> None:
        for data in target.seeds:
            target.run(data)

    with pytest.raises((AssertionError, TypeError)):
        run_all()


def test_mutations_are_the_same_for_the_same_seed_and_not_longer_than_allowed() -> None:
    seeds, words = (b"abcdefgh" * 4, b"\x00"), (b"WORD",)
    once, twice = (list(itertools.islice(mutations(seeds, words, max_bytes=40, seed=3), 200)) for _ in range(2))
    assert once == twice
    assert len(set(once)) > 100
    assert max(map(len, once)) <= 40
    assert any(b"WORD" in data for data in once)


def test_the_runner_keeps_an_input_that_breaks_a_promise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(data: bytes) -> None:
        assert len(data) != 3

    monkeypatch.setitem(TARGETS, "lengths", Target("lengths", breaks, (b"abc",)))
    monkeypatch.setattr(run, "FOUND", tmp_path / "found")
    assert run.fuzz_blindly("lengths", 5, 0) == 1
    (kept,) = (tmp_path / "found").iterdir()
    assert kept.read_bytes() == b"abc"
    assert run.again("lengths", [kept]) == 1


def test_a_target_that_is_not_there_is_named() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "fuzz" / "run.py", "feeds"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "no target feeds; there are feed, json-feed, page" in done.stderr
