"""Failures of single things within a command: said as they come, counted into the exit code at its end."""

from typing import Final

from newscli.cli.context import World
from newscli.errors import EXIT_DONE, EXIT_FAILED, EXIT_PARTLY, NewscliError
from newscli.text import clean_line

_NEXT_STEPS: Final = {
    "address": "give an address that begins with http:// or https://",
    "unreachable": "check the address, and whether this machine is online",
    "timeout": "try again later, or raise refresh.deadline: newscli help configuration",
    "tls": "open the address in a browser to see what is wrong with its certificate",
    "status": "open the address in a browser to see what it says",
    "throttled": "its server asked for a pause: try again later",
    "protocol": "try again later, or open the address in a browser",
    "too-large": "raise the limit: newscli help configuration",
    "redirects": "open the address in a browser to see where it leads",
    "parse": "open it in a browser or an editor to see what it is",
    "store": "newscli doctor says where the database is",
    "output": "check the space on the disk and where the output goes",
}
"""What to do about an error that does not know it itself, by its kind."""


def say_problem(world: World, error: NewscliError) -> None:
    """`error: ...` with its hint, on stderr."""
    from newscli.view.messages import error_text

    error.hint = error.hint or clean_line(_NEXT_STEPS.get(error.kind, "newscli help"))
    world.say(error_text(error))


def exit_code(*, failed: int, total: int) -> int:
    """0 if nothing failed, 1 if all did, 3 if some of it."""
    if not failed:
        return EXIT_DONE
    return EXIT_FAILED if failed >= total else EXIT_PARTLY
