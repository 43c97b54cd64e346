"""TLS against a certificate made on the spot: trusted only where the reader says so."""

from typing import Any

import pytest

from newscli.fetch import FetchSettings, fetch_many
from newscli.fetch.transport import make_tls_context


@pytest.fixture
def secure(secure_server: Any) -> Any:
    return secure_server("localhost", lambda exchange: exchange.answer(b"<rss/>"), is_trusted=False)


def test_a_certificate_nobody_signed_is_refused(secure: Any, fail: Any) -> None:
    error = fail(f"https://localhost:{secure.port}/feed")
    assert error.kind == "tls"
    assert "signed by itself" in error.message
    assert not secure.requests


def test_the_readers_own_authority_is_trusted(
    secure: Any, get: Any, fail: Any, certificates: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates("localhost") / "cert.pem"))
    assert get(f"https://localhost:{secure.port}/feed").body == b"<rss/>"
    error = fail(f"https://127.0.0.1:{secure.port}/feed")
    assert error.kind == "tls"
    assert "for another host" in error.message


def test_one_run_has_one_tls_context(secure_server: Any, ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each costs 20 ms, and a refresh asks a thousand hosts."""
    made: list[Any] = []

    def counted() -> Any:
        made.append(make_tls_context())
        return made[-1]

    monkeypatch.setattr("newscli.fetch.client.make_tls_context", counted)
    server = secure_server("localhost", lambda exchange: exchange.answer(b"<rss/>"))
    urls = [f"https://{name}:{server.port}/" for name in ("localhost", "127.0.0.1", "127.0.0.2")]  # the last two are refused
    outcomes = list(fetch_many([ask(url, key=no) for no, url in enumerate(urls)], settings=FetchSettings(spacing=0, deadline=30)))
    assert [bool(each and each.document) for each in outcomes].count(True) == 1
    assert len(outcomes) == len(urls)
    assert len(made) == 1
