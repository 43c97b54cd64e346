"""`newscli mark` and `undo`: what the reader did with articles, and taking it back."""

import pytest
from tests.cli.conftest import Cli
from tests.cli.site import HOUR, NOW, SEVERAL, Item, Site

LATER = Item(name="later", title="Something that came later", at=NOW + HOUR / 2)


def states(cli: Cli) -> dict[str, str]:
    return {row[0]: row[2] for row in cli.ok("latest", "-n", "0").rows}


def test_marks_of_every_kind_and_back(following: Cli) -> None:
    ran = following.ok("mark", "read", "1", "2")
    assert (ran.out, ran.err) == ("", "2 articles marked read · newscli undo\n")
    following.ok("mark", "starred", "3")
    assert states(following) == {"3": "u*", "2": "r", "1": "r"}
    following.ok("mark", "unread", "1-2")
    following.ok("mark", "unstarred", "3")
    assert states(following) == {"3": "u", "2": "u", "1": "u"}
    for before in ({"3": "u*", "2": "u", "1": "u"}, {"3": "u*", "2": "r", "1": "r"}, {"3": "u", "2": "r", "1": "r"}):
        following.ok("undo")
        assert states(following) == before
    following.ok("undo")
    assert following.ok("undo").err == "took back: following The Site (site), just now\n"
    assert following("undo").code == 1


def test_what_is_so_already_is_nothing_to_undo(following: Cli) -> None:
    following.ok("mark", "read", "3")
    assert following.ok("mark", "read", "3").err == "nothing to mark read\n"
    following.ok("undo")
    assert states(following)["3"] == "u"


def test_references_of_a_listing_and_of_a_pipe(following: Cli) -> None:
    rows = following.ok("latest", "-n", "2").out
    following.ok("mark", "read", "@2")
    assert states(following) == {"3": "u", "2": "r", "1": "u"}
    following.ok("latest", "-n", "2")
    following.ok("mark", "starred", "@last")
    assert states(following) == {"3": "u*", "2": "r*", "1": "u"}
    following.ok("mark", "unstarred", "--stdin", stdin=rows)
    assert states(following) == {"3": "u", "2": "r", "1": "u"}


def test_options_choose(following: Cli, site: Site) -> None:
    following.ok("add", "--tag", "asia", site.put_feed("asia", Item(name="asia", title="From Asia", topic="World")))
    following.ok("latest")
    for options, marked in (
        (("--topic", "World"), {"3", "4"}),
        (("--tag", "asia"), {"4"}),
        (("--feed", "site"), {"1", "2", "3"}),
        (("--before", "today"), {"1"}),
        (("--feed", "site", "--before", "today"), {"1"}),
        (("--all",), {"1", "2", "3", "4"}),
    ):
        following.ok("mark", "read", *options)
        assert {number for number, state in states(following).items() if state == "r"} == marked
        following.ok("undo")


def test_options_never_mark_what_is_newer_than_the_last_listing(following: Cli, site: Site) -> None:
    following.ok("latest")
    following.now += HOUR
    site.put_feed("feed.xml", LATER, Item(name="old", title="Late with an old date", at=NOW - 500 * HOUR), *SEVERAL)
    following.ok("refresh", "site")
    for options in (("--all",), ("--feed", "site"), ("--before", "now")):
        following.ok("mark", "read", *options)
        assert [row[0] for row in following.ok("latest", "-u", "--count").rows] == ["2"]
        following.ok("undo")


def test_lines_that_the_last_listing_does_not_have_are_said_and_nothing_is_marked(following: Cli) -> None:
    following.ok("latest", "-n", "1")
    for words in (("@1-5",), ("@2",), ("@0",)):
        ran = following("mark", "read", *words)
        assert (ran.code, ran.out) == (1, "")
        assert "it had 1 line\n" in ran.err
    assert set(states(following).values()) == {"u"}


def test_a_word_that_can_be_no_article_is_wrong_usage(following: Cli) -> None:
    assert following("mark", "read", "abc").code == 2
    assert following("mark", "read", "1", "abc").code == 3


def test_options_mark_nothing_before_anything_was_listed(cli: Cli, site: Site) -> None:
    address = site.put_feed("feed.xml", *SEVERAL)
    cli.ok("import", "-", stdin=f"<opml version='2.0'><body><outline type='rss' text='Site' xmlUrl='{address}'/></body></opml>")
    cli.ok("refresh")
    ran = cli("mark", "read", "--all")
    assert (ran.code, ran.out) == (1, "")
    assert "nothing was listed yet" in ran.err
    assert set(states(cli).values()) == {"u"}
    cli.ok("mark", "read", "--all")
    assert set(states(cli).values()) == {"r"}


def test_a_part_that_does_not_exist_is_named_and_the_rest_marked(following: Cli) -> None:
    ran = following("mark", "read", "3", "99")
    assert ran.code == 3
    assert "error: there is no article 99" in ran.err
    assert states(following)["3"] == "r"
    assert following("mark", "read", "98", "99").code == 1
    assert following("mark", "read", "2", "97-99").code == 3


@pytest.mark.parametrize("words", [(), ("1", "--all"), ("--stdin", "--all"), ("page.html",)])
def test_words_that_name_nothing_are_refused(following: Cli, words: tuple[str, ...]) -> None:
    assert following("mark", "read", *words).code in (1, 2)
    assert set(states(following).values()) == {"u"}


def test_removing_hides_keeps_and_undo_restores(following: Cli) -> None:
    following.ok("mark", "starred", "2")
    ran = following.ok("remove", "site")
    assert "newscli undo" in ran.err
    assert following.ok("latest").rows == []
    assert following.ok("feeds").rows == []
    assert following.ok("read", "3", "--offline", "--json").lines[0]["id"] == 3
    assert [row[0] for row in following.ok("search", "seoul").rows] == ["3"]
    following.ok("undo")
    assert states(following) == {"3": "u", "2": "u*", "1": "u"}
    assert following.ok("feeds").rows[0][:3] == ["site", "3", "3"]


def test_undo_takes_back_what_was_followed_and_edited(cli: Cli, site: Site) -> None:
    address = site.put_feed("feed.xml", *SEVERAL)
    cli.ok("add", address, "--tag", "asia")
    cli.ok("edit", "site", "--slug", "mine", "--title", "Mine", "--tag", "uk")
    cli.now += HOUR
    assert cli.ok("undo").err == "took back: edit of The Site (site), 1h ago\n"
    assert cli.ok("feeds", "--json").json[0]["tags"] == ["asia"]
    cli.ok("add", address, "--tag", "daily")
    assert cli.ok("feeds", "--json").json[0]["tags"] == ["asia", "daily"]
    cli.ok("undo")
    assert cli.ok("feeds", "--json").json[0]["tags"] == ["asia"]
    assert cli.ok("undo").err == "took back: following The Site (site), 1h ago\n"
    assert cli.ok("feeds").rows == []
    assert cli("undo").code == 1


def test_an_import_is_taken_back_whole_and_so_is_a_removal_of_several(cli: Cli) -> None:
    outlines = "".join(f'<outline type="rss" text="{name}" xmlUrl="https://{name}.example/feed"/>' for name in ("one", "two"))
    opml = f"<opml version='2.0'><head/><body>{outlines}</body></opml>"
    cli.ok("import", "-", stdin=opml)
    cli.ok("remove", "one", "two")
    assert cli.ok("undo").err == "took back: removing 2 feeds (one, two), just now\n"
    assert [row[0] for row in cli.ok("feeds").rows] == ["one", "two"]
    assert cli.ok("undo").err == "took back: following 2 feeds (one, two), just now\n"
    assert cli.ok("feeds").rows == []


def test_following_again_what_was_removed_brings_nothing_back_as_unread(following: Cli, site: Site) -> None:
    following.ok("mark", "read", "1-3")
    following.ok("remove", "site")
    following.ok("add", site.url + "feed.xml")
    assert states(following) == {"3": "r", "2": "r", "1": "r"}


def test_opening_hands_the_address_to_the_browser_and_marks_read(
    following: Cli, site: Site, home: object, tmp_path: object
) -> None:
    following.ok("open", "3", BROWSER="true")
    assert states(following)["3"] == "r"
    ran = following("open", "2", BROWSER="false")
    assert ran.code == 1
    assert states(following)["2"] == "u"
    assert following("open", "2", BROWSER="/no/such/browser").code == 1
    assert following("open", "2", BROWSER="'").code == 1
