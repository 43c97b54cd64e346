"""`newscli help`: a command's help, or a topic."""

from typing import Annotated

import typer

from newscli.cli.app import COMMANDS, CONTEXT_SETTINGS, world_of
from newscli.cli.complete import complete_help
from newscli.cli.context import World
from newscli.errors import EXIT_DONE, UsageError
from newscli.text import clean_line, format_line

EXAMPLES = (
    "newscli help",
    "newscli help read",
    "newscli help refs",
    "newscli help exit-codes",
)


def command(
    ctx: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(metavar="TOPIC", show_default=False, autocompletion=complete_help, help="A command or a topic."),
    ] = None,
) -> None:
    """Explain a command or a topic; without one, list them.

    search is both: its language is explained here, its options by newscli search --help.
    """
    root = ctx.find_root()
    from newscli.cli.topics import TOPICS

    if topic in COMMANDS and topic not in TOPICS:
        found = root.command.get_command(root, topic)  # type: ignore[attr-defined]  # the root is the group of app.py
        with typer.Context(found, info_name=topic, parent=root, **CONTEXT_SETTINGS) as inner:
            world_of(ctx).print(found.get_help(inner))
        raise typer.Exit(EXIT_DONE)
    if topic is None:
        world_of(ctx).print(root.command.get_help(root))
    raise typer.Exit(run(world_of(ctx), topic))


def run(world: World, topic: str | None) -> int:
    """Print the topic, or the list of topics. Raises UsageError for one that does not exist."""
    from newscli.cli.topics import TOPICS, configuration_topic

    texts = {**TOPICS, "configuration": ("The keys of the configuration file.", configuration_topic())}
    if topic is None:
        world.print("\nTopics of newscli help:\n" + "\n".join(f"  {name:<14}{line}" for name, (line, _) in texts.items()))
    elif topic in texts:
        world.print(texts[topic][1])
    else:
        from difflib import get_close_matches

        near = get_close_matches(topic, [*COMMANDS, *texts], 1)
        hint = format_line("did you mean {}?", near[0]) if near else clean_line("newscli help lists commands and topics")
        raise UsageError(format_line("no command or topic {}", topic), hint=hint)
    return EXIT_DONE
