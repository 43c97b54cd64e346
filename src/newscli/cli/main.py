"""From `argv` to an exit code: the one place where errors become words (docs/reference/exit-codes.md)."""

import contextlib
import errno
import os
import re
import sys
from collections.abc import Sequence
from typing import Final

from typer import Abort, Exit, TyperException
from typer.main import get_command

from newscli.cli.context import World, real_world
from newscli.errors import EXIT_BUG, EXIT_DONE, EXIT_INTERRUPTED, NewscliError, OutputError, UsageError
from newscli.text import clean_block, clean_line, format_line

_GLOBAL = ("-h", "--help", "-V", "--version")
_COMMON: Final = {"-q": 1, "--quiet": 1, "-v": 1, "--verbose": 1, "--color": 2}
"""Options that every command has, each with the words it takes."""
_REF = re.compile(r"-|\d+(?:-\d+)?|@\w+|https?://\S+|(?:\./|/|~/).+", re.IGNORECASE)
# But -n20 is a limit; and what has two letters or more is no run of options: -us is an exclusion, not -u and -s.
_EXCLUSION = re.compile(r"-(?!n\d+$)[^-].+|-[^\x00-\x7f]", re.DOTALL)
_WRITE_FAILURES = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG, errno.EBADF)
"""What a disk or a device says that does not take what is printed; EBADF: standard output was closed from the start."""
MINUS = "\u2212"
"""The real minus sign: stands for the dash of an exclusion on its way past the option parser."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command in this process and return its exit code."""
    world = real_world()
    code = run(world, list(sys.argv[1:] if argv is None else argv))
    return _close_streams(world, code)


def run(world: World, words: list[str]) -> int:
    """Run the command that `words` name in `world`; whatever goes wrong is said on its stderr."""
    try:
        if "_NEWSCLI_COMPLETE" in world.environ:
            _complete()
        return _invoke(world, expand(words))
    except NewscliError as error:
        return _say(world, error)
    except TyperException as error:
        return _say_usage(world, error)
    except (KeyboardInterrupt, Abort):
        return _say_interrupted(world)
    except BrokenPipeError:
        return EXIT_DONE
    except OSError as error:
        return _say_output(world, error)
    except UnicodeEncodeError as error:
        return _say_encoding(world, words, error)
    except Exception as error:  # the last line of defence: a bug becomes a log file and code 70
        return _say_bug(world, error)
    finally:
        world.close()


def _say_interrupted(world: World) -> int:
    """One sentence, in a line of its own: a terminal has printed `^C` behind whatever stood in the line."""
    if world.rewrites_lines:
        from newscli.view.progress import wipe

        wipe(world.stderr)
    elif world.stderr.isatty():
        world.say("")
    world.say("interrupted; what had arrived is kept")
    return EXIT_INTERRUPTED


def expand(words: list[str]) -> list[str]:
    """`words` with what may be left out put in: `latest`, `read`, and the exclusions of `search` made safe.

    `-north` in a search would be torn into `-n orth` by any option parser, and `-eu` into `-e -u`, so the dash of a word
    of two or more characters becomes a minus sign, which the query language reads as the same.
    """
    own = words[: words.index("--")] if "--" in words else words
    if "-V" in own or "--version" in own:
        return ["--version"]  # it is the same after any command
    words = _common_options_last(words)
    if not words or (words[0].startswith("-") and words[0] not in ("-", *_GLOBAL)):
        return ["latest", *words]
    if words[0] == "search":
        end = words.index("--") if "--" in words else len(words)
        return [MINUS + word[1:] if _EXCLUSION.fullmatch(word) and at < end else word for at, word in enumerate(words)]
    return ["read", *words] if _REF.fullmatch(words[0]) else words


def _common_options_last(words: list[str]) -> list[str]:
    """`words` with the options of all commands behind the command, where they are taken: `-q latest` is `latest -q`."""
    count = 0
    while count < len(words) and words[count] in _COMMON:
        count += _COMMON[words[count]]
    return [words[count], *words[:count], *words[count + 1 :]] if 0 < count < len(words) else words


def _invoke(world: World, words: list[str]) -> int:
    """What `app(...)` does, but that Ctrl-C and a closed pipe come through: typer ends with 130 and 1 without a word."""
    from newscli.cli.app import app

    command = get_command(app)
    try:
        with command.make_context("newscli", words, obj=world, terminal_width=_help_width(world)) as context:
            command.invoke(context)
    except Exit as end:
        return end.exit_code
    return EXIT_DONE


def _help_width(world: World) -> int:
    """Cells of a help page: a margin of two, at most what reads well, and on a narrow terminal what it has."""
    return max(min(world.width, 100) - 2, 30)


def _complete() -> None:
    """Answer a shell that asks for completions, by the variables it set, and leave."""
    from typer.completion import completion_init  # type: ignore[attr-defined]  # it stands there, without __all__

    from newscli.cli.app import app

    completion_init()
    app([], prog_name="newscli")


def _say(world: World, error: NewscliError) -> int:
    from newscli.cli.problems import say_problem

    say_problem(world, error)
    return error.exit_code


def _say_usage(world: World, error: TyperException) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "newscli"
    message = clean_line(error.format_message()).rstrip(".")
    world.say(f"error: {message[:1].lower()}{message[1:]}\n\nhint: {_meant(command, message) or f'{command} --help'}")
    return error.exit_code


def _meant(command: str, message: str) -> str | None:
    """What was meant instead of a command that does not exist, and by a file behind `export`, as `backup` takes it."""
    extra = re.fullmatch(r"Got unexpected extra argument(?:\(?s\)?)? \((.+)\)", message)
    if extra is not None and command == "newscli export":
        from shlex import quote

        # Several words and one with blanks look the same here.
        return f"newscli export -o {'FILE' if ' ' in extra[1] else quote(extra[1])}"
    match = re.fullmatch(r"No such command '(.*)'", message)
    if match is None:
        return None
    from difflib import get_close_matches

    from newscli.cli.app import COMMANDS

    near = get_close_matches(match[1], COMMANDS, 1)
    return f"did you mean newscli {near[0]}?" if near else None


def _say_output(world: World, error: OSError) -> int:
    if error.errno == errno.EPIPE:
        return EXIT_DONE
    if error.filename is not None or error.errno not in _WRITE_FAILURES:
        return _say(world, NewscliError(format_line("{}", error), hint=clean_line("check the path and its permissions")))
    _discard_output(world)
    return _say(world, OutputError(format_line("cannot write the output: {}", error.strerror)))


def _say_encoding(world: World, words: list[str], error: UnicodeEncodeError) -> int:
    """Bytes of the command line that are no text: names of files may hold them, what is looked for in the store may not."""
    odd = next((word for word in words if not word.isascii() and re.search("[\ud800-\udfff]", word)), None)
    if odd is None:
        return _say_bug(world, error)
    return _say(
        world, UsageError(format_line("not UTF-8: {}", odd), hint=clean_line("type it again in a terminal that sends UTF-8"))
    )


def _say_bug(world: World, error: Exception) -> int:
    """A log file with the traceback, and its name; nothing of it on the terminal."""
    import traceback

    report = clean_block("".join(traceback.format_exception(error)))
    world.say(f"error: a bug in newscli: {clean_line(f'{type(error).__name__}: {error}', limit=200)}")
    try:
        folder = world.places.log_dir
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        log = folder / f"crash-{world.clock():%Y%m%dT%H%M%S}-{os.getpid()}.log"
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(report + "\n")
        world.say(f"\nhint: please report it with {clean_line(str(log))}")
    except (OSError, NewscliError):
        world.stderr.write(f"\n{report}\n")
    return EXIT_BUG


def _close_streams(world: World, code: int) -> int:
    """Flush now, where a full disk or a closed pipe can still be said, and not in the interpreter's last breath."""
    try:
        world.stdout.flush()
    except BrokenPipeError:
        _discard_output(world)
    except OSError as error:
        return _say_output(world, error)
    return code


def _discard_output(world: World) -> None:
    """Let what is still buffered for stdout go nowhere: the interpreter would try, fail and say so again."""
    with contextlib.suppress(OSError):  # a stream of a test has no descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), world.stdout.fileno())
