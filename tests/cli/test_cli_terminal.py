"""What a person sees: the screen of a real terminal of 40, 80 and 120 columns, as an emulator shows it."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pexpect
import pyte
import pytest
from tests.cli.conftest import Cli, Program
from tests.cli.site import BRIDGE, HOUR, NOW, SUMMIT, SUMMIT_TEXT, WEATHER, Answer, Item, Site
from wcwidth import wcswidth

Raw = Callable[..., str]
Show = Callable[..., list[str]]
SCRIPTS = (
    Item(name="ko", title="한국과 미국, 서울에서 연례 안보협의회 개최… 주한미군의 역할을 논의", at=NOW - HOUR),
    Item(name="zh", title="首尔与华盛顿就驻韩美军的未来角色举行高级别会谈，双方讨论导弹防御", at=NOW - HOUR),
    Item(name="ar", title="مجلس المدينة يوافق على خطة جديدة للنقل العام", at=NOW - HOUR),
    Item(name="he", title="ראש העיר הודיע על פתיחת הגשר מחדש", at=NOW - HOUR),
    Item(name="emoji", title="🇰🇷 Families 👨‍👩‍👧 celebrate ❤️ the first snow of the year 🎉", at=NOW - HOUR),
    Item(name="evil", title="\u202eevil\u2066 &#27;[31m [b]bold[/b] \u200btitle", at=NOW - HOUR),
)

ATTACK = "Plain \x1b[2J\x1b]52;c;ZXZpbA==\x07\x9b31m\x1b]0;owned\x9c\u202eesrever\u2066 [bold]loud[/bold] [/b] :smile: words"
SHOWN = "Plain esrever [bold]loud[/bold] [/b] :smile: words"
STYLED = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\)")
"""What may stand in the output for a terminal: colours (SGR) and links (OSC 8)."""


@pytest.fixture
def raw(program: Program) -> Raw:
    """Runs a command on a terminal of that width and gives what it sent there."""

    def run(*words: str, width: int, height: int = 60, **environ: str) -> str:
        command = program.words
        given = {**program.environ(**environ), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PAGER": "cat"}
        child: Any = pexpect.spawn(
            command[0], [*command[1:], *words], env=given, dimensions=(height, width), timeout=240, encoding="utf-8"
        )
        child.expect(pexpect.EOF)
        child.close()
        sent = str(child.before)
        assert child.exitstatus == 0, sent
        return sent

    return run


@pytest.fixture
def show(raw: Raw) -> Show:
    """The same, as the lines of the screen."""

    def run(*words: str, width: int, **more: Any) -> list[str]:
        screen = pyte.Screen(width, 400)
        pyte.Stream(screen).feed(raw(*words, width=width, **more))
        return [line.rstrip() for line in screen.display if line.strip()]

    return run


@pytest.fixture
def hostile(cli: Cli, site: Site) -> Cli:
    """A reader of a feed whose every field is an attack. JSON, because XML cannot hold an ESC."""
    entry = {"id": "1", "url": f"{site.url}x", "title": ATTACK, "summary": ATTACK, "content_text": f"{ATTACK}\n\n" * 3}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": ATTACK, "authors": [{"name": ATTACK}], "items": [entry]}
    cli.ok("add", site.put("feed.json", json.dumps(feed), kind="application/feed+json"))
    return cli


def controls(text: str) -> list[str]:
    """The characters that a terminal or a reader's eye would obey, line breaks apart."""
    return re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_headlines_keep_to_their_lines_in_every_script(cli: Cli, site: Site, show: Show, width: int) -> None:
    cli.ok("add", site.put_feed("feed.xml", *SCRIPTS, title="A Feed Whose Name Is Longer Than Any Column"))
    lines = show("latest", "--offline", width=width)
    assert all(wcswidth(line) <= width for line in lines)
    for number in range(1, 7):
        (row,) = [line for line in lines if re.match(rf"\s*{number}\s", line)]
        assert "•" in row
    text = "\n".join(lines)
    for word in ("한국", "首尔", "evil", "[b]bold"):
        assert word in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_an_article_has_a_readable_measure_and_its_related_items(following: Cli, show: Show, width: int) -> None:
    lines = show("read", "3", width=width)
    assert all(wcswidth(line) <= width for line in lines)
    assert max(len(line.strip()) for line in lines) <= 80
    text = " ".join(" ".join(lines).split())
    for said in (SUMMIT.title, "Ada Writer", *SUMMIT_TEXT, BRIDGE.title, WEATHER.title, BRIDGE.teaser):
        assert said in text
    assert "3 read" in text
    if width == 120:
        assert all(line.startswith(" " * 10) for line in lines if SUMMIT_TEXT[0][:20] in line)


def test_without_colours_everything_is_still_said(following: Cli, show: Show) -> None:
    following.ok("mark", "read", "2")
    following.ok("mark", "starred", "1")
    for environ in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        lines = show("latest", "--offline", width=80, **environ)
        rows = {number: next(line for line in lines if re.match(rf"\s*{number}\s", line)) for number in "123"}
        assert "•" in rows["3"]
        assert "•" not in rows["2"]
        assert "★" in rows["1"] or "*" in rows["1"]


@pytest.mark.parametrize(("command", "first"), [("read", SUMMIT.title[:9]), ("related", "Related news")])
@pytest.mark.parametrize("width", [24, 80])
def test_whom_one_waits_for_is_said_until_the_answer_is_there(
    following: Cli, site: Site, program: Program, command: str, first: str, width: int
) -> None:
    gate = Answer()
    site.answers["/news/summit"] = replace(site.answers["/news/summit"], after=gate)
    screen = pyte.Screen(width, 400)
    stream = pyte.Stream(screen)
    environ = {**program.environ(), "TERM": "xterm-256color", "PAGER": "cat", "LC_ALL": "C.UTF-8"}
    words = [*program.words[1:], command, "3"]
    child: Any = pexpect.spawn(program.words[0], words, env=environ, dimensions=(60, width), timeout=240, encoding="utf-8")
    child.expect("fetching.*…")
    stream.feed(child.before + child.after)
    assert [line.rstrip() for line in screen.display if line.strip()] == ["fetching 127.0.0.1 …"]
    gate.given.set()
    child.expect(pexpect.EOF)
    stream.feed(child.before)
    lines = [line.strip() for line in screen.display]
    assert not [line for line in lines if "fetching" in line]
    assert lines[0].startswith(first)


def test_search_and_feeds_fit_a_narrow_terminal(following: Cli, show: Show) -> None:
    for words in (["search", "seoul"], ["feeds"], ["related", "3"], ["doctor"]):
        assert all(wcswidth(line) <= 40 for line in show(*words, width=40) if "/" not in line)


def test_doctor_puts_a_path_that_does_not_fit_whole_on_a_line_of_its_own(following: Cli, program: Program, raw: Raw) -> None:
    wide, narrow = (raw("doctor", width=width).replace("\r", "").splitlines() for width in (400, 40))
    assert wide[1:] == [
        f"database: {program.home / 'news.db'}", f"configuration: {program.home / 'config.toml'} (not there yet)",
        f"logs: {program.home / 'log'} (not there yet)",
    ]  # fmt: skip
    assert narrow[1:] == [
        "database:", f"{program.home / 'news.db'}", "configuration (not there yet):", f"{program.home / 'config.toml'}",
        "logs (not there yet):", f"{program.home / 'log'}",
    ]  # fmt: skip


def test_a_newcomer_sees_what_to_do(show: Show, program: Program) -> None:
    text = "\n".join(show(width=80))
    for step in ("newscli add", "newscli import", "newscli demo"):
        assert step in text
    assert not program.home.exists()


def test_columns_of_the_environment_win(following: Cli, show: Show) -> None:
    assert all(wcswidth(line) <= 50 for line in show("latest", "--offline", width=120, COLUMNS="50"))


def test_the_pager_gets_what_does_not_fit_the_screen(following: Cli, program: Program) -> None:
    environ = {**program.environ(), "TERM": "xterm", "PAGER": "head -n 2", "LC_ALL": "C.UTF-8"}
    command = program.words
    child: Any = pexpect.spawn(
        command[0], [*command[1:], "read", "3"], env=environ, dimensions=(10, 80), timeout=240, encoding="utf-8"
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert SUMMIT.title in child.before
    assert SUMMIT_TEXT[3][:30] not in child.before


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("words", [["latest", "--offline"], ["read", "1", "--offline"], ["search", "plain"], ["feeds"]])
def test_a_terminal_is_sent_colours_and_links_and_no_other_control(hostile: Cli, raw: Raw, words: list[str], width: int) -> None:
    sent = raw(*words, width=width)
    left = STYLED.sub("", sent).replace("\r\n", "\n")
    assert controls(left) == []
    assert "\x1b" in sent  # or the pattern above was never put to the test
    assert "52;c" not in left
    assert "owned" not in left


def test_markup_and_emoji_names_are_words_on_a_terminal(hostile: Cli, show: Show) -> None:
    for words in (["latest", "--offline"], ["read", "1", "--offline"], ["search", "plain"]):
        assert SHOWN in " ".join(" ".join(show(*words, width=120)).split())


def test_markup_and_emoji_names_are_words_in_pipes_and_json(hostile: Cli) -> None:
    assert hostile.ok("latest").rows[0][4] == SHOWN
    assert hostile.ok("latest", "--json").json[0]["title"] == SHOWN
    read = hostile.ok("read", "1", "--offline", "--json").lines[0]
    assert (read["title"], read["text"].split("\n\n")) == (SHOWN, [SHOWN] * 3)
    for words in (["latest"], ["latest", "--json"], ["read", "1", "--offline"], ["search", "plain", "--json"], ["export"]):
        assert controls(hostile.ok(*words).out.replace("\t", "")) == []


@pytest.mark.parametrize("width", [40, 80])
def test_ctrl_c_in_a_refresh_leaves_one_sentence(following: Cli, program: Program, site: Site, width: int) -> None:
    following.ok("edit", "site", "--title", "A Site Whose Name Fills the Line of Progress on a Terminal of Any Width")
    site.put_hanging("feed.xml")
    command = program.words
    child: Any = pexpect.spawn(
        command[0], [*command[1:], "refresh", "--all"], env={**program.environ(), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"},
        dimensions=(20, width), timeout=240, encoding="utf-8",
    )  # fmt: skip
    child.logfile_read = io.StringIO()
    child.expect("waiting for ")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    screen = pyte.Screen(width, 20)
    pyte.Stream(screen).feed(child.logfile_read.getvalue())
    shown = [line.rstrip() for line in screen.display]
    assert "^C" in child.logfile_read.getvalue(), "the terminal prints it behind the progress"
    assert (child.exitstatus, shown[0], "".join(shown[1:])) == (130, "interrupted; what had arrived is kept", "")
