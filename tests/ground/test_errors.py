"""That every failure keeps its words when it crosses from a worker process, and that the tree in errors.py is the tree."""

import inspect
import pickle
import re
from collections.abc import Iterator

import pytest

from newscli import errors
from newscli.errors import ConfigError, FetchError, NewscliError, NotFoundError, OutputError, ParseError, StoreError, UsageError
from newscli.text import clean_line

WORDS, HINT = clean_line("it did not work, on that"), clean_line("try this")

EVERY: list[NewscliError] = [
    NewscliError(WORDS, hint=HINT),
    UsageError(WORDS),
    NotFoundError(WORDS, hint=HINT),
    FetchError(WORDS, kind="status", status=503, retry_after=clean_line("120"), hint=HINT, is_wall=True),
    ParseError(WORDS, found=clean_line("an HTML page"), hint=HINT),
    StoreError(WORDS),
    ConfigError(WORDS, hint=HINT),
    OutputError(WORDS),
]


def classes() -> Iterator[type[NewscliError]]:
    for _, found in inspect.getmembers(errors, inspect.isclass):
        if issubclass(found, NewscliError):
            yield found


def test_every_class_has_its_example_here() -> None:
    assert {type(error) for error in EVERY} == set(classes())


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_an_error_comes_through_a_pipe_as_it_was(error: NewscliError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert vars(again) == vars(error)
    assert str(again) == str(error) == WORDS
    assert again.exit_code == error.exit_code
    assert again.kind == error.kind


def test_the_tree_in_the_docstring_names_every_class_with_its_exit_code() -> None:
    drawn = dict(re.findall(r"(\w+Error)\s+(\d+)  ", inspect.getdoc(errors) or ""))
    assert drawn == {found.__name__: str(found.exit_code) for found in classes()}


def test_kinds_are_told_apart_by_programs() -> None:
    kinds = [error.kind for error in EVERY]
    assert len(set(kinds)) == len(kinds)
