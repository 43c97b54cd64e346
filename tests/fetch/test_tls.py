"""TLS against a certificate made on the spot: trusted only where the reader says so."""

from typing import Any

import pytest


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
