"""Failures of single things within a command: said as they come, counted into the exit code at its end."""

from newscli.cli.context import World
from newscli.errors import EXIT_DONE, EXIT_FAILED, EXIT_PARTLY, NewscliError


def say_problem(world: World, error: NewscliError) -> None:
    """`error: ...` with its hint, on stderr."""
    from newscli.view.messages import error_text

    world.stderr.write(error_text(error) + "\n")


def exit_code(*, failed: int, total: int) -> int:
    """0 if nothing failed, 1 if all did, 3 if some of it."""
    if not failed:
        return EXIT_DONE
    return EXIT_FAILED if failed >= total else EXIT_PARTLY
