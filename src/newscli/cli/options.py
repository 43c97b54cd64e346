"""Options and arguments, each defined once: the same name means the same in every command.

`--color`, `-q` and `-v`, which every command has, stand in `app.py`.
"""

from typing import Annotated, Final, TextIO

import typer

from newscli.cli.complete import complete_feed, complete_ref, complete_tag
from newscli.errors import UsageError
from newscli.text import format_line

MOST: Final = 1_000_000_000
"""More lines than a store can have, and fewer than the database can count."""
Limit = Annotated[int | None, typer.Option("-n", "--limit", min=0, max=MOST, metavar="N", help="Show at most N; 0 shows all.")]
Unread = Annotated[bool, typer.Option("-u", "--unread", help="Only what is unread.")]
Starred = Annotated[bool, typer.Option("--starred", help="Only what is starred.")]
FeedOption = Annotated[
    list[str] | None,
    typer.Option("-f", "--feed", metavar="FEED", autocompletion=complete_feed, help="Only of this feed (repeatable)."),
]
Topic = Annotated[str | None, typer.Option("--topic", metavar="TOPIC", help="Only with this topic of the publisher's.")]
Tag = Annotated[
    str | None,
    typer.Option("--tag", metavar="TAG", autocompletion=complete_tag, help="Only of feeds with this tag of yours."),
]
Since = Annotated[str | None, typer.Option("--since", metavar="WHEN", help="From then on: 2d, 3h, 2025-11-03, yesterday.")]
Before = Annotated[str | None, typer.Option("--before", metavar="WHEN", help="Earlier than that, the day itself left out.")]
Count = Annotated[bool, typer.Option("--count", help="Print only how many there are.")]
Reverse = Annotated[bool, typer.Option("-r", "--reverse", help="Oldest first, of the same lines.")]
BaseUrl = Annotated[str | None, typer.Option("--base-url", metavar="URL", help="Where a file came from.")]
Offline = Annotated[bool, typer.Option("--offline", help="Do not use the network.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
JsonLines = Annotated[bool, typer.Option("--jsonl", help="Print JSON, one object a line.")]
Plain = Annotated[bool, typer.Option("--plain", help="Print as for a pipe, also on a terminal.")]
ExitStatus = Annotated[bool, typer.Option("-e", "--exit-status", help="Exit with 4 if there is nothing.")]


Refs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REF...", show_default=False, autocompletion=complete_ref, help="Ids, ranges (14-16), @last, @3, addresses."
    ),
]
Stdin = Annotated[bool, typer.Option("--stdin", help="Read ids from the first column of each line of standard input.")]


def given_refs(words: list[str] | None, stdin: TextIO | None, *, command: str) -> list[str]:
    """The references of the command line and, with --stdin, of the lines piped in. Raises UsageError if there is none."""
    from newscli.library.refs import first_column

    refs = [*(words or ()), *(first_column(stdin) if stdin is not None else ())]
    if not refs:
        raise UsageError(
            format_line("no article named"), hint=format_line("newscli {} 412, with an id that newscli latest prints", command)
        )
    return refs
