"""Where the corpora stand, for the tests that read them; they are not part of the project."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus"


@pytest.fixture
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared folder is not here")
    return SHARED


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> tuple[bytes, dict[str, Any]]:
    """A seed page and its label; asked for by name with `indirect`."""
    name = request.param
    page = CORPUS / "related" / "pages" / f"{name}.html.gz"
    if not page.is_file():
        pytest.skip("the corpora are not here")
    label = json.loads((CORPUS / "related" / "labels" / f"{name}.json").read_text(encoding="utf-8"))
    return gzip.decompress(page.read_bytes()), label
