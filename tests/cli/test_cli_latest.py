"""`newscli latest`: what it prints for a pipe and for programs, which lines it chooses, and what "new" and "seen" mean."""

import pytest
from tests.cli.conftest import Cli
from tests.cli.site import BRIDGE, HOUR, NOW, SEVERAL, SUMMIT, WEATHER, Item, Site

from newscli.view.machine import ARTICLE_KEYS

LATER = Item(name="later", title="Something that came later", at=NOW + HOUR / 2)


def ids(cli: Cli, *words: str) -> list[int]:
    return [int(row[0]) for row in cli.ok("latest", *words).rows]


def test_a_pipe_gets_six_columns_a_line(following: Cli, site: Site) -> None:
    ran = following.ok("latest")
    assert ran.err == ""
    assert ran.rows == [
        ["3", "2025-11-03T11:00:00Z", "u", "site", SUMMIT.title, f"{site.url}news/summit"],
        ["2", "2025-11-03T10:00:00Z", "u", "site", BRIDGE.title, f"{site.url}news/bridge"],
        ["1", "2025-11-02T10:00:00Z", "u", "site", WEATHER.title, f"{site.url}news/weather"],
    ]
    assert following.ok("latest", "--plain", tty=True).out == ran.out == following.ok().out


def test_state_is_u_or_r_then_a_star(following: Cli) -> None:
    following.ok("mark", "read", "2", "1")
    following.ok("mark", "starred", "3", "1")
    assert [row[2] for row in following.ok("latest").rows] == ["u*", "r", "r*"]


def test_no_field_holds_a_tab_a_line_break_or_a_control_character(cli: Cli, site: Site) -> None:
    nasty = Item(name="a", title="One\ttwo\nthree \x85 \u202e gnp \u2028 \u200b [bold]x[/bold]", teaser="x")
    cli.ok("add", site.put_feed("f", nasty, title="A\tfeed"))
    (row,) = cli.ok("latest").rows
    assert row[4] == "One two three … gnp [bold]x[/bold]"  # 0x85 is what windows-1252 calls an ellipsis
    assert len(row) == 6
    assert cli.ok("latest", tty=True).out.count("[bold]x[/bold]") == 1


def test_json_is_one_array_with_every_key_in_each_article(following: Cli, site: Site) -> None:
    listed = following.ok("latest", "--json").json
    assert [set(article) for article in listed] == [set(ARTICLE_KEYS)] * 3
    summit = listed[0]
    label = {"slug": "site", "title": "The Site", "url": f"{site.url}feed.xml"}
    assert (summit["id"], summit["title"], summit["url"]) == (3, SUMMIT.title, f"{site.url}news/summit")
    assert (summit["feed"], summit["feeds"]) == (label, [label])
    assert (summit["published_at"], summit["sort_at"], summit["arrived_at"]) == (
        "2025-11-03T11:00:00Z", "2025-11-03T11:00:00Z", "2025-11-03T12:00:00Z",
    )  # fmt: skip
    assert (summit["read"], summit["starred"], summit["origin"], summit["completeness"]) == (False, False, "feed", "teaser")
    assert (summit["topics"], summit["tags"], summit["authors"], summit["language"]) == (["World"], [], [], "en")
    assert summit["summary"] == SUMMIT.teaser
    assert listed[1]["updated_at"] is None
    assert following.ok("latest", "--jsonl").lines == [{**article, "seen": True} for article in listed]


def test_json_escapes_what_a_terminal_would_obey(cli: Cli, site: Site) -> None:
    cli.ok("add", site.put_feed("f", Item(name="a", title="می\u200cخواهم 👨\u200d👩\u200d👧 한국")))
    ran = cli.ok("latest", "--json")
    assert "한국" in ran.out
    assert ran.json[0]["title"] == "می\u200cخواهم 👨\u200d👩\u200d👧 한국"


def test_limits(cli: Cli, site: Site) -> None:
    cli.ok("add", site.put_feed("f", *[Item(name=f"n{n}", title=f"Title {n}", at=NOW - n * HOUR) for n in range(40)]))
    assert len(ids(cli)) == 30
    assert len(ids(cli, "-n", "0")) == 40
    assert ids(cli, "-n", "2") == ids(cli, "--limit", "2") == ids(cli)[:2]
    assert len(cli.ok("latest", tty=True).out.splitlines()) < 24
    assert cli.ok("-n", "1").rows == cli.ok("latest", "-n1").rows


def test_conditions_narrow(following: Cli) -> None:
    following.ok("mark", "starred", "2")
    following.ok("mark", "read", "1")
    assert ids(following, "-u") == [3, 2]
    assert ids(following, "--starred") == [2]
    assert ids(following, "--topic", "World") == [3]
    assert ids(following, "--since", "yesterday", "--before", "today") == [1]
    assert ids(following, "--since", "2025-11-03") == [3, 2]
    assert ids(following, "--since", "2025-11-03T10:00Z", "--before", "2025-11-03T11:00Z") == [2]
    assert ids(following, "-r") == [1, 2, 3]
    assert ids(following, "-r", "-n", "2") == [2, 3]
    assert ids(following, "site") == ids(following, "-f", "the site") == [3, 2, 1]


def test_a_tag_chooses_feeds(following: Cli, site: Site) -> None:
    following.ok("add", "--tag", "#asia", site.put_feed("asia", Item(name="asia", title="From Asia")))
    assert ids(following, "--tag", "asia") == [4]
    assert ids(following, "--tag", "europe") == []


def test_count_is_one_integer_and_never_uses_the_network(following: Cli, site: Site) -> None:
    following.now += 48 * HOUR
    assert following.ok("latest", "--count").out == "3\n"
    assert following.ok("latest", "--count", "-n", "1", "-u").out == "3\n"
    assert following.ok("latest", "--count", "--topic", "nothing").out == "0\n"
    assert following.ok("latest", "--count", tty=True).out == "3\n"
    assert site.requests == []


def test_a_pipe_does_not_wait_for_the_network_and_a_terminal_does(following: Cli, site: Site) -> None:
    site.put_feed("feed.xml", LATER, *SEVERAL)
    following.now += 24 * HOUR
    assert ids(following) == [3, 2, 1]
    assert site.requests == []
    following.ok("latest", "--offline", tty=True)
    assert site.requests == []
    assert LATER.title in following.ok("latest", tty=True).out
    assert site.requests == ["/feed.xml"]
    following.now += 24 * HOUR
    following.ok("latest", "--wait", "3", "--json")
    assert site.requests == ["/feed.xml"] * 2


def test_new_is_what_came_since_the_last_look(following: Cli, site: Site) -> None:
    assert ids(following, "--new") == [3, 2, 1]
    ran = following("latest", "--new")
    assert (ran.code, ran.out) == (4, "")
    assert following("latest", "--new", "--json").out == "[]\n"
    site.put_feed("feed.xml", LATER, *SEVERAL)
    following.now += HOUR
    following.ok("refresh", "site")
    assert ids(following, "--new") == [4]
    assert following("latest", "--new").code == 4


def test_a_late_arrival_with_an_old_date_is_new_too(following: Cli, site: Site) -> None:
    following.ok("latest")
    following.now += HOUR
    site.put_feed("feed.xml", Item(name="old", title="Written long ago", at=NOW - 1000 * HOUR), *SEVERAL)
    following.ok("refresh", "site")
    assert ids(following, "--new") == [4]


def test_the_rule_says_when_the_rest_was_seen(following: Cli, site: Site) -> None:
    assert "seen" not in following.ok("latest", tty=True).out
    site.put_feed("feed.xml", LATER, *SEVERAL)
    following.now += HOUR
    following.ok("refresh", "site")
    lines = following.ok("latest", "--color", "never", tty=True).out.splitlines()
    (rule,) = [number for number, line in enumerate(lines) if "seen" in line]
    assert any(LATER.title in line for line in lines[:rule])
    assert all(item.title in "\n".join(lines[rule:]) for item in SEVERAL)
    assert "12:00" in lines[rule]


def test_what_was_listed_is_seen_and_still_unread(following: Cli) -> None:
    following.ok("latest")
    assert [(article["seen"], article["read"]) for article in following.ok("latest", "--json").json] == [(True, False)] * 3


@pytest.mark.parametrize(("words", "code"), [((), 0), (("-e",), 4), (("--exit-status", "--json"), 4), (("-e", "--count"), 4)])
def test_an_empty_list_is_no_failure_unless_it_is_asked_for(following: Cli, words: tuple[str, ...], code: int) -> None:
    assert following("latest", "--topic", "none", *words).code == code


def test_an_empty_store_gets_a_friendly_page_and_contacts_nothing(cli: Cli, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("somebody was contacted")

    monkeypatch.setattr("socket.socket.connect", refuse)
    ran = cli.ok(tty=True)
    for step in ("newscli add", "newscli import", "newscli demo"):
        assert step in ran.out
    assert cli.ok("latest", "--json").json == []
    assert cli.ok("latest", "--count").out == "0\n"
    assert cli.ok("latest").out == ""
    assert cli.ok("feeds", "--json").json == []
    assert cli.ok("search", "korea", "--json").json == []
    assert site.requests == []
    assert not cli.home.exists()


def test_two_forms_at_once_are_refused(following: Cli) -> None:
    for forms in (("--json", "--plain"), ("--json", "--jsonl"), ("--count", "--json")):
        assert following("latest", *forms).code == 2


def test_a_feed_in_trouble_is_named_once_and_then_counted(following: Cli, site: Site) -> None:
    del site.answers["/feed.xml"]
    following.now += 24 * HOUR
    first = following.ok("latest", "--wait", "3")
    assert "site: " in first.err
    assert "404" in first.err
    following.now += 24 * HOUR
    assert following.ok("latest", "--wait", "3").err == "1 feed unwell: newscli doctor\n"
    assert len(first.rows) == 3


def test_new_shows_all_of_it_and_counts_the_same(cli: Cli, site: Site) -> None:
    items = [Item(name=f"n{number}", title=f"Title {number}") for number in range(45)]
    cli.ok(
        "import", "-", stdin=f'<opml version="2.0"><body><outline xmlUrl="{site.put_feed("many.xml", *items)}"/></body></opml>'
    )
    cli.ok("refresh")
    assert len(cli.ok("latest").rows) == 30
    site.put_feed("many.xml", *items, *[Item(name=f"late{number}", title=f"Late {number}") for number in range(40)])
    cli.now += 3 * HOUR
    cli.ok("refresh", "--all")
    assert cli.ok("latest", "--new", "--count").out == "40\n"
    assert len(cli.ok("latest", "--new").rows) == 40
    assert (again := cli("latest", "--new", "--count")).out == "0\n"
    assert again.code == 4
