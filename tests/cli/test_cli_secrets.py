"""Passwords in addresses, keys in the configuration: kept and sent, never printed, whatever goes wrong with them."""

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Cli, Ran
from tests.cli.site import RSS, SUMMIT, SUMMIT_TEXT, Site, rss

SECRETS = ("s3cr3t", "ann")
OPML = """<opml version="2.0"><body>
<outline type="rss" xmlUrl="http://ann:s3cr3t@127.0.0.1:9/untitled"/>
<outline type="rss" text="Titled" xmlUrl="http://ann:s3cr3t@127.0.0.1:9/titled"/>
<outline type="rss" text="Broken" xmlUrl="gopher://ann:s3cr3t@127.0.0.1:9/no"/>
</body></opml>"""
Check = Callable[..., Ran]


@pytest.fixture
def private(site: Site) -> str:
    """The address of a feed with user and password in it."""
    site.put("private.xml", rss(site.url, [SUMMIT], title="Private"), kind=RSS)
    return f"{site.url}private.xml".replace("http://", "http://ann:s3cr3t@")


@pytest.fixture
def check(cli: Cli) -> Check:
    """Runs a command and finds no secret in what it says."""

    def run(*words: str, **more: Any) -> Ran:
        ran = cli(*words, **more)
        for secret in SECRETS:
            assert secret not in ran.out + ran.err, words
        return ran

    return run


def test_no_command_prints_them(check: Check, private: str, site: Site) -> None:
    assert check("add", private).code == 0
    assert check("add", private).code == 0
    for words in (
        "feeds", "feeds --json", "latest --json", "read 1 --json --offline", "refresh --all --json", "refresh --all -v", "doctor",
        "export", "edit private --title Mine", "mark read --all", "doctor --check", "search ministers --json", "related 1 --json",
    ):  # fmt: skip
        check(*words.split())
    site.put("private.xml", "<p>gone</p>", status=404)
    assert check("refresh", "private").code == 1
    assert check("doctor").code == 0
    assert check("feeds", "--json").json[0]["error"]
    check("remove", private)


def test_no_address_of_an_article_shows_them_either(check: Check, cli: Cli, site: Site) -> None:
    link = "http://ann:s3cr3t@127.0.0.1:9/x?token=abcdefgh"
    body = f"&lt;p&gt;&lt;a href='{link}'&gt;here&lt;/a&gt;&lt;/p&gt;"
    item = f"<item><title>A title</title><guid>1</guid><link>{link}</link><description>{body}</description></item>"
    site.put("feed.xml", f"<rss version='2.0'><channel><title>f</title>{item}</channel></rss>", kind=RSS)
    cli.ok("add", f"{site.url}feed.xml")
    for words in ("latest --json", "latest", "read 1 --offline", "read 1 --offline --json", "read 1", "search title --json"):
        check(*words.split())
        check(*words.split(), tty=True, FORCE_COLOR="1")  # where addresses are links
    assert "\x1b]8;;http://127.0.0.1:9/x?token=***" in check("read", "1", "--offline", tty=True, FORCE_COLOR="1").out


def test_nothing_that_goes_wrong_shows_them(check: Check, private: str, site: Site) -> None:
    site.put("picture", b"\x89PNG\r\n\x1a\n" + bytes(100), kind="image/png")
    assert check("add", private.replace("private.xml", "picture")).code == 1
    assert check("read", private.replace("private.xml", "picture")).code == 1
    assert check("read", private.replace("private.xml", "elsewhere"), "--offline").code == 1
    check("add", private)
    site.put("private.xml", b"\x89PNG\r\n\x1a\n" + bytes(100), kind="image/png")
    assert site.url in check("refresh", "private").err, "the address is said"


def test_an_import_without_titles_shows_addresses_without_them(check: Check, cli: Cli) -> None:
    ran = check("import", "-", stdin=OPML)
    assert ran.code == 3
    assert "gopher://127.0.0.1:9/no" in ran.err
    check("feeds")
    check("feeds", "--json")
    check("refresh", "--all")


@pytest.mark.parametrize("typed", ["http://ann:s3cr3t@exa mple/", "ftp://ann:s3cr3t@a.example/", "https://ann:s3cr3t@[::1"])
def test_a_malformed_address_is_named_without_them(check: Check, typed: str) -> None:
    assert check("add", typed).code == 2


def test_an_export_leaves_them_out_and_says_so(check: Check, cli: Cli, private: str, tmp_path: Path) -> None:
    check("add", private)
    ran = check("export")
    assert ran.err == "passwords and keys left out of 1 address; --with-secrets writes them\n"
    assert "/private.xml" in ran.out
    file = tmp_path / "feeds.opml"
    cli.ok("export", "--with-secrets", "-o", str(file))
    assert "http://ann:s3cr3t@" in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_keys_of_the_configuration_are_sent_and_never_printed(check: Check, home: Path, site: Site) -> None:
    site.put("private.xml", rss(site.url, [SUMMIT], title="Private"), kind=RSS)
    site.put_page(SUMMIT, SUMMIT_TEXT)
    site.keys = {"/private.xml": ("X-Key", "s3cr3t"), "/news/summit": ("X-Key", "s3cr3t")}
    assert check("add", f"{site.url}private.xml").code == 1
    file = home / "config.toml"
    file.touch(mode=0o600)
    file.write_text(f'[headers."{site.url}"]\nX-Key = "${{SITE_KEY}}"\n', encoding="utf-8")
    check("add", f"{site.url}private.xml", SITE_KEY="s3cr3t").out.index("Ministers")
    for words in ("refresh --all -v", "refresh private --json", "read 1", "read 1 --json", "feeds --json", "doctor", "export"):
        assert check(*words.split(), SITE_KEY="s3cr3t").code == 0, words
    assert "both sides had prepared" in check("read", "1", "--offline").out
    ran = check("refresh", "private")
    assert ran.code == 1
    assert "not asked: its headers need $SITE_KEY, which is not set" in ran.err
    file.write_text(f'[headers."{site.url}"]\nX-Key = "s3cr3t"\n', encoding="utf-8")
    assert check("refresh", "private").code == 0
    file.chmod(0o644)
    ran = check("refresh", "private")
    assert ran.code == 2
    assert "others may read" in ran.err
