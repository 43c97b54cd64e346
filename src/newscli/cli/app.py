"""The table of commands and the group that loads only the one that was asked for."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

if TYPE_CHECKING:
    from newscli.cli.context import World


class Entry(NamedTuple):
    """A command of the table: where it lives and the line that `--help` shows for it."""

    section: str
    help: str
    module: str = ""
    """Under newscli.cli.commands, where it is not the command's own name."""


COMMANDS: Final[dict[str, Entry]] = {
    "latest": Entry("Read", "Show the newest headlines of what you follow."),
    "read": Entry("Read", "Read articles, and see what their pages offer next."),
    "search": Entry("Read", "Find articles by their words."),
    "searches": Entry("Read", "List the saved searches, with what is new in each."),
    "related": Entry("Read", "List the further reading of an article, with ids."),
    "open": Entry("Read", "Open articles in the web browser.", "open_"),
    "mark": Entry("Keep track", "Mark articles read, unread, starred or unstarred."),
    "undo": Entry("Keep track", "Take back the last change."),
    "stats": Entry("Keep track", "Show how much is stored and how it grows."),
    "prune": Entry("Keep track", "Forget old articles."),
    "refresh": Entry("Follow", "Fetch what is due, or the feeds you name, now."),
    "add": Entry("Follow", "Follow a site, a feed, or a section page; keep an article."),
    "feeds": Entry("Follow", "List what you follow, with unread counts and health."),
    "edit": Entry("Follow", "Change a feed's title, slug, tags or rhythm."),
    "remove": Entry("Follow", "Stop following feeds; their articles stay readable."),
    "import": Entry("Follow", "Follow all feeds of an OPML file.", "import_"),
    "export": Entry("Follow", "Write what you follow as OPML."),
    "doctor": Entry("Help", "Say which feeds are unwell and where the files are; check and repair the store."),
    "backup": Entry("Help", "Copy the whole store to a file, while it is in use."),
    "demo": Entry("Help", "Take a tour on an edition that ships with newscli; needs no network."),
    "completion": Entry("Help", "Print the completion script of a shell."),
    "help": Entry("Help", "Explain a command or a topic.", "help_"),
}

CONTEXT_SETTINGS: Final[dict[str, Any]] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

EPILOG: Final = "newscli 412 and newscli https://... read an article; newscli alone is newscli latest."


def world_of(ctx: typer.Context) -> "World":
    """The world that `main` handed to this run."""
    world: World = ctx.find_root().obj
    return world


def _set(name: str) -> Any:
    def remember(ctx: typer.Context, _param: object, value: Any) -> Any:
        if value not in (None, False):
            setattr(world_of(ctx), name, value)
        return value

    return remember


_COLORS: Final = ("auto", "always", "never")


def _color(ctx: typer.Context, _param: object, value: str | None) -> str | None:
    if value is not None and value not in _COLORS:
        raise typer.BadParameter("'auto', 'always' or 'never'")
    return _set("color")(ctx, _param, value)  # type: ignore[no-any-return]  # the value comes back as it went in


class Command(TyperCommand):
    """A command with the three options that all have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += [
            TyperOption(
                param_decls=["--color"], metavar="WHEN", expose_value=False, callback=_color,
                autocompletion=lambda _ctx, _args, incomplete: [when for when in _COLORS if when.startswith(incomplete)],
                help="Use colours: auto, always or never.", rich_help_panel=None,
            ),
            TyperOption(
                param_decls=["-q", "--quiet"], is_flag=True, expose_value=False, callback=_set("is_quiet"),
                help="Print data and errors only.",
            ),
            TyperOption(
                param_decls=["-v", "--verbose"], is_flag=True, expose_value=False, callback=_set("is_verbose"),
                help="Say more of what is done.",
            ),
        ]  # fmt: skip


class Commands(TyperGroup):
    """Knows every command's name and help line from the table; imports a command's module when it is run."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # the signature of the base class
        """All names, in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  # the signature of the base class
        """The command of that name, or None."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"newscli.cli.commands.{entry.module or cmd_name}")
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        one.command(cmd_name, cls=Command, context_settings=CONTEXT_SETTINGS, epilog=_examples(module.EXAMPLES))(module.command)
        return typer.main.get_command(one)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # the signature of the base class
        """The table by its sections, without loading a single command (60 ms)."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, entry in COMMANDS.items():
            sections.setdefault(entry.section, []).append((name, entry.help))
        for section, rows in sections.items():
            with formatter.section(section):
                formatter.write_dl([(f"{name:<10}", line) for name, line in rows])


def _examples(lines: tuple[str, ...]) -> str:
    """Each example on a line of its own; the backspace keeps the formatter from running them together."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _version(value: bool) -> None:  # noqa: FBT001  # the signature of a typer callback
    if value:
        from newscli import __version__

        typer.echo(f"newscli {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=Commands, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    context_settings=CONTEXT_SETTINGS, epilog=EPILOG,
)  # fmt: skip


@app.callback()
def newscli(
    *,
    version: bool = typer.Option(False, "-V", "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Read the news in a terminal and in pipes."""
