"""What is wrong with the words, the world or the network: one line, one next step, the right exit code, no traceback."""

import re
import socket
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Cli, Ran
from tests.cli.site import Site

from newscli.text import is_clean

LastError = Callable[[Ran], str]


@pytest.fixture
def closed_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        number: int = held.getsockname()[1]
    return number


def test_unknown_ids(following: Cli, last_error: LastError) -> None:
    for words in (("read", "999"), ("mark", "read", "999"), ("open", "999"), ("related", "999"), ("999",), ("read", "9" * 30)):
        ran = following(*words)
        assert (ran.code, ran.out) == (1, "")
        assert words[-1] in last_error(ran)


def test_unknown_feeds(following: Cli, last_error: LastError) -> None:
    for typed in (
        "latest nosuch", "latest -f nosuch", "refresh nosuch", "remove nosuch", "edit nosuch --slug x", "search x -f nosuch",
        "mark read -f nosuch",
    ):  # fmt: skip
        ran = following(*typed.split())
        assert (ran.code, ran.out) == (1, "")
        assert last_error(ran) == "no feed answers to nosuch"


def test_an_ambiguous_feed_is_wrong_usage_and_nothing_is_done(following: Cli, site: Site, last_error: LastError) -> None:
    following.ok("add", site.put_feed("other.xml", title="The Site, sport"))
    ran = following("remove", "127.0.0.1")
    assert ran.code == 2
    assert "site, site-sport" in last_error(ran) or "site-sport, site" in last_error(ran)
    assert len(following.ok("feeds").rows) == 2


@pytest.mark.parametrize("typed", ["http://", "http://exa mple/", "ftp://a.example/", "javascript:alert(1)", "https://[::1"])
def test_malformed_addresses(cli: Cli, last_error: LastError, typed: str) -> None:
    ran = cli("add", typed)
    assert ran.code == 2
    assert last_error(ran).startswith("not an http or https address")
    if "://" in typed:
        assert cli("read", typed).code == 2


def test_an_unreachable_host(cli: Cli, last_error: LastError, closed_port: int) -> None:
    for words in (("add", f"http://127.0.0.1:{closed_port}/"), ("read", f"http://127.0.0.1:{closed_port}/x")):
        ran = cli(*words)
        assert ran.code == 1
        assert f"127.0.0.1:{closed_port}" in last_error(ran)


@pytest.mark.parametrize("status", [404, 410, 401, 403, 429, 500, 503])
def test_answers_that_are_errors(cli: Cli, site: Site, last_error: LastError, status: int) -> None:
    url = site.put("x", "<p>no</p>", status=status)
    for command in ("add", "read"):
        ran = cli(command, url)
        assert ran.code == 1
        assert str(status) in last_error(ran) or status == 429
        assert url in last_error(ran) or "127.0.0.1" in last_error(ran)


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"", "text/html"), (b"\x00\x01\x02\xff" * 99, "application/octet-stream"), (b"\x89PNG\r\n\x1a\n" + bytes(99), "image/png"),
     (b"%PDF-1.7\n" + bytes(99), "application/pdf"), (b"{}", "application/json"), (b"   \n", "application/rss+xml")],
    ids=["empty", "binary", "image", "pdf", "json", "blanks"],
)  # fmt: skip
def test_documents_that_are_none(cli: Cli, site: Site, last_error: LastError, body: bytes, kind: str) -> None:
    url = site.put("x", body, kind=kind)
    for command in ("add", "read"):
        ran = cli(command, url)
        assert ran.code == 1
        assert url in last_error(ran) or command == "add"


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\x00\x01\x02\xff" * 99], ids=["empty", "blanks", "binary"])
@pytest.mark.parametrize("command", ["read", "import"])
def test_files_that_hold_nothing_to_read(cli: Cli, tmp_path: Path, last_error: LastError, command: str, content: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    for name, ran in ((str(file), cli(command, str(file))), ("standard input", cli(command, "-", stdin=content))):
        assert ran.code == 1
        assert last_error(ran)
        assert name in last_error(ran) or command != "read"


def test_files_that_are_not_there(cli: Cli, tmp_path: Path, last_error: LastError) -> None:
    for words in (
        ("read", "/no/such"),
        ("import", "/no/such"),
        ("read", str(tmp_path)),
        ("import", str(tmp_path)),
        ("read", "a\x00b"),
    ):
        ran = cli(*words)
        assert ran.code == 1
        assert is_clean(last_error(ran))


def test_a_home_that_is_a_file(cli: Cli, last_error: LastError) -> None:
    cli.home.write_text("I am a file", encoding="utf-8")
    for line in (
        "latest",
        "add https://a.example",
        "feeds",
        "read ./a.html",
        "read 1",
        "related 1",
        "open 1 2",
        "mark read 1",
        "export",
    ):
        ran = cli(*line.split())
        assert ran.code == 2, line
        assert last_error(ran) == f"NEWSCLI_HOME is not a folder: {cli.home}"
    assert cli.home.read_text(encoding="utf-8") == "I am a file"


def test_a_database_that_is_none_is_left_untouched(cli: Cli, last_error: LastError) -> None:
    cli.home.mkdir()
    database = cli.home / "news.db"
    foreign = b"This is somebody's novel, not a database.\n" * 100
    database.write_bytes(foreign)
    for words in (("latest",), ("search", "x"), ("read", "1"), ("refresh",), ("add", "https://a.example")):
        ran = cli(*words)
        assert ran.code == 1
        assert str(database) in last_error(ran)
    assert database.read_bytes() == foreign


def test_a_database_of_another_program_is_left_untouched(cli: Cli, last_error: LastError) -> None:
    cli.home.mkdir()
    database = cli.home / "news.db"
    with sqlite3.connect(database) as link:
        link.execute("CREATE TABLE recipes (name TEXT)")
    link.close()
    before = database.read_bytes()
    ran = cli("latest")
    assert ran.code == 1
    assert str(database) in last_error(ran)
    assert database.read_bytes() == before


def test_a_database_of_a_newer_newscli_is_left_untouched(following: Cli, last_error: LastError) -> None:
    database = following.home / "news.db"
    with sqlite3.connect(database) as link:
        link.execute("PRAGMA user_version = 9999")
    link.close()
    ran = following("latest")
    assert ran.code == 1
    assert "newer" in ran.err
    assert last_error(ran)
    with sqlite3.connect(database) as link:
        assert link.execute("PRAGMA user_version").fetchone() == (9999,)
    link.close()


@pytest.mark.parametrize(
    ("document", "named"),
    [("[read]\nwidht = 3\n", "read.widht"), ("[latest]\nwait = 'x'\n", "latest.wait"), ("[latest\n", "TOML")],
    ids=["unknown key", "wrong value", "not TOML"],
)
def test_a_broken_configuration(following: Cli, last_error: LastError, document: str, named: str) -> None:
    (following.home / "config.toml").write_text(document, encoding="utf-8")
    ran = following("latest", tty=True, width=500)
    assert ran.code == 2
    assert named in last_error(ran)
    assert "config.toml" in last_error(ran)


def test_doctor_says_where_a_broken_configuration_is(following: Cli, last_error: LastError) -> None:
    (following.home / "config.toml").write_text("[latest\n", encoding="utf-8")
    ran = following("doctor")
    assert ran.code == 2
    assert f"configuration: {following.home}/config.toml" in ran.out
    assert "TOML" in last_error(ran)


def test_every_unknown_key_of_the_configuration_is_named(following: Cli, last_error: LastError) -> None:
    (following.home / "config.toml").write_text("[read]\nwidht = 3\n[latest]\nwiat = 1\n", encoding="utf-8")
    ran = following("latest")
    assert last_error(ran).startswith("unknown configuration keys read.widht, latest.wiat in ")
    assert "did you mean read.width, latest.wait?" in ran.err


def test_wrong_usage(following: Cli, last_error: LastError) -> None:
    for typed in (
        "nosuch", "latest --nosuch", "latest -n x", "latest -n -1", "latest --since soon", "latest --json --plain",
        "latest --color blue", "search", "read", "mark bogus 1", "mark read", "mark read 1 --all", "help nosuch",
        "completion tcsh", "add", "edit site", "read @", "read 5-3", "read 1-99999", "export extra", "latest --wait -1",
    ):  # fmt: skip
        ran = following(*typed.split())
        assert (ran.code, ran.out) == (2, ""), typed
        assert is_clean(last_error(ran))


def test_what_cannot_be_done_says_why(following: Cli, last_error: LastError, tmp_path: Path) -> None:
    following.ok("undo")  # of the add
    for words in (
        ("undo",),
        ("export", "-o", str(tmp_path / "no" / "such")),
        ("read", "@77"),
        ("read", "https://a.example/x", "--offline"),
    ):
        ran = following(*words)
        assert ran.code == 1, words
        assert last_error(ran)


def test_hostile_words_are_shown_without_their_teeth(following: Cli) -> None:
    for words in (
        ("latest", "\x1b]0;owned\x07\u202e"),
        ("read", "\x1b[2J"),
        ("nosuch\x9b31m",),
        ("add", "http://\x1b[31m"),
        ("help", "\x1b[31m"),
    ):
        ran = following(*words)
        assert ran.code in (1, 2)
        assert all(is_clean(line) for line in ran.err.splitlines())


def test_a_bug_becomes_a_log_file_and_exit_70(following: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("\x1b[31mthis cannot be")

    monkeypatch.setattr("newscli.cli.commands.feeds.run", broken)
    ran = following("feeds")
    assert ran.code == 70
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err
    found = re.search(r"hint: please report it with (.+)\n$", ran.err)
    assert found
    log = Path(found[1])
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert "\x1b" not in log.read_text(encoding="utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
