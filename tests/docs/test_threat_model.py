"""The threat model names the tests that hold each promise: they exist, and no room of such tests is left out."""

import re

import pytest
from tests.conftest import PROJECT

MODEL = (PROJECT / "docs" / "internals" / "threat-model.md").read_text(encoding="utf-8")
PROMISES = dict(re.findall(r"^### (.+?)\n(.+?)(?=^##|\Z)", MODEL, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("promise", PROMISES)
def test_every_promise_names_tests_that_exist(promise: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", PROMISES[promise])
    assert named
    assert [name for name in named if not (PROJECT / name).is_file()] == []


def test_every_room_of_hostile_and_durability_tests_is_named() -> None:
    files = [
        str(path.relative_to(PROJECT))
        for room in ("hostile", "durability")
        for path in (PROJECT / "tests" / room).glob("test_*.py")
    ]
    unnamed = [name for name in files if name not in MODEL and name != "tests/hostile/test_matrix.py"]
    assert len(PROMISES) >= 8
    assert unnamed == []
