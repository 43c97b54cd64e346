"""Workers: real processes that read documents, and what happens when one dies or takes too long."""

from datetime import UTC, datetime

from newscli.errors import NewscliError, ParseError
from newscli.models.document import Document
from newscli.models.parsed import ParsedFeed
from newscli.refresh.workers import QUEUED, Job, Workers
from newscli.urls import require_web_url

NOW = datetime(2025, 11, 3, 12, tzinfo=UTC)


def rss(entries: int) -> bytes:
    items = "".join(
        f"<item><title>Entry {n}</title><guid>{n}</guid><description>Words of {n}</description></item>" for n in range(entries)
    )
    return f'<rss version="2.0"><channel><title>Made</title>{items}</channel></rss>'.encode()


def job(key: int, body: bytes) -> Job:
    url = require_web_url(f"http://127.0.0.1/{key}.xml")
    document = Document(url=url, status=200, headers={"content-type": "text/xml"}, body=body, permanent_url=None, seconds=0.1)
    return Job(key=key, document=document, kind="feed", known=frozenset(), now=NOW)


def run(workers: Workers, jobs: list[Job]) -> dict[int, ParsedFeed | NewscliError]:
    results: dict[int, ParsedFeed | NewscliError] = {}
    for each in jobs:
        workers.submit(each)
    results.update({done.key: result for done, result in workers.rest()})
    return results


def entries_of(result: ParsedFeed | NewscliError) -> int:
    assert isinstance(result, ParsedFeed)
    return len(result.articles)


def test_more_documents_than_the_queue_holds_are_all_read() -> None:
    number = QUEUED + 4
    with Workers(size=2) as workers:
        for each in range(number):
            workers.submit(job(each, rss(each + 1)))
        assert workers.is_full
        results = {done.key: result for done, result in workers.rest()}
    assert {key: entries_of(result) for key, result in results.items()} == {each: each + 1 for each in range(number)}


def test_what_is_no_feed_comes_back_as_its_error() -> None:
    with Workers(size=1) as workers:
        results = run(workers, [job(1, b"<html><body><p>A page</p></body></html>"), job(2, rss(2))])
    assert isinstance(results[1], ParseError)
    assert results[1].found is not None
    assert entries_of(results[2]) == 2


def test_a_worker_that_dies_harms_only_its_own_document() -> None:
    with Workers(size=1) as workers:
        workers.submit(job(1, rss(20_000)))
        workers.submit(job(2, rss(2)))
        workers._workers[0].process.kill()
        results = {done.key: result for done, result in workers.rest()}
    assert isinstance(results[1], ParseError)
    assert "broke the process" in results[1].message
    assert entries_of(results[2]) == 2


def test_a_worker_that_overruns_is_replaced() -> None:
    with Workers(size=1, job_seconds=0.01) as workers:
        workers.submit(job(1, rss(20_000)))
        slow = workers._workers[0].process
        results = {done.key: result for done, result in workers.rest()}
        assert isinstance(results[1], ParseError)
        assert "more than 0.01 seconds" in results[1].message
        assert not slow.is_alive()
    with Workers(size=1) as workers:
        assert entries_of(run(workers, [job(2, rss(3))])[2]) == 3


def test_leaving_ends_the_processes_whatever_they_do() -> None:
    with Workers(size=2) as workers:
        workers.submit(job(1, rss(20_000)))
        workers.submit(job(2, rss(20_000)))
        processes = [worker.process for worker in workers._workers]
    assert len(processes) == 2
    assert not any(process.is_alive() for process in processes)
