"""Every link leads somewhere, and every command line that a page shows is one that newscli understands."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from newscli.cli.app import COMMANDS, app
from newscli.cli.main import expand
from newscli.cli.topics import TOPICS
from newscli.config import KEYS

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md"])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
NEWSCLI = re.compile(r"(?:\w+=\S+ )*newscli(?: (?P<words>.*))?")
GLOBAL = {"--version", "-V", "--help", "-h"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def command_lines(text: str) -> Iterator[str]:
    """The newscli commands of a page: in indented and fenced lines and between backticks, each part of a pipe apart."""
    prose = re.sub(r"^(?:```.*?^```| {4}.*?)$", "", text, flags=re.MULTILINE | re.DOTALL)
    shown = re.findall(r"^(?: {4}|\$ )(.*)$", text, re.MULTILINE)
    inline = re.findall(r"`([^`\n]+)`", prose)
    for line in (*shown, *inline):
        # What a line says after its command stands two blanks away, or behind a hash.
        command = re.split(r"\s{2,}|\s#\s", line.strip(), maxsplit=1)[0]
        for part in re.split(r"\s(?:\|\|?|&&|>|;)\s", re.sub(r"^\*/30 \* \* \* \* ", "", command)):
            found = NEWSCLI.fullmatch(part.strip())
            if found:
                yield found["words"] or ""


def test_there_are_pages_and_examples() -> None:
    assert len(PAGES) > 20
    assert sum(len(list(command_lines(path.read_text(encoding="utf-8")))) for path in PAGES) > 100


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if not target.startswith(("https://", "http://", "mailto:")):
            file, _, _ = target.partition("#")
            assert (path.parent / file).exists(), target


def test_every_page_is_linked_from_another() -> None:
    linked = {
        (path.parent / target.partition("#")[0]).resolve()
        for path in PAGES
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if "://" not in target
    }
    unlinked = {path for path in PAGES if path.parent != ROOT} - linked
    assert {name_of(path) for path in unlinked} <= {"docs/README.md", "benchmarks/README.md"}


def test_every_benchmark_has_its_line() -> None:
    listed = set(
        re.findall(r"(?:python|uv run) (benchmarks/\w+\.py)", (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8"))
    )
    assert listed == {name_of(path) for path in (ROOT / "benchmarks").glob("*.py")}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_command_line_is_understood(path: Path) -> None:
    for words in command_lines(path.read_text(encoding="utf-8")):
        assert_understood(words)


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_command_line_of_help_is_understood(topic: str) -> None:
    text = "\n".join(f"  {line}" for line in TOPICS[topic][1].splitlines())
    for words in command_lines(text):
        assert_understood(words)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_configuration_key_that_a_page_names_exists(path: Path) -> None:
    sections = {name.partition(".")[0] for name in KEYS}
    for name in re.findall(r"`([a-z]+\.[a-z_]+)`", path.read_text(encoding="utf-8")):
        section, _, rest = name.partition(".")
        assert section not in sections or name in KEYS or rest in {"py", "md", "opml"}, name


@pytest.mark.parametrize(
    "path", [path for path in PAGES if "internals" in path.parts or path.name == "CONTRIBUTING.md"], ids=name_of
)
def test_every_file_that_a_page_names_exists(path: Path) -> None:
    source = ROOT / "src" / "newscli"
    files = [each for each in source.rglob("*") if "__pycache__" not in each.parts]
    known = {str(each.relative_to(root)) for each in files for root in (source, ROOT, *each.parents) if root in each.parents}
    known |= {
        str(each.relative_to(ROOT)) for folder in ("tests", "scripts", "benchmarks") for each in (ROOT / folder).rglob("*.py")
    }
    named = re.findall(r"`([\w/]+(?:\.py|/))`", path.read_text(encoding="utf-8"))
    assert not [name for name in named if name.rstrip("/") not in known and not (ROOT / name).exists()]


def assert_understood(words: str) -> None:
    """`words` name a command that exists, with options that it has; `[OPTIONS]` of a usage line is no option."""
    given = shlex.split(words)
    if given and given[0] in GLOBAL:
        return
    name, *rest = expand(given)
    assert name in COMMANDS, f"no command: newscli {words}"
    group = typer.main.get_command(app)
    command = group.get_command(typer.Context(group), name)  # type: ignore[attr-defined]  # the root is a group
    known = {option for param in command.get_params(typer.Context(command)) for option in param.opts} | GLOBAL
    options = [word.partition("=")[0] for word in rest if re.fullmatch(r"-[A-Za-z]|--[a-z][a-z-]*(?:=.*)?", word)]
    assert set(options) <= known, f"no such option: newscli {words}"
