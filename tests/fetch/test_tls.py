"""TLS against a certificate made on the spot: trusted only where the reader says so."""

import shutil
import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *files]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture
def secure(serve: Any, certificate: Path) -> Any:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    return serve(lambda exchange: exchange.answer(b"<rss/>"), tls=context)


def test_a_certificate_nobody_signed_is_refused(secure: Any, fail: Any) -> None:
    error = fail(f"https://localhost:{secure.port}/feed")
    assert error.kind == "tls"
    assert "signed by itself" in error.message
    assert not secure.requests


def test_the_readers_own_authority_is_trusted(
    secure: Any, get: Any, fail: Any, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    assert get(f"https://localhost:{secure.port}/feed").body == b"<rss/>"
    error = fail(f"https://127.0.0.1:{secure.port}/feed")
    assert error.kind == "tls"
    assert "for another host" in error.message
