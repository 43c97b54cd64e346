"""What all rooms' tests share: a quiet Hypothesis, the corpora beside the project, and a home of its own."""

import signal
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

PROJECT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = PROJECT.parent / "shared"

# A shell starts background jobs with Ctrl-C ignored, and programs inherit that: the tests that interrupt one would wait in vain.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A machine under load is slow, and that is no failure; the same examples for everybody, so that a red test stays red.
settings.register_profile("newscli", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("newscli")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora beside the project; without it, what needs it is skipped."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the project")
    return SHARED


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """What `NEWSCLI_HOME` is to name; not there yet."""
    return tmp_path / "home"
