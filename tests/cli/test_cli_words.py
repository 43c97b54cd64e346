"""The words of the command line themselves: help, topics, versions, completion, and what may be left out."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import Cli, Program

from newscli import __version__
from newscli.cli.app import COMMANDS
from newscli.cli.complete import describe
from newscli.cli.main import MINUS, expand
from newscli.cli.topics import TOPICS
from newscli.config import KEYS
from newscli.text import clean_line


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", "latest"),
        ("-u", "latest -u"),
        ("--json -n 5", "latest --json -n 5"),
        ("412", "read 412"),
        ("14-16 --json", "read 14-16 --json"),
        ("@3", "read @3"),
        ("@last", "read @last"),
        ("https://a.example/x", "read https://a.example/x"),
        ("./412", "read ./412"),
        ("-", "read -"),
        ("feeds", "feeds"),
        ("--help", "--help"),
        ("-V", "--version"),
        ("latest -V", "--version"),
        ("search korea -north", f"search korea {MINUS}north"),
        ("search -n 5 -u -f x", "search -n 5 -u -f x"),
        ("search -n20 korea -n20s -북한", f"search -n20 korea {MINUS}n20s {MINUS}북한"),
        ("search -- -north", "search -- -north"),
        ("latest -north", "latest -north"),
    ],
)
def test_what_may_be_left_out(typed: str, meant: str) -> None:
    assert expand(typed.split()) == meant.split()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(cli: Cli, command: str) -> None:
    ran = cli.ok(command, "--help")
    assert f"newscli {command}" in ran.out
    assert cli.ok(command, "-h").out == ran.out
    explained = cli.ok("help", command).out
    if command in TOPICS:
        assert explained == TOPICS[command][1] + "\n"
        assert f"newscli {command} --help" in explained
    else:
        assert explained.split() == ran.out.split()
    assert not cli.home.exists()


def test_help_lists_every_command_and_every_topic(cli: Cli) -> None:
    overview = cli.ok("--help").out
    for name, entry in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(entry.help[:30])}", overview, re.MULTILINE)
    assert all(topic in cli.ok("help").out for topic in (*TOPICS, "configuration"))


@pytest.mark.parametrize("topic", [*TOPICS, "configuration"])
def test_every_topic_has_a_text_that_fits_a_terminal(cli: Cli, topic: str) -> None:
    text = cli.ok("help", topic).out
    assert text
    assert all(len(line) <= 120 for line in text.splitlines())


def test_help_names_every_key_of_the_configuration(cli: Cli) -> None:
    text = cli.ok("help", "configuration").out
    for name in KEYS:
        assert f"  {name.partition('.')[2]} = " in text


def test_a_topic_that_does_not_exist_has_a_neighbour(cli: Cli) -> None:
    ran = cli("help", "ref")
    assert (ran.code, ran.err) == (2, "error: no command or topic ref\n\nhint: did you mean refs?\n")


def test_the_version(cli: Cli) -> None:
    assert cli.ok("--version").out == cli.ok("-V").out == f"newscli {__version__}\n"


@pytest.mark.parametrize("command", ["latest", "search", "feeds", "read", "refresh", "mark", "add"])
def test_quiet_verbose_and_colour_are_accepted_after_every_command(cli: Cli, command: str) -> None:
    text = cli.ok(command, "--help").out
    assert all(option in text for option in ("--color", "-q, --quiet", "-v, --verbose"))


def test_colours_follow_the_option_then_the_environment_then_the_terminal(following: Cli) -> None:
    def colored(*words: str, tty: bool = True, **environ: str) -> bool:
        return "\x1b[" in following.ok("latest", "--offline", *words, tty=tty, **environ).out

    assert colored()
    assert not colored(tty=False)
    assert not colored(NO_COLOR="1")
    assert not colored(TERM="dumb")
    assert not colored("--color", "never", FORCE_COLOR="1")
    assert colored("--color", "always", NO_COLOR="1")
    assert not colored("--color", "always", "--plain")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_there_is_a_completion_script_for_every_shell(cli: Cli, shell: str) -> None:
    script = cli.ok("completion", shell).out
    assert "_NEWSCLI_COMPLETE" in script
    assert "newscli" in script


def _complete(program: Program, typed: str) -> list[str]:
    """What bash gets for Tab at the end of `typed`, by the protocol that the script speaks."""
    words = typed.split(" ")
    environ = {"_NEWSCLI_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
    ran = program(environ=environ)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.split()


def test_bash_completes_commands_options_feeds_and_articles(following: Cli, program: Program) -> None:
    following.ok("latest")
    assert _complete(program, "newscli la") == ["latest"]
    assert "--offline" in _complete(program, "newscli latest --off")
    assert _complete(program, "newscli latest si") == ["site"]
    assert _complete(program, "newscli latest -f s") == ["site"]
    assert set(_complete(program, "newscli read ")) >= {"1", "2", "3"}


def test_bash_completes_what_options_and_topics_take(following: Cli, program: Program) -> None:
    following.ok("edit", "site", "--tag", "asia")
    following.ok("search", "--save", "seoul", "seoul")
    assert _complete(program, "newscli latest --tag a") == ["asia"]
    assert _complete(program, "newscli latest --color n") == ["never"]
    assert _complete(program, "newscli help exi") == ["exit-codes"]
    assert _complete(program, "newscli help stat") == ["stats"]
    assert _complete(program, "newscli search @s") == ["@seoul"]
    assert _complete(program, "newscli search s") == []


@pytest.mark.parametrize("title", ["$(touch owned)", "`touch owned`", "\\$(touch owned)", "'; touch owned; '", '"$HOME"', "[/b]"])
def test_a_description_is_nothing_that_a_shell_runs(title: str) -> None:
    assert not set(describe(clean_line(title))) & set("$`\\'\"[]")


def test_completion_without_a_store_is_silent_and_makes_none(program: Program) -> None:
    assert _complete(program, "newscli latest s") == []
    assert not program.home.exists()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_the_script_for_bash_is_bash(cli: Cli, tmp_path: Path) -> None:
    script = tmp_path / "newscli.bash"
    script.write_text(cli.ok("completion", "bash").out, encoding="utf-8")
    command = ["bash", "-c", f". {script} && complete -p newscli"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]})
    assert (done.returncode, done.stderr) == (0, "")
    assert "newscli" in done.stdout


def test_words_break_between_words_on_a_narrow_terminal_and_not_in_a_pipe(cli: Cli) -> None:
    ran = cli("mark", "read", "--all", tty=True, width=40)
    assert ran.err == "error: nothing was listed yet, so\nnothing is marked\n\nhint: newscli latest\n"
    assert cli("mark", "read", "--all", width=40).err.startswith("error: nothing was listed yet, so nothing is marked\n")


@pytest.mark.parametrize("typed", ["-q refresh site", "--color never -v feeds", "-q search seoul -n 1", "-q"])
def test_common_options_may_stand_before_the_command(following: Cli, typed: str) -> None:
    following.ok(*typed.split())


def test_a_number_in_a_feeds_place_is_told_where_it_belongs(following: Cli) -> None:
    assert "newscli read 3 reads the article" in following("latest", "3").err


@pytest.mark.parametrize("words", ["search a\udccc", "edit @\udccc --slug x"])
def test_bytes_that_are_no_text_are_named(following: Cli, words: str) -> None:
    ran = following(*words.split())
    assert ran.code == 2
    assert ran.err.startswith("error: not UTF-8: ")
