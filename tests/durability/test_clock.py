"""A clock that jumps to 1971 and to 2999: what is stored keeps its order, nothing expires, and all goes on afterwards."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from tests.cli.conftest import Cli
from tests.cli.site import NOW, SEVERAL, Item, Site

JUMPS: Final = (datetime(1971, 1, 1, tzinfo=UTC), datetime(2999, 12, 31, 23, 59, tzinfo=UTC))


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def cli(home: Path) -> Cli:
    return Cli(home)


def lines(cli: Cli) -> list[list[str]]:
    return cli.ok("latest", "-n", "0", "--offline").rows


@pytest.mark.parametrize("wrong", JUMPS, ids=["1971", "2999"])
def test_a_clock_that_jumps_reorders_and_expires_nothing(cli: Cli, site: Site, wrong: datetime) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text('[unread]\nfade = "30d"\n', encoding="utf-8")
    cli.ok("add", site.put_feed("feed.xml", *SEVERAL))
    cli.ok("mark", "starred", "2")
    cli.ok("mark", "read", "1")
    cli.ok("search", "--save", "all", "ministers")
    before, unread = lines(cli), cli.ok("latest", "-u", "--count").out

    cli.now = wrong
    assert lines(cli) == before
    site.put_feed("feed.xml", Item(name="meanwhile", title="Meanwhile", at=NOW), *SEVERAL)
    cli.ok("refresh", "--all")
    assert [row for row in lines(cli) if row[4] != "Meanwhile"] == before
    assert int(cli.ok("latest", "-u", "--count").out) == int(unread) + 1, "nothing has faded"
    for words in ("search ministers", "search @all", "searches", "stats", "latest --since 2d", "feeds", "read 1 --offline"):
        cli.ok(*words.split())
    cli.ok("mark", "starred", "3")
    cli.ok("undo")
    cli.ok("doctor", "--check")
    assert cli("latest", "--new", "--offline", "-n", "0").code in (0, 4)

    cli.now = NOW + timedelta(hours=1)
    site.put_feed(
        "feed.xml", Item(name="later", title="Later", at=NOW), Item(name="meanwhile", title="Meanwhile", at=NOW), *SEVERAL
    )
    # It is due as ever: what was planned while the clock stood wrong keeps nobody waiting for a thousand years.
    assert "no feed is due" not in cli.ok("refresh").err
    after = lines(cli)
    assert [row for row in after if row[4] not in ("Meanwhile", "Later")] == before
    assert {row[4] for row in after} >= {"Meanwhile", "Later"}
    # Neither pinned on top for a thousand years nor buried below what was there.
    assert {row[1][:4] for row in after} == {"2025"}
    assert [row[4] for row in after if row[3] and row[0] == "2"] == [before[1][4]]
    assert int(cli.ok("latest", "-u", "--count").out) == int(unread) + 2
    cli.ok("doctor", "--check")


def test_a_clock_that_runs_ahead_prunes_by_no_age(cli: Cli, site: Site) -> None:
    cli.ok("add", site.put_feed("feed.xml", *SEVERAL))
    before = lines(cli)
    cli.now = JUMPS[1]
    ran = cli("prune", "--before", "180d", "--yes")
    assert (ran.code, ran.out) == (2, "")
    assert "the clock says 2999-12-31" in ran.err
    assert "0 articles before" in cli.ok("prune", "--before", "2025-06-01", "--yes").err
    assert lines(cli) == before


def test_a_clock_that_fell_back_prunes_nothing(cli: Cli, site: Site) -> None:
    cli.ok("add", site.put_feed("feed.xml", *SEVERAL))
    before = lines(cli)
    cli.now = JUMPS[0]
    assert "0 articles before" in cli.ok("prune", "--before", "180d", "--yes").err
    assert lines(cli) == before
