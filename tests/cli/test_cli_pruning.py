"""`newscli prune`, `stats`, and what fades: keeping a store small and its counter humane."""

from datetime import timedelta
from typing import Any

import pexpect
import pytest
from tests.cli.conftest import Cli, Program
from tests.cli.site import NOW, SEVERAL, Site

DAYS_90 = timedelta(days=90)


@pytest.fixture
def old(following: Cli) -> Cli:
    """Ninety days after the three articles came, of which one was opened and one is starred."""
    following.ok("read", "3", "--mark", "--offline")
    following.ok("mark", "starred", "2")
    following.now += DAYS_90
    return following


def test_without_yes_a_script_is_told_what_would_go(old: Cli) -> None:
    ran = old.ok("prune", "--before", "60d")
    assert ran.out == ""
    assert "1 article before " in ran.err
    assert "(1 unread) can go; 1 starred and 1 opened stay" in ran.err
    assert "--yes does it" in ran.err
    assert len(old.ok("latest").rows) == 3
    assert old.ok("prune", "--before", "60d", "--count").out == "1\n"


def test_with_yes_it_is_done_and_the_rest_stays(old: Cli, site: Site) -> None:
    assert "1 of 1 forgotten" in old.ok("prune", "--before", "60d", "--yes").err
    assert [row[0] for row in old.ok("latest").rows] == ["3", "2"]
    assert "0 articles before" in old.ok("prune", "--before", "60d", "--yes").err
    old.ok("refresh", "site")
    assert [row[0] for row in old.ok("latest", "--offline").rows] == ["3", "2"]
    said = old.ok("prune", "--before", "60d", "--yes", "--with-starred", "--with-opened", "--shrink").err
    assert "2 of 2 forgotten\n" in said, "and no word of --shrink, which follows"
    assert said.endswith("given back to the disk\n")
    assert old.ok("latest").rows == []
    assert old.ok("feeds").rows[0][1:3] == ["0", "0"]


def test_a_pruned_article_can_be_fetched_again(old: Cli, site: Site) -> None:
    old.ok("prune", "--before", "60d", "--yes", "--with-starred", "--with-opened")
    assert old.ok("read", "3", "--offline", "--json").lines[0]["text"] == ""
    assert old.ok("read", "3", "--json").lines[0]["text"] != ""
    assert old.ok("read", "3", "--offline", "--json").lines[0]["text"] != ""


def test_how_old_has_to_be_said(following: Cli, site: Site) -> None:
    ran = following("prune")
    assert (ran.code, ran.out) == (2, "")
    assert "how old" in ran.err
    assert following("prune", "--before", "someday").code == 2
    assert following("prune", "--before", "60d", "nosuch").code == 1
    assert following.ok("prune", "--before", "60d", "--shrink", "site").err.endswith("given back to the disk\n")


@pytest.mark.parametrize(("answer", "left"), [("n", 3), ("", 3), ("y", 2)])
def test_a_person_is_asked(old: Cli, program: Program, answer: str, left: int) -> None:
    command = program.words
    child: Any = pexpect.spawn(
        command[0], [*command[1:], "prune", "--before", "60d"], env={**program.environ(), "TERM": "xterm"}, timeout=240,
        encoding="utf-8",
    )  # fmt: skip
    child.expect_exact("[y/N]")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert len(old.ok("latest", "--offline").rows) == left


def test_what_waits_too_long_fades_with_the_next_refresh(cli: Cli, site: Site) -> None:
    cli.home.mkdir(parents=True, exist_ok=True)
    (cli.home / "config.toml").write_text('[unread]\nfade = "30d"\n', encoding="utf-8")
    cli.ok("add", site.put_feed("feed.xml", *SEVERAL))
    cli.now = NOW + DAYS_90
    ran = cli.ok("refresh", "site")
    assert "3 articles unread for over 30d marked read · newscli undo --faded" in ran.err
    assert cli.ok("latest", "-u", "--count").out == "0\n"
    assert cli.ok("undo", "--faded").err == "took back: fading of 3 articles, just now\n"
    cli.ok("refresh", "site")
    assert cli.ok("latest", "-u", "--count").out == "3\n"
    assert cli("undo", "--faded").code == 1


def test_stats_in_every_form(following: Cli) -> None:
    assert ["articles", "3"] in following.ok("stats").rows
    stats = following.ok("stats", "--json").json
    assert stats["articles"] == sum(stats["weeks"]) == sum(stats["busiest"][0]["weeks"]) == 3
    for width in (40, 80, 120):
        lines = following.ok("stats", "--color", "never", tty=True, width=width).out.splitlines()
        assert lines[0].startswith("Articles  3 articles · 3 unread")
        assert max(map(len, lines)) <= width


def test_stats_of_nothing_are_zeros_and_make_no_store(cli: Cli) -> None:
    assert cli.ok("stats", "--json").json["articles"] == 0
    assert ["feeds", "0"] in cli.ok("stats").rows
    assert cli.ok("stats", "--color", "never", tty=True).out.startswith("Articles  0 articles\n")
    assert not (cli.home / "news.db").exists()
