"""Worker processes that are real: they die, they overrun, they are too few, and every document still gets its answer."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.cli.site import Item, rss

from newscli.errors import NewscliError, ParseError
from newscli.models.document import Document
from newscli.models.parsed import ParsedFeed
from newscli.refresh.workers import QUEUED, Job, Workers, parse_job
from newscli.urls import require_web_url

NOW = datetime(2025, 11, 3, 12, tzinfo=UTC)
BASE = "https://site.example/"


def job(key: int, body: str | None = None) -> Job:
    """A feed of one entry, called by its key."""
    text = rss(BASE, [Item(name=f"n{key}", title=f"Title {key}")], title=f"Feed {key}") if body is None else body
    document = Document(
        url=require_web_url(f"{BASE}{key}"), status=200, headers={"content-type": "application/rss+xml"}, body=text.encode(),
        permanent_url=None, seconds=0.1,
    )  # fmt: skip
    return Job(key=key, document=document, kind="feed", known=frozenset(), now=NOW)


@pytest.fixture
def one() -> Iterator[Workers]:
    with Workers(size=1) as workers:
        yield workers


def titles(results: Iterator[tuple[Job, ParsedFeed | NewscliError]]) -> dict[int, str | None]:
    """By key, the title of the feed, None where there is an error."""
    return {done.key: result.title if isinstance(result, ParsedFeed) else None for done, result in results}


def test_each_document_gets_its_own_answer() -> None:
    with Workers(size=2) as workers:
        for key in range(6):
            workers.submit(job(key))
        assert titles(workers.rest()) == {key: f"Feed {key}" for key in range(6)}
        assert list(workers.rest()) == []


def test_a_worker_gives_what_this_process_would(one: Workers) -> None:
    one.submit(job(1))
    ((_, result),) = one.rest()
    assert result == parse_job(job(1))


def test_what_is_no_feed_comes_back_as_an_error_with_its_words(one: Workers) -> None:
    one.submit(job(1, "<!doctype html><html><body><p>Hello</p></body></html>"))
    ((done, result),) = one.rest()
    assert done.key == 1
    assert isinstance(result, ParseError)
    assert str(result) == str(parse_job(done))


def test_a_worker_that_is_killed_names_its_document_and_the_others_are_read(one: Workers) -> None:
    for key in range(3):
        one.submit(job(key))
    one._workers[0].process.kill()
    results = {done.key: result for done, result in one.rest()}
    assert isinstance(results[0], ParseError)
    assert "broke the process" in str(results[0])
    assert results[0].hint
    assert {key for key, result in results.items() if isinstance(result, ParsedFeed)} == {1, 2}


def test_a_worker_that_died_while_idle_is_replaced(one: Workers) -> None:
    one.submit(job(1))
    assert titles(one.rest()) == {1: "Feed 1"}
    one._workers[0].process.kill()
    one._workers[0].process.join()
    one.submit(job(2))
    assert titles(one.rest()) == {2: "Feed 2"}


def test_a_document_that_takes_too_long_is_given_up_and_the_worker_replaced() -> None:
    with Workers(size=1, job_seconds=0.0) as workers:
        workers.submit(job(1))
        first = workers._workers[0].process
        ((done, result),) = workers.results()  # no process starts in no time
        assert done.key == 1
        assert isinstance(result, ParseError)
        assert "took more than 0 seconds" in str(result)
        assert not first.is_alive()
        workers._job_seconds = 30.0
        workers.submit(job(2))
        assert titles(workers.rest()) == {2: "Feed 2"}


def test_a_full_queue_says_so_and_loses_nothing(one: Workers) -> None:
    full = [one.is_full]
    for key in range(QUEUED + 1):
        one.submit(job(key))
    full.append(one.is_full)
    one.submit(job(99))
    assert set(titles(one.rest())) == {*range(QUEUED + 1), 99}
    assert [*full, one.is_full] == [False, True, False]


def test_leaving_ends_the_processes_whatever_they_do() -> None:
    with Workers(size=2) as workers:
        for key in range(4):
            workers.submit(job(key))
        processes = [worker.process for worker in workers._workers]
        assert len(processes) == 2
    assert not any(process.is_alive() for process in processes)


def test_no_process_is_started_for_nothing() -> None:
    with Workers() as workers:
        assert list(workers.rest()) == []
        assert workers._workers == []


def test_a_bug_in_a_parser_harms_only_its_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> ParsedFeed:
        raise RuntimeError("never foreseen")

    monkeypatch.setattr("newscli.refresh.workers.parse_feed_document", fail)
    result = parse_job(job(1))
    assert isinstance(result, ParseError)
    assert "RuntimeError: never foreseen" in result.message
