"""`newscli refresh` as people meet it: no network, two at once, one that stays, pages along, and what `latest` waits for."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import Cli
from tests.cli.site import HOUR, NOW, SEVERAL, SUMMIT, SUMMIT_TEXT, Answer, Item, Site, article

from newscli.refresh.turn import last_finish, take_turn

LATER = Item(name="later", title="Something that came later", at=NOW + HOUR / 2)


def opml(*urls: str) -> str:
    return '<opml version="2.0"><body>' + "".join(f'<outline xmlUrl="{url}"/>' for url in urls) + "</body></opml>"


def health(cli: Cli) -> dict[str, tuple[str, str | None]]:
    return {each["slug"]: (each["health"], each["error"]) for each in cli.ok("feeds", "--json").json}


NOWHERE = ("https://a.invalid/feed", "https://b.invalid/feed", "https://c.invalid/feed")


def test_without_a_network_one_sentence_is_said_and_no_feed_is_thought_ill_of(cli: Cli) -> None:
    cli.ok("import", "-", stdin=opml(*NOWHERE))
    ran = cli("refresh")
    assert ran.code == 1
    assert ran.err.startswith("error: no network: nothing came back from any host\n\nhint: ")
    assert ran.err.count("\n") == 3
    assert set(health(cli).values()) == {("never", None)}
    assert {each["outcome"] for each in cli("refresh", "--json").json} == {"skipped"}
    shown = cli.ok("latest", "--wait", "5", tty=True)
    assert "no network: nothing came back from any host; this is what is stored\n" in shown.err


def test_dead_hosts_among_others_are_dead_hosts(cli: Cli, site: Site) -> None:
    """A neighbour that answers is no proof of a network: the same three hosts, and a feed of this machine."""
    cli.ok("import", "-", stdin=opml(*NOWHERE, site.put_feed("feed.xml", *SEVERAL)))
    cli("refresh")
    assert {state for state, _ in health(cli).values()} == {"never", "ok"}


@pytest.mark.parametrize(("has_route", "expected"), [(True, "failing"), (False, "never")])
def test_one_dead_host_is_a_dead_host_unless_there_is_no_route(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, has_route: bool, expected: str
) -> None:
    monkeypatch.setattr("newscli.refresh.round.has_route", lambda: has_route)
    cli.ok("import", "-", stdin=opml(NOWHERE[0]))
    assert cli("refresh").code == 1
    assert [state for state, _ in health(cli).values()] == [expected]


def test_of_two_refreshes_at_once_the_second_leaves(following: Cli, site: Site) -> None:
    following.now += 24 * HOUR
    with take_turn(following.home / "news.db") as turn:
        assert turn is not None
        ran = following.ok("refresh")
        assert ran.err == "another newscli is refreshing this store: left to that one\n"
        assert following.ok("refresh", "--json").json == []
        assert following("refresh", "site").code == 1
        assert following.ok("latest", "--wait", "3").err == ""
        assert site.requests == []
    following.ok("refresh")
    assert site.requests == ["/feed.xml"]


def test_a_turn_is_given_back_and_tells_when_it_ended(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    assert last_finish(store) is None
    with take_turn(store) as first, take_turn(store) as second:
        assert first is not None
        assert second is None
    assert last_finish(store) is None
    with take_turn(store) as again:
        assert again is not None
        again.finish(NOW)
    assert last_finish(store) == NOW
    with take_turn(tmp_path / "no-such-folder" / "news.db") as unlocked:
        assert unlocked is not None
        unlocked.finish(NOW)


def test_a_listing_does_not_repeat_a_refresh_of_minutes_ago(following: Cli, site: Site) -> None:
    following.ok("edit", "site", "--rhythm", "15m")
    following.now += HOUR
    following.ok("refresh")
    late = site.put_hanging("late.xml")
    following.ok("import", "-", stdin=opml(late))
    site.requests.clear()
    following.now += timedelta(minutes=9)
    following.ok("latest", "--wait", "1")  # for the new feed, whoever refreshed
    assert sorted(site.requests) == ["/late.xml"]
    following.ok("latest", "--wait", "1")
    assert len(site.requests) == 1
    following.now += timedelta(minutes=11)
    following.ok("latest", "--wait", "1")
    assert "/feed.xml" in site.requests


def test_a_cut_feed_is_no_failure_and_is_not_waited_for_again(following: Cli, site: Site) -> None:
    slow = site.put_hanging("slow.xml")
    following.ok("import", "-", stdin=opml(slow))
    following.ok("edit", "site", "--rhythm", "15m")
    following.now += 24 * HOUR
    ran = following.ok("latest", "--wait", "1")
    assert ran.err == ""
    assert {state for state, _ in health(following).values()} == {"ok", "never"}
    cut = {each["slug"]: each["attempted_at"] for each in following.ok("feeds", "--json").json}
    following.now += 2 * HOUR
    site.requests.clear()
    # The healthy one answers at once: nobody waits for the slow one, which is asked along, and nothing is held against it.
    following.ok("latest", "--wait", "600")
    assert "/feed.xml" in site.requests
    asked = {each["slug"]: each["attempted_at"] for each in following.ok("feeds", "--json").json}
    assert {slug for slug in cut if asked[slug] == cut[slug]} == {slug for slug in cut if slug != "site"}
    following.now += 24 * HOUR
    site.put_feed("slow.xml", LATER, title="Slow")
    site.requests.clear()
    following.ok("refresh", "-v")
    assert {state for state, _ in health(following).values()} == {"ok"}


def test_a_feed_that_failed_comes_back_with_a_listing(following: Cli, site: Site) -> None:
    site.put_feed("other.xml", LATER, title="Other")
    following.ok("add", site.url + "other.xml")
    other = site.answers.pop("/other.xml")
    following.now += 24 * HOUR
    following.ok("latest", "--wait", "3")
    assert health(following)["other"][0] == "failing"
    site.answers["/other.xml"] = other
    following.now += 24 * HOUR
    following.ok("latest", "--wait", "3")
    assert health(following)["other"][0] == "ok"


def follow_one_that_is_well(cli: Cli, site: Site) -> None:
    """`latest` waits for it, and its answer ends the wait: so it comes after that of `feed.xml`."""
    path = f"{cli.now:%j}.xml"
    cli.ok("import", "-", stdin=opml(site.put_feed(path)))
    site.answers[f"/{path}"] = replace(site.answers[f"/{path}"], after=site.answers["/feed.xml"])


def test_a_feed_is_named_again_only_when_its_health_changes(following: Cli, site: Site) -> None:
    words = (("", 404, "site: "), ("", 404, None), ("", 410, "gone for good"))
    for body, status, said in words:
        site.put("feed.xml", body, status=status)
        following.now += 26 * HOUR
        follow_one_that_is_well(following, site)
        err = following.ok("latest", "--wait", "20").err
        assert err == "1 feed unwell: newscli doctor\n" if said is None else said in err
    site.put_feed("feed.xml", SUMMIT)
    following.ok("refresh", "site")
    assert "unwell" not in following.ok("latest", "--wait", "3").err


def test_a_feed_that_is_well_again_is_named_once(following: Cli, site: Site) -> None:
    del site.answers["/feed.xml"]
    following("refresh", "site")
    site.put_feed("feed.xml", SUMMIT)
    for said in ("well again: site\n", ""):
        following.now += 26 * HOUR
        follow_one_that_is_well(following, site)
        assert following.ok("latest", "--wait", "20").err == said


def test_one_that_stays_refreshes_again_and_again(following: Cli, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        following.now += timedelta(seconds=seconds)
        if len(naps) == 1:
            del site.answers["/feed.xml"]
        if len(naps) > 120:
            raise KeyboardInterrupt

    monkeypatch.setattr("newscli.cli.commands.refresh.time.sleep", sleep)
    following.ok("edit", "site", "--rhythm", "1h")
    following.now += HOUR
    ran = following("refresh", "--every", "1h", "--jsonl")
    assert ran.code == 130
    assert [line["outcome"] for line in ran.lines] == ["unchanged", "failed", "failed"]
    assert max(naps) <= 60
    for words in (["5s"], ["never"], ["1h", "--json"], ["1h", "--all"]):
        assert following("refresh", "--every", *words).code == 2


def test_pages_of_new_articles_come_along_and_read_offline(following: Cli, site: Site) -> None:
    following.ok("edit", "site", "--full-text")
    site.put("news/bridge", "", status=403)
    ran = following.ok("refresh", "site")
    assert "1 page kept for reading offline · 2 could not be had\n" in ran.err
    assert following.ok("read", "3", "--offline", "--json").lines[0]["text"].split("\n\n") == list(SUMMIT_TEXT)
    assert following.ok("latest", "-u", "--count").out == "3\n"
    site.requests.clear()
    assert "kept" not in following.ok("refresh", "site").err
    assert site.requests == ["/feed.xml"]  # an answer is an answer: neither the kept page nor the refused ones are asked again


def test_pages_come_along_where_the_configuration_says_so_and_the_feed_does_not_object(following: Cli, site: Site) -> None:
    following.home.joinpath("config.toml").write_text("[refresh]\nfull_text = true\n")
    following.ok("edit", "site", "--no-full-text")
    assert "kept" not in following.ok("refresh", "site").err
    other = Item(name="other", title="Of the other feed", teaser="A line.")
    site.put_page(other, SUMMIT_TEXT)
    following.ok("add", site.put_feed("other.xml", other, title="Other"))
    assert "1 page kept" in following.ok("refresh", "other").err


def test_no_page_is_asked_of_a_host_that_wants_fewer_requests(following: Cli, site: Site) -> None:
    following.ok("edit", "site", "--full-text")
    site.answers["/feed.xml"] = Answer(status=429, headers={"Retry-After": "3600"})
    following("refresh", "site")
    assert site.requests == ["/feed.xml"]


def test_feeds_of_a_host_that_asked_to_wait_are_named_in_one_line_and_counted_apart(cli: Cli, site: Site) -> None:
    names = [f"feed-{number}.xml" for number in range(3)]
    cli.ok("import", "-", stdin=opml(*(site.put_feed(name, *SEVERAL) for name in names)))
    site.answers["/feed-0.xml"] = Answer(status=429, headers={"Retry-After": "3600"})
    failed = cli("refresh", "127-0-0")
    assert failed.code == 1
    site.requests.clear()
    ran = cli.ok("refresh", "--all")
    assert not site.requests
    lines = ran.err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("skipped: 127.0.0.1 asked not to be asked before ")
    assert lines[0].endswith(": 127-0-0, 127-0-0-2, 127-0-0-3")
    assert lines[1] == "3 feeds skipped"


def test_a_page_that_is_throttled_pauses_its_host_and_is_fetched_later(following: Cli, site: Site) -> None:
    following.ok("edit", "site", "--full-text")
    for name in ("summit", "bridge", "weather"):
        site.answers[f"/news/{name}"] = Answer(status=429, headers={"Retry-After": "3600"})
    following("refresh", "site")
    assert len(site.requests) <= 3  # the feed, and what was under way when the first refusal came
    site.requests.clear()
    following.now += 0.9 * HOUR
    ran = following("refresh", "site")
    assert "127.0.0.1 asked not to be asked before" in ran.err
    assert "2025-11-03T13:00Z" in ran.err
    assert not site.requests
    following.now += 0.2 * HOUR
    for name in ("summit", "bridge", "weather"):
        site.put(f"news/{name}", article(SUMMIT, SUMMIT_TEXT, ()))
    assert "3 pages kept" in following.ok("refresh", "site").err


def test_an_export_leaves_secrets_out_unless_they_are_asked_for(cli: Cli, site: Site, tmp_path: Path) -> None:
    cli.ok("import", "-", stdin=opml(site.put_feed("feed.xml?token=s3cret", *SEVERAL)))
    assert "s3cret" not in cli.ok("feeds").out + cli.ok("feeds", "--json").out + cli.ok("feeds", tty=True).out
    cli.ok("refresh")
    assert site.requests == ["/feed.xml?token=s3cret"]
    assert cli.ok("feeds").rows[0][5] == "The Site"
    shared = cli.ok("export")
    assert "token=***" in shared.out
    assert shared.err == "passwords and keys left out of 1 address; --with-secrets writes them\n"
    file = tmp_path / "private.opml"
    assert cli.ok("export", "--with-secrets", "-o", str(file)).err == f"1 feed written to {file}\n"
    assert "token=s3cret" in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0


def test_the_first_articles_are_ready_when_the_rest_is_cut(following: Cli, site: Site) -> None:
    site.put_feed("feed.xml", SUMMIT, LATER)
    following.ok("import", "-", stdin=opml(site.put_hanging("slow.xml")))
    following.now += 24 * HOUR
    assert LATER.title in following.ok("latest", "--wait", "1", tty=True).out


def test_of_a_first_fetch_the_newest_count_as_unread_and_that_is_said(cli: Cli, site: Site) -> None:
    cli.home.mkdir()
    cli.home.joinpath("config.toml").write_text("[unread]\nfirst_fetch = 2\n", encoding="utf-8")
    cli.ok("import", "-", stdin=opml(site.put_feed("feed.xml", *SEVERAL)))
    ran = cli.ok("refresh")
    assert "1 feed fetched for the first time: the newest 2 of each count as unread\n" in ran.err
    assert [row[2] for row in cli.ok("latest").rows] == ["u", "u", "r"]
    site.put_feed("feed.xml", LATER, *SEVERAL)
    assert "first time" not in cli.ok("refresh", "--all").err
