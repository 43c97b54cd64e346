"""The edition's server: conditional requests, 404, quiet, gone when it is over."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message

import pytest

from newscli.demo.server import serve_edition

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve_edition() as address:
        yield address


def get(address: str, *, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with OPENER.open(urllib.request.Request(address, headers=names, method=method), timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_it_is_on_this_machine_only(url: str) -> None:
    assert url.startswith("http://127.0.0.1:")


def test_the_home_page_declares_the_three_feeds(url: str) -> None:
    status, headers, body = get(url)

    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert (
        body.index(b'href="/feeds/all.rss"')
        < body.index(b'href="/feeds/global-news.atom"')
        < body.index(b'href="/feeds/full.json"')
    )


@pytest.mark.parametrize(("path", "kind"), [("all.rss", "rss+xml"), ("global-news.atom", "atom+xml"), ("full.json", "feed+json")])
def test_feeds_have_their_content_types(url: str, path: str, kind: str) -> None:
    status, headers, body = get(f"{url}feeds/{path}")

    assert (status, headers["Content-Type"]) == (200, f"application/{kind}; charset=utf-8")
    assert f"{url}news/hegseth-in-seoul/".encode() in body


def test_the_json_feed_holds_the_whole_article(url: str) -> None:
    feed = json.loads(get(f"{url}feeds/full.json")[2])

    assert feed["items"][0]["content_html"].count("<p>") == 15


def test_what_is_known_is_not_sent_again(url: str) -> None:
    address = f"{url}feeds/all.rss"
    headers = get(address)[1]

    assert get(address, If_None_Match=headers["ETag"])[0] == 304
    assert get(address, If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert get(address, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"])[0] == 200
    assert get(address, If_Modified_Since="nonsense")[0] == 200


def test_an_unknown_path_is_404(url: str) -> None:
    assert get(f"{url}nothing")[0] == 404


def test_head_has_no_body(url: str) -> None:
    status, headers, body = get(url, method="HEAD")

    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 1000


def test_it_says_nothing(url: str, capfd: pytest.CaptureFixture[str]) -> None:
    get(url)
    get(f"{url}nothing")

    assert capfd.readouterr() == ("", "")


def test_it_is_gone_when_it_is_over() -> None:
    with serve_edition() as address:
        assert get(address)[0] == 200

    with pytest.raises(urllib.error.URLError):
        get(address)
