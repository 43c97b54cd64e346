"""Many requests at once: all have an outcome, no host is crowded, nothing is left behind."""

import asyncio
import gc
import gzip
import signal
import socket
import subprocess
import sys
import threading
from typing import Any

import httpcore
import pytest

from newscli.errors import FetchError
from newscli.fetch import FetchSettings, fetch_many, fetch_one
from newscli.fetch.dial import look_up
from newscli.fetch.hosts import Hosts
from newscli.fetch.network import Network
from newscli.fetch.transport import Transport
from newscli.models.document import Fetched

FEED = b"<rss/>"


def run(requests: list[Any], settings: FetchSettings) -> dict[int, Fetched]:
    return {fetched.request.key: fetched for fetched in fetch_many(requests, settings=settings) if fetched is not None}


def fetch_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "newscli fetch"]


def test_no_requests_no_thread(settings: FetchSettings) -> None:
    assert list(fetch_many([], settings=settings)) == []


def test_each_request_has_one_outcome_and_failures_are_outcomes(serve: Any, ask: Any, settings: FetchSettings) -> None:
    good = serve(lambda exchange: exchange.answer(FEED), "127.0.0.1")
    bad = serve(lambda exchange: exchange.answer(status="500 Oops"), "127.0.0.2")
    requests = [ask(f"{(bad if key % 5 == 0 else good).url}/{key}", key=key) for key in range(50)]
    outcomes = run(requests, settings)
    assert sorted(outcomes) == list(range(50))
    for key, fetched in outcomes.items():
        if key % 5:
            assert fetched.document is not None
            assert fetched.document.url.endswith(f"/{key}")
        else:
            assert fetched.error is not None
            assert fetched.error.status == 500
    assert not fetch_threads()


def test_a_host_has_few_connections_and_keeps_them(serve: Any, ask: Any, settings: FetchSettings) -> None:
    server = serve(lambda exchange: exchange.answer(FEED))
    run([ask(f"{server.url}/{key}", key=key) for key in range(40)], settings)
    assert len(server.requests) == 40
    assert server.connections <= settings.per_host
    assert server.most_at_once <= settings.per_host


def test_redirects_do_not_crowd_a_host_either(serve: Any, ask: Any, settings: FetchSettings) -> None:
    def answer_late(exchange: Any) -> None:
        exchange.over.wait(0.05)  # so that requests overlap if they may
        exchange.answer(FEED)

    end = serve(answer_late, "127.0.1.1")
    starts = [
        serve(lambda exchange: exchange.answer(status="302 Found", Location=f"{end.url}{exchange.target}"), f"127.0.0.{number}")
        for number in range(1, 13)
    ]
    outcomes = run([ask(f"{server.url}/{key}", key=key) for key, server in enumerate(starts)], settings)
    assert all(fetched.document for fetched in outcomes.values())
    assert end.most_at_once <= settings.per_host


def test_names_below_one_host_share_its_few_requests(serve: Any, ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    asked: list[str] = []
    at_once: list[int] = []

    def answer_late(exchange: Any) -> None:
        asked.append(exchange.headers["host"])
        at_once.append(len(asked))
        exchange.over.wait(0.05)  # so that requests overlap if they may
        asked.remove(exchange.headers["host"])
        exchange.answer(FEED)

    server = serve(answer_late)
    monkeypatch.setattr("newscli.fetch.client.Client.__init__.__kwdefaults__", {"lookup": lookup, "admit": None})
    names = ("feeds.bbc.co.uk", "www.bbc.co.uk", "bbc.co.uk", "news.bbc.co.uk", "a.b.bbc.co.uk", "rss.bbc.co.uk")
    requests = [ask(f"http://{name}:{server.port}/", key=key) for key, name in enumerate(names)]
    outcomes = run(requests, FetchSettings(per_host=1, spacing=0))
    assert all(fetched.document for fetched in outcomes.values())
    assert at_once == [1] * len(names)
    # Under a suffix that everybody may register below, two names are two hosts: both are asked while neither has answered.
    both = threading.Barrier(2)
    meeting = serve(lambda exchange: (both.wait(20), exchange.answer(FEED)))
    apart = [ask(f"http://{name}.co.uk:{meeting.port}/", key=key) for key, name in enumerate(("bbc", "itv"))]
    assert all(fetched.document for fetched in run(apart, FetchSettings(per_host=1, spacing=0)).values())


def test_requests_to_one_host_start_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    naps: list[float] = []

    async def sleep(seconds: float) -> None:
        naps.append(round(seconds, 6))

    async def story() -> None:
        monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: 1_000.0)
        monkeypatch.setattr("newscli.fetch.hosts.asyncio.sleep", sleep)
        hosts = Hosts(per_host=2, spacing=0.1)
        for name in ("bbc.co.uk", "bbc.co.uk", "cnn.com", "bbc.co.uk"):
            async with hosts.turn(name):
                pass

    asyncio.run(story())
    assert naps == [0.1, 0.2]


def test_a_host_that_answers_429_is_not_asked_again(serve: Any, ask: Any) -> None:
    server = serve(lambda exchange: exchange.answer(status="429 Slow Down", Retry_After="77"))
    settings = FetchSettings(per_host=1, spacing=0)
    outcomes = run([ask(f"{server.url}/{key}", key=key) for key in range(10)], settings)
    assert len(server.requests) == 1
    kinds = sorted(fetched.error.kind for fetched in outcomes.values() if fetched.error)
    assert kinds == ["status"] + ["throttled"] * 9
    assert {fetched.error.retry_after for fetched in outcomes.values() if fetched.error} == {"77"}


def test_a_host_where_nobody_answers_is_given_up(serve: Any, ask: Any) -> None:
    server = serve(lambda exchange: exchange.drip(b""))
    settings = FetchSettings(per_host=1, spacing=0, deadline=1.0)
    outcomes = run([ask(f"{server.url}/{key}", key=key) for key in range(10)], settings)
    assert len(server.requests) == 2
    assert all(fetched.error and fetched.error.kind == "timeout" for fetched in outcomes.values())


def test_a_kept_connection_that_the_server_closed_is_replaced(serve: Any, ask: Any) -> None:
    def script(exchange: Any) -> None:
        if exchange.target == "/2" and exchange.connection_no == 1:
            exchange.hang_up()
        else:
            exchange.answer(FEED)

    server = serve(script)
    outcomes = run([ask(f"{server.url}/{key}", key=key) for key in range(4)], FetchSettings(per_host=1, spacing=0))
    assert all(fetched.document for fetched in outcomes.values())
    assert server.connections == 2


def test_what_comes_unasked_on_a_kept_connection_shows(serve: Any) -> None:
    """httpcore asks before it uses a connection again: what came meanwhile would be taken for the next answer."""
    unasked = threading.Event()

    def script(exchange: Any) -> None:
        exchange.answer()
        unasked.wait(30)
        exchange.send(b"HTTP/1.1 408 Too late\r\n\r\n")

    async def story() -> None:
        stream = await Network(only_public=False, lookup=look_up).connect_tcp("127.0.0.1", serve(script).port)
        await stream.write(b"GET / HTTP/1.1\r\n\r\n")
        while not (await stream.read(1_000)).endswith(b"\r\n\r\n"):
            pass
        assert not stream.get_extra_info("is_readable")
        unasked.set()
        async with asyncio.timeout(30):
            while not stream.get_extra_info("is_readable"):
                await asyncio.sleep(0.005)
        await stream.aclose()

    asyncio.run(story())


def test_ticks_come_while_nothing_arrives(serve: Any, ask: Any) -> None:
    server = serve(lambda exchange: exchange.drip(b""))
    settings = FetchSettings(deadline=0.5)
    outcomes = list(fetch_many([ask(server.url)], settings=settings, tick=0.01))
    assert outcomes[0] is None
    assert outcomes[-1] is not None


def test_closing_early_leaves_nothing(serve: Any, ask: Any, settings: FetchSettings) -> None:
    server = serve(lambda exchange: exchange.answer(FEED) if exchange.target == "/0" else exchange.drip(b""))
    secure = f"https://127.0.0.1:{serve(lambda exchange: None).port}"
    requests = [ask(f"{server.url}/0", key=0)]
    requests += [ask(f"http://127.0.0.{2 + key}:{server.port}/{key}", key=key) for key in range(5)]
    requests += [ask(f"{secure}/{key}", key=key + 10) for key in range(5)]
    answers = fetch_many(requests, settings=settings, tick=0.05)
    assert next(filter(None, answers)).request.key == 0
    answers.close()
    assert not fetch_threads()
    gc.collect()  # an open connection would warn here, and warnings are errors


def test_a_slow_consumer_holds_the_workers_back(serve: Any, ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscli.fetch.many.WAITING_BYTES", 10_000)
    server = serve(lambda exchange: exchange.answer(FEED * 1_000))
    requests = [ask(f"{server.url}/{key}", key=key) for key in range(50)]
    answers = fetch_many(requests, settings=FetchSettings(spacing=0))
    next(answers)
    server.over.wait(0.3)  # time for workers that would not stop
    # Two finished answers may wait with their two workers; what the server has seen beyond them is under way.
    assert len(server.requests) <= 10
    assert sum(1 for _ in answers) == 49


def test_a_slow_consumer_lets_nobody_be_asked_late(serve: Any, ask: Any) -> None:
    """Packed answers wait in little room: all are asked before the second is taken, so a server that hangs ends in time."""
    packed = gzip.compress(FEED * 11_000)
    server = serve(lambda exchange: exchange.answer(packed, Content_Encoding="gzip"))
    requests = [ask(f"{server.url}/{key}", key=key) for key in range(120)]
    begun: set[int] = set()
    all_are_begun = threading.Event()

    def begin(key: int) -> None:
        begun.add(key)
        if len(begun) == len(requests):
            all_are_begun.set()

    answers = fetch_many(requests, settings=FetchSettings(spacing=0, per_host=8), begun=begin)
    first = next(answers)
    assert all_are_begun.wait(20)
    outcomes = [first, *answers]
    assert [fetched.document.body for fetched in outcomes if fetched and fetched.document] == [FEED * 11_000] * 120


def test_who_waits_for_the_consumer_keeps_no_connection(serve: Any, ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscli.fetch.many.WAITING_BYTES", 1)
    left: list[str] = []
    all_have_left = threading.Event()
    forget = Transport.aclose

    async def close(transport: Transport) -> None:
        await forget(transport)
        left.append("")
        if len(left) == 5:
            all_have_left.set()

    monkeypatch.setattr(Transport, "aclose", close)
    server = serve(lambda exchange: exchange.answer(status="500 Oops"))
    answers = fetch_many([ask(f"http://127.0.0.{key}:{server.port}/", key=key) for key in range(1, 6)], settings=FetchSettings())
    next(answers)
    assert all_have_left.wait(20)
    assert sum(1 for _ in answers) == 4


def test_large_answers_take_turns(serve: Any, ask: Any) -> None:
    server = serve(lambda exchange: exchange.answer(bytes(400_000)))
    requests = [ask(f"http://127.0.0.1:{server.port}/{key}", key=key) for key in range(12)]
    outcomes = run(requests, FetchSettings(spacing=0, per_host=12))
    assert sum(len(fetched.document.body) for fetched in outcomes.values() if fetched.document) == 12 * 400_000


def test_waiting_for_a_turn_costs_nothing_of_the_deadline(serve: Any, ask: Any) -> None:
    """Ten answers of 0.2 s one after another from the host that all are led to: the last waits for longer than its deadline."""

    def answer_late(exchange: Any) -> None:
        exchange.over.wait(0.2)
        exchange.answer(FEED)

    end = serve(answer_late, "127.0.1.1")
    starts = [
        serve(lambda exchange: exchange.answer(status="302 Found", Location=f"{end.url}{exchange.target}"), f"127.0.0.{number}")
        for number in range(1, 11)
    ]
    requests = [ask(f"{server.url}/{key}", key=key) for key, server in enumerate(starts)]
    outcomes = run(requests, FetchSettings(per_host=1, spacing=0, deadline=1.0))
    assert [fetched.error for fetched in outcomes.values() if fetched.error] == []
    assert all(fetched.document and fetched.document.seconds < 1 for fetched in outcomes.values())


def test_a_failure_keeps_nothing_of_its_connection(serve: Any, ask: Any, settings: FetchSettings) -> None:
    """An outcome may wait for long, and an error that led to it would hold the answer's buffers by its frames."""
    cut = serve(lambda exchange: (exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), exchange.hang_up()))
    refused = serve(lambda exchange: exchange.answer(status="500 Oops"))
    outcomes = run([ask(server.url, key=key) for key, server in enumerate((cut, refused))], settings)
    assert all(fetched.error for fetched in outcomes.values())
    gc.collect()
    assert not [thing for thing in gc.get_objects() if isinstance(thing, httpcore.Response)]


def test_a_bug_in_the_loop_reaches_the_consumer(ask: Any, settings: FetchSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("newscli.fetch.client.Client._message", broken)
    with pytest.raises(ZeroDivisionError):
        fetch_one(ask("http://127.0.0.1:9/"), settings=settings)
    assert not fetch_threads()


def test_a_public_name_that_turns_private_between_two_questions_gains_nothing(
    serve: Any, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = serve(lambda exchange: exchange.answer(b"secret"))
    outside = serve(
        lambda exchange: exchange.answer(status="302 Found", Location=f"http://rebind.example:{inside.port}/"), "127.0.0.9"
    )
    for module in ("client", "dial"):
        monkeypatch.setattr(f"newscli.fetch.{module}.is_public", lambda address: address == "127.0.0.9")

    async def lookup(host: str, port: int) -> list[str]:
        assert (host, port) == ("rebind.example", inside.port)
        return ["127.0.0.1"]

    monkeypatch.setattr("newscli.fetch.client.Client.__init__.__kwdefaults__", {"lookup": lookup})
    with pytest.raises(FetchError, match="private"):
        fetch_one(ask(outside.url), settings=FetchSettings())
    assert inside.connections == 0


def test_importing_costs_no_network() -> None:
    code = "import newscli.fetch, sys; print([m for m in ('httpx', 'asyncio', 'ssl', 'socket', 'email') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_ctrl_c_ends_at_once_and_quietly(serve: Any) -> None:
    server = serve(lambda exchange: exchange.drip(b""))
    code = f"""
import sys
from newscli.fetch import FetchSettings, fetch_many
from newscli.models.document import Request
from newscli.urls import require_web_url
request = Request(key=1, url=require_web_url("{server.url}/"), wants="feed")
try:
    for _ in fetch_many([request], settings=FetchSettings(deadline=60), tick=0.01):
        print("waiting", flush=True)
except KeyboardInterrupt:
    sys.exit(130)
"""
    with subprocess.Popen([sys.executable, "-W", "error", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"waiting\n"
        process.send_signal(signal.SIGINT)
        _, words = process.communicate(timeout=20)
    assert (process.returncode, words) == (130, b"")


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6")
def test_ipv6_and_an_address_that_does_not_answer(serve: Any, get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(lambda exchange: exchange.answer(FEED), "127.0.0.7")

    async def lookup(host: str, port: int) -> list[str]:
        return ["::1", "127.0.0.6", "127.0.0.7"]

    monkeypatch.setattr("newscli.fetch.client.Client.__init__.__kwdefaults__", {"lookup": lookup})
    assert get(f"http://news.example:{server.port}/").body == FEED


def test_no_request_searches_for_a_module_that_is_not_there() -> None:
    """httpcore looks for sniffio at every lock: without an answer that is kept, that was a third of a request's CPU."""
    code = "import newscli.fetch.transport, sys; from importlib import import_module as load; load('httpcore._synchronization')\n"
    code += "print('sniffio' in sys.modules or __import__('importlib.util').util.find_spec('sniffio') is not None)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "True"
