from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.desk import NOW, Desk

from newscli.store import open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "news.db"


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with open_store(path, now=NOW, timeout=0.0) as store:
        yield Desk(store)
