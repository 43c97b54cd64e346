"""`newscli search`: whatever a person types is a search, and what is found is printed as `latest` prints it."""

import string

import pytest
from tests.cli.conftest import Cli
from tests.cli.site import NOW, Item, Site

from newscli.view.machine import HIT_KEYS

TITLES = (
    "Korea and Japan talk",
    "North Korea fires a missile",
    "한국의 새 소식",
    "Don't panic: C++ at 40",
    "US-Korea trade, naïve or not",
)
TYPED = (
    "US-Korea", "don't", "C++", '"', "AND", "OR NOT", "*", "a*", "(", "NEAR(", "korea:", "-", "--", "x" * 5_000, "\x00", "^",
    "{}", "' OR 1=1", "\u2212", "-*", '-"', "korea - north", '"" ""',
)  # fmt: skip


@pytest.fixture
def archive(cli: Cli, site: Site) -> Cli:
    """Five articles with words of several kinds."""
    titles = [
        "Korea and Japan talk",
        "North Korea fires a missile",
        "한국의 새 소식",
        "Don't panic: C++ at 40",
        "US-Korea trade, naïve or not",
    ]
    cli.ok(
        "add", site.put_feed("f", *[Item(name=f"n{n}", title=title, at=NOW) for n, title in enumerate(titles)], title="Archive")
    )
    site.requests.clear()
    return cli


def titles(cli: Cli, *words: str) -> set[str]:
    return {row[4] for row in cli.ok("search", *words).rows}


def test_words_narrow_and_exclusions_take_away(archive: Cli) -> None:
    assert len(titles(archive, "korea")) == 3
    assert titles(archive, "korea", "missile") == {"North Korea fires a missile"}
    assert titles(archive, "korea", "-north", "-trade") == {"Korea and Japan talk"}
    assert titles(archive, "korea -north -trade") == {"Korea and Japan talk"}
    assert titles(archive, '"north korea"') == {"North Korea fires a missile"}
    assert titles(archive, "miss*") == {"North Korea fires a missile"}
    assert titles(archive, "NAIVE") == {"US-Korea trade, naïve or not"}
    assert titles(archive, "한국") == {"한국의 새 소식"}


@pytest.mark.parametrize("letter", string.ascii_lowercase)
def test_an_exclusion_is_never_torn_into_options(archive: Cli, letter: str) -> None:
    word = f"-{letter}orth"
    left = {"Korea and Japan talk", "US-Korea trade, naïve or not", "North Korea fires a missile"}
    left -= {"North Korea fires a missile"} if letter == "n" else set()
    assert titles(archive, "korea", word) == left
    assert titles(archive, word, "korea") == left


@pytest.mark.parametrize("word", ["-us", "-eu", "-uk", "-un", "-hn", "-re", "-vq"])
def test_two_letters_are_excluded_too_and_no_run_of_options(archive: Cli, word: str) -> None:
    left = {"Korea and Japan talk", "US-Korea trade, naïve or not", "North Korea fires a missile"}
    assert titles(archive, "korea", word) == left - ({"US-Korea trade, naïve or not"} if word == "-us" else set())


def test_options_of_a_search_still_work(archive: Cli) -> None:
    assert len(archive.ok("search", "korea", "-n", "1").rows) == 1
    assert len(archive.ok("search", "-n", "2", "korea").rows) == 2
    assert archive.ok("search", "korea", "--count", "-u").out == "3\n"
    assert archive.ok("search", "korea", "-f", "archive", "--since", "1d").rows
    assert archive.ok("search", "--", "-north").code == 0
    assert len(archive.ok("search", "korea", "-n2").rows) == 2
    assert archive("search", "korea", "-n", "9" * 20).code == 2


@pytest.mark.parametrize("typed", TYPED)
def test_nothing_that_is_typed_is_an_error(archive: Cli, typed: str) -> None:
    ran = archive("search", "--", typed)
    assert ran.code == 0, ran
    assert "error" not in ran.err


def test_signs_do_not_hide_what_is_meant(archive: Cli) -> None:
    assert titles(archive, "US-Korea") == {"US-Korea trade, naïve or not"}
    assert titles(archive, "don't") == {"Don't panic: C++ at 40"}
    assert titles(archive, "C++") == {"Don't panic: C++ at 40"}


def test_json_says_why(archive: Cli, site: Site) -> None:
    hits = archive.ok("search", "missile", "--json").json
    assert [set(hit) for hit in hits] == [set(HIT_KEYS)]
    (hit,) = hits
    assert hit["highlights"]
    for mark in hit["highlights"]:
        assert hit["snippet"][mark["start"] : mark["end"]].lower() == "missile"
    scores = [hit["score"] for hit in archive.ok("search", "korea", "--jsonl").lines]
    assert scores == sorted(scores, reverse=True)
    assert archive.ok("search", "nothingofthekind", "--json").json == []
    assert site.requests == []


def test_the_hits_are_the_last_listing(archive: Cli) -> None:
    first = archive.ok("search", "korea").rows[0][0]
    assert archive.ok("read", "@1", "--offline", "--json").lines[0]["id"] == int(first)


def test_a_person_gets_snippets_and_nothing_found_is_no_failure(archive: Cli) -> None:
    assert "missile" in archive.ok("search", "missile", tty=True).out
    assert archive.ok("search", "nothingofthekind").out == ""
    assert archive("search", "nothingofthekind", "-e").code == 4
    assert "nothingofthekind" in (ran := archive.ok("search", "nothingofthekind", tty=True)).out + ran.err


def test_fields_and_operators(archive: Cli) -> None:
    assert titles(archive, "missile", "OR", "panic") == {"North Korea fires a missile", "Don't panic: C++ at 40"}
    assert titles(archive, "korea -(missile OR trade)") == {"Korea and Japan talk"}
    assert titles(archive, "title:missile", "feed:archive", "since:2d", "is:unread") == {"North Korea fires a missile"}
    assert titles(archive, "is:unread", "-korea", "-한국") == {"Don't panic: C++ at 40"}
    assert titles(archive, "korea", "--topic", "nowhere") == set()
    assert len(archive.ok("search", "--since", "2d").rows) == 5


def test_what_was_understood_is_said_once(archive: Cli) -> None:
    assert archive.ok("search", "korea", "talk").err == ""
    assert archive.ok("search", "north korea").err == "understood: north and korea, best together\n"
    assert archive.ok("search", '"north korea"').err == 'understood: "north korea"\n'
    assert archive.ok("search", '"north korea"', "-q").err == ""
    assert "there is no field colour" in archive.ok("search", "colour:red").err
    assert "no letter or figure in (" in archive.ok("search", "(").err


def test_a_search_of_nothing_is_wrong_usage(archive: Cli) -> None:
    for words in ((), ("",), ("  ", " ")):
        ran = archive("search", *words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("error: nothing to search for\n\nhint: ")


def test_a_mistake_is_pointed_at(archive: Cli) -> None:
    ran = archive("search", "한국", "since:banana")
    assert ran.code == 2
    assert ran.err.splitlines()[:3] == ["error: not a time: banana", "  한국 since:banana", "       ^^^^^^^^^^^^"]
    assert archive("search", "feed:nosuch").err.splitlines()[2] == "  ^^^^^^^^^^^"


def test_a_mistyped_word_is_taken_for_the_nearest(archive: Cli) -> None:
    ran = archive.ok("search", "misslie")
    assert [row[4] for row in ran.rows] == ["North Korea fires a missile"]
    assert ran.err == "nothing for misslie: showing missile\n"
    assert archive.ok("search", "misslie", tty=True).out.endswith("1 article for missile\x1b[0m\n")
    assert archive.ok("search", '"misslie"').out == ""
    assert archive.ok("search", "qqqqqqq").out == ""


def test_inflections_are_found_below_the_word_itself(archive: Cli) -> None:
    assert titles(archive, "missiles", "fire") == {"North Korea fires a missile"}
    assert titles(archive, "talks") == {"Korea and Japan talk"}


def test_orders_by_time_are_each_others_reverse(archive: Cli) -> None:
    newest = [row[0] for row in archive.ok("search", "korea", "--sort", "newest").rows]
    assert [row[0] for row in archive.ok("search", "korea", "--sort", "oldest").rows] == newest[::-1]
    assert [row[0] for row in archive.ok("search", "korea", "--sort", "newest", "-r").rows] == newest[::-1]
    assert archive("search", "korea", "--sort", "best").code == 2


def test_a_pipe_is_told_of_what_it_did_not_get(archive: Cli) -> None:
    assert archive.ok("search", "korea", "-n", "1").err == "1 of 3 articles for korea; -n 0 prints all\n"


def test_groups_are_counted(archive: Cli) -> None:
    assert archive.ok("search", "korea", "--by", "feed").out == "archive\t3\n"
    assert archive.ok("search", "korea", "--by", "day").out == "2025-11-03\t3\n"
    assert archive.ok("search", "korea", "--by", "month", "--json").json == [
        {"by": "month", "name": "2025-11", "count": 3, "followed": None}
    ]
    assert archive.ok("search", "korea", "--by", "topic", "--jsonl").out == ""
    assert archive("search", "nothingofthekind", "--by", "feed", "-e").code == 4
    assert archive("search", "korea", "--by", "colour").code == archive("search", "korea", "--by", "day", "--count").code == 2
    page = archive.ok("search", "korea", "--by", "feed", "--color", "never", tty=True).out.splitlines()
    assert page[0].startswith("archive  3  █")
    assert page[-1] == "3 articles for korea in 1 feed"


def test_a_count_says_what_it_leaves_out(archive: Cli) -> None:
    assert archive.ok("search", "korea", "--by", "feed").err == ""
    assert archive.ok("search", "korea", "--by", "feed", "--json").json[0]["followed"] is True
    archive.ok("remove", "archive")
    ran = archive.ok("search", "korea", "--by", "feed")
    assert (ran.out, ran.err) == ("archive\t3\n", "no longer followed: archive\n")
    assert archive.ok("search", "korea", "--by", "feed", "--json").json[0]["followed"] is False
