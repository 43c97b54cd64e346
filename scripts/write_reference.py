"""Writes docs/reference/commands.md and configuration.md from the program itself: `python scripts/write_reference.py [--check]`.

With --check nothing is written, and the exit code is 1 if a page is not what it would be.
"""

import argparse
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from newscli.cli.app import COMMANDS, CONTEXT_SETTINGS, EPILOG, app
from newscli.config import KEYS, Key, written

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
NOTE = "<!-- Written by scripts/write_reference.py from the program: change the program, then `make docs`. -->"
HEADERS_PART = """
## Headers

Some feeds want a key, a login or a language. Each table stands under the address that its headers are for: they go to that
address and to what lies below it on the same host and port, and to nobody else. They are dropped for good when a redirect leads
to another host or from https to http, and a link in a stranger's feed or page is never asked for with them. Of two addresses the
longer counts.

```toml
[headers."https://news.example/members/"]
X-Key = "kept in this file"
Authorization = "Bearer ${NEWS_TOKEN}"
Cookie = "${NEWS_COOKIE}"
```

`${NAME}` is taken from the environment; while it is not set, what lies there is not asked for, and that is said. A file with
anything else in a header must be readable for you alone (`chmod 600`), or nothing is done. Values are never printed, logged or
stored. The address of such a feed is not changed by a redirect. For basic authorization, user and password may also stand in the
address of the feed (`https://user:password@host/feed`), which the store keeps, readable for you alone.
""".splitlines()
COMMON = ("--color", "--quiet", "--verbose", "--help")
"""Options that every command has: said once."""


def commands_page() -> Iterator[str]:
    """Every command with its words, options and examples."""
    root = typer.main.get_command(app)
    context = typer.Context(root, info_name="newscli", **CONTEXT_SETTINGS)
    commands = {name: root.get_command(context, name) for name in COMMANDS}  # type: ignore[attr-defined]  # a group
    yield from ("# Commands", "", NOTE, "", EPILOG, "")
    yield "`newscli help refs` explains how to name articles, `names` feeds, `times` moments, `search` queries, `pipes` columns."
    yield from ("", "Every command has:", "", "| option | |", "|---|---|")
    some = commands["latest"]
    common = {_name(option): option for option in some.get_params(typer.Context(some, **CONTEXT_SETTINGS))}
    yield from (_option_row(common[name]) for name in COMMON)
    yield "| `-V`, `--version` | Print the version (without a command). |"
    section = ""
    for name, command in commands.items():
        if COMMANDS[name].section != section:
            section = COMMANDS[name].section
            yield from ("", f"## {section}")
        yield from _command_part(name, command, context)


def _command_part(name: str, command: Any, root: typer.Context) -> Iterator[str]:
    inner = typer.Context(command, info_name=name, parent=root)
    yield from ("", f"### {name}", "", f"    {command.get_usage(inner).removeprefix('Usage: ')}", "")
    yield from (" ".join(part.split()) + "\n" for part in command.help.split("\n\n")[:-1])
    yield " ".join(command.help.split("\n\n")[-1].split())
    arguments = [each for each in command.params if each.param_type_name == "argument" and each.help]
    options = [each for each in command.params if each.param_type_name == "option" and _name(each) not in COMMON]
    if arguments or options:
        yield from ("", "| | |", "|---|---|")
        yield from (f"| `{each.make_metavar(inner).strip('[]{}')}` | {_cell(each.help)} |" for each in arguments)
        yield from map(_option_row, options)
    module = import_module(f"newscli.cli.commands.{COMMANDS[name].module or name}")
    yield from ("", *(f"    {line}" for line in module.EXAMPLES))


def _name(parameter: Any) -> str:
    """Its long name; typer gives those of --help in any order."""
    return max(map(str, parameter.opts), key=len)


def _option_row(option: Any) -> str:
    metavar = "" if option.is_flag else f" {option.metavar or option.type.name.upper()}"
    names = ", ".join(f"`{name}{metavar if name.startswith('--') else ''}`" for name in sorted(option.opts, key=len))
    return f"| {names} | {_cell(option.help)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def configuration_page() -> Iterator[str]:
    """Every key of the configuration file."""
    yield from ("# Configuration", "", NOTE, "")
    yield "One TOML file, `config.toml`; `newscli doctor` says where it is looked for. Without it the defaults hold. An unknown"
    yield "key, or a value out of its bounds, is an error that names it (exit code 2); nothing is guessed."
    yield from ("", "| key | default | from - to | |", "|---|---|---|---|")
    yield from (f"| `{name}` | {written(key.default)} | {_bounds(key)} | {_cell(key.meaning)} |" for name, key in KEYS.items())
    yield from ("", "As a file, all at their defaults:", "", "```toml")
    section = ""
    for name, key in KEYS.items():
        head, _, short = name.partition(".")
        if head != section:
            yield from ([""] if section else [])
            yield f"[{head}]"
            section = head
        yield f"{short} = {written(key.default)}"
    yield "```"
    yield from HEADERS_PART


def _bounds(key: Key) -> str:
    if isinstance(key.default, str):
        return "1d - 9999y, never"
    return "true, false" if isinstance(key.default, bool) else f"{key.least:g} - {key.most:g}"


def main() -> int:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(description="Write the reference pages that come from the program.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a page is out of date")
    check = parser.parse_args().check
    stale = []
    for name, lines in (("commands.md", commands_page()), ("configuration.md", configuration_page())):
        page, text = REFERENCE / name, "\n".join(lines) + "\n"
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(page.relative_to(REFERENCE.parents[1]))
            if not check:
                page.write_text(text, encoding="utf-8")
    for stale_page in stale:
        print(f"{stale_page} {'is out of date: make docs' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
