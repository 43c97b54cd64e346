"""A clock that jumps to 1971 and to 2999: what is stored keeps its order, nothing expires, and all goes on afterwards."""

from collections.abc import Iterator
from datetime import UTC, datetime
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
    cli.ok("add", site.put_feed("feed.xml", *SEVERAL))
    cli.ok("mark", "starred", "2")
    cli.ok("mark", "read", "1")
    before = lines(cli)

    cli.now = wrong
    assert lines(cli) == before
    site.put_feed("feed.xml", Item(name="meanwhile", title="Meanwhile", at=NOW), *SEVERAL)
    cli.ok("refresh", "--all")
    assert [row for row in lines(cli) if row[4] != "Meanwhile"] == before
    cli.ok("mark", "starred", "3")
    cli.ok("undo")
    cli.ok("doctor", "--check")
    assert cli("latest", "--new", "--offline", "-n", "0").code in (0, 4)

    cli.now = NOW
    site.put_feed(
        "feed.xml", Item(name="later", title="Later", at=NOW), Item(name="meanwhile", title="Meanwhile", at=NOW), *SEVERAL
    )
    # It is due as ever: what was planned while the clock stood wrong keeps nobody waiting for a thousand years.
    assert "no feed is due" not in cli.ok("refresh").err
    after = lines(cli)
    assert [row for row in after if row[4] not in ("Meanwhile", "Later")] == before
    assert {row[4] for row in after} >= {"Meanwhile", "Later"}
    assert [row[4] for row in after if row[3] and row[0] == "2"] == [before[1][4]]
    cli.ok("doctor", "--check")
