"""Saved searches: kept, run again, read like a feed, and an alert for cron."""

import pytest
from tests.cli.conftest import Cli, Program
from tests.cli.site import HOUR, NOW, SEVERAL, Item, Site

SEOUL = Item(name="seoul-again", title="Ministers return to Seoul", at=NOW + HOUR / 2)
OTHER = Item(name="harvest", title="A good harvest", at=NOW + HOUR / 2)


@pytest.fixture
def saved(following: Cli) -> Cli:
    """A reader with one saved search, which finds article 3."""
    ran = following.ok("search", "--save", "seoul", "seoul", "--sort", "newest")
    assert "saved as @seoul · newscli search @seoul --new" in ran.err
    assert [row[0] for row in ran.rows] == ["3"]
    return following


def bring(cli: Cli, site: Site, *items: Item) -> None:
    cli.now += HOUR
    site.put_feed("feed.xml", *SEVERAL, *items)
    cli.ok("refresh", "site")


def test_a_saved_search_runs_by_its_name(saved: Cli) -> None:
    assert [row[0] for row in saved.ok("search", "@seoul").rows] == ["3"]
    assert saved.ok("search", "@seoul", "--json").json[0]["id"] == 3
    assert saved.ok("search", "@seoul", "-ministers").rows == []
    assert saved.ok("search", "@seoul", "--count").out == "1\n"


def test_they_are_listed_beside_each_other_with_what_is_new(saved: Cli, site: Site) -> None:
    assert saved.ok("searches", tty=True, NO_COLOR="1").out == "@seoul  seoul\n"
    bring(saved, site, OTHER, SEOUL)
    assert saved.ok("searches", tty=True, NO_COLOR="1").out == "@seoul  1 new  seoul\n"


def test_options_are_saved_as_fields(following: Cli) -> None:
    following.ok("search", "--save", "mine", "seoul", "-f", "site", "--since", "2025-11-01", "-u")
    assert following.ok("searches").rows == [["mine", "0", "seoul is:unread feed:site since:2025-11-01"]]
    assert [row[0] for row in following.ok("search", "@mine").rows] == ["3"]


def test_new_is_what_came_since_the_last_run_and_an_exit_code_for_cron(saved: Cli, site: Site) -> None:
    assert saved("search", "@seoul", "--new").code == 4
    bring(saved, site, OTHER)
    assert saved("search", "@seoul", "--new").code == 4
    bring(saved, site, OTHER, SEOUL)
    assert saved.ok("search", "@seoul", "--new", "--count").out == "1\n"
    assert saved.ok("searches").rows[0][:2] == ["seoul", "1"]
    assert [row[4] for row in saved.ok("search", "@seoul", "--new").rows] == [SEOUL.title]
    ran = saved("search", "@seoul", "--new")
    assert (ran.code, ran.out) == (4, "")
    assert saved("search", "@seoul", "--new", "--count").code == 4


def test_a_late_arrival_with_an_old_date_is_new(saved: Cli, site: Site) -> None:
    bring(saved, site, Item(name="late", title="Seoul, long ago", at=NOW - 100 * HOUR))
    assert len(saved.ok("search", "@seoul", "--new").rows) == 1


def test_what_a_person_looked_at_is_still_new_to_a_script(saved: Cli, site: Site) -> None:
    bring(saved, site, SEOUL)
    saved.ok("search", "@seoul", tty=True)
    assert len(saved.ok("search", "@seoul", "--new").rows) == 1


def test_all_that_is_new_is_shown_and_what_was_left_out_stays_new(saved: Cli, site: Site) -> None:
    news = [Item(name=f"seoul-{number}", title=f"Seoul, day {number}") for number in range(25)]
    bring(saved, site, *news)
    assert len(saved.ok("search", "@seoul").rows) == 20
    assert len(saved.ok("search", "@seoul", "-n", "1").rows) == 1
    assert len(saved.ok("search", "@seoul", "--new", "-n", "3").rows) == 3
    assert len(saved.ok("search", "@seoul", "--new").rows) == 25
    assert saved("search", "@seoul", "--new").code == 4


def test_who_waits_for_a_word_gets_no_other(following: Cli) -> None:
    assert following.ok("search", "seuol").rows
    assert following("search", "seuol", "-e").code == 4
    following.ok("search", "--save", "typo", "seuol")
    assert following.ok("search", "@typo").out == ""
    assert following.ok("searches").rows[0][:2] == ["typo", "0"]


def test_more_words_are_another_search_and_no_run_of_the_saved_one(saved: Cli, site: Site) -> None:
    bring(saved, site, SEOUL)
    saved.ok("search", "@seoul", "return")
    assert len(saved.ok("search", "@seoul", "--new").rows) == 1


def test_only_a_saved_search_knows_what_is_new(following: Cli) -> None:
    for words in (("seoul", "--new"), ("@nosuch", "--new")):
        ran = following("search", *words)
        assert (ran.code, ran.out) == (2, "")
        assert "only a saved search" in ran.err


def test_a_name_that_is_not_saved_is_a_word_like_others(following: Cli) -> None:
    ran = following.ok("search", "@seoul")
    assert [row[0] for row in ran.rows] == ["3"]
    assert "no search is saved as @seoul: taken for a word" in ran.err


@pytest.mark.parametrize("name", ["Seoul", "two words", "42", "@", "a/b", "x" * 30])
def test_a_name_that_cannot_be_is_refused_and_nothing_saved(following: Cli, name: str) -> None:
    assert following("search", "--save", name, "seoul").code == 2
    assert following.ok("searches").rows == []


def test_it_is_read_like_a_feed(saved: Cli, site: Site) -> None:
    assert [row[0] for row in saved.ok("latest", "@seoul").rows] == ["3"]
    bring(saved, site, SEOUL, OTHER)
    assert [row[4] for row in saved.ok("latest", "@seoul", "--new").rows] == [SEOUL.title]
    assert saved("latest", "@seoul", "--new").code == 4
    assert saved.ok("latest", "@seoul", "--count").out == "2\n"
    assert len(saved.ok("latest", "@seoul", "-n", "1").rows) == 1
    assert saved.ok("latest", "@seoul", "-r").rows[0][0] == "3"
    saved.ok("mark", "read", "3")
    assert "3" not in [row[0] for row in saved.ok("latest", "@seoul", "-u").rows]
    assert saved("latest", "@seoul", "site").code == 2
    assert saved("latest", "@nosuch").code == 1


def test_it_is_renamed_with_its_runs_deleted_and_brought_back(saved: Cli, site: Site) -> None:
    bring(saved, site, SEOUL)
    saved.ok("search", "@seoul")
    assert saved.ok("edit", "@seoul", "--slug", "capital").err == "@capital: seoul\n"
    assert saved("search", "@capital", "--new").code == 4
    assert "the search @capital is deleted" in saved.ok("remove", "@capital").err
    assert saved.ok("searches").rows == []
    assert saved.ok("undo").err == "took back: deleting the saved search @capital, just now\n"
    assert saved.ok("undo").err == "took back: renaming the saved search @seoul to @capital, just now\n"
    assert saved("search", "@seoul", "--new").code == 4
    assert saved.ok("undo").err == "took back: saving the search @seoul, 1h ago\n"
    assert saved.ok("searches").rows == []


def test_saving_again_replaces_and_undo_restores(saved: Cli) -> None:
    saved.ok("search", "--save", "seoul", "title:summit")
    assert saved.ok("searches").rows[0][2] == "title:summit"
    saved.now += HOUR
    assert saved.ok("undo").err == "took back: changing the saved search @seoul, 1h ago\n"
    assert saved.ok("searches").rows[0][2] == "seoul"


def test_what_cannot_be_renamed_or_removed_is_said(saved: Cli) -> None:
    saved.ok("search", "--save", "other", "summit")
    assert saved("edit", "@seoul", "--slug", "other").code == 2
    assert saved("edit", "@seoul", "--title", "Seoul").code == 2
    assert saved("edit", "@nosuch", "--slug", "x").code == 1
    assert saved("remove", "@nosuch").code == 1
    assert saved("remove", "@nosuch", "@other").code == 3
    assert [row[0] for row in saved.ok("searches").rows] == ["seoul"]


def test_the_list_in_every_form(saved: Cli, site: Site) -> None:
    bring(saved, site, SEOUL)
    assert saved.ok("searches", "--json").json == [
        {"name": "seoul", "query": "seoul", "sort": "newest", "new": 1, "made_at": "2025-11-03T12:00:00Z"}
    ]
    for width in (40, 80, 120):
        lines = saved.ok("searches", "--color", "never", tty=True, width=width).out.splitlines()
        assert lines[0].startswith("@seoul  1 new  seoul")
        assert max(map(len, lines)) <= width


def test_a_saved_search_whose_feed_is_gone_says_so(following: Cli) -> None:
    following.ok("search", "--save", "mine", "seoul", "-f", "site")
    following.ok("remove", "site")
    assert following("search", "@mine").code == 1
    ran = following.ok("searches")
    assert ran.rows == [["mine", "", "seoul feed:site"]]
    assert "@mine: no feed answers to site" in ran.err


def test_tab_offers_saved_searches(saved: Cli, program: Program) -> None:
    ran = program(environ={"_NEWSCLI_COMPLETE": "complete_bash", "COMP_WORDS": "newscli latest @", "COMP_CWORD": "2"})
    assert "@seoul" in ran.out
