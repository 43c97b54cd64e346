"""The reference pages say what the program does: neither more nor less."""

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import typer

from newscli import errors
from newscli.cli.app import COMMANDS, app
from newscli.cli.topics import TOPICS
from newscli.config import KEYS, load_config
from newscli.errors import FetchKind, NewscliError

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
COMMON = {"--color", "-q", "--quiet", "-v", "--verbose", "-h", "--help"}


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def table_after(text: str, heading: str) -> list[list[str]]:
    """The cells of the first table under `heading`, its head left out."""
    _, _, rest = text.partition(f"{heading}\n")
    rows = re.search(r"(?:^\|.*\n)+", rest, re.MULTILINE)
    assert rows is not None, heading
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in rows.group().splitlines()[2:]]


def test_generated_pages_are_what_the_program_would_write() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "write_reference.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_and_option_has_its_line_and_no_line_is_left_over() -> None:
    group = typer.main.get_command(app)
    context = typer.Context(group)
    parts = {part.split("\n", 1)[0]: part for part in re.split(r"^### ", page("commands.md"), flags=re.MULTILINE)[1:]}
    assert list(parts) == list(COMMANDS)
    for name, part in parts.items():
        command = group.get_command(context, name)  # type: ignore[attr-defined]  # the root is a group
        options = {word for param in command.params if param.param_type_name == "option" for word in param.opts}
        documented = set(re.findall(r"`(--?[a-z][a-z-]*)", "\n".join(re.findall(r"^\| `.*?\|", part, re.MULTILINE))))
        assert documented == options - COMMON, name


def test_every_exit_code_has_its_line() -> None:
    codes = {name: value for name, value in vars(errors).items() if name.startswith("EXIT_")}
    assert {row[1].strip("`"): int(row[0]) for row in table_after(page("exit-codes.md"), "# Exit codes")} == codes
    assert set(re.findall(r"^  (\d+) ", TOPICS["exit-codes"][1], re.MULTILINE)) == {str(code) for code in codes.values()}


def test_every_kind_of_error_has_its_line() -> None:
    classes = {
        (each.kind, each.__name__, str(each.exit_code)) for each in NewscliError.__subclasses__() if each is not errors.FetchError
    }
    rows = table_after(page("exit-codes.md"), "## Errors by kind")
    assert {(row[0].strip("`"), row[1].strip("`"), row[2]) for row in rows} == classes
    fetching = table_after(page("exit-codes.md"), "and those of `FetchError` (code 1), an address that did not give a document:")
    assert [row[0].strip("`") for row in fetching] == list(get_args(FetchKind))


def test_every_plain_column_stands_in_the_help_as_well() -> None:
    rows = [(row[0].replace("`", ""), row[1].split(", ")) for row in table_after(page("plain.md"), "# Plain output")]
    helped = re.findall(r"^  (\S.*?)\s{2,}(.*)$", TOPICS["pipes"][1], re.MULTILINE)
    assert [row for row in rows if row[0] != "search --by"] == [(name, columns.split("  ")) for name, columns in helped]


def test_the_configuration_file_of_the_reference_is_the_defaults(tmp_path: Path) -> None:
    text = page("configuration.md")
    assert [row[0].strip("`") for row in table_after(text, "# Configuration")] == list(KEYS)
    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert example is not None
    path = tmp_path / "config.toml"
    path.write_text(example.group(1), encoding="utf-8")
    assert dict(load_config(path, {}).values) == {name: key.default for name, key in KEYS.items()}


def test_every_variable_that_the_program_reads_has_its_line() -> None:
    documented = set(re.findall(r"\b[A-Z][A-Z_]{3,}\b", page("environment.md").partition("## Places")[0]))
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"", source))
    assert read <= documented, "read but not documented"
    topic = TOPICS["environment"][1]
    assert set(re.findall(r"\b[A-Z][A-Z_]{3,}\b", topic)) <= documented, "in newscli help environment, not in the reference"
    elsewhere = {
        "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",  # urllib.request.getproxies_environment
        "LESS",  # merged under the caller's own
        "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",  # platformdirs
    }  # fmt: skip
    assert documented - read == elsewhere, "documented but not read"
